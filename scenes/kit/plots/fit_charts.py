"""Charts beside a line that is fitted: its slope and its cost against the step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group
from numpy.typing import ArrayLike

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.plot import align
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import padded_range

INSIDE, NEXT = 0.1, 0.07
"""Scene units from the chart's end to what is written at the best w's line, and from that line to it."""

DOT = 0.04
"""Radius of a step's dot."""

SOON, PAST = 20, 2
"""After at most so many steps does w turn around soon; so many steps more, and that is seen."""

TURN, INWARDS = 0.11, 0.25
"""Radius of the ring where w turns around, and scene units from it to its words, towards the best w."""

MARGIN, NAMED = 0.15, 0.25
"""Room above and below w in its chart, and room for that name beyond its line, in shares of w's range."""


def fit_charts(
    boxes: Sequence[Box], run: Run, best: ArrayLike, last: float, word: str
) -> tuple[list[RunChart], Group]:
    """Return charts of w and of J against the step, and marks of the best w.

    Parameters
    ----------
    boxes
        What the one and the other may fill: if they stand one above the other, the steps are counted below
        both.
    run
        Whose path is that of w and further parameters.
    best : shape (d,)
        The best line's parameters.
    last
        The step where the charts end.
    word
        What is written before the best w, in Typst mathematics.
    """
    left, right = boxes
    is_stacked = left.left == right.left
    slopes, least = run.path[:, 0], float(np.ravel(best)[0])
    low, high = padded_range(np.append(slopes, least), MARGIN)
    is_below, room = bool(least <= slopes[0]), NAMED * (high - low)
    w_range = (low - room, high) if is_below else (low, high + room)
    j_range = 0.0, 1.05 * float(run.series("value")[run.shown].max())
    style: dict[str, Any] = {"component": 0, "y_label": "w", "y_color": palette.FIRST_PARAMETER}
    if is_stacked:
        style |= {"x_label": "", "x_numbered": False}
    w_chart = RunChart(left, [run], "point", x_range=(0.0, last), y_range=w_range, **style)
    style = {"y_range": j_range, "y_label": "J", "y_color": palette.OBJECTIVE}
    j_chart = RunChart(right, [run], x_range=(0.0, last), **style)
    if is_stacked:
        align(w_chart, j_chart, right=True)
    words = typography.formula(f"{word} w", typography.LABEL, palette.MINIMUM)
    level = w_chart.level(least)
    words.next_to(level.points[-1], DOWN if is_below else UP, buff=NEXT)
    end = LEFT if abs(slopes[-1] - least) > abs(slopes[0] - least) else RIGHT  # of a run that leads away
    words.align_to(w_chart.frame, end).shift(-INSIDE * end)
    return [w_chart, j_chart], Group(level, words)


def turning_step(run: Run, best: ArrayLike) -> int:
    """Return the step from which on w goes towards its best, after it has gone away from it; 0 if none."""
    slopes = run.descent.points[:, 0]
    away = slopes if float(np.ravel(best)[0]) < slopes[0] else -slopes
    step = int(np.argmax(away))
    return 0 if step == len(away) - 1 else step


def fit_trails(charts: Sequence[RunChart], run: Run) -> list[Trail]:
    """Return the curves of a run in such charts, with a dot for each step."""
    views = zip(charts, (palette.FIRST_PARAMETER, palette.OBJECTIVE), strict=True)
    return [Trail.of(run, chart, color=color, dots=DOT) for chart, color in views]


def steps_past_turn(run: Run, best: ArrayLike, few: int) -> int:
    """Return after how many steps w is seen to have turned around; a few, if it does so late, or never."""
    turn = turning_step(run, best)
    return max(few, turn + PAST) if 0 < turn <= SOON else few


def turn_mark(chart: RunChart, run: Run, best: ArrayLike, told: Callable[[int], str]) -> Group:
    """Return a ring where w turns around, and words below or above it; nothing if that is not in the chart.

    Parameters
    ----------
    chart
        Of w against the step.
    run, best
        As for `fit_charts`.
    told
        Gives the words, as they are, for the step of the turn.
    """
    step, slopes = turning_step(run, best), run.descent.points[:, 0]
    if not 0 < step < chart.x_range[1]:
        return Group()
    place, frame = chart.c2p(step, slopes[step]), chart.frame
    words = typography.column(told(step), frame.width - 2 * INSIDE, palette.STEP)
    words.set_stroke(palette.OUTLINE, width=typography.OUTLINE, background=True)  # the grid runs behind it
    words.next_to(place, DOWN if float(np.ravel(best)[0]) < slopes[0] else UP, buff=INWARDS)
    beyond = words.get_right()[0] + INSIDE - frame.get_right()[0]
    before = frame.get_left()[0] + INSIDE - words.get_left()[0]
    words.shift((max(0.0, before) - max(0.0, beyond)) * RIGHT)
    return Group(Dots([place], palette.STEP, TURN, ring=0.04), words)

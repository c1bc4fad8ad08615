"""Charts beside a line that is fitted: its slope and its cost against the step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group
from numpy.typing import ArrayLike

from scenes.kit.painted.marks import Dots
from scenes.kit.plots.plot import align
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import padded_range

INSIDE, NEXT = 0.1, 0.07
"""Scene units from the chart's end to what is written at the best w's line, and from that line to it."""

TURN, BESIDE, OUTWARDS = 0.11, 0.35, 0.12
"""Radius of the ring where w turns around, and scene units from it to its words: along, and off the curve."""

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


def turn_mark(chart: RunChart, run: Run, best: ArrayLike, told: Callable[[int], str]) -> Group:
    """Return a ring where w turns around, and words beside it; nothing if it does not.

    On the scale of the whole run, so short a detour is hardly more than a stroke.

    Parameters
    ----------
    chart
        Of w against the step.
    run, best
        As for `fit_charts`.
    told
        Gives the words, as they are, for the step of the turn.
    """
    slopes, least = run.descent.points[:, 0], float(np.ravel(best)[0])
    away = slopes if least < slopes[0] else -slopes
    step = int(np.argmax(away))
    if step in (0, len(away) - 1):
        return Group()
    place = chart.c2p(step, slopes[step])
    room = float(chart.frame.get_right()[0] - place[0]) - BESIDE
    words = typography.column(told(step), room, palette.STEP)
    words.set_stroke(palette.OUTLINE, width=typography.OUTLINE, background=True)  # the grid runs behind it
    outwards = UP if least < slopes[0] else DOWN
    words.next_to(place, RIGHT, buff=BESIDE).shift(OUTWARDS * outwards)
    return Group(Dots([place], palette.STEP, TURN, ring=0.04), words)

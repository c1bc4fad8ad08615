"""Round iterations that are written beside a path as a run passes them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import Group, Mobject

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import holds, overlap
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography

APART = 0.75
"""Scene units between marks, and from a mark to what it keeps clear of, at least."""

AWAY = 0.24
"""Scene units from the path to a number beside it."""

FADE = 4.0
"""Shown iterations within which a mark appears once the run has passed it."""


def path_marks(run: Run, plot: MapPlot, clear_of: Floats, held: Iterable[Mobject], name: str) -> Group:
    """Return round iterations beside a run's path, where they are far enough apart; each appears in time.

    Parameters
    ----------
    run, plot
        The run, and the map on which its path is seen.
    clear_of
        Scene point, shape (3,), near which there are none, such as the goal.
    held
        What no number covers.
    name
        What is counted; the first mark says it.
    """
    places, marks = plot.on(run.all_points[: run.shown[-1] + 1]), Group()
    last, taken = places[0], list(held)
    for iteration in round_numbers(int(run.shown[-1])):
        place = places[iteration]
        words = str(iteration) if len(marks) else f"{name} {iteration}"
        mark = _mark(words, place, place - last)
        away = min(np.linalg.norm(place - last), np.linalg.norm(place - clear_of))
        is_covered = any(overlap(mark[1], part) for part in taken)
        if away >= APART and holds(plot.frame, mark[1]) and not is_covered:
            marks.add(_appearing(mark, run, iteration))
            taken.append(mark[1])
            last = place
    return marks


def round_numbers(last: int) -> list[int]:
    """Return 1, 2, 5, 10, 20, 50, ... up to a number.

    Examples
    --------
    >>> round_numbers(100)
    [1, 2, 5, 10, 20, 50, 100]
    """
    powers = 10 ** np.arange(len(str(last)))
    return [int(number) for number in np.outer(powers, (1, 2, 5)).ravel() if number <= last]


def _mark(words: str, place: Floats, way: Floats) -> Group:
    """Return a dot on a path that comes along a way, and words to the right of it."""
    label = typography.formula(typography.name(words), typography.TICK, palette.PATH)
    side = np.array([way[1], -way[0], 0.0]) / max(float(np.linalg.norm(way)), 1e-9)
    reach = AWAY + (abs(side[0]) * label.width + abs(side[1]) * label.height) / 2
    label.move_to(place + reach * side).set_stroke(palette.OUTLINE, width=5, background=True)
    return Group(Dots(place[None], color=palette.PATH, radius=0.07), label)


def _appearing(mark: Group, run: Run, iteration: int) -> Group:
    """Let a mark appear as the run has passed its iteration."""
    passed = float(np.searchsorted(run.shown, iteration))

    def appear(moving: Mobject) -> None:
        opacity = float(np.clip((run.position - passed) / FADE, 0, 1))
        for part in moving:
            part.set_opacity(opacity)

    return mark.add_updater(appear, call_updater=True)

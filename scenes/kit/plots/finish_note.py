"""The finish of a race, named on its map, and a row beside that name for those who have arrived."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from manim import LEFT, RIGHT, Group, Mobject

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.labels import plated
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.motion import ease

FINISH: Final = "finish"
"""Word beside the finish."""

WIDE: Final = 4.5
"""Stroke width of the finish."""

INSIDE: Final = 0.12
"""Scene units from the plate to the edges of the map."""

APART: Final = 2.7
"""From one spot of the row to the next, in radii of the points."""

ON_THE_WAY: Final = 1.35
"""A point is in the row when so many times as much as it has needed is spent."""


class FinishNote(Group):
    """A plate in a lower corner of the map, a line from it to the finish, and a row of spots beside it.

    Parameters
    ----------
    plot
        The map.
    words
        What stands behind the word for the finish, as it is; may be empty.

    Attributes
    ----------
    plate, leader
        The word, and the dashed line.
    line
        The finish itself, drawn strongly.
    spots : shape (rules, 3)
        Where points stand that have arrived, first arrival first.
    """

    def __init__(self, plot: RaceMap, words: str = "") -> None:
        frame, place = plot.frame, _nearest(plot)
        side = 1 if place[0] >= frame.get_center()[0] else -1
        shown = f"{translated(FINISH)}: {words}" if words else translated(FINISH)
        self.plate = plated(typography.text(typography.as_is(shown), typography.LABEL))
        edge = float(frame.get_right()[0] if side > 0 else frame.get_left()[0]) - side * INSIDE
        level = float(frame.get_bottom()[1]) + INSIDE + self.plate.height / 2
        self.plate.move_to((edge, level, 0.0), aligned_edge=RIGHT if side > 0 else LEFT)
        first = plot.dots[0]
        assert isinstance(first, Dots)
        pitch = APART * first.radius
        inner = edge - side * (self.plate.width + 0.8 * pitch)
        count = len(plot.dots)
        row = inner - side * pitch * np.arange(count)
        self.spots = np.stack([row, np.full(count, level), np.zeros(count)], axis=-1)
        top = self.plate.get_top()
        self.leader = Segments([top], [place], color=palette.TEXT, width=2.5, dash=DASH)
        self.line = plot.finish.copy()
        self.line.stroke_width = WIDE
        super().__init__(self.leader, self.line, self.plate)

    def line_up(self, plot: RaceMap, race: RankedRace) -> None:
        """Let each point of the map go to its spot in the row once it has arrived."""
        for name, run, dot in zip(race.searches, race.runs, plot.dots, strict=True):
            if np.isfinite(race.needed(name)):
                dot.clear_updaters()
                spot = self.spots[race.order.index(name)]
                dot.add_updater(_stand(run, plot, spot))


def _stand(run: Run, plot: RaceMap, spot: Floats) -> Callable[[Mobject], Mobject]:
    """Return what puts a point where its run is, or on the way to its spot if the run is over."""

    def stand(dot: Mobject) -> Mobject:
        assert isinstance(dot, Dots)
        beyond = np.log(max((run.clock.get_value() + 1) / (run.end + 1), 1.0))
        share = ease(min(float(beyond / np.log(ON_THE_WAY)), 1.0))
        return dot.set_points((1 - share) * plot.place(run) + share * spot)

    return stand


def _nearest(plot: RaceMap) -> Floats:
    """Return a point of the finish: the lowest on the map, or else a minimum that has a ring."""
    points = plot.finish.points
    if not len(points) and plot.goals:
        points = plot.on(plot.goals)
    return points[np.argmin(points[:, 1])] if len(points) else np.asarray(plot.frame.get_center())

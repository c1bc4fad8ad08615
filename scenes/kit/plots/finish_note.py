"""The finish of a race, named on its map."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import LEFT, RIGHT, Group

from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated

FINISH: Final = "finish"
"""Word beside the finish."""

WIDE: Final = 4.5
"""Stroke width of the finish."""

INSIDE: Final = 0.12
"""Scene units from the plate to the edges of the map."""


class FinishNote(Group):
    """A plate in a lower corner of the map, and a line from it to the finish.

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
    """

    def __init__(self, plot: RaceMap, words: str = "") -> None:
        frame, place = plot.frame, _nearest(plot)
        side = 1 if place[0] >= frame.get_center()[0] else -1
        shown = f"{translated(FINISH)}: {words}" if words else translated(FINISH)
        self.plate = plated(typography.text(typography.as_is(shown), typography.LABEL))
        edge = float(frame.get_right()[0] if side > 0 else frame.get_left()[0]) - side * INSIDE
        level = float(frame.get_bottom()[1]) + INSIDE + self.plate.height / 2
        self.plate.move_to((edge, level, 0.0), aligned_edge=RIGHT if side > 0 else LEFT)
        top = self.plate.get_top()
        self.leader = Stroke([top, place], palette.TEXT, 2.5, dash=DASH, outlined=True)
        self.line = plot.finish.copy()
        self.line.stroke_width = WIDE
        super().__init__(self.leader, self.line, self.plate)


def _nearest(plot: RaceMap) -> Floats:
    """Return a point of the finish: the lowest on the map, or else a minimum that has a ring."""
    points = plot.finish.points
    if not len(points) and plot.goals:
        points = plot.on(plot.goals)
    return points[np.argmin(points[:, 1])] if len(points) else np.asarray(plot.frame.get_center())

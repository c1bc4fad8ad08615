"""The finish of a race, named on its map."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DL, DR, Group

from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Stroke
from scenes.kit.plots.labels import covering, plated
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
        shown = f"{translated(FINISH)}: {words}" if words else translated(FINISH)
        self.plate = plated(typography.text(typography.as_is(shown), typography.LABEL))
        frame, marks = plot.frame, _marks(plot)
        half = np.array([self.plate.width, self.plate.height, 0.0]) / 2 + INSIDE
        middles = np.array([frame.get_corner(corner) - corner * half for corner in (DL, DR)])
        away = np.array([np.linalg.norm(marks - middle, axis=1) for middle in middles])
        covers = covering(self.plate, middles, np.repeat(marks, 2, axis=0))
        side = int(np.argmin(away.min(axis=1) + np.where(covers, frame.width, 0.0)))
        place = marks[np.argmin(away[side])]
        self.plate.move_to(middles[side])
        top = self.plate.get_top()
        self.leader = Stroke([top, place], palette.TEXT, 2.5, dash=DASH, outlined=True)
        self.line = plot.finish.copy()
        self.line.stroke_width = WIDE
        super().__init__(self.leader, self.line, self.plate)


def _marks(plot: RaceMap) -> Floats:
    """Return points of the finish, shape (n, 3), or else the minima that have a ring."""
    points = plot.finish.points
    if not len(points) and plot.goals:
        points = plot.on(plot.goals)
    return points if len(points) else np.asarray(plot.frame.get_center())[None]

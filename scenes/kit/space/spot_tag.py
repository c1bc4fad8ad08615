"""Words beside a surface, with a line to the spot that they tell of while the view turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import DL, UL, UR, Group, Mobject

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.space.surface import HeightField
from scenes.kit.style import palette, typography

SPOT: Final = 0.06
"""Radius of the dot in which the line ends, in scene units."""


class SpotTag(Group):
    """Words on a plate that stays where it is, and a line from it to a spot of a surface.

    Parameters
    ----------
    surface
        It may change: the line's end goes with it.
    spot
        In the space's x and y, shape (2,), where the surface is.
    rows
        What stands on the plate, as it is.
    corner
        The upper left one of the plate, a scene point.

    Attributes
    ----------
    leader, dot
        The line and the dot at its end: add them below what moves on the surface.
    plate
        The words.
    """

    def __init__(
        self, surface: HeightField, spot: Floats, rows: Sequence[str], corner: tuple[float, float, float]
    ) -> None:
        words = typography.lines(*map(typography.as_is, rows), size=typography.LABEL)
        self.plate = plated(words).move_to(corner, aligned_edge=UL)
        self.leader = Stroke(np.zeros((2, 3)), palette.TEXT, 3, outlined=True)
        self.dot = Dots([np.zeros(3)], palette.TEXT, SPOT)

        def reach(_: Mobject) -> None:
            end = surface.space.view.project(surface.lift(*spot))
            self.leader.set_points(np.array([self._nearest(end), end]))
            self.dot.set_points(np.array([end]))

        self.leader.add_updater(reach, call_updater=True)
        super().__init__(self.leader, self.dot, self.plate)

    def _nearest(self, place: Floats) -> Floats:
        """Return the point of the plate's edge that is nearest to a place."""
        return np.clip(place, self.plate.get_corner(DL), self.plate.get_corner(UR))

"""Two short arrows on the floor of a space whose axes are not drawn: which way each coordinate grows."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import Group, Mobject

from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.style import palette, typography

FOOT: Final = (0.27, -0.43)
"""Where both arrows begin, in widths of the floor, from its middle."""

LONG, BEYOND = 0.2, 0.3
"""Length of the arrows, in widths of the floor along x; and from their tips to the names, in scene units."""


class Compass(Group):
    """The ways of w and b in the corner of a floor, as long as each other, in their colours.

    Parameters
    ----------
    space
        Whose floor it lies on; it turns with that.
    """

    def __init__(self, space: Space) -> None:
        super().__init__()
        foot = np.array([*FOOT, 0.0]) * space.view.size
        colors = palette.FIRST_PARAMETER, palette.SECOND_PARAMETER
        for way, name, color in zip(np.eye(3), "wb", colors, strict=False):
            self._point(space, foot, foot + LONG * space.view.size[0] * way, name, color)

    def _point(self, space: Space, foot: Floats, tip: Floats, letter: str, color: palette.Color) -> None:
        """Add an arrow between world points, and its name beyond the tip."""
        arrow = Pointer(np.zeros(3), np.ones(3), color, 5.0)
        name = typography.formula(letter, typography.BODY, color)

        def lie(_: Mobject) -> None:
            start, end = space.view.project(np.array([foot, tip]))
            arrow.put(start, end)
            name.move_to(end + BEYOND * (end - start) / np.linalg.norm(end - start))

        arrow.add_updater(lie, call_updater=True)
        self.add(arrow, name)

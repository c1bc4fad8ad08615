"""Two short arrows on the floor of a space whose axes are not drawn, or beside it: how coordinates grow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import Group, Mobject

from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

FOOT: Final = (0.27, -0.43)
"""Where both arrows begin, in widths of the floor, from its middle."""

LONG, BEYOND = 0.2, 0.3
"""Length of the arrows, in widths of the floor along x; and from their tips to the names, in scene units."""

SHORT, SEEN = 0.05, 0.85
"""Of a way beside a close-up: how far it is followed, in world units, and how long the longer is drawn."""

ASIDE, HIGH = 0.3, 1.8
"""Scene units from the close-up's left and bottom edge to where both arrows begin."""


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


def bearings(space: Space, spot: Floats, names: Sequence[str], box: Box) -> Group:
    """Return arrows at the left of a close-up that point to where each variable grows as it is seen there.

    Parameters
    ----------
    space
        As its view stands.
    spot
        What is seen close by, in world units on the floor, shape (2,).
    names
        Of both variables, as Typst mathematics.
    box
        Of the close-up.
    """
    foot = np.array([box.left + ASIDE, box.bottom + HIGH, 0.0])
    ends = np.array([[*spot, 0.0]]) + SHORT * np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    start, *tips = space.view.project(ends)
    ways = np.array(tips) - start
    ways *= SEEN / np.linalg.norm(ways, axis=1).max()
    told, colors = Group(), (palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)
    for way, name, color in zip(ways, names, colors, strict=True):
        label = typography.formula(name, typography.BODY, color)
        label.move_to(foot + way + BEYOND * way / np.linalg.norm(way))
        told.add(Pointer(foot, foot + way, color, 5.0), label)
    return told

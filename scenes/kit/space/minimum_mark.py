"""A ring around a minimum in space, and the key that tells what it is."""

from __future__ import annotations

from collections.abc import Callable

from manim import RIGHT, Group

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated

RING, LINE = 0.22, 0.05
"""Radius of the ring, and width of its line, in scene units."""


def minimum_mark(seen: Callable[[], Floats], radius: float = RING) -> Group:
    """Return the ring, which stays where the minimum is seen while the view turns, and its key.

    Parameters
    ----------
    seen
        Where the minimum is seen now, scene point of shape (3,).
    radius
        Of the ring, in scene units.
    """
    ring = Dots(seen(), color=palette.MINIMUM, radius=radius, ring=LINE)
    ring.add_updater(lambda marked: marked.set_points(seen()))
    name = typography.text(typography.as_is(translated("minimum")), typography.BODY, palette.MINIMUM)
    like = Dots((0.0, 0.0, 0.0), color=palette.MINIMUM, radius=radius, ring=LINE)
    return Group(ring, Group(like, name.next_to(like.points[0], RIGHT, buff=radius + 0.15)))

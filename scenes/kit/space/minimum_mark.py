"""A ring around a minimum in space, and its name beside it, outlined so that it can be read on any ground."""

from __future__ import annotations

from collections.abc import Callable

from manim import LEFT, RIGHT, Group

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import outlined
from scenes.kit.style import palette
from scenes.kit.style.language import translated

RING = 0.22
"""Radius of the ring, in scene units."""


def minimum_mark(seen: Callable[[], Floats], beside: Floats, name: str = "", radius: float = RING) -> Group:
    """Return the ring and the name, which stay where the minimum is seen while the view turns.

    Parameters
    ----------
    seen
        Where the minimum is seen now, scene point of shape (3,).
    beside
        What the name keeps away from, scene point of shape (3,): it stands on the other side.
    name
        The words, as they are; that it is a minimum if empty.
    radius
        Of the ring, in scene units.
    """
    ring = Dots(seen(), color=palette.MINIMUM, radius=radius, ring=0.05)
    ring.add_updater(lambda marked: marked.set_points(seen()))
    label = outlined(name or translated("minimum"), palette.MINIMUM)
    side = LEFT if beside[0] > seen()[0] else RIGHT
    label.add_updater(lambda moved: moved.next_to(ring.points[0], side, buff=radius + 0.12))
    return Group(ring, label)

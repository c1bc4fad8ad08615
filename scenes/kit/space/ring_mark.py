"""A ring around a place in space, and beside it what is there."""

from __future__ import annotations

from collections.abc import Callable

from manim import RIGHT, Group, Mobject

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import plated
from scenes.kit.style import palette, typography

RING, LINE, AWAY = 0.22, 0.05, 0.15
"""Radius of the ring, width of its line, and from there to its label, in scene units."""


def ring_mark(
    seen: Callable[[], Floats], label: Mobject, radius: float = RING, color: palette.Color = palette.MINIMUM
) -> Group:
    """Return a ring and its label, which stay where the place is seen while the view turns.

    Parameters
    ----------
    seen
        Where the place is seen now, scene point of shape (3,).
    label
        What stands beside it.
    radius
        Of the ring, in scene units.
    color
        Of the ring.
    """
    ring = Dots(seen(), color=color, radius=radius, ring=LINE)
    ring.add_updater(lambda marked: marked.set_points(seen()))
    label.add_updater(lambda beside: beside.next_to(seen(), RIGHT, buff=radius + AWAY), call_updater=True)
    return Group(ring, label)


def pit_mark(seen: Callable[[], Floats], height: str, radius: float, *, dim: bool) -> Group:
    """Return a ring mark of a pit, and how low it is on a plate, for contours run there.

    Parameters
    ----------
    seen, radius
        As for `ring_mark`.
    height
        Typst mathematics of how low it is.
    dim
        Whether the others are what matters.
    """
    ring, color = (palette.MUTED, palette.MUTED) if dim else (palette.MINIMUM, palette.TEXT)
    return ring_mark(seen, plated(typography.formula(height, color=color)), radius, ring)

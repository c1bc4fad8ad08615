"""A ring around a minimum in space, and beside it what it is."""

from __future__ import annotations

from collections.abc import Callable

from manim import RIGHT, Group

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import outlined, outlined_formula
from scenes.kit.style import palette
from scenes.kit.style.language import translated

RING, LINE, AWAY = 0.22, 0.05, 0.15
"""Radius of the ring, width of its line, and from there to its name, in scene units."""


def minimum_mark(seen: Callable[[], Floats], radius: float = RING, height: str = "") -> Group:
    """Return the ring and what stands beside it, which stay where the minimum is seen while the view turns.

    Parameters
    ----------
    seen
        Where the minimum is seen now, scene point of shape (3,).
    radius
        Of the ring, in scene units.
    height
        How low it is, which then stands beside it in place of a name, as Typst mathematics.
    """
    ring = Dots(seen(), color=palette.MINIMUM, radius=radius, ring=LINE)
    ring.add_updater(lambda marked: marked.set_points(seen()))
    name = outlined_formula(height) if height else outlined(translated("minimum"), palette.MINIMUM)
    name.add_updater(lambda word: word.next_to(seen(), RIGHT, buff=radius + AWAY), call_updater=True)
    return Group(ring, name)

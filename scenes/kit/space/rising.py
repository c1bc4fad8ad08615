"""A surface that rises out of the map on the floor."""

from __future__ import annotations

from typing import Any

from manim import Mobject, UpdateFromAlphaFunc

from scenes.kit.space.surface import HeightField

CLOSED = 0.4
"""Share of its height from which on a rising surface is opaque: it begins as clear as glass."""


def rise(surface: HeightField, level: float, **kwargs: Any) -> UpdateFromAlphaFunc:
    """Return the animation in which a surface grows from a flat sheet to its heights, and becomes opaque.

    Parameters
    ----------
    surface
        What rises; add it to the scene before.
    level
        Height of the sheet, in the space's z.
    kwargs
        As for Manim's animations.
    """
    heights, sheet = surface.heights, float(surface.space.c2p(0.0, 0.0, level)[2])

    def set_height(rising: Mobject, share: float) -> None:
        rising.set(heights=sheet + share * (heights - sheet), opacity=min(1.0, share / CLOSED))

    return UpdateFromAlphaFunc(surface, set_height, **kwargs)

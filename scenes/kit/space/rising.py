"""A surface that rises out of the map on the floor, or part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from manim import Mobject, UpdateFromAlphaFunc

from gdmath import FloatArray, GaussianDifference, HillsOnBowl, Objective
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


def stages(objective: Objective) -> list[Callable[[FloatArray], FloatArray]]:
    """Return what a landscape becomes as its parts come one after the other, itself at the end.

    The difference of two bells begins with the first of them, a bowl with hills with the bowl; another
    objective comes at once.

    Parameters
    ----------
    objective
        Of two variables.
    """
    form = objective.form
    if isinstance(form, GaussianDifference):
        return [lambda points: form.bells(points)[0], objective.value]
    if isinstance(form, HillsOnBowl):
        return [replace(form, hills=form.hills[:count]).value for count in range(len(form.hills) + 1)]
    return [objective.value]

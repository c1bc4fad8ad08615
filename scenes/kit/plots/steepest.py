"""A gradient and the step against it, where both units are equally long: at right angles to the contour."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from manim import Group
from numpy.typing import ArrayLike

from gdmath import FloatArray
from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.style import palette, typography

CORNER = 0.34
"""Scene units of the mark of a right angle."""

ALONG, AWAY = 0.62, 0.64
"""The middle of an arrow's name: at this share of its length, and so many scene units above or below."""

WIDTH = 8.0
"""Stroke width of the arrows."""


class Steepest(NamedTuple):
    """The arrow uphill with its name and the mark of its right angle; the step, downhill, with its name."""

    gradient: Pointer
    name: Group
    corner: Stroke
    step: Pointer
    step_name: Group


def steepest(
    on: Callable[[ArrayLike], Floats], point: ArrayLike, gradient: FloatArray, step: FloatArray
) -> Steepest:
    """Return the arrows at a point of a map, the step at its true scale, the gradient `drawn_at` another.

    Parameters
    ----------
    on
        Where parameters have their place on the map, shape (..., 2) to (..., 3).
    point, gradient, step
        Where they stand, and what they are, shape (2,) each.
    """
    first, scale = np.asarray(point, dtype=float), drawn_at(gradient, step)
    start, uphill, downhill = on([first, first + gradient / scale, first + step])
    return Steepest(
        _arrow(start, uphill, palette.GRADIENT),
        _named("nabla J", start, uphill, palette.GRADIENT),
        right_angle(start, uphill - start),
        _arrow(start, downhill, palette.STEP),
        _named("- eta nabla J", start, downhill, palette.STEP),
    )


def drawn_at(gradient: FloatArray, step: FloatArray) -> float:
    """Return the round number by which a gradient is divided to be as long as its step, or a bit shorter.

    Examples
    --------
    >>> drawn_at(np.array([-72.4, -17.8]), np.array([0.362, 0.089]))
    200.0
    """
    least = float(np.linalg.norm(gradient) / np.linalg.norm(step))
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * digit for digit in (1.0, 2.0, 5.0, 10.0) if power * digit > (1 - 1e-9) * least)


def right_angle(place: Floats, way: Floats, size: float = CORNER) -> Stroke:
    """Return the small square in the corner between a way, scene vector of shape (3,), and its left side."""
    along = size * way / np.linalg.norm(way)
    aside = np.array([-along[1], along[0], 0.0])
    return Stroke(place + np.stack([along, along + aside, aside]), palette.TEXT, 3, outlined=True)


def _arrow(tail: Floats, tip: Floats, color: palette.Color) -> Pointer:
    """Return an arrow with an outline: the ground has many colours."""
    arrow = Pointer(tail, tip, color, WIDTH)
    arrow.is_outlined = True
    return arrow


def _named(name: str, start: Floats, tip: Floats, color: palette.Color) -> Group:
    """Return the name of an arrow on a plate, above or below it, as it points up or down."""
    label = plated(typography.formula(name, typography.LABEL, color))
    label[0].set_opacity(1)
    side = 1.0 if tip[1] > start[1] else -1.0
    return label.move_to(start + ALONG * (tip - start) + np.array([0.0, side * AWAY, 0.0]))

"""A gradient and the step against it, at right angles to the contour where both units are equally long."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from manim import Group, Mobject
from numpy.typing import ArrayLike

from gdmath import FloatArray
from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.style import palette, typography

OnMap = Callable[[ArrayLike], Floats]
"""Tells where parameters are seen."""

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


def steepest(on: OnMap, point: ArrayLike, gradient: FloatArray, step: FloatArray) -> Steepest:
    """Return the arrows at a point of a map, the step at its true scale, the gradient `drawn_at` another.

    They stay where they are on the map as it is seen otherwise: with unequal units, the mark of the right
    angle is none that looks right.

    Parameters
    ----------
    on
        Where parameters have their place on the map, shape (..., 2) to (..., 3).
    point, gradient, step
        Where they stand, and what they are, shape (2,) each.
    """
    first = np.asarray(point, dtype=float)
    uphill, downhill = (np.stack([first, first + way]) for way in (gradient / drawn_at(gradient, step), step))
    start, tip = on(uphill)
    corner = right_angle(first, uphill[1] - first, CORNER / float(np.linalg.norm(tip - start)))
    mark = Stroke(on(corner), palette.TEXT, 3, outlined=True)
    mark.add_updater(lambda seen: seen.set_points(on(corner)))
    return Steepest(
        _arrow(on, uphill, palette.GRADIENT),
        _named("nabla J", on, uphill, palette.GRADIENT),
        mark,
        _arrow(on, downhill, palette.STEP),
        _named("- eta nabla J", on, downhill, palette.STEP),
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


def drawn_in_words(gradient: FloatArray, step: FloatArray) -> str:
    """Return what a gradient is multiplied by where it is drawn, and that it is the learning rate, if it is.

    Examples
    --------
    >>> drawn_in_words(np.array([-72.4, -17.8]), np.array([0.362, 0.089]))
    'η = 1/200'
    """
    scale = drawn_at(gradient, step)
    is_rate = np.isclose(np.linalg.norm(step) * scale, np.linalg.norm(gradient))
    return f"{'η = ' * bool(is_rate)}1/{scale:g}"


def right_angle(place: FloatArray, way: FloatArray, size: float) -> FloatArray:
    """Return the small square between a way and its left side, shape (3, 2): so large a share of the way."""
    along = size * way
    aside = np.array([-along[1], along[0]])
    return np.asarray(place + np.stack([along, along + aside, aside]))


def _arrow(on: OnMap, ends: FloatArray, color: palette.Color) -> Pointer:
    """Return an arrow with an outline: the ground has many colours."""
    tail, tip = on(ends)
    arrow = Pointer(tail, tip, color, WIDTH)
    arrow.is_outlined = True
    arrow.add_updater(lambda seen: seen.put(*on(ends)))
    return arrow


def _named(name: str, on: OnMap, ends: FloatArray, color: palette.Color) -> Group:
    """Return the name of an arrow on a plate, above or below it, as it points up or down."""
    label = plated(typography.formula(name, typography.LABEL, color))
    label[0].set_opacity(1)

    def stand(_: Mobject) -> None:
        start, tip = on(ends)
        side = 1.0 if tip[1] > start[1] else -1.0
        label.move_to(start + ALONG * (tip - start) + np.array([0.0, side * AWAY, 0.0]))

    label.add_updater(stand, call_updater=True)
    return label

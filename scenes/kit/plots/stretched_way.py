"""A way from a valley's minimum as an arrow that the Hessian turns, and its legs, which it only stretches."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import Final

import numpy as np
from manim import Animation, FadeIn, Group, MathTypst, Mobject, ValueTracker, smooth

from gdmath import FloatArray
from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.valley_map import WAY_COLORS, ValleyMap, on_map
from scenes.kit.style import palette, typography
from scenes.kit.style.motion import during, glide
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

ACROSS: Final = 1.2
"""The slope across is so many times that along the valley: the way is turned far, and still both are seen."""

ROOM: Final = 0.85
"""Share of the way to the map's edge that the longest arrow takes."""

WIDTH: Final = 8.0
"""Stroke width of the arrows."""

SLOPE: Final = 2
"""The number of its arrow, after those of both legs."""

AWAY: Final = 0.15
"""Scene units from an arrow to its name."""

FOLLOWS = during(0.5, 1.0)
"""A name comes in the second half of what it names."""


class StretchedWay(Group):
    """Arrows on a valley's map, all at their true length: a way from the minimum, its legs, and the slope.

    Parameters
    ----------
    plane
        The map.

    Attributes
    ----------
    place : shape (2,)
        The end of the way: no arrow leaves the map.
    way
        From the minimum to the place, with its name.
    slope, legs
        Arrows to which the Hessian is applied: the way, and its parts along the flattest direction and, from
        there, along the steepest. They end where the slope does.
    stretched
        These arrows, and their names.
    """

    def __init__(self, plane: ValleyMap) -> None:
        valley, way = plane.valley, far_turned(plane)
        legs = valley.legs(valley.center + way)[:, None] * valley.ways
        vectors = np.vstack([legs, way])
        bent = vectors @ valley.objective.hessian(valley.center)
        self.place = valley.center + way
        self.shares = [ValueTracker(0.0) for _ in vectors]

        def ends(shares: FloatArray) -> Floats:
            """Return both ends of all arrows, shape (3, 2, 3), with such shares of the Hessian applied."""
            first, second, turned = vectors + shares[:, None] * (bent - vectors)
            corners = valley.center + np.stack([0 * first, first, first + second, turned])
            return np.asarray(plane.on(corners)[[[0, 1], [1, 2], [0, 3]]])

        def lie(which: int, arrow: Mobject) -> None:
            arrow.set_points(ends(np.array([share.get_value() for share in self.shares]))[which])

        colors = *WAY_COLORS, palette.GRADIENT
        arrows = [
            Pointer(tail, tip, color, WIDTH, window=plane.frame)
            for (tail, tip), color in zip(ends(np.zeros(3)), colors, strict=True)
        ]
        for which, arrow in enumerate(arrows):
            arrow.is_outlined = True
            arrow.add_updater(partial(lie, which))
        *self.legs, self.slope = arrows
        (center, first), (_, tip), _ = ends(np.ones(3))
        told = *(f"{short(curvature)} times" for curvature in valley.curvatures.tolist()), "nabla J"
        self.names = [
            _outside(np.stack([center, first, tip]), side, name, color)
            for side, (name, color) in enumerate(zip(told, colors, strict=True))
        ]
        given = Pointer(center, plane.on(self.place), palette.TEXT, WIDTH, window=plane.frame)
        given.is_outlined = True
        name = _outside(np.stack([*given.points, tip]), 0, "bold(w) - bold(w)^*", palette.TEXT)
        self.way = Group(given, name)
        self.stretched = Group(*arrows, *self.names)
        super().__init__(self.way, self.stretched)

    def turn(self, run_time: float) -> list[Animation]:
        """Return the animations in which the Hessian turns the way into the slope."""
        return self._apply(SLOPE, run_time)

    def stretch_leg(self, which: int, run_time: float) -> list[Animation]:
        """Return the animations in which the Hessian stretches a leg: 0, the flattest direction's, or 1."""
        return self._apply(which, run_time)

    def _apply(self, which: int, run_time: float) -> list[Animation]:
        coming = FadeIn(self.names[which], run_time=run_time, rate_func=FOLLOWS)
        return [glide(self.shares[which], 1.0, run_time, smooth), coming]


def far_turned(plane: ValleyMap) -> FloatArray:
    """Return the longest way, shape (2,), from a valley's minimum that the Hessian turns far on its map.

    The slope at its end, drawn from the minimum, is on the map, too.
    """
    valley = plane.valley
    low, high = np.array([plane.x_range, plane.y_range]).T - valley.center
    flat, steep = valley.curvatures.tolist()
    ways: list[FloatArray] = []
    for signs in product((-1.0, 1.0), repeat=2):
        legs = np.array([1.0, ACROSS * flat / steep]) * signs
        ends = np.stack([legs, valley.curvatures * legs]) @ valley.ways
        with np.errstate(divide="ignore"):
            room = float((np.where(ends > 0, high, low) / ends).min())
        ways.append(ROOM * room * ends[0])
    return max(ways, key=lambda way: float(np.linalg.norm(way)))


def _outside(corners: Floats, side: int, formula: str, color: palette.Color) -> MathTypst:
    """Return a formula outside a triangle, beside the side from a corner to the next."""
    begin, end = corners[side], corners[(side + 1) % 3]
    middle, along = (begin + end) / 2, (end - begin) / np.linalg.norm(end - begin)
    across = np.array([-along[1], along[0], 0.0])
    across *= np.sign(across @ (middle - corners.mean(axis=0))) or 1.0
    name = on_map(typography.formula(formula, SIZE, color))
    reach = (abs(across[0]) * name.width + abs(across[1]) * name.height) / 2
    return name.move_to(middle + (AWAY + reach) * across)

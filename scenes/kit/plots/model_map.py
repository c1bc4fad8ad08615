"""A map close to where Newton's method goes astray, and the contours of the quadratic that touches there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

import numpy as np
from contourpy import contour_generator
from manim import Animation, FadeIn, Group, ValueTracker, smooth
from numpy.typing import ArrayLike

from gdmath import FloatArray, Objective, second_order_model
from gdmath.second_order import SecondOrderModel
from gdmath.stopping import is_inside
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments, Stroke
from scenes.kit.plots.contours import SAMPLES, ContourMap, Polylines
from scenes.kit.plots.landmarks import sampled
from scenes.kit.plots.map_plot import MapPlot, equal_scales
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import dimmed, glide, in_time
from scenes.kit.style.ticks import nice_ticks

GROUND: Final = 0.56, 0.55
"""Opacity of the map's bands and of its lines."""

BEHIND, SHADING = (0.2, 0.16), 0.5
"""Opacity of both behind a model's contours, and seconds in which they become so."""

MARGIN: Final = 0.14
"""Room around what is seen, in shares of it."""

FAR: Final = 100.0
"""Half the length of a cross, in units of the axes: farther than any map reaches."""

LEVELS, EACH = 14, 2
"""About so many contours are on the map; a model has every so many-th of them."""


class ModelMap(MapPlot):
    """A map of equal scales, its contours evenly spaced, around some points.

    Parameters
    ----------
    box
        What the map fills.
    objective
        Of two variables.
    held : shape (n, 2)
        Points that are seen on it.

    Attributes
    ----------
    levels
        Of its contours.
    ground
        Its bands and lines.
    model_at
        Returns the second-order model at a point.
    """

    def __init__(self, box: Box, objective: Objective, held: ArrayLike) -> None:
        super().__init__(box, *equal_scales(box, held, MARGIN), "w_1", "w_2", axes=False)
        heights = sampled(self, objective)[1]
        low, high = float(heights.min()), float(np.quantile(heights, 0.9))
        self.levels = nice_ticks(low, high, LEVELS)[0]
        self.model_at: Callable[[ArrayLike], SecondOrderModel] = lambda point: _model(objective, point)
        land = ContourMap(self, objective.value, self.levels)
        self.ground = land.bands, land.lines
        self.add(*self.ground)
        for part, opacity in zip(self.ground, GROUND, strict=True):
            part.set_opacity(opacity)
        minima = [
            minimum
            for minimum in objective.minima
            if is_inside(minimum, np.array([self.x_range, self.y_range]))
        ]
        if minima:
            self.add(self.rings(minima))

    def behind(self, *, model: bool) -> list[Animation]:
        """Return the animations in which the map lies dark behind a model, or is bright again."""
        shades = BEHIND if model else GROUND
        return [dimmed(part, shade, SHADING) for part, shade in zip(self.ground, shades, strict=True)]


class ModelContours(Polylines):
    """Contours of an objective's second-order model, at levels of a map; its curvatures can be turned.

    Parameters
    ----------
    plane
        The map.
    point : shape (2,)
        Where the model touches: value, slope and curvatures are the objective's own.
    color
        Of a model that leads to a minimum; of another one they are red.

    Attributes
    ----------
    turned
        From 0, the model itself, to 1, when each curvature that is negative is as large, and positive.
    """

    def __init__(self, plane: ModelMap, point: ArrayLike, color: palette.Color) -> None:
        super().__init__([], color, width=3.0, window=plane.frame)
        self.model, self.upright = plane.model_at(point), color
        # No attribute holds the map: what fades is copied with all that it holds.
        self.on: Callable[[ArrayLike], Floats] = lambda points: plane.on(points)
        self.turned = ValueTracker(0.0)
        axes = np.linspace(*plane.x_range, SAMPLES), np.linspace(*plane.y_range, SAMPLES)
        step = EACH * float(plane.levels[1] - plane.levels[0])
        self.add_updater(lambda _: self._lie(*axes, step), call_updater=True)

    @property
    def hessian(self) -> FloatArray:
        """The matrix of second derivatives as it is drawn."""
        curvatures, axes = np.linalg.eigh(self.model.hessian)
        turned = curvatures + self.turned.get_value() * (np.abs(curvatures) - curvatures)
        return np.asarray(axes * turned @ axes.T)

    def value(self, points: ArrayLike) -> FloatArray:
        """Return the heights of the model as it is drawn."""
        away = np.asarray(points, dtype=float) - self.model.point
        bent = 0.5 * ((away @ self.hessian) * away).sum(axis=-1)
        return np.asarray(self.model.value + away @ self.model.gradient + bent)

    @property
    def level(self) -> FloatArray:
        """Where the model as it is drawn is level, shape (2,)."""
        return np.asarray(self.model.point - np.linalg.solve(self.hessian, self.model.gradient))

    def appear(self, run_time: float) -> Animation:
        """Return the animation in which it is drawn."""
        return FadeIn(self, run_time=run_time)

    @property
    def is_bent_down(self) -> bool:
        """Whether one of its curvatures is negative as it is drawn: where it is level is no minimum."""
        return bool(np.linalg.eigvalsh(self.hessian)[0] < 0)

    def turn(self, run_time: float) -> Animation:
        """Return the animation in which its negative curvature becomes as large and positive."""
        return glide(self.turned, 1.0, run_time, smooth)

    def marks(self, end: ArrayLike) -> Group:
        """Return a jump's line, a ring where the model is level, and at a saddle its `cross`."""
        ring = Dots(self.on(self.level)[None], self.get_color(), 0.26, ring=0.06)
        ends = self.on(np.stack([self.model.point, np.asarray(end, dtype=float)]))
        jump = Stroke(ends, palette.TEXT, 5, outlined=True, window=self.window)
        return Group(*([self.cross()] if self.is_bent_down else []), jump, ring)

    def cross(self) -> Segments:
        """Return the two lines through a saddle of the model on which it is as high as there."""
        (down, up), axes = np.linalg.eigh(self.hessian)
        ways = np.array([[np.sqrt(up), np.sqrt(-down)], [np.sqrt(up), -np.sqrt(-down)]]) @ axes.T
        ways *= FAR / np.linalg.norm(ways, axis=1, keepdims=True)
        first, last = self.on(self.level - ways), self.on(self.level + ways)
        return Segments(first, last, self.get_color(), 6, window=self.window)

    def jump(self, ball: Dots, end: ArrayLike, run_time: float) -> Animation:
        """Return the animation in which a ball goes to an end."""
        return cast(Animation, in_time(ball, run_time).move_to(self.on(end)))

    def _lie(self, x: FloatArray, y: FloatArray, step: float) -> None:
        heights = self.value(np.stack(np.meshgrid(x, y), axis=-1))
        generator = contour_generator(x, y, heights)
        low = step * np.ceil(heights.min() / step)
        lines = [
            self.on(np.asarray(line))
            for level in np.arange(low, heights.max(), step)
            for line in generator.lines(level)
        ]
        self.set_points(np.vstack([np.empty((0, 3)), *lines]))
        self.ends = np.cumsum([len(line) for line in lines])
        self.set_color(palette.GRADIENT if self.is_bent_down else self.upright)


def _model(objective: Objective, point: ArrayLike) -> SecondOrderModel:
    form = second_order_model(objective, point).form
    assert isinstance(form, SecondOrderModel)
    return form

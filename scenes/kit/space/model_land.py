"""A landscape close to where Newton's method goes astray, which becomes the quadratic that touches there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

import numpy as np
from manim import Animation, FadeIn, FadeOut, Group, Mobject, UpdateFromAlphaFunc, smooth
from numpy.typing import ArrayLike

from gdmath import FloatArray, second_order_model
from gdmath.second_order import SecondOrderModel
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.map_plot import equal_scales
from scenes.kit.runs.newton_walks import NewtonAstray
from scenes.kit.space.axes import Space
from scenes.kit.space.crowd import spread_over
from scenes.kit.space.eye import Pose
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import in_time

SIZE: Final = (2.4, 1.9, 1.3)
"""Of the box, in world units."""

EYE: Final[Pose] = (122.0, 50.0, 1.32)
"""From where one sees a saddle bend both ways."""

MARGIN, HIGHEST, CELLS = 0.14, 0.9, 60
"""Room around what is seen, in shares of it; the share of the ground that lies below the box's top; and cells
along each side on which heights are looked up."""

RADIUS, REACH = 0.17, 0.5
"""Of the ball, in scene units; and how far a cut goes to either side, in widths of the ground."""

Heights = Callable[[Floats], Any]


class ModelLand:
    """A landscape in space around the steps of Newton's method, and the ball that takes them.

    Parameters
    ----------
    box
        The panel that it is seen in.
    walks
        The two descents; their objective is the landscape.

    Attributes
    ----------
    space, surface
        What is added to the scene, in this order; together, its `parts`.
    ball
        Which goes over it.
    """

    def __init__(self, box: Box, walks: NewtonAstray) -> None:
        objective = self.objective = walks.objective
        window = np.array(equal_scales(box, walks.points, MARGIN))
        heights = objective.value(spread_over(window, CELLS, CELLS))
        low = min(float(heights.min()), *map(float, walks.damped.values))
        top = float(np.quantile(heights, HIGHEST))
        x_range, y_range = window.tolist()
        self.space = Space(x_range, y_range, (low, top), box, "w_1", "w_2", "J", SIZE)
        self.space.view.turn_to(*EYE)
        self.surface = HeightField(self.space, objective, rulings=0)
        x, y = walks.pure.points[0].tolist()
        self.ball = SurfaceBall(self.surface, x, y, radius=RADIUS).set_z_index(1)  # before the cuts

    @property
    def parts(self) -> tuple[Space, HeightField]:
        """What is added to the scene, in this order."""
        return self.space, self.surface

    def on(self, point: ArrayLike) -> Floats:
        """Return where a point, shape (2,), is seen on the ball's way, as a scene point, shape (3,)."""
        return self.ball.seen(*np.asarray(point, dtype=float).tolist())

    def sent(self, ball: SurfaceBall, point: ArrayLike, run_time: float = 1.0) -> Animation:
        """Return the animation in which a ball goes over the surface to a point, shape (2,)."""
        return cast(Animation, in_time(ball, run_time).set_xy(*np.asarray(point, dtype=float).tolist()))

    @property
    def right(self) -> float:
        """Where its panel ends."""
        return float(self.space.view.get_right()[0])

    def model(self, point: ArrayLike, color: palette.Color) -> ModelSurface:
        """Return the second-order model at a point, shape (2,); see `ModelSurface`."""
        return ModelSurface(self, point, color)

    def lay(self, heights: Callable[[float], Heights], run_time: float) -> Animation:
        """Return the animation in which the surface is the one of a function at each share of the time."""

        def lie(surface: Mobject, share: float) -> None:
            cast(HeightField, surface).lay(heights(share))

        return UpdateFromAlphaFunc(self.surface, lie, run_time=run_time, rate_func=smooth)


class ModelSurface:
    """An objective's second-order model as the surface of a landscape; its negative curvatures can be turned.

    Parameters
    ----------
    land
        The landscape, which becomes the model.
    point : shape (2,)
        Where the model touches: value, slope and curvatures are the objective's own.
    color
        Of what is curved upwards; what is curved downwards is red.
    """

    def __init__(self, land: ModelLand, point: ArrayLike, color: palette.Color) -> None:
        form = second_order_model(land.objective, point).form
        assert isinstance(form, SecondOrderModel)
        self.land, self.form, self.upright, self.turned = land, form, color, 0.0
        curvatures, axes = np.linalg.eigh(form.hessian)
        reach = REACH * float(np.ptp(land.space.ranges[0]))
        self.cuts = Group(
            *(
                SurfaceTrail(
                    land.surface,
                    form.point + np.outer([-reach, reach], way),
                    color=palette.GRADIENT if curvature < 0 else color,
                )
                for curvature, way in zip(curvatures, axes.T, strict=True)
            )
        )

    def hessian(self, turned: float) -> FloatArray:
        """Return the second derivatives, shape (2, 2), with negative curvatures turned so far.

        Parameters
        ----------
        turned
            From 0, the model itself, to 1, when each negative curvature is as large, and positive.
        """
        curvatures, axes = np.linalg.eigh(self.form.hessian)
        return np.asarray(axes * (curvatures + turned * (np.abs(curvatures) - curvatures)) @ axes.T)

    def value(self, points: ArrayLike, turned: float | None = None) -> FloatArray:
        """Return the heights of the model as it is turned now, or so far."""
        away = np.asarray(points, dtype=float) - self.form.point
        hessian = self.hessian(self.turned if turned is None else turned)
        return np.asarray(
            self.form.value + away @ self.form.gradient + 0.5 * ((away @ hessian) * away).sum(-1)
        )

    @property
    def level(self) -> FloatArray:
        """Where the model as it is turned now is level, shape (2,)."""
        return np.asarray(self.form.point - np.linalg.solve(self.hessian(self.turned), self.form.gradient))

    @property
    def is_bent_down(self) -> bool:
        """Whether one of its curvatures is negative as it is turned now."""
        return bool(np.linalg.eigvalsh(self.hessian(self.turned))[0] < 0)

    def appear(self, run_time: float) -> list[Animation]:
        """Return the animations in which the landscape becomes the model, and its cuts are seen."""
        land = self.land
        return [
            land.lay(lambda share: self._mixed(share), run_time),
            FadeIn(self.cuts, run_time=run_time),
        ]

    def leave(self, run_time: float) -> list[Animation]:
        """Return the animations in which it becomes the landscape again."""
        back = self.land.lay(lambda share: self._mixed(1 - share), run_time)
        return [back, FadeOut(self.cuts, run_time=run_time)]

    def turn(self, run_time: float) -> list[Animation]:
        """Return the animations in which its negative curvature becomes as large and positive."""
        self.turned = 1.0
        up = self.land.lay(lambda share: lambda points: self.value(points, share), run_time)
        return [up, cast(Animation, in_time(self.cuts[0], run_time).set_color(self.upright))]

    def marks(self, end: ArrayLike) -> Group:
        """Return a ring where the model is level."""
        (x, y), height = self.level, self.value(self.level)
        color = palette.GRADIENT if self.is_bent_down else self.upright
        return Group(Dots(self.land.space.project(x, y, height)[None], color, 0.26, ring=0.06))

    def jump(self, ball: SurfaceBall, end: ArrayLike, run_time: float) -> Animation:
        """Return the animation in which a ball goes over the model to an end."""
        return self.land.sent(ball, end, run_time)

    def _mixed(self, share: float) -> Heights:
        """Return the function on the way from the landscape to the model."""
        value = self.land.objective.value
        return lambda points: (1 - share) * np.asarray(value(points)) + share * self.value(points)

"""The parabola that touches a curve at a point, and the jump to where it is level."""

from __future__ import annotations

from typing import Final, cast

import numpy as np
from manim import Animation, FadeOut, Group, Mobject, UpdateFromAlphaFunc, ValueTracker, linear, smooth
from numpy.typing import ArrayLike

from gdmath import FloatArray, Objective, second_order_model
from gdmath.second_order import SecondOrderModel
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Stroke
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw, ease, glide, in_time

BELOW, ABOVE = 0.22, 0.14
"""Room below a minimum and above a start, in shares of the height between them."""

ALONG: Final = 0.65
"""Which share of a jump's time goes along the parabola; in the rest, the ball falls to the curve."""


class ModelPlot(CurvePlot):
    """A curve over axes w and J, from below a minimum to above a start, on which models are laid.

    Parameters
    ----------
    box
        What it fills.
    objective
        Of one variable.
    start, lowest
        Where the first model touches, and the minimum: models are seen as far as they matter.
    """

    def __init__(self, box: Box, objective: Objective, start: float, lowest: float) -> None:
        low, high = (float(objective.value([place])) for place in (lowest, start))
        y_range = low - BELOW * (high - low), high + ABOVE * (high - low)
        super().__init__(box, objective, y_range=y_range, x_label="w", y_label="J")

    def sent(self, ball: Dots, point: ArrayLike, run_time: float = 1.0) -> Animation:
        """Return the animation in which a ball goes to a point of the curve, shape (1,)."""
        return cast(Animation, in_time(ball, run_time).move_to(self.on(np.squeeze(point))))

    @property
    def right(self) -> float:
        """Where it ends."""
        return float(self.frame.get_right()[0])

    def model(self, point: ArrayLike, color: palette.Color) -> ModelParabola:
        """Return the second-order model at a point, shape (1,); see `ModelParabola`."""
        return ModelParabola(self, point, color)


class ModelParabola(Stroke):
    """A curve's second-order model at a place, as far as the plot goes; its curvature can be turned.

    Parameters
    ----------
    plot
        Of the curve.
    point : shape (1,)
        Where it touches.
    color
        Of the parabola; one that is upside down is red.

    Attributes
    ----------
    model
        Value, slope and curvature at the place.
    bend
        The curvature that is drawn: the model's own at first.
    """

    def __init__(self, plot: CurvePlot, point: ArrayLike, color: palette.Color) -> None:
        super().__init__(color=color, width=5, window=plot.frame, outlined=True)
        form = second_order_model(plot.objective, point).form
        assert isinstance(form, SecondOrderModel)
        self.plot, self.model, self.place, self.upright = plot, form, float(form.point[0]), color
        self.bend = ValueTracker(float(form.hessian[0, 0]))
        self.add_updater(lambda _: self._lie(), call_updater=True)

    def value(self, x: FloatArray | float) -> FloatArray:
        """Return the heights of the parabola as it is drawn."""
        away = np.asarray(x, dtype=float) - self.place
        slope, bend = float(self.model.gradient[0]), self.bend.get_value()
        return np.asarray(self.model.value + slope * away + 0.5 * bend * away**2)

    @property
    def level(self) -> float:
        """Where the parabola as it is drawn is level; infinity where it is a straight line."""
        slope, bend = float(self.model.gradient[0]), self.bend.get_value()
        return self.place - slope / bend if bend else np.inf

    def appear(self, run_time: float) -> list[Animation]:
        """Return the animation in which it is drawn."""
        return [draw(self, run_time=run_time)]

    def leave(self, run_time: float) -> list[Animation]:
        """Return the animation in which it goes."""
        return [FadeOut(self, run_time=run_time)]

    @property
    def is_bent_down(self) -> bool:
        """Whether it is upside down as it is drawn: where it is level, it is highest."""
        return self.bend.get_value() < 0

    def turn(self, run_time: float) -> list[Animation]:
        """Return the animation in which its curvature becomes as large and positive."""
        return [glide(self.bend, abs(self.bend.get_value()), run_time, smooth)]

    def marks(self, end: ArrayLike) -> Group:
        """Return a ring where the parabola is level, and the dashed line down to the curve after a jump."""
        place = self.plot.c2p(self.level, self.value(self.level))[None]
        ring = Dots(place, self.get_color(), radius=0.2, ring=0.05, window=self.plot.frame)
        x = float(np.squeeze(end))
        ends = [self.plot.c2p(x, self.value(x)), self.plot.on(x)]
        return Group(Stroke(ends, palette.MUTED, 3, DASH, window=self.plot.frame), ring)

    def jump(self, ball: Dots, end: ArrayLike, run_time: float) -> Animation:
        """Return the animation in which a ball goes along the parabola to x = end, and falls to the curve."""
        x = float(np.squeeze(end))

        def lie(moved: Mobject, alpha: float) -> None:
            ball.set_points(self.way(x, alpha)[None])

        return UpdateFromAlphaFunc(ball, lie, run_time=run_time, rate_func=linear)

    def way(self, end: float, share: float) -> Floats:
        """Return the scene point of a jump to x = end after a share of its time."""
        if share < ALONG:
            x = self.place + ease(share / ALONG) * (end - self.place)
            return self.plot.c2p(x, self.value(x))
        first, last = self.plot.c2p(end, self.value(end)), self.plot.on(end)
        fallen: Floats = first + ((share - ALONG) / (1 - ALONG)) ** 2 * (last - first)
        return fallen

    def _lie(self) -> None:
        x = np.linspace(*self.plot.x_range, 301)
        self.set_color(palette.GRADIENT if self.is_bent_down else self.upright)
        self.set_points(self.plot.c2p(x, self.value(x)))

"""The slice of a function along a step downhill, and the line below which a line search is content."""

from __future__ import annotations

from typing import cast

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, MathTypst, Mobject, ValueTracker
from numpy.typing import ArrayLike

from gdmath import Objective, backtracking, descend
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.labels import line_key
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE, in_turn
from scenes.kit.style.numbers import short
from scenes.kit.style.role_formulas import by_role

SHRINK = 0.5
"""By which each rate that fails is multiplied."""

BEYOND, BELOW = 1.06, 0.12
"""How far the axes go beyond the first rate, and room below the slice, in its heights."""


class ArmijoSlice(Plot):
    """J along a step of plain descent, over the learning rate; a rate is taken where J lies under a line.

    Parameters
    ----------
    box
        What it may fill.
    objective
        Which is sliced.
    start : shape (d,)
        Where the step begins.
    first
        The rate that is tried first; the next one is half of it.
    share
        Of the fall that the slope promises, so much has to come true.
    rate
        The rate that is shown.

    Attributes
    ----------
    tries
        The rates that are tried, the last of them is the one that `gdmath.backtracking` takes.
    curve, tangent, line
        The slice, what its slope promises, and the line.
    ball
        The point on the slice at the rate.

    Raises
    ------
    ValueError
        If J is no higher after the first rate.
    """

    def __init__(
        self,
        box: Box,
        objective: Objective,
        start: ArrayLike,
        first: float,
        share: float,
        rate: ValueTracker,
    ) -> None:
        place = np.asarray(start, dtype=np.float64)
        gradient = objective.gradient(place)
        self.slice = objective.along(place, -gradient)
        self.slope, self.begin = -float(gradient @ gradient), float(objective.value(place))
        self.share, self.rate, self.start, self.gradient = share, rate, place, gradient
        taken = float(descend(objective, backtracking(first, SHRINK, share), place, iterations=1).rates[0])
        if not float(self.value(first)) > self.begin:
            raise ValueError(
                f"at the first rate, {first:g}, J is no higher than before: a larger one "
                "shows why one searches"
            )
        halvings = round(float(np.log(taken / first) / np.log(SHRINK)))
        self.tries = [first * SHRINK**k for k in range(halvings + 1)]
        rates = np.linspace(0, BEYOND * first, 401)
        heights = self.value(rates)
        low, high = min(float(heights.min()), float(self.bound(first))), float(heights.max())
        y_range = low - BELOW * (high - low), high
        super().__init__(box, (0, BEYOND * first), y_range, "eta", "J", x_color=palette.STEP)
        self.curve = self.polyline(rates, heights)
        ends = np.array([0.0, BEYOND * first])
        self.tangent = Stroke(
            self.c2p(ends, self.begin + ends * self.slope), palette.GRADIENT, 3, DASH, window=self.frame
        )
        self.line = Stroke(self.c2p(ends, self.bound(ends)), palette.TEXT, 4, window=self.frame)
        self.ball = Ball(self.on(rate.get_value()), palette.POINT, 0.15, window=self.frame)
        self.ball.add_updater(lambda ball: ball.set_points(self.on(rate.get_value())))

    @property
    def whole(self) -> list[Mobject]:
        """The plot and all that is drawn in it from the beginning."""
        return [self, self.curve, self.tangent, self.line, self.ball]

    def value(self, rates: ArrayLike) -> Floats:
        """Return J after a step at rates, of any shape."""
        return self.slice.value(np.asarray(rates, dtype=float)[..., None])

    def bound(self, rates: ArrayLike) -> Floats:
        """Return the heights of the line above rates, of any shape."""
        return np.asarray(self.begin + self.share * self.slope * np.asarray(rates, dtype=float))

    def after(self, rate: float) -> Floats:
        """Return where a step at a rate ends, shape (d,)."""
        return np.asarray(self.start - rate * self.gradient)

    def arrow(self, plane: MapPlot) -> Pointer:
        """Return the step at the rate that is shown, on a map."""
        tail = plane.on(self.start)
        arrow = Pointer(tail, tail, palette.STEP, window=plane.frame)
        arrow.add_updater(lambda _: arrow.put(tail, plane.on(self.after(self.rate.get_value()))))
        return arrow

    def condition(self, box: Box) -> MathTypst:
        """Return the condition for a rate, at the top of a box."""
        promised = f"{short(self.share)} thin {{{{ eta : step }}}} thin {{{{ abs(nabla J_k)^2 : gradient }}}}"
        formula = typography.fitted(by_role(f"J_(k+1) <= J_k - {promised}", SIZE), box.width)
        return formula.move_to((box.left, box.top, 0.0), aligned_edge=UP + LEFT)

    def tried(self, box: Box) -> list[MathTypst]:
        """Return the rates that are tried, in a row at the bottom of a box."""
        row = in_turn(box.rows(1, 1)[1], "eta", [short(rate) for rate in self.tries], palette.STEP)
        return cast("list[MathTypst]", row.submobjects)

    def on(self, rate: float) -> Floats:
        """Return the scene point of the slice at a rate, shape (1, 3)."""
        return self.c2p(rate, self.value(rate))[None]

    def key(self, promised: str, asked: str, missed: str) -> list[Group]:
        """Return words, as they are, for the tangent, the line and a gap, where the slice is far below."""
        red, white = palette.GRADIENT, palette.TEXT
        keys = [line_key(promised, red, DASH), line_key(asked, white), line_key(missed, red)]
        column = Group(*keys).arrange(DOWN, buff=0.2, aligned_edge=LEFT)
        column.scale(min(1.0, 0.7 * self.frame.width / column.width))
        column.move_to(self.frame.get_corner(UP + LEFT) + 0.2 * (RIGHT + DOWN), aligned_edge=UP + LEFT)
        return keys

    def gaps(self, color: palette.Color) -> list[Segments]:
        """Return the upright lines from the slice to the line at all rates, that of the last in a colour."""
        feet = [self.c2p(rate, self.bound(rate))[None] for rate in self.tries]
        colors = [palette.GRADIENT] * (len(feet) - 1) + [color]
        return [
            Segments(self.on(rate), foot, each, 5, window=self.frame)
            for rate, foot, each in zip(self.tries, feet, colors, strict=True)
        ]

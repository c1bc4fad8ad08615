"""One dimension: a point on a curve, its tangent, one step written out, and then all of them."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, MathTypst, ValueTracker

from gdmath import Descent, Objective, at, descend, parabola
from scenes.kit import layout, palette, typography
from scenes.kit.lesson import Lesson
from scenes.kit.marks import Dots, Pointer
from scenes.kit.motion import draw, glide, stepwise
from scenes.kit.numbers import Readout, column, short
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.ticks import padded_range

BIG = 42.0
"""Size of the arithmetic: it is what this lesson teaches."""


class CurveDescent(Lesson):
    """Gradient descent on a curve: the slope says which way, the learning rate how far.

    Attributes
    ----------
    objective
        A function of one variable.
    start
        Where the point stands at first.
    learning_rate
        Positive; too large a one diverges, and is shown to.
    iterations
        How many steps are taken.
    """

    objective: Objective = parabola()
    start: float = 4.3
    learning_rate: float = 0.1
    iterations: int = 25

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.descent: Descent = descend(
            self.objective, self.learning_rate, self.start, iterations=self.iterations
        )
        self.x = self.descent.points[:, 0]
        self.moment = ValueTracker(0.0)
        left, self.side = layout.stage().columns(1.35, 1)
        self.plot = self.curve_plot(left)
        self.curve = self.plot.graph(self.height)
        self.point = Dots(self.on_curve(self.x[:1]), color=palette.POINT, radius=0.13, window=self.plot.frame)
        self.point.add_updater(lambda dot: dot.set_points(self.on_curve(self.current_x())))

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_point()
        self.show_slope()
        self.show_step()
        self.write_arithmetic()
        self.descend()
        self.show_result()

    def height(self, x: Floats) -> Floats:
        """Return the objective's values over an array of x of any shape."""
        return self.objective.value(np.asarray(x, dtype=float)[..., None])

    def on_curve(self, x: Floats) -> Floats:
        """Return the scene points of the curve above x."""
        return self.plot.c2p(x, self.height(x))

    def current_x(self) -> Floats:
        """Return where the point is at this moment, shape (1,)."""
        return at(self.x, stepwise(self.moment.get_value()))[None]

    def curve_plot(self, box: layout.Box) -> Plot:
        """Return axes that show the objective's domain and the start."""
        low, high = self.objective.domain[0]
        x_range = padded_range(np.array([low, high, self.start]), 0.03)
        heights = self.height(np.linspace(*x_range, 201))
        return Plot(box, x_range, padded_range(heights, 0.06), "x", "f(x)")

    def show_point(self) -> None:
        """Draw the curve, and put the point on it."""
        with self.beat("point", x0=short(self.start)):
            title = self.heading("One step at a time")
            self.play(FadeIn(title), FadeIn(self.plot))
            self.formula = typography.formula(f"f(x) = {self.objective.formula}", BIG, palette.OBJECTIVE)
            typography.fitted(self.formula, self.side.width)
            self.formula.move_to((self.side.left, self.side.top, 0.0), aligned_edge=LEFT + UP)
            self.play(draw(self.curve, run_time=2), FadeIn(self.formula))
            self.play(FadeIn(self.point))

    def show_slope(self) -> None:
        """Lay the tangent on the curve, and name its slope."""
        slope = float(self.descent.gradients[0, 0])
        self.tangent = self.tangent_at(float(self.x[0]), slope)
        self.slope_label = typography.formula(
            f"f'({short(self.start)}) = {short(slope)}", BIG, palette.GRADIENT
        )
        self.slope_label.next_to(self.formula, DOWN, buff=0.5, aligned_edge=LEFT)
        with self.beat("slope", slope=short(slope)):
            self.play(draw(self.tangent, run_time=1.5))
            self.bring_to_front(self.point)
            self.play(FadeIn(self.slope_label, shift=0.2 * DOWN))

    def tangent_at(self, x: float, slope: float) -> Stroke:
        """Return a piece of the tangent, as long on screen whatever its slope."""
        reach = 1.8 / float(np.hypot(self.plot.unit[0], slope * self.plot.unit[1]))
        ends = np.array([x - reach, x + reach])
        return self.plot.polyline(ends, self.height(np.array(x)) + slope * (ends - x), palette.GRADIENT, 4)

    def show_step(self) -> None:
        """Draw the step along the x axis as an arrow, and where on the curve it leads."""
        step = float(self.x[1] - self.x[0])
        floor = self.plot.y_range[0]
        feet = self.plot.c2p(self.x[:2], floor)
        self.drops = Segments(
            self.on_curve(self.x[:2]), feet, palette.MUTED, width=2, dash=DASH, window=self.plot.frame
        )
        above_axis = feet + 0.12 * UP
        self.arrow = Pointer(*above_axis, color=palette.STEP, window=self.plot.frame)
        product = f"{short(self.learning_rate)} dot {bracketed(self.descent.gradients[0, 0])}"
        self.step_label = typography.formula(f"- eta f'(x) = - {product} = {short(step)}", BIG, palette.STEP)
        typography.fitted(self.step_label, self.side.width)
        self.step_label.next_to(self.slope_label, DOWN, buff=0.5, aligned_edge=LEFT)
        with self.beat("step", rate=short(self.learning_rate), step=short(step)):
            self.play(FadeIn(self.step_label, shift=0.2 * DOWN))
            self.play(draw(self.drops))
            self.play(draw(self.arrow))

    def write_arithmetic(self) -> None:
        """Write the rule and its first step with numbers, and take that step."""
        x0, x1 = (float(x) for x in self.x[:2])
        slope = self.descent.gradients[0, 0]
        rows = [
            "x_1 = x_0 - eta f'(x_0)",
            f"quad = {short(x0)} - {short(self.learning_rate)} dot {bracketed(slope)}",
            f"quad = {short(x1)}",
        ]
        self.arithmetic: list[MathTypst] = [
            typography.fitted(typography.formula(row, BIG), self.side.width) for row in rows
        ]
        above = self.step_label
        for row in self.arithmetic:
            row.next_to(above, DOWN, buff=0.32, aligned_edge=LEFT)
            above = row
        numbers = {"x0": short(x0), "rate": short(self.learning_rate), "slope": short(slope)}
        heights = self.descent.values[:2]
        with self.beat("arithmetic", **numbers, x1=short(x1), y0=short(heights[0]), y1=short(heights[1])):
            for row in self.arithmetic:
                self.play(FadeIn(row, shift=0.15 * RIGHT), run_time=0.8)
            self.play(glide(self.moment, 1, run_time=1.5))

    def descend(self) -> None:
        """Take all the other steps, beside them x and f(x) against the iteration."""
        charts = self.iteration_charts()
        trail = Trail(self.on_curve(self.x), between=self.curve_pieces(), window=self.plot.frame)
        for walked in (trail, *charts[2:]):
            walked.add_updater(lambda path: path.show_until(stepwise(self.moment.get_value())))
        with self.beat("descend"):
            self.play(
                *map(FadeOut, (self.tangent, self.drops, self.arrow, self.slope_label, self.step_label)),
                *map(FadeOut, self.arithmetic),
            )
            self.play(FadeIn(Group(*charts[:2])))
            self.add(trail, *charts[2:], self.point)
            self.play(glide(self.moment, self.descent.iterations, run_time=12))

    def curve_pieces(self) -> Floats:
        """Return the curve from each iterate to the next in scene points, shape (k, 65, 3)."""
        shares = np.linspace(0, 1, 65)
        between = self.x[:-1, None] + shares * np.diff(self.x)[:, None]
        return self.on_curve(between)

    def iteration_charts(self) -> tuple[Plot, Plot, Trail, Trail]:
        """Return the charts of x and of f(x) against the iteration, and their trails."""
        boxes = self.side.inset(top=0.8).rows(1, 1.15, gap=0.15)
        charts, trails = [], []
        for box, values, labels in zip(
            boxes, (self.x, self.descent.values), (("", "x_k"), ("k", "f(x_k)")), strict=True
        ):
            chart = Plot(box, (0, self.descent.iterations), padded_range(values, 0.1), *labels)
            steps = np.arange(len(values))
            charts.append(chart)
            trails.append(Trail(chart.c2p(steps, values), width=2.5, dots=0.06))
        return charts[0], charts[1], trails[0], trails[1]

    def show_result(self) -> None:
        """Tell where the descent has arrived."""
        end = float(self.x[-1])
        readout = column(
            Readout("k", self.descent.iterations, 0),
            Readout("x_k", end, 4),
            Readout("f(x_k)", self.descent.values[-1], 4),
        )
        readout.move_to(self.plot.frame.get_top() + 0.4 * DOWN, aligned_edge=UP)
        with self.beat("result", steps=self.descent.iterations, x=short(end, 2)):
            self.play(FadeIn(readout))


def bracketed(value: float) -> str:
    """Write a number as a factor: a negative one in brackets."""
    return f"({short(value)})" if value < 0 else short(value)

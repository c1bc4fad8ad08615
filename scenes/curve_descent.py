"""One dimension: a point on a curve, its tangent, one step written out, and then all of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Group,
    MathTypst,
    Typst,
    ValueTracker,
    rate_functions,
)

from gdmath import Descent, Objective, at, descend, parabola
from scenes.kit.lessons.attribute_checks import check_moves, check_objective
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.plots.plot import Plot
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Shape
from scenes.kit.style.motion import draw, glide, stepwise
from scenes.kit.style.numbers import WHOLE, NumberFormat, short
from scenes.kit.style.ticks import padded_range
from scenes.kit.style.worked import bracketed, worked_step

BIG = 42.0
"""Size of the arithmetic: it is what this lesson teaches."""

STEPS = '"step" k'
"""What the charts' axes count."""

BELOW: dict[str, Any] = {"direction": DOWN, "buff": 0.38, "aligned_edge": LEFT}
"""Where a note stands under the one before."""


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
        check_objective(self.objective, variables=1)
        self.descent: Descent = descend(
            self.objective, self.learning_rate, self.start, iterations=self.iterations
        )
        check_moves(self.descent)
        self.x = self.descent.points[:, 0]
        self.first = worked_step(self.start, self.learning_rate, self.descent.gradients[0, 0])
        self.moment = ValueTracker(0.0)
        self.lay_out()
        self.plot = self.curve_plot(self.plot_box)
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

    def lay_out(self) -> None:
        """Give the plot, the notes and the charts that take their place the boxes that suit the frame."""
        if layout.shape() is Shape.WIDE:
            self.plot_box, self.side = layout.stage().columns(1.35, 1)
        else:
            self.plot_box, self.side = layout.stage().rows(1.25, 1, gap=0.3)

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
        with self.beat("point", x0=self.first.point):
            title = self.heading("One step at a time")
            self.play(FadeIn(title), FadeIn(self.plot))
            formula, self.start_note = self.first_notes(title)
            self.play(draw(self.curve, run_time=2), FadeIn(formula))
            self.play(FadeIn(self.point), FadeIn(self.start_note))

    def first_notes(self, title: Typst) -> tuple[MathTypst, MathTypst]:
        """Return the function and the start, atop the notes; notes below the plot leave the title the one."""
        formula = self.note(f"f(x) = {self.objective.formula}", palette.OBJECTIVE)
        start = self.note(f"x_0 = {self.first.point}", palette.POINT)
        corner = (self.side.left, self.side.top, 0.0)
        if layout.shape() is Shape.WIDE:
            formula.move_to(corner, aligned_edge=LEFT + UP)
            return formula, start.next_to(formula, **BELOW)
        right = layout.frame().right
        typography.fitted(formula, right - title.get_right()[0] - 0.6)
        formula.move_to((right, title.get_center()[1], 0.0), aligned_edge=RIGHT)
        return formula, start.move_to(corner, aligned_edge=LEFT + UP)

    def note(self, mathematics: str, color: str = palette.TEXT) -> MathTypst:
        """Return a row of the column beside the plot."""
        return typography.fitted(typography.formula(mathematics, BIG, color), self.side.width)

    def show_slope(self) -> None:
        """Lay the tangent on the curve, name its slope, and point uphill and then downhill along it."""
        x0, slope = float(self.x[0]), float(self.descent.gradients[0, 0])
        self.tangent = Stroke(self.tangent_points(x0), palette.GRADIENT, 3.5, window=self.plot.frame)
        self.slope_note = self.note(f"f'(x_0) = {self.first.slope}", palette.GRADIENT)
        self.slope_note.next_to(self.start_note, **BELOW)
        here, ahead = self.on_curve(self.x[0]), self.tangent_points(x0)[1 if slope > 0 else 0]
        uphill = Pointer(here, here + 0.6 * (ahead - here), palette.GRADIENT, 8, window=self.plot.frame)
        downhill = Pointer(here, here - 0.6 * (ahead - here), palette.STEP, 8, window=self.plot.frame)
        with self.beat("slope", slope=self.first.slope):
            self.play(draw(self.tangent, run_time=1.5))
            self.bring_to_front(self.point)
            self.play(FadeIn(self.slope_note, shift=0.2 * DOWN))
            self.play(draw(uphill), run_time=1.2)
            self.play(FadeOut(uphill), draw(downhill), run_time=1.6)
        self.downhill = downhill

    def tangent_points(self, x: float) -> Floats:
        """Return both ends of a piece of the tangent, as long on screen whatever its slope."""
        slope = float(self.objective.gradient(np.array([x]))[0])
        reach = 2.3 / float(np.hypot(self.plot.unit[0], slope * self.plot.unit[1]))
        ends = np.array([x - reach, x + reach])
        return self.plot.c2p(ends, self.height(np.array(x)) + slope * (ends - x))

    def show_step(self) -> None:
        """Draw the step along the x axis as an arrow, and where on the curve it leads."""
        self.drops = Segments(
            self.on_curve(self.x[:2]), self.feet(0), palette.MUTED, width=2, dash=DASH, window=self.plot.frame
        )
        tail, tip = self.arrow_ends(0)
        self.arrow = Pointer(tail, tip, palette.STEP, window=self.plot.frame)
        self.rate_note = self.note(f"eta = {self.first.rate}", palette.STEP)
        self.step_note = self.note(f"- eta f'(x_0) {self.first.step_sign} {self.first.step}", palette.STEP)
        self.rate_note.next_to(self.slope_note, **BELOW)
        self.step_note.next_to(self.rate_note, **BELOW)
        with self.beat("step", rate=self.first.rate, step=self.first.step):
            self.play(FadeOut(self.downhill), FadeIn(self.rate_note, shift=0.2 * DOWN))
            self.play(FadeIn(self.step_note, shift=0.2 * DOWN))
            self.play(draw(self.drops, run_time=1.2))
            self.play(draw(self.arrow, run_time=1.2))

    def feet(self, k: int) -> Floats:
        """Return the scene points of iterates k and k + 1 on the x axis, shape (2, 3)."""
        return self.plot.c2p(self.x[k : k + 2], self.plot.y_range[0])

    def arrow_ends(self, k: int) -> Floats:
        """Return tail and tip of step k, just above the x axis, shape (2, 3)."""
        return self.feet(k) + 0.12 * UP

    def write_arithmetic(self) -> None:
        """Write the rule and its first step with numbers, and take that step."""
        x0, rate, slope, *_, sign, x1 = self.first
        self.arithmetic = self.aligned_rows(
            "x_1 {{ = : eq }} x_0 - eta f'(x_0)",
            f"{{{{ = : eq }}}} {x0} - {rate} dot {bracketed(slope)}",
            f"{{{{ {sign} : eq }}}} {x1}",
        )
        heights = self.descent.values[:2]
        numbers = {"x0": x0, "rate": rate, "slope": slope, "x1": x1}
        with self.beat("arithmetic", **numbers, y0=short(heights[0]), y1=short(heights[1])):
            for row in self.arithmetic:
                self.play(FadeIn(row, shift=0.15 * RIGHT), run_time=1.4)
            self.play(glide(self.moment, 1, run_time=1.8))

    def aligned_rows(self, *rows: str) -> list[MathTypst]:
        """Return rows below the notes, or beside them, their equals signs below one another."""
        written = [self.note(row) for row in rows]
        if layout.shape() is Shape.WIDE:
            written[0].next_to(self.step_note, DOWN, buff=0.55, aligned_edge=LEFT)
        else:
            written[0].align_to(self.start_note, UP).align_to((self.side.center[0], 0.0, 0.0), LEFT)
        for above, row in pairwise(written):
            row.next_to(above, DOWN, buff=0.3)
            row.shift((above.select("eq").get_left()[0] - row.select("eq").get_left()[0]) * RIGHT)
        return written

    def descend(self) -> None:
        """Take all the other steps, beside them x and f(x) against the iteration."""
        charts = self.iteration_charts()
        trail = Trail(self.on_curve(self.x), between=self.curve_pieces(), window=self.plot.frame)
        for walked in (trail, *charts[2:]):
            walked.add_updater(lambda path: path.show_until(stepwise(self.moment.get_value())))
        self.arrow.add_updater(lambda arrow: arrow.put(*self.arrow_ends(self.current_step())))
        self.tangent.add_updater(
            lambda line: line.set_points(self.tangent_points(float(self.current_x()[0])))
        )
        notes = (self.start_note, self.slope_note, self.rate_note, self.step_note, *self.arithmetic)
        with self.beat("descend"):
            self.play(FadeOut(self.drops), *map(FadeOut, notes))
            self.play(FadeIn(Group(*charts[:2])))
            self.add(trail, *charts[2:], self.tangent, self.arrow, self.point)
            few = min(6, self.descent.iterations)
            self.play(glide(self.moment, few, run_time=6))
            self.play(
                glide(self.moment, self.descent.iterations, run_time=8, rate_func=rate_functions.ease_in_sine)
            )
            self.play(FadeOut(self.tangent), FadeOut(self.arrow))

    def current_step(self) -> int:
        """Return the number of the step that is being taken."""
        return min(int(self.moment.get_value()), self.descent.iterations - 1)

    def curve_pieces(self) -> Floats:
        """Return the curve from each iterate to the next in scene points, shape (k, 65, 3)."""
        shares = np.linspace(0, 1, 65)
        between = self.x[:-1, None] + shares * np.diff(self.x)[:, None]
        return self.on_curve(between)

    def iteration_charts(self) -> tuple[Plot, Plot, Trail, Trail]:
        """Return the charts of x and of f(x) against the iteration, and their trails.

        Beside the plot one stands above the other, and the axes are aligned; below it, they are neighbours.
        """
        stacked, box = layout.shape() is Shape.WIDE, self.side
        boxes = box.inset(top=0.8).rows(1, 1.15, gap=0.15) if stacked else box.columns(1, 1)
        series = self.x, self.descent.values
        labels = ("" if stacked else STEPS, "x_k"), (STEPS, "f(x_k)")
        if stacked:
            lefts = [self.chart(*one).frame.get_left()[0] for one in zip(boxes, series, labels, strict=True)]
            boxes = tuple(box.inset(left=max(lefts) - left) for box, left in zip(boxes, lefts, strict=True))
        charts = [self.chart(*one) for one in zip(boxes, series, labels, strict=True)]
        steps = np.arange(len(self.x))
        trails = [
            Trail(chart.c2p(steps, values), width=2.5, dots=0.06)
            for chart, values in zip(charts, series, strict=True)
        ]
        return charts[0], charts[1], trails[0], trails[1]

    def chart(self, box: layout.Box, values: Floats, labels: tuple[str, str]) -> Plot:
        """Return axes for values against the iteration."""
        return Plot(box, (0, self.descent.iterations), padded_range(values, 0.1), *labels)

    def show_result(self) -> None:
        """Tell where the descent has arrived."""
        end = float(self.x[-1])
        readout = column(
            Readout("k", self.descent.iterations, WHOLE),
            Readout("x_k", end, NumberFormat(4)),
            Readout("f(x_k)", self.descent.values[-1], NumberFormat(4)),
        )
        readout.move_to(
            self.plot.frame.get_top() + (0.4 if layout.shape() is Shape.WIDE else 0.1) * DOWN, aligned_edge=UP
        )
        here = Dots(self.on_curve(self.x[-1:]), palette.POINT, 0.3, 0.05, window=self.plot.frame)
        with self.beat("result", steps=self.descent.iterations, x=short(end, 2)):
            self.play(FadeIn(readout))
            self.play(FadeIn(here, scale=2), run_time=1.5)

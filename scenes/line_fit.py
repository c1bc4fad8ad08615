"""A line among data: its residuals, their squares as areas, and the descent that makes their sum small."""

from __future__ import annotations

import math
from typing import ClassVar

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
    there_and_back,
)

from gdmath import TEN_POINTS, Convention, Dataset, geometric
from scenes.kit.lessons.regression_lesson import RegressionLesson
from scenes.kit.painted.live_numbers import LiveNumber, Readout, column
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.squared_residuals import SquaredResiduals
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.formulas import formula_of
from scenes.kit.style.layout import Shape
from scenes.kit.style.motion import draw, glide
from scenes.kit.style.numbers import WHOLE, NumberFormat, short
from scenes.kit.style.typography import Words

BIG = 42.0
"""Size of the formulas: they have a column of their own."""

AREA = {Convention.HALF_SSE: "J", Convention.MSE: "n J", Convention.HALF_MSE: "2 n J"}
"""What the squares' sum is, by the convention."""

FACTOR = {Convention.HALF_SSE: "1/2"}
"""What stands before the gradient of J in the rule, where J is not what is descended on."""

SUM = "sum_(i=1)^n (y_i - hat(y)_i)^2"
"""What J is where half of it is descended on: courses report the sum itself."""

HALF = r"the $1 \/ 2$ cancels the 2 from the squares' derivative"
"""Why the factor stands there."""

OPENING = 10
"""So many epochs are taken slowly, so that each can be seen."""

LONG_DASH = (0.22, 0.22)
"""Dashes of the exact line, and the gaps in which the descent's line is seen."""

ABOVE_FLIGHT = 1
"""Words lie so high, above the squares that fly past them into their sum."""

SHOWN_EPOCHS = 70
"""How many epochs are shown: each of the first, then ever fewer."""


class LineFit(RegressionLesson):
    """Gradient descent turns a bad line into the least-squares line, square by square."""

    dataset: Dataset = TEN_POINTS
    convention: Convention = Convention.HALF_SSE
    start: ClassVar[tuple[float, float]] = (0.0, 0.0)
    learning_rate: float | None = None
    epochs: int = 2000

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.show_only(geometric(self.last_epoch(), SHOWN_EPOCHS))
        if self.convention is Convention.HALF_SSE:  # J is the sum itself
            self.costs, self.least = 2 * self.costs, 2 * self.least
        self.tilt, self.lift = ValueTracker(0.0), ValueTracker(0.0)
        self.lay_out()
        self.plot = FitPlot(self.main, self.cost, self.start, residual_width=4.0)
        self.plot.follow(self.parameters)
        self.squared = SquaredResiduals(self.plot, self.parameters, self.sum_box)
        self.squares, self.sum = self.squared.squares, self.squared.sum
        self.rows = self.get_rows()
        self.slope_row, self.intercept_row, self.loss_row = self.rows

    def lay_out(self) -> None:
        """Give the plot, the rule, the numbers, their sum as a square, and formulas and chart their boxes."""
        match layout.shape():
            case Shape.WIDE:
                left, right = layout.frame().columns(1.15, 1)
                self.main, self.below = left.inset(top=0.8).rows(4.75, 1.4, gap=0.15)
                self.panel, self.lower = right.rows(3.25, 3.7, gap=0.15)
                self.sum_box = self.panel.inset(left=3.9, bottom=1.05)
            case Shape.TALL:
                rows = layout.stage().rows(3.75, 1.4, 2.75, 2.8, gap=0.2)
                self.main, self.below, self.panel, self.lower = rows
                self.sum_box = self.panel.inset(left=3.9, bottom=1.1)
            case Shape.SQUARE:
                upper, self.below, lower = layout.stage().rows(2.65, 1.45, 2.65, gap=0.1)
                self.main, right = upper.columns(5.2, 2.4, gap=0.2)
                self.sum_box = right.inset(bottom=1.25)
                self.panel, self.lower = lower.columns(1, 1.08)

    def is_narrow(self) -> bool:
        """Return whether sum and chart have so narrow boxes that they need shorter words."""
        return layout.shape() is Shape.SQUARE

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_data()
        self.show_residuals()
        self.show_squares()
        self.descend()
        self.compare_with_closed_form()

    def parameters(self) -> Floats:
        """Return slope and intercept at this moment, shape (2,)."""
        tilt, lift = self.tilt.get_value(), self.lift.get_value()
        return np.add(super().parameters(), (tilt, lift))

    def get_rows(self) -> tuple[Readout, ...]:
        """Return live numbers, one below the other: slope, intercept, cost; room for the model is above."""
        w_format, b_format, j_format = self.number_formats()
        w = Readout('"slope" w', self.start[0], w_format, color=palette.FIRST_PARAMETER)
        b = Readout('"intercept" b', self.start[1], b_format, color=palette.SECOND_PARAMETER)
        j = Readout("J", self.costs[0], j_format.finer(1), color=palette.OBJECTIVE)
        w.add_updater(lambda row: row.set_value(self.path[self.passed, 0] + self.tilt.get_value()))
        b.add_updater(lambda row: row.set_value(self.path[self.passed, 1] + self.lift.get_value()))
        j.add_updater(lambda row: row.set_value(self.costs[self.passed]))
        rows = column(w, b, j, spacing=0.6)
        rows.move_to((self.panel.left, self.panel.top - 0.75, 0.0), aligned_edge=LEFT + UP)
        rows.set_z_index(ABOVE_FLIGHT)
        return w, b, j

    def get_model(self) -> MathTypst:
        """Return the line's formula, above its two numbers."""
        model = typography.formula("hat(y) = {{ w : slope }} x + {{ b : intercept }}", BIG, palette.FIT)
        model.select("slope").set_color(palette.FIRST_PARAMETER)
        model.select("intercept").set_color(palette.SECOND_PARAMETER)
        model.set_z_index(ABOVE_FLIGHT)
        return model.move_to((self.panel.left, self.panel.top, 0.0), aligned_edge=LEFT + UP)

    def show_data(self) -> None:
        """Draw the data and a first line, and show what each of its two numbers does."""
        model = self.get_model()
        self.formulas = Group()
        with self.beat("data", count=len(self.dataset.y)):
            self.title = self.heading("Fitting a line")
            self.play(FadeIn(self.title), FadeIn(self.plot))
            self.play(draw(self.plot.data, run_time=1.8))
            self.play(draw(self.plot.line), FadeIn(model))
            for readout, tracker, reach in (
                (self.slope_row, self.tilt, self.reach / max(map(abs, self.plot.x_range))),
                (self.intercept_row, self.lift, self.reach),
            ):
                self.play(FadeIn(readout), run_time=0.6)
                self.play(glide(tracker, reach, run_time=1.8, rate_func=there_and_back))

    @property
    def reach(self) -> float:
        """How far a first line is moved to show what its numbers do: towards the plot's middle."""
        low, high = self.plot.y_range
        middle = float(np.mean(self.cost.predict(self.start)))
        return math.copysign(0.35 * (high - low), (low + high) / 2 - middle)

    def show_residuals(self) -> None:
        """Let each residual grow from its datum to the line."""
        formula = self.add_formula("r_i = y_i - hat(y)_i", palette.RESIDUAL)
        with self.beat("residuals"):
            self.play(draw(self.plot.residuals, run_time=2.5))
            self.add(self.plot.line, self.plot.data)
            self.play(FadeIn(formula, shift=0.2 * DOWN))

    def add_formula(self, mathematics: str, color: str) -> MathTypst:
        """Return one more formula, in its place."""
        formula = typography.formula(mathematics, BIG, color)
        return self.add_below(formula, 0.45)

    def add_below(self, words: Words, gap: float) -> Words:
        """Place one more row below the formulas that stand already."""
        if self.formulas.submobjects:
            words.next_to(self.formulas, DOWN, buff=gap, aligned_edge=LEFT)
        else:
            words.move_to((self.lower.left, self.lower.top, 0.0), aligned_edge=LEFT + UP)
        self.formulas.add(words)
        return words.set_z_index(ABOVE_FLIGHT)

    def show_squares(self) -> None:
        """Square one residual, then the others, and let all squares fly together into one."""
        reported = SUM if self.convention is Convention.HALF_SSE else formula_of(self.cost)
        formula = self.add_formula(f"J = {reported}", palette.OBJECTIVE)
        label = self.sum_label = self.get_sum_label()
        with self.beat("squares"):
            self.add(self.squares, self.plot.residuals, self.plot.line, self.plot.data)
            self.play(self.squared.grow_one(run_time=1.2))
            self.hold(1.2)
            self.play(self.squared.grow_others(run_time=2))
            self.add(self.sum)
            self.play(*map(FadeIn, self.sampling_note()), self.squared.fly(run_time=4))
            self.squared.keep_sum_in_place()
            self.play(FadeIn(label), FadeIn(formula, shift=0.2 * DOWN), FadeIn(self.loss_row))
            self.hold(2.5)  # so that the cost's formula can be read

    def sampling_note(self) -> list[Typst]:
        """Return the note that only some of the squares are drawn, if it is so."""
        if len(self.squared.drawn) == len(self.dataset.y):
            return []
        note = typography.text(
            f"drawn: {len(self.squared.drawn)} of the {len(self.dataset.y)} squares",
            typography.LABEL,
            palette.MUTED,
        )
        return [self.add_below(note, 0.4)]

    def get_sum_label(self) -> Typst:
        """Return what the square of strips is, below it, and how much smaller it is drawn."""
        shrinking, area = self.squared.shrinking, f"squares $= {AREA[self.convention]}$"
        words = ["sum of", f"the {area}"] if self.is_narrow() else [f"sum of the {area}"]
        if shrinking > 1:
            words.append(rf"drawn $1 \/ {shrinking}$ as wide")
        label = typography.lines(*words, size=typography.TICK, color=palette.RESIDUAL, align="right")
        corner = self.squared.corner + self.squared.side * RIGHT
        return label.next_to(corner, DOWN, buff=0.3, aligned_edge=RIGHT)

    def descend(self) -> None:
        """Take all epochs: line, residuals, squares, their sum and the curve of J in step."""
        rule, chart, trail = self.get_rule(), self.get_chart(), self.get_trail()
        epoch, speed = self.get_counters()
        opening = min(OPENING, len(self.shown) - 1)
        with self.beat("descend", opening=self.opening_words()):
            self.play(FadeOut(self.formulas))
            self.play(FadeIn(rule), FadeIn(self.get_rate_beside(self.title)), run_time=1.5)
            self.play(FadeIn(chart), FadeIn(epoch), FadeIn(speed))
            self.add(trail)
            self.play(glide(self.moment, opening, run_time=opening / self.pace(0)))
            rest = len(self.shown) - 1 - opening
            if rest:
                self.play(glide(self.moment, opening + rest, run_time=rest / self.pace(opening)))
            self.play(FadeOut(speed), run_time=0.6)
            self.hold(0.4)  # a beat's last picture is looked at: nothing in it is half faded

    def pace(self, place: int) -> float:
        """Return how many of the shown epochs pass in a second."""
        rest = len(self.shown) - 1 - OPENING
        return 2.0 if place < OPENING else max(2.0, rest / 12)

    def speed(self) -> float:
        """Return about how many epochs pass in a second at this moment."""
        place = min(self.passed, len(self.shown) - 2)
        return float(f"{(self.shown[place + 1] - self.shown[place]) * self.pace(place):.2g}")

    def opening_words(self) -> str:
        """Return what is true of the first epochs."""
        if self.costs[1] > self.costs[0]:
            return "make J larger"
        step, way = self.path[1, 0] - self.path[0, 0], self.best[0] - self.path[0, 0]
        return "tip the line the wrong way, and still J falls" if step * way < 0 else "tip the line quickly"

    def get_rule(self) -> Group:
        """Return the rule of the descent, below the plot, and why it has a factor before J's gradient."""
        factor = FACTOR.get(self.convention, "")
        rows = [
            f"{name} <- {name} - {{{{ eta : {name}-rate }}}} thin {factor} thin "
            f"{{{{ (partial J) / (partial {name}) : {name}-slope }}}}"
            for name in "wb"
        ]
        rule = typography.formula(" quad quad ".join(rows), typography.BODY if self.is_narrow() else BIG)
        for name in "wb":
            rule.select(f"{name}-rate").set_color(palette.STEP)
            rule.select(f"{name}-slope").set_color(palette.GRADIENT)
        typography.fitted(rule, self.below.width)
        if not factor:
            return Group(rule.move_to(self.below.center))
        note = typography.text(HALF, typography.TICK, palette.MUTED).next_to(rule, DOWN, buff=0.2)
        return Group(rule, note).move_to(self.below.center)

    def get_chart(self) -> Plot:
        """Return the axes of J against the epoch."""
        ranges = (0, self.shown[-1]), (0, 1.05 * self.costs.max())
        self.chart = Plot(self.lower, *ranges, '"epoch"', "J", y_color=palette.OBJECTIVE)
        return self.chart

    def get_trail(self) -> Trail:
        """Return the curve of J, up to this moment."""
        trail = Trail(self.chart.c2p(self.shown, self.costs), color=palette.OBJECTIVE, dots=0)
        return trail.add_updater(lambda path: path.show_until(self.position))

    def get_counters(self) -> tuple[Readout, Readout]:
        """Return the live epoch above the chart, and in it how many pass in a second."""
        corner = self.chart.frame.get_corner(UP + RIGHT)
        epoch = Readout('"epoch"', self.shown[-1], WHOLE)
        epoch.next_to(corner, UP + LEFT, buff=0).shift(0.16 * UP)
        fastest = np.diff(self.shown).max() * self.pace(OPENING)
        rate = '"epochs/s"' if self.is_narrow() else '"epochs a second"'
        speed = Readout(rate, fastest, WHOLE, size=typography.LABEL, color=palette.MUTED)
        speed.next_to(corner, DOWN + LEFT, buff=0).shift(0.2 * DOWN)
        epoch.set_value(0).add_updater(lambda row: row.set_value(self.shown[self.passed]))
        speed.set_value(self.speed())
        return epoch, speed.add_updater(lambda row: row.set_value(self.speed()))

    def compare_with_closed_form(self) -> None:
        """Lay the least-squares line over the descent's, with its numbers and the gap between the costs."""
        gap = float(self.costs[-1]) - self.least
        exact = self.plot.line_of(self.best, palette.MINIMUM, 4, dash=LONG_DASH)
        with self.beat("closed_form", epochs=self.shown[-1], gap=short(gap, 2, scale=self.costs[0])):
            self.play(FadeOut(self.sum), FadeOut(self.sum_label), FadeOut(self.squares))
            self.add(self.plot.residuals, self.plot.line, exact, self.plot.data)
            self.play(draw(exact, run_time=2.5))
            for number in self.exact_column():
                self.play(FadeIn(number, shift=0.2 * RIGHT), run_time=0.6)
            self.play(FadeIn(self.gap_row(gap)))

    def exact_column(self) -> Group:
        """Return the closed form's numbers, beside those of the descent, or where the sum has been."""
        header = typography.text("exact", color=palette.MINIMUM)
        exact = list(zip(("w", "b", "J"), self.rows, (*self.best, self.least), strict=True))
        if self.is_narrow():
            rows = column(
                *(
                    Readout(name, value, row.number.number_format, color=palette.MINIMUM)
                    for name, row, value in exact
                )
            )
            numbers = Group(header, *rows).arrange(DOWN, buff=0.25, aligned_edge=RIGHT)
            return numbers.move_to((self.sum_box.right, self.sum_box.top, 0.0), aligned_edge=RIGHT + UP)
        left = max(row.number.get_right()[0] for row in self.rows) + 0.7
        numbers = Group()
        for _, row, value in exact:
            anchor = (left, float(row.number.points[0, 1]), 0.0)
            numbers.add(LiveNumber(value, row.number.number_format, anchor, color=palette.MINIMUM))
        header.next_to((left, float(self.slope_row.number.points[0, 1]) + 0.62, 0.0), UP + RIGHT, buff=0)
        return Group(header, *numbers)

    def gap_row(self, gap: float) -> Readout:
        """Return the row that tells how far the descent's J is above the least one."""
        row = Readout('"gap in" J', gap, NumberFormat.of(gap, 2, scale=self.costs[0]))
        row.shift(self.loss_row.number.points[0] + 0.62 * DOWN - row.number.points[0])
        return row

"""A line among data: its residuals, their squares as areas, and the descent that makes their sum small."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Typst

from gdmath import TEN_POINTS, Convention, Dataset, geometric
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

SUM = "sum_(i=1)^n (y_i - hat(y)_i)^2"
"""What J is here, under each convention: the sum that is seen as areas."""

FACTOR = {Convention.HALF_SSE: "1/2", Convention.MSE: "1/n", Convention.HALF_MSE: "1/(2n)"}
"""What the conventions multiply that sum by, and so the gradient of J in the rule."""

OPENING = 10
"""So many epochs are taken slowly, so that each can be seen."""

SLOW, REST = 0.5, 12.0
"""Seconds of each of these epochs, and of all the others together."""

LONG_DASH = (0.22, 0.22)
"""Dashes of the exact line, and the gaps in which the descent's line is seen."""

SHOWN_EPOCHS = 70
"""How many epochs are shown: each of the first, then ever fewer."""


class LineFit(kit.RegressionLesson):
    """Gradient descent turns a bad line into the least-squares line, square by square.

    J is the sum of the squared residuals, as courses report it, whatever share of its gradient is followed.
    """

    words = {
        "title": "Fitting a line",
        "slope": "slope",
        "intercept": "intercept",
        "gap": "gap in",
        "sum": "sum of the squares $= J$",
        "narrow_sum": "sum of\nthe squares $= J$",
        "epoch": "epoch",
        "speed": "epochs a second",
        "narrow_speed": "epochs/s",
        "half": r"the $1 \/ 2$ cancels the 2 from the squares' derivative",
        "exact": "exact",
    }
    dataset: Dataset = TEN_POINTS
    convention: Convention = Convention.HALF_SSE
    start: ClassVar[tuple[float, float]] = (0.0, 0.0)
    learning_rate: float | None = None
    epochs: int = 2000
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Choose the epochs that are shown, and put the line and its numbers on the stage."""
        super().setup()
        shown = geometric(self.last_epoch(), SHOWN_EPOCHS)
        steps = np.arange(len(shown) - 1)
        seconds = np.where(steps < OPENING, SLOW, min(SLOW, REST / max(1, len(steps) - OPENING)))
        self.costs = self.cost.sum_of_squares(self.fit.path)
        self.least = float(self.cost.sum_of_squares(self.best))
        self.gap = float(self.costs[shown[-1]]) - self.least
        self.run = kit.Run.of_fit(self.fit, more={"value": self.costs})
        self.run.show(shown, times=np.append(0, np.cumsum(seconds)))  # the clock counts seconds
        self.lay_out()
        self.plot = kit.FitPlot(self.plot_box, self.cost, self.start, residual_width=4.0)
        self.plot.follow(self.run)
        self.squared = kit.SquaredResiduals(self.plot, self.sum_box)
        self.notes = kit.Notes(self.lower)
        slope, intercept, gap = map(self.quoted, ("slope", "intercept", "gap"))
        self.rows = [self.readout("w", f"{slope} w"), self.readout("b", f"{intercept} b")]
        self.rows.append(self.readout("J", digits=5))
        self.gap_scale = float(np.sqrt(self.costs[0] * self.costs[shown[-1]]))  # squares of rounded residuals
        gap_format = kit.NumberFormat.of(self.gap, 2, scale=self.gap_scale)
        self.gap_row = kit.Readout(f"{gap} J", self.gap, gap_format)
        numbers = kit.column(*self.rows, self.gap_row, spacing=0.6)
        room = min(self.panel.width, self.sum_box.left - self.panel.left - 0.2)
        numbers.scale(min(1.0, room / numbers.width))
        numbers.move_to((self.panel.left, self.panel.top - 0.75, 0.0), aligned_edge=LEFT + UP)

    def lay_out(self) -> None:
        """Give the plot, the rule, the numbers, the squares' sum, and formulas and chart their boxes."""
        match layout.shape():
            case kit.Shape.WIDE:
                left, right = layout.frame().columns(1.15, 1)
                self.plot_box, self.rule_box = left.inset(top=0.8).rows(4.75, 1.4, gap=0.15)
                self.panel, self.lower = right.rows(3.25, 3.7, gap=0.15)
                self.sum_box = self.panel.inset(left=3.9, bottom=1.05)
            case kit.Shape.TALL:
                rows = layout.stage().rows(3.75, 1.4, 2.75, 2.8, gap=0.2)
                self.plot_box, self.rule_box, self.panel, self.lower = rows
                self.sum_box = self.panel.inset(left=3.9, bottom=1.1)
            case kit.Shape.SQUARE:
                upper, self.rule_box, lower = layout.stage().rows(2.65, 1.45, 2.65, gap=0.1)
                self.plot_box, right = upper.columns(5.2, 2.4, gap=0.2)
                self.sum_box = right.inset(bottom=1.25)
                self.panel, self.lower = lower.columns(1, 1.08)
        self.is_narrow = layout.shape() is kit.Shape.SQUARE

    def construct(self) -> None:
        """Square the residuals of a bad line, and descend until their sum is all but the least."""
        self.show_data()
        self.show_residuals()
        self.show_squares()
        self.descend()
        self.compare_with_closed_form()

    def show_data(self) -> None:
        """Draw the data and a first line, and show what each of its two numbers does."""
        model = kit.by_role(kit.LINE, kit.SIZE, palette.FIT)
        model.move_to((self.panel.left, self.panel.top, 0.0), aligned_edge=LEFT + UP)
        with self.beat("data", count=len(self.dataset.y)):
            self.title = self.heading(self.word("title"))
            self.play(FadeIn(self.title), FadeIn(self.plot))
            self.play(draw(self.plot.data, run_time=1.8))
            self.play(draw(self.plot.prediction), FadeIn(model))
            for number, row in enumerate(self.rows[:2]):
                self.play(FadeIn(row), run_time=0.6)
                self.play(*self.plot.try_parameter(number, row, run_time=1.8))

    def show_residuals(self) -> None:
        """Let each residual grow from its datum to the line."""
        with self.beat("residuals"):
            self.play(draw(self.plot.residuals, run_time=2.5))
            self.add(self.plot.prediction, self.plot.data)
            self.play(FadeIn(self.notes.write("r_i = y_i - hat(y)_i", palette.RESIDUAL), shift=0.2 * DOWN))

    def show_squares(self) -> None:
        """Square one residual, then the others, and let all squares fly together into one."""
        formula = self.notes.write(f"J = {SUM}", palette.OBJECTIVE)
        words = self.word("narrow_sum" if self.is_narrow else "sum")
        self.caption = self.squared.caption(*words.splitlines())
        with self.beat("squares"):
            self.add(self.squared.squares, self.plot.residuals, self.plot.prediction, self.plot.data)
            self.play(self.squared.grow_one(run_time=1.2))
            self.hold(1.2)
            self.play(self.squared.grow_others(run_time=2))
            self.add(self.squared.sum)
            note = map(self.notes.put, self.squared.sampling_note())
            self.play(*map(FadeIn, note), self.squared.fly(run_time=4))
            self.squared.keep_sum_in_place()
            self.play(FadeIn(self.caption), FadeIn(formula, shift=0.2 * DOWN), FadeIn(self.rows[2]))
            self.hold(2.5)  # so that the cost's formula can be read

    def descend(self) -> None:
        """Take all epochs: line, residuals, squares, their sum and the curve of J in step."""
        y_range = 0.0, 1.05 * float(self.costs[self.run.shown].max())
        epoch, pace = map(self.quoted, ("epoch", "narrow_speed" if self.is_narrow else "speed"))
        labels: dict[str, Any] = {"x_label": epoch, "y_label": "J", "y_color": palette.OBJECTIVE}
        chart = kit.RunChart(self.lower, [self.run], y_range=y_range, **labels)
        counter = kit.counter_above(chart, self.run, self.readout("epoch"))
        speed = kit.speed_inside(chart, self.run, pace)
        with self.beat("descend", opening=self.opening_words()):
            self.play(FadeOut(self.notes))
            self.play(FadeIn(self.rule()), FadeIn(kit.fitted_rate_note(self.fit, self.title)), run_time=1.5)
            self.play(FadeIn(chart), FadeIn(counter), FadeIn(speed))
            self.add(kit.Trail.of(self.run, chart, color=palette.OBJECTIVE, dots=0, window=None))
            self.play(self.run.advance(run_time=self.run.end))
            self.play(FadeOut(speed), run_time=0.6)
            self.hold(0.4)  # a beat's last picture is looked at: nothing in it is half faded

    def opening_words(self) -> str:
        """Return what is true of the first epochs."""
        if self.costs[1] > self.costs[0]:
            return "make J larger"
        step, way = self.run.series("step")[0, 0], self.best[0] - self.start[0]
        return "tip the line the wrong way, and still J falls" if step * way < 0 else "tip the line quickly"

    def rule(self) -> Group:
        """Return the rule of the descent, below the plot, and why it has its factor, where that is short."""
        factor = FACTOR[self.convention]
        rows = (kit.parameter_update(name, factor=factor) for name in "wb")
        rule = kit.by_role(" quad quad ".join(rows), typography.BODY if self.is_narrow else kit.SIZE)
        parts: list[Typst] = [typography.fitted(rule, self.rule_box.width)]
        if self.convention is Convention.HALF_SSE:
            note = typography.text(self.word("half"), typography.TICK, palette.MUTED)
            parts.append(note.next_to(rule, DOWN, buff=0.2))
        return Group(*parts).move_to(self.rule_box.center)

    def compare_with_closed_form(self) -> None:
        """Lay the least-squares line over the descent's, with its numbers and the gap between the costs."""
        gap = short(self.gap, 2, scale=self.gap_scale)
        exact = self.plot.prediction_of(self.best, palette.MINIMUM, 4, dash=LONG_DASH)
        with self.beat("closed_form", epochs=self.run.shown[-1], gap=gap):
            self.play(*map(FadeOut, (self.squared.sum, self.caption, self.squared.squares)))
            self.add(self.plot.residuals, self.plot.prediction, exact, self.plot.data)
            self.play(draw(exact, run_time=2.5))
            for number in self.exact_numbers():
                self.play(FadeIn(number, shift=0.2 * RIGHT), run_time=0.6)
            self.play(FadeIn(self.gap_row))

    def exact_numbers(self) -> Group:
        """Return the closed form's numbers, beside those of the descent, or where the sum has been."""
        values = (*self.best, self.least)
        if not self.is_narrow:
            return kit.numbers_beside(self.rows, values, self.word("exact"))
        readouts = dict(zip("wbJ", self.rows, strict=True))
        numbers = kit.numbers_apart(readouts, values, self.word("exact"))
        return numbers.move_to((self.sum_box.right, self.sum_box.top, 0.0), aligned_edge=RIGHT + UP)

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
    Rectangle,
    Typst,
    ValueTracker,
    there_and_back,
)

from gdmath import TEN_POINTS, Convention, Dataset, geometric
from scenes.kit import layout, palette, typography
from scenes.kit.fit_plot import FitPlot
from scenes.kit.marks import Areas
from scenes.kit.motion import draw, glide
from scenes.kit.numbers import LiveNumber, Readout, column, decimals_for, short
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.regression import RegressionLesson
from scenes.kit.strokes import Trail

BIG = 42.0
"""Size of the formulas: they have a column of their own."""

LOSS = '"loss"'

SHOWN_EPOCHS = 70
"""How many epochs are shown: each of the first, then ever fewer."""

MOST_SQUARES = 20
"""So many squares can be told apart; of more data, as many are drawn, spread evenly along x."""


class LineFit(RegressionLesson):
    """Gradient descent turns a bad line into the least-squares line, square by square."""

    dataset: Dataset = TEN_POINTS
    convention: Convention = Convention.SSE_HALF_GRADIENT
    start: ClassVar[tuple[float, float]] = (0.0, 0.0)
    learning_rate: float | None = None
    epochs: int = 2000

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.show_only(geometric(self.last_epoch(), SHOWN_EPOCHS))
        self.tilt, self.lift = ValueTracker(0.0), ValueTracker(0.0)
        left, right = layout.frame().columns(1.05, 1)
        self.panel, self.lower = right.rows(3.1, 3.85, gap=0.15)
        self.plot = FitPlot(left.inset(top=0.8), self.cost, self.start, residual_width=4.0)
        self.plot.follow(self.parameters)
        self.squares = self.get_squares()
        self.rows = self.get_rows()
        self.epoch_row, self.slope_row, self.intercept_row, self.loss_row = self.rows

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

    def get_squares(self) -> Areas:
        """Return the squares of the residuals; of many data, of one in each group of neighbours."""
        order = np.argsort(self.dataset.x[:, 0])
        self.groups = np.array_split(order, min(len(order), MOST_SQUARES))
        self.drawn = np.array([group[len(group) // 2] for group in self.groups])
        fill = 0.16 if len(self.drawn) == len(order) else 0.08
        squares = Areas(*self.square_corners(), fill=fill, window=self.plot.frame)
        squares.add_updater(lambda areas: areas.put(*self.square_corners()))
        return squares

    def square_corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the drawn squares: each stands on its residual, towards the middle."""
        data, predictions = (ends[self.drawn] for ends in self.plot.residual_ends(self.parameters()))
        side = np.abs(predictions[:, 1] - data[:, 1])
        inwards = np.where(data[:, 0] <= self.plot.frame.get_center()[0], 1.0, -1.0)
        return data, predictions + np.outer(inwards * side, RIGHT)

    def get_rows(self) -> tuple[Readout, ...]:
        """Return live numbers, one below the other: epoch, slope, intercept, loss."""
        epoch = Readout('"epoch"', 0, 0)
        a = Readout('"slope" a', self.start[0], decimals_for(self.best[0]), color=palette.FIRST_PARAMETER)
        b = Readout(
            '"intercept" b', self.start[1], decimals_for(self.best[1]), color=palette.SECOND_PARAMETER
        )
        loss = Readout(LOSS, self.costs[0], decimals_for(self.least, 5), color=palette.OBJECTIVE)
        epoch.add_updater(lambda row: row.set_value(self.shown[self.passed]))
        a.add_updater(lambda row: row.set_value(self.path[self.passed, 0] + self.tilt.get_value()))
        b.add_updater(lambda row: row.set_value(self.path[self.passed, 1] + self.lift.get_value()))
        loss.add_updater(lambda row: row.set_value(self.costs[self.passed]))
        column(epoch, a, b, loss).move_to((self.panel.left, self.panel.top, 0.0), aligned_edge=LEFT + UP)
        return epoch, a, b, loss

    def show_data(self) -> None:
        """Draw the data and a first line, and show what each of its two numbers does."""
        model = typography.formula("hat(y) = {{ a : slope }} x + {{ b : intercept }}", BIG, palette.FIT)
        model.select("slope").set_color(palette.FIRST_PARAMETER)
        model.select("intercept").set_color(palette.SECOND_PARAMETER)
        self.formulas = Group(model)
        self.formulas.move_to((self.lower.left, self.lower.top - 0.2, 0.0), aligned_edge=LEFT + UP)
        with self.beat("data", count=len(self.dataset.y)):
            self.title = self.heading("Fitting a line")
            self.play(FadeIn(self.title), FadeIn(self.plot))
            self.play(draw(self.plot.data, run_time=1.8))
            self.play(draw(self.plot.line), FadeIn(self.formulas))
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
        """Return one more formula, below those that stand already."""
        formula = typography.formula(mathematics, BIG, color)
        formula.next_to(self.formulas, DOWN, buff=0.45, aligned_edge=LEFT)
        self.formulas.add(formula)
        return formula

    def show_squares(self) -> None:
        """Square each residual, and lay all squares together into one."""
        formula = self.add_formula(f"{LOSS} = {self.cost.formula}", palette.OBJECTIVE)
        self.build_sum()
        flying = Areas(*self.visible_squares(), fill=self.squares.fill)
        with self.beat("squares"):
            self.add(self.squares, self.plot.residuals, self.plot.line, self.plot.data)
            self.play(draw(self.squares, run_time=2))
            self.play(FadeIn(formula, shift=0.2 * DOWN), *map(FadeIn, self.sampling_note()))
            self.add(flying)
            self.play(flying.animate.put(*self.strip_corners()), FadeIn(self.sum_label), run_time=2.5)
            self.remove(flying)
            self.add(self.sum)
            self.play(FadeIn(self.loss_row))

    def sampling_note(self) -> list[Typst]:
        """Return the note that only some of the squares are drawn, if it is so."""
        if len(self.drawn) == len(self.dataset.y):
            return []
        note = typography.text(
            f"drawn: {len(self.drawn)} of the {len(self.dataset.y)} squares", typography.LABEL, palette.MUTED
        )
        note.next_to(self.formulas, DOWN, buff=0.4, aligned_edge=LEFT)
        self.formulas.add(note)
        return [note]

    def build_sum(self) -> None:
        """Build the sum as one square of strips, drawn smaller by a round factor so that it fits."""
        edge = min(self.panel.height - 0.6, self.panel.width - 4.0)
        side = math.sqrt(self.sum_of_squares()) * self.plot.unit[1]
        self.shrinking = max(1, math.ceil(side / edge))
        side /= self.shrinking
        self.sum_corner = np.array([self.panel.right - side, self.panel.top - side, 0.0])
        words = f"all squares, at $1 : {self.shrinking}$" if self.shrinking > 1 else "all squares"
        self.sum_label = typography.text(words, typography.TICK, palette.RESIDUAL)
        self.sum_label.next_to(self.sum_corner + side * RIGHT, DOWN, buff=0.15, aligned_edge=RIGHT)
        room = Rectangle(width=side, height=side, stroke_width=0).move_to(self.sum_corner, LEFT + DOWN)
        self.sum = Areas(*self.strip_corners(), fill=self.squares.fill, window=room.scale(1.02))
        self.sum.add_updater(lambda areas: areas.put(*self.strip_corners()))

    def sum_of_squares(self) -> float:
        """Return the squared residuals' sum at this moment, whatever the convention makes of it."""
        return float((self.cost.residuals(self.parameters()) ** 2).sum())

    def strip_corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the strips: each as large as a square, or as those it stands for."""
        squared = self.cost.residuals(self.parameters()) ** 2
        parts = np.array([squared[group].sum() for group in self.groups])
        side = math.sqrt(parts.sum()) * self.plot.unit[1] / self.shrinking
        edges = side * np.concatenate([[0.0], np.cumsum(parts) / parts.sum()])
        corners = self.sum_corner + np.outer(edges, RIGHT)
        return corners[:-1], corners[1:] + side * UP

    def visible_squares(self) -> tuple[Floats, Floats]:
        """Return the corners of what the plot's window leaves of the squares."""
        low, high = self.plot.frame.get_corner(DOWN + LEFT), self.plot.frame.get_corner(UP + RIGHT)
        corners, opposite = self.square_corners()
        return np.clip(corners, low, high), np.clip(opposite, low, high)

    def descend(self) -> None:
        """Take all epochs: line, residuals, squares, their sum and the loss curve in step."""
        self.chart = Plot(
            self.lower,
            (0, self.shown[-1]),
            (0, 1.05 * self.costs.max()),
            '"epoch"',
            LOSS,
            y_color=palette.OBJECTIVE,
        )
        self.trail = Trail(self.chart.c2p(self.shown, self.costs), color=palette.OBJECTIVE, dots=0)
        self.trail.add_updater(lambda trail: trail.show_until(self.position))
        with self.beat("descend"):
            self.play(FadeOut(self.formulas))
            self.play(FadeIn(self.chart), FadeIn(self.get_rate_note(self.title)), FadeIn(self.epoch_row))
            self.add(self.trail)
            seconds = float(np.clip(0.7 * len(self.shown), 5, 14))
            self.play(glide(self.moment, len(self.shown) - 1, run_time=seconds))

    def compare_with_closed_form(self) -> None:
        """Lay the least-squares line over the descent's, with its numbers and the gap between the losses."""
        gap = float(self.costs[-1]) - self.least
        exact = self.plot.line_of(self.best, palette.MINIMUM, 4, dash=(0.22, 0.16))
        with self.beat("closed_form", epochs=self.shown[-1], gap=short(gap, 2)):
            self.play(FadeOut(self.sum), FadeOut(self.sum_label), draw(exact, run_time=2.5))
            self.add(self.plot.data)
            for number in self.exact_column():
                self.play(FadeIn(number, shift=0.2 * RIGHT), run_time=0.6)
            self.play(FadeIn(self.gap_row(gap)))

    def exact_column(self) -> Group:
        """Return the closed form's numbers, beside those of the descent."""
        header = typography.text("exact", color=palette.MINIMUM)
        exact = zip(self.rows[1:], (*self.best, self.least), strict=True)
        left = max(row.number.get_right()[0] for row in self.rows) + 0.7
        numbers = Group()
        for live, value in ((row.number, value) for row, value in exact):
            anchor = (left, float(live.points[0, 1]), 0.0)
            numbers.add(LiveNumber(value, live.decimals, anchor, color=palette.MINIMUM))
        header.next_to((left, self.epoch_row.number.points[0, 1], 0.0), UP + RIGHT, buff=0)
        return Group(header, *numbers)

    def gap_row(self, gap: float) -> Readout:
        """Return the row that tells how far the descent's loss is above the least one."""
        row = Readout('"gap in loss"', gap, decimals_for(gap, 2))
        row.shift(self.loss_row.number.points[0] + 0.62 * DOWN - row.number.points[0])
        return row

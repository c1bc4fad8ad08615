"""A line among data: its residuals, their squares as areas, and the descent that makes their sum small."""

from __future__ import annotations

import math
from typing import Any, ClassVar, Self

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    UR,
    FadeIn,
    FadeOut,
    Group,
    MathTypst,
    Rectangle,
    Typst,
    ValueTracker,
    there_and_back,
)

from gdmath import TEN_POINTS, Convention, Dataset, Descent, LinearRegression, at, descend, geometric
from scenes.kit import layout, palette, typography
from scenes.kit.lesson import Lesson
from scenes.kit.marks import Areas
from scenes.kit.motion import draw, glide, stepwise
from scenes.kit.numbers import LiveNumber, Readout, column, short, written
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.strokes import DASH, Segments, Trail
from scenes.kit.ticks import padded_range

BIG = 42.0
"""Size of the formulas: they have a column of their own."""

MOST_CHARACTERS = 8
"""Longer live numbers are written as powers of ten."""

SHOWN_EPOCHS = 70
"""How many epochs are shown: each of the first, then ever fewer."""

MOST_SQUARES = 20
"""So many squares can be told apart; of more data, as many are drawn, spread evenly along x."""

WORST_CONDITION = 10_000
"""Above this condition number no learning rate reaches the best line within any lesson."""

SETTLED = 1e-6
"""Once so small a share of the first gap to the least loss is left, nothing more can be seen."""

BLOWN_UP = 10_000
"""A loss so many times the first one is past all sense; a diverging descent is shown so far."""

FAR = 100
"""So many heights of the plot outside it, drawings are cut: Cairo cannot place larger numbers."""


class LineFit(Lesson):
    """Gradient descent turns a bad line into the least-squares line, square by square.

    Attributes
    ----------
    dataset
        Points with one feature.
    convention
        Which loss is reported, and which gradient is followed.
    start
        Slope and intercept of the first line, in the units of the data.
    learning_rate
        Positive; one above the loss's limit diverges, and is shown to. None takes a fifth of the
        limit, rounded to one digit: 0.001 for the ten points.
    epochs
        How many steps are taken; fewer are shown where the line has settled, or is lost, before.
    standardize
        Whether the descent runs on a feature of mean 0 and deviation 1, as it should if x lies far
        from 0. The picture and its numbers stay in the units of the data. None does it where
        the descent would be hopeless otherwise.
    """

    dataset: Dataset = TEN_POINTS
    convention: Convention = Convention.SSE_HALF_GRADIENT
    start: ClassVar[tuple[float, float]] = (0.0, 0.0)
    learning_rate: float | None = None
    epochs: int = 2000
    standardize: bool | None = None

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.x, self.y = self.dataset.x[:, 0], self.dataset.y
        self.loss = LinearRegression(self.dataset, self.convention)
        self.best = self.loss.closed_form()
        self.compute_descent()
        self.moment, self.tilt, self.lift = ValueTracker(0.0), ValueTracker(0.0), ValueTracker(0.0)
        left, right = layout.frame().columns(1.05, 1)
        self.panel, self.lower = right.rows(3.1, 3.85, gap=0.15)
        self.plot = self.data_plot(left.inset(top=0.8))
        self.points = self.plot.scatter(self.x, self.y, radius=0.09 if len(self.x) <= MOST_SQUARES else 0.055)
        self.build_moving()
        self.readouts = self.get_readouts()

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_data()
        self.show_residuals()
        self.show_squares()
        self.descend()
        self.compare_with_closed_form()

    def compute_descent(self) -> None:
        """Walk down the loss, in standardised units where needed; keep the path in the data's units."""
        self.standardized = self.standardize
        if self.standardized is None:
            self.standardized = self.loss.condition_number > WORST_CONDITION
        scaled = self.dataset.standardized()
        walked = LinearRegression(scaled.dataset, self.convention) if self.standardized else self.loss
        start = scaled.from_original(self.start) if self.standardized else self.start
        self.rate = self.learning_rate or float(f"{walked.learning_rate_limit / 5:.1g}")
        self.diverges = self.rate >= walked.learning_rate_limit
        self.limit = walked.learning_rate_limit
        self.descent: Descent = descend(walked, self.rate, start, iterations=self.epochs)
        self.shown = geometric(self.last_epoch(), SHOWN_EPOCHS)
        path = self.descent.points[self.shown]
        self.path = scaled.to_original(path) if self.standardized else path
        self.losses = self.descent.values[self.shown]

    def last_epoch(self) -> int:
        """Return the last epoch to show: when all is settled, or lost, or simply the last."""
        losses = self.descent.values
        settled = losses - self.least <= SETTLED * (losses[0] - self.least)
        over = settled | (losses > BLOWN_UP * losses[0])
        return max(1, int(np.argmax(over))) if over.any() else self.descent.iterations

    def parameters(self) -> Floats:
        """Return slope and intercept at this moment, shape (2,)."""
        nudge = np.array([self.tilt.get_value(), self.lift.get_value()])
        parameters: Floats = at(self.path, self.position()) + nudge
        return parameters

    def position(self) -> float:
        """Return the place along the shown epochs; few of them are eased, so that each can be seen."""
        moment = self.moment.get_value()
        return stepwise(moment) if len(self.shown) < SHOWN_EPOCHS / 2 else moment

    def data_plot(self, box: layout.Box) -> Plot:
        """Return axes that show the data, the best line, and the first line if it is not too far off."""
        held = np.concatenate([self.y, self.loss.predict(self.best)])
        with_start = np.concatenate([held, self.loss.predict(self.start)])
        if np.ptp(with_start) <= 3 * np.ptp(held):
            held = with_start
        names = [typeset(name) for name in (*self.dataset.feature_names, self.dataset.target_name)]
        return Plot(box, padded_range(self.x, 0.1), padded_range(held, 0.06), *names)

    def build_moving(self) -> None:
        """Build what follows the line's parameters, all of it within the plot's window."""
        inside: dict[str, Any] = {"window": self.plot.frame}
        thin = len(self.x) > MOST_SQUARES
        self.line = Segments(*self.line_ends(), color=palette.FIT, width=5, **inside)
        self.residuals = Segments(
            *self.residual_ends(), color=palette.RESIDUAL, width=1.5 if thin else 4, dash=DASH, **inside
        )
        order = np.argsort(self.x)
        self.groups = np.array_split(order, min(len(order), MOST_SQUARES))
        self.drawn = np.array([group[len(group) // 2] for group in self.groups])
        self.squares = Areas(*self.square_corners(), fill=0.08 if thin else 0.16, **inside)
        self.line.add_updater(lambda line: line.put(*self.line_ends()))
        self.residuals.add_updater(lambda bundle: bundle.put(*self.residual_ends()))
        self.squares.add_updater(lambda areas: areas.put(*self.square_corners()))

    def to_scene(self, x: Floats, y: Floats) -> Floats:
        """Return scene points of the plot; heights far outside it are cut."""
        low, high = self.plot.y_range
        return self.plot.c2p(x, np.clip(y, low - FAR * (high - low), high + FAR * (high - low)))

    def line_ends(self) -> tuple[Floats, Floats]:
        """Return the scene points where the line enters and leaves the plot, shape (1, 3) each."""
        slope, intercept = self.parameters()
        x = np.array(self.plot.x_range)
        ends = self.to_scene(x, slope * x + intercept)
        return ends[:1], ends[1:]

    def residual_ends(self) -> tuple[Floats, Floats]:
        """Return the scene points of data and predictions, shape (n, 3) each."""
        return self.to_scene(self.x, self.y), self.to_scene(self.x, self.loss.predict(self.parameters()))

    def square_corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the drawn squares: each stands on its residual, towards the middle."""
        data, predictions = (ends[self.drawn] for ends in self.residual_ends())
        side = np.abs(predictions[:, 1] - data[:, 1])
        inwards = np.where(data[:, 0] <= self.plot.frame.get_center()[0], 1.0, -1.0)
        return data, predictions + np.outer(inwards * side, RIGHT)

    def get_readouts(self) -> dict[str, PowerReadout]:
        """Return the live numbers by what they are, one below the other in the panel."""
        a, b = self.best
        rows = {
            "epoch": PowerReadout(typeset("epoch"), 0, 0),
            "slope": PowerReadout(
                f"{typeset('slope')} a", self.start[0], decimals_for(a), color=palette.FIRST_PARAMETER
            ),
            "intercept": PowerReadout(
                f"{typeset('intercept')} b", self.start[1], decimals_for(b), color=palette.SECOND_PARAMETER
            ),
            "loss": PowerReadout(
                typeset("loss"), self.losses[0], decimals_for(self.least, 5), color=palette.OBJECTIVE
            ),
        }
        column(*rows.values()).move_to((self.panel.left, self.panel.top, 0.0), aligned_edge=LEFT + UP)
        rows["epoch"].add_updater(lambda row: row.set_value(self.shown[self.place()]))
        rows["slope"].add_updater(
            lambda row: row.set_value(self.path[self.place(), 0] + self.tilt.get_value())
        )
        rows["intercept"].add_updater(
            lambda row: row.set_value(self.path[self.place(), 1] + self.lift.get_value())
        )
        rows["loss"].add_updater(lambda row: row.set_value(self.losses[self.place()]))
        return rows

    @property
    def least(self) -> float:
        """The loss of the least-squares line."""
        return float(self.loss.value(self.best))

    def place(self) -> int:
        """Return which of the shown epochs was the last; live numbers are those of this epoch."""
        return int(self.moment.get_value() + 1e-6)

    def show_data(self) -> None:
        """Draw the data and a first line, and show what each of its two numbers does."""
        model = typography.formula("hat(y) = {{ a : slope }} x + {{ b : intercept }}", BIG, palette.FIT)
        model.select("slope").set_color(palette.FIRST_PARAMETER)
        model.select("intercept").set_color(palette.SECOND_PARAMETER)
        self.formulas = Group(model)
        self.formulas.move_to((self.lower.left, self.lower.top - 0.2, 0.0), aligned_edge=LEFT + UP)
        with self.beat("data", count=len(self.y)):
            self.title = self.heading("Fitting a line")
            self.play(FadeIn(self.title), FadeIn(self.plot))
            self.play(draw(self.points, run_time=1.8))
            self.play(draw(self.line), FadeIn(self.formulas))
            for readout, tracker, reach in (
                (self.readouts["slope"], self.tilt, self.reach / max(map(abs, self.plot.x_range))),
                (self.readouts["intercept"], self.lift, self.reach),
            ):
                self.play(FadeIn(readout), run_time=0.6)
                self.play(glide(tracker, reach, run_time=1.8, rate_func=there_and_back))

    @property
    def reach(self) -> float:
        """How far a first line is moved to show what its numbers do: towards the plot's middle."""
        low, high = self.plot.y_range
        middle = float(np.mean(self.loss.predict(self.start)))
        return math.copysign(0.35 * (high - low), (low + high) / 2 - middle)

    def show_residuals(self) -> None:
        """Let each residual grow from its datum to the line."""
        formula = self.add_formula("r_i = y_i - hat(y)_i", palette.RESIDUAL)
        with self.beat("residuals"):
            self.play(draw(self.residuals, run_time=2.5))
            self.add(self.line, self.points)
            self.play(FadeIn(formula, shift=0.2 * DOWN))

    def add_formula(self, mathematics: str, color: str) -> MathTypst:
        """Return one more formula, below those that stand already."""
        formula = typography.formula(mathematics, BIG, color)
        formula.next_to(self.formulas, DOWN, buff=0.45, aligned_edge=LEFT)
        self.formulas.add(formula)
        return formula

    def show_squares(self) -> None:
        """Square each residual, and lay all squares together into one."""
        formula = self.add_formula(f"{typeset('loss')} = {self.loss.formula}", palette.OBJECTIVE)
        self.build_sum()
        flying = Areas(*self.visible_squares(), fill=self.squares.fill)
        with self.beat("squares"):
            self.add(self.squares, self.residuals, self.line, self.points)
            self.play(draw(self.squares, run_time=2))
            self.play(FadeIn(formula, shift=0.2 * DOWN), *map(FadeIn, self.sampling_note()))
            self.add(flying)
            self.play(flying.animate.put(*self.strip_corners()), FadeIn(self.sum_label), run_time=2.5)
            self.remove(flying)
            self.add(self.sum)
            self.play(FadeIn(self.readouts["loss"]))

    def sampling_note(self) -> list[Typst]:
        """Return the note that only some of the squares are drawn, if it is so."""
        if len(self.drawn) == len(self.y):
            return []
        note = typography.text(
            f"drawn: {len(self.drawn)} of the {len(self.y)} squares", typography.LABEL, palette.MUTED
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
        return float((self.loss.residuals(self.parameters()) ** 2).sum())

    def strip_corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the strips: each as large as a square, or as those it stands for."""
        squared = self.loss.residuals(self.parameters()) ** 2
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
            (0, 1.05 * self.losses.max()),
            typeset("epoch"),
            typeset("loss"),
            y_color=palette.OBJECTIVE,
        )
        self.trail = Trail(self.chart.c2p(self.shown, self.losses), color=palette.OBJECTIVE, dots=0)
        self.trail.add_updater(lambda trail: trail.show_until(self.position()))
        self.rate_note = self.get_rate_note()
        with self.beat("descend"):
            self.play(FadeOut(self.formulas))
            self.play(FadeIn(self.chart), FadeIn(self.rate_note), FadeIn(self.readouts["epoch"]))
            self.add(self.trail)
            seconds = float(np.clip(0.7 * len(self.shown), 5, 14))
            self.play(glide(self.moment, len(self.shown) - 1, run_time=seconds))

    def get_rate_note(self) -> Typst:
        """Return what the descent runs with, beside the title: learning rate, units, and a warning."""
        rows = [f"$eta = {self.rate:g}$"]
        if self.diverges:
            rows[0] += f", limit ${powers(self.limit)}$"
        if self.standardized:
            rows.append("on standardised $x$")
        color = palette.WARNING if self.diverges else palette.MUTED
        note = typography.lines(*rows, size=typography.TICK, color=color)
        note.next_to(self.title, RIGHT, buff=0.5)
        return note.align_to(self.title, UP) if self.standardized else note

    def compare_with_closed_form(self) -> None:
        """Lay the least-squares line over the descent's, with its numbers and the gap between the losses."""
        gap = float(self.losses[-1]) - self.least
        x = np.array(self.plot.x_range)
        ends = self.plot.c2p(x, self.best[0] * x + self.best[1])
        exact = Segments(
            ends[:1], ends[1:], color=palette.MINIMUM, width=4, dash=(0.22, 0.16), window=self.plot.frame
        )
        with self.beat(
            "closed_form", epochs=self.shown[-1], gap=short(gap, 2) if gap < 1e9 else f"{gap:.1e}"
        ):
            self.play(FadeOut(self.sum), FadeOut(self.sum_label), draw(exact, run_time=2.5))
            self.add(self.points)
            for number in self.exact_column():
                self.play(FadeIn(number, shift=0.2 * RIGHT), run_time=0.6)
            self.play(FadeIn(self.gap_row(gap)))

    def exact_column(self) -> Group:
        """Return the closed form's numbers, beside those of the descent."""
        header = typography.text("exact", color=palette.MINIMUM)
        values = {"slope": self.best[0], "intercept": self.best[1], "loss": self.least}
        left = max(readout.end_x for readout in self.readouts.values()) + 0.7
        numbers = Group()
        for name, value in values.items():
            live = self.readouts[name].number
            anchor = (left, float(live.points[0, 1]), 0.0)
            numbers.add(LiveNumber(value, live.decimals, anchor, color=palette.MINIMUM))
        header.next_to((left, self.readouts["epoch"].number.points[0, 1], 0.0), UP + RIGHT, buff=0)
        return Group(header, *numbers)

    def gap_row(self, gap: float) -> Readout:
        """Return the row that tells how far the descent's loss is above the least one."""
        row = PowerReadout(typeset("gap in loss"), gap, decimals_for(gap, 2))
        start = self.readouts["loss"]
        row.shift(start.number.points[0] + 0.62 * DOWN - row.number.points[0])
        return row


class PowerReadout(Readout):
    """A readout that turns to powers of ten where its number would be too long to read."""

    def __init__(self, label: str, value: float, decimals: int, color: str = palette.TEXT) -> None:
        super().__init__(label, 0.0, decimals, color=color)
        self.times = typography.formula("times 10", color=color)
        self.exponent = LiveNumber(0.0, 0, size=0.7 * typography.BODY, color=color)
        self.add(self.times, self.exponent)
        self.set_value(value)

    @property
    def end_x(self) -> float:
        """Where the visible number ends."""
        last = self.exponent if self.exponent.opacity else self.number
        return float(last.points[1, 0])

    def set_value(self, value: float) -> Self:
        """Show another number."""
        is_long = len(written(value, self.number.decimals)) > MOST_CHARACTERS
        mantissa, _, exponent = f"{value:.1e}".partition("e")
        self.number.set_written(mantissa.replace("-", "\u2212")) if is_long else self.number.set_value(value)
        self.times.next_to(self.number, RIGHT, buff=0.12, aligned_edge=DOWN)
        self.exponent.set_value(float(exponent))
        self.exponent.next_to(self.times, UR, buff=0.03).shift(0.14 * DOWN)
        for part in (self.times, self.exponent):
            part.set_opacity(self.number.opacity if is_long else 0.0)
        return self


def powers(value: float) -> str:
    """Write a positive number as Typst mathematics, with a power of ten where it is very small."""
    mantissa, _, exponent = f"{value:.1e}".partition("e")
    return short(value) if value >= 1e-5 else f"{mantissa} times 10^({int(exponent)})"


def typeset(words: str) -> str:
    """Return words as Typst mathematics: a letter as a variable, more as upright text."""
    return words if len(words) == 1 else f'"{words}"'


def decimals_for(value: float, digits: int = 4) -> int:
    """Return the decimals with which a number has about so many digits."""
    return max(0, digits - 1 - math.floor(math.log10(abs(value)))) if value else digits - 1

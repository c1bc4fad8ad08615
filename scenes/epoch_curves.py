"""Cost, slope and intercept against the epoch: nearly everything happens early, and the rest takes long."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Mobject, Typst, ValueTracker, smooth

from gdmath import SIX_POINTS, Convention, Dataset, Descent, LinearRegression, at, descend, first_then_every
from scenes.kit import layout, palette, typography
from scenes.kit.lesson import Lesson
from scenes.kit.marks import Dots
from scenes.kit.motion import draw, glide
from scenes.kit.numbers import Readout, short
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.strokes import DASH, Segments, Trail
from scenes.kit.ticks import padded_range

NAMES = ("J", "w", "b")
"""What is drawn against the epoch: cost, slope, intercept."""

COLORS = (palette.OBJECTIVE, palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)

SHARED = 0.36
"""Scene units of numbers that the upper charts leave to the lowest one."""

WORST_CONDITION = 10_000
"""Above this condition number no learning rate reaches the best line within any lesson."""

BLOWN_UP = 10_000
"""A cost so many times the first one is past all sense; a diverging descent is shown so far."""


class EpochCurves(Lesson):
    """A line's descent beside its curves against the epoch, which is fast first and then slow.

    Attributes
    ----------
    dataset
        Points with one feature.
    convention
        Which cost J is.
    start
        Slope and intercept of the first line, in the units of the data.
    learning_rate
        Positive; one above the cost's limit diverges, and is shown to.
    epochs
        How many steps are taken.
    stages
        Which epochs are shown, as (until, every) pairs; the first stage is the early part.
    standardize
        Whether the descent runs on a feature of mean 0 and deviation 1, as it should if x lies far
        from 0. The picture and its numbers stay in the units of the data. None does it where
        the descent would be hopeless otherwise.
    """

    dataset: Dataset = SIX_POINTS
    convention: Convention = Convention.MSE
    start: ClassVar[tuple[float, float]] = (3.0, -1.0)
    learning_rate: float = 0.001
    epochs: int = 12_000
    stages: ClassVar[Sequence[tuple[int, int]]] = ((50, 1), (100, 5), (12_000, 200))
    standardize: bool | None = None

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        self.x, self.y = self.dataset.x[:, 0], self.dataset.y
        self.cost = LinearRegression(self.dataset, self.convention)
        self.best = self.cost.closed_form()
        self.compute_descent()
        self.moment, self.horizon = ValueTracker(0.0), ValueTracker(math.log(self.early))
        left, self.side = layout.frame().columns(1.05, 1)
        chart, self.panel = left.inset(top=0.8).rows(4.15, 1.95, gap=0.2)
        self.plot = self.data_plot(chart)
        self.points = self.plot.scatter(self.x, self.y, radius=0.09 if len(self.x) <= 30 else 0.055)
        self.early_charts, self.charts = self.get_charts()
        self.build_moving()

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_curves()
        self.show_early()
        self.show_late()
        self.settle()

    def compute_descent(self) -> None:
        """Walk down the cost, in standardised units where needed; keep the path in the data's units."""
        wanted, scaled = self.standardize, self.dataset.standardized()
        self.standardized = self.cost.condition_number > WORST_CONDITION if wanted is None else wanted
        walked = LinearRegression(scaled.dataset, self.convention) if self.standardized else self.cost
        start = scaled.from_original(self.start) if self.standardized else self.start
        self.limit = walked.learning_rate_limit
        self.descent: Descent = descend(walked, self.learning_rate, start, iterations=self.epochs)
        lost = self.descent.values > BLOWN_UP * self.descent.values[0]
        last = int(np.argmax(lost)) if lost.any() else self.descent.iterations
        self.shown = first_then_every(last, self.stages)
        self.early = min(self.stages[0][0], last)
        path = self.descent.points[self.shown]
        self.path = scaled.to_original(path) if self.standardized else path
        self.curves = np.column_stack([self.descent.values[self.shown], self.path])
        self.exact = np.array([self.cost.value(self.best), *self.best])

    @property
    def early_moment(self) -> int:
        """The place of the last early epoch among the shown ones."""
        return int(np.searchsorted(self.shown, self.early))

    def place(self) -> int:
        """Return which of the shown epochs was the last; live numbers are those of this epoch."""
        return int(self.moment.get_value() + 1e-6)

    def parameters(self) -> Floats:
        """Return slope and intercept at this moment, shape (2,)."""
        return at(self.path, self.moment.get_value())

    def data_plot(self, box: layout.Box) -> Plot:
        """Return axes that show the data, the best line, and the first line if it is not too far off."""
        held = np.concatenate([self.y, self.cost.predict(self.best)])
        with_start = np.concatenate([held, self.cost.predict(self.start)])
        if np.ptp(with_start) <= 3 * np.ptp(held):
            held = with_start
        names = [typeset(name) for name in (*self.dataset.feature_names, self.dataset.target_name)]
        return Plot(box, padded_range(self.x, 0.1), padded_range(held, 0.06), *names)

    def get_charts(self) -> tuple[list[Plot], list[Plot]]:
        """Return the charts over the early epochs and over all of them, all drawn in the same frames."""
        upper = self.side.rows(1, 1, 1.36, gap=0.1)
        boxes = [box.inset(bottom=-SHARED) for box in upper[:-1]] + [upper[-1]]
        ends = (self.early, int(self.shown[-1]))
        charts = [self.get_chart(number, box, end) for end in ends for number, box in enumerate(boxes)]
        left = max(chart.frame.get_left()[0] for chart in charts)
        right = min(chart.frame.get_right()[0] for chart in charts)
        for place, chart in enumerate(charts):
            box = boxes[place % len(boxes)].inset(
                left=left - chart.frame.get_left()[0], right=chart.frame.get_right()[0] - right
            )
            charts[place] = self.get_chart(place % len(boxes), box, ends[place // len(boxes)])
        return charts[: len(boxes)], charts[len(boxes) :]

    def get_chart(self, number: int, box: layout.Box, end: int) -> Plot:
        """Return a chart up to an epoch.

        Its y label will be a live number; the lowest chart's epochs stand for those above it.
        """
        is_lowest = number == len(NAMES) - 1
        base = 0.0 if NAMES[number] == "J" else self.exact[number]
        y_range = padded_range(np.append(self.curves[:, number], base), 0.08)
        x_label = typeset("epoch") if is_lowest else ""
        chart = Plot(box, (0, end), y_range, x_label, NAMES[number], grid=False)
        chart.remove(chart.y_label)
        if not is_lowest:
            chart.numbers.remove(*x_numbers(chart))
        return chart

    def build_moving(self) -> None:
        """Build what shows the moment: line and residuals, trails, live numbers."""
        inside: dict[str, Any] = {"window": self.plot.frame}
        self.line = Segments(*self.line_ends(), color=palette.FIT, width=5, **inside)
        self.residuals = Segments(
            *self.residual_ends(), color=palette.RESIDUAL, width=2.5, dash=DASH, **inside
        )
        self.line.add_updater(lambda line: line.put(*self.line_ends()))
        self.residuals.add_updater(lambda bundle: bundle.put(*self.residual_ends()))
        self.trails = [self.get_trail(number) for number in range(len(NAMES))]
        self.readouts = [self.get_readout(number) for number in range(len(NAMES))]
        self.counter = Readout(typeset("epoch"), 0, 0, size=40)
        self.counter.move_to((self.panel.left, self.panel.center[1] + 0.3, 0.0), aligned_edge=LEFT)
        self.counter.add_updater(lambda row: row.set_value(self.shown[self.place()]))

    def get_rate_note(self) -> Typst:
        """Return what the descent runs with, below the counter: learning rate, units, and a warning."""
        rows = [f"$eta = {self.learning_rate:g}$"]
        diverges = self.learning_rate >= self.limit
        if diverges:
            rows.append(f"limit ${short(self.limit)}$")
        if self.standardized:
            rows.append("on standardised $x$")
        color = palette.WARNING if diverges else palette.MUTED
        note = typography.lines(*rows, size=typography.TICK, color=color)
        return note.next_to(self.counter, DOWN, buff=0.25, aligned_edge=LEFT)

    def line_ends(self) -> tuple[Floats, Floats]:
        """Return the scene points where the line enters and leaves the plot, shape (1, 3) each."""
        slope, intercept = self.parameters()
        x = np.array(self.plot.x_range)
        ends = self.plot.c2p(x, slope * x + intercept)
        return ends[:1], ends[1:]

    def residual_ends(self) -> tuple[Floats, Floats]:
        """Return the scene points of data and predictions, shape (n, 3) each."""
        return self.plot.c2p(self.x, self.y), self.plot.c2p(self.x, self.cost.predict(self.parameters()))

    def get_trail(self, number: int) -> Trail:
        """Return one curve against the epoch, with a dot at each shown epoch."""
        frame = self.charts[number].frame
        trail = Trail(self.curve_points(number), color=COLORS[number], width=3, dots=0.035, window=frame)
        trail.add_updater(lambda path: path.set_points(self.curve_points(number)))
        trail.add_updater(lambda path: path.show_until(self.moment.get_value()))
        return trail

    def curve_points(self, number: int) -> Floats:
        """Return a curve's scene points on an epoch axis that ends at the present horizon."""
        share = self.shown[-1] / math.exp(self.horizon.get_value())
        return self.charts[number].c2p(share * self.shown, self.curves[:, number])

    def get_readout(self, number: int) -> Readout:
        """Return the live number above a chart."""
        value = self.curves[0, number]
        readout = Readout(NAMES[number], value, decimals_for(self.exact[number]), color=COLORS[number])
        readout.next_to(self.charts[number].frame, UP, buff=0.16, aligned_edge=LEFT)
        readout.add_updater(lambda row: row.set_value(self.curves[self.place(), number]))
        return readout

    def show_curves(self) -> None:
        """Show the data with the first line, and the empty charts beside it."""
        with self.beat("setting"):
            self.play(FadeIn(self.heading("Fast first, then slow")), FadeIn(self.plot))
            self.play(draw(self.points))
            self.play(draw(self.line))
            self.play(draw(self.residuals))
            self.add(self.line, self.points)
            for chart, readout, trail in zip(self.early_charts, self.readouts, self.trails, strict=True):
                self.play(FadeIn(chart), FadeIn(readout), FadeIn(trail), run_time=1.2)

    def show_early(self) -> None:
        """Take the early epochs, one by one."""
        first, then = self.curves[[0, self.early_moment], 0]
        with self.beat("early", early=self.early, first=short(first), then=short(then)):
            self.play(FadeIn(self.counter), FadeIn(self.get_rate_note()))
            self.play(glide(self.moment, self.early_moment, run_time=7))

    def show_late(self) -> None:
        """Zoom out to all epochs, and take the others in ever longer strides."""
        numbers = x_numbers(self.early_charts[-1])
        with self.beat("late", sparsest=int(np.diff(self.shown).max())):
            self.play(FadeIn(self.get_stages()), FadeOut(numbers))
            self.play(glide(self.horizon, math.log(self.shown[-1]), run_time=3, rate_func=smooth))
            self.remove(*self.early_charts)
            self.add(*[part for chart in self.charts for part in (chart.frame, chart.lines)], *self.trails)
            self.play(*(FadeIn(chart) for chart in self.charts), run_time=0.6)
            self.add(*self.trails)
            self.play(glide(self.moment, len(self.shown) - 1, run_time=9))

    def get_stages(self) -> Group:
        """Return how many epochs are shown in each stage, and a dot that marks the present one."""
        begins = [0, *(until for until, _ in self.stages[:-1])]
        rows = [
            f"{begin} to {min(until, self.shown[-1])}: {'all' if every == 1 else f'1 in {every}'}"
            for begin, (until, every) in zip(begins, self.stages, strict=True)
            if begin < self.shown[-1]
        ]
        texts = Group(*(typography.text(row, typography.LABEL, palette.MUTED) for row in rows))
        texts.arrange(DOWN, buff=0.19, aligned_edge=LEFT)
        head = typography.text("shown epochs", typography.LABEL)
        head.next_to(texts, UP, buff=0.23, aligned_edge=LEFT)
        block = Group(head, texts)
        block.move_to((self.panel.right - 0.2, self.panel.center[1], 0.0), aligned_edge=RIGHT)
        marker = Dots(texts[:1].get_left()[None] + 0.25 * LEFT, color=palette.POINT, radius=0.07)

        def mark(dot: Mobject) -> None:
            epoch = self.shown[self.place()]
            stage = int(np.searchsorted([until for until, _ in self.stages], epoch))
            dot.set_points(texts[min(stage, len(texts) - 1)].get_left() + 0.25 * LEFT)

        return Group(block, marker.add_updater(mark))

    def settle(self) -> None:
        """Lay the closed form into the charts, and compare how much has happened since the early part."""
        rest = self.curves[-1] - self.curves[self.early_moment]
        levels = [self.get_level(number) for number in range(len(NAMES))]
        notes = [self.get_note(number, rest[number]) for number in range(len(NAMES))]
        numbers = {
            "b_early": self.curves[self.early_moment, 2],
            "b_late": self.curves[-1, 2],
            "rest": -rest[0],
        }
        spoken = {name: short(value) for name, value in numbers.items()}
        with self.beat("settle", early=self.early, **spoken):
            for level, note in zip(levels, notes, strict=True):
                self.play(draw(level[0]), FadeIn(level[1]), run_time=1.2)
                self.play(FadeIn(note), run_time=0.8)

    def get_level(self, number: int) -> Group:
        """Return the closed form's value as a dashed line in its chart, and as a number above it."""
        chart, exact = self.charts[number], self.exact[number]
        ends = chart.c2p(np.array(chart.x_range), exact)
        line = Segments(ends[:1], ends[1:], color=palette.MINIMUM, width=3, dash=DASH)
        value = typography.number_markup(exact, decimals_for(exact))
        label = typography.text(f"exact ${value}$", typography.BODY, palette.MINIMUM)
        label.move_to(self.readouts[number].label, aligned_edge=DOWN)
        return Group(line, label.align_to(chart.frame, RIGHT))

    def get_note(self, number: int, rest: float) -> Typst:
        """Return the note on what has changed since the early epochs, where its chart is empty."""
        sign = "+" if rest > 0 else ""
        note = typography.text(
            f"since epoch {self.early}: ${sign}{short(rest)}$", typography.LABEL, COLORS[number]
        )
        low, high = self.charts[number].y_range
        later = self.curves[self.shown > 0.4 * self.shown[-1], number]
        edge = DOWN if later.mean() > (low + high) / 2 else UP
        corner = self.charts[number].frame.get_corner(edge + RIGHT)
        return note.move_to(corner - 0.12 * edge + 0.1 * LEFT, aligned_edge=edge + RIGHT)


def x_numbers(chart: Plot) -> Group:
    """Return the numbers along a chart's x axis."""
    floor = chart.frame.get_bottom()[1]
    return Group(*(number for number in chart.numbers if number.get_top()[1] < floor))


def typeset(words: str) -> str:
    """Return words as Typst mathematics: a letter as a variable, more as upright text."""
    return words if len(words) == 1 else f'"{words}"'


def decimals_for(value: float, digits: int = 4) -> int:
    """Return the decimals with which a number has about so many digits."""
    return max(0, digits - 1 - math.floor(math.log10(abs(value)))) if value else digits - 1

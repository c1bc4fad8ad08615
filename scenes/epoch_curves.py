"""Cost, slope and intercept against the epoch: nearly everything happens early, and the rest takes long."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Mobject, Typst, ValueTracker, smooth

from gdmath import first_then_every
from scenes.kit import layout, palette, typography
from scenes.kit.fit_plot import FitPlot
from scenes.kit.marks import Dots
from scenes.kit.motion import draw, glide
from scenes.kit.numbers import Readout, decimals_for, short
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.regression import RegressionLesson
from scenes.kit.strokes import DASH, Segments, Trail
from scenes.kit.ticks import padded_range

NAMES = ("J", "w", "b")
"""What is drawn against the epoch: cost, slope, intercept."""

EPOCH = '"epoch"'

COLORS = (palette.OBJECTIVE, palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)

SHARED = 0.36
"""Scene units of numbers that the upper charts leave to the lowest one."""


class EpochCurves(RegressionLesson):
    """A line's descent beside its curves against the epoch, which is fast first and then slow.

    Attributes
    ----------
    stages
        Which epochs are shown, as (until, every) pairs; the first stage is the early part.
    """

    stages: ClassVar[Sequence[tuple[int, int]]] = ((50, 1), (100, 5), (12_000, 200))

    def setup(self) -> None:
        """Compute the whole descent, and build the stage for it."""
        super().setup()
        last = self.last_epoch(until_settled=False)
        self.early = min(self.stages[0][0], max(1, last // 2))
        self.show_only(first_then_every(last, self.stages))
        self.curves = np.column_stack([self.costs, self.path])
        self.exact = np.array([self.least, *self.best])
        self.horizon = ValueTracker(math.log(self.early))
        left, self.side = layout.frame().columns(1.05, 1)
        chart, self.panel = left.inset(top=0.8).rows(4.15, 1.95, gap=0.2)
        self.plot = FitPlot(chart, self.cost, self.start, residual_width=2.5)
        self.plot.follow(self.parameters)
        self.early_charts, self.charts = self.get_charts()
        self.trails = [self.get_trail(number) for number in range(len(NAMES))]
        self.readouts = [self.get_readout(number) for number in range(len(NAMES))]
        self.counter = Readout(EPOCH, 0, 0, size=40)
        self.counter.move_to((self.panel.left, self.panel.center[1] + 0.3, 0.0), aligned_edge=LEFT)
        self.counter.add_updater(lambda row: row.set_value(self.shown[self.passed]))

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_curves()
        self.show_early()
        self.show_late()
        self.settle()

    @property
    def early_moment(self) -> int:
        """The place of the last early epoch among the shown ones."""
        return int(np.searchsorted(self.shown, self.early))

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
        x_label = EPOCH if is_lowest else ""
        chart = Plot(box, (0, end), y_range, x_label, NAMES[number], grid=False)
        chart.remove(chart.y_label)
        if not is_lowest:
            chart.numbers.remove(*x_numbers(chart))
        return chart

    def get_trail(self, number: int) -> Trail:
        """Return one curve against the epoch, with a dot at each shown epoch."""
        frame = self.charts[number].frame
        trail = Trail(self.curve_points(number), color=COLORS[number], width=3, dots=0.035, window=frame)
        trail.add_updater(lambda path: path.set_points(self.curve_points(number)))
        trail.add_updater(lambda path: path.show_until(self.position))
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
        readout.add_updater(lambda row: row.set_value(self.curves[self.passed, number]))
        return readout

    def show_curves(self) -> None:
        """Show the data with the first line, and the empty charts beside it."""
        with self.beat("setting"):
            self.play(FadeIn(self.heading("Fast first, then slow")), FadeIn(self.plot))
            self.play(draw(self.plot.data))
            self.play(draw(self.plot.line))
            self.play(draw(self.plot.residuals))
            self.add(self.plot.line, self.plot.data)
            for chart, readout, trail in zip(self.early_charts, self.readouts, self.trails, strict=True):
                self.play(FadeIn(chart), FadeIn(readout), FadeIn(trail), run_time=1.2)

    def show_early(self) -> None:
        """Take the early epochs, one by one."""
        first, then = self.curves[[0, self.early_moment], 0]
        note = self.get_rate_note().next_to(self.counter, DOWN, buff=0.25, aligned_edge=LEFT)
        with self.beat("early", early=self.early, first=short(first), then=short(then)):
            self.play(FadeIn(self.counter), FadeIn(note))
            self.play(glide(self.moment, self.early_moment, run_time=7))

    def show_late(self) -> None:
        """Zoom out to all epochs, and take the others in ever longer strides."""
        numbers = x_numbers(self.early_charts[-1])
        with self.beat("late", sparsest=int(np.diff(self.shown).max())):
            self.play(FadeIn(self.get_stages()), FadeOut(numbers))
            self.play(glide(self.horizon, math.log(self.shown[-1]), run_time=3, rate_func=smooth))
            self.remove(*(part for chart in self.early_charts for part in chart.get_family()))
            self.add(*self.charts, *self.trails)
            self.play(FadeIn(x_numbers(self.charts[-1])), run_time=0.6)
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
            epoch = self.shown[self.passed]
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

"""Cost, slope and intercept against the epoch: nearly everything happens early, and the rest takes long."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Typst, linear
from numpy.typing import ArrayLike

from gdmath import first_then_every
from scenes.kit import layout, palette, typography
from scenes.kit.fit_plot import FitPlot
from scenes.kit.motion import draw, glide
from scenes.kit.numbers import Readout, decimals_for, short
from scenes.kit.painted import Floats
from scenes.kit.plot import Plot
from scenes.kit.regression import RegressionLesson
from scenes.kit.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.ticks import padded_range

NAMES = ("J", "w", "b")
"""What is drawn against the epoch: cost, slope, intercept."""

EPOCH = '"epoch"'

COLORS = (palette.OBJECTIVE, palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)

SHARED = 0.36
"""Scene units of numbers that the upper charts leave to the lowest one."""

ZERO = -0.5
"""Where epoch 0 has its place on an axis of powers of ten, in powers: epoch 1 stands at 0."""

BETWEEN = 9
"""So many points of a curve are drawn from each shown epoch to the next, its ends included."""


def powers(epochs: ArrayLike) -> Floats:
    """Return the places of epochs on an axis of powers of ten."""
    counted = np.asarray(epochs, dtype=float)
    return np.where(counted < 1, ZERO, np.log10(np.maximum(counted, 1)))


class EpochChart(Plot):
    """A chart against the epoch, counted evenly or in powers of ten.

    Parameters
    ----------
    box
        What the chart may fill.
    last
        The last epoch.
    y_range
        Low and high end of the y axis.
    in_powers
        Whether each tick stands for ten times as many epochs as the one before.
    numbered
        Whether the axis has ticks with numbers, and a label; else the grid leads to those of a chart below.
    """

    def __init__(
        self, box: layout.Box, last: int, y_range: tuple[float, float], *, in_powers: bool, numbered: bool
    ) -> None:
        self.last, self.in_powers, self.numbered = last, in_powers, numbered
        ends = tuple(map(float, powers([0, last]))) if in_powers else (0.0, float(last))
        super().__init__(box, (ends[0], ends[1]), y_range, EPOCH if numbered else "", "J")
        self.remove(self.y_label)
        if not numbered:
            floor = self.frame.get_bottom()[1]
            self.numbers.remove(*(number for number in self.numbers if number.get_top()[1] < floor))

    def place(self, epochs: ArrayLike, values: ArrayLike) -> Floats:
        """Return the scene points of values at epochs."""
        return self.c2p(powers(epochs) if self.in_powers else epochs, values)

    def _fitting_x_ticks(self, width: float) -> tuple[Floats, list[Typst]]:
        if not self.in_powers:
            return super()._fitting_x_ticks(width)
        epochs = [0, *(10**power for power in range(int(math.log10(self.last)) + 1))]
        numbers: list[Typst] = [
            typography.formula(
                str(epoch) if epoch < 10_000 else typography.power_of_ten(round(math.log10(epoch))),
                typography.TICK,
                palette.MUTED,
            )
            for epoch in epochs
        ]
        return powers(epochs), numbers

    def _axes(self, x_ticks: Floats, y_ticks: Floats) -> Segments:
        return super()._axes(x_ticks if self.numbered else x_ticks[:0], y_ticks)


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
        self.all_curves = np.column_stack([self.fit.values, self.fit.path])
        self.curves = self.all_curves[self.shown]
        self.exact = np.array([self.least, *self.best])
        left, self.side = layout.frame().columns(1.05, 1)
        chart, self.panel = left.inset(top=0.8).rows(5.1, 1.1, gap=0.1)
        self.plot = FitPlot(chart, self.cost, self.start, residual_width=2.5)
        self.plot.follow(self.parameters)
        self.early_charts, self.charts = self.get_charts()
        self.early_trails, self.trails = map(self.get_trails, (self.early_charts, self.charts))
        self.readouts = [self.get_readout(number) for number in range(len(NAMES))]
        self.counter = Readout(EPOCH, 0, 0)
        self.counter.move_to((self.panel.left, self.panel.bottom, 0.0), aligned_edge=LEFT + DOWN)
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

    def get_charts(self) -> tuple[list[EpochChart], list[EpochChart]]:
        """Return the charts over the early epochs and over all of them, all drawn in the same frames."""
        rows = self.side.rows(1, 1, 1.3, gap=0.3)
        boxes = [row.inset(bottom=-SHARED) for row in rows[:-1]] + [rows[-1]]
        charts = [self.get_chart(place, boxes[place % 3]) for place in range(6)]
        left = max(chart.frame.get_left()[0] for chart in charts)
        right = min(chart.frame.get_right()[0] for chart in charts)
        for place, chart in enumerate(charts):
            box = boxes[place % 3].inset(
                left=left - chart.frame.get_left()[0], right=chart.frame.get_right()[0] - right
            )
            charts[place] = self.get_chart(place, box)
        return charts[:3], charts[3:]

    def get_chart(self, place: int, box: layout.Box) -> EpochChart:
        """Return one of the six charts; instead of a y label, it will have a live number."""
        number, is_late = place % 3, place >= 3
        base = 0.0 if NAMES[number] == "J" else self.exact[number]
        y_range = padded_range(np.append(self.curves[:, number], base), 0.08)
        last = int(self.shown[-1]) if is_late else self.early
        return EpochChart(box, last, y_range, in_powers=is_late, numbered=number == len(NAMES) - 1)

    def get_trails(self, charts: list[EpochChart]) -> list[Trail]:
        """Return the curves in these charts, with a dot at each shown epoch."""
        shares = np.linspace(0, 1, BETWEEN)
        steps = np.rint(self.shown[:-1, None] + np.diff(self.shown)[:, None] * shares).astype(int)
        trails = []
        for number, chart in enumerate(charts):
            trail = Trail(
                chart.place(self.shown, self.curves[:, number]),
                color=COLORS[number],
                width=3,
                dots=0.035,
                between=chart.place(steps, self.all_curves[steps, number]),
                window=chart.frame,
            )
            trails.append(trail.add_updater(lambda path: path.show_until(self.position)))
        return trails

    def get_readout(self, number: int) -> Readout:
        """Return the live number above a chart."""
        value = self.curves[0, number]
        readout = Readout(NAMES[number], value, decimals_for(self.exact[number]), color=COLORS[number])
        readout.next_to(self.charts[number].frame, UP, buff=0.16, aligned_edge=LEFT)
        readout.add_updater(lambda row: row.set_value(self.curves[self.passed, number]))
        return readout

    def get_definitions(self) -> Group:
        """Return what J, w and b are."""
        model = typography.formula("hat(y) = {{ w : slope }} x + {{ b : intercept }}", color=palette.FIT)
        model.select("slope").set_color(palette.FIRST_PARAMETER)
        model.select("intercept").set_color(palette.SECOND_PARAMETER)
        cost = typography.formula(f"J = {self.cost.formula}", color=palette.OBJECTIVE)
        model.move_to((self.panel.left, self.panel.top, 0.0), aligned_edge=LEFT + UP)
        return Group(model, cost.move_to((self.panel.right, self.panel.center[1], 0.0), aligned_edge=RIGHT))

    def show_curves(self) -> None:
        """Show the data with the first line, and the empty charts beside it."""
        self.title = self.heading("Fast, then slow")
        with self.beat("setting"):
            self.play(FadeIn(self.title), FadeIn(self.plot))
            self.play(draw(self.plot.data))
            self.play(draw(self.plot.line), draw(self.plot.residuals))
            self.add(self.plot.line, self.plot.data)
            self.play(FadeIn(self.get_definitions(), lag_ratio=0.5), run_time=1.5)
            for triple in zip(self.early_charts, self.readouts, self.early_trails, strict=True):
                self.play(*map(FadeIn, triple), run_time=1.2)

    def show_early(self) -> None:
        """Take the early epochs, one by one."""
        first, then = self.curves[[0, self.early_moment], 0]
        with self.beat("early", early=self.early, first=short(first), then=short(then)):
            self.play(
                FadeIn(self.counter), FadeIn(self.get_rate_beside(self.title, self.plot.frame.get_right()[0]))
            )
            self.play(glide(self.moment, self.early_moment, run_time=7))

    def show_late(self) -> None:
        """Go over to charts that count in powers of ten, and take the other epochs in ever longer strides."""
        for trail in self.trails:
            trail.update()
        with self.beat("late", sparsest=int(np.diff(self.shown).max())):
            self.play(*map(FadeOut, (*self.early_charts, *self.early_trails)), run_time=1.2)
            self.play(*map(FadeIn, (*self.charts, *self.trails)), run_time=1.8)
            self.play(glide(self.moment, len(self.shown) - 1, run_time=9, rate_func=self.even_in_powers))

    def even_in_powers(self, share: float) -> float:
        """Return the share of the late moments that has passed when the axis has been crossed evenly."""
        reached = powers(self.shown[self.early_moment :])
        if len(reached) < 2:
            return float(linear(share))
        place = np.interp(reached[0] + share * (reached[-1] - reached[0]), reached, np.arange(len(reached)))
        return float(place) / (len(reached) - 1)

    def settle(self) -> None:
        """Lay the closed form into the charts, and compare how much has happened since the early part."""
        early, rest = self.curves[self.early_moment], self.curves[-1] - self.curves[self.early_moment]
        numbers = {"b_early": early[2], "b_late": self.curves[-1, 2], "rest": -rest[0]}
        spoken = {name: short(value) for name, value in numbers.items()}
        levels = [self.get_level(number) for number in range(len(NAMES))]
        with self.beat("settle", early=self.early, **spoken):
            self.play(*map(draw, levels), FadeIn(self.get_legend()), run_time=1.5)
            for number, seconds in ((0, 2.0), (2, 4.0)):
                self.play(draw(self.get_glow(number, is_late=True), run_time=seconds))
                self.play(FadeIn(self.get_note(number, rest[number])), run_time=0.8)
            fast = [draw(self.get_glow(number, is_late=False)) for number in (0, 1)]
            self.play(*fast, run_time=0.8)

    def get_level(self, number: int) -> Segments:
        """Return the closed form's value as a dashed line in its chart."""
        chart = self.charts[number]
        ends = chart.c2p(np.array(chart.x_range), self.exact[number])
        return Segments(ends[:1], ends[1:], color=palette.MINIMUM, width=3, dash=DASH)

    def get_legend(self) -> Group:
        """Return what the dashed lines are, above the first chart."""
        words = typography.text("exact", typography.LABEL, palette.MINIMUM)
        words.move_to(self.readouts[0].label, aligned_edge=DOWN).align_to(self.charts[0].frame, RIGHT)
        end = words.get_left() + 0.15 * LEFT
        return Group(Segments([end + 0.6 * LEFT], [end], color=palette.MINIMUM, width=3, dash=DASH), words)

    def get_glow(self, number: int, *, is_late: bool) -> Stroke:
        """Return a wide, faint stroke along a curve's early or late part."""
        epochs = np.unique(np.append(self.shown, np.arange(self.early)))
        part = epochs[epochs >= self.early] if is_late else epochs[epochs <= self.early]
        points = self.charts[number].place(part, self.all_curves[part, number])
        return Stroke(points, COLORS[number], 16, opacity=0.4, window=self.charts[number].frame)

    def get_note(self, number: int, rest: float) -> Typst:
        """Return the note on what has changed since the early epochs, where its chart is emptiest."""
        sign = "+" if rest > 0 else ""
        words = f"since epoch {self.early}: ${sign}{short(rest)}$"
        note = typography.text(words, typography.LABEL, COLORS[number])
        chart = self.charts[number]
        inside = chart.frame.copy().stretch_to_fit_width(chart.frame.width - 0.3)
        inside.stretch_to_fit_height(chart.frame.height - 0.3)
        epochs = np.unique(np.geomspace(1, self.shown[-1], 400).astype(int))
        curve = chart.place(epochs, self.all_curves[epochs, number])
        level = chart.c2p(np.linspace(*chart.x_range, 100), self.exact[number])
        drawn = np.vstack([curve, level])[:, :2]

        def covered(edge: Floats) -> int:
            note.move_to(inside.get_critical_point(edge), aligned_edge=edge)
            away = np.abs(drawn - note.get_center()[:2]) - [note.width / 2 + 0.1, note.height / 2 + 0.1]
            return int((away < 0).all(axis=1).sum())

        edges = [up + side for side in (RIGHT, 0 * RIGHT, LEFT) for up in (UP, 0 * UP, DOWN)]
        edge = min(edges, key=covered)
        return note.move_to(inside.get_critical_point(edge), aligned_edge=edge)

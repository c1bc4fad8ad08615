"""Cost, slope and intercept against the epoch: nearly everything happens early, and the rest takes long."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Mobject, Typst, ValueTracker, linear, smooth
from numpy.typing import ArrayLike

from gdmath import at, first_then_every
from scenes.kit.lessons.regression_lesson import RegressionLesson
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.plot import Plot
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.motion import draw, glide
from scenes.kit.style.numbers import WHOLE, short
from scenes.kit.style.ticks import padded_range

NAMES = ("J", "w", "b")
"""What is drawn against the epoch: cost, slope, intercept."""

EPOCH = '"epoch (one step, with all the points)"'

COLORS = (palette.OBJECTIVE, palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)

OFF_THE_AXIS = -1.0
"""Where epoch 0 has its place on an axis of powers of ten, which it is not on: epoch 1 stands at 0."""

BETWEEN = 9
"""So many points of a curve are drawn from each shown epoch to the next, its ends included."""


class View(IntEnum):
    """How the charts count the epochs, in the order in which they are seen."""

    EARLY = 0
    POWERS = 1
    ALL = 2


def powers(epochs: ArrayLike) -> Floats:
    """Return the places of epochs on an axis of powers of ten."""
    counted = np.asarray(epochs, dtype=float)
    return np.where(counted < 1, OFF_THE_AXIS, np.log10(np.maximum(counted, 1)))


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
        Whether the axis begins with epoch 1, and each tick stands for ten times as many epochs as the
        one before.
    numbered
        Whether the axis has ticks with numbers, and a label; else the grid leads to those of a chart below.
    """

    def __init__(
        self, box: layout.Box, last: int, y_range: tuple[float, float], *, in_powers: bool, numbered: bool
    ) -> None:
        self.in_powers = in_powers
        label = EPOCH if numbered else ""
        if in_powers:
            end = float(powers(max(last, 2)))
            ticks = {
                float(power): f"10^{power}" if power > 1 else f"{10**power}" for power in range(int(end) + 1)
            }
            super().__init__(box, (0.0, end), y_range, label, "J", x_ticks=ticks, x_numbered=numbered)
        else:
            super().__init__(box, (0.0, float(last)), y_range, label, "J", x_numbered=numbered)
        self.remove(self.y_label)

    def place(self, epochs: ArrayLike, values: ArrayLike) -> Floats:
        """Return the scene points of values at epochs."""
        return self.c2p(powers(epochs) if self.in_powers else epochs, values)


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
        self.view = ValueTracker(View.EARLY)
        self.views = self.get_charts()
        self.charts = self.views[View.ALL]
        self.trails = [self.get_trail(number) for number in range(len(NAMES))]
        self.readouts = [self.get_readout(number) for number in range(len(NAMES))]
        self.counter = Readout('"epoch"', 0, WHOLE)
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

    def get_charts(self) -> list[list[EpochChart]]:
        """Return the three charts of each view, all views drawn in the same frames."""
        boxes = self.side.rows(1, 1, 1.48, gap=0.3)
        loose = [[self.get_chart(view, number, boxes[number]) for number in range(3)] for view in View]
        left = max(chart.frame.get_left()[0] for charts in loose for chart in charts)
        right = min(chart.frame.get_right()[0] for charts in loose for chart in charts)
        aligned = []
        for view, charts in zip(View, loose, strict=True):
            fitting = [
                box.inset(left=left - chart.frame.get_left()[0], right=chart.frame.get_right()[0] - right)
                for box, chart in zip(boxes, charts, strict=True)
            ]
            aligned.append([self.get_chart(view, number, box) for number, box in enumerate(fitting)])
        return aligned

    def get_chart(self, view: View, number: int, box: layout.Box) -> EpochChart:
        """Return one of a view's charts; instead of a y label, it will have a live number."""
        base = 0.0 if NAMES[number] == "J" else self.exact[number]
        y_range = padded_range(np.append(self.curves[:, number], base), 0.08)
        last = self.early if view is View.EARLY else int(self.shown[-1])
        is_lowest = number == len(NAMES) - 1
        return EpochChart(box, last, y_range, in_powers=view is View.POWERS, numbered=is_lowest)

    def get_trail(self, number: int) -> Trail:
        """Return a curve with a dot at each shown epoch; it goes along from one view to the next."""
        shares = np.linspace(0, 1, BETWEEN)
        steps = np.rint(self.shown[:-1, None] + np.diff(self.shown)[:, None] * shares).astype(int)
        charts = [charts[number] for charts in self.views]
        nodes = [chart.place(self.shown, self.curves[:, number]) for chart in charts]
        between = [chart.place(steps, self.all_curves[steps, number]) for chart in charts]
        trail = Trail(nodes[0], color=COLORS[number], width=3, dots=0.035, window=charts[0].frame)

        def follow(trail: Mobject) -> None:
            view = self.view.get_value()
            trail.set_points(at(nodes, view)).set(between=at(between, view)).show_until(self.position)

        return trail.add_updater(follow, call_updater=True)

    def get_readout(self, number: int) -> Readout:
        """Return the live number above a chart."""
        w_format, b_format, j_format = self.number_formats()
        number_format = (j_format, w_format, b_format)[number]
        readout = Readout(NAMES[number], self.curves[0, number], number_format, color=COLORS[number])
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
            for triple in zip(self.views[View.EARLY], self.readouts, self.trails, strict=True):
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
        """Let the axis count in powers of ten, and take the other epochs in ever longer strides."""
        with self.beat("late", sparsest=int(np.diff(self.shown).max())):
            self.change_view(View.POWERS)
            self.play(glide(self.moment, len(self.shown) - 1, run_time=9, rate_func=self.even_in_powers))

    def change_view(self, view: View) -> None:
        """Take the charts away, let the curves go to their places in another view, and show its charts."""
        before = self.views[round(self.view.get_value())]
        self.play(*map(FadeOut, before), run_time=0.6)
        self.play(glide(self.view, view, run_time=1.8, rate_func=smooth))
        self.play(*map(FadeIn, self.views[view]), run_time=0.6)
        self.add(*self.trails)

    def even_in_powers(self, share: float) -> float:
        """Return the share of the late moments that has passed when the axis has been crossed evenly."""
        reached = powers(self.shown[self.early_moment :])
        if len(reached) < 2:
            return float(linear(share))
        place = np.interp(reached[0] + share * (reached[-1] - reached[0]), reached, np.arange(len(reached)))
        return float(place) / (len(reached) - 1)

    def settle(self) -> None:
        """Count evenly, lay the closed form into the charts, and compare the early epochs with the rest."""
        early, rest = self.curves[self.early_moment], self.curves[-1] - self.curves[self.early_moment]
        numbers = {"b_early": early[2], "b_late": self.curves[-1, 2], "rest": -rest[0]}
        spoken = {name: short(value) for name, value in numbers.items()}
        levels = [self.get_level(number) for number in range(len(NAMES))]
        with self.beat("settle", early=self.early, **spoken):
            self.change_view(View.ALL)
            fast = [draw(self.get_glow(number, is_late=False)) for number in (0, 1)]
            self.play(*fast, run_time=0.8)
            self.play(*map(draw, levels), FadeIn(self.get_legend()), run_time=1.5)
            for number, seconds in ((0, 2.0), (2, 4.0)):
                self.play(draw(self.get_glow(number, is_late=True), run_time=seconds))
                self.play(FadeIn(self.get_note(number, rest[number])), run_time=0.8)

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
        epochs = np.unique(np.append(self.shown, np.linspace(0, self.shown[-1], 400).astype(int)))
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

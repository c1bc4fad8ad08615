"""Cost, slope and intercept against the epoch: nearly everything happens early, and the rest takes long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Typst

from gdmath import first_then_every
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

NAMES = ("J", "w", "b")
"""What is drawn against the epoch: cost, slope, intercept."""

HEAD = 0.235
"""Scene units above a chart for its live number, in place of a label."""


class EpochCurves(kit.RegressionLesson):
    """A line's descent beside its curves against the epoch, which is fast first and then slow.

    Attributes
    ----------
    stages
        Which epochs are shown, as (until, every) pairs; the first stage is the early part.
    """

    words = {
        "title": "Fast, then slow",
        "epoch": "epoch (one step, with all the points)",
        "exact": "exact",
        "since": "since epoch {early}: ${change}$",
    }
    stages: ClassVar[Sequence[tuple[int, int]]] = ((50, 1), (100, 5), (12_000, 200))
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Choose the epochs that are shown, and put the line and the charts on the stage."""
        super().setup()
        last = self.last_epoch(until_settled=False)
        self.early = min(self.stages[0][0], max(1, last // 2))
        shown = first_then_every(last, self.stages)
        later = self.early * (1 + np.log(np.maximum(shown, self.early) / self.early))
        self.run.show(shown, np.where(shown < self.early, shown, later))  # late epochs, by their logarithm
        left, self.side = layout.frame().columns(1.05, 1)
        plot_box, self.panel = left.inset(top=0.8).rows(5.1, 1.1, gap=0.1)
        self.plot = kit.FitPlot(plot_box, self.cost, self.start, residual_width=2.5)
        self.plot.follow(self.run)
        self.views = self.charts(x_range=(0, self.early)), self.charts(x_scale="log"), self.charts()
        kit.align(*(chart for charts in self.views for chart in charts.values()), right=True)
        self.seen = self.views[0]
        self.trails = {
            name: kit.Trail.of(self.run, chart, color=kit.QUANTITIES[name].color, width=3, dots=0.035)
            for name, chart in self.seen.items()
        }
        self.numbers = {
            name: self.readout(name).next_to(chart.frame, UP, buff=0.16, aligned_edge=LEFT)
            for name, chart in self.seen.items()
        }

    def construct(self) -> None:
        """Take the early epochs, then all others ever faster, and compare the two."""
        self.show_curves()
        self.show_early()
        self.show_late()
        self.settle()

    def charts(self, **axis: Any) -> dict[str, kit.RunChart]:
        """Return a chart of each quantity against the epoch, one above the other."""
        charts, epoch = {}, self.quoted("epoch")
        for name, box in zip(NAMES, self.side.rows(1, 1, 1.48, gap=0.3), strict=True):
            _, series, component, *_ = kit.QUANTITIES[name]
            values = self.run.series(series)[self.run.shown]
            base = 0.0 if name == "J" else self.exact[name]
            held = np.append(values if component is None else values[:, component], base)
            lowest = name == NAMES[-1]
            style = {"x_label": epoch if lowest else "", "y_label": "", "x_numbered": lowest, **axis}
            style |= {"component": component, "y_range": kit.padded_range(held, 0.08)}
            charts[name] = kit.RunChart(box.inset(top=HEAD), [self.run], series, **style)
        return charts

    def show_curves(self) -> None:
        """Show the data with the first line, and the empty charts beside it."""
        self.title = self.heading(self.word("title"))
        with self.beat("setting"):
            self.play(FadeIn(self.title), FadeIn(self.plot))
            self.play(draw(self.plot.data))
            self.play(draw(self.plot.prediction), draw(self.plot.residuals))
            self.add(self.plot.prediction, self.plot.data)
            self.play(FadeIn(self.definitions(), lag_ratio=0.5), run_time=1.5)
            for name in NAMES:
                parts = self.seen[name], self.numbers[name], self.trails[name]
                self.play(*map(FadeIn, parts), run_time=1.2)

    def definitions(self) -> Group:
        """Return what J, w and b are."""
        model = kit.by_role(kit.LINE, color=palette.FIT)
        cost = typography.formula(f"J = {kit.formula_of(self.cost)}", color=palette.OBJECTIVE)
        model.move_to((self.panel.left, self.panel.top, 0.0), aligned_edge=LEFT + UP)
        return Group(model, cost.move_to((self.panel.right, self.panel.center[1], 0.0), aligned_edge=RIGHT))

    def show_early(self) -> None:
        """Take the early epochs, one by one."""
        first, then = self.run.series("value")[[0, self.early]]
        counter = self.readout("epoch")
        counter.move_to((self.panel.left, self.panel.bottom, 0.0), aligned_edge=LEFT + DOWN)
        note = kit.fitted_rate_note(self.fit, self.title, self.plot.frame.get_right()[0])
        with self.beat("early", early=self.early, first=short(first), then=short(then)):
            self.play(FadeIn(counter), FadeIn(note))
            self.play(self.run.advance(self.early, run_time=7))

    def show_late(self) -> None:
        """Let the axis count in powers of ten, and take the other epochs in ever longer strides."""
        with self.beat("late", sparsest=int(np.diff(self.run.shown).max())):
            self.change_charts(self.views[1])
            self.play(self.run.advance(run_time=9))

    def change_charts(self, charts: dict[str, kit.RunChart]) -> None:
        """Take the charts away, let the curves go to their places in others, and show these."""
        self.play(*map(FadeOut, self.seen.values()), run_time=0.6)
        moved = (trail.animate.see_in(self.run, charts[name]) for name, trail in self.trails.items())
        self.play(*moved, run_time=1.8)
        self.play(*map(FadeIn, charts.values()), run_time=0.6)
        self.add(*self.trails.values())
        self.seen = charts

    def settle(self) -> None:
        """Count evenly, lay the closed form into the charts, and compare the early epochs with the rest."""
        costs, intercepts = self.run.series("value"), self.run.series("point")[:, 1]
        ends = [self.early, self.run.shown[-1]]
        (b_early, b_late), rest = intercepts[ends], costs[ends[0]] - costs[ends[1]]
        spoken = {
            "b_early": short(b_early),
            "b_late": short(b_late),
            "rest": short(rest, scale=self.rounded_scale("J")),
        }
        with self.beat("settle", early=self.early, **spoken):
            self.change_charts(self.views[2])
            self.play(*(draw(self.glow(name, last=self.early)) for name in "Jw"), run_time=0.8)
            levels = [chart.level(self.exact[name]) for name, chart in self.seen.items()]
            key = kit.line_key(self.word("exact"), palette.MINIMUM, kit.DASH).align_to(
                self.seen["J"].frame, RIGHT
            )
            key.align_to(self.numbers["J"].label, DOWN)
            self.play(*map(draw, levels), FadeIn(key), run_time=1.5)
            for name, change, seconds in (("J", -rest, 2.0), ("b", b_late - b_early, 4.0)):
                self.play(draw(self.glow(name, first=self.early), run_time=seconds))
                self.play(FadeIn(self.change_note(name, change)), run_time=0.8)

    def glow(self, name: str, **part: int) -> kit.Stroke:
        """Return a wide, faint stroke along a part of a curve."""
        style: dict[str, Any] = {"color": kit.QUANTITIES[name].color, "width": 16, "opacity": 0.4}
        return self.seen[name].curve(self.run, **part, **style)

    def change_note(self, name: str, change: float) -> Typst:
        """Return the note on what has changed since the early epochs, where its chart is emptiest."""
        chart = self.seen[name]
        digits = short(change, scale=self.rounded_scale(name))
        sign = "+" if change > 0 and digits != "0" else ""
        words = self.word("since", early=self.early, change=sign + digits)
        note = typography.text(words, typography.LABEL, kit.QUANTITIES[name].color)
        level = chart.c2p(np.linspace(*chart.x_range, 100), self.exact[name])
        return kit.in_emptiest_place(note, chart.frame, np.vstack([chart.curve(self.run).points, level]))

"""The cost of a network's training against its steps."""

from __future__ import annotations

import math

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    AnimationGroup,
    FadeIn,
    FadeOut,
    Group,
    SurroundingRectangle,
)

from scenes.kit.network.learnt import TRAINING_STEP, LearntPicture
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.painted.reshaping import reshaped
from scenes.kit.painted.strokes import Stroke, Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE, NumberFormat, in_full
from scenes.kit.style.scales import LogScale, ScaleName

NEAR = 3
"""A power of ten has a tick on a logarithmic axis if the last number is at least so many times as large."""


class CostChart:
    """The chart of a training's cost, from no step to one that is told; what comes later is not seen.

    Parameters
    ----------
    box
        What the chart may fill.
    learnt
        The record of the training.
    run
        The training as a run.
    last
        The step at the right end.
    scale
        Of both axes: "linear" from 0, or "log", from the first step on, where the first steps and the last
        ones have room, and one sees how the cost creeps in the end.

    Attributes
    ----------
    plot
        What is drawn, but for the marks.
    """

    def __init__(
        self, box: Box, learnt: LearntPicture, run: Run, last: int, scale: ScaleName = "linear"
    ) -> None:
        self.learnt, self.run = learnt, run
        first, lowest = float(learnt.training.costs[0]), float(learnt.training.costs.min())
        ends, ticks = ((0.0, 0.0), (float(max(last, 1)), 1.1 * first)), None
        if scale == "log":
            decade = 10.0 ** math.floor(math.log10(lowest))  # a tick to read the end by
            ends, ticks = ((1.0, decade), (float(max(last, 2)), 1.5 * first)), decades_until(max(last, 2))
        x_range, y_range = zip(*ends, strict=True)
        self.plot = RunChart(
            box,
            [run],
            x=TRAINING_STEP,
            y_label="J",
            x_range=x_range,
            y_range=y_range,
            x_scale=scale,
            y_scale=scale,
            x_ticks=ticks,
        )

    def marks(self) -> tuple[Trail, Dots]:
        """Return the curve and its point, that go on with the training."""
        dot = Dots.of(self.run, self.plot)
        dot.window = None  # at both ends it stands on the frame
        return Trail.of(self.run, self.plot, color=palette.OBJECTIVE, dots=0), dot

    def readouts(self, step: str) -> tuple[Readout, Readout]:
        """Return the number of steps and the cost, in the upper right corner; no step is taken yet.

        Parameters
        ----------
        step
            What steps are called, as Typst mathematics.
        """
        costs = NumberFormat.of(self.learnt.training.costs, 2)
        count = Readout(f"{step} k", 0, WHOLE).tell(lambda: self._nearest(TRAINING_STEP))
        cost = Readout("J", 0, costs, color=palette.OBJECTIVE).tell(lambda: self._nearest("value"))
        count.number.set_value(self.learnt.steps)  # its longest number
        column(count, cost).next_to(self.plot.frame.get_corner(UP + RIGHT), DOWN + LEFT, buff=0.1)
        # No line of the grid runs through them, of a chart that comes later either.
        for readout in (count, cost):
            plate = SurroundingRectangle(
                readout, color=palette.BACKGROUND, buff=0.06, fill_opacity=1, stroke_width=0
            )
            readout.add_to_back(plate).set_z_index(1)
        count.number.set_value(0)
        return count, cost

    def _nearest(self, series: str) -> float:
        """Return a number of the kept step to which the point is nearest: numbers that lag would belie it."""
        return float(self.run.series(series)[self.run.shown[round(self.run.position)]])

    def curve(self, first: int = 0, last: int | None = None) -> Stroke:
        """Return the curve from one of the kept steps to another one, to the last if None."""
        return self.plot.curve(self.run, first, last, color=palette.OBJECTIVE)

    def beginning(self) -> Group:
        """Return a mark of the first cost at the edge of logarithmic axes, where no step has no place.

        An arrow leads from there to the cost after the first step, with which the curve begins.
        """
        first, then = self.plot.c2p([1.0, 1.0], self.learnt.training.costs[:2])
        dot = Dots([first], palette.OBJECTIVE, radius=0.09)
        name = typography.formula("k = 0", typography.LABEL, palette.OBJECTIVE)
        arrow = Pointer(first, then, palette.OBJECTIVE, 4.0)
        return Group(arrow, dot, name.next_to(first, RIGHT, buff=0.2).shift(0.1 * UP))

    def fallen(self, kept: int, share: float) -> Group:
        """Return an arrow down to the cost of a kept step, and the share of the first cost that is gone."""
        training = self.learnt.training
        tail, tip = self.plot.c2p(training.steps[kept], training.costs[[0, kept]])
        arrow = Pointer(tail, tip, palette.OBJECTIVE)
        gone = typography.formula(f"-{share:.0%}", color=palette.OBJECTIVE)
        return Group(arrow, gone.next_to(tip, RIGHT, buff=0.3).align_to(tip + 0.1 * UP, DOWN))


class CostCharts:
    """The cost of a training's first steps, then of all its steps in the same place, then on log axes.

    On linear axes the curve of all steps is flat, and the first ones have no room; both are seen on
    logarithmic ones.

    Parameters
    ----------
    small, large
        What the charts on linear axes may fill, and the one on logarithmic axes.
    learnt
        The record of the training.
    run
        The training as a run.
    share
        The first steps are those that take off such a share of the cost, and twice as many more.

    Attributes
    ----------
    kept
        Which of the kept steps is the first without that share.
    early, level, late
        The charts.
    trail, dot
        The marks in the first of them.
    gone
        The arrow down to the cost without that share.
    flat
        The curve of all later steps in the second chart.
    leveled
        All of the second chart.
    up
        From the first chart's upper right corner to the last one's.
    """

    def __init__(self, small: Box, large: Box, learnt: LearntPicture, run: Run, share: float) -> None:
        self.kept = learnt.kept_when_lost(share)
        self.early = CostChart(small, learnt, run, 3 * learnt.steps_to_lose(share))
        self.level = CostChart(small, learnt, run, learnt.steps)
        self.late = CostChart(large, learnt, run, learnt.steps, "log")
        self.trail, self.dot = self.early.marks()
        self.gone, self.flat = self.early.fallen(self.kept, share), self.level.curve(self.kept)
        self._then = Group(self.level.curve(0, self.kept), self.level.marks()[1].set_z_index(1))
        self.leveled = Group(self.level.plot, self.flat, self._then)
        corners = (chart.plot.frame.get_corner(UP + RIGHT) for chart in (self.early, self.late))
        self.up = -np.subtract(*corners)

    def stretch(self, run_time: float) -> Animation:
        """Return the animation in which the first chart comes to hold all steps; its trail has to be gone."""
        marks = self.early.curve(0, self.kept), self.dot
        moved = (reshaped(*pair) for pair in zip(marks, self._then.update(), strict=True))
        axes = FadeOut(self.early.plot, self.gone), FadeIn(self.level.plot)
        return AnimationGroup(*axes, *moved, run_time=run_time)


def decades_until(last: int) -> dict[float, str]:
    """Return the ticks of a logarithmic axis from 1 on: powers of ten, and the last number.

    Examples
    --------
    >>> decades_until(8000)
    {1.0: '1', 10.0: '10', 100.0: '10^2', 1000.0: '10^3', 8000.0: '8000'}
    """
    places, texts = LogScale("x", (1.0, float(last))).ticks(last)
    ticks = dict(zip(places.tolist(), texts, strict=True))
    return {place: text for place, text in ticks.items() if NEAR * place <= last} | {
        float(last): in_full(last)
    }

"""Iterations downwards below a curve plot, on its x axis: each run's x is a path that flows down."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Rectangle
from numpy.typing import ArrayLike

from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.plot import TICK_LENGTH
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import nice_ticks

TOP, BOTTOM = 0.45, 0.4
"""Scene units that are left free below the curve plot, and at the bottom of the box, for the numbers of x."""

LAST = 0.27
"""Scene units from the last row down to the axis of x."""

TICKS = 5


class StepsBelow(Group):
    """An axis of iterations that points down; x is as in the curve plot above, and its numbers stand below.

    Parameters
    ----------
    box
        What it may fill, below the plot.
    plot
        Whose x axis it shares.
    iterations
        What stands at the lower end.
    x_label
        Typst mathematics at the right end of the x axis, for below it there is no room.

    Attributes
    ----------
    frame
        The rectangle that the plot's x and the iterations span.
    """

    def __init__(self, box: Box, plot: CurvePlot, iterations: int, x_label: str = "x") -> None:
        super().__init__()
        self.plot, self.iterations = plot, iterations
        self.top, self.bottom = box.top - TOP, box.bottom + BOTTOM + LAST
        corners = self.c2p(plot.x_range, [iterations, 0])
        width, height, _ = np.ptp(corners, axis=0)
        self.frame = Rectangle(width=width, height=height, stroke_width=0).move_to(corners.mean(axis=0))
        self._draw_axis()
        x_axis, x_end = self.bottom - LAST, self.c2p(plot.x_range[1], iterations) + LAST * DOWN
        self.add(plot.x_axis_at(x_axis))
        self.add(typography.formula(x_label, typography.LABEL).next_to(x_end, RIGHT, buff=0.1))

    def c2p(self, x: ArrayLike, iteration: ArrayLike) -> Floats:
        """Return the scene points of x at iterations: arrays of shapes that fit give ``(*shape, 3)``."""
        share = np.asarray(iteration, dtype=float) / self.iterations
        points = self.plot.c2p(x, self.plot.y_range[0] + 0 * share)
        points[..., 1] = self.top + (self.bottom - self.top) * share
        return points

    def _draw_axis(self) -> None:
        ticks, number_format = nice_ticks(0, self.iterations, TICKS)
        edge = self.plot.x_range[0]
        feet, top, end = self.c2p(edge, ticks), self.c2p([edge], 0), self.c2p([edge], self.iterations)
        starts, stops = np.vstack([top, feet]), np.vstack([end + LAST * DOWN, feet + TICK_LENGTH * LEFT])
        label = typography.text(translated("step $k$"), typography.LABEL)
        label.next_to(top[0] + TOP / 2 * UP, RIGHT, buff=0.12)  # above the axis, as where others end
        self.add(Segments(starts, stops, palette.AXIS, 2.5), label)
        for tick, foot in zip(ticks.tolist(), feet, strict=True):
            number = number_format.typst(tick)
            text = typography.formula(number, typography.TICK, palette.MUTED)
            self.add(text.next_to(foot, LEFT, buff=TICK_LENGTH + 0.08))

    # A run, as it is seen here.

    def nodes(self, run: Run) -> Floats:
        """Return the scene points of the shown iterates, shape (m + 1, 3)."""
        return self.c2p(run.path[:, 0], run.shown)

    def between(self, run: Run) -> None:
        """Return nothing: the way from iterate to iterate is straight."""

    def place(self, run: Run) -> Floats:
        """Return the scene point of the run at its clock, shape (1, 3)."""
        return self.c2p(run.point[:1], np.interp(run.position, np.arange(len(run.shown)), run.shown))

"""The plot of a function of one variable, and of runs that go down its graph."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdmath import Objective
from gdmath.graphs import graph_of
from scenes.kit.painted.hillside import Hillside
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.plot_area import PlotArea, ShowsPoints
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.plot import Plot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import padded_range

FINEST, COARSEST, IN_ALL = 64, 16, 1600
"""Straight pieces of a step's way, at most and at least, and of all steps' ways together."""

SAMPLES = 401


class CurvePlot(Plot, ShowsPoints):
    """Axes for a function of one variable: its domain, and whatever else is to be seen.

    Parameters
    ----------
    box
        What the plot may fill.
    objective
        The function.
    held
        Further x that the axes have to hold, such as starts; any shape.
    x_margin, y_margin
        Room at the ends of the axes, in shares of them.
    room_below
        Further room between the graph and the x axis, in shares of the graph's height; it has no ticks.
    y_range
        Low and high end of the y axis; what the graph needs if None.
    kwargs
        As for `Plot`.

    Attributes
    ----------
    edges
        The x in the range at which the function ends, jumps or has a pole, shape (e,): the graph is in
        pieces there, and what passes them leaps.
    """

    grid_opacity = 0.6  # the ground below the graph is the picture

    def __init__(
        self,
        box: Box,
        objective: Objective,
        held: ArrayLike = (),
        *,
        x_margin: float = 0.03,
        y_margin: float = 0.06,
        room_below: float = 0.0,
        y_range: tuple[float, float] | None = None,
        x_label: str = "x",
        y_label: str = "f(x)",
        **kwargs: Any,
    ) -> None:
        self.objective = objective
        x_range = padded_range(np.append(objective.domain[0], np.ravel(held)), x_margin)
        graph = graph_of(objective.value, np.linspace(*x_range, SAMPLES))
        self.edges = graph.edges
        if y_range is None:
            shown = np.append(graph.usual, self.value(np.ravel(held)))
            low, high = padded_range(shown, y_margin)
            y_range = low - room_below * (high - low), high
            if room_below:
                kwargs = {"least_tick": low, **kwargs}
        super().__init__(box, x_range, y_range, x_label, y_label, **kwargs)
        self._heights = np.clip([y_range[0], graph.usual.min(), graph.usual.max()], *y_range)

    def value(self, x: ArrayLike) -> Floats:
        """Return the function's values over x of any shape."""
        return self.objective.value(np.asarray(x, dtype=float)[..., None])

    def on(self, x: ArrayLike) -> Floats:
        """Return the scene points of the graph above x, shape (*x.shape, 3)."""
        return self.c2p(x, self.value(x))

    def plot_area(self) -> PlotArea:
        """Return where each x is seen, on the graph."""
        return PlotArea.of(self.frame, (self.x_scale,), lambda point: self.on(point[0]))

    def shows(self, x: float) -> bool:
        """Return whether the graph above x is in the picture."""
        (left, right), (low, high) = self.x_range, self.y_range
        return left <= x <= right and low <= float(self.value(x)) <= high

    def feet(self, x: ArrayLike) -> Floats:
        """Return the scene points of the x axis below x, shape (*x.shape, 3)."""
        return self.c2p(x, self.y_range[0])

    def curve(
        self, low: float | None = None, high: float | None = None, width: float = 5.0, richness: float = 1.0
    ) -> Hillside:
        """Return the graph, from one end of the axis to the other if not told from where to where.

        The ground below it is coloured by height, from the lowest place in sight to the highest, where it is
        so many times as strongly coloured as usual.
        """
        first, last = self.x_range
        x = np.linspace(first if low is None else low, last if high is None else high, SAMPLES)
        graph = graph_of(self.objective.value, x)
        points = self.c2p(graph.x, graph.y)
        heights, breaks = self.c2p(first, self._heights)[:, 1], graph.breaks.tolist()
        style: dict[str, Any] = {"window": self.frame, "breaks": breaks, "richness": richness}
        return Hillside(points, heights, palette.OBJECTIVE, width, **style)

    def drops(self, x: ArrayLike) -> Segments:
        """Return dashed lines from the graph down to the x axis."""
        places = np.ravel(x)
        return Segments(self.on(places), self.feet(places), palette.MUTED, 2, DASH, window=self.frame)

    def tangent(self, x: float, reach: float) -> Floats:
        """Return the ends of the tangent at x, scene points (2, 3), so far from its middle at any slope.

        Where the function has no slope there are none, shape (0, 3).
        """
        slope = float(self.objective.gradient(np.array([x]))[0])
        if not math.isfinite(slope + float(self.value(x))):
            return np.empty((0, 3))
        half = reach / math.hypot(self.unit[0], slope * self.unit[1])
        ends = np.array([x - half, x + half])
        return self.c2p(ends, self.value(x) + slope * (ends - x))

    def rings(self, x: ArrayLike, color: palette.Color = palette.MINIMUM, radius: float = 0.13) -> Dots:
        """Return rings on the graph, around minima."""
        return Dots(self.on(np.ravel(x)), color, radius, ring=0.05, window=self.frame)

    # A run, as it is seen here: each step is a straight way, and goes over ground that is higher than it.

    def nodes(self, run: Run) -> Floats:
        """Return the scene points of the shown iterates, shape (m + 1, 3)."""
        return self.on(run.path[:, 0])

    def between(self, run: Run) -> Floats:
        """Return the way of each step in scene points, shape (m, j, 3)."""
        pieces = min(FINEST, max(COARSEST, IN_ALL // max(run.steps, 1)))
        return self._ways(run.path[:, 0], np.linspace(0, 1, pieces + 1))

    def place(self, run: Run) -> Floats:
        """Return the scene point of the run at its clock, shape (1, 3): on the way of its step."""
        position = run.position
        step = min(int(position), run.steps - 1)
        if not run.steps:
            return self.on(run.point[:1])
        way: Floats = self._ways(run.path[step : step + 2, 0], np.array([position - step]))[0]
        return way

    def _ways(self, x: Floats, shares: Floats) -> Floats:
        """Return scene points at shares of the steps from x to x, shape (m + 1,): shape (m, j, 3).

        Where the graph is torn, there is no ground to go over.
        """
        first, last = x[:-1, None], x[1:, None]
        nodes, ground = self.on(x), self.on(first + shares * (last - first))
        straight = nodes[:-1, None] + shares[:, None] * np.diff(nodes, axis=0)[:, None]
        is_torn = np.any((first < self.edges) != (last < self.edges), axis=1, keepdims=True)
        is_higher = (ground[..., 1] > straight[..., 1]) & ~is_torn
        ways: Floats = np.where(is_higher[..., None], ground, straight)
        return ways

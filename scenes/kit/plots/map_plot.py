"""The plane of two parameters, and runs that cross it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import DL, UR
from numpy.typing import ArrayLike

from gdmath import Objective
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.plot_area import PlotArea, ShowsPoints
from scenes.kit.plots.plot import Plot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

MARGIN, MOST = 0.12, 0.5
"""Room around what runs need beyond the domain, and the most that they are given, in domains."""


class MapPlot(Plot, ShowsPoints):
    """Axes for two parameters: each point of the plane is a pair of them."""

    def on(self, points: ArrayLike) -> Floats:
        """Return the scene points of parameters, shape (..., 2) to (..., 3)."""
        pairs = np.asarray(points, dtype=float)
        return self.c2p(pairs[..., 0], pairs[..., 1])

    def plot_area(self) -> PlotArea:
        """Return where each pair of parameters is seen."""
        return PlotArea.of(self.frame, (self.x_scale, self.y_scale), self.on)

    def rings(self, points: ArrayLike, color: palette.Color = palette.MINIMUM, radius: float = 0.26) -> Dots:
        """Return rings around parameters, shape (n, 2), such as minima."""
        return Dots(self.on(np.atleast_2d(points)), color, radius, ring=0.06, window=self.frame)

    def nodes(self, run: Run) -> Floats:
        """Return the scene points of the shown iterates, shape (m + 1, 3)."""
        return self.on(run.path)

    def between(self, run: Run) -> None:
        """Return nothing: the way from iterate to iterate is straight."""

    def place(self, run: Run) -> Floats:
        """Return the scene point of the run at its clock, shape (1, 3)."""
        return self.on(run.point)[None]

    def seen(self, run: Run) -> Floats:
        """Return the scene point of the run at its clock, shape (3,); NaN where it has left the map."""
        place = self.place(run)[0]
        inside = (self.frame.get_corner(DL) <= place) & (place <= self.frame.get_corner(UR))
        return place if inside[:2].all() else np.full(3, np.nan)


def map_window(objective: Objective, runs: Iterable[Run]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return ranges that hold an objective's domain and the runs, unless these go far away.

    Parameters
    ----------
    objective
        A function of two variables.
    runs
        What goes down it; at most half a domain is added on each side for them, or as much as it takes to
        see where they start.
    """
    low, high = objective.domain.T
    paths = [run.path for run in runs]
    points, starts = np.vstack(paths), np.array([path[0] for path in paths])
    margin, most = MARGIN * (high - low), MOST * (high - low)
    lowest = np.minimum(low - most, starts.min(axis=0) - margin)
    highest = np.maximum(high + most, starts.max(axis=0) + margin)
    bottom = np.clip(points.min(axis=0) - margin, lowest, low)
    top = np.clip(points.max(axis=0) + margin, high, highest)
    return (float(bottom[0]), float(top[0])), (float(bottom[1]), float(top[1]))


def equal_scales(
    box: Box, points: ArrayLike, margin: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return ranges that fill a box with a unit as long on both axes, and hold points in their middle.

    Parameters
    ----------
    box
        What the map fills.
    points : shape (n, 2)
        What is seen on it.
    margin
        Room around them, in shares of what they need.
    """
    shown = np.asarray(points, dtype=float)
    low, high = shown.min(axis=0), shown.max(axis=0)
    size = np.array([box.width, box.height])
    half = float(((1 + 2 * margin) * (high - low) / size).max()) * size / 2
    (left, bottom), (right, top) = ((low + high) / 2 - half).tolist(), ((low + high) / 2 + half).tolist()
    return (left, right), (bottom, top)

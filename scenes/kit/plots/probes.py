"""Samples of a map of all lines: a numbered place on the map, and the line that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from manim import Group
from numpy.typing import ArrayLike

from gdmath import FloatArray, LinearRegression
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.labels import CHIP, numbered
from scenes.kit.style import palette

SEEN = 1 / 3
"""Of a line, at least so much of the chart's width is seen."""

INSIDE = 0.44
"""Heights of the chart from its middle within which a line counts as seen."""


class Plane(Protocol):
    """Where slope and intercept have a place: a map, flat or about to rise."""

    @property
    def x_range(self) -> tuple[float, float]:
        """Ends of the slopes."""

    @property
    def y_range(self) -> tuple[float, float]:
        """Ends of the intercepts."""

    def on(self, points: ArrayLike) -> Floats:
        """Return the scene points of parameters, shape (..., 2) to (..., 3)."""


class Probe(NamedTuple):
    """A place of the map, its line among the data, and the same number on it."""

    chip: Group
    line: Stroke
    twin: Group


def probes(
    plot: Plane, chart: FitPlot, cost: LinearRegression, shares: Sequence[tuple[float, float]]
) -> list[Probe]:
    """Return samples of a map, numbered from 1; no number in the chart covers another, a datum or its line.

    Parameters
    ----------
    plot
        The map of slope and intercept.
    chart
        Where the lines are drawn.
    cost
        Of the lines; it tells which fit best.
    shares
        Where the samples lie, in shares of the map's width and height. A line of which hardly anything would
        be seen gets a slope nearer to that which fits best with its intercept.
    """
    found: list[Probe] = []
    taken, shown = np.empty((0, 3)), np.vstack([chart.data.points, chart.prediction.points])
    low, high = np.transpose([plot.x_range, plot.y_range])
    for number, share in enumerate(shares, 1):
        line, spots = _seen_line(chart, cost, low + np.array(share) * (high - low))
        is_free = (_away(spots, taken) > 2.2 * CHIP) & (_away(spots, shown) > 1.4 * CHIP + 0.1)
        place = spots[is_free.argmax()]
        taken = np.vstack([taken, place])
        chip = numbered(plot.on(line), number).set_z_index(1)
        stroke = chart.prediction_of(line, palette.MUTED, 4)
        found.append(Probe(chip, stroke, numbered(place, number)))
    return found


def _away(spots: Floats, others: Floats) -> Floats:
    """Return how far spots, shape (n, 3), are from the nearest of others, shape (m, 3)."""
    gaps: Floats = np.linalg.norm(spots[:, None] - others, axis=-1).min(axis=1, initial=np.inf)
    return gaps


def _seen_line(chart: FitPlot, cost: LinearRegression, wanted: FloatArray) -> tuple[FloatArray, Floats]:
    """Return a line near the wanted one of which enough is seen, and where it is, from right to left."""
    slope, intercept = wanted
    fitting = cost.best_slope(intercept)
    x, (bottom, top) = np.linspace(*chart.x_range, 201), chart.y_range
    for nearer in fitting + (slope - fitting) * 0.5 ** np.arange(30):
        heights = nearer * x + intercept
        inside = np.abs(heights - (bottom + top) / 2) < INSIDE * (top - bottom)
        if inside.mean() > SEEN:
            break
    seen = chart.c2p(x, heights)[inside if inside.any() else slice(None)]
    return np.array([nearer, intercept]), seen[int(0.93 * (len(seen) - 1)) :: -1]

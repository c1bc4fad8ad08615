"""Samples of a map of lines: each line is the one that its place stands for, and is seen."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from manim import DL, UR

from gdmath import SIX_POINTS, TEN_POINTS, Dataset, LinearRegression
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.plots.probes import probes
from scenes.kit.style.layout import Box

FAR = Dataset.from_arrays(np.arange(2000.0, 2020), 3 * np.arange(20.0) + 40)


@pytest.mark.parametrize("dataset", [SIX_POINTS, TEN_POINTS, FAR], ids=["six", "ten", "far from 0"])
def test_places_and_lines_are_the_same_parameters(dataset: Dataset) -> None:
    cost = LinearRegression(dataset)
    best = cost.closed_form()
    slopes, intercepts = ((value - 4.0, value + 4.0) for value in best.tolist())
    plot = MapPlot(Box(-6, 1, -3, 3), slopes, intercepts)
    chart = FitPlot(Box(1, 6, -3, 3), cost, best)
    found = probes(plot, chart, cost, ((0.8, 0.2), (0.6, 0.8), (0.3, 0.4)))
    low, high = chart.frame.get_corner(DL), chart.frame.get_corner(UR)
    for chip, line, twin in found:
        slope, intercept = (chip[0].points[0] - plot.frame.get_corner(DL))[:2] / plot.unit
        slope, intercept = slope + slopes[0], intercept + intercepts[0]
        x = np.array(chart.x_range)
        expected = chart.c2p(x, slope * x + intercept)
        np.testing.assert_allclose(line.points[[0, -1]], expected, atol=1e-6)
        inside = ((line.points > low - 1e-9) & (line.points < high + 1e-9))[:, :2].all(axis=1)
        assert inside.mean() > 1 / 3
        assert np.linalg.norm(line.points - twin[0].points[0], axis=1).min() < 0.1
    for one, other in combinations([twin[0].points[0] for _, _, twin in found], 2):
        assert np.linalg.norm(one - other) > 0.4  # no disc covers another one

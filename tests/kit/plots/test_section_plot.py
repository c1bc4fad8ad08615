"""Sections of a function: true heights at true distances, and names that stand clear of the curves."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import SIX_POINTS, LinearRegression, quadratic_form
from scenes.kit.plots.section_plot import SectionPlot
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

BOWL = quadratic_form([[8.0, 0.0], [0.0, 2.0]])
COLORS = palette.CATEGORIES[:2]


def test_sections_are_those_of_the_function() -> None:
    plot = SectionPlot(Box(-4, 4, -3, 3), BOWL, [0.0, 0.0], np.eye(2), 16.0, 0.3)
    assert plot.x_range == pytest.approx((-2, 2))  # 8 / 2 * 2^2 = 16
    assert plot.y_range == pytest.approx((-0.3 * 16, 1.1 * 16))
    t = plot.distances
    steep, flat = plot.curves(COLORS)
    np.testing.assert_allclose(steep.points, plot.c2p(t, 4 * t**2))
    np.testing.assert_allclose(flat.points, plot.c2p(t, t**2))


def test_through_the_best_line_along_the_eigenvectors() -> None:
    cost = LinearRegression(SIX_POINTS)
    best = cost.closed_form()
    curvatures, ways = np.linalg.eigh(cost.hessian(best))
    plot = SectionPlot(Box(-4, 4, -3, 3), cost, best, ways.T[::-1], 100.0, 0.3)
    heights = np.ptp(plot.heights, axis=1)
    assert heights[0] == pytest.approx(100)
    assert heights[0] / heights[1] == pytest.approx(curvatures[1] / curvatures[0])
    assert plot.foot == pytest.approx(42.6666666667)


@pytest.mark.parametrize("width", [8.0, 2.6])
def test_names_cover_no_curve(width: float) -> None:
    plot = SectionPlot(Box(0, width, -3, 0), BOWL, [0.0, 0.0], np.eye(2), 16.0, 0.5)
    names = plot.names(('"across:" 45.3', '"along:" 0.395'), COLORS, typography.TICK)
    drawn = np.vstack([curve.points for curve in plot.curves(COLORS)])
    for name in names:
        half = np.array([name.width, name.height]) / 2
        assert not (np.abs(drawn - name.get_center())[:, :2] < half).all(axis=1).any()

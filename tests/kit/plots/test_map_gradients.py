"""Arrows of gradients on a map: their components add up, they fit in, and go along with a run."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DL, UR

from gdmath import SIX_POINTS, LinearRegression, descend
from scenes.kit.plots.map_gradients import arrow_scale, downhill_arrow, gradient_arrows, window_with_arrows
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box

COST = LinearRegression(SIX_POINTS)
BOX = Box(-6, 2, -3, 3)
WINDOW = ((-4.0, 4.0), (-3.0, 4.0))
START = np.array([3.0, -1.0])


def test_components_add_up_to_the_gradient() -> None:
    plot, gradient = MapPlot(BOX, *WINDOW), COST.gradient(START)
    first, second, whole = gradient_arrows(plot, START, gradient, 0.01)
    np.testing.assert_allclose(first.points[1], second.points[0])
    np.testing.assert_allclose(whole.points, [first.points[0], second.points[1]])
    np.testing.assert_allclose((whole.points[1] - whole.points[0])[:2] / plot.unit, 0.01 * gradient)
    assert first.points[0, 1] == pytest.approx(first.points[1, 1])  # along the first axis
    assert second.points[0, 0] == pytest.approx(second.points[1, 0])


@pytest.mark.parametrize("point", [(3.0, -1.0), (-3.9, 3.9), (0.0, -2.9)])
def test_the_window_holds_the_arrows_uphill_and_downhill(point: tuple[float, float]) -> None:
    gradient = COST.gradient(point)
    scale = arrow_scale(WINDOW, gradient)
    assert np.abs(scale * gradient / np.ptp(WINDOW, axis=1)).max() == pytest.approx(0.22)
    plot = MapPlot(BOX, *window_with_arrows(WINDOW, point, gradient, scale))
    for way in (scale, -scale):
        tip = plot.on(point + way * gradient)
        assert (tip > plot.frame.get_corner(DL))[:2].all()
        assert (tip < plot.frame.get_corner(UR))[:2].all()
    assert plot.x_range[0] <= WINDOW[0][0] < WINDOW[0][1] <= plot.x_range[1]


def test_the_arrow_of_a_run_points_against_the_gradient_where_the_run_is() -> None:
    plot, run = MapPlot(BOX, *WINDOW), Run(descend(COST, 0.001, START, iterations=20))
    arrow = downhill_arrow(run, plot, COST, 0.005)
    for moment in (0.0, 3.4, 20.0):
        run.clock.set_value(moment)
        arrow.update()
        step = -0.005 * COST.gradient(run.point)
        np.testing.assert_allclose(arrow.points, plot.on([run.point, run.point + step]))

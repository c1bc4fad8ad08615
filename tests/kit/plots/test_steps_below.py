"""Iterations below a curve: x is as above, iterations are evenly spaced, and a run flows down."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Group

from gdmath import descend, double_well
from scenes.kit.painted.strokes import Segments, Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.steps_below import LAST, StepsBelow
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import stage


@pytest.fixture
def below() -> StepsBelow:
    upper, lower = stage().rows(1, 1, gap=0.0)
    return StepsBelow(lower, CurvePlot(upper, double_well(), x_margin=0, x_label="", x_numbered=False), 20)


def test_x_is_as_above_and_iterations_are_evenly_spaced(below: StepsBelow) -> None:
    points = below.c2p([-3.0, 0.0, 3.0], [0, 10, 20])
    np.testing.assert_allclose(points[:, 0], below.plot.feet([-3.0, 0.0, 3.0])[:, 0])
    assert points[1, 1] == pytest.approx((points[0, 1] + points[2, 1]) / 2)
    assert points[0, 1] == pytest.approx(below.frame.get_top()[1])
    assert points[2, 1] == pytest.approx(below.frame.get_bottom()[1])
    assert below.c2p([], 0).shape == (0, 3)


def test_it_stays_in_the_box_and_the_axis_of_x_stands_below_its_last_row(below: StepsBelow) -> None:
    _, lower = stage().rows(1, 1, gap=0.0)
    axis = next(part for part in below if isinstance(part, Group) and len(part) > 2)
    grid, line, *numbers = axis
    assert isinstance(grid, Segments)
    assert isinstance(line, Segments)
    places = [float(str(number.typst_code)[2:-2]) for number in numbers]
    np.testing.assert_allclose(line.starts[1:, 0], below.plot.feet(places)[:, 0])
    np.testing.assert_allclose(
        [number.get_x() for number in numbers], below.plot.feet(places)[:, 0], atol=0.06
    )
    np.testing.assert_allclose(grid.starts, below.plot.feet(places))
    assert line.starts[0, 1] == pytest.approx(below.bottom - LAST)
    assert below.get_bottom()[1] >= lower.bottom - 1e-6
    assert below.get_left()[0] >= stage().left - 1e-6


def test_a_run_flows_down_as_its_point_moves(below: StepsBelow) -> None:
    run = Run(descend(double_well(), 0.003, 1.0, iterations=20))
    trail = Trail.of(run, below)
    np.testing.assert_allclose(trail.points, below.c2p(run.path[:, 0], np.arange(21)))
    for time in (0.0, 4.0, 4.3, 20.0):
        run.clock.set_value(time)
        trail.update()
        np.testing.assert_allclose(below.place(run), below.c2p(run.point, run.position))
        np.testing.assert_allclose(trail.walked()[-1:], below.place(run))


def test_a_run_of_few_shown_iterates_keeps_its_iterations(below: StepsBelow) -> None:
    run = Run(descend(double_well(), 0.003, 1.0, iterations=20), shown=[0, 5, 20])
    run.clock.set_value(1.5)
    np.testing.assert_allclose(below.nodes(run)[1], below.c2p(run.path[1, 0], 5))
    np.testing.assert_allclose(below.place(run), below.c2p(run.point, 12.5))

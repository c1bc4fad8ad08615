"""Charts of runs: which part of them is seen, and a path that goes from one chart to another."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, parabola
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box

BOX = Box(-5, 4, -3, 3)


@pytest.fixture
def run() -> Run:
    """Return the values 16, 16 * 0.64, ... of 100 iterations, of which a few are shown."""
    return Run(descend(parabola(), 0.1, 4.0, iterations=100), shown=[0, 1, 2, 10, 100])


def test_axes_hold_all_that_is_shown_or_what_they_are_told_to(run: Run) -> None:
    assert RunChart(BOX, [run]).x_range == (0, 100)
    assert RunChart(BOX, [run], x_range=(0, 2)).x_range == (0, 2)
    assert RunChart(BOX, [run], x_scale="log").x_range == (1, 100)
    first = Run(descend(parabola(), 0.1, 4.0, iterations=3), shown=[0])
    assert RunChart(BOX, [first]).x_range == (0, 1)


def test_a_part_of_a_curve_begins_and_ends_with_its_iterations(run: Run) -> None:
    chart = RunChart(BOX, [run], y_range=(0, 20))
    part = chart.curve(run, 2, 10)
    ends = chart.c2p([2.0, 10.0], 16 * 0.64 ** np.array([2.0, 10.0]))
    np.testing.assert_allclose(part.points[[0, -1]], ends, atol=1e-12)
    whole = chart.curve(run)
    np.testing.assert_allclose(whole.points[[0, -1]], chart.nodes(run)[[0, -1]], atol=1e-12)
    middle = chart.c2p(np.arange(2.0, 11), 16 * 0.64 ** np.arange(2.0, 11))
    for iterate in middle:  # also those that are not shown
        assert np.linalg.norm(part.points - iterate, axis=1).min() < 1e-9


def test_a_path_goes_from_one_chart_to_another(run: Run) -> None:
    even, powers = RunChart(BOX, [run]), RunChart(BOX, [run], x_scale="log")
    trail = Trail.of(run, even)
    between = even.between(run), powers.between(run)
    assert between[0] is not None
    assert between[1] is not None
    moving = trail.animate.see_in(run, powers).build()
    moving.begin()
    moving.interpolate(0.5)
    np.testing.assert_allclose(trail.points, (even.nodes(run) + powers.nodes(run)) / 2, atol=1e-12)
    assert trail.between is not None
    np.testing.assert_allclose(trail.between, (between[0] + between[1]) / 2, atol=1e-12)
    moving.interpolate(1.0)
    moving.finish()
    np.testing.assert_allclose(trail.points, powers.nodes(run), atol=1e-12)
    np.testing.assert_allclose(trail.between, between[1], atol=1e-12)

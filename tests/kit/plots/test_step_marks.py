"""A point stands on the curve at each iterate; a step is a straight way, and goes over a hill."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import FloatArray, descend, from_function, parabola
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.step_marks import StepMarks
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box

BOX = Box(-5, 5, -3, 3)


def run_at(rate: float, start: float, iterations: int = 1) -> Run:
    """Return x -> (1 - 2 rate) x on the parabola."""
    return Run(descend(parabola(), rate, start, iterations=iterations))


@pytest.fixture
def plot() -> CurvePlot:
    return CurvePlot(BOX, parabola())


def test_it_stands_on_the_curve_at_each_iterate(plot: CurvePlot) -> None:
    run = run_at(0.8, 4.0, iterations=5)
    marks = StepMarks(run, plot)
    for k, place in enumerate(run.path[:, 0].tolist()):
        run.clock.set_value(float(k))
        marks.update()
        np.testing.assert_allclose(marks.point.points, [plot.c2p(place, place**2)])


@pytest.mark.parametrize(
    ("rate", "start", "height"),
    [
        (1 / 3, 3.0, 5.0),  # from 3 to 1, down one side: half-way it is between 9 and 1
        (2 / 3, 3.0, 5.0),  # from 3 to -1, over the valley
        (2.0, 1.0, 5.0),  # the same, upwards
    ],
)
def test_a_step_is_a_straight_way(plot: CurvePlot, rate: float, start: float, height: float) -> None:
    run = run_at(rate, start)
    (way,) = plot.between(run)
    run.clock.set_value(0.5)
    middle = plot.c2p(run.path.mean(), height)
    np.testing.assert_allclose(way[len(way) // 2], middle)
    np.testing.assert_allclose(plot.place(run), [middle])


def test_a_step_that_passes_a_hill_goes_over_it() -> None:
    def hill(x: FloatArray) -> FloatArray:
        return -(x**2)

    plot = CurvePlot(BOX, from_function(hill, domain=(-3, 3)))
    run = Run(descend(from_function(lambda x: hill(x) + 8 * x, domain=(-3, 3)), 0.2, -1.0, iterations=1))
    run.clock.set_value(0.5)
    np.testing.assert_allclose(plot.place(run)[0], plot.c2p(run.point[0], hill(run.point[0])))


def test_a_landing_is_marked_once_it_is_reached(plot: CurvePlot) -> None:
    run = run_at(0.8, 4.0, iterations=5)
    _, landings, _ = StepMarks(run, plot)
    assert isinstance(landings, Trail)
    for time, reached in ((0.0, 1), (0.99, 1), (2.0, 3), (2.6, 3), (9.0, 6)):
        run.clock.set_value(time)
        landings.update()
        assert int(landings.until) + 1 == reached

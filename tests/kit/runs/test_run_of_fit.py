"""A run of a fit speaks the units of the data, also where the descent ran on standardised features."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import Dataset, fit_by_descent, parabola
from gdmath.descent import descend
from scenes.kit.runs.run import Run

AREAS = np.linspace(2000, 9000, 30)
HOUSES = Dataset.from_arrays(AREAS, 40 + 0.03 * AREAS + 5 * np.sin(AREAS), ["area"], "price")


def test_points_gradients_and_steps_are_in_the_units_of_the_data() -> None:
    fit = fit_by_descent(HOUSES, start=(0.0, 0.0), iterations=20)
    assert fit.standardized
    run = Run.of_fit(fit)
    np.testing.assert_array_equal(run.series("point"), fit.path)
    gradients = fit.cost.gradient(fit.path)
    np.testing.assert_allclose(run.series("gradient"), gradients)
    np.testing.assert_allclose(run.series("slope"), np.hypot(*gradients.T))
    np.testing.assert_allclose(run.series("step")[:-1], np.diff(fit.path, axis=0))
    np.testing.assert_array_equal(run.series("step")[-1], run.series("step")[-2])


def test_a_series_of_ones_own_goes_before_that_of_the_record() -> None:
    fit = fit_by_descent(HOUSES, start=(0.0, 0.0), iterations=3)
    run = Run.of_fit(fit, more={"value": 2 * fit.values})
    run.clock.set_value(2)
    assert run.now("value") == pytest.approx(2 * fit.values[2])


def test_the_speed_is_that_of_the_step_under_way() -> None:
    run = Run(descend(parabola(), 0.1, 4.0, iterations=100), shown=[0, 1, 11, 100], times=[0, 2, 4, 5])
    speeds = []
    for moment in (0, 1.9, 2, 3.9, 4.5, 5):
        run.clock.set_value(moment)
        speeds.append(run.speed)
    assert speeds == pytest.approx([0.5, 0.5, 5, 5, 89, 89])

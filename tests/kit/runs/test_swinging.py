"""A run near the limit: its first swings a second each, then faster, until it has arrived."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, LinearRegression, descend
from scenes.kit.runs.swinging import ARRIVED, DOUBLED, steps_to_arrive, swinging_run, told_arrival

COST = LinearRegression(TEN_POINTS)


def test_the_first_swings_take_a_second_each_and_all_end_in_the_minimum() -> None:
    run = swinging_run(COST, 0.98 * COST.learning_rate_limit, (0.0, 0.0), slow=6)
    seconds = np.diff(run.times)
    assert seconds[:6].tolist() == [1.0] * 6
    assert (np.diff(seconds[5:]) <= 1e-12).all()
    assert run.end < 20
    excess = COST.value(run.path) - COST.value(COST.closed_form())
    assert excess[-1] <= ARRIVED * excess[0] < excess[-2]
    np.testing.assert_allclose(run.path[:6, 0], [0, 1.806, 0.022, 1.684, 0.039, 1.569], atol=5e-4)
    np.testing.assert_allclose(run.path[:6, 1], [0, 0.444, 0.370, 0.790, 0.732, 1.129], atol=5e-4)


def test_it_creeps_the_number_of_swings_doubles_evenly() -> None:
    run = swinging_run(COST, 0.98 * COST.learning_rate_limit, (0.0, 0.0), slow=6)
    for number in (40, 80, 160, 240):
        assert run.times[2 * number] - run.times[number] == pytest.approx(DOUBLED, rel=0.05)


def test_when_it_has_arrived_is_written_as_it_is() -> None:
    run = swinging_run(COST, 0.98 * COST.learning_rate_limit, (0.0, 0.0), slow=6)
    assert 1 / float(told_arrival(COST, run, 0.005)["parts"]) == pytest.approx(ARRIVED)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.9999])
def test_it_arrives_at_any_rate_below_the_limit(share: float) -> None:
    run = swinging_run(COST, share * COST.learning_rate_limit, (0.0, 0.0), slow=6)
    assert run.series("value")[-1] - COST.value(COST.closed_form()) <= ARRIVED * 98.92


@pytest.mark.parametrize("rate", [0.002, 0.005, 0.02, 0.0254])
def test_it_has_arrived_after_as_many_steps_as_the_descent_needs(rate: float) -> None:
    steps = steps_to_arrive(COST, rate, (0.0, 0.0))
    excess = descend(COST, rate, (0.0, 0.0), iterations=steps).values - COST.value(COST.closed_form())
    assert excess[-1] <= ARRIVED * excess[0] < excess[-2]

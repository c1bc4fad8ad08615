"""How runs leave a ridge: straight lines on a logarithmic axis, with their factors and what steps cost."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from gdmath import damped_newton, gradient_descent, saddle
from scenes import kit
from scenes.kit.plots.ridge_chart import step_factors

RULES = {"plain": gradient_descent, "Newton": damped_newton}
BOX = kit.Box(0, 5, -3, 3)


@pytest.fixture(scope="module")
def race() -> kit.RankedRace:
    ground = kit.RaceGround(saddle(), (-1.5, 0.001), budget=60, aim=-1.0)
    return kit.RankedRace(ground, RULES, (0.5, 1.0, 2.0), ["#ffff00", "#00ff00"])


@pytest.fixture
def chart(race: kit.RankedRace) -> kit.RidgeChart:
    runs = {name: race.runs[name] for name in RULES}
    return kit.RidgeChart(BOX, runs, 1, "work", "distance", "work of each step")


def test_each_step_stands_at_its_distance_and_at_what_has_been_spent(
    chart: kit.RidgeChart, race: kit.RankedRace
) -> None:
    for run in race.runs:
        nodes = chart.nodes(run)
        np.testing.assert_allclose(nodes, chart.c2p(run.times, np.abs(run.path[:, 1])))
        # Equal factors are equal heights.
        rises, factors = np.diff(nodes[:, 1]), run.path[1:, 1] / run.path[:-1, 1]
        np.testing.assert_allclose(rises / np.log(factors), rises[0] / np.log(factors[0]))


def test_steps_of_one_factor_have_one_note(chart: kit.RidgeChart, race: kit.RankedRace) -> None:
    for run, notes in zip(race.runs, chart.factors, strict=True):
        written = step_factors(run.path[:, 1])
        assert len(notes) == 1 + sum(one != other for one, other in pairwise(written))


def test_each_step_of_the_last_run_has_its_cost_above_it(chart: kit.RidgeChart, race: kit.RankedRace) -> None:
    run = race.runs["Newton"]
    words, *costs = chart.costs
    middles = (chart.nodes(run)[1:] + chart.nodes(run)[:-1]) / 2
    assert [cost.get_x() for cost in costs] == pytest.approx(middles[:, 0].tolist())
    assert all(cost.get_bottom()[1] > middle[1] for cost, middle in zip(costs, middles, strict=True))
    assert chart.frame.get_bottom()[1] < words.get_bottom()[1]
    assert words.get_right()[0] < chart.frame.get_right()[0]

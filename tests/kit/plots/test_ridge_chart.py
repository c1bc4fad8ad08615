"""How runs leave a ridge: lines on a logarithmic axis, beside which the best steps and their costs stand."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import damped_newton, gradient_descent, saddle
from scenes import kit

RULES = {"plain": gradient_descent, "Newton": damped_newton}
BOX = kit.Box(0, 5, -3, 3)


@pytest.fixture(scope="module")
def race() -> kit.RankedRace:
    ground = kit.RaceGround(saddle(), (-1.5, 0.001), budget=60, aim=-1.0)
    return kit.RankedRace(ground, RULES, (0.5, 1.0, 2.0), ["#ffff00", "#00ff00"])


@pytest.fixture
def chart(race: kit.RankedRace) -> kit.RidgeChart:
    runs = {name: race.runs[name] for name in RULES}
    return kit.RidgeChart(BOX, runs, 1, "work", "distance", "halved")


def test_each_step_stands_at_its_distance_and_at_what_has_been_spent(
    chart: kit.RidgeChart, race: kit.RankedRace
) -> None:
    for run in race.runs:
        nodes = chart.nodes(run)
        np.testing.assert_allclose(nodes, chart.c2p(run.times, np.abs(run.path[:, 1])))
        # Equal factors are equal heights.
        rises, factors = np.diff(nodes[:, 1]), run.path[1:, 1] / run.path[:-1, 1]
        np.testing.assert_allclose(rises / np.log(factors), rises[0] / np.log(factors[0]))


def test_the_best_step_of_each_run_is_told_beside_its_line(
    chart: kit.RidgeChart, race: kit.RankedRace
) -> None:
    for run, best, notes in zip(race.runs, chart.best, chart.notes, strict=True):
        factors, costs = run.path[1:, 1] / run.path[:-1, 1], np.diff(run.times)
        assert float(best.factor) == pytest.approx(factors.max(), abs=0.05)
        is_best = np.round(factors, 1) == np.round(factors.max(), 1)
        assert best.steps.tolist() == np.flatnonzero(is_best).tolist()
        assert float(best.cost) == costs[is_best].min()
        first, last = chart.nodes(run)[[best.steps[0], best.steps[-1] + 1]]
        assert first[0] < notes[0].get_left()[0]
        assert first[1] < notes[0].get_top()[1] < last[1]
        assert notes.get_right()[0] <= chart.frame.get_right()[0] + 1e-6


def test_it_is_told_where_rates_were_halved(chart: kit.RidgeChart, race: kit.RankedRace) -> None:
    for run, notes in zip(race.runs, chart.notes, strict=True):
        rates = run.descent.rates[: run.steps]
        assert len(notes) == 1 + bool((rates < rates.max()).any())
    assert len(chart.notes[1]) == 2

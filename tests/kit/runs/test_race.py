"""Runs on one clock: all read the same time, and those that are through wait."""

from __future__ import annotations

import pytest

from gdmath import Rule, damped_newton, descend, parabola, turned_bowl
from scenes.kit.runs.race import Race, race
from scenes.kit.style import palette


def test_one_clock_for_all_and_the_longest_decides_the_end() -> None:
    runners = Race({str(n): descend(parabola(), 0.1, 4.0, iterations=n) for n in (3, 8)})
    assert runners.end == 8
    runners.clock.set_value(5.0)
    assert [run.position for run in runners] == [3.0, 5.0]
    assert [run.iteration for run in runners] == [3, 5]


def test_rules_race_from_one_start_each_with_its_colour() -> None:
    pair = race(parabola(), {"slow": 0.01, "fast": 0.4}, 4.0, 5)
    assert [run.point[0] for run in pair] == [4.0, 4.0]
    assert pair["fast"].path[1, 0] == pytest.approx(0.8)
    assert [(run.name, run.color) for run in pair] == [
        ("slow", palette.CATEGORIES[0]),
        ("fast", palette.CATEGORIES[1]),
    ]


def test_a_crowd_has_one_clock_and_one_colour() -> None:
    crowd = Race({str(k): descend(parabola(), 0.1, k + 1.0, iterations=2) for k in range(9)})
    crowd.clock.set_value(1.0)
    assert [run.point[0] for run in crowd] == pytest.approx([0.8 * (k + 1) for k in range(9)])
    assert {run.color for run in crowd} == {palette.PATH}


def test_a_race_without_runners_or_with_another_clock_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one descent"):
        Race({})
    with pytest.raises(ValueError, match="not by 'seconds'"):
        race(parabola(), {"one": 0.1}, 4.0, 5, by="seconds")


def test_by_gradients_the_clock_counts_hessians_and_values_as_well() -> None:
    rules: dict[str, Rule | float] = {"plain": 0.01, "Newton": damped_newton()}
    pair = race(turned_bowl((1, 25), 20), rules, [-3.2, -0.5], 4, by="gradients")
    assert pair["plain"].times.tolist() == [0, 1, 2, 3, 4]
    spent = pair["Newton"].descent.evaluations
    assert spent.hessians.tolist() == [0, 1, 2, 3, 4]
    # A gradient, a Hessian of two variables, and values: at the start and at the end of the step.
    assert pair["Newton"].times[:2].tolist() == [0, 1 + 2 + 2]
    assert pair["Newton"].series("spent").tolist() == pair["Newton"].times.tolist()

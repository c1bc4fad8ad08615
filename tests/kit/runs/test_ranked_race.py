"""A race as it is shown: rates from the search, runs to the arrival, the order of arrival."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gdmath import (
    RuleFamily,
    adagrad,
    adam,
    damped_newton,
    fair_race,
    from_function,
    gradient_descent,
    noisy_valley,
    rosenbrock,
    saddle,
    share_of_excess,
    turned_bowl,
)
from scenes.kit.runs.race_entries import RACE_GROUNDS, RACE_RATES, RACE_RULES
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style.rule_colors import RULE_COLORS, rule_colors

RULES = {"gradient_descent": gradient_descent, "adam": adam, "damped_newton": damped_newton}
RATES = np.geomspace(1e-3, 10, 13).tolist()
BOWL = RaceGround(turned_bowl((1, 25), 20), (-3.2, -0.5), budget=200)


def raced(ground: RaceGround) -> RankedRace:
    return RankedRace(ground, RULES, RATES, rule_colors(RULES))


def test_the_order_is_that_of_the_fair_race() -> None:
    race = raced(BOWL)
    aim = share_of_excess(BOWL.objective, BOWL.start, 0.01)
    fair = fair_race(BOWL.objective, RULES, BOWL.start, RATES, budget=200, aim=aim)
    assert {name: race.needed(name) for name in RULES} == {
        name: found.best_needed for name, found in fair.items()
    }
    assert race.order == sorted(fair, key=lambda name: fair[name].best_needed)
    assert [race.place(name) for name in race.order] == [1, 2, 3]
    for run, name in zip(race.runs, RULES, strict=True):
        assert run.end == fair[name].best_needed
        assert run.color == RULE_COLORS[name]
        values = run.series("value")[run.shown]
        assert values[-1] <= aim < values[-2]


def test_rows_appear_when_their_rules_arrive() -> None:
    race = raced(BOWL)
    going = race.advance(10.0)
    for name in RULES:
        spent = race.runs.end * going.rate_func(race.share(name))
        assert spent == pytest.approx(race.needed(name))
    assert race.share(race.order[-1]) == 1


def test_what_does_not_arrive_runs_to_the_end_of_the_budget_and_comes_last() -> None:
    race = raced(RaceGround(rosenbrock(), (-1.2, 1.0), budget=60, left=1e-6))
    assert race.order == list(RULES)
    for name in RULES:
        assert (race.needed(name), race.written(name), race.place(name)) == (np.inf, "–", 1)
    assert race.runs["adam"].end == 60
    assert race.share("adam") == 1


def test_those_that_need_the_same_share_a_place() -> None:
    rules: dict[str, RuleFamily] = {"adagrad": adagrad, "adam": adam, "gradient_descent": gradient_descent}
    ground = RaceGround(saddle(), (-1.5, 0.001), budget=60, aim=-1.0)
    race = RankedRace(ground, rules, RATES, rule_colors(rules))
    assert [race.place(name) for name in rules] == [1, 1, 3]


def test_gradients_of_mini_batches_are_noisy_and_the_same_for_all() -> None:
    ground = RaceGround(noisy_valley(), (-1.5, 2.9), budget=100, left=0.05, batch=4)
    run = raced(ground).runs["gradient_descent"]
    full = ground.objective.gradient(run.path[0])
    assert not np.allclose(run.series("gradient")[0], full)


def test_a_function_of_one_s_own_with_and_without_gradient() -> None:
    def bowl(x: float, y: float) -> float:
        return x**2 + 5 * y**2 + x * y

    window = [(-3, 3), (-3, 3)]
    races = [
        raced(RaceGround(objective, (2, 1), budget=80))
        for objective in (
            from_function(bowl, window),
            from_function(bowl, window, gradient=lambda x, y: (2 * x + y, 10 * y + x)),
        )
    ]
    for name in ("gradient_descent", "adam"):
        assert races[0].needed(name) == races[1].needed(name) < 80


def test_winners_share_the_first_place_and_arrive() -> None:
    saddle = RACE_GROUNDS["saddle"]
    race = RankedRace(saddle, RACE_RULES, RACE_RATES, rule_colors(RACE_RULES))
    assert race.winners == ["adagrad", "rmsprop", "adam"]
    assert raced(replace(BOWL, budget=1)).winners == []


def test_who_had_luck_is_far_better_at_one_rate_than_counts() -> None:
    race = RankedRace(RACE_GROUNDS["Rosenbrock"], RACE_RULES, RACE_RATES, rule_colors(RACE_RULES))
    assert race.luckiest == "adagrad"
    search = race.searches["adagrad"]
    assert search.needed[search.luckiest] == 9
    assert search.worst[search.luckiest] == np.inf
    assert raced(replace(BOWL, budget=1)).luckiest is None


def test_nobody_races_without_rules() -> None:
    with pytest.raises(ValueError, match="a race needs a rule: name one or more"):
        RankedRace(BOWL, {}, RATES, [])


def test_each_rule_of_the_lecture_has_a_colour_of_its_own_and_others_have_another() -> None:
    assert set(RACE_RULES) == set(RULE_COLORS)
    assert len({str(color) for color in rule_colors(RACE_RULES)}) == len(RACE_RULES)
    assert str(rule_colors(["mine"])[0]) not in {str(color) for color in RULE_COLORS.values()}


def test_where_a_minimum_is_known_the_aim_is_a_share_of_the_height() -> None:
    for name, ground in RACE_GROUNDS.items():
        if name == "saddle":
            assert ground.height == -1
        else:
            assert ground.height == share_of_excess(ground.objective, ground.start, ground.left)

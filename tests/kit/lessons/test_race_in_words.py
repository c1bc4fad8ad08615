"""What is said of a table of rules, whatever rules these are."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from gdmath import (
    RuleNeeds,
    adam,
    gradient_descent,
    quadratic_form,
)
from scenes import kit
from scenes.kit.runs.rule_score import RuleScore


def score(
    held: tuple[float, float, float], places: tuple[int, ...], arrived: int, arrives: bool = True
) -> RuleScore:
    needs = RuleNeeds(held, 1, held[2], held[2], ("learning_rate",))
    return RuleScore(needs, places, (arrives,) * len(places), arrived, 20)


SCORES = {
    "plain": score((0, 0, 0), (3, 2, 4), 3),
    "ball": score((0, 1, 0), (2, 4, 3), 6),
    "adam": score((0, 2, 0), (4, 1, 2), 9),
    "newton": score((0, 0, 1), (1, 3, 1), 7),
}
NAMES = {name: name.title() for name in SCORES}


def test_numbers_that_are_held_are_written_as_formulas() -> None:
    assert [each.held for each in SCORES.values()] == ["0", "n", "2 n", "n^2"]
    assert score((3, 1, 0.5), (1,), 1).held == "0.5 n^2 + n + 3"


def test_what_is_said_of_places_and_rates() -> None:
    assert kit.best_and_worst("newton", SCORES, NAMES) == {
        "rule": "Newton",
        "times": 2,
        "grounds": 3,
        "worst": 3,
    }
    assert kit.holds_least_and_most(SCORES) == ("plain", "newton")
    assert kit.arrivals_in_words(SCORES, NAMES) == {
        "tries": 20,
        "picky": "Plain",
        "few": 15,
        "easy": "Adam",
        "many": 45,
    }


def test_of_several_the_better_placed_is_first_and_the_one_that_holds_less_forgives() -> None:
    assert kit.most_often_first(SCORES) == "newton"
    tied = SCORES | {"adam": score((0, 2, 0), (1, 1, 4), 9)}
    assert kit.most_often_first(tied) == "newton"
    assert kit.most_often_first(tied | {"newton": score((0, 0, 1), (1, 6, 1), 7)}) == "adam"
    assert kit.most_forgiving(SCORES) == "adam"
    assert kit.most_forgiving(SCORES | {"plain": score((0, 0, 0), (3, 2, 4), 9)}) == "plain"


def test_who_never_arrives_is_not_first() -> None:
    lost = score((0, 0, 0), (1, 1), 0, arrives=False)
    assert lost.firsts == 0
    assert kit.best_and_worst("lost", {"lost": lost}, {"lost": "Lost"})["times"] == 0
    assert kit.most_uneven({"lost": lost}) is None


def test_the_most_uneven_rule_is_first_somewhere_and_far_back_elsewhere() -> None:
    first, last, both = (score((0, 1, 0), places, 5) for places in ((1, 1, 1), (2, 4, 4), (1, 4, 3)))
    assert kit.most_uneven({"first": first, "last": last}) is None
    assert kit.most_uneven({"first": first, "last": last, "both": both}) == "both"
    more = score((0, 1, 0), (1, 1, 4), 5)
    assert kit.most_uneven({"both": both, "more": more}) == "more"


def test_aims_luck_and_whether_the_same_wins_are_told() -> None:
    rules, rates = {"gradient_descent": gradient_descent, "adam": adam}, (0.1, 0.2, 0.4)
    bowl = kit.RaceGround(quadratic_form([[1, 0], [0, 1]]), (2, 1), budget=60)
    assert kit.aim_in_words(bowl) == "1 % left"
    assert kit.aim_in_words(replace(bowl, aim=-1.0)) == "J = \u22121"
    race = kit.RankedRace(bowl, rules, rates, ["#ffffff"] * 2)
    assert kit.moral_of([race, race]) == "Here, one rule is first everywhere."
    search = SimpleNamespace(rates=np.arange(3), needed=np.array([8.0, 2.0, np.inf]), luckiest=1)
    lucky: Any = SimpleNamespace(searches={"adam": search}, ground=bowl)
    assert kit.search_in_words(lucky, "adam", {"adam": "Adam"}) == {
        "rule": "Adam",
        "count": 3,
        "arrived": 2,
        "least": "2",
    }


def test_gentle_grounds_have_small_slopes_without_noise() -> None:
    names = "Rosenbrock", "plateau", "saddle", "two Gaussians", "noisy valley"
    grounds = [kit.RACE_GROUNDS[name] for name in names]
    rules = {"gradient_descent": gradient_descent}
    races = [kit.RankedRace(ground, rules, (0.01, 0.1), ["#ffffff"]) for ground in grounds]
    assert kit.gentle_grounds(races) == [1, 3]

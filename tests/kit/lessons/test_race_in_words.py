"""What is said of a table of rules, whatever rules these are."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from gdmath import RuleNeeds, adam, gradient_descent, quadratic_form
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


def test_what_is_said_of_places_numbers_and_rates() -> None:
    needed = {"newton": (5, 40, 7), "plain": (9, 9, 9)}
    races: list[Any] = [
        SimpleNamespace(needed=lambda rule, k=k: needed[rule][k], ground=SimpleNamespace(budget=50))
        for k in range(3)
    ]
    assert kit.best_and_worst(SCORES, NAMES, races) == {
        "rule": "Newton",
        "times": 2,
        "grounds": 3,
        "quick": 7,
        "worst": 3,
        "long": "40",
    }
    assert kit.held_in_words(SCORES, NAMES) == {
        "least": "Plain",
        "fewest": "0",
        "most": "Newton",
        "numbers": "n²",
    }
    assert kit.arrivals_in_words(SCORES, NAMES) == {
        "picky": "Plain",
        "few": 15,
        "easy": "Adam",
        "many": 45,
        "tries": 20,
    }


def test_advice_is_what_the_table_speaks_for() -> None:
    assert kit.advised(SCORES) == ("newton", "adam")
    assert kit.advice_in_words(SCORES, NAMES) == {
        "small": "Newton",
        "large": "Adam",
        "top": 2,
        "grounds": 3,
    }
    light = {name: SCORES[name] for name in ("plain", "adam")}
    assert kit.advised(light) == ("adam", "adam")
    assert kit.advised({"newton": SCORES["newton"]}) == ("newton", "newton")
    frugal = SCORES | {"plain": score((0, 0, 0), (3, 2, 4), 9)}
    assert kit.advised(frugal)[1] == "plain"


def test_who_never_arrives_is_not_first() -> None:
    lost = score((0, 0, 0), (1, 1), 0, arrives=False)
    assert lost.firsts == 0
    assert kit.advice_in_words({"lost": lost}, {"lost": "Lost"})["top"] == 0


def test_aims_luck_and_whether_the_same_wins_are_told() -> None:
    rules, rates = {"gradient_descent": gradient_descent, "adam": adam}, (0.1, 0.2, 0.4)
    bowl = kit.RaceGround(quadratic_form([[1, 0], [0, 1]]), (2, 1), budget=60)
    assert kit.aim_in_words(bowl) == "1 % left"
    assert kit.aim_in_words(replace(bowl, aim=-1.0)) == "J = \u22121"
    race = kit.RankedRace(bowl, rules, rates, ["#ffffff"] * 2)
    assert kit.elsewhere([race, race]) == "It is the same one again."
    search = SimpleNamespace(needed=np.array([8.0, 2.0]), worst=np.array([9.0, np.inf]), luckiest=1)
    lucky: Any = SimpleNamespace(luckiest="adam", searches={"adam": search}, ground=bowl)
    assert kit.luck_in_words(lucky, {"adam": "Adam"}) == {
        "rule": "Adam",
        "least": "2",
        "beside": "more than 60",
    }

"""The honest table: its numbers are those of the races, and rules and surfaces can be one's own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from gdmath import (
    adam,
    best_heavy_ball,
    best_learning_rate,
    descend,
    fair_race,
    from_function,
    gradient_descent,
    heavy_ball,
    rosenbrock,
    turned_bowl,
)
from scenes import kit
from scenes.which_rule import WhichRule

ARRIVED = (54, 94, 90, 89, 91, 140, 120)
"""Of 41 rates on each of seven grounds, in the rules' order."""

PLACES = {
    "gradient_descent": (7, 2, 5, 6, 7, 5, 6),
    "adagrad": (5, 1, 2, 1, 1, 1, 5),
    "adam": (3, 6, 6, 1, 3, 4, 2),
    "damped_newton": (1, 5, 1, 7, 2, 2, 4),
}


def set_up(**attributes: Any) -> Any:
    scene = type("MyTable", (WhichRule,), attributes)(skip_animations=True)
    scene.setup()
    return scene


@pytest.fixture(scope="module")
def scene() -> Any:
    return set_up()


def test_the_table_s_numbers_are_those_of_the_races(scene: Any) -> None:
    scores = scene.scores
    assert tuple(score.arrived for score in scores.values()) == ARRIVED
    assert {score.tried for score in scores.values()} == {287}
    assert {rule: scores[rule].places for rule in PLACES} == PLACES
    assert [score.held for score in scores.values()] == ["0", "n", "n", "n", "n", "2 n", "n^2"]
    ground = WhichRule.surfaces["Himmelblau"]
    anew = fair_race(
        ground.objective, WhichRule.rules, ground.start, WhichRule.rates, budget=200, aim=ground.height
    )
    column = list(WhichRule.surfaces).index("Himmelblau")
    for rule, found in anew.items():
        sooner = [other for other in anew.values() if other.best_needed < found.best_needed]
        assert scores[rule].places[column] == 1 + len(sooner)


def test_what_is_said_is_what_was_computed(scene: Any) -> None:
    names = scene.spoken
    told = kit.best_and_worst("adagrad", scene.scores, names)
    assert told == {"rule": "AdaGrad", "times": 4, "grounds": 7, "worst": 5}
    assert kit.most_uneven(scene.scores) == "damped_newton"
    told = kit.best_and_worst("damped_newton", scene.scores, names)
    assert told == {"rule": "Newton", "times": 2, "grounds": 7, "worst": 7}
    assert kit.arrivals_in_words(scene.scores, names) == {
        "tries": 7 * 41,
        "picky": "plain",
        "few": 19,
        "easy": "Adam",
        "many": 49,
    }
    assert kit.most_often_first(scene.scores) == "adagrad"
    gentle = kit.gentle_grounds(scene.races)
    assert [list(WhichRule.surfaces)[number] for number in gentle] == ["plateau", "two Gaussians"]
    assert {scene.scores["adagrad"].places[number] for number in gentle} == {1}
    assert kit.way_down(scene.races) == "There is no best way down."
    assert kit.way_down(scene.races[:1]) == "Here, one way down is the best."


def counted(objective: Any, rule: Any, start: tuple[float, float]) -> int:
    """Return after how many steps no more than a millionth of J is left, and stays so: a plain loop."""
    values = descend(objective, rule, start, iterations=400).values
    return max(k for k, value in enumerate(values) if value > 1e-6 * values[0]) + 1


def test_the_riddle_s_answer_is_that_of_the_first_lessons(scene: Any) -> None:
    assert [run.steps for run in scene.home] == [87, 26, 1]
    own: dict[str, Any] = {"valley": turned_bowl((2, 30), -35), "start": (3.0, -3.5)}
    other = set_up(**own, **QUICK)
    rules = gradient_descent(best_learning_rate([2, 30])), heavy_ball(*best_heavy_ball([2, 30]))
    assert [run.steps for run in other.home][:2] == [
        counted(own["valley"], rule, own["start"]) for rule in rules
    ]


def hilly(x: float, y: float) -> float:
    return x**2 + 3 * y**2 + 0.5 * x * y


MINE = from_function(hilly, [(-3, 3), (-3, 3)])
WITH_GRADIENT = from_function(
    hilly, [(-3, 3), (-3, 3)], gradient=lambda x, y: (2 * x + 0.5 * y, 6 * y + 0.5 * x)
)
QUICK: dict[str, Any] = {
    "rates": (0.01, 0.1, 0.2, 0.3),
    "rules": {"adam": adam, "my own rule": lambda rate: heavy_ball(rate, 0.5)},
    "surfaces": {"my bowl": kit.RaceGround(MINE, (2, 1), budget=80)},
}


def test_a_surface_of_one_s_own_is_one_line() -> None:
    surfaces = {
        "my bowl": kit.RaceGround(WITH_GRADIENT, (2, 1), budget=80),
        "hopeless": kit.RaceGround(rosenbrock(), (-1, 1), budget=5),
    }
    scene = type("MyTable", (WhichRule,), QUICK | {"surfaces": surfaces})(skip_animations=True)
    scene.render()
    assert [beat.name for beat in scene.beats][-1] == "farewell"
    said = {beat.name: beat.line for beat in scene.beats}
    assert "my own rule" in said["choice"]
    assert "often" in said  # no slope is small here: nothing is said of such
    assert scene.scores["adam"].arrives == (True, False)
    assert scene.wall.races[1].winners == []
    without = set_up(**QUICK)
    assert without.races[0].order == scene.races[0].order
    for rule, search in without.first.searches.items():
        assert search.needed.tolist() == scene.first.searches[rule].needed.tolist()
    assert all(np.isfinite(part.points).all() for column in scene.table.tiles for part in column["adam"])


@pytest.mark.parametrize(
    ("attributes", "line"),
    [
        ({"rules": {}}, "rules must hold at least one rule by its name"),
        ({"surfaces": {"one": MINE}}, "the surface 'one' must be a RaceGround, not a Function"),
        ({"valley": rosenbrock()}, "no quadratic valley"),
        ({"valley": lambda x, y: x}, "the objective must be an Objective"),
        ({"start": (0.0, 0.0)}, "on an axis of the valley"),
    ],
)
def test_what_is_refused(attributes: dict[str, Any], line: str) -> None:
    with pytest.raises(ValueError, match=line) as caught:
        set_up(**QUICK | attributes)
    assert "\n" not in str(caught.value)

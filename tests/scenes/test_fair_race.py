"""The fair race: its numbers are those of `gdmath.fair_race`, and rules and surfaces can be one's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from gdmath import adam, fair_race, from_function, gradient_descent, heavy_ball, rosenbrock
from scenes import kit
from scenes.fair_race import FairRace
from scenes.kit.runs.race_entries import SUMMING
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import load
from scenes.script.translation import in_language

COUNTS = {
    "Rosenbrock": (1683, 118, 269, 692, 1056, 194, 70),
    "Himmelblau": (9, 64, 12, 3, 12, 61, 19),
    "Beale": (55, 70, 28, 19, 43, 58, 13),
    "two Gaussians": (183, 597, 478, 11, 55, 57, 38),
    "noisy valley": (145, 59, 24, 84, 192, 57, 70),
}
"""What the rules need, in their order: so that a change of any of it is seen."""


def set_up(**attributes: Any) -> Any:
    scene = type("MyRace", (FairRace,), attributes)(skip_animations=True)
    scene.setup()
    return scene


@pytest.fixture(scope="module")
def scene() -> Any:
    return set_up()


def test_numbers_are_those_of_the_fair_race(scene: Any) -> None:
    for (name, counts), race in zip(COUNTS.items(), scene.races, strict=True):
        assert {rule: race.needed(rule) for rule in scene.rules} == dict(
            zip(scene.rules, counts, strict=True)
        ), name
    ground = FairRace.surfaces["Himmelblau"]
    rates = FairRace.rates
    anew = fair_race(
        ground.objective, FairRace.rules, ground.start, rates, budget=ground.budget, aim=ground.height
    )
    assert tuple(found.best_needed for found in anew.values()) == COUNTS["Himmelblau"]
    np.testing.assert_allclose(rates, np.geomspace(1e-4, 10, 41))


def test_what_is_said_is_what_was_computed(scene: Any) -> None:
    assert kit.race_in_words(scene.first, scene.names) == {
        "first": "Newton",
        "least": "70",
        "last": "plain",
        "most": "1683",
        "left": "0.1",
    }
    winners = [[scene.names[rule] for rule in race.winners] for race in scene.races]
    assert winners == [["Newton"], ["AdaGrad"], ["Newton"], ["AdaGrad"], ["Nesterov"]]
    assert kit.moral_of(scene.races) == "No rule is first everywhere."
    assert kit.moral_of(scene.races[:1]) == "Here, one rule is first everywhere."


def test_when_a_rule_has_arrived_is_said_of_each_ground(scene: Any) -> None:
    surfaces = kit.RACE_GROUNDS
    assert kit.aim_in_words(surfaces["Himmelblau"]) == "0.1 % left"
    assert kit.aim_in_words(surfaces["saddle"]) == "J = \u22121"
    assert kit.aim_in_words(surfaces["noisy valley"]) == "5 % left"
    assert scene.first.ground.watched == 250
    # It stays that long, though not for ever: Adam leaves again later.
    search = scene.first.searches["adam"]
    spent = search.descent.gradient_equivalents
    stays = (spent >= search.best_needed) & (spent <= search.best_needed + 250)
    assert search.descent.values[stays].max() <= scene.first.ground.height


def test_whoever_wins_can_be_said_in_spanish(scene: Any) -> None:
    lecture = in_language(load(SCRIPTS / "better_descents.toml"), "es")
    [part] = [part for part in lecture.parts if part.scene == "FairRace"]
    said = [str(part.said(scene.spoken[name])) for name in (*FairRace.rules, *FairRace.surfaces)]
    assert len(set(said)) == 12
    assert {"simple", "momento", "valle con ruido"} < set(said)


def test_luck_does_not_win_on_rosenbrock_s_valley(scene: Any) -> None:
    search = scene.first.searches["adagrad"]
    assert search.needed.min() == 9
    assert search.best_needed == 692
    assert kit.search_in_words(scene.first, scene.told, scene.spoken) == {
        "rule": "AdaGrad",
        "count": 41,
        "arrived": 8,
        "least": "9",
    }
    lucky = search.luckiest
    assert search.needed[[lucky - 1, lucky + 1]].min() > 50 * search.needed[lucky]
    for found in scene.first.searches.values():
        assert found.worst[found.best] == found.worst.min()


def test_what_tests_the_rules_on_a_ground_is_so(scene: Any) -> None:
    assert [scene.beat_of(number) for number in range(5)] == ["first", "minima", "narrow", "gentle", "summed"]
    grounds = scene.surfaces

    def slope(name: str, *place: float) -> float:
        return float(np.linalg.norm(grounds[name].objective.gradient(np.array(place))))

    hills = grounds["Himmelblau"].objective
    assert [float(hills.value(place)) for place in hills.minima] == pytest.approx([0] * 4, abs=1e-9)
    along, across = np.linalg.eigvalsh(grounds["Beale"].objective.hessian(np.array([3.0, 0.5])))
    assert across > 100 * along > 0
    first_steps = {run.name: np.linalg.norm(run.path[1] - run.path[0]) for run in scene.races[1].runs}
    assert max(first_steps, key=first_steps.__getitem__) == "adagrad"
    assert [grounds[name].left for name in COUNTS] == [0.001, 0.001, 0.001, 0.01, 0.05]
    assert slope("two Gaussians", *grounds["two Gaussians"].start) < slope("two Gaussians", 0, 0) / 5
    assert scene.races[4].winners == ["nesterov"]
    assert "nesterov" in SUMMING


def test_a_step_of_the_first_rule_and_of_the_dearest_one_is_billed(scene: Any) -> None:
    assert [bill.counted for bill in scene.bills] == [
        {"gradient": 1},
        {"gradient": 1, "Hessian": 2, "values": 4},
    ]
    assert len(set_up(rules={"adam": adam}, rates=QUICK["rates"]).bills) == 1


def test_on_grounds_of_one_s_own_it_is_said_who_is_first() -> None:
    far = {"Beale": FairRace.surfaces["Beale"], "hopeless": kit.RaceGround(rosenbrock(), (-1, 1), budget=5)}
    scene = set_up(surfaces={"my bowl": kit.RaceGround(MINE, (2, 1), budget=80), **far}, **QUICK)
    assert [scene.beat_of(number) for number in range(3)] == ["first", "ground", "nobody"]
    told = {"lines": {"Beale": "Look at {first}."}, **QUICK}
    assert set_up(surfaces=far, **told).beat_of(0) == "first"
    assert set_up(surfaces=dict(reversed(far.items())), **told).beat_of(1) == "Beale"


def test_rules_that_sum_up_slopes_lead_only_where_these_are_noisy(scene: Any) -> None:
    led = kit.leaders_in_noise(scene.races)
    assert led is not None
    number, leaders = led
    assert (scene.heads[number], leaders) == ("noisy valley", ["nesterov", "adam", "heavy_ball"])
    ground = scene.races[number].ground
    assert kit.noise_in_words(ground) == {"batch": 4, "rows": 40}
    np.testing.assert_allclose(
        ground.measured((0.2, 0.6), 10).mean(axis=0), ground.objective.gradient(np.array([0.2, 0.6]))
    )
    exact = replace(ground, batch=None)
    aim = {"budget": ground.budget, "aim": ground.height}
    found = fair_race(exact.objective, FairRace.rules, ground.start, FairRace.rates, **aim)
    assert min(found, key=lambda rule: found[rule].best_needed) == "adagrad"
    assert kit.noisy_of(scene.races) == 4
    assert kit.noisy_of(scene.races[:-1]) is None


def hilly(x: float, y: float) -> float:
    return x**2 + 3 * y**2 + 0.5 * x * y


MINE = from_function(hilly, [(-3, 3), (-3, 3)])
WITH_GRADIENT = from_function(
    hilly, [(-3, 3), (-3, 3)], gradient=lambda x, y: (2 * x + 0.5 * y, 6 * y + 0.5 * x)
)
QUICK = {"rates": (0.01, 0.1, 0.2, 0.3), "rules": {"adam": adam, "gradient_descent": gradient_descent}}


@pytest.mark.parametrize("objective", [MINE, WITH_GRADIENT], ids=["without gradient", "with gradient"])
def test_a_surface_of_one_s_own_is_one_line(objective: Any) -> None:
    saddle = {"saddle": kit.RACE_GROUNDS["saddle"]}
    scene = set_up(surfaces={"my bowl": kit.RaceGround(objective, (2, 1), budget=80), **saddle}, **QUICK)
    assert scene.heads == ["my bowl", "saddle"]
    assert scene.first.needed("gradient_descent") < 80
    beats = played(scene)
    assert beats[-4:] == ["race", "first", "ground", "moral"]
    assert "noise" not in beats


@pytest.mark.parametrize(
    ("name", "beats"),
    [("Himmelblau", ["race", "first", "moral"]), ("noisy valley", ["noise", "race", "first", "moral"])],
)
def test_one_ground_is_enough(name: str, beats: list[str]) -> None:
    scene = set_up(surfaces={name: FairRace.surfaces[name]}, **QUICK)
    assert played(scene)[-len(beats) :] == beats


def played(scene: Any) -> list[str]:
    """Play such a lesson, and return its beats; it leaves the ball that marks the start of the first race."""
    scene = type(scene)(skip_animations=True)
    scene.render()
    assert scene.carried is scene.wall.maps[0].start
    return [beat.name for beat in scene.beats]


def test_rules_starts_and_budgets_are_one_line_each() -> None:
    pair = {name: kit.RACE_GROUNDS[name] for name in ("Himmelblau", "saddle")}
    quick = QUICK["rates"]
    rules = {"slow ball": lambda rate: heavy_ball(rate, 0.5), "adam": adam}
    scene = set_up(rules=rules, surfaces=pair, rates=quick)
    assert scene.names == {"slow ball": "slow ball", "adam": "Adam"}
    scene = set_up(**QUICK | {"surfaces": {**pair, "Himmelblau": replace(pair["Himmelblau"], start=(1, 1))}})
    assert scene.first.runs["adam"].path[0].tolist() == [1, 1]
    scene = set_up(
        **QUICK | {"surfaces": {"valley": kit.RaceGround(rosenbrock(), (-1, 1), budget=20), **pair}}
    )
    assert kit.race_in_words(scene.first, scene.names)["most"] == "more than 20"


@pytest.mark.parametrize(
    ("attributes", "line"),
    [
        ({"rules": {}}, "rules must hold at least one rule"),
        ({"surfaces": {}}, "surfaces must hold at least one ground"),
        (
            {"surfaces": {"one": MINE, "other": MINE}},
            "the surface 'one' must be a RaceGround, not a Function",
        ),
        ({"rates": (1.0, 0.1)}, "the rates to try must be positive, finite and increasing"),
    ],
)
def test_what_is_refused(attributes: dict[str, Any], line: str) -> None:
    with pytest.raises(ValueError, match=line) as caught:
        set_up(**attributes)
    assert "\n" not in str(caught.value)

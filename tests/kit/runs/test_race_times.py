"""Races take as long as they are, in orders of magnitude; rules can run one after the other."""

from __future__ import annotations

import pytest

from gdmath import adagrad, gradient_descent
from scenes import kit

RULES = {"gradient_descent": gradient_descent, "adagrad": adagrad}


def raced(name: str) -> kit.RankedRace:
    return kit.RankedRace(kit.RACE_GROUNDS[name], RULES, kit.RACE_RATES, list(kit.rule_colors(RULES)))


def test_ten_times_as_many_gradients_take_as_much_longer() -> None:
    races = [raced(name) for name in ("plateau", "two Gaussians", "saddle")]
    most, fewer, least = kit.race_seconds(races, 10.0, 6.0)
    assert 10.0 == most > fewer > least == 6.0
    assert kit.race_seconds(races, 10.0, 12.0) == [12.0] * 3


def test_all_run_at_once_on_one_clock() -> None:
    race = raced("plateau")
    [advance], ends = kit.run_off(race, 5.0, {})
    assert advance.run_time == 5.0
    assert ends == {rule: race.share(rule) for rule in RULES}
    assert ends["adagrad"] < ends["gradient_descent"] == 1.0


def test_each_runs_in_its_turn_evenly() -> None:
    race = raced("plateau")
    plain, own = race.runs["gradient_descent"], race.runs["adagrad"]
    animations, ends = kit.run_off(race, 5.0, {"gradient_descent": (0.0, 0.4), "adagrad": (0.5, 0.9)})
    assert ends == {"gradient_descent": 0.4, "adagrad": 0.9}
    for animation in animations:
        animation.begin()
    for share, clocks in ((0.2, (0.5, 0.0)), (0.45, (1.0, 0.0)), (0.7, (1.0, 0.5)), (1.0, (1.0, 1.0))):
        for animation in animations:
            animation.interpolate(share)
        shown = [run.clock.get_value() / run.end for run in (plain, own)]
        assert shown == pytest.approx(clocks)

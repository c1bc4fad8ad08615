"""Races take as long as they are, in orders of magnitude."""

from __future__ import annotations

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

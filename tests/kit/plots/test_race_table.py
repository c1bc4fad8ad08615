"""A table of races counts each rule's gradients until it arrives, and frames who is first."""

from itertools import pairwise

import numpy as np
import pytest

from gdmath import adagrad, gradient_descent
from scenes import kit
from scenes.kit.plots.race_table import NEVER
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

RULES = {"gradient_descent": gradient_descent, "adagrad": adagrad}
NAMES = {"gradient_descent": "plain", "adagrad": "AdaGrad"}
COLORS = dict(zip(RULES, kit.rule_colors(RULES), strict=True))
BOX = Box(0, 4, 0, 3)


def races_on(*grounds: kit.RaceGround, rates: tuple[float, ...] = kit.RACE_RATES) -> list[kit.RankedRace]:
    return [kit.RankedRace(ground, RULES, rates, list(COLORS.values())) for ground in grounds]


def table_of(races: list[kit.RankedRace]) -> kit.RaceTable:
    heads = ["gradients", *(f"ground {number}" for number in range(len(races)))]
    return kit.RaceTable(BOX, races, heads, NAMES, COLORS)


def test_counts_go_on_until_a_rule_arrives_and_then_have_its_colour() -> None:
    [race] = races = races_on(kit.RACE_GROUNDS["plateau"])
    plain, own = table_of(races).counts[0]
    for clock, written in ((0.0, ("0", "0")), (6.9, ("6", "6")), (7.0, ("7", "7")), (547.0, ("547", "7"))):
        race.runs.clock.set_value(clock)
        plain.update()
        own.update()
        assert (plain.written, own.written) == written
        for number, rule in ((plain, "gradient_descent"), (own, "adagrad")):
            color = COLORS[rule] if clock >= race.needed(rule) else palette.MUTED
            np.testing.assert_allclose(number.rgb, palette.rgb(color))


def test_who_never_arrives_has_a_dash() -> None:
    ground = kit.RaceGround(kit.RACE_GROUNDS["plateau"].objective, (-3.0, 1.8), budget=30)
    [race] = races = races_on(ground, rates=(0.5, 0.6, 0.75))
    table = table_of(races)
    race.runs.clock.set_value(race.runs.end)
    for number in table.counts[0]:
        number.update()
    assert [number.written for number in table.counts[0]] == [NEVER, race.written("adagrad")]
    assert list(table.rings[0]) == ["adagrad"]


@pytest.mark.parametrize("count", [1, 3, 7])
def test_columns_stand_apart_within_the_box(count: int) -> None:
    races = races_on(*[kit.RACE_GROUNDS["plateau"]] * count)
    table = table_of(races)
    for race, numbers in zip(races, table.counts, strict=True):
        race.runs.clock.set_value(race.runs.end)
        for number in numbers:
            number.update()
    longest = [numbers[0] for numbers in table.counts]
    for left, right in pairwise(longest):
        assert left.get_right()[0] < right.get_left()[0]
    for head, other in pairwise(table.heads):
        assert head.get_right()[0] < other.get_left()[0]
    assert longest[-1].get_right()[0] <= BOX.right + 1e-6
    for numbers, rings in zip(table.counts, table.rings, strict=True):
        ring = rings["adagrad"]
        assert ring.get_left()[0] < numbers[1].get_left()[0] < numbers[1].get_right()[0] < ring.get_right()[0]

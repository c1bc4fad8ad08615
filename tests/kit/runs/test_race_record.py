"""What is kept of the races is what a search finds; of one's own races nothing is kept."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import adam, himmelblau
from scenes.kit.runs.race_entries import RACE_GROUNDS, RACE_RATES, RACE_RULES
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.race_record import kept

QUICK = ("saddle", "Himmelblau")


@pytest.mark.parametrize(
    "surface",
    [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in RACE_GROUNDS],
)
def test_a_search_finds_what_is_kept(surface: str) -> None:
    ground = RACE_GROUNDS[surface]
    for name, family in RACE_RULES.items():
        found, known = ground.search(family, RACE_RATES), kept(ground, family, RACE_RATES)
        assert known is not None
        np.testing.assert_array_equal(known.needed, found.needed, name)
        np.testing.assert_array_equal(known.rates, found.rates)
        assert (known.best, known.arrival) == (found.best, found.arrival)
        length = len(known.descent.points)
        np.testing.assert_allclose(known.descent.points, found.descent.points[:length], rtol=1e-6, atol=1e-9)


def test_the_best_rates_that_are_kept_arrive_where_the_aim_is() -> None:
    for surface, ground in RACE_GROUNDS.items():
        for name, family in RACE_RULES.items():
            known = kept(ground, family, RACE_RATES)
            assert known is not None
            assert known.arrival is not None, (surface, name)
            values = known.descent.values
            assert values[known.arrival] <= ground.height < values[known.arrival - 1]


def test_of_other_races_nothing_is_kept() -> None:
    ground = RACE_GROUNDS["Himmelblau"]
    assert kept(ground, adam, RACE_RATES[:-1]) is None
    assert kept(ground, lambda rate: adam(rate), RACE_RATES) is None
    assert kept(RaceGround(himmelblau(), (0.0, 0.0), budget=200, left=0.001), adam, RACE_RATES) is None

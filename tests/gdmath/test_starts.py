"""Random starts: the rule of the double well (reference F), and its edges."""

import numpy as np
import pytest

from gdmath.starts import spread_starts


@pytest.mark.parametrize("seed", range(20))
def test_rule_of_the_double_well(seed: int) -> None:
    starts = spread_starts(-5, 5, 20, seed=seed, spacing=0.2, avoid=[-3, 3], clearance=0.5)
    assert 1 <= len(starts) <= 20
    assert np.all((starts >= -5) & (starts <= 5))
    assert np.all(np.diff(starts) >= 0.2)
    assert np.abs(np.abs(starts) - 3).min() >= 0.5


@pytest.mark.parametrize("seed", range(5))
def test_leaves_out_no_more_than_it_must(seed: int) -> None:
    drawn = spread_starts(-5, 5, 20, seed=seed)
    starts = spread_starts(-5, 5, 20, seed=seed, spacing=0.2, avoid=[-3, 3], clearance=0.5)
    assert len(drawn) == 20
    for left_out in np.setdiff1d(drawn, starts):
        before = starts[starts < left_out]
        is_crowded = before.size > 0 and left_out - before[-1] < 0.2
        assert is_crowded or abs(abs(left_out) - 3) < 0.5


def test_seed_decides() -> None:
    first, again, other = (spread_starts(0, 1, 8, seed=seed) for seed in (3, 3, 4))
    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


def test_all_may_be_left_out() -> None:
    assert spread_starts(-1, 1, 10, seed=0, avoid=[0], clearance=5).shape == (0,)


def test_avoids_minima_given_as_a_table_of_points() -> None:
    starts = spread_starts(-5, 5, 50, seed=0, avoid=[[-3.0], [3.0]], clearance=1)
    assert np.abs(np.abs(starts) - 3).min() >= 1


def test_result_is_read_only() -> None:
    starts = spread_starts(0, 1, 4, seed=0)
    with pytest.raises(ValueError, match="read-only"):
        starts[0] = 0


@pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 1), (0, np.inf), (np.nan, 1)])
def test_refuses_an_interval(low: float, high: float) -> None:
    with pytest.raises(ValueError, match="interval"):
        spread_starts(low, high, 4, seed=0)


def test_refuses_counts_and_distances() -> None:
    with pytest.raises(ValueError, match="count"):
        spread_starts(0, 1, 0, seed=0)
    with pytest.raises(ValueError, match="spacing"):
        spread_starts(0, 1, 4, seed=0, spacing=-1)
    with pytest.raises(ValueError, match="clearance"):
        spread_starts(0, 1, 4, seed=0, clearance=np.inf)

"""Arrows of mini-batches: each its own way; tip to tail, those of all points point the true way."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from scenes import kit
from scenes.kit.plots.labels import holds

GROUND = kit.RACE_GROUNDS["noisy valley"]
RULES = {name: kit.RACE_RULES[name] for name in ("gradient_descent", "heavy_ball")}


@pytest.fixture
def slope() -> kit.NoisySlope:
    race = kit.RankedRace(GROUND, RULES, kit.RACE_RATES, list(kit.rule_colors(RULES)))
    plot = kit.RaceMap(kit.layout.stage(), race)
    return kit.NoisySlope(plot, race, ("all", "few", "sum"))


def arrow(pointer: kit.Pointer) -> np.ndarray:
    return np.asarray(pointer.points[1] - pointer.points[0])


def test_batch_after_batch_shows_another_way(slope: kit.NoisySlope) -> None:
    assert len(slope.measured) == 10  # of 4 points each: all 40
    assert (GROUND.rows, GROUND.batch) == (40, 4)
    assert {each.opacity for each in slope.measured} == {0.0}
    shown = slope.jitter(1.0)
    shown.begin()
    shown.interpolate(0.35)
    assert [each.opacity > 0 for each in slope.measured] == [True] * 4 + [False] * 6
    assert slope.measured[3].opacity == 1.0


def test_they_add_up_to_the_true_way_on_the_map(slope: kit.NoisySlope) -> None:
    before = [arrow(each) for each in slope.measured]
    added = slope.add_up(1.0)
    added.begin()
    added.interpolate(0.0)
    np.testing.assert_allclose([arrow(each) for each in slope.measured], before)
    added.interpolate(1.0)
    laid = slope.measured
    for each, following in pairwise(laid):
        np.testing.assert_allclose(each.points[1], following.points[0])
    # All of them by the same share shorter, or longer, so that they stay on the map.
    shares = [
        np.linalg.norm(arrow(each)) / np.linalg.norm(way) for each, way in zip(laid, before, strict=True)
    ]
    np.testing.assert_allclose(shares, shares[0])
    np.testing.assert_allclose(slope.sum.points, [laid[0].points[0], laid[-1].points[1]])
    way, true = arrow(slope.sum), arrow(slope.true)
    np.testing.assert_allclose(way / np.linalg.norm(way), true / np.linalg.norm(true), atol=1e-6)


def test_what_is_told_lies_on_the_map(slope: kit.NoisySlope) -> None:
    frame = slope.true.window
    assert frame is not None
    assert holds(frame, slope.told)

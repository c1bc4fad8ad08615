"""Plates tell how steep a ground is, where all start and where the first rule is halfway."""

from __future__ import annotations

import numpy as np
import pytest

from scenes import kit

RULES = {name: kit.RACE_RULES[name] for name in ("gradient_descent", "damped_newton")}
WORDS = {"slope": "slope of J", "along": "slope along", "across": "slope across"}


@pytest.mark.parametrize(("name", "count"), [("Rosenbrock", 2), ("plateau", 1), ("saddle", 1)])
def test_each_plate_has_a_line_to_where_its_number_holds(name: str, count: int) -> None:
    race = kit.RankedRace(kit.RACE_GROUNDS[name], RULES, kit.RACE_RATES, list(kit.rule_colors(RULES)))
    ground = kit.RaceSpace(kit.layout.stage(), race, (-84.0, 43.0, 1.54))
    slopes = kit.RaceSlopes.of(race)
    tags = kit.slope_tags(ground.surface, slopes, WORDS, (-6.0, 3.0, 0.0), (2.0, -2.0, 0.0))
    assert len(tags) == count
    corner = (2.0, -2.0) if slopes.is_level_across else (-6.0, 3.0)
    assert (tags[0].plate.get_left()[0], tags[0].plate.get_top()[1]) == pytest.approx(corner)
    for tag, place in zip(tags, (slopes.start, slopes.halfway), strict=False):
        seen = ground.space.view.project(ground.surface.lift(*place))
        np.testing.assert_allclose(tag.leader.points[-1], seen)

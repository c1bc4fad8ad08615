"""The slopes of a race's ground are lengths of its gradient."""

import numpy as np
import pytest

from gdmath import gradient_descent
from scenes import kit

RULES = {"gradient_descent": gradient_descent}


@pytest.mark.parametrize(
    ("name", "is_level_across", "is_elsewhere"),
    [("Rosenbrock", False, True), ("plateau", False, False), ("saddle", True, True)],
)
def test_slopes_are_those_of_the_ground(name: str, is_level_across: bool, is_elsewhere: bool) -> None:
    ground = kit.RACE_GROUNDS[name]
    race = kit.RankedRace(ground, RULES, kit.RACE_RATES, ["#ffffff"])
    slopes = kit.RaceSlopes.of(race)
    gradient = ground.objective.gradient(np.array(ground.start))
    assert slopes.start.tolist() == list(ground.start)
    assert slopes.steep == pytest.approx(float(np.linalg.norm(gradient)))
    assert slopes.across == pytest.approx(float(np.abs(gradient).min()))
    assert abs(gradient[slopes.level]) == slopes.across
    halfway = race.searches["gradient_descent"].descent.points[int(np.ceil(race.runs.end / 2))]
    assert slopes.halfway.tolist() == halfway.tolist()
    assert slopes.floor == pytest.approx(float(np.linalg.norm(ground.objective.gradient(halfway))))
    assert (slopes.is_level_across, slopes.is_elsewhere) == (is_level_across, is_elsewhere)

"""The contours of a cost's map are those of the levels that are written on them."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import TEN_POINTS, LinearRegression
from scenes.kit.space.cost_terrain import cost_terrain
from scenes.kit.space.map_contours import map_contours
from scenes.kit.style.layout import Box

COST = LinearRegression(TEN_POINTS)


def test_each_number_stands_on_the_contour_of_its_cost_and_clear_of_what_is_held() -> None:
    terrain = cost_terrain(Box(-6, 2, -3, 3), COST, (0.0, 0.0))
    held = terrain.on([[0.0, 0.0], [1.0, 5.0]])
    lines, numbers = map_contours(terrain, COST, held)
    least = float(COST.value(COST.closed_form()))
    assert len(lines) > len(numbers) >= 3
    for number in numbers:
        level = float(str(number.typst_code).strip("$ "))
        contour = terrain.on(COST.spectrum.contour(level - least))
        assert np.nanmin(np.linalg.norm(contour - number.get_center(), axis=1)) == pytest.approx(0, abs=1e-6)
        assert np.linalg.norm(held - number.get_center(), axis=1).min() > number.width / 2
    apart = np.array([one.get_center() - other.get_center() for one in numbers for other in numbers])
    assert sorted(np.linalg.norm(apart, axis=1))[len(numbers)] > numbers[0].height

"""Between a grid's corners heights are interpolated; beside it there are none."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.painted.painted import Floats
from scenes.kit.space.between_corners import bilinear

HEIGHTS = np.add.outer(10.0 * np.arange(4), np.arange(3))


def heights_at(u: object, v: object, heights: Floats = HEIGHTS) -> list[float]:
    first, second = (np.asarray(values, dtype=float).reshape(-1) for values in (u, v))
    result = np.zeros(len(first))
    bilinear(heights, first, second, result)
    return result.tolist()


def test_what_is_linear_along_the_sides_is_met_everywhere() -> None:
    u, v = np.random.default_rng(2).uniform([[0], [0]], [[3], [2]], (2, 50))
    assert heights_at(u, v) == pytest.approx((10 * u + v).tolist())
    assert heights_at(u, v, np.asfortranarray(HEIGHTS)) == heights_at(u, v)


def test_the_rim_is_on_the_grid() -> None:
    assert heights_at([0, 3, 3, 1.5], [0, 0, 2, 2]) == [0.0, 30.0, 32.0, 17.0]
    assert heights_at([3 + 1e-10], [1]) == pytest.approx([31.0])


@pytest.mark.parametrize(("u", "v"), [(-0.1, 1), (3.1, 1), (1, 2.1), (np.nan, 1), (1, np.inf), (-np.inf, 1)])
def test_beside_the_grid_there_is_no_height(u: float, v: float) -> None:
    assert np.isnan(heights_at(u, v)).all()


def test_corners_without_a_value_leave_the_mean_of_the_others() -> None:
    heights = HEIGHTS.copy()
    heights[0, 0] = heights[0, 1] = heights[1, 0] = np.nan
    assert heights_at([0.5, 1.5], [0.5, 1.5], heights) == [11.0, 16.5]
    heights[1, 1] = np.nan
    assert np.isnan(heights_at(0.5, 0.5, heights)).all()

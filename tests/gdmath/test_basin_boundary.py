"""The ridge between two starts is where walks to different valleys part."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gdmath import FunctionObjective, descend, from_function, gaussian_difference, ridge_between


def two_valleys() -> FunctionObjective:
    """Valleys at x = -1 and x = 1, parted by the line x = 0, with its pass at y = 0."""
    return from_function(lambda x, y: (x**2 - 1) ** 2 + y**2, [(-2, 2), (-2, 2)])


def test_it_runs_down_to_the_pass() -> None:
    ridge = ridge_between(two_valleys(), (-0.3, 1.0), (0.1, 1.0))
    np.testing.assert_allclose(ridge[:, 0], 0, atol=0.01)
    assert ridge[:, 1].min() == pytest.approx(0, abs=0.02)


def test_starts_of_one_valley_have_none_between_them() -> None:
    assert ridge_between(two_valleys(), (0.3, 1.0), (0.6, 0.5)).shape == (0, 2)


@pytest.mark.parametrize("share", [0.2, 0.4])
def test_walks_from_its_two_sides_part(share: float) -> None:
    objective = gaussian_difference()
    ridge = ridge_between(objective, (0.8, 1.31), (0.8, 1.41))
    hill = ridge[0]
    np.testing.assert_allclose(objective.gradient(hill), 0, atol=0.05)
    in_window = ridge[ridge[:, 0] > -2]
    place = in_window[int(share * len(in_window))]
    below, above = (end(objective, place + np.array([0, side])) for side in (-0.05, 0.05))
    np.testing.assert_allclose(below, objective.minima[0], atol=0.01)
    assert above[1] > 2


def end(objective: FunctionObjective, start: NDArray[np.float64]) -> NDArray[np.float64]:
    last: NDArray[np.float64] = descend(objective, 0.1, start, iterations=2000).points[-1]
    return last

"""The boundary between two basins is where descents to different minima part."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from gdmath import (
    FunctionObjective,
    basin_boundary,
    descend,
    from_function,
    gaussian_difference,
    saddle,
    whole_basin_boundary,
)
from gdmath.steepest_flow import SteepestFlow


def two_valleys() -> FunctionObjective:
    """Valleys at x = -1 and x = 1, parted by the line x = 0, with its pass at y = 0."""
    return from_function(lambda x, y: (x**2 - 1) ** 2 + y**2, [(-2, 2), (-2, 2)])


def test_it_runs_down_to_the_pass() -> None:
    boundary = basin_boundary(two_valleys(), (-0.3, 1.0), (0.1, 1.0))
    np.testing.assert_allclose(boundary[:, 0], 0, atol=0.01)
    assert boundary[:, 1].min() == pytest.approx(0, abs=0.02)


def test_starts_of_one_valley_have_none_between_them() -> None:
    assert basin_boundary(two_valleys(), (0.3, 1.0), (0.6, 0.5)).shape == (0, 2)


@pytest.mark.parametrize("share", [0.2, 0.4])
def test_walks_from_its_two_sides_part(share: float) -> None:
    objective = gaussian_difference()
    boundary = basin_boundary(objective, (0.8, 1.31), (0.8, 1.41))
    hill = boundary[0]
    np.testing.assert_allclose(objective.gradient(hill), 0, atol=0.05)
    in_window = boundary[boundary[:, 0] > -2]
    place = in_window[int(share * len(in_window))]
    below, above = (end(objective, place + np.array([0, side])) for side in (-0.05, 0.05))
    np.testing.assert_allclose(below, objective.minima[0], atol=0.01)
    assert above[1] > 2


def test_it_ends_at_the_pass_and_not_in_a_minimum() -> None:
    tilted = from_function(lambda x, y: (x**2 - 1) ** 2 + 0.3 * x + y**2 + 0.2 * x * y, [(-2, 2), (-2, 2)])
    boundary = basin_boundary(tilted, (-0.4, 1.0), (0.5, 1.0))
    np.testing.assert_allclose(tilted.gradient(boundary[-1]), 0, atol=1e-9)
    assert np.linalg.eigvalsh(tilted.hessian(boundary[-1]))[0] < 0
    distances = np.linalg.norm(boundary[:, np.newaxis] - tilted.minima, axis=-1)
    assert distances.min() > 0.5


def test_the_whole_of_it_goes_over_the_summit_and_parts_walks_on_its_other_side() -> None:
    objective = gaussian_difference()
    boundary = whole_basin_boundary(objective, (0.8, 1.26), (0.8, 1.36))
    (left, right), _ = objective.domain
    assert boundary[:, 0].min() < left + 0.1
    assert boundary[:, 0].max() > right - 0.1
    assert objective.value(boundary).max() == pytest.approx(1.137, abs=1e-3)  # the summit
    beyond = boundary[np.argmin(np.abs(boundary[:, 0] - 2.1))]
    flow = SteepestFlow.over(objective, boundary)  # steps of a descent take too long on the plain
    below, above = flow.ends(beyond + np.array([[0.0, -0.1], [0.0, 0.1]]))
    np.testing.assert_allclose(below, objective.minima[0], atol=0.01)
    assert np.linalg.norm(above - below) > 2


def test_without_a_summit_the_whole_of_it_is_what_is_known() -> None:
    part = basin_boundary(two_valleys(), (-0.3, 1.0), (0.1, 1.0))
    np.testing.assert_array_equal(whole_basin_boundary(two_valleys(), (-0.3, 1.0), (0.1, 1.0)), part)
    assert whole_basin_boundary(two_valleys(), (0.3, 1.0), (0.6, 0.5)).shape == (0, 2)


@pytest.mark.parametrize("seed", range(3))
def test_any_two_starts_have_a_boundary_or_share_a_minimum(seed: int) -> None:
    """Himmelblau's function: four minima, and four saddle points on the boundaries between them."""
    himmelblau = from_function(
        lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, [(-5, 5), (-5, 5)], name="himmelblau"
    )
    first, second = np.random.default_rng(seed).uniform(-5, 5, (2, 2))
    boundary = basin_boundary(himmelblau, first, second)
    ends = [descend(himmelblau, 0.002, start, iterations=1000).points[-1] for start in (first, second)]
    assert (len(boundary) == 0) == (np.linalg.norm(ends[0] - ends[1]) < 0.01)
    if len(boundary):
        distances = np.linalg.norm(boundary[:, np.newaxis] - himmelblau.minima, axis=-1)
        assert distances.min() > 0.5


@pytest.mark.parametrize(
    ("start", "message"),
    [((np.nan, 0.5), "two finite numbers"), ((1.0, 2.0, 3.0), "two finite numbers"), ((0.0, 0.0), "move it")],
)
def test_a_start_that_has_no_descent_is_refused(start: tuple[float, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        basin_boundary(saddle(), start, (0.5, 1.0))


def end(objective: FunctionObjective, start: NDArray[np.float64]) -> NDArray[np.float64]:
    last: NDArray[np.float64] = descend(objective, 0.1, start, iterations=2000).points[-1]
    return last

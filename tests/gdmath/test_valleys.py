"""Valleys: each value against a closed form, or against a descent that is followed to its end."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, double_well, from_function, himmelblau, parabola, wavy_bowl
from gdmath.valleys import basins_of, hills_between, nearest_minimum, neighbours_across, other_minima


def test_the_hill_of_the_double_well_is_the_middle_root_of_its_derivative() -> None:
    # f' = 4x^3 - 36x + 2
    middle = np.sort(np.roots([4, 0, -36, 2]).real)[1]
    np.testing.assert_allclose(hills_between(double_well()), [middle], atol=1e-12)


def test_waves_have_a_hill_between_each_two_minima() -> None:
    waves = from_function(np.cos, domain=(-10, 10))
    np.testing.assert_allclose(hills_between(waves), np.pi * np.array([-2, 0, 2]), atol=1e-6)


def test_a_hill_may_have_an_edge() -> None:
    tent = from_function(lambda x: np.minimum((x + 1) ** 2, (x - 1) ** 2), domain=(-3, 3))
    np.testing.assert_allclose(hills_between(tent), [0.0], atol=3 / 1000)


def test_one_valley_has_no_hills_and_a_landscape_is_refused() -> None:
    assert hills_between(parabola()).shape == (0,)
    with pytest.raises(ValueError, match="has 2: ask for the boundary"):
        hills_between(himmelblau())


def test_the_nearest_minimum_in_one_and_in_two_variables() -> None:
    left, right = np.sort(double_well().minima[:, 0])
    assert nearest_minimum(double_well(), -0.1) == left
    assert nearest_minimum(double_well(), [0.2]) == right
    np.testing.assert_allclose(nearest_minimum(himmelblau(), [2.5, 2.5]), [3, 2], atol=1e-6)


def test_without_minima_the_point_is_its_own() -> None:
    slope = from_function(lambda x: x, domain=(0, 1))
    assert nearest_minimum(slope, 0.3).tolist() == [0.3]
    with pytest.raises(ValueError, match="it has no basins"):
        basins_of(slope, 0.1, [[0.3]])


def test_the_basin_is_where_the_descent_ends() -> None:
    starts = np.linspace(-4.5, 4.5, 13)[:, None]
    basins = basins_of(double_well(), 0.003, starts)
    ends = [descend(double_well(), 0.003, start, iterations=5000).points[-1] for start in starts]
    np.testing.assert_allclose(double_well().minima[basins], ends, atol=1e-6)
    # The basins of small steps meet at the hill.
    np.testing.assert_array_equal(basins == basins[0], starts[:, 0] < hills_between(double_well())[0])


def test_a_large_step_crosses_the_hill() -> None:
    assert basins_of(double_well(), 0.003, [[4.6]]) != basins_of(double_well(), 0.025, [[4.6]])


def test_a_flat_curve_has_the_basins_of_a_steep_one() -> None:
    flat = from_function(lambda x: 1e-10 * ((x**2 - 9) ** 2 + 2 * x + 6), (-5, 5))
    # 0.01 lies on the left of the hill, though the right minimum is nearer.
    assert basins_of(flat, 3e7, [0.01, 1.0]).tolist() == basins_of(double_well(), 0.003, [0.01, 1.0]).tolist()
    assert basins_of(flat, 3e7, [0.01, 1.0]).tolist() == [0, 1]


def test_neighbours_astride_a_hill_part() -> None:
    [hill] = hills_between(double_well())
    pair = neighbours_across(double_well(), 0.003, hill, 0.1)
    np.testing.assert_allclose(pair, [hill - 0.05, hill + 0.05])
    ends = [descend(double_well(), 0.003, start, iterations=500).points[-1, 0] for start in pair]
    np.testing.assert_allclose(ends, double_well().minima[:, 0], atol=1e-6)


def test_neighbours_are_moved_apart_until_they_part() -> None:
    pair = neighbours_across(double_well(), 0.003, 0.3, 0.1)  # 0.3 is right of the hill
    assert np.ptp(pair) == pytest.approx(0.8)
    assert basins_of(double_well(), 0.003, pair).tolist() == [0, 1]


def test_where_no_neighbours_part_that_is_said() -> None:
    with pytest.raises(ValueError, match="all end in one valley: choose a smaller learning rate"):
        neighbours_across(double_well(), 0.003, 4.0, 0.1)
    with pytest.raises(ValueError, match=r"apart by a finite distance above 0, got 0\.0"):
        neighbours_across(double_well(), 0.003, 0.0, 0.0)


def test_the_wavy_bowl_is_the_same_with_the_sign_of_its_second_weight_flipped_and_so_are_its_pits() -> None:
    bowl = wavy_bowl()
    places = np.random.default_rng(1).uniform(-3, 3, (50, 2))
    np.testing.assert_allclose(bowl.value(places * [1, -1]), bowl.value(places))
    for minimum in bowl.minima:
        assert np.linalg.norm(bowl.minima - minimum * [1, -1], axis=1).min() < 1e-6


def test_all_known_minima_but_one_are_the_others() -> None:
    assert len(other_minima(double_well(), double_well().minima[0])) == 1
    assert len(other_minima(himmelblau(), himmelblau().minima[0])) == 3
    assert len(other_minima(from_function(np.cos, domain=(0.5, 1.0)), [0.0])) == 0

"""Every objective agrees with finite differences of itself; the polynomials with their reference numbers."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy.optimize import approx_fprime

from gdmath import (
    TEN_POINTS,
    TWO_FEATURES,
    Convention,
    LinearRegression,
    Objective,
    beale,
    descend,
    double_well,
    from_function,
    gaussian_difference,
    gradient_descent,
    himmelblau,
    inverse_time_decay,
    landscape,
    parabola,
    plateau,
    polynomial,
    quadratic_form,
    rosenbrock,
    saddle,
    shifted_parabola,
    wavy_bowl,
)
from gdmath.arrays import FloatArray

OBJECTIVES: list[Objective] = [
    parabola(),
    shifted_parabola(),
    double_well(),
    polynomial([2, -1, 0, 3, 1, -7]),
    quadratic_form([[3.0, 1.0, 0.0], [1.0, 2.0, 0.5], [0.0, 0.5, 1.0]], center=[1, -2, 0.5]),
    gaussian_difference(),
    rosenbrock(),
    himmelblau(),
    beale(),
    saddle(),
    plateau(),
    landscape(),
    wavy_bowl(),
    from_function(lambda x, y: np.sin(x) * np.cos(y) + x**2 / 8, [(-4, 4), (-4, 4)], name="array function"),
    LinearRegression(TEN_POINTS, Convention.MSE),
    LinearRegression(TWO_FEATURES, Convention.HALF_MSE),
]


def random_points(objective: Objective, *shape: int) -> FloatArray:
    low, high = objective.domain.T
    return np.random.default_rng(7).uniform(low, high, size=(*shape, objective.dimension))


@pytest.fixture(params=OBJECTIVES, ids=lambda objective: objective.name)
def objective(request: pytest.FixtureRequest) -> Objective:
    chosen: Objective = request.param
    return chosen


def central_differences(
    function: Callable[[FloatArray], FloatArray], point: FloatArray, step: FloatArray
) -> FloatArray:
    """Return the derivatives of a value or vector, one row for each coordinate."""
    return np.array([(function(point + e) - function(point - e)) / (2 * e.sum()) for e in np.diag(step)])


def test_gradient_is_the_derivative_of_the_value(objective: Objective) -> None:
    step = 1e-5 * np.ptp(objective.domain, axis=1)
    for point in random_points(objective, 8):
        expected = central_differences(objective.value, point, step)
        scale = np.abs(objective.value(objective.domain.T)).max() / np.ptp(objective.domain, axis=1)
        np.testing.assert_allclose(objective.gradient(point), expected, rtol=1e-6, atol=1e-8 * scale.max())


def test_hessian_is_the_derivative_of_the_gradient(objective: Objective) -> None:
    step = 1e-5 * np.ptp(objective.domain, axis=1)
    for point in random_points(objective, 8):
        expected = central_differences(objective.gradient, point, step)
        size = np.abs(expected).max()
        np.testing.assert_allclose(objective.hessian(point), expected, rtol=1e-5, atol=1e-6 * size)


def test_leading_axes_are_kept(objective: Objective) -> None:
    d = objective.dimension
    points = random_points(objective, 2, 3)
    assert objective.value(points).shape == (2, 3)
    assert objective.gradient(points).shape == (2, 3, d)
    assert objective.hessian(points).shape == (2, 3, d, d)
    one = points[1, 2]
    np.testing.assert_allclose(objective.value(points)[1, 2], objective.value(one), rtol=1e-12)
    np.testing.assert_allclose(objective.gradient(points)[1, 2], objective.gradient(one), rtol=1e-12)
    np.testing.assert_allclose(objective.hessian(points)[1, 2], objective.hessian(one), rtol=1e-12)
    assert np.shape(objective.value(one)) == ()


def test_minima_are_stationary_and_curve_upwards(objective: Objective) -> None:
    scale = np.abs(objective.gradient(random_points(objective, 50))).max()
    assert np.abs(objective.gradient(objective.minima)).max(initial=0) < 1e-8 * scale
    for matrix in objective.hessian(objective.minima):
        assert np.linalg.eigvalsh(matrix)[0] >= 0


def test_global_minimum_comes_first_and_nothing_in_the_window_is_lower(objective: Objective) -> None:
    if len(objective.minima) == 0:
        assert objective.name == "saddle"
        return
    values = objective.value(objective.minima)
    assert values[0] == pytest.approx(values.min(), abs=1e-12)
    if objective.dimension > 1 or objective.name != "polynomial":
        assert objective.value(random_points(objective, 20_000)).min() >= values[0]


def test_attributes(objective: Objective) -> None:
    assert objective.name in repr(objective)
    assert objective.domain.shape == (objective.dimension, 2)
    assert not objective.domain.flags.writeable
    assert not objective.minima.flags.writeable


def test_with_domain_changes_only_the_window(objective: Objective) -> None:
    window = np.tile([-0.5, 1.5], (objective.dimension, 1))
    moved = objective.with_domain(window)
    point = random_points(objective)
    assert type(moved) is type(objective)
    np.testing.assert_array_equal(moved.domain, window)
    assert not np.array_equal(objective.domain, window)
    assert moved.value(point) == objective.value(point)


def test_scipy_agrees_on_a_gradient() -> None:
    well = double_well()

    def value(x: FloatArray) -> float:
        return float(well.value(x))

    numerical = approx_fprime(np.array([1.3]), value)
    np.testing.assert_allclose(well.gradient([1.3]), numerical, rtol=1e-6)


def test_himmelblau_has_four_minima_of_value_zero() -> None:
    assert himmelblau().minima.shape == (4, 2)
    np.testing.assert_allclose(himmelblau().value(himmelblau().minima), 0, atol=1e-25)


def test_plateau_is_flat_far_out() -> None:
    corner = plateau().domain[:, 1]
    assert plateau().value(corner) == pytest.approx(1, abs=1e-9)
    assert np.abs(plateau().gradient(corner)).max() < 1e-9


def test_quadratic_form_without_minimum() -> None:
    assert quadratic_form([[1, 0], [0, -1]]).minima.shape == (0, 2)


def test_eight_steps_down_the_landscape_look_good() -> None:
    hills = landscape()
    walk = descend(hills, gradient_descent(inverse_time_decay(0.9, 0.2)), [-1, 1.6], iterations=8)
    lengths = np.linalg.norm(np.diff(walk.points, axis=0), axis=1)
    headings = np.unwrap(np.arctan2(*np.diff(walk.points, axis=0).T[::-1]))
    assert (np.diff(walk.values) < 0).all()
    assert lengths.min() > 0.3
    assert lengths.max() < 1
    assert np.abs(np.diff(headings)).max() < np.pi / 4
    assert np.ptp(headings) > np.pi / 2
    assert np.linalg.norm(walk.points[-1] - hills.minima[0]) < 0.1
    assert hills.value(hills.minima[0]) > 0


def test_six_steps_down_the_wavy_bowl_bend_and_shrink_into_one_of_its_valleys() -> None:
    bowl = wavy_bowl()
    walk = descend(bowl, 0.2, [-2.2, 2.3], iterations=6)
    lengths = np.linalg.norm(np.diff(walk.points, axis=0), axis=1)
    headings = np.unwrap(np.arctan2(*np.diff(walk.points, axis=0).T[::-1]))
    assert (np.diff(walk.values) < 0).all()
    assert (np.diff(lengths) < 0).all()
    assert np.ptp(headings[:4]) > np.pi / 4
    assert len(bowl.minima) > 3
    assert np.linalg.norm(bowl.minima - walk.points[-1], axis=1).min() < 0.01


# E: the difference of two Gaussians


def test_reference_e_minima() -> None:
    surface = gaussian_difference()
    np.testing.assert_allclose(surface.domain, [[-3, 3], [-2, 3]])
    np.testing.assert_allclose(surface.minima[0], [-0.2329847862, -0.3326445420], rtol=1e-9)
    np.testing.assert_allclose(surface.minima[1], [2.104269, 3.487787], atol=5e-7)
    values = surface.value(surface.minima)
    assert values[0] == pytest.approx(-1.5462354070, rel=1e-9)
    assert values[1] == pytest.approx(-0.0013362, abs=5e-8)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ((0.8, 1.31), (-0.23217763, -0.33215556)),
        ((0.8, 1.41), (0.64688837, 3.09631776)),
        ((-1.2, 1), (-0.23303661, -0.33267594)),
        ((-2, 1), (-2.48160741, 0.78602901)),
    ],
)
def test_reference_e_ends(start: tuple[float, float], end: tuple[float, float]) -> None:
    walk = descend(gaussian_difference(), 0.1, start, iterations=60)
    np.testing.assert_allclose(walk.points[-1], end, atol=5e-9)


def test_gaussian_difference_is_made_of_scipy_densities() -> None:
    from scipy.stats import multivariate_normal

    covariances = np.array([[[2, 0.3], [0.3, 1]], [[1, -0.2], [-0.2, 0.7]]])
    surface = gaussian_difference((1, 0), covariances[0], (-1, 0.5), covariances[1], weight=3)
    points = random_points(surface, 20)
    first = multivariate_normal([1, 0], covariances[0]).pdf(points)
    second = multivariate_normal([-1, 0.5], covariances[1]).pdf(points)
    np.testing.assert_allclose(surface.value(points), 3 * (second - first), rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: parabola().with_domain((0, np.inf)), "must be finite"),
        (lambda: parabola().with_domain([(0, 1), (0, 1)]), "has 1 coordinate\\(s\\), but the domain has 2"),
        (lambda: rosenbrock().value([1, 2, 3]), r"needs points of shape \(\.\.\., 2\), got \(3,\)"),
        (lambda: rosenbrock().gradient(1.0), r"needs points of shape \(\.\.\., 2\)"),
        (lambda: quadratic_form([[1, 2]]), "must be square"),
        (lambda: quadratic_form([[1, 2], [0, 1]]), "must be symmetric; pass"),
        (lambda: quadratic_form([[np.inf]]), "must be finite"),
        (lambda: quadratic_form([[1]], center=[1, 2]), "center must be 1 finite"),
        (lambda: gaussian_difference(weight=0), "weight must be positive"),
        (lambda: gaussian_difference(first_mean=(0, np.nan)), "first mean must be two finite numbers"),
        (
            lambda: gaussian_difference(second_covariance=((1, 2), (0, 1))),
            "second covariance must be a symmetric",
        ),
        (lambda: gaussian_difference(second_covariance=((1, 2), (2, 1))), "must be positive definite"),
    ],
)
def test_bad_input(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

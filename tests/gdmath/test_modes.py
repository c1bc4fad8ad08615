"""The modes of a quadratic: real descents shrink them by the factors that theory predicts."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import (
    LinearRegression,
    best_heavy_ball,
    best_nesterov,
    critical_momentum,
    descend,
    half_turn_rate,
    heavy_ball,
    heavy_ball_factors,
    heavy_ball_halves,
    heavy_ball_limit,
    himmelblau,
    measured_factors,
    mode_errors,
    nesterov,
    nesterov_factors,
    nesterov_limit,
    plain_factors,
    steps_until,
    turned_bowl,
)
from gdmath.arrays import FloatArray
from gdmath.data import SIX_POINTS

EIGENVALUES = np.array([1.0, 25.0])
BOWL = turned_bowl((1, 25), 20)


def matrices(rate: float, momentum: float, *, look_ahead: bool) -> FloatArray:
    """Return what each step multiplies error and velocity of each mode by, built by the rules' formulas."""
    built = []
    for bend in EIGENVALUES:
        columns = []
        for error, velocity in np.eye(2):
            place = error + momentum * velocity if look_ahead else error
            moved = momentum * velocity - rate * bend * place
            columns.append([error + moved, moved])
        built.append(np.transpose(columns))
    return np.array(built)


def test_a_bowl_is_turned_anticlockwise() -> None:
    np.testing.assert_allclose(np.linalg.eigvalsh(BOWL.hessian([0, 0])), EIGENVALUES, rtol=1e-12)
    along = np.array([np.cos(np.pi / 9), np.sin(np.pi / 9)])
    np.testing.assert_allclose(BOWL.gradient(along), along, rtol=1e-12)


def test_each_mode_of_plain_descent_has_its_factor() -> None:
    walk = descend(BOWL, 0.07, [-3, 1], iterations=30)
    errors = mode_errors(BOWL, walk.points)
    factors = plain_factors(EIGENVALUES, 0.07)
    assert factors.tolist() == pytest.approx([0.93, -0.75])
    np.testing.assert_allclose(errors[1:], errors[:-1] * factors, rtol=1e-9)
    np.testing.assert_allclose(measured_factors(errors), np.abs(factors), rtol=1e-9)
    np.testing.assert_allclose(np.linalg.norm(errors, axis=1), np.linalg.norm(walk.points, axis=1))


def test_a_regression_has_modes_in_the_order_of_its_spectrum() -> None:
    cost = LinearRegression(SIX_POINTS)
    rate = 0.9 * cost.learning_rate_limit
    errors = mode_errors(cost, descend(cost, rate, [3, -1], iterations=20).points)
    factors = np.abs(plain_factors(cost.spectrum.curvatures, rate))
    np.testing.assert_allclose(measured_factors(errors), factors, rtol=1e-6)


@pytest.mark.parametrize("rate", [0.01, 0.05, 0.111, 0.14])
@pytest.mark.parametrize("momentum", [0.0, 0.3, 4 / 9, 0.9])
def test_factors_with_momentum_are_spectral_radii(rate: float, momentum: float) -> None:
    for factors, look_ahead in ((heavy_ball_factors, False), (nesterov_factors, True)):
        radii = np.abs(np.linalg.eigvals(matrices(rate, momentum, look_ahead=look_ahead))).max(axis=-1)
        np.testing.assert_allclose(factors(EIGENVALUES, rate, momentum), radii, rtol=1e-6)


def test_swinging_modes_shrink_by_the_root_of_the_momentum() -> None:
    assert (critical_momentum(EIGENVALUES, 0.05) < 0.81).all()
    np.testing.assert_allclose(heavy_ball_factors(EIGENVALUES, 0.05, 0.81), 0.9, rtol=1e-12)
    walk = descend(BOWL, heavy_ball(0.05, 0.81), [-3, 1], iterations=200)
    np.testing.assert_allclose(measured_factors(mode_errors(BOWL, walk.points)), 0.9, rtol=0.005)


@pytest.mark.parametrize("rate", [0.01, 0.111])
@pytest.mark.parametrize("momentum", [0.0, 0.3, 4 / 9, 0.9])
def test_a_step_of_the_heavy_ball_is_two_halves_and_shrinks_areas_of_states_to_the_momentum(
    rate: float, momentum: float
) -> None:
    walk = descend(BOWL, heavy_ball(rate, momentum), [-3, 1], iterations=5)
    errors, velocities = mode_errors(BOWL, walk.points), mode_errors(BOWL, walk.states["velocity"])
    for mode, whole in enumerate(matrices(rate, momentum, look_ahead=False)):
        first, second = heavy_ball_halves(float(EIGENVALUES[mode]), rate, momentum)
        np.testing.assert_allclose(second @ first, whole, atol=1e-12)
        assert np.linalg.det(second @ first) == pytest.approx(momentum)
        states = np.stack([errors[:, mode], velocities[:, mode]], axis=1)
        np.testing.assert_allclose(states[1:], states[:-1] @ (second @ first).T, atol=1e-9)
        changed = states[:-1] @ first.T  # the first half changes the velocity alone, the second the place
        np.testing.assert_allclose(changed, np.stack([states[:-1, 0], states[1:, 1]], axis=1), atol=1e-9)


@pytest.mark.parametrize("steps", [2, 3, 5])
@pytest.mark.parametrize("momentum", [0.09, 4 / 9, 0.9])
def test_after_half_a_turn_each_state_lies_opposite_and_nearer_by_the_root_at_each_step(
    steps: int, momentum: float
) -> None:
    rate = half_turn_rate(25.0, momentum, steps)
    first, second = heavy_ball_halves(25.0, rate, momentum)
    turned = np.linalg.matrix_power(second @ first, steps)
    np.testing.assert_allclose(turned, -(np.sqrt(momentum) ** steps) * np.eye(2), atol=1e-12)


@pytest.mark.parametrize(
    ("eigenvalue", "momentum", "steps"), [(0.0, 0.5, 3), (25.0, 0.0, 3), (25.0, 1.0, 3), (25.0, 0.5, 1)]
)
def test_half_a_turn_needs_a_curvature_a_momentum_and_two_steps(
    eigenvalue: float, momentum: float, steps: int
) -> None:
    with pytest.raises(ValueError, match="must be"):
        half_turn_rate(eigenvalue, momentum, steps)


def test_nesterov_brakes_the_steep_mode() -> None:
    walk = descend(BOWL, nesterov(0.03, 0.81), [-3, 1], iterations=60)
    predicted = nesterov_factors(EIGENVALUES, 0.03, 0.81)
    np.testing.assert_allclose(predicted, np.sqrt(0.81 * (1 - 0.03 * EIGENVALUES)), rtol=1e-9)
    measured = measured_factors(mode_errors(BOWL, walk.points)[:35])
    np.testing.assert_allclose(measured, predicted, rtol=0.03)


def test_no_momentum_is_better_than_the_critical_one() -> None:
    for mode, best in enumerate(critical_momentum(EIGENVALUES, 0.02)):
        at_best = heavy_ball_factors(EIGENVALUES, 0.02, best)[mode]
        for other in (best - 0.01, best + 0.01):
            assert at_best < heavy_ball_factors(EIGENVALUES, 0.02, max(other, 0.0))[mode]


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
def test_limits_are_where_the_largest_factor_is_one(momentum: float) -> None:
    limits = (heavy_ball_limit, heavy_ball_factors), (nesterov_limit, nesterov_factors)
    for limit, factors in limits:
        at_limit = limit(EIGENVALUES, momentum)
        assert factors(EIGENVALUES, 0.999 * at_limit, momentum).max() < 1
        assert factors(EIGENVALUES, 1.001 * at_limit, momentum).max() > 1


def test_best_constants_have_the_promised_factors_and_neighbours_are_worse() -> None:
    root = np.sqrt(76)
    for best, factors, promised in (
        (best_heavy_ball, heavy_ball_factors, 4 / 6),
        (best_nesterov, nesterov_factors, 1 - 2 / root),
    ):
        rate, momentum = best(EIGENVALUES)
        worst = factors(EIGENVALUES, rate, momentum).max()
        assert worst == pytest.approx(promised, rel=1e-6)
        for moved in ((1.02, 1.0), (0.98, 1.0), (1.0, 1.02), (1.0, 0.98)):
            assert factors(EIGENVALUES, rate * moved[0], momentum * moved[1]).max() > worst


@pytest.mark.parametrize(("share", "factor"), [(0.01, 0.93), (0.01, -0.75), (0.125, 0.5), (0.5, 0.1)])
def test_steps_until_an_error_is_small(share: float, factor: float) -> None:
    count = 0
    while abs(factor) ** count > share:
        count += 1
    assert steps_until(share, factor) == count


def test_factors_of_errors_that_vanish() -> None:
    measured = measured_factors([[1.0, 0.0, 1.0], [0.0, 0.0, 0.5], [0.0, 0.0, 1e-17]])
    np.testing.assert_allclose(measured, [0.0, np.nan, 0.5], rtol=1e-12)
    assert steps_until(0.1, 0.0) == 1


def test_what_is_refused() -> None:
    with pytest.raises(ValueError, match="Himmelblau is not known to be quadratic, so its errors"):
        mode_errors(himmelblau(), [[0, 0]])
    with pytest.raises(ValueError, match="the share that is left must be above 0 and below 1, got 1"):
        steps_until(1, 0.5)
    with pytest.raises(ValueError, match="the learning rate must be positive and finite, got 0"):
        plain_factors([1], 0)
    with pytest.raises(ValueError, match="the momentum must be at least 0 and below 1, got 1"):
        nesterov_limit([1], 1)

"""Descents: the reference counts, every way to stop, and every mistake."""

from collections.abc import Callable

import numpy as np
import pytest

from gdmath import (
    SIX_POINTS,
    LinearRegression,
    StopReason,
    descend,
    double_well,
    from_function,
    geometric_decay,
    gradient_descent,
    heavy_ball,
    inverse_time_decay,
    parabola,
    rosenbrock,
    saddle,
    shifted_parabola,
)


@pytest.mark.parametrize(
    ("rate", "cap", "iterations", "end", "moves"),
    [
        (0.01, 1000, 303, 3.0482973848, [24.56, 24.1288, 23.706224]),
        (0.8, 100, 22, 3.0002895677, [-10.2, 10.92, -1.752]),
        (0.001, 100, 100, 21.0084697031, [24.956, 24.912088]),
    ],
)
def test_reference_d(rate: float, cap: int, iterations: int, end: float, moves: list[float]) -> None:
    walk = descend(shifted_parabola(), rate, 25, iterations=cap, step_tolerance=0.001)
    assert walk.iterations == iterations
    assert walk.stop is (StopReason.ITERATION_CAP if iterations == cap else StopReason.SMALL_STEP)
    assert walk.points[-1, 0] == pytest.approx(end, rel=1e-9)
    np.testing.assert_allclose(walk.points[1 : len(moves) + 1, 0], moves, rtol=1e-12)


def test_reference_f_parabola() -> None:
    walk = descend(parabola(), 0.1, 4.3, iterations=25)
    np.testing.assert_allclose(walk.points[:, 0], 4.3 * 0.8 ** np.arange(26), rtol=1e-12)
    assert walk.points[-1, 0] == pytest.approx(0.0162449407, rel=1e-8)
    np.testing.assert_allclose(walk.values, walk.points[:, 0] ** 2, rtol=1e-14)


@pytest.mark.parametrize(("start", "well"), [(-4.5, 0), (-1.0, 0), (0.0, 0), (0.2, 1), (4.5, 1)])
def test_reference_f_double_well_barrier_divides_the_starts(start: float, well: int) -> None:
    walk = descend(double_well(), 0.003, start, iterations=1000, step_tolerance=1e-12)
    np.testing.assert_allclose(walk.points[-1], double_well().minima[well], atol=1e-8)


def test_record_is_consistent() -> None:
    valley = rosenbrock()
    walk = descend(valley, gradient_descent(inverse_time_decay(1e-3, 0.1)), [-1, 1.5], iterations=40)
    assert walk.points.shape == walk.gradients.shape == (41, 2)
    assert (walk.values.shape, walk.rates.shape, walk.iterations) == ((41,), (40,), 40)
    np.testing.assert_allclose(walk.rates, 1e-3 / (1 + 0.1 * np.arange(40)), rtol=1e-15)
    np.testing.assert_array_equal(walk.gradients, valley.gradient(walk.points))
    np.testing.assert_array_equal(walk.values, valley.value(walk.points))
    steps = -walk.rates[:, np.newaxis] * walk.gradients[:-1]
    np.testing.assert_allclose(np.diff(walk.points, axis=0), steps, rtol=1e-10, atol=1e-15)


def test_arrays_are_read_only_and_the_start_is_copied() -> None:
    start = np.array([25.0])
    walk = descend(shifted_parabola(), 0.1, start, iterations=3)
    start[0] = 0
    assert walk.points[0, 0] == 25
    for array in (walk.points, walk.values, walk.gradients, walk.rates):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_gradient_tolerance() -> None:
    walk = descend(parabola(), 0.1, 4, iterations=1000, gradient_tolerance=1e-3)
    assert walk.stop is StopReason.SMALL_GRADIENT
    assert walk.converged
    assert np.abs(walk.gradients[-1]) <= 1e-3 < np.abs(walk.gradients[-2])
    assert (
        walk.message
        == f"Converged after {walk.iterations} iterations: the gradient is 0.00085 long, within 0.001."
    )


def test_start_at_the_minimum_takes_no_iteration() -> None:
    walk = descend(parabola(), 0.1, 0, iterations=10, gradient_tolerance=1e-9)
    assert (walk.iterations, walk.stop, len(walk.points)) == (0, StopReason.SMALL_GRADIENT, 1)
    assert walk.message.startswith("Converged after 0 iterations")


def test_divergence_ends_at_the_last_finite_point_without_warnings() -> None:
    walk = descend(double_well(), 1.0, 4, iterations=100)
    assert walk.stop is StopReason.DIVERGED
    assert 0 < walk.iterations < 100
    for array in (walk.points, walk.values, walk.gradients):
        assert np.isfinite(array).all()
    assert len(walk.points) == len(walk.values) == len(walk.gradients) == walk.iterations + 1
    beyond = walk.points[-1] - walk.gradients[-1]
    with np.errstate(all="ignore"):
        assert not (
            np.isfinite(double_well().value(beyond)) and np.isfinite(double_well().gradient(beyond)).all()
        )
    assert walk.message.startswith(f"Diverged after {walk.iterations} iterations")


def test_value_may_overflow_before_the_gradient() -> None:
    walk = descend(LinearRegression(SIX_POINTS), 0.1, [3, -1], iterations=5000)
    assert walk.stop is StopReason.DIVERGED
    assert walk.values[-1] > 1e300
    assert np.isfinite(walk.values).all()


def test_leaving_the_domain() -> None:
    slope = saddle()
    walk = descend(slope, 0.1, [1, 0.5], iterations=1000, stay_in_domain=True)
    assert walk.stop is StopReason.LEFT_DOMAIN
    assert ((slope.domain[:, 0] <= walk.points) & (walk.points <= slope.domain[:, 1])).all()
    beyond = walk.points[-1] - 0.1 * walk.gradients[-1]
    assert (beyond > slope.domain[:, 1]).any()
    assert walk.message == f"Left the domain after {walk.iterations} iterations: the next point lies outside."


def test_messages() -> None:
    converged = descend(shifted_parabola(), 0.8, 25, iterations=100, step_tolerance=0.001)
    assert converged.message == "Converged after 22 iterations: the last step was 0.00077 long, within 0.001."
    capped = descend(parabola(), 0.1, 1, iterations=1)
    assert (
        capped.message == "Stopped at the cap of 1 iteration: the last step was 0.2 long, the gradient 1.6."
    )


def test_heavy_ball_follows_its_recurrence() -> None:
    walk = descend(parabola(), heavy_ball(0.1, 0.5), 1, iterations=3)
    xs = [1.0, 0.8]
    while len(xs) < 4:
        xs.append(xs[-1] - 0.1 * 2 * xs[-1] + 0.5 * (xs[-1] - xs[-2]))
    np.testing.assert_allclose(walk.points[:, 0], xs, rtol=1e-14)


def test_decay_that_underflows_to_zero_is_no_error() -> None:
    walk = descend(parabola(), gradient_descent(geometric_decay(0.1, 0.1)), 1, iterations=400)
    assert walk.iterations == 400
    assert walk.rates[-1] == 0


@pytest.mark.parametrize("rate", [0, -1, np.nan, np.inf])
def test_bad_learning_rate(rate: float) -> None:
    with pytest.raises(ValueError, match="learning rate must be positive and finite"):
        descend(parabola(), rate, 1, iterations=3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: descend(parabola(), 0.1, [1, 2], iterations=3),
            r"start must be 1 number\(s\).*shape \(2,\)",
        ),
        (lambda: descend(rosenbrock(), 0.1, 1, iterations=3), r"start must be 2 number\(s\)"),
        (lambda: descend(parabola(), 0.1, np.nan, iterations=3), "start must be finite"),
        (
            lambda: descend(parabola(), 0.1, 1, iterations=0),
            "iterations must be a whole number of at least 1, got 0",
        ),
        (lambda: descend(parabola(), 0.1, 1, iterations=2.5), "whole number"),  # type: ignore[arg-type]
        (
            lambda: descend(parabola(), 0.1, 1, iterations=3, step_tolerance=0),
            "step tolerance must be positive",
        ),
        (
            lambda: descend(parabola(), 0.1, 1, iterations=3, gradient_tolerance=-1),
            "gradient tolerance must be",
        ),
        (
            lambda: descend(parabola(), 0.1, 9, iterations=3, stay_in_domain=True),
            r"\[9.0\] lies outside the domain",
        ),
        (
            lambda: descend(parabola(), gradient_descent(lambda k: 1 - k), 1, iterations=5),
            "iteration 2 has -1",
        ),
        (
            lambda: descend(from_function(np.log, (0.5, 2)), 0.1, -1, iterations=3),
            r"not finite at the start \[-1.0\]; start elsewhere",
        ),
        (lambda: descend(parabola(), 0.1, 1e200, iterations=3), r"objective is not finite at the start"),
    ],
)
def test_bad_input(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

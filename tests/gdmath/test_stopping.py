"""Stops are honest: what has not arrived does not claim to, and divergence is seen in finite numbers."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from gdmath import (
    Dataset,
    Descent,
    LogisticRegression,
    Objective,
    Rule,
    StopReason,
    adam,
    backtracking,
    damped_newton,
    descend,
    descend_many,
    from_function,
    geometric_decay,
    gradient_descent,
    heavy_ball,
    himmelblau,
    inverse_time_decay,
    nesterov,
    parabola,
    plateau,
    polynomial,
    quadratic_form,
    rosenbrock,
    saddle,
    shifted_parabola,
)
from gdmath.arrays import FloatArray
from gdmath.stopping import GROWTH, has_run_away


def is_told_apart(walk: Descent) -> bool:
    """Return whether the message says the same as the properties."""
    said = walk.message.startswith("Converged"), walk.message.startswith("Diverged")
    return said == (walk.converged, walk.diverged)


def test_the_heavy_ball_at_its_turning_point() -> None:
    walk = descend(parabola(), heavy_ball(0.1, 0.9), 4.3, iterations=1000, step_tolerance=0.15)
    assert walk.points[-1, 0] == pytest.approx(-2.936, abs=0.001)
    assert walk.gradients[-1, 0] == pytest.approx(-5.873, abs=0.001)
    assert walk.stop is StopReason.SMALL_STEP
    assert not walk.converged
    assert walk.message == (
        "Stopped after 7 iterations, not converged: the last step was 0.11 long, within 0.15, "
        "but the gradient is still 5.9 long, after 8.6 at most."
    )


def test_a_rate_that_has_decayed_away() -> None:
    rule = gradient_descent(geometric_decay(0.3, 0.5))
    walk = descend(parabola(), rule, 4.3, iterations=1000, step_tolerance=0.001)
    assert walk.points[-1, 0] > 0.7
    assert (walk.stop, walk.converged) == (StopReason.SMALL_STEP, False)
    assert "not converged" in walk.message


def test_a_rate_that_is_far_too_small() -> None:
    walk = descend(parabola(), 1e-5, 4.3, iterations=1000, step_tolerance=0.001)
    assert (walk.iterations, walk.stop, walk.converged) == (1, StopReason.SMALL_STEP, False)
    assert walk.message.startswith("Stopped after 1 iteration, not converged")


def test_a_value_of_1e43_at_the_cap() -> None:
    walk = descend(parabola(), 1.5, 4.3, iterations=70)
    assert walk.iterations == 70
    assert walk.values[-1] == pytest.approx(4.3**2 * 4.0**70)
    assert walk.diverged
    assert (
        walk.message
        == "Diverged after 70 iterations: the value rose from 18.5 to 2.58e+43. Try a smaller rate."
    )


@pytest.mark.parametrize("scale", [1e-9, 1e-6, 1.0, 1e6])
def test_no_judgement_depends_on_units(scale: float) -> None:
    """The bowl (x / scale)^2, with rates in proportion; its steps are tiny, or its gradient is huge."""
    bowl = polynomial([scale**-2, 0, 0], domain=(-scale, scale))
    tiny, good, large = (rate * scale**2 for rate in (1e-5, 0.3, 1.5))
    stopped = descend(bowl, tiny, scale, iterations=100, step_tolerance=scale)
    arrived = descend(bowl, good, scale, iterations=100, step_tolerance=1e-4 * scale)
    lost = descend(bowl, large, scale, iterations=30)
    assert (stopped.iterations, stopped.converged) == (1, False)
    assert (arrived.stop, arrived.converged) == (StopReason.SMALL_STEP, True)
    assert lost.diverged


def test_reference_d_by_both_measures() -> None:
    quick = descend(shifted_parabola(), 0.8, 25, iterations=100, step_tolerance=0.001)
    slow = descend(shifted_parabola(), 0.01, 25, iterations=1000, step_tolerance=0.001)
    assert quick.stop is slow.stop is StopReason.SMALL_STEP
    assert quick.converged
    # Its step is as short, but it is 0.05 away, 160 times as far as the quick one.
    assert not slow.converged


def test_small_change_of_the_value() -> None:
    walk = descend(parabola(), 0.1, 4, iterations=1000, value_tolerance=1e-6)
    changes = np.abs(np.diff(walk.values))
    assert changes[-1] <= 1e-6 < changes[-2]
    assert (walk.stop, walk.converged) == (StopReason.SMALL_CHANGE, True)
    assert walk.message.startswith(
        f"Converged after {walk.iterations} iterations: the value last changed by 9"
    )
    shelf = descend(plateau(), 0.1, [2.5, 0], iterations=1000, value_tolerance=1e-3)
    assert (shelf.stop, shelf.converged) == (StopReason.SMALL_CHANGE, False)


def test_the_gradient_tells_more_than_the_step() -> None:
    walk = descend(parabola(), 0.1, 4, iterations=1000, step_tolerance=1e-3, gradient_tolerance=1e-2)
    assert walk.stop is StopReason.SMALL_GRADIENT


def test_an_overshoot_that_comes_back_is_measured_by_its_start() -> None:
    """Gradients of an overshoot are huge; beside them, any gradient would be small."""
    rule = gradient_descent(geometric_decay(20, 0.5))
    walk = descend(parabola(), rule, 1, iterations=100, step_tolerance=1e-4)
    assert walk.values.max() > 1e6
    assert not walk.diverged
    assert walk.converged == bool(abs(walk.gradients[-1, 0]) <= 2e-3)


@pytest.mark.parametrize(
    ("objective", "rule", "start", "iterations"),
    [
        (rosenbrock(), gradient_descent(2e-3), [-1.2, 1.0], 400),
        (rosenbrock(), gradient_descent(3e-3), [-1.2, 1.0], 60),
        (rosenbrock(), heavy_ball(1e-3, 0.9), [-1.2, 1.0], 30),
        (saddle(), gradient_descent(0.1), [1.0, 1e-6], 120),
        (saddle(), heavy_ball(0.1, 0.9), [1.0, 1e-6], 120),
        (parabola(), gradient_descent(inverse_time_decay(3, 0.1)), [1.0], 200),
        (parabola(), gradient_descent(inverse_time_decay(3, 0.1)), [1.0], 24),
        (parabola(), gradient_descent(1.0), [1.0], 1000),
        (himmelblau(), gradient_descent(0.025), [0.1, 0.1], 300),
        (from_function(lambda x: np.cos(x) + x**2 / 20, (-12, 12)), gradient_descent(9.0), [1e-6], 300),
        (from_function(lambda x: np.cos(x) + x**2 / 20, (-12, 12)), gradient_descent(9.9), [1e-6], 31),
        (quadratic_form(np.diag([1, 1e4])), nesterov(1e-4, 0.99), [1.0, 1.0], 100),
        (parabola(), adam(3.0), [0.1], 10),
    ],
)
def test_what_swings_grows_for_a_while_or_comes_back_has_not_diverged(
    objective: Objective, rule: Rule, start: list[float], iterations: int
) -> None:
    walk = descend(objective, rule, start, iterations=iterations)
    assert walk.stop is StopReason.ITERATION_CAP
    assert is_told_apart(walk)


@pytest.mark.parametrize(
    ("objective", "rule", "start", "iterations"),
    [
        (parabola(), gradient_descent(1.1), [1.0], 60),
        (parabola(), gradient_descent(1.01), [1.0], 600),
        (parabola(), heavy_ball(2.0, 0.5), [1.0], 60),
        (parabola(), nesterov(1.0, 0.5), [1.0], 60),
        (quadratic_form(np.diag([1, 100])), gradient_descent(0.021), [1.0, 1e-3], 300),
        (rosenbrock(), gradient_descent(0.01), [-1.2, 1.0], 3),
        (himmelblau(), gradient_descent(1.0), [0.1, 0.1], 4),
        (parabola(), gradient_descent(1.5), [1.0], 10_000),
    ],
)
def test_what_runs_away_has_diverged(
    objective: Objective, rule: Rule, start: list[float], iterations: int
) -> None:
    walk = descend(objective, rule, start, iterations=iterations)
    assert walk.diverged
    assert is_told_apart(walk)
    for array in (walk.points, walk.values, walk.gradients, walk.steps):
        assert np.isfinite(array).all()


def test_the_criterion_in_numbers() -> None:
    exponential = np.array([4.0**k for k in range(1, 13)])
    assert has_run_away(exponential, first_fall=1.0)
    assert not has_run_away(exponential, first_fall=20.0)  # a rise of 1.7e7, of the order of the scale
    assert not has_run_away(exponential[::-1], first_fall=1.0)
    flat = np.full(12, 4 * GROWTH)
    assert not has_run_away(np.append(1.0, flat), first_fall=1.0)  # large, but no longer growing
    assert not has_run_away(np.array([1.0]), first_fall=0.0)


def test_a_step_out_of_a_function_is_no_divergence() -> None:
    curve = from_function(lambda x: x - np.log(x), (0.1, 3))
    walk = descend(curve, 5.0, 1.2, iterations=100)
    assert walk.stop is StopReason.LEFT_DOMAIN
    assert 1 < walk.iterations < 100
    assert (walk.points > 0).all()
    assert walk.message.startswith(f"Left the domain after {walk.iterations} iterations: the next point, (-")
    assert walk.message.endswith("), has no finite value or gradient. Try a smaller rate.")


def test_backtracking_does_not_step_out_of_a_function() -> None:
    curve = from_function(lambda x: x - np.log(x), (0.1, 3))
    walk = descend(curve, backtracking(100.0), 2.0, iterations=100, gradient_tolerance=1e-6)
    assert walk.converged
    assert walk.points[-1, 0] == pytest.approx(1, abs=1e-6)


class Measured(LogisticRegression):
    """Remembers at how many points at once it was asked for its value."""

    def __init__(self, dataset: Dataset) -> None:
        super().__init__(dataset)
        self.asked: list[int] = []

    def value(self, points: ArrayLike) -> FloatArray:
        self.asked.append(np.size(points) // self.dimension)
        return super().value(points)


def test_values_are_asked_for_in_parts() -> None:
    """A loss over many data makes a row of them for each point: it must not see all iterations at once."""
    rng = np.random.default_rng(0)
    data = Dataset.from_arrays(rng.normal(size=100), rng.integers(0, 2, 100))
    most = []
    for iterations in (500, 2000):
        cost = Measured(data)
        descend(cost, 0.1, [0, 0], iterations=iterations)
        assert sum(cost.asked) > iterations
        most.append(max(cost.asked))
    assert most[0] == most[1] <= 256


def test_many_starts_are_asked_for_values_in_parts_too() -> None:
    rng = np.random.default_rng(0)
    cost = Measured(Dataset.from_arrays(rng.normal(size=100), rng.integers(0, 2, 100)))
    descend_many(cost, 0.1, rng.normal(size=(40, 2)), iterations=50)
    assert max(cost.asked) <= 256


@pytest.mark.parametrize(
    "rule", [gradient_descent(1e-3), heavy_ball(1e-4, 0.5), damped_newton(), backtracking()]
)
def test_a_budget_ends_a_descent_once_it_is_spent(rule: Rule) -> None:
    walk = descend(rosenbrock(), rule, [-1.2, 1], iterations=500, budget=40)
    spent = walk.gradient_equivalents
    assert walk.stop is StopReason.BUDGET_SPENT
    assert spent[-2] < 40 <= spent[-1]
    assert walk.message.startswith("Stopped at its budget of 40 gradient evaluations, after ")
    longer = descend(rosenbrock(), rule, [-1.2, 1], iterations=walk.iterations)
    np.testing.assert_array_equal(walk.points, longer.points)


def test_a_budget_counts_for_quadratics_and_for_many_starts_as_well() -> None:
    assert descend(parabola(), 0.1, 4.0, iterations=50, budget=7).iterations == 7
    walks = descend_many(parabola(), heavy_ball(0.1, 0.5), [4.0, 2.0], iterations=50, budget=7)
    assert [(walk.iterations, walk.stop) for walk in walks] == [(7, StopReason.BUDGET_SPENT)] * 2
    with pytest.raises(ValueError, match="the budget must be a whole number of at least 1, got 0"):
        descend(parabola(), 0.1, 4.0, iterations=5, budget=0)

"""Each rule follows the formula of its paper, worked by hand, mostly on x^2 from 4: gradients are 2x."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import numpy as np
import pytest

from gdmath import (
    SIX_POINTS,
    Context,
    LinearRegression,
    Rule,
    adagrad,
    adam,
    backtracking,
    damped_newton,
    descend,
    from_function,
    gradient_descent,
    heavy_ball,
    himmelblau,
    inverse_time_decay,
    mini_batch,
    nesterov,
    parabola,
    polynomial,
    quadratic_form,
    rmsprop,
    saddle,
)
from gdmath.arrays import read_only
from gdmath.context import CountedObjective

RULES = [
    gradient_descent(0.01),
    heavy_ball(0.01, 0.5),
    nesterov(0.01, 0.5),
    adagrad(0.1),
    rmsprop(0.1),
    adam(0.1),
    backtracking(),
    damped_newton(),
    mini_batch(adam(0.1), size=2, seed=0),
]


def path(rule: Rule, iterations: int = 3) -> list[float]:
    points: list[float] = descend(parabola(), rule, 4, iterations=iterations).points[:, 0].tolist()
    return points


def test_plain() -> None:
    assert path(gradient_descent(0.25)) == [4, 2, 1, 0.5]
    assert path(gradient_descent(inverse_time_decay(0.5, 1))) == [4, 0, 0, 0]


def test_heavy_ball() -> None:
    # Half the step before and a quarter of the gradient: -2, then -1 - 1, then -1 - 0.
    assert path(heavy_ball(0.25, 0.5)) == [4, 2, 0, -1]


def test_nesterov() -> None:
    # Gradients at 4, 2 - 1 and 0.5 - 0.75: 8, 2 and -0.5; v = -2, then -1 - 0.5, then -0.75 + 0.125
    walk = descend(parabola(), nesterov(0.25, 0.5), 4, iterations=3)
    assert walk.points[:, 0].tolist() == [4, 2, 0.5, -0.125]
    assert walk.gradients[:, 0].tolist() == [8, 2, -0.5, -0.25]  # the last one is that at the last point
    assert walk.states["velocity"][:, 0].tolist() == [0, -2, -1.5, -0.625]
    assert walk.evaluations.gradients.tolist() == [0, 1, 2, 3]


def test_adagrad() -> None:
    # s = 64, 64 + 36, 100 + 4.8^2 = 123.04
    walk = descend(parabola(), adagrad(1), 4, iterations=3)
    np.testing.assert_allclose(walk.points[:, 0], [4, 3, 2.4, 2.4 - 4.8 / sqrt(123.04)], rtol=1e-9)
    np.testing.assert_allclose(walk.states["square"][:, 0], [0, 64, 100, 123.04], rtol=1e-9)


def test_rmsprop() -> None:
    # s = 0.25 * 64 = 16, then 0.75 * 16 + 0.25 * 6.8^2 = 23.56
    expected = [4, 3.4, 3.4 - 0.3 * 6.8 / sqrt(23.56)]
    np.testing.assert_allclose(path(rmsprop(0.3, decay=0.75), 2), expected, rtol=1e-8)


def test_adam() -> None:
    # m = 4, then 2 + 3.5; s = 16, then 12 + 12.25; corrected by 1/2, 3/4 and by 1/4, 7/16
    walk = descend(parabola(), adam(0.5, beta1=0.5, beta2=0.75), 4, iterations=2)
    second = 3.5 - 0.5 * (5.5 / 0.75) / sqrt(24.25 / 0.4375)
    np.testing.assert_allclose(walk.points[:, 0], [4, 3.5, second], rtol=1e-8)
    np.testing.assert_allclose(walk.states["mean"][:, 0], [0, 4, 5.5], rtol=1e-8)
    np.testing.assert_allclose(walk.states["square"][:, 0], [0, 16, 24.25], rtol=1e-8)


@pytest.mark.parametrize("rule", [adagrad(0.1), rmsprop(0.1), adam(0.1)], ids=lambda rule: rule.name)
def test_a_coordinate_without_gradient_stays(rule: Rule) -> None:
    walk = descend(quadratic_form([[0, 0], [0, 1]]), rule, [3, 1], iterations=5)
    assert (walk.points[:, 0] == 3).all()
    assert (np.diff(walk.points[:, 1]) < 0).all()


@pytest.mark.parametrize(
    ("sufficient_decrease", "rate"),
    [
        (0.25, 0.5),  # 16 - 0.25 * t * 64 is -16, 0, 8; values at 4 - 8 t: 144, 16, 0
        (0.8, 0.125),  # 16 - 0.8 t * 64 is -9.6 for t = 1/2, 3.2 for 1/4, 9.6 for 1/8; values: 0, 4, 9
    ],
)
def test_backtracking(sufficient_decrease: float, rate: float) -> None:
    walk = descend(parabola(), backtracking(2, 0.5, sufficient_decrease), 4, iterations=1)
    assert walk.rates.tolist() == [rate]
    assert walk.points[1, 0] == 4 - 8 * rate


def test_backtracking_does_not_pay_twice_for_the_point_it_goes_to() -> None:
    walk = descend(parabola(), backtracking(0.25), 4, iterations=5)
    assert walk.evaluations.values.tolist() == [0, 2, 3, 4, 5, 6]


def test_backtracking_stays_where_no_step_lowers_the_value() -> None:
    kink = from_function(abs, (-1, 1), gradient=lambda x: np.where(x < 0, -1, 1))
    walk = descend(kink, backtracking(), 0, iterations=1)
    assert walk.points[:, 0].tolist() == [0, 0]
    assert walk.rates.tolist() == [0]


def test_newton() -> None:
    # The step on x^4 is -4x^3 / 12x^2 = -x / 3.
    walk = descend(polynomial([1, 0, 0, 0, 0]), damped_newton(), 27, iterations=3)
    np.testing.assert_allclose(walk.points[:, 0], [27, 18, 12, 8], rtol=1e-14)
    assert walk.evaluations.hessians.tolist() == [0, 1, 2, 3]


def test_newton_is_damped_where_its_step_is_too_long() -> None:
    # On sqrt(1 + x^2), the step from 2 is -2 (1 + 4) = -10, to -8; half of it leads to -3, a quarter to -0.5.
    walk = descend(from_function(lambda x: np.sqrt(1 + x**2), (-3, 3)), damped_newton(), 2, iterations=1)
    assert walk.rates.tolist() == [0.25]
    assert walk.points[1, 0] == pytest.approx(-0.5, abs=1e-5)


def test_newton_leaves_a_saddle() -> None:
    # |H| = 2 I, so the step from (1, 0.5) is -(2, -1) / 2.
    walk = descend(saddle(), damped_newton(), [1, 0.5], iterations=1)
    np.testing.assert_allclose(walk.points[1], [0, 1], atol=1e-14)


def test_newton_follows_the_gradient_where_there_is_no_curvature() -> None:
    assert descend(polynomial([2, 0]), damped_newton(), 5, iterations=1).steps.tolist() == [[-2]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rules_change_nothing_and_repeat_themselves(rule: Rule) -> None:
    for objective in (LinearRegression(SIX_POINTS), himmelblau()):
        if "batches" in rule.name and not isinstance(objective, LinearRegression):
            continue
        point = read_only([1.0, 2.0])
        state = {name: read_only(held) for name, held in rule.init(point).items()}
        context = Context(CountedObjective(objective), point, rate=0.01)
        first, second = rule.update(context, state), rule.update(context, state)
        np.testing.assert_array_equal(first.step, second.step)
        assert first.state.keys() == state.keys()
        for name, held in first.state.items():
            np.testing.assert_array_equal(held, second.state[name])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_step_is_what_is_added_and_falls_along_the_gradient(rule: Rule) -> None:
    walk = descend(LinearRegression(SIX_POINTS), rule, [3, -1], iterations=1)
    np.testing.assert_allclose(walk.points[1], walk.points[0] + walk.steps[0], rtol=1e-14)
    assert walk.gradients[0] @ walk.steps[0] < 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: heavy_ball(0.1, 1), "momentum must be at least 0 and below 1, got 1"),
        (lambda: nesterov(0.1, -0.1), "momentum must be at least 0 and below 1, got -0.1"),
        (lambda: adagrad(0.1, epsilon=0), "epsilon must be positive and finite, got 0"),
        (lambda: rmsprop(0.1, decay=1), "decay must be at least 0 and below 1, got 1"),
        (lambda: adam(0.1, beta1=1), "beta1 must be at least 0 and below 1, got 1"),
        (lambda: adam(0.1, beta2=-1), "beta2 must be at least 0 and below 1, got -1"),
        (lambda: adam(0), "learning rate must be positive and finite, got 0"),
        (lambda: backtracking(shrink=1), "shrink must be above 0 and below 1, got 1"),
        (lambda: damped_newton(sufficient_decrease=0), "sufficient_decrease must be above 0 and below 1"),
        (lambda: mini_batch(adam(1), size=0, seed=1), "size of a batch must be a whole number of at least 1"),
        (lambda: mini_batch(adam(1), size=2, seed=-1), "the seed must be a whole number of at least 0"),
    ],
)
def test_bad_numbers(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

"""Many starts at once give the records of one descent after the other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from gdmath import (
    SIX_POINTS,
    Descent,
    FunctionObjective,
    LinearRegression,
    Objective,
    Rule,
    StopReason,
    adagrad,
    adam,
    backtracking,
    damped_newton,
    descend,
    descend_many,
    double_well,
    from_function,
    gradient_descent,
    heavy_ball,
    himmelblau,
    inverse_time_decay,
    mini_batch,
    nesterov,
    parabola,
    rmsprop,
    rosenbrock,
    saddle,
)
from gdmath.arrays import FloatArray

RULES = [
    gradient_descent(inverse_time_decay(0.01, 0.1)),
    heavy_ball(0.005, 0.8),
    nesterov(0.005, 0.8),
    adagrad(0.5),
    rmsprop(0.05),
    adam(0.1),
    backtracking(),
    damped_newton(),
]
STARTS = np.random.default_rng(11).uniform(-4, 4, (12, 2))


def assert_same(walk: Descent, alone: Descent) -> None:
    assert (walk.stop, walk.iterations) == (alone.stop, alone.iterations)
    assert walk.message == alone.message
    for name in ("points", "values", "gradients", "steps", "rates"):
        np.testing.assert_allclose(
            getattr(walk, name), getattr(alone, name), rtol=1e-9, atol=1e-12, err_msg=name
        )
    assert walk.states.keys() == alone.states.keys()
    for name, held in walk.states.items():
        np.testing.assert_allclose(held, alone.states[name], rtol=1e-9, atol=1e-12, err_msg=name)
    for name in ("values", "gradients", "hessians", "terms"):
        np.testing.assert_array_equal(getattr(walk.evaluations, name), getattr(alone.evaluations, name))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_same_as_one_after_the_other(rule: Rule) -> None:
    walks = descend_many(himmelblau(), rule, STARTS, iterations=40, step_tolerance=1e-3)
    assert len(walks) == len(STARTS)
    for walk, start in zip(walks, STARTS, strict=True):
        assert_same(walk, descend(himmelblau(), rule, start, iterations=40, step_tolerance=1e-3))


@pytest.mark.parametrize(
    ("objective", "rule", "starts", "options", "stops"),
    [
        (double_well(), 0.003, [-4, -1, 1, 4], {"gradient_tolerance": 0.1}, ["small gradient"] * 4),
        (parabola(), 0.3, [-4, 0.1, 9], {"value_tolerance": 1e-2}, ["small change of the value"] * 3),
        (saddle(), 0.1, [[1, 0.5], [1, 0]], {"stay_in_domain": True}, ["left the domain", "iteration cap"]),
        (from_function(np.log, (0.5, 2)), 1.0, [2.0, 60.0], {}, ["left the domain", "iteration cap"]),
    ],
)
def test_each_ends_for_its_own_reason(
    objective: Objective, rule: float, starts: list[float], options: dict[str, float], stops: list[str]
) -> None:
    walks = descend_many(objective, rule, starts, iterations=60, **options)  # type: ignore[arg-type]
    assert [walk.stop.value for walk in walks] == stops
    for walk, start in zip(walks, starts, strict=True):
        assert_same(walk, descend(objective, rule, start, iterations=60, **options))  # type: ignore[arg-type]


def test_one_may_run_away_while_others_arrive() -> None:
    walks = descend_many(double_well(), 0.012, [2.9, 9, 3], iterations=400, gradient_tolerance=1e-6)
    assert [walk.stop for walk in walks] == [
        StopReason.SMALL_GRADIENT,
        StopReason.DIVERGED,
        StopReason.SMALL_GRADIENT,
    ]


def test_batches_are_the_same_rows_for_all() -> None:
    cost, rule = LinearRegression(SIX_POINTS), mini_batch(adam(0.1), size=2, seed=0)
    for walk, start in zip(descend_many(cost, rule, STARTS, iterations=10), STARTS, strict=True):
        assert_same(walk, descend(cost, rule, start, iterations=10))


def test_a_vectorised_rule_asks_for_all_starts_at_once() -> None:
    calls: list[tuple[int, ...]] = []
    surface = rosenbrock()

    def gradient(points: FloatArray) -> FloatArray:
        calls.append(points.shape)
        return surface.gradient(points)

    watched = FunctionObjective(
        value=surface.value,
        gradient=gradient,
        hessian=surface.hessian,
        name="watched",
        domain=surface.domain,
        minima=[],
        form=surface.form,  # known, so that its derivatives are not compared with differences
    )
    descend_many(watched, adam(0.01), STARTS, iterations=30)
    assert calls == [STARTS.shape] * 32  # one to check the starts, one for each iteration and one for the end


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: descend_many(rosenbrock(), 0.1, [1, 2], iterations=3),
            r"shape \(n, 2\), for Rosenbrock, got \(2,\)",
        ),
        (lambda: descend_many(rosenbrock(), 0.1, [], iterations=3), r"got \(0,\)"),
        (
            lambda: descend_many(parabola(), 0.1, [1, np.inf], iterations=3),
            r"start must be finite, got \[inf\]",
        ),
        (
            lambda: descend_many(parabola(), 0.1, [1, 9], iterations=3, stay_in_domain=True),
            r"the start \[9.0\] lies outside the domain",
        ),
        (
            lambda: descend_many(from_function(np.log, (0.5, 2)), 0.1, [1, -1], iterations=3),
            r"not finite at the start \[-1.0\]; start elsewhere",
        ),
    ],
)
def test_bad_starts(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

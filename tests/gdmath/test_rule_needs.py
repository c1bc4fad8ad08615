"""What rules need is what their states, their records and their arguments say."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

import numpy as np
import pytest

from gdmath import (
    Descent,
    Move,
    Rule,
    RuleNeeds,
    adagrad,
    adam,
    constant,
    damped_newton,
    descend,
    gradient_descent,
    heavy_ball,
    mini_batch,
    nesterov,
    newton,
    noisy_valley,
    rmsprop,
    rosenbrock,
    rule_needs,
)


def needs_of(rule: Rule) -> RuleNeeds:
    return rule_needs(rule, descend(rosenbrock(), rule, [-1.2, 1], iterations=8))


@pytest.mark.parametrize(
    ("rule", "made_by", "held"),
    [
        (gradient_descent(0.001), gradient_descent, (0, 0, 0)),
        (heavy_ball(0.001, 0.5), heavy_ball, (0, 1, 0)),
        (nesterov(0.001, 0.5), nesterov, (0, 1, 0)),
        (adagrad(0.1), adagrad, (0, 1, 0)),
        (rmsprop(0.01), rmsprop, (0, 1, 0)),
        (adam(0.1), adam, (0, 2, 0)),
        (damped_newton(), damped_newton, (0, 0, 1)),
        (newton(), newton, (0, 0, 1)),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_numbers_held_and_chosen(
    rule: Rule, made_by: Callable[..., Rule], held: tuple[float, float, float]
) -> None:
    needs = needs_of(rule)
    assert needs.held == held
    assert needs.chosen == tuple(signature(made_by).parameters)
    kept = sum(array.size for array in rule.init(np.zeros(50)).values())
    assert needs.numbers(50) == kept + 2500 * bool(needs.hessians)


def test_evaluations_are_those_of_each_iteration() -> None:
    walk = descend(rosenbrock(), damped_newton(), [-1.2, 1], iterations=8)
    needs = rule_needs(damped_newton(), walk)
    assert (needs.gradients, needs.hessians) == (1, 1)
    assert needs.values == walk.evaluations.values[-1] / 8 > 1
    plain = needs_of(gradient_descent(0.001))
    assert (plain.gradients, plain.hessians, plain.values) == (1, 0, 0)


def test_a_rule_of_one_s_own() -> None:
    rule = Rule(
        "mine",
        constant(0.001),
        init=lambda point: {"matrix": np.eye(len(point)), "k": np.zeros(3)},
        update=lambda context, state: Move(-context.gradient / 1e3, state, 1e-3, context.gradient),
    )
    needs = needs_of(rule)
    assert (needs.held, needs.chosen) == ((3, 0, 1), ("learning_rate",))


def test_batches_have_numbers_of_their_own() -> None:
    rule = mini_batch(adam(0.1), 4, 1)
    needs = rule_needs(rule, descend(noisy_valley(), rule, [-1, 2], iterations=3))
    assert needs.chosen == ("learning_rate", "beta1", "beta2", "epsilon", "size", "seed")


def test_a_descent_without_an_iteration_tells_nothing() -> None:
    walk = Descent.from_arrays([[-1.2, 1]])
    with pytest.raises(ValueError, match="a descent of an iteration or more"):
        rule_needs(gradient_descent(0.001), walk)

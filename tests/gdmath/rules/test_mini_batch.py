"""Mini-batches: each row once an epoch, the same again for the same seed, and right on average."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import (
    SIX_POINTS,
    TEN_POINTS,
    Convention,
    Dataset,
    LinearRegression,
    LogisticRegression,
    Rule,
    adam,
    backtracking,
    batch_rows,
    damped_newton,
    descend,
    gradient_descent,
    himmelblau,
    inverse_time_decay,
    mini_batch,
    nesterov,
)

HOURS = Dataset.from_arrays([1, 2, 3, 4, 5, 6], [0, 0, 1, 0, 1, 1])
COSTS = [*(LinearRegression(TEN_POINTS, convention) for convention in Convention), LogisticRegression(HOURS)]


@pytest.mark.parametrize("size", [1, 3, 5, 10])
def test_each_row_comes_once_an_epoch(size: int) -> None:
    batches = -(-10 // size)
    for epoch in range(3):
        rows = [batch_rows(epoch * batches + k, 10, size=size, seed=4) for k in range(batches)]
        assert {len(each) for each in rows[:-1]} <= {size}
        assert sorted(np.concatenate(rows).tolist()) == list(range(10))


def test_another_seed_and_another_epoch_shuffle_anew() -> None:
    orders = {tuple(batch_rows(k, 10, size=10, seed=seed).tolist()) for k in range(3) for seed in range(3)}
    assert len(orders) == 9


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_batches_are_right_on_average(cost: LinearRegression | LogisticRegression) -> None:
    point = np.array([0.7, -0.4])
    parts = [cost.batch(np.array([row])) for row in range(cost.terms)]
    np.testing.assert_allclose(np.mean([part.value(point) for part in parts]), cost.value(point), rtol=1e-12)
    for name in ("gradient", "hessian"):
        mean = np.mean([getattr(part, name)(point) for part in parts], axis=0)
        np.testing.assert_allclose(mean, getattr(cost, name)(point), rtol=1e-10)


@pytest.mark.parametrize("cost", COSTS, ids=lambda cost: cost.name)
def test_a_batch_s_gradient_is_that_of_its_value(cost: LinearRegression | LogisticRegression) -> None:
    part, point = cost.batch(np.array([1, 4])), np.array([0.7, -0.4])
    slopes = [(part.value(point + e) - part.value(point - e)) / 2e-5 for e in 1e-5 * np.eye(2)]
    np.testing.assert_allclose(part.gradient(point), slopes, rtol=1e-6)


def test_the_step_follows_the_batch() -> None:
    cost = LinearRegression(SIX_POINTS)
    walk = descend(cost, mini_batch(gradient_descent(0.01), size=2, seed=3), [3, -1], iterations=5)
    for k in range(5):
        rows = batch_rows(k, 6, size=2, seed=3)
        residuals = cost.residuals(walk.points[k])[rows]
        design = np.column_stack([SIX_POINTS.x[rows], np.ones(2)])
        np.testing.assert_allclose(walk.gradients[k], -2 * residuals @ design / 2, rtol=1e-12)
        np.testing.assert_allclose(walk.steps[k], -0.01 * walk.gradients[k], rtol=1e-12)
    np.testing.assert_array_equal(walk.gradients[5], cost.gradient(walk.points[5]))  # of all data
    np.testing.assert_array_equal(walk.values, cost.value(walk.points))


def test_a_batch_of_all_data_is_no_batch() -> None:
    cost = LinearRegression(SIX_POINTS)
    for rule in (nesterov(0.01, 0.5), adam(0.1), backtracking(), damped_newton()):
        whole = descend(cost, mini_batch(rule, size=6, seed=3), [3, -1], iterations=20)
        np.testing.assert_allclose(
            whole.points, descend(cost, rule, [3, -1], iterations=20).points, rtol=1e-8
        )


def test_work_is_counted_in_rows() -> None:
    cost = LinearRegression(SIX_POINTS)
    batches = descend(cost, mini_batch(adam(0.1), size=4, seed=3), [3, -1], iterations=4)
    assert batches.evaluations.gradients.tolist() == [0, 1, 2, 3, 4]
    assert batches.evaluations.terms.tolist() == [0, 4, 6, 10, 12]
    assert descend(cost, adam(0.1), [3, -1], iterations=2).evaluations.terms.tolist() == [0, 6, 12]
    assert descend(himmelblau(), adam(0.1), [3, -1], iterations=2).evaluations.terms.tolist() == [0, 1, 2]


@pytest.mark.parametrize(
    "cost", [LinearRegression(SIX_POINTS), LogisticRegression(HOURS)], ids=["line", "log"]
)
def test_arrives_with_a_decaying_rate(cost: LinearRegression | LogisticRegression) -> None:
    rule = mini_batch(gradient_descent(inverse_time_decay(0.02, 0.001)), size=2, seed=1)
    ends = descend(cost, rule, cost.minima[0] + 0.5, iterations=6000)
    excess = ends.values - cost.value(cost.minima[0])
    assert excess[-600:].mean() < 0.05 * excess[0]


def test_what_has_no_batches_says_so() -> None:
    rule: Rule = mini_batch(gradient_descent(0.01), size=2, seed=1)
    with pytest.raises(ValueError, match="Himmelblau is no sum over data, so it has no batches"):
        descend(himmelblau(), rule, [0, 0], iterations=1)
    with pytest.raises(ValueError, match="a batch of 7 rows is larger than the data, which have 6"):
        descend(LinearRegression(SIX_POINTS), mini_batch(rule, size=7, seed=1), [3, -1], iterations=1)

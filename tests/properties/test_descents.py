"""What holds of every descent, by whatever rule."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gdmath import (
    Dataset,
    Descent,
    LinearRegression,
    Objective,
    StopReason,
    at,
    backtracking,
    batch_rows,
    best_factor,
    best_heavy_ball,
    best_learning_rate,
    by_arc_length,
    damped_newton,
    descend,
    descend_many,
    first_then_every,
    geometric,
    geometric_decay,
    gradient_descent,
    heavy_ball,
    inverse_time_decay,
    learning_rate_limit,
    mini_batch,
    nearest_minimum,
    nesterov,
    step_decay,
)
from tests.properties.strategies import Build, bowls, builders, datasets, inside, objectives, rates


def same(one: Descent, other: Descent) -> None:
    np.testing.assert_array_equal(one.points, other.points)
    np.testing.assert_array_equal(one.values, other.values)


def walk_of(data: st.DataObject, objective: Objective, build: Build, rate: float, count: int = 15) -> Descent:
    return descend(objective, build(rate), data.draw(inside(objective)), iterations=count)


@given(objectives, builders, rates, st.data())
def test_each_step_leads_from_one_point_to_the_next(
    objective: Objective, build: Build, rate: float, data: st.DataObject
) -> None:
    walk = walk_of(data, objective, build, rate)
    scale = np.abs(walk.points).max() + 1
    np.testing.assert_allclose(walk.points[:-1] + walk.steps, walk.points[1:], atol=1e-12 * scale)


@given(objectives, builders, rates, st.data())
def test_recorded_values_are_the_objective_s(
    objective: Objective, build: Build, rate: float, data: st.DataObject
) -> None:
    walk = walk_of(data, objective, build, rate)
    np.testing.assert_allclose(walk.values, objective.value(walk.points), rtol=1e-12, atol=1e-12)
    assert np.isfinite(walk.points).all()
    assert np.isfinite(walk.values).all()


@given(objectives, builders, rates, st.data())
def test_a_descent_repeated_is_the_same(
    objective: Objective, build: Build, rate: float, data: st.DataObject
) -> None:
    start = data.draw(inside(objective))
    one, other = (descend(objective, build(rate), start, iterations=10) for _ in range(2))
    same(one, other)


@given(objectives, builders, rates, st.data())
def test_a_longer_descent_begins_as_the_shorter(
    objective: Objective, build: Build, rate: float, data: st.DataObject
) -> None:
    start = data.draw(inside(objective))
    short, long = (descend(objective, build(rate), start, iterations=n) for n in (5, 12))
    assume(short.stop is StopReason.ITERATION_CAP)
    np.testing.assert_allclose(long.points[:6], short.points, rtol=1e-12, atol=1e-12)


@given(objectives, builders, rates, st.data())
def test_many_descents_are_each_of_them(
    objective: Objective, build: Build, rate: float, data: st.DataObject
) -> None:
    starts = np.array([data.draw(inside(objective)) for _ in range(3)])
    together = descend_many(objective, build(rate), starts, iterations=8)
    for start, walk in zip(starts, together, strict=True):
        alone = descend(objective, build(rate), start, iterations=8)
        assert walk.stop is alone.stop
        scale = 1 + np.abs(alone.points).max()
        np.testing.assert_allclose(walk.points, alone.points, rtol=1e-6, atol=1e-9 * scale)


@given(objectives, rates, st.data())
def test_plain_descent_steps_against_the_gradient(
    objective: Objective, rate: float, data: st.DataObject
) -> None:
    walk = walk_of(data, objective, gradient_descent, rate)
    expected = -rate * objective.gradient(walk.points[:-1])
    np.testing.assert_allclose(
        walk.steps, expected, rtol=1e-6, atol=1e-9 * (1 + np.abs(expected).max(initial=0))
    )


@given(objectives, rates, st.data())
def test_momentum_0_is_plain_descent(objective: Objective, rate: float, data: st.DataObject) -> None:
    start = data.draw(inside(objective))
    plain, ball, ahead = (
        descend(objective, rule, start, iterations=10)
        for rule in (gradient_descent(rate), heavy_ball(rate, 0), nesterov(rate, 0))
    )
    scale = 1 + np.abs(plain.points).max()
    np.testing.assert_allclose(ball.points, plain.points, rtol=1e-6, atol=1e-9 * scale)
    np.testing.assert_allclose(ahead.points, plain.points, rtol=1e-6, atol=1e-9 * scale)


@given(objectives, st.data())
def test_backtracking_never_climbs(objective: Objective, data: st.DataObject) -> None:
    assert_never_climbs(descend(objective, backtracking(1.0), data.draw(inside(objective)), iterations=12))


@given(objectives, st.data())
def test_damped_newton_never_climbs(objective: Objective, data: st.DataObject) -> None:
    assert_never_climbs(descend(objective, damped_newton(), data.draw(inside(objective)), iterations=12))


def assert_never_climbs(walk: Descent) -> None:
    """Fail if a value is higher than the one before it by more than rounding, as steps at a minimum are."""
    rounding = 4 * np.finfo(float).eps * np.abs(walk.values[:-1])
    assert (np.diff(walk.values) <= rounding).all()


@given(bowls(), st.data())
def test_newton_takes_one_step_down_a_bowl(bowl: tuple[Objective, np.ndarray], data: st.DataObject) -> None:
    objective, _ = bowl
    walk = descend(objective, damped_newton(), data.draw(inside(objective)), iterations=1)
    np.testing.assert_allclose(walk.points[-1], objective.minima[0], atol=1e-9)


@given(bowls(), st.data())
def test_a_bowl_s_distance_shrinks_by_no_less_than_the_best_factor(
    bowl: tuple[Objective, np.ndarray], data: st.DataObject
) -> None:
    objective, curvatures = bowl
    walk = descend(objective, best_learning_rate(curvatures), data.draw(inside(objective)), iterations=10)
    away = np.linalg.norm(walk.points - objective.minima[0], axis=1)
    assert (away[1:] <= best_factor(curvatures) * away[:-1] + 1e-9).all()


@given(bowls(), st.floats(0.05, 0.95), st.data())
def test_each_mode_of_a_bowl_shrinks_by_its_factor(
    bowl: tuple[Objective, np.ndarray], share: float, data: st.DataObject
) -> None:
    objective, curvatures = bowl
    rate = share * learning_rate_limit(curvatures)
    walk = descend(objective, rate, data.draw(inside(objective)), iterations=10)
    values, axes = np.linalg.eigh(objective.hessian(objective.minima[0]))
    modes = (walk.points - objective.minima[0]) @ axes
    expected = modes[0] * (1 - rate * values) ** np.arange(11)[:, np.newaxis]
    np.testing.assert_allclose(modes, expected, atol=1e-9)


@given(bowls(), st.floats(0.05, 0.95), st.data())
def test_below_the_limit_a_bowl_is_never_climbed(
    bowl: tuple[Objective, np.ndarray], share: float, data: st.DataObject
) -> None:
    objective, curvatures = bowl
    rate = share * learning_rate_limit(curvatures)
    walk = descend(objective, rate, data.draw(inside(objective)), iterations=20)
    assert (np.diff(walk.values) <= 1e-12 * (1 + walk.values[:-1])).all()


@given(bowls(), st.data())
def test_the_best_heavy_ball_comes_nearer_in_the_end(
    bowl: tuple[Objective, np.ndarray], data: st.DataObject
) -> None:
    objective, curvatures = bowl
    rate, momentum = best_heavy_ball(curvatures)
    walk = descend(objective, heavy_ball(rate, momentum), data.draw(inside(objective)), iterations=400)
    assert walk.values[-1] <= 1e-3 * walk.values[0] + 1e-12


@given(bowls())
def test_the_best_rate_lies_below_the_limit(bowl: tuple[Objective, np.ndarray]) -> None:
    _, curvatures = bowl
    assert 0 < best_learning_rate(curvatures) < learning_rate_limit(curvatures)
    assert 0 <= best_factor(curvatures) < 1
    rate, momentum = best_heavy_ball(curvatures)
    assert 0 < rate < 2 * (1 + momentum) / curvatures.max()
    assert momentum <= best_factor(curvatures) + 1e-12


@given(objectives, builders, rates, st.data())
def test_what_is_spent_never_falls(
    objective: Objective, build: Build, rate: float, data: st.DataObject
) -> None:
    walk = walk_of(data, objective, build, rate)
    for spent in (walk.evaluations.values, walk.evaluations.gradients, walk.evaluations.terms):
        assert spent.shape == walk.values.shape
        assert (np.diff(spent) >= 0).all()
    assert walk.evaluations.gradients[-1] >= walk.iterations


@given(objectives, builders, rates, st.data())
def test_a_record_of_arrays_is_the_record(
    objective: Objective, build: Build, rate: float, data: st.DataObject
) -> None:
    walk = walk_of(data, objective, build, rate)
    again = Descent.from_arrays(walk.points, walk.values, gradients=walk.gradients, rates=walk.rates)
    same(walk, again)
    np.testing.assert_array_equal(again.steps, np.diff(walk.points, axis=0))


@given(objectives, rates, st.floats(1e-6, 1e-1), st.data())
def test_a_tolerance_is_kept(
    objective: Objective, rate: float, tolerance: float, data: st.DataObject
) -> None:
    start = data.draw(inside(objective))
    walk = descend(objective, rate, start, iterations=300, gradient_tolerance=tolerance)
    if walk.stop is StopReason.SMALL_GRADIENT:
        lengths = np.linalg.norm(walk.gradients, axis=1)
        assert lengths[-1] <= tolerance
        assert (lengths[:-1] > tolerance).all()


@given(objectives, rates, st.data())
def test_a_descent_told_to_stay_stays(objective: Objective, rate: float, data: st.DataObject) -> None:
    start = data.draw(inside(objective))
    walk = descend(objective, rate, start, iterations=50, stay_in_domain=True)
    low, high = objective.domain.T
    assert ((walk.points >= low) & (walk.points <= high)).all()


@given(objectives.filter(lambda objective: len(objective.minima) > 0), st.data())
def test_no_minimum_is_nearer_than_the_nearest(objective: Objective, data: st.DataObject) -> None:
    point = data.draw(inside(objective))
    nearest = nearest_minimum(objective, point)
    away = np.linalg.norm(objective.minima - point, axis=1)
    assert np.linalg.norm(nearest - point) == away.min()


@given(st.integers(1, 500), st.integers(0, 100), st.data())
def test_an_epoch_of_batches_holds_each_row_once(terms: int, seed: int, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, terms))
    count = -(-terms // size)
    rows = np.concatenate([batch_rows(k, terms, size=size, seed=seed) for k in range(count)])
    np.testing.assert_array_equal(np.sort(rows), np.arange(terms))


@given(datasets(), st.floats(1e-4, 1e-3), st.integers(0, 10))
def test_a_batch_of_all_rows_is_plain_descent(dataset: Dataset, rate: float, seed: int) -> None:
    cost = LinearRegression(dataset)
    every = mini_batch(gradient_descent(rate), size=cost.terms, seed=seed)
    batched, plain = (descend(cost, rule, [0, 0], iterations=6) for rule in (every, gradient_descent(rate)))
    scale = 1 + np.abs(plain.points).max()
    np.testing.assert_allclose(batched.points, plain.points, rtol=1e-9, atol=1e-9 * scale)


@given(rates, st.floats(0.01, 1), st.integers(1, 20), st.integers(0, 200))
def test_schedules_start_at_their_rate_and_never_rise(rate: float, factor: float, every: int, k: int) -> None:
    for schedule in (
        inverse_time_decay(rate, factor),
        geometric_decay(rate, factor),
        step_decay(rate, factor, every),
    ):
        assert schedule(0) == rate
        assert 0 <= schedule(k + 1) <= schedule(k) <= rate


@given(st.integers(1, 100_000), st.integers(2, 200))
def test_geometric_iterations_rise_from_first_to_last(iterations: int, count: int) -> None:
    chosen = geometric(iterations, count)
    assert chosen[0] == 0
    assert chosen[-1] == iterations
    assert (np.diff(chosen) > 0).all()
    assert len(chosen) == min(count, iterations + 1)


@given(st.integers(1, 1000), st.lists(st.tuples(st.integers(1, 50), st.integers(1, 20)), max_size=3))
def test_staged_iterations_rise_from_first_to_last(iterations: int, gaps: list[tuple[int, int]]) -> None:
    ends = np.cumsum([gap for gap, _ in gaps]).tolist()
    chosen = first_then_every(iterations, list(zip(ends, [every for _, every in gaps], strict=True)))
    assert chosen[0] == 0
    assert chosen[-1] == iterations
    assert (np.diff(chosen) > 0).all()


@given(objectives, rates, st.integers(2, 12), st.data())
def test_points_by_arc_length_are_some_of_the_path(
    objective: Objective, rate: float, count: int, data: st.DataObject
) -> None:
    walk = walk_of(data, objective, gradient_descent, rate)
    chosen = by_arc_length(walk.points, count)
    assert chosen[0] == 0
    assert chosen[-1] == walk.iterations
    assert len(chosen) <= max(2, count)
    assert (np.diff(chosen) > 0).all()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20), st.floats(-5, 30))
def test_between_iterations_values_lie_between_their_neighbours(values: list[float], position: float) -> None:
    found = float(at(values, position))
    place = float(np.clip(position, 0, len(values) - 1))
    low, high = sorted((values[int(np.floor(place))], values[int(np.ceil(place))]))
    assert low - 1e-9 * (1 + abs(low)) <= found <= high + 1e-9 * (1 + abs(high))
    assert found == pytest.approx(np.interp(position, np.arange(len(values)), values), rel=1e-9, abs=1e-6)

"""Plain descent on a quadratic, computed without a loop, is the loop's."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from gdmath import (
    SIX_POINTS,
    TEN_POINTS,
    TWO_FEATURES,
    Convention,
    Dataset,
    Descent,
    LinearRegression,
    Objective,
    closed_form,
    descend,
    descend_many,
    gradient_descent,
    quadratic_form,
)
from gdmath.arrays import FloatArray

FAR = Dataset.from_arrays(np.linspace(4000, 4010, 50), np.linspace(0, 3, 50) ** 2)
QUADRATICS: list[tuple[Objective, list[float]]] = [
    (LinearRegression(SIX_POINTS), [3, -1]),
    (LinearRegression(TEN_POINTS, Convention.HALF_SSE), [0.8714244111, 0.1653452440]),
    (LinearRegression(TWO_FEATURES, Convention.HALF_MSE), [3, 3, -1]),
    (LinearRegression(FAR), [0.5, -1]),
    (quadratic_form([[3.0, 1.0, 0.0], [1.0, 2.0, 0.5], [0.0, 0.5, 1.0]], center=[1, -2, 0.5]), [4, 0, -3]),
    (quadratic_form([[2, 0], [0, 0]], center=[1, 1]), [3, -4]),
    (quadratic_form([[1, 2], [2, 1]]), [1, -1.001]),
]


def steepest(objective: Objective) -> float:
    return float(np.linalg.eigvalsh(objective.hessian(np.zeros(objective.dimension)))[-1])


def in_a_loop(objective: Objective, rate: float, start: list[float], **options: object) -> Descent:
    """Return the same descent by a schedule that is constant, but does not say so."""
    return descend(objective, gradient_descent(lambda k: rate), start, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("objective", "start"), QUADRATICS, ids=[f"{n}-{each[0].name}" for n, each in enumerate(QUADRATICS)]
)
@pytest.mark.parametrize("share", [0.01, 0.5, 0.9, 1.0, 1.9, 2.0])
def test_the_same_as_the_loop(objective: Objective, start: list[float], share: float) -> None:
    rate = share / steepest(objective)
    quick = descend(objective, rate, start, iterations=200)
    slow = in_a_loop(objective, rate, start, iterations=200)
    for name in ("points", "values", "gradients", "steps"):
        expected = getattr(slow, name)
        atol = 1e-12 * np.abs(expected).max()
        np.testing.assert_allclose(getattr(quick, name), expected, rtol=1e-12, atol=atol, err_msg=name)
    np.testing.assert_array_equal(quick.rates, slow.rates)
    assert quick.points[0].tolist() == start
    assert (quick.stop, quick.iterations) == (slow.stop, slow.iterations)


def test_each_iteration_counts_as_one_gradient() -> None:
    walk = descend(LinearRegression(SIX_POINTS), 0.001, [3, -1], iterations=3)
    assert walk.evaluations.gradients.tolist() == [0, 1, 2, 3]
    assert walk.evaluations.terms.tolist() == [0, 6, 12, 18]
    assert walk.evaluations.values.tolist() == walk.evaluations.hessians.tolist() == [0, 0, 0, 0]


def test_many_epochs_agree_to_thirteen_digits() -> None:
    cost = LinearRegression(SIX_POINTS)
    quick = descend(cost, 0.001, [3, -1], iterations=12_000)
    slow = in_a_loop(cost, 0.001, [3, -1], iterations=12_000)
    np.testing.assert_allclose(quick.values, slow.values, rtol=2e-13)
    np.testing.assert_allclose(quick.points, slow.points, atol=2e-13)


def test_a_million_epochs() -> None:
    """The slow axis keeps its digits: its factor, just below 1, is not rounded a million times."""
    valley = quadratic_form(np.diag([1.0, 1e-6]))
    walk = descend(valley, 1.0, [1, 1], iterations=1_000_000)
    assert walk.iterations == 1_000_000
    assert walk.points[-1, 1] == pytest.approx(np.exp(1e6 * np.log1p(-1e-6)), rel=1e-13)
    assert walk.points[1:, 0].max() == 0


@pytest.mark.parametrize(
    "options",
    [
        {"step_tolerance": 1e-3},
        {"gradient_tolerance": 0.1},
        {"step_tolerance": 1e-3, "gradient_tolerance": 0.2},
        {"step_tolerance": 1e-12},
        {"value_tolerance": 1e-3},
    ],
)
@pytest.mark.parametrize("rate", [0.002, 0.04])
def test_tolerances_end_it_where_the_loop_ends(
    options: dict[str, float], rate: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closed_form, "AT_ONCE", 64)
    cost = LinearRegression(SIX_POINTS)
    quick = descend(cost, rate, [3, -1], iterations=1000, **options)  # type: ignore[arg-type]
    slow = in_a_loop(cost, rate, [3, -1], iterations=1000, **options)
    assert (quick.stop, quick.iterations, quick.message) == (slow.stop, slow.iterations, slow.message)
    np.testing.assert_allclose(quick.points, slow.points, atol=1e-12)


def test_the_first_point_may_be_good_enough() -> None:
    cost = LinearRegression(SIX_POINTS)
    walk = descend(cost, 0.001, cost.closed_form(), iterations=10, gradient_tolerance=1e-9)
    assert (walk.iterations, walk.converged) == (0, True)


def test_it_overflows_where_the_loop_does() -> None:
    cost = LinearRegression(SIX_POINTS)
    quick = descend(cost, 0.1, [3, -1], iterations=5000)
    slow = in_a_loop(cost, 0.1, [3, -1], iterations=5000)
    assert quick.diverged
    assert quick.iterations == slow.iterations < 5000
    np.testing.assert_allclose(quick.values, slow.values, rtol=1e-11)


def test_an_axis_on_which_the_start_lies_stays_still_while_the_other_runs_away() -> None:
    walk = descend(quadratic_form(np.diag([1.0, 1000.0])), 0.1, [3, 0], iterations=500)
    assert walk.iterations == 500
    assert (walk.points[:, 1] == 0).all()


def test_many_starts_end_each_at_its_own() -> None:
    cost, starts = LinearRegression(SIX_POINTS), [[3.0, -1.0], [-2.0, 2.001], [300.0, 100.0], [-2.0, 2.0]]
    walks = descend_many(cost, 0.04, starts, iterations=3000, gradient_tolerance=1e-6)
    for walk, start in zip(walks, starts, strict=True):
        alone = descend(cost, 0.04, start, iterations=3000, gradient_tolerance=1e-6)
        assert (walk.iterations, walk.message) == (alone.iterations, alone.message)
        np.testing.assert_allclose(walk.points, alone.points, rtol=1e-12)


class Ridge(LinearRegression):
    """A cost with a penalty, whose author did not think of its spectrum."""

    def value(self, points: ArrayLike) -> FloatArray:
        return np.asarray(super().value(points) + (np.asarray(points) ** 2).sum(axis=-1))

    def gradient(self, points: ArrayLike) -> FloatArray:
        return np.asarray(super().gradient(points) + 2 * np.asarray(points))


@pytest.mark.parametrize("start", [[3.0, -1.0], [-2.0, 2.0]])
def test_a_subclass_that_is_another_function_is_left_to_the_loop(start: list[float]) -> None:
    cost = Ridge(SIX_POINTS)
    quick = descend(cost, 0.01, start, iterations=50)
    slow = in_a_loop(cost, 0.01, start, iterations=50)
    np.testing.assert_array_equal(quick.points, slow.points)
    assert quick.points[-1] @ quick.points[-1] < 8

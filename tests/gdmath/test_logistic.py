"""Logistic regression: derivatives by finite differences, the minimum by SciPy, and data without one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from gdmath import Dataset, FloatArray, LogisticRegression, descend

RANDOM = np.random.default_rng(11)


def classes(n: int, p: int, scale: float = 1.0) -> Dataset:
    """Return rows of which class 1 is the more likely the larger their features are."""
    x = RANDOM.normal(size=(n, p))
    chance = 1 / (1 + np.exp(-(x.sum(axis=1) + 0.3)))
    return Dataset.from_arrays(scale * x + 5 * scale, (RANDOM.random(n) < chance).astype(float))


HOURS = Dataset.from_arrays([1, 2, 3, 4, 5, 6], [0, 0, 1, 0, 1, 1], ["hours"], "passed")
SETS = [HOURS, classes(40, 1), classes(200, 3), classes(60, 2, scale=1e3), classes(60, 2, scale=1e-3)]


@pytest.mark.parametrize("dataset", SETS)
def test_derivatives_are_those_of_finite_differences(dataset: Dataset) -> None:
    cost = LogisticRegression(dataset)
    scale = 1 / np.append(np.abs(dataset.x).max(axis=0), 1.0)
    for point in RANDOM.normal(size=(5, cost.dimension)) * scale:
        steps = 1e-5 * scale
        ways = np.diag(steps)
        slopes = (cost.value(point + ways) - cost.value(point - ways)) / (2 * steps)
        bends = (cost.gradient(point + ways) - cost.gradient(point - ways)) / (2 * steps[:, None])
        np.testing.assert_allclose(cost.gradient(point) * scale, slopes * scale, atol=1e-9)
        both = np.outer(scale, scale)
        np.testing.assert_allclose(cost.hessian(point) * both, bends * both, atol=1e-9)


@pytest.mark.parametrize("dataset", SETS)
def test_the_minimum_is_scipys(dataset: Dataset) -> None:
    cost = LogisticRegression(dataset)
    widths = np.append(np.abs(dataset.x).max(axis=0), 1.0)  # SciPy needs parameters of one size

    def value(scaled: FloatArray) -> float:
        return float(cost.value(scaled / widths))

    def gradient(scaled: FloatArray) -> FloatArray:
        return np.asarray(cost.gradient(scaled / widths) / widths)

    found = minimize(value, np.zeros(cost.dimension), jac=gradient, method="BFGS", options={"gtol": 1e-9})
    [best] = cost.minima
    np.testing.assert_allclose(best * widths, found.x, rtol=1e-5)
    np.testing.assert_allclose(cost.gradient(best) / widths, 0, atol=1e-11)
    assert (cost.domain[:, 0] < best).all()
    assert (best < cost.domain[:, 1]).all()


def test_points_may_have_leading_axes() -> None:
    cost = LogisticRegression(SETS[2])
    points = RANDOM.normal(size=(3, 2, 4))
    assert cost.value(points).shape == (3, 2)
    assert cost.hessian(points).shape == (3, 2, 4, 4)
    assert cost.predict(points).shape == (3, 2, 200)
    np.testing.assert_allclose(cost.value(points)[1, 1], cost.value(points[1, 1]))
    np.testing.assert_allclose(cost.hessian(points)[2, 0], cost.hessian(points[2, 0]))


def test_predictions_are_probabilities_and_residuals_what_is_missing() -> None:
    cost = LogisticRegression(HOURS)
    assert cost.predict([0.0, 0.0]).tolist() == 6 * [0.5]
    assert cost.residuals([0.0, 0.0]).tolist() == [-0.5, -0.5, 0.5, -0.5, 0.5, 0.5]
    assert cost.predict([2.0, -4.0], x=[[2.0], [3.0]]) == pytest.approx([0.5, 1 / (1 + np.exp(-2))])
    assert cost.predict([1000.0, -2500.0]) == pytest.approx([0, 0, 1, 1, 1, 1], abs=1e-12)  # no overflow


def test_gradient_descent_arrives() -> None:
    cost = LogisticRegression(HOURS)
    walk = descend(cost, 0.3, [0.0, 0.0], iterations=20_000)
    np.testing.assert_allclose(walk.points[-1], cost.minima[0], rtol=1e-6)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ([1, 2, 3, 4], [0, 0, 1, 1]),
        ([1, 2, 2, 3], [0, 0, 1, 1]),
        ([(0, 0), (1, 3), (2, 1), (3, 5)], [1, 0, 1, 0]),
    ],
    ids=["apart", "touching", "in the plane"],
)
def test_classes_that_a_plane_parts_have_no_best_fit(x: list[float], y: list[float]) -> None:
    assert LogisticRegression(Dataset.from_arrays(x, y)).minima.shape[0] == 0


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        ([1, 2, 3], [0, 1, 2], "row 3: the class 'y' must be 0 or 1, not 2"),
        ([1, 2, 3], [1, 1, 1], "all rows are of class 1"),
        ([(1, 2), (2, 4), (3, 6)], [0, 1, 0], "linearly dependent"),
    ],
)
def test_what_cannot_be_fitted_is_named(x: list[float], y: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        LogisticRegression(Dataset.from_arrays(x, y))

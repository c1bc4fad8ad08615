"""What holds of every data set, its regressions and its fits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdmath import Convention, Dataset, LinearRegression, LogisticRegression, descend, fit_by_descent
from tests.properties.strategies import conventions, datasets, moderate

pairs = arrays(np.float64, 2, elements=st.floats(-10, 10))


@given(datasets(), conventions, pairs)
def test_no_line_costs_less_than_the_best(
    dataset: Dataset, convention: Convention, parameters: np.ndarray
) -> None:
    cost = LinearRegression(dataset, convention)
    assert cost.value(parameters) >= cost.value(cost.closed_form()) * (1 - 1e-12)


@given(datasets())
def test_the_best_line_is_numpy_s(dataset: Dataset) -> None:
    expected = np.polyfit(dataset.x[:, 0], dataset.y, 1)
    found = LinearRegression(dataset).closed_form()
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-6 * (1 + np.abs(expected).max()))


@given(datasets())
def test_residuals_of_the_best_line_are_orthogonal_to_the_features(dataset: Dataset) -> None:
    cost = LinearRegression(dataset)
    residuals = cost.residuals(cost.closed_form())
    scale = np.linalg.norm(dataset.y) * np.linalg.norm(dataset.x) + 1
    assert abs(residuals.sum()) <= 1e-9 * scale
    assert np.abs(dataset.x.T @ residuals).max() <= 1e-9 * scale


@given(datasets(), pairs)
def test_residuals_add_up_to_the_targets(dataset: Dataset, parameters: np.ndarray) -> None:
    cost = LinearRegression(dataset)
    total = cost.predict(parameters) + cost.residuals(parameters)
    np.testing.assert_allclose(total, dataset.y, atol=1e-9 * (1 + np.abs(cost.predict(parameters)).max()))


@given(datasets(), pairs)
def test_conventions_differ_by_constant_factors(dataset: Dataset, parameters: np.ndarray) -> None:
    n = len(dataset.y)
    half_sse, mse, half_mse = (LinearRegression(dataset, convention) for convention in Convention)
    squares = float(np.sum(mse.residuals(parameters) ** 2))
    for cost, factor in ((half_sse, 0.5), (mse, 1 / n), (half_mse, 0.5 / n)):
        assert cost.value(parameters) == pytest.approx(factor * squares, rel=1e-9, abs=1e-9)


@given(datasets(), conventions, pairs)
def test_the_gradient_of_a_cost_is_that_of_its_formula(
    dataset: Dataset, convention: Convention, parameters: np.ndarray
) -> None:
    cost = LinearRegression(dataset, convention)
    factor = {
        Convention.HALF_SSE: 1.0,
        Convention.MSE: 2 / len(dataset.y),
        Convention.HALF_MSE: 1 / len(dataset.y),
    }
    residuals = cost.residuals(parameters)
    expected = -factor[convention] * np.array([dataset.x[:, 0] @ residuals, residuals.sum()])
    scale = 1 + np.abs(dataset.x).max() * np.abs(residuals).sum()
    np.testing.assert_allclose(cost.gradient(parameters), expected, atol=1e-9 * scale)


@given(datasets(features=2), conventions)
def test_the_best_plane_has_no_gradient(dataset: Dataset, convention: Convention) -> None:
    cost = LinearRegression(dataset, convention)
    scale = float(np.abs(cost.hessian(cost.closed_form())).max() * (1 + np.abs(cost.closed_form()).max()))
    assert np.abs(cost.gradient(cost.closed_form())).max() <= 1e-9 * scale


@given(datasets(), conventions)
def test_a_rate_below_the_limit_lowers_the_cost_at_every_step(
    dataset: Dataset, convention: Convention
) -> None:
    cost = LinearRegression(dataset, convention)
    walk = descend(cost, 0.9 * cost.learning_rate_limit, [1.0, -1.0], iterations=30)
    assert (np.diff(walk.values) <= 1e-9 * walk.values[0]).all()


@given(datasets(), conventions)
def test_a_rate_above_the_limit_climbs_in_the_end(dataset: Dataset, convention: Convention) -> None:
    cost = LinearRegression(dataset, convention)
    best, (_, steepest) = cost.closed_form(), np.linalg.eigh(cost.hessian(cost.closed_form()))
    start = best + steepest[:, -1]
    walk = descend(cost, 1.1 * cost.learning_rate_limit, start, iterations=20)
    assert walk.values[-1] > walk.values[0]


@given(datasets(), moderate)
def test_lifting_the_targets_lifts_the_intercept(dataset: Dataset, lift: float) -> None:
    lifted = Dataset.from_arrays(dataset.x, dataset.y + lift)
    difference = LinearRegression(lifted).closed_form() - LinearRegression(dataset).closed_form()
    np.testing.assert_allclose(difference, [0, lift], atol=1e-6 * (1 + abs(lift)))


@given(datasets(), st.floats(0.1, 10))
def test_another_unit_of_the_feature_scales_the_slope(dataset: Dataset, unit: float) -> None:
    scaled = Dataset.from_arrays(dataset.x * unit, dataset.y)
    slope, intercept = LinearRegression(dataset).closed_form()
    expected = [slope / unit, intercept]
    found = LinearRegression(scaled).closed_form()
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-6 * (1 + np.abs(expected).max()))


@given(datasets(features=2))
def test_standardised_features_have_mean_0_and_deviation_1(dataset: Dataset) -> None:
    scaled = dataset.standardized().dataset
    np.testing.assert_allclose(scaled.x.mean(axis=0), 0, atol=1e-9)
    np.testing.assert_allclose(scaled.x.std(axis=0), 1, rtol=1e-9)


@given(datasets(), pairs)
def test_a_line_in_other_units_and_back_is_the_same_line(dataset: Dataset, parameters: np.ndarray) -> None:
    scaled = dataset.standardized()
    there = scaled.from_original(parameters)
    np.testing.assert_allclose(scaled.to_original(there), parameters, atol=1e-8)
    ours = LinearRegression(dataset).predict(parameters)
    np.testing.assert_allclose(LinearRegression(scaled.dataset).predict(there), ours, atol=1e-7)


@given(datasets())
def test_a_fit_ends_at_the_best_line(dataset: Dataset) -> None:
    fit = fit_by_descent(dataset, start=[0, 0], iterations=3000, standardize=True)
    np.testing.assert_allclose(fit.path[-1], fit.best, atol=1e-6 * (1 + np.abs(fit.best).max()))
    assert not fit.diverges


@given(datasets())
def test_the_order_of_the_rows_does_not_matter(dataset: Dataset) -> None:
    turned = Dataset.from_arrays(dataset.x[::-1], dataset.y[::-1])
    ours, theirs = (LinearRegression(each).closed_form() for each in (dataset, turned))
    np.testing.assert_allclose(ours, theirs, rtol=1e-7, atol=1e-7)


@given(datasets(), pairs)
def test_a_cost_is_the_average_of_its_batches(dataset: Dataset, parameters: np.ndarray) -> None:
    cost = LinearRegression(dataset)
    rows = np.arange(cost.terms)
    slopes = [cost.batch(rows[[row]]).gradient(parameters) for row in rows]
    scale = 1 + float(np.abs(slopes).max())
    np.testing.assert_allclose(np.mean(slopes, axis=0), cost.gradient(parameters), atol=1e-9 * scale)


@given(datasets(), pairs)
def test_probabilities_of_a_logistic_regression_are_probabilities(
    dataset: Dataset, parameters: np.ndarray
) -> None:
    classes = (np.arange(len(dataset.y)) % 2).astype(float)
    cost = LogisticRegression(Dataset.from_arrays(dataset.x, classes))
    chances = cost.predict(parameters)
    assert ((chances >= 0) & (chances <= 1)).all()
    assert cost.value(parameters) >= 0
    step = 1e-6
    ahead, behind = (cost.value(parameters + np.array([0, way])) for way in (step, -step))
    scale = 1 + float(np.abs(cost.gradient(parameters)).max())
    assert cost.gradient(parameters)[1] == pytest.approx((ahead - behind) / (2 * step), abs=1e-4 * scale)

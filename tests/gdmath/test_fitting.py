"""Fits by gradient descent: the same path in either units, the choices that are made, and what is refused."""

import numpy as np
import pytest

from gdmath import (
    SIX_POINTS,
    TEN_POINTS,
    TWO_FEATURES,
    Convention,
    Dataset,
    LinearRegression,
    StopReason,
    adam,
    descend,
    fit_by_descent,
    gradient_descent,
    heavy_ball,
    mini_batch,
)
from gdmath.fitting import WORST_CONDITION

RANDOM = np.random.default_rng(5)
AREAS = RANDOM.uniform(2000, 9000, 200)
HOUSES = Dataset.from_arrays(AREAS, 40 + 0.03 * AREAS + RANDOM.normal(0, 25, 200), ["area"], "price")


def test_reference_a() -> None:
    fit = fit_by_descent(
        TEN_POINTS,
        start=[0.8714244111, 0.1653452440],
        iterations=2000,
        convention=Convention.HALF_SSE,
    )
    assert fit.learning_rate == 0.001
    assert not fit.standardized
    assert not fit.diverges
    assert fit.iterations == 2000
    np.testing.assert_allclose(
        2 * fit.values[[0, 100, 1900]], [669.1416045763, 449.5447461143, 32.0705667455], rtol=1e-9
    )
    np.testing.assert_allclose(fit.path[-1], [-1.50849581, 17.14269987], atol=5e-9)
    np.testing.assert_allclose(fit.best, [-17 / 11, 17.4], rtol=1e-12)
    assert 2 * fit.least == pytest.approx(31.8545454545, rel=1e-9)


def test_in_the_data_s_units_it_is_a_plain_descent() -> None:
    fit = fit_by_descent(SIX_POINTS, start=[3, -1], iterations=300, learning_rate=0.001)
    plain = descend(LinearRegression(SIX_POINTS), 0.001, [3, -1], iterations=300)
    np.testing.assert_array_equal(fit.path, plain.points)
    np.testing.assert_array_equal(fit.values, plain.values)
    assert fit.descended_cost is fit.cost
    assert fit.learning_rate_limit == pytest.approx(0.0441778849, rel=1e-9)


@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize(
    ("dataset", "start"), [(HOUSES, [3, -1]), (TEN_POINTS, [0, 0]), (TWO_FEATURES, [3, 3, -1])]
)
def test_standardised_path_is_mapped_back(
    dataset: Dataset, start: list[float], convention: Convention
) -> None:
    fit = fit_by_descent(dataset, start=start, iterations=200, convention=convention, standardize=True)
    scaled = dataset.standardized()
    np.testing.assert_allclose(fit.path[0], start, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(scaled.from_original(fit.path), fit.descent.points, rtol=1e-9, atol=1e-8)
    np.testing.assert_allclose(fit.values, fit.cost.value(fit.path), rtol=1e-9)
    np.testing.assert_allclose(fit.path[-1], fit.best, rtol=1e-6)
    walked = LinearRegression(scaled.dataset, convention)
    assert fit.learning_rate_limit == pytest.approx(walked.learning_rate_limit, rel=1e-12)
    assert fit.standardized


def test_only_what_is_badly_conditioned_is_standardised_unasked() -> None:
    near = Dataset.from_arrays([0, 10, 20, 25], [1, 2, 3, 5])
    far = Dataset.from_arrays([0, 10, 20, 40], [1, 2, 3, 5])
    assert LinearRegression(near).condition_number < WORST_CONDITION < LinearRegression(far).condition_number
    for dataset, expected in ((near, False), (far, True), (SIX_POINTS, False), (HOUSES, True)):
        assert fit_by_descent(dataset, start=[0, 0], iterations=1).standardized is expected
    assert not fit_by_descent(HOUSES, start=[0, 0], iterations=1, standardize=False).standardized


def test_a_rate_that_was_given_is_meant_for_the_data_s_units() -> None:
    """Then nothing is standardised in silence, however bad the condition: a course's numbers come out."""
    by_rate = fit_by_descent(HOUSES, start=[0, 0], iterations=1000, learning_rate=1e-8)
    by_rule = fit_by_descent(HOUSES, start=[0, 0], iterations=1000, rule=gradient_descent(1e-8))
    for fit in (by_rate, by_rule):
        plain = descend(LinearRegression(HOUSES), 1e-8, [0, 0], iterations=1000)
        assert not fit.standardized
        np.testing.assert_array_equal(fit.values, plain.values)
    asked = fit_by_descent(HOUSES, start=[0, 0], iterations=1000, learning_rate=0.1, standardize=True)
    assert asked.standardized


def test_another_rule_runs_in_either_units() -> None:
    for rule in (heavy_ball(0.01, 0.9), adam(0.3), mini_batch(gradient_descent(0.01), size=3, seed=1)):
        fit = fit_by_descent(SIX_POINTS, start=[3, -1], iterations=50, rule=rule)
        alone = descend(LinearRegression(SIX_POINTS), rule, [3, -1], iterations=50)
        np.testing.assert_array_equal(fit.path, alone.points)
        assert (fit.rule, fit.learning_rate, fit.diverges) == (rule, rule.learning_rate(0), False)
    fit = fit_by_descent(HOUSES, start=[0, 0], iterations=500, rule=heavy_ball(0.1, 0.8), standardize=True)
    np.testing.assert_allclose(fit.path[-1], fit.best, rtol=1e-6)
    too_fast = fit_by_descent(SIX_POINTS, start=[3, -1], iterations=200, rule=heavy_ball(0.2, 0.5))
    assert too_fast.diverges


@pytest.mark.parametrize(
    ("dataset", "changed", "message"),
    [
        (
            SIX_POINTS,
            {},
            "In the units of the data; gradient descent with the rate 0.009, about a fifth of the limit. ",
        ),
        (
            HOUSES,
            {},
            "Features standardised, because the condition number 2.9e+08 is above 1000; "
            "gradient descent with the rate 0.2, about a fifth of the limit. ",
        ),
        (
            HOUSES,
            {"standardize": True, "rule": adam(0.3)},
            "Features standardised, as asked; Adam with the rate 0.3, ",
        ),
        (
            HOUSES,
            {"learning_rate": 1e-8},
            "In the units of the data, although the condition number 2.9e+08 is above 1000; "
            "gradient descent with the rate 1e-08, as given. ",
        ),
    ],
)
def test_what_was_done_is_said(dataset: Dataset, changed: dict[str, object], message: str) -> None:
    fit = fit_by_descent(dataset, start=[0, 0], iterations=5, **changed)  # type: ignore[arg-type]
    assert fit.message.startswith(message)
    assert fit.message.endswith(fit.descent.message)


def test_unasked_rate_is_a_fifth_of_the_limit_in_one_digit() -> None:
    assert fit_by_descent(SIX_POINTS, start=[3, -1], iterations=1).learning_rate == 0.009
    assert fit_by_descent(HOUSES, start=[3, -1], iterations=1).learning_rate == 0.2


def test_a_rate_above_the_limit_is_obeyed() -> None:
    fit = fit_by_descent(SIX_POINTS, start=[3, -1], iterations=20_000, learning_rate=0.1)
    assert fit.diverges
    assert fit.descent.stop is StopReason.DIVERGED
    assert len(fit.path) == len(fit.values) == fit.iterations + 1
    assert np.isfinite(fit.path).all()


def test_nobody_can_write_to_a_path() -> None:
    for standardize in (False, True):
        fit = fit_by_descent(SIX_POINTS, start=[3, -1], iterations=2, standardize=standardize)
        with pytest.raises(ValueError, match="read-only"):
            fit.path[0] = 0


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"start": [1, 2, 3]}, r"the start must be 2 numbers \(area, intercept\), got \[1.0, 2.0, 3.0\]$"),
        ({"start": 1}, r"the start must be 2 numbers \(area, intercept\), got 1.0$"),
        ({"start": [np.nan, 0]}, "the start must be finite"),
        ({"learning_rate": 0}, "the learning rate must be positive and finite, got 0$"),
        ({"learning_rate": -0.1}, "must be positive and finite, got -0.1$"),
        ({"learning_rate": np.inf}, "must be positive and finite, got inf$"),
        (
            {"learning_rate": 1, "rule": adam(1)},
            "give a learning rate or a rule, not both: the rule has a rate",
        ),
        ({"iterations": 0}, "iterations must be a whole number of at least 1, got 0$"),
    ],
)
@pytest.mark.parametrize("standardize", [False, True])
def test_what_cannot_be_fitted_is_said_in_one_line(
    changed: dict[str, object], message: str, standardize: bool
) -> None:
    given: dict[str, object] = {"start": [0, 0], "iterations": 5, "standardize": standardize, **changed}
    with pytest.raises(ValueError, match=message) as caught:
        fit_by_descent(HOUSES, **given)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)

"""Linear regression: the reference numbers A to C, and care with large numbers and dependent columns."""

import numpy as np
import pytest
from numpy.typing import ArrayLike

from gdmath import (
    SIX_POINTS,
    TEN_POINTS,
    TWO_FEATURES,
    Convention,
    Dataset,
    LinearRegression,
    StopReason,
    descend,
    first_then_every,
)

TEN = LinearRegression(TEN_POINTS, Convention.HALF_SSE)
SIX = LinearRegression(SIX_POINTS)
TWO = LinearRegression(TWO_FEATURES, Convention.MSE)


def test_reference_a_optimum() -> None:
    np.testing.assert_allclose(TEN.closed_form(), [-17 / 11, 17.4], rtol=1e-12)
    assert TEN.closed_form()[0] == pytest.approx(-1.5454545455, rel=1e-9)
    assert TEN.sum_of_squares(TEN.closed_form()) == pytest.approx(31.8545454545, rel=1e-9)


def test_reference_a_curvature() -> None:
    eigenvalues = np.linalg.eigvalsh(TEN.hessian([0, 0]))
    np.testing.assert_allclose(eigenvalues, [2.0997697, 392.9002303], atol=5e-8)
    assert TEN.learning_rate_limit == pytest.approx(0.0050903508, abs=5e-11)
    assert TEN.condition_number == pytest.approx(392.9002303 / 2.0997697, rel=1e-7)


def test_reference_a_random_start() -> None:
    walk = descend(TEN, 0.001, [0.8714244111, 0.1653452440], iterations=2000)
    printed = TEN.sum_of_squares(walk.points[:2000:100])
    assert len(printed) == 20
    np.testing.assert_allclose(
        printed[[0, 1, -1]], [669.1416045763, 449.5447461143, 32.0705667455], rtol=1e-9
    )
    np.testing.assert_allclose(walk.points[-1], [-1.50849581, 17.14269987], atol=5e-9)


def test_reference_a_from_zero() -> None:
    walk = descend(TEN, 0.001, [0, 0], iterations=2000)
    printed = TEN.sum_of_squares(walk.points)
    assert printed[0] == pytest.approx(1021.0, rel=1e-12)
    assert printed[100] == pytest.approx(451.4557193097, rel=1e-9)
    assert printed[1900] == pytest.approx(32.0715550638, rel=1e-9)
    np.testing.assert_allclose(2 * walk.values, printed, rtol=1e-14)


def test_reference_a_excess_loss_shrinks_steadily() -> None:
    walk = descend(TEN, 0.001, [0, 0], iterations=2000)
    excess = walk.values - TEN.value(TEN.closed_form())
    np.testing.assert_allclose(excess[200::100] / excess[100:-100:100], 0.6567870341, rtol=1e-9)


def test_reference_b_path() -> None:
    walk = descend(SIX, 0.001, [3, -1], iterations=12_000)
    assert walk.values[0] == pytest.approx(472.5, rel=1e-12)
    assert walk.values[50] == pytest.approx(49.6945609374, rel=1e-9)
    np.testing.assert_allclose(walk.points[50], [-0.85795106, -1.66543015], atol=5e-9)
    assert walk.values[11_900] == pytest.approx(42.6669125994, rel=1e-9)
    np.testing.assert_allclose(walk.points[11_900], [-1.9933280497, 1.9653553483], rtol=1e-9)
    assert walk.values[12_000] == pytest.approx(42.6668938981, rel=1e-9)


def test_reference_b_end_is_the_closed_form() -> None:
    walk = descend(SIX, 0.001, [3, -1], iterations=60_000)
    for parameters in (walk.points[-1], SIX.closed_form()):
        np.testing.assert_allclose(parameters, [-2, 2], rtol=1e-9)
        np.testing.assert_allclose(SIX.residuals(parameters), [4, -10, 9, -3, 5, -5], rtol=1e-8)
        assert SIX.value(parameters) == pytest.approx(42.6666666667, rel=1e-9)
        assert SIX.sum_of_squares(parameters) == pytest.approx(256, rel=1e-9)


def test_reference_b_learning_rate_limit() -> None:
    assert SIX.learning_rate_limit == pytest.approx(0.0441778849, rel=1e-9)
    good = descend(SIX, 0.04, [3, -1], iterations=5000, step_tolerance=1e-10)
    assert good.converged
    np.testing.assert_allclose(good.points[-1], [-2, 2], rtol=1e-8)
    for rate in (0.045, 0.1):
        bad = descend(SIX, rate, [3, -1], iterations=20_000)
        assert bad.stop is StopReason.DIVERGED


def test_reference_b_shown_epochs() -> None:
    shown = first_then_every(12_000, [(50, 1), (1000, 5), (12_000, 200)])
    assert shown[:51].tolist() == list(range(51))
    assert shown[51:53].tolist() == [55, 60]
    assert shown[-2:].tolist() == [11_800, 12_000]


def test_reference_c() -> None:
    walk = descend(TWO, 0.001, [3, 3, -1], iterations=100_000)
    np.testing.assert_allclose(walk.points[-1], [-6.75922888, -2.07075472, 7.23420837], atol=5e-9)
    assert walk.values[-1] == pytest.approx(75.63518594, abs=5e-9)
    np.testing.assert_allclose(TWO.closed_form(), walk.points[-1], rtol=1e-6)


@pytest.mark.parametrize(
    ("convention", "value_factor", "gradient_factor"),
    [
        (Convention.HALF_SSE, 1 / 2, 1),
        (Convention.MSE, 1 / 6, 2 / 6),
        (Convention.HALF_MSE, 1 / 12, 1 / 6),
    ],
)
def test_conventions(convention: Convention, value_factor: float, gradient_factor: float) -> None:
    cost = LinearRegression(TWO_FEATURES, convention)
    parameters = np.random.default_rng(1).normal(size=(5, 3))
    residuals = cost.residuals(parameters)
    design = np.column_stack([TWO_FEATURES.x, np.ones(6)])
    np.testing.assert_allclose(residuals, TWO_FEATURES.y - cost.predict(parameters), rtol=1e-15)
    np.testing.assert_allclose(cost.predict(parameters), parameters @ design.T, rtol=1e-12)
    np.testing.assert_allclose(cost.value(parameters), value_factor * (residuals**2).sum(axis=-1), rtol=1e-12)
    np.testing.assert_allclose(cost.gradient(parameters), -gradient_factor * residuals @ design, rtol=1e-10)
    np.testing.assert_allclose(cost.hessian(parameters[0]), gradient_factor * design.T @ design, rtol=1e-12)
    assert cost.name == convention.value
    assert cost.form is convention


def test_a_convention_is_no_word() -> None:
    with pytest.raises(ValueError, match=r"one of Convention\.HALF_SSE, .*, got 'mse'"):
        LinearRegression(TWO_FEATURES, "mse")  # type: ignore[arg-type]


@pytest.mark.parametrize("convention", Convention)
def test_the_gradient_is_the_value_s_under_every_convention(convention: Convention) -> None:
    cost = LinearRegression(TWO_FEATURES, convention)
    for point in np.random.default_rng(4).normal(size=(5, 3)):
        slopes = [(cost.value(point + e) - cost.value(point - e)) / 2e-4 for e in 1e-4 * np.eye(3)]
        np.testing.assert_allclose(cost.gradient(point), slopes, rtol=1e-8)
        bends = [(cost.gradient(point + e) - cost.gradient(point - e)) / 2e-4 for e in 1e-4 * np.eye(3)]
        np.testing.assert_allclose(cost.hessian(point), bends, rtol=1e-8)


def test_features_in_the_thousands() -> None:
    x = np.linspace(4000, 4010, 50)
    noise = np.random.default_rng(2).normal(size=50)
    cost = LinearRegression(Dataset.from_arrays(x, 3 * x - 11_900 + noise))
    centred = x - x.mean()
    slope = 3 + centred @ noise / (centred @ centred)
    np.testing.assert_allclose(cost.closed_form()[0], slope, rtol=1e-8)
    assert cost.condition_number > 1e12
    # The residuals are orthogonal to the feature and to 1, to rounding.
    residuals = cost.residuals(cost.closed_form())
    assert abs(residuals.sum()) < 1e-6
    assert cost.value(cost.closed_form()) == pytest.approx((residuals**2).mean(), rel=1e-9)


def test_standardising_gives_the_same_fit_and_condition_1() -> None:
    standardized = Dataset.from_arrays(np.linspace(4000, 4010, 30), np.arange(30) ** 1.5).standardized()
    scaled = LinearRegression(standardized.dataset)
    plain = LinearRegression(Dataset.from_arrays(np.linspace(4000, 4010, 30), np.arange(30) ** 1.5))
    assert scaled.condition_number == pytest.approx(1, rel=1e-9)
    np.testing.assert_allclose(standardized.to_original(scaled.closed_form()), plain.closed_form(), rtol=1e-8)


@pytest.mark.parametrize(
    ("cost", "starts"),
    [(TEN, [[0, 0], [1, 1]]), (SIX, [[3, -1], [0, 0]]), (TWO, [[3, 3, -1], [0, 0, 0]])],
)
def test_domain_shows_the_starts_of_the_lessons(cost: LinearRegression, starts: list[list[float]]) -> None:
    for start in starts:
        assert ((cost.domain[:, 0] < start) & (start < cost.domain[:, 1])).all()


def test_constant_target_still_has_a_domain() -> None:
    for level in (0.0, 5.0):
        cost = LinearRegression(Dataset.from_arrays([1, 2, 3], [level] * 3))
        np.testing.assert_allclose(cost.closed_form(), [0, level], atol=1e-12)
        assert (np.ptp(cost.domain, axis=1) > 0.5).all()


@pytest.mark.parametrize(
    ("x", "message"),
    [
        ([[1, 2], [2, 4], [3, 6], [4, 8]], r"x1, x2, intercept are linearly dependent \(rank 2 of 3\)"),
        ([7, 7, 7, 7], r"x, intercept are linearly dependent \(rank 1 of 2\)"),
        ([0, 0, 0, 0], "rank 1 of 2"),
        (np.eye(4), r"5 parameters .* need at least as many points, got 4"),
    ],
)
def test_no_unique_fit(x: ArrayLike, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        LinearRegression(Dataset.from_arrays(x, [1, 2, 3, 5]))


def test_the_floor_of_the_valley_is_where_the_cost_is_level_across() -> None:
    cost = LinearRegression(TEN_POINTS)
    intercepts = np.array([-3.0, 0.0, 17.4, 21.0])
    floor = np.stack([cost.best_slope(intercepts), intercepts], axis=-1)
    np.testing.assert_allclose(cost.gradient(floor)[:, 0], 0, atol=1e-10)
    np.testing.assert_allclose(floor[:3:1][:, 0], [1.368831, 0.940260, -1.545455], atol=1e-6)
    with pytest.raises(ValueError, match="one slope fits best"):
        TWO.best_slope(0.0)


def test_a_contour_is_where_the_cost_is_so_much_higher() -> None:
    cost = LinearRegression(TEN_POINTS)
    line = cost.spectrum.contour(95.0)
    np.testing.assert_allclose(cost.value(line), float(cost.value(cost.closed_form())) + 95, rtol=1e-12)
    np.testing.assert_allclose(line[0], line[-1])
    for spectrum, excess in ((TWO.spectrum, 1.0), (cost.spectrum, -1.0)):
        with pytest.raises(ValueError, match="a minimum of two variables"):
            spectrum.contour(excess)


@pytest.mark.parametrize(("shares", "condition"), [((0, 0), 187.1159), ((1, 0), 8.25), ((1, 1), 1.0)])
def test_centring_and_scaling_make_a_valley_round(shares: tuple[float, float], condition: float) -> None:
    changed = LinearRegression(TEN_POINTS.partly_standardized(*shares).dataset)
    assert changed.condition_number == pytest.approx(condition, rel=1e-6)


def test_a_round_valley_is_crossed_in_one_step_where_the_narrow_one_takes_hundreds() -> None:
    tolerance, before = 1e-3, LinearRegression(TEN_POINTS)
    slow = descend(before, 0.98 * before.learning_rate_limit, [0, 0], iterations=1000)
    away = np.linalg.norm(slow.points - before.closed_form(), axis=1)
    assert int(np.argmax(away <= tolerance)) == 928
    after = LinearRegression(TEN_POINTS.partly_standardized(1, 1).dataset)
    quick = descend(after, 0.5, [0, 0], iterations=1)
    assert np.linalg.norm(quick.points[1] - after.closed_form()) <= 1e-12

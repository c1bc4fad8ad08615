"""Polynomials have the minima that algebra gives them, however close together or flat these are."""

from collections.abc import Callable

import numpy as np
import pytest

from gdmath import DoubleWell, Polynomial, double_well, polynomial, shifted_parabola


def multiplied(*roots: float, by: float = 1.0) -> list[float]:
    """Return the coefficients of by (x - r_1) (x - r_2) ..."""
    return [float(c) for c in by * np.poly(roots)]


def integral(slope: list[float]) -> list[float]:
    return [float(c) for c in np.polyint(slope)]


@pytest.mark.parametrize(
    ("coefficients", "minima"),
    [
        ([1, -4, 6, -4, 1], [1]),
        ([1, 0, 0, 0], []),
        ([-1, 0, 0], []),
        ([0, 0, 2.5, 0], []),
        ([3], []),
        ([0, 0], []),
        ([1e-7, 0, -1], [0]),
        ([1.0000001, 0, 0], [0]),
        ([1, 0, -2, 0, 0], [-1, 1]),
        ([1, 0, 0, 0, 0], [0]),
        ([1, 0, 0, 0, 0, 0, 0], [0]),
        ([1, 0, 0, 0, 0, 0, 0, 0], []),
        ([1e-300, 0, 1, 0], []),
        (integral(multiplied(-0.01, 0.0, 0.01)), [-0.01, 0.01]),
        (integral(multiplied(-1e-8, 0.0, 1e-8)), [-1e-8, 1e-8]),
        (integral(multiplied(2.0, 2.0, 3.0)), [3.0]),
        (integral(multiplied(-3.0, -3.0, -3.0, 1.0, 2.0)), [-3.0, 2.0]),
        (integral(multiplied(*range(1, 10), by=-1.0)), [2, 4, 6, 8]),
    ],
)
def test_minima(coefficients: list[float], minima: list[float]) -> None:
    curve = polynomial(coefficients)
    scale = max(map(abs, minima), default=1) or 1
    np.testing.assert_allclose(np.sort(curve.minima[:, 0]), minima, atol=1e-9 * scale)
    xs = np.linspace(-2, 2, 5)
    np.testing.assert_allclose(curve.value(xs[:, np.newaxis]), np.polyval(coefficients, xs), atol=1e-12)
    assert all(curve.domain[0, 0] < x < curve.domain[0, 1] for x in minima)
    assert np.diff(curve.value(curve.minima)).min(initial=0) >= 0


def test_minima_far_out_and_close_together_are_not_put_into_the_hill_between_them() -> None:
    curve = polynomial(integral(multiplied(99.99, 100.0, 100.01)))
    np.testing.assert_allclose(np.sort(curve.minima[:, 0]), [99.99, 100.01], atol=1e-4)


def test_a_polynomial_keeps_its_numbers() -> None:
    assert polynomial([0, 0, 1.0000001, 0, -2]).form == Polynomial((1.0000001, 0.0, -2.0))
    assert polynomial([0, 0]).form == Polynomial((0.0,))


def test_reference_d_shifted_parabola() -> None:
    curve = shifted_parabola()
    assert curve.form == Polynomial((1.0, -6.0, 5.0))
    np.testing.assert_allclose(curve.minima, [[3]], rtol=1e-14)
    assert curve.value([25]) == 480


def test_reference_f_double_well() -> None:
    well = double_well()
    np.testing.assert_allclose(well.minima[:, 0], [-3.02740122, 2.97182659], atol=5e-9)
    np.testing.assert_allclose(well.value(well.minima), [-0.0275252, 11.9719601], atol=5e-8)
    barrier = np.array([0.05557463])
    assert well.value(barrier) == pytest.approx(87.0555651, abs=5e-8)
    assert well.gradient(barrier) == pytest.approx(0, abs=5e-7)
    assert well.hessian(barrier)[0, 0] < 0


def test_the_double_well_is_the_polynomial_that_its_form_says() -> None:
    form, xs = double_well().form, np.linspace(-4, 4, 9)
    assert isinstance(form, DoubleWell)
    expected = (xs**2 - form.square) ** 2 + form.slope * xs + form.offset
    np.testing.assert_allclose(double_well().value(xs[:, np.newaxis]), expected, rtol=1e-12)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: polynomial([]), "list of finite coefficients"),
        (lambda: polynomial([1, np.nan]), "list of finite coefficients"),
        (lambda: polynomial([1, 0], domain=(2, 2)), "domain of coordinate 1 is empty: 2 is not below 2"),
        (lambda: polynomial([1, 0], domain=[]), "one \\(low, high\\) pair"),
    ],
)
def test_bad_input(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize("coefficients", [[2e-147, 1, 0], [1, -2e16, 1e32], [2e-147, 1, 0, 0, 0]])
def test_critical_points_far_away_have_a_window_around_them(coefficients: list[float]) -> None:
    low, high = polynomial(coefficients).domain[0]
    assert low < high
    assert ((low < polynomial(coefficients).minima) & (polynomial(coefficients).minima < high)).all()

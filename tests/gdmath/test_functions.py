"""Plain Python functions become objectives, with and without their gradients."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy.differentiate import hessian, jacobian

from gdmath import descend, from_function
from gdmath.arrays import FloatArray


def test_array_function_of_two_variables() -> None:
    bowl = from_function(
        lambda x, y: (x - 1) ** 2 + 3 * (y + 0.5) ** 2, [(-2, 2), (-2, 2)], name="bowl", formula="f"
    )
    assert (bowl.name, bowl.formula, bowl.dimension) == ("bowl", "f", 2)
    np.testing.assert_allclose(bowl.minima, [[1, -0.5]], atol=1e-9)
    np.testing.assert_allclose(bowl.hessian([0, 0]), [[2, 0], [0, 6]], atol=1e-6)


def test_scalar_function_works_on_arrays_of_points() -> None:
    wave = from_function(math.cos, (0, 20))
    xs = np.linspace(0, 20, 12).reshape(3, 4, 1)
    assert wave.name == "cos"
    np.testing.assert_allclose(wave.value(xs), np.cos(xs[..., 0]), rtol=1e-15)
    np.testing.assert_allclose(wave.gradient(xs), -np.sin(xs), atol=1e-10)
    np.testing.assert_allclose(np.sort(wave.minima[:, 0]), np.pi * np.array([1, 3, 5]), atol=1e-8)


def test_function_with_a_condition() -> None:
    hinge = from_function(lambda x: x**2 if x > 0 else -x, (-1, 1))
    np.testing.assert_allclose(hinge.value([[-0.5], [0.5]]), [0.5, 0.25])


def test_function_that_looks_vectorised_but_is_not() -> None:
    reducing = from_function(lambda x: float(np.sum(x)) ** 2, (-1, 1))
    np.testing.assert_allclose(reducing.value([[0.5], [-1.0]]), [0.25, 1])
    mixing = from_function(lambda x: x / np.max(np.abs(x)), (0.5, 1))
    np.testing.assert_allclose(mixing.value([[0.5], [0.75]]), [1, 1])


def test_constant_function_and_three_dimensions() -> None:
    flat = from_function(lambda _x: 2.0, (0, 1))
    np.testing.assert_array_equal(flat.value(np.zeros((4, 1))), np.full(4, 2.0))
    assert flat.minima.shape == (0, 1)
    assert from_function(lambda x, y, z: x * y * z, [(0, 1)] * 3).minima.shape == (0, 3)


@pytest.mark.parametrize(
    "gradient", [lambda x: 3 * x**2, lambda x: (3 * x**2,), lambda x: [3 * float(x) ** 2]]
)
def test_gradient_of_one_variable(gradient: Callable[[float], object]) -> None:
    cubic = from_function(lambda x: x**3, (-1, 1), gradient=gradient)
    points = np.array([[0.5], [-1.0], [2.0]])
    np.testing.assert_allclose(cubic.gradient(points), 3 * points**2, rtol=1e-15)
    np.testing.assert_allclose(cubic.gradient([2.0]), [12], rtol=1e-15)
    np.testing.assert_allclose(cubic.hessian([2.0]), [[12]], rtol=1e-9)


def test_gradient_with_a_constant_part_and_of_numbers_only() -> None:
    plane = from_function(lambda x, y: x**2 + y, [(-1, 1), (0, 1)], gradient=lambda x, y: (2 * x, 1.0))
    np.testing.assert_allclose(plane.gradient([[1, 2], [3, 4]]), [[2, 1], [6, 1]])
    scalar = from_function(
        lambda x, y: math.sin(x) * y, [(-1, 1), (0, 1)], gradient=lambda x, y: (math.cos(x) * y, math.sin(x))
    )
    np.testing.assert_allclose(scalar.gradient([[0, 2], [1, 4]]), [[2, 0], [4 * np.cos(1), np.sin(1)]])


def wavy(points: FloatArray) -> FloatArray:
    return np.asarray(np.exp(-points[0] / 3) * np.sin(2 * points[1]) + points[0] * points[1] ** 3)


def test_numerical_derivatives_agree_with_scipy() -> None:
    surface = from_function(lambda x, y: wavy(np.stack([x, y])), [(-3, 3), (-2, 2)])
    for point in np.random.default_rng(3).uniform(-2, 2, size=(10, 2)):
        np.testing.assert_allclose(surface.gradient(point), jacobian(wavy, point).df, rtol=1e-8, atol=1e-8)
        np.testing.assert_allclose(surface.hessian(point), hessian(wavy, point).ddf, rtol=1e-6, atol=1e-6)


def test_step_grows_with_the_coordinate_so_that_it_never_vanishes() -> None:
    far = from_function(lambda x: x**2, (-1, 1))
    assert far.gradient([1e12]) == pytest.approx(2e12, rel=1e-9)


def test_all_minima_lowest_first() -> None:
    well = from_function(lambda x: (x**2 - 9) ** 2 + 2 * x + 6, (-5, 5))
    np.testing.assert_allclose(well.minima[:, 0], [-3.02740122, 2.97182659], atol=1e-8)
    four = from_function(lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2, [(-5, 5), (-5, 5)])
    assert len(four.minima) == 4
    np.testing.assert_allclose(four.value(four.minima), 0, atol=1e-14)


def test_minimum_at_a_kink_and_in_a_narrow_valley() -> None:
    np.testing.assert_allclose(
        from_function(lambda x: abs(x - 0.3) + 0.1 * x, (-1, 1)).minima, [[0.3]], atol=1e-8
    )
    valley = from_function(lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, [(-2, 2), (-1, 3)])
    np.testing.assert_allclose(valley.minima, [[1, 1]], atol=1e-6)


def test_where_arithmetic_fails_the_value_is_not_finite() -> None:
    logarithm = from_function(lambda x: math.log(x) ** 2, (-1, 4))
    assert np.isnan(logarithm.value([-1.0]))
    np.testing.assert_allclose(logarithm.minima, [[1]], atol=1e-8)
    steep = from_function(lambda x: math.exp(x), (-1, 1))
    assert steep.value([1000.0]) == np.inf
    walk = descend(from_function(lambda x: math.exp(x**2), (-1, 1)), 10, 1.5, iterations=100)
    assert walk.stop.name == "DIVERGED"
    assert np.isfinite(walk.values).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: from_function(lambda x: x, [(0, 1), (0, 1)]),
            r"function cannot be called with 2 number\(s\)",
        ),
        (lambda: from_function(lambda x, y: x + y, (0, 1)), r"function cannot be called with 1 number\(s\)"),
        (lambda: from_function(lambda x: [x, x], (0, 1)), "not one number"),
        (lambda: from_function(lambda x: "a", (0, 1)), "gives no finite number|cannot be called"),
        (lambda: from_function(lambda x: np.log(x), (-2, -1)), "no finite number in its domain"),
        (lambda: from_function(lambda x: x, (1, 0)), "domain of coordinate 1 is empty"),
        (
            lambda: from_function(lambda x, y: x + y, [(0, 1), (0, 1)], gradient=lambda x, y: [1.0]),
            r"gradient cannot be called with 2 number\(s\): it returned 1 partial derivative\(s\), not 2",
        ),
    ],
)
def test_bad_input(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()

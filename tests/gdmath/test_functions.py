"""Plain Python functions become objectives, with and without their gradients."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.differentiate import hessian, jacobian

from gdmath import FunctionObjective, descend, from_function
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


def counted(function: Callable[..., Any]) -> tuple[Callable[..., Any], list[int]]:
    """Return a function of arrays, and how many points each of its calls asks for."""
    calls: list[int] = []

    def counting(*coordinates: Any) -> Any:
        calls.append(np.size(coordinates[0]))
        return function(*coordinates)

    return counting, calls


def test_an_objective_is_made_by_a_few_probes_and_minima_are_found_when_first_asked_for() -> None:
    function, calls = counted(lambda x, y: x**2 + y**2)
    bowl = from_function(function, [(-1, 2), (-1, 2)])
    assert sum(calls) <= 21
    np.testing.assert_allclose(bowl.minima, [[0, 0]], atol=1e-9)
    searched = sum(calls)
    assert searched > 10_000
    assert bowl.minima is bowl.minima
    assert sum(calls) == searched


def test_another_window_has_its_own_minima() -> None:
    wave = from_function(np.cos, (0, 6))
    wider = wave.with_domain((0, 12))
    np.testing.assert_allclose(wave.minima, [[np.pi]], atol=1e-8)
    np.testing.assert_allclose(np.sort(wider.minima[:, 0]), [np.pi, 3 * np.pi], atol=1e-8)


def moving(x: Any) -> Any:
    """Return (x - 1)^2, spoiling an argument that is an array."""
    x -= 1
    x **= 2
    return x


def moving_slope(x: Any) -> Any:
    x -= 1
    x *= 2
    return x


@pytest.mark.parametrize("gradient", [None, moving_slope])
def test_a_function_that_changes_its_argument_does_not_change_the_path(
    gradient: Callable[..., Any] | None,
) -> None:
    harmless = from_function(lambda x: (x - 1) ** 2, (-3, 3), gradient=lambda x: 2 * (x - 1))
    walk = descend(from_function(moving, (-3, 3), gradient=gradient), 0.1, 2.5, iterations=20)
    expected = descend(harmless, 0.1, 2.5, iterations=20)
    np.testing.assert_allclose(walk.points, expected.points, atol=1e-9)
    np.testing.assert_allclose(walk.values, expected.values, atol=1e-9)


def test_functions_of_points_may_change_their_argument() -> None:
    def spoil(points: FloatArray) -> FloatArray:
        points *= 0
        return points

    spoiler = FunctionObjective(
        value=lambda points: spoil(points)[..., 0],
        gradient=spoil,
        hessian=lambda points: spoil(points)[..., None],
        name="spoiler",
        domain=(0, 1),
        minima=[],
    )
    points = np.ones((3, 1))
    for ask in (spoiler.value, spoiler.gradient, spoiler.hessian):
        ask(points)
        np.testing.assert_array_equal(points, np.ones((3, 1)))


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

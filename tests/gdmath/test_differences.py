"""Numerical derivatives are right wherever the window lies, beside kinks and at a function's ends."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy.differentiate import hessian, jacobian

from gdmath import descend, from_function
from gdmath.arrays import FloatArray


def wavy(points: FloatArray) -> FloatArray:
    return np.asarray(np.exp(-points[0] / 3) * np.sin(2 * points[1]) + points[0] * points[1] ** 3)


def test_they_agree_with_scipy() -> None:
    surface = from_function(lambda x, y: wavy(np.stack([x, y])), [(-3, 3), (-2, 2)])
    for point in np.random.default_rng(3).uniform(-2, 2, size=(10, 2)):
        np.testing.assert_allclose(surface.gradient(point), jacobian(wavy, point).df, rtol=1e-8, atol=1e-8)
        np.testing.assert_allclose(surface.hessian(point), hessian(wavy, point).ddf, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("begin", [0.0, 1000.0, 1e4, 1e6, -1e9])
def test_the_step_belongs_to_the_window(begin: float) -> None:
    wave = from_function(lambda x: np.cos(2 * np.pi * (x - begin)), (begin, begin + 1))
    points = begin + np.linspace(0.02, 0.98, 41)[:, np.newaxis]
    turns = 2 * np.pi * (points - begin)
    np.testing.assert_allclose(wave.gradient(points), -2 * np.pi * np.sin(turns), atol=1e-10)
    curvatures = -((2 * np.pi) ** 2) * np.cos(turns)
    np.testing.assert_allclose(wave.hessian(points)[..., 0], curvatures, atol=1e-6)


def test_in_each_direction_it_belongs_to_that_side_of_the_window() -> None:
    flat = from_function(lambda x, y: np.sin(x / 1e5) + np.sin(1e5 * y), [(0, 1e6), (0, 1e-4)])
    point = np.array([3e5, 2e-5])
    expected = np.cos(point * [1e-5, 1e5]) * [1e-5, 1e5]
    np.testing.assert_allclose(flat.gradient(point), expected, rtol=1e-9)


def test_no_step_vanishes_in_the_rounding_of_a_coordinate() -> None:
    narrow = from_function(lambda x: (x - 1e12) ** 2, (1e12 - 0.001, 1e12 + 0.001))
    np.testing.assert_allclose(narrow.gradient([1e12 + 0.5]), [1], rtol=1e-9)


def test_far_outside_the_window_growing_functions_are_still_right() -> None:
    far = from_function(lambda x: x**2, (-1, 1))
    assert far.gradient([1e12]) == pytest.approx(2e12, rel=1e-9)


@pytest.mark.parametrize("width", [1, 10, 1000])
@pytest.mark.parametrize("x", [0.002, 0.0021, 0.01, 1e-5, 1e-8])
def test_near_its_end_a_function_varies_faster(x: float, width: float) -> None:
    barrier = from_function(lambda x: x - 0.001 * math.log(x), (0, width))
    assert barrier.gradient([x])[0] == pytest.approx(1 - 0.001 / x, rel=1e-6)
    assert barrier.hessian([x])[0, 0] == pytest.approx(0.001 / x**2, rel=1e-5)


def test_a_descent_beside_the_end_of_a_function_arrives() -> None:
    barrier = from_function(lambda x: x - 0.001 * math.log(x), (0, 10))
    walk = descend(barrier, 1e-4, 0.002, iterations=2000)
    assert walk.points[-1, 0] == pytest.approx(0.001, abs=1e-6)


@pytest.mark.parametrize(
    ("function", "x", "slope"),
    [
        (lambda x: math.sqrt(x), 1e-5, 0.5 / math.sqrt(1e-5)),
        (lambda x: math.sqrt(x), 0.0, math.inf),
        (lambda x: -math.sqrt(1 - x), 1.0, math.inf),
        (lambda x: math.sqrt(1 - x), 1.0, -math.inf),
        (lambda x: math.sqrt(x) ** 3, 0.0, 0.0),
        (lambda x: math.sin(math.sqrt(x) ** 2), 0.0, 1.0),
        (lambda x: math.exp(math.sqrt(1 - x) ** 2), 1.0, -1.0),
        (lambda x: math.log(x), -0.5, math.nan),
        (lambda x: 1 / x, 0.0, math.nan),
        (abs, 1e-6, 1.0),
        (abs, -1e-7, -1.0),
        (lambda x: abs(x - 0.3) + 2 * x, 0.3 + 1e-7, 3.0),
    ],
)
def test_ends_and_kinks(function: Callable[[float], float], x: float, slope: float) -> None:
    with np.errstate(all="ignore"):
        assert from_function(function, (-1, 1)).gradient([x])[0] == pytest.approx(
            slope, rel=1e-8, abs=1e-6, nan_ok=True
        )


def test_where_only_one_coordinate_ends_the_other_is_not_harmed() -> None:
    mixed = from_function(lambda x, y: math.sqrt(x) ** 2 + y**2, [(0, 1), (-1, 1)])
    np.testing.assert_allclose(mixed.gradient([[0, 0.5], [0.5, 0.5]]), [[1, 1], [1, 1]], rtol=1e-8)


def test_rounding_is_not_taken_for_a_kink() -> None:
    calls: list[int] = []

    def offset(x: Any) -> Any:
        calls.append(np.size(x))
        return 1e6 + x**2

    bowl = from_function(offset, (-1, 1))
    calls.clear()
    assert bowl.gradient([1e-3])[0] == pytest.approx(2e-3, abs=1e-5)
    assert sum(calls) == 4

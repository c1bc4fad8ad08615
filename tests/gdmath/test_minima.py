"""The minima that are listed are those there are: kinks and flat ones, but no floors, poles or ends."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gdmath import from_function

FOURFOLD = 1e-3
"""Around a minimum as flat as x^4, values can tell points apart only so far."""


def turn(angle: float, x: Any, y: Any) -> tuple[Any, Any]:
    """Return coordinates along axes that are turned."""
    return math.cos(angle) * x + math.sin(angle) * y, math.cos(angle) * y - math.sin(angle) * x


@pytest.mark.parametrize(
    ("function", "domain", "minima", "accuracy"),
    [
        (lambda x: (x**2 - 9) ** 2 + 2 * x + 6, (-5, 5), [-3.02740122, 2.97182659], 5e-9),
        (lambda x: np.cos(2 * np.pi * (x - 1000)), (1000, 1001), [1000.5], 1e-9),
        (lambda x: np.cos(2 * np.pi * (x - 1e4)), (1e4, 1e4 + 1), [1e4 + 0.5], 1e-9),
        (lambda x: np.cos(2 * np.pi * (x - 1e6)), (1e6, 1e6 + 1), [1e6 + 0.5], 1e-9),
        # Near to one another
        (lambda x: ((x - 0.5) ** 2 - 1e-4) ** 2, (-50, 50), [0.49, 0.51], 1e-9),
        (lambda x: ((x - 1000) ** 2 - 1e-4) ** 2, (990, 1011), [999.99, 1000.01], 1e-9),
        # Kinks
        (abs, (-1, 1.3), [0], 1e-9),
        (lambda x: abs(x - 0.3) + 0.1 * x, (-1, 1), [0.3], 1e-9),
        (lambda x: abs(x - 0.3) ** 0.5, (-1, 1), [0.3], 1e-9),
        (lambda x: max(x, -2 * x), (-1, 1), [0], 1e-8),
        # Flat ones, and floors
        (lambda x: x**4, (-1, 1.1), [0], 1e-6),
        (lambda x: x**4 - 4 * x**3 + 6 * x**2 - 4 * x + 1, (-5, 5.3), [1], FOURFOLD),
        (lambda x: 1 + x**8, (-1, 1.1), [0], 1e-2),
        (lambda x: 3.0, (-1, 1), [], 0),
        (lambda x: math.sin(x) ** 2 + math.cos(x) ** 2, (-3, 3), [], 0),
        (lambda x: np.maximum(0, abs(x) - 0.3) ** 2, (-1, 1), [], 0),
        (lambda x: max(x, -2 * x, 0.1), (-1, 1), [], 0),
        (lambda x: np.where(x < 0, 0, x**2), (-1, 1), [], 0),
        # Poles
        (lambda x: 1 / x + x, (-3, 3), [1], 1e-8),
        (lambda x: 1 / x + x, (-3.1, 3), [1], 1e-8),
        (lambda x: -1 / x**2, (-1, 1.1), [], 0),
        (lambda x: math.log(abs(x)), (-1, 1.1), [], 0),
        (np.tan, (-3, 3), [], 0),
        # Where the function ends
        (math.sqrt, (-1, 1), [], 0),
        (lambda x: math.log(x) ** 2, (-1, 4), [1], 1e-9),
        (lambda x: x - 0.001 * math.log(x), (0, 1), [0.001], 1e-9),
        (lambda x: x - 0.001 * math.log(x), (0, 100), [0.001], 1e-9),
        # Of many sizes
        (lambda x: -np.exp(-((x / 0.01) ** 2)) - 0.5 * np.exp(-((x - 40) ** 2)), (-50, 50.3), [0, 40], 1e-9),
    ],
)
def test_of_one_variable(
    function: Callable[[Any], Any], domain: tuple[float, float], minima: list[float], accuracy: float
) -> None:
    found = from_function(function, domain).minima
    assert found.shape == (len(minima), 1)
    np.testing.assert_allclose(np.sort(found[:, 0]), minima, atol=accuracy)


SQUARE = ((-2, 2), (-2, 2))
OBLONG = ((-2, 2), (-2, 2.3))


@pytest.mark.parametrize(
    ("function", "domain", "minima", "accuracy"),
    [
        (
            lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
            ((-5, 5), (-5, 5)),
            [
                (-3.779310253377747, -3.283185991286170),
                (-2.805118086952745, 3.131312518250573),
                (3, 2),
                (3.584428340330491, -1.848126526964404),
            ],
            1e-9,
        ),
        (lambda x, y: math.cos(x) * math.cos(y), ((0.1, 6.2), (-1, 5)), [(math.pi, 0)], 1e-8),
        (
            lambda x, y: np.cos(2 * np.pi * (x - 1e5)) + np.sin(2 * np.pi * (y + 1e5)),
            ((1e5, 1e5 + 1), (-1e5, -1e5 + 1)),
            [(1e5 + 0.5, -1e5 + 0.75)],
            1e-8,
        ),
        # Near to one another, the hill between them on the grid
        (lambda x, y: (x**2 - 1e-4) ** 2 + y**2, SQUARE, [(-0.01, 0), (0.01, 0)], 1e-6),
        # Narrow valleys
        (lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2, ((-2, 2), (-1, 3)), [(1, 1)], 1e-8),
        (lambda x, y: turn(0.7, x, y)[0] ** 2 + 1e4 * turn(0.7, x, y)[1] ** 2, OBLONG, [(0, 0)], 1e-8),
        # Kinks
        (lambda x, y: abs(x - 0.1) + abs(y + 0.2), OBLONG, [(0.1, -0.2)], 1e-8),
        (lambda x, y: np.maximum(abs(x - 0.1), abs(y + 0.2)), OBLONG, [(0.1, -0.2)], 1e-8),
        # Flat ones
        (lambda x, y: x**4 + y**4, OBLONG, [(0, 0)], 1e-4),
        (lambda x, y: 1 + x**4 + y**4, OBLONG, [(0, 0)], FOURFOLD),
        (lambda x, y: (x - y) ** 2 + y**4, OBLONG, [(0, 0)], 1e-4),
        # Floors
        (lambda x, y: (x - y) ** 2, SQUARE, [], 0),
        (lambda x, y: (x - 0.7 * y) ** 2, OBLONG, [], 0),
        (lambda x, y: (x**2 + y**2 - 1) ** 2, OBLONG, [], 0),
        (lambda x, y: np.maximum(0, np.hypot(x, y) - 0.5) ** 2, OBLONG, [], 0),
        (lambda x, y: 1.0, OBLONG, [], 0),
        # Saddles and poles
        (lambda x, y: x**2 - y**2, OBLONG, [], 0),
        (lambda x, y: x**3 - 3 * x * y**2, OBLONG, [], 0),
        (lambda x, y: -1 / (x**2 + y**2), OBLONG, [], 0),
        (lambda x, y: np.log(x**2 + y**2), OBLONG, [], 0),
        (lambda x, y: 1 / x + x + y**2, OBLONG, [(1, 0)], 1e-8),
        (lambda x, y: math.sqrt(x) + y**2, OBLONG, [], 0),
    ],
)
def test_of_two_variables(
    function: Callable[[Any, Any], Any],
    domain: tuple[tuple[float, float], tuple[float, float]],
    minima: list[tuple[float, float]],
    accuracy: float,
) -> None:
    found = from_function(function, domain).minima
    assert found.shape == (len(minima), 2)
    np.testing.assert_allclose(found[np.argsort(found[:, 0])], np.reshape(minima, (-1, 2)), atol=accuracy)


def test_the_lowest_comes_first() -> None:
    tilted = from_function(lambda x, y: (x**2 - 1) ** 2 + 0.3 * x + y**2, SQUARE)
    assert tilted.minima[0, 0] < 0 < tilted.minima[1, 0]
    assert np.diff(tilted.value(tilted.minima)) > 0.5

"""A gradient or Hessian that is not that of its function is named before it is used; a right one never."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gdmath import FunctionObjective, damped_newton, descend, from_function, parabola
from gdmath.arrays import FloatArray
from gdmath.near_minimum import rate_limit_at

WRONG: list[tuple[str, Callable[..., Any], Any, Callable[..., Any], Any]] = [
    ("wrong sign", lambda x: x**2, (-2, 2), lambda x: -2 * x, 1.5),
    ("a factor of two", lambda x: x**2, (-2, 2), lambda x: x, 1.5),
    ("divided by 10 000 rows", lambda x: x**2, (-2, 2), lambda x: 2e-4 * x, 1.5),
    ("swapped", lambda x, y: x**2 + 3 * y**2, [(-2, 2)] * 2, lambda x, y: (6 * y, 2 * x), [1, 1]),
    ("one sign of two", lambda x, y: x**2 + 3 * y**2, [(-2, 2)] * 2, lambda x, y: (2 * x, -6 * y), [1, 1]),
    ("|x| with a wrong sign", abs, (-2, 2), lambda x: -np.sign(x), 1.0),
    ("a pole", lambda x: 1 / x + x, (0.1, 3), lambda x: 1 + 1 / x**2, 1.0),
    ("values of 1e300", lambda x: 1e300 * x**2, (-2, 2), lambda x: -2e300 * x, 1.5),
    ("values of 1e-300", lambda x: 1e-300 * x**2, (-2, 2), lambda x: -2e-300 * x, 1.5),
    ("1e9 added to the values", lambda x: 1e9 + x**2, (-2, 2), lambda x: -2 * x, 1.5),
    ("Unix seconds", lambda x: (x - 1.7e9) ** 2, (1.7e9 - 50, 1.7e9 + 50), lambda x: 2 * (1.7e9 - x), 1.7e9),
    ("single precision", lambda x: np.float32(x) ** 2, (-2, 2), lambda x: -2 * x, 1.5),
    ("values rounded to six decimals", lambda x: np.round(x**2, 6), (-2, 2), lambda x: -2 * x, 1.5),
    ("waves in a wide window", np.sin, (0, 1e3), lambda x: -np.cos(x), 1.5),
    ("a function of numbers only", math.cos, (0, 6), math.sin, 1.0),
]


@pytest.mark.parametrize(
    ("case", "function", "domain", "gradient", "start"), WRONG, ids=lambda each: str(each)[:20]
)
def test_a_wrong_gradient_is_named(
    case: str,
    function: Callable[..., Any],
    domain: Any,
    gradient: Callable[..., Any],
    start: Any,
    record_property: Callable[[str, object], None],
) -> None:
    with pytest.raises(
        ValueError, match=r"gradient of f is wrong at \[.*it is .* where differences say"
    ) as raised:
        descend(from_function(function, domain, gradient=gradient, name="f"), 0.01, start, iterations=3)
    record_property("case", (f"a given gradient: {case}", str(raised.value)))


def rough(x: Any) -> Any:
    """Return what looks like noise, and is the same each time."""
    return np.sin(1e7 * np.asarray(x))


RIGHT: list[tuple[str, Callable[..., Any], Any, Callable[..., Any], Any]] = [
    ("a parabola", lambda x: x**2, (-2, 2), lambda x: 2 * x, 1.5),
    ("at its minimum", lambda x: x**2, (-2, 2), lambda x: 2 * x, 0.0),
    ("|x| at its kink", abs, (-2, 2), np.sign, 0.0),
    ("|x| with a subgradient", abs, (-2, 2), lambda x: np.where(np.asarray(x) >= 0, 1.0, -1.0), 0.0),
    ("a hinge", lambda x: np.maximum(x, 0), (-2, 2), lambda x: np.where(np.asarray(x) > 0, 1.0, 0.0), 0.0),
    (
        "Huber",
        lambda x: np.where(abs(x) < 1, x**2 / 2, abs(x) - 0.5),
        (-3, 3),
        lambda x: np.clip(x, -1, 1),
        1.0,
    ),
    ("near a pole", lambda x: 1 / x**2, (-1, 3), lambda x: -2 / x**3, 1e-9),
    ("near a cusp", lambda x: abs(x) ** 0.5, (-1, 1), lambda x: 0.5 * np.sign(x) / abs(x) ** 0.5, 1e-12),
    ("at an edge", lambda x: -np.log(x), (0.02, 1), lambda x: -1 / x, 0.02),
    ("a steep edge", np.sqrt, (0, 4), lambda x: 0.5 / np.sqrt(x), 1e-9),
    ("a jump", lambda x: np.where(np.asarray(x) > 1, x + 5, x), (-3, 3), lambda x: 0 * x + 1, 1.0),
    ("slightly rough values", lambda x: x**2 + 1e-6 * rough(x), (-2, 2), lambda x: 2 * x, 1.5),
    ("rough values", lambda x: x**2 + 0.1 * rough(x), (-2, 2), lambda x: 2 * x, 1.5),
    ("nothing but roughness", lambda x: x**2 + 10 * rough(x), (-2, 2), lambda x: 2 * x, 1.5),
    ("values rounded to one decimal", lambda x: np.round(x**2, 1), (-2, 2), lambda x: 2 * x, 1.5),
    ("single precision", lambda x: np.float32(x) ** 2, (-2, 2), lambda x: 2 * x, 1.5),
    ("values of 1e300", lambda x: 1e300 * x**2, (-2, 2), lambda x: 2e300 * x, 1.5),
    ("values of 1e-300", lambda x: 1e-300 * x**2, (-2, 2), lambda x: 2e-300 * x, 1.5),
    ("a tiny window", lambda x: (x / 1e-6) ** 2, (-2e-6, 2e-6), lambda x: 2 * x / 1e-12, 1e-6),
    ("a huge window", lambda x: (x / 1e6) ** 2, (-2e6, 2e6), lambda x: 2 * x / 1e12, 1e6),
    ("1e9 added to the values", lambda x: 1e9 + x**2, (-2, 2), lambda x: 2 * x, 1.5),
    ("far outside the window", lambda x: x**2, (-2, 2), lambda x: 2 * x, 1e6),
    ("waves narrower than any step", np.sin, (0, 1e9), np.cos, 1.5),
    ("a flat minimum", lambda x: x**4, (-2, 2), lambda x: 4 * x**3, 1e-4),
    ("a constant", lambda x: 0 * x + 3, (-2, 2), lambda x: 0 * x, 0.3),
    (
        "differences of the user's own",
        lambda x: x**2,
        (-2, 2),
        lambda x: ((x + 1e-5) ** 2 - x**2) / 1e-5,
        0.0,
    ),
    (
        "Rosenbrock",
        lambda x, y: 100 * (y - x**2) ** 2 + (1 - x) ** 2,
        [(-2, 2), (-1, 3)],
        lambda x, y: (-400 * x * (y - x**2) - 2 * (1 - x), 200 * (y - x**2)),
        [-1.2, 1],
    ),
]


@pytest.mark.parametrize(
    ("case", "function", "domain", "gradient", "start"), RIGHT, ids=lambda each: str(each)[:20]
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # of functions at their poles
def test_a_right_gradient_is_never_called_wrong(
    case: str, function: Callable[..., Any], domain: Any, gradient: Callable[..., Any], start: Any
) -> None:
    objective = from_function(function, domain, gradient=gradient, name=case)
    objective.check_gradient(np.atleast_2d(np.asarray(start, dtype=float)))


def test_values_that_change_by_themselves_contradict_nothing() -> None:
    chance = np.random.default_rng(7)
    for size in (1e-9, 1e-3, 1.0):
        noisy = from_function(
            lambda x, size=size: x**2 + size * chance.normal(size=np.shape(x)),
            (-2, 2),
            gradient=lambda x: 2 * x,
        )
        noisy.check_gradient([[1.5]])


def of_ten(gradient_sign: float, hessian_sign: float) -> FunctionObjective:
    def hessian(points: FloatArray) -> FloatArray:
        return np.broadcast_to(2 * hessian_sign * np.eye(10), (*points.shape, 10)).copy()

    return FunctionObjective(
        value=lambda points: (points**2).sum(axis=-1),
        gradient=lambda points: 2 * gradient_sign * points,
        hessian=hessian,
        name="ten",
        domain=[(-1, 1)] * 10,
        minima=[],
    )


def test_objectives_of_one_s_own_are_checked_as_they_are_descended(
    record_property: Callable[[str, object], None],
) -> None:
    start = np.linspace(0.5, 1, 10)
    with pytest.raises(ValueError, match="the gradient of ten is wrong at") as raised:
        descend(of_ten(-1, 1), 0.1, start, iterations=3)
    record_property("case", ("an objective's gradient in ten dimensions, its sign wrong", str(raised.value)))
    assert descend(of_ten(1, -1), 0.1, start, iterations=3).iterations == 3  # which asks for no Hessian
    with pytest.raises(ValueError, match="the Hessian of ten is wrong at") as raised:
        descend(of_ten(1, -1), damped_newton(), start, iterations=3)
    record_property(
        "case", ("an objective's Hessian, its sign wrong, under Newton's rule", str(raised.value))
    )


def test_a_limit_is_not_read_from_a_wrong_hessian(record_property: Callable[[str, object], None]) -> None:
    with pytest.raises(ValueError, match="the Hessian of ten is wrong at") as raised:
        rate_limit_at(of_ten(1, 3), np.zeros(10))
    record_property(
        "case", ("the learning rate's limit from a Hessian three times too large", str(raised.value))
    )
    assert rate_limit_at(of_ten(1, 1), np.zeros(10)) == pytest.approx(1.0)


def test_a_gradient_that_is_wrong_at_the_start_only_is_named() -> None:
    half = from_function(
        lambda x: x**2, (-2, 2), gradient=lambda x: np.where(np.asarray(x) > 1.6, -2 * x, 2 * x)
    )
    assert descend(half, 0.1, 1.5, iterations=2).iterations == 2
    with pytest.raises(ValueError, match=r"wrong at \[1\.7\]: it is -3\.4 where differences say 3\.4"):
        descend(half, 0.1, 1.7, iterations=2)


def test_checks_are_few_however_many_descents_there_are() -> None:
    asked = 0

    def value(x: Any) -> Any:
        nonlocal asked
        asked += np.size(x)
        return x**2

    objective = from_function(value, (-2, 2), gradient=lambda x: 2 * x)
    before = asked
    for start in np.linspace(0.1, 1.9, 200):
        descend(objective, 0.1, start, iterations=1)
    assert asked - before < 200 * 6 + 1000
    assert parabola().form is not None  # ours come with tests of their own, and are not checked


def test_differences_are_not_compared_with_differences() -> None:
    noisy = from_function(lambda x: x**2 + 1e-3 * rough(x), (-2, 2))
    assert descend(noisy, 1e-9, 1.5, iterations=1).iterations == 1

"""Worked equations hold for the numbers in them: read back from the screen and computed anew."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

import numpy as np
import pytest

from scenes.kit.style import worked as module
from scenes.kit.style.numbers import NumberFormat
from scenes.kit.style.worked import READABLE, Number, moved, worked, worked_step
from tests.kit.style.test_numbers import as_read, length

EXACT = Context(prec=60)

Draw = Callable[[np.random.Generator], tuple[float, float, float]]


def anything(rng: np.random.Generator) -> tuple[float, float, float]:
    """Return a start, a rate and a slope with all their digits, of many magnitudes and both signs."""
    start, slope = rng.choice([-1, 1], 2) * 10.0 ** rng.uniform(-3, (4, 3))
    return float(start), float(10.0 ** rng.uniform(-4, 0.3)), float(slope)


def as_a_user_writes(rng: np.random.Generator) -> tuple[float, float, float]:
    """Return a start and a rate of one or two digits, and any slope."""
    start, rate, slope = anything(rng)
    return float(f"{start:.2g}"), float(f"{rate:.1g}"), slope


def holds(computed: Decimal, shown: str) -> bool:
    """Return whether a number rounds to the one shown, in its last digit, in either way of rounding."""
    number = as_read(shown)
    ways = (ROUND_HALF_EVEN, ROUND_HALF_UP)
    return all(computed.quantize(number, way, EXACT) == number for way in ways)


def test_the_examples_are_true() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(("draw", "most_about"), [(anything, 0.005), (as_a_user_writes, 0.06)])
def test_all_of_two_thousand_steps_hold(draw: Draw, most_about: float) -> None:
    rng = np.random.default_rng(20)
    about = 0
    for _ in range(2000):
        start, rate, slope = draw(rng)
        step = worked_step(start, rate, slope)
        x, eta, f = as_read(step.point), as_read(step.rate), as_read(step.slope)
        assert step.step_sign == "="
        assert holds(EXACT.multiply(-eta, f), step.step)
        if step.sign == "=":
            assert holds(EXACT.subtract(x, EXACT.multiply(eta, f)), step.next_point)
            assert as_read(step.next_point) != x
        else:
            about += 1
            assert step.sign == "approx"
            share = abs(
                rate * slope / start
            )  # too small a step for its digits to be read, or nearly all the way
            assert share < 1e-6 or abs(share - 1) < 0.05
        for shown, true in zip(
            (step.point, step.rate, step.slope, step.step, step.next_point),
            (start, rate, slope, -rate * slope, start - rate * slope),
            strict=True,
        ):
            assert length(shown) <= READABLE
            assert float(as_read(shown)) == pytest.approx(true, rel=5.1e-3)
    assert about <= most_about * 2000


@pytest.mark.parametrize(
    ("point", "rate", "slope", "expected"),
    [
        (4.3, 0.1, 8.6, "4.3 - 0.1 * 8.6 = 3.44"),
        (19.0, 0.001, 32.0, "19 - 0.001 * 32 = 18.97"),
        (2015.0, 0.5, 2.0, "2015 - 0.5 * 2 = 2014"),
        (1.0 / 3, 0.1, 1.0 / 7, "0.333 - 0.1 * 0.143 = 0.319"),
        (2.0 / 3, 0.7, 1.0 / 3, "0.6667 - 0.7 * 0.3333 = 0.433"),
        (-3.0, 0.1, 0.0, "-3 - 0.1 * 0 = -3"),
        (12.0, 1e-7, 0.5, "12 - 1 times 10^(-7) * 0.5 approx 12"),
    ],
)
def test_steps_by_hand(point: float, rate: float, slope: float, expected: str) -> None:
    step = worked_step(point, rate, slope)
    assert f"{step.point} - {step.rate} * {step.slope} {step.sign} {step.next_point}" == expected


def test_a_number_keeps_its_format_if_the_equation_holds_in_it() -> None:
    two = NumberFormat(2)
    rate = Number.short(0.9)
    held = worked(moved, Number(1.6, two), rate, Number(-0.41475907, two), result_format=two)
    assert held == (("1.60", "0.9", "-0.41"), "=", "1.97")
    needed = worked(moved, Number(1.0, two), rate, Number(0.003, two), result_format=two)
    assert needed == (("1.000", "0.9", "0.003"), "=", "0.997")


def test_any_equation() -> None:
    limit = worked(lambda curvature: 2 / curvature, Number.short(45.2708))
    assert (limit.terms, limit.result) == (("45.3",), "0.0442")
    assert holds(2 / as_read(limit.terms[0]), limit.result)
    factor = worked(lambda rate, curvature: 1 - rate * curvature, Number.short(0.8), Number.short(2.0))
    assert factor == (("0.8", "2"), "=", "-0.6")

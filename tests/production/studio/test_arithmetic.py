"""Equations hold for the numbers that they show, or are found out."""

from __future__ import annotations

import doctest

import pytest

from scenes.production.studio.checking import arithmetic
from scenes.production.studio.checking.arithmetic import equation_faults


def test_examples() -> None:
    result = doctest.testmod(arithmetic)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    "mathematics",
    [
        "4.3 - 0.1 dot 8.6 = 3.44",
        '4.3 - manimgrp("rate", 0.1) dot (-8.6) = 5.16',
        'manimgrp("whole", 4.3 - manimgrp("rate", 0.1) dot 8.6) = 3.44',
        "1/3 = 0.33",
        "-0.1 dot 8.6 = -0.86",
        "2.0 times 10^3 = 2012",
        "1 - 10^(-9) dot 3 = 1.000",
        "4.3 - 0.86 = 4.3 - 0.1 dot 8.6",
        "0.5 dot 0.25 = 0.12",
        "0.5 dot 0.25 = 0.13",
        "x = 3 = y",
        "f(2) = 5",
        '2 "apples" = 3',
        "2 + 2 approx 5",
        "2 + 2 <= 5",
        "1 / 0 = 3",
        "9^(9^(9^9)) = 1",
        "(2 = 3",
    ],
)
def test_what_holds_or_is_no_arithmetic_is_let_be(mathematics: str) -> None:
    assert not list(equation_faults(mathematics))


@pytest.mark.parametrize(
    ("mathematics", "told"),
    [
        ("4.3 - 0.1 dot 8.6 = 3.4401", "4.3 - 0.1 · 8.6 = 3.4401"),
        ("x = 4.3 - 0.1 dot (-8.6) = 3.44", "4.3 - 0.1 · (-8.6) = 3.44"),
        ("1/3 = 0.34", "1/3 = 0.34"),
        ("2.0 times 10^3 = 2100", "2.0 · 10^3 = 2100"),
        ("1 - 10^(-9) dot 3 = 1.00001", "1 - 10^(-9) · 3 = 1.00001"),
        ("4.3 - 0.87 = 4.3 - 0.1 dot 8.6", "4.3 - 0.87 = 4.3 - 0.1 · 8.6"),
        ("3 = 4", "3 = 4"),
    ],
)
def test_what_does_not_hold_is_named(mathematics: str, told: str) -> None:
    assert list(equation_faults(mathematics)) == [told]

"""Axes have round numbers, and each is written so that it can be read back."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from scenes.kit.style import ticks
from scenes.kit.style.ticks import nice_step, nice_ticks, padded_range
from tests.kit.style.test_numbers import as_read


def labels(low: float, high: float, count: int) -> list[str]:
    places, number_format = nice_ticks(low, high, count)
    return [number_format.typst(place) for place in places]


def test_the_examples_are_true() -> None:
    assert doctest.testmod(ticks).failed == 0


@pytest.mark.parametrize(
    ("low", "high", "count", "expected"),
    [
        (0, 10, 5, "0 2 4 6 8 10"),
        (-1, 1, 4, "-1.0 -0.5 0.0 0.5 1.0"),
        (3.1, 4.9, 4, "3.5 4.0 4.5"),
        (0.5, 0.50001, 2, "0.500000 0.500005 0.500010"),
        (1, 1.00001, 2, "1.000000 1.000005 1.000010"),
        (1990, 2024, 3, "1990 2000 2010 2020"),
    ],
)
def test_ticks_are_round(low: float, high: float, count: int, expected: str) -> None:
    assert labels(low, high, count) == expected.split()
    assert nice_ticks(low, high, count)[0] == pytest.approx([float(label) for label in expected.split()])


@pytest.mark.parametrize(
    ("low", "high", "count", "expected"),
    [
        (1.7e9, 1.7001e9, 2, ["1.70000 times 10^9", "1.70005 times 10^9", "1.70010 times 10^9"]),
        (0, 4.5e10, 2, ["0", "2 times 10^10", "4 times 10^10"]),
        (4e5, 1e6, 1, ["0.5 times 10^6", "1.0 times 10^6"]),
        (-1e-5, 1e-5, 2, ["-1 times 10^(-5)", "0", "1 times 10^(-5)"]),
    ],
)
def test_ticks_of_an_axis_share_a_power_of_ten(
    low: float, high: float, count: int, expected: list[str]
) -> None:
    assert labels(low, high, count) == expected


def test_ticks_differ_and_can_be_read_back() -> None:
    rng = np.random.default_rng(3)
    for _ in range(2000):
        middle = rng.choice([-1, 0, 1]) * 10.0 ** rng.uniform(-9, 12)
        low = middle - 10.0 ** rng.uniform(-9, 12)
        high = low + max(10.0 ** rng.uniform(-9, 12), 1e-9 * abs(low))
        places, number_format = nice_ticks(low, high, int(rng.integers(2, 12)))
        written = [number_format.typst(place) for place in places]
        assert len(set(written)) == len(written)
        assert not any(label.endswith(("times 10^0", "times 10^1")) for label in written)
        half = 0.5 * 10.0 ** (number_format.exponent - number_format.decimals)
        read = np.array([float(as_read(label)) for label in written])
        assert np.abs(read - places).max(initial=0.0) <= half
        assert read == pytest.approx(places, abs=1e-6 * (high - low))  # for they are exact


def test_steps() -> None:
    assert nice_step(1.0, 4) == pytest.approx(0.2)
    for span, count in ((0.0, 5), (-1.0, 5), (np.inf, 5), (1.0, 0)):
        with pytest.raises(ValueError, match="An axis needs"):
            nice_step(span, count)


def test_an_axis_on_which_ticks_would_be_the_same_number() -> None:
    with pytest.raises(
        ValueError, match=r"from 1000 to 1000\.00000000000\d+ is too narrow .*: shift or rescale"
    ):
        nice_ticks(1000.0, 1000.0 + 4.6e-13)


def test_padded_range() -> None:
    assert padded_range(np.array([0.0, 10.0]), 0.1) == (-1.0, 11.0)
    assert padded_range(np.array([3.0, np.inf])) == (2.0, 4.0)
    assert padded_range(np.array([-3.0, -3.0 + 4e-16])) == pytest.approx((-4.0, -2.0))
    assert padded_range(np.array([500.0, 500.0])) == (450.0, 550.0)
    with pytest.raises(ValueError, match="no finite value"):
        padded_range(np.array([np.nan]))

"""Numbers are written with the digits that tell them apart, and nothing else."""

from __future__ import annotations

import doctest
import re
from decimal import Decimal
from itertools import compress, pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from scenes.kit.style import numbers, typography
from scenes.kit.style.numbers import LARGE, RAISED, ROOM, WHOLE, NumberFormat, in_full, power_of_ten, short

FROM_RAISED = str.maketrans(dict(zip(RAISED, "0123456789-", strict=True)))


def as_read(written: str) -> Decimal:
    """Read a number back that was written as Typst mathematics or for a live number."""
    digits, _, exponent = re.sub(
        r" times 10\^\(?|\u2009×\u200910", "E", written.replace("\u2212", "-").rstrip(")")
    ).partition("E")
    return Decimal(digits).scaleb(int(exponent.translate(FROM_RAISED) or 0))


def test_the_examples_are_true() -> None:
    assert doctest.testmod(numbers).failed == 0


@pytest.mark.parametrize(
    ("value", "number_format", "typst", "characters"),
    [
        (1.005, NumberFormat(1), "1.0", "1.0"),
        (-2.5, NumberFormat(2), "-2.50", "\u22122.50"),
        (-2.5, NumberFormat(2, trimmed=True), "-2.5", "\u22122.5"),
        (-0.0004, NumberFormat(2), "0.00", "0.00"),
        (1e4, WHOLE, "10000", "10000"),
        (np.int64(60_000), WHOLE, "60000", "60000"),
        (-3.2e-12, NumberFormat(1, -12), "-3.2 times 10^(-12)", "\u22123.2\u2009×\u200910⁻¹²"),
        (2.5e9, NumberFormat(2, 9, trimmed=True), "2.5 times 10^9", "2.5\u2009×\u200910⁹"),
        (4e-13, NumberFormat(1, -12), "0.4 times 10^(-12)", "0.4\u2009×\u200910⁻¹²"),
        (1e-25, NumberFormat(1, -12), "0", "0"),
        (0.0, NumberFormat(3, 7), "0", "0"),
        # What is far off the others is written as it suits itself.
        (31415.9, NumberFormat(3, 8), "31416", "31416"),
        (2.464e6, NumberFormat(3, 8), "2.464 times 10^6", "2.464\u2009×\u200910⁶"),
        (2.5e15, WHOLE, "2.50 times 10^15", "2.50\u2009×\u200910¹⁵"),
        (99_999_999.6, WHOLE, "1.00 times 10^8", "1.00\u2009×\u200910⁸"),
        (-1e9, NumberFormat(2, trimmed=True), "-1 times 10^9", "\u22121\u2009×\u200910⁹"),
        # A live number has no more room than that, and loses what matters least.
        (2011.0371, NumberFormat(4), "2011.0371", "2011.037"),
        (9999.99996, NumberFormat(4), "10000.0000", "10000.00"),
        (3.2e-12, NumberFormat(13), "0.0000000000032", "3.2\u2009×\u200910⁻¹²"),
    ],
)
def test_numbers_in_their_format(
    value: float, number_format: NumberFormat, typst: str, characters: str
) -> None:
    assert number_format.typst(value) == typst
    assert number_format.characters(value) == characters
    assert number_format.rounded(value) == as_read(typst)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (18.49, "18.5"),
        (-0.86, "-0.86"),
        (3.0, "3"),
        (0.0, "0"),
        (-0.0, "0"),
        (0.99996, "1"),
        (0.000123456, "0.000123"),
        (2015.0, "2015"),
        (1234.56, "1235"),
        (123456.7, "123457"),
        (1.5e-5, "1.5 times 10^(-5)"),
        (-2.5e7, "-2.5 times 10^7"),
        (1e-7, "1 times 10^(-7)"),
        (5e-324, "0"),
        (1.7976e308, "1.8 times 10^308"),
    ],
)
def test_short(value: float, expected: str) -> None:
    assert short(value) == expected


def test_what_is_left_over_from_rounding_is_zero() -> None:
    assert (short(-1.1e-16, scale=2.0), short(-1.1e-16)) == ("0", "-1.1 times 10^(-16)")
    intercept = NumberFormat.of(np.polyfit([1.0, 2.0, 3.0], [2.0, 4.0, 6.0], 1)[1], scale=6.0)
    assert [intercept.characters(value) for value in (-1.0, 1e-15)] == ["\u22121.000", "0.000"]
    assert NumberFormat.of([-1.0, -0.5, -0.3, 4e-17]) == NumberFormat.of([-1.0, -0.5, -0.3])
    assert NumberFormat.of(np.zeros(4)).characters(0.0) == "0.000"


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_refused(value: float) -> None:
    for write in (short, in_full, WHOLE.typst, WHOLE.characters, lambda value: NumberFormat.of([1.0, value])):
        with pytest.raises(
            ValueError, match=r"must be finite, not (nan|-?inf): end the path where it diverges"
        ):
            write(value)


def test_no_values_have_no_format() -> None:
    with pytest.raises(ValueError, match="no value to choose digits for"):
        NumberFormat.of([])


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([3.0, -0.5, -1.99, -2.0], ["3.000", "\u22120.500", "\u22121.990", "\u22122.000"]),
        ([472.5, 49.7, 42.67], ["472.50", "49.70", "42.67"]),
        ([25.0, -10.2, 10.92, -1.752], ["25.00", "\u221210.20", "10.92", "\u22121.75"]),
        ([0.50001, 0.50002, 0.50003], ["0.50001", "0.50002", "0.50003"]),
        ([1e-9, 4e-10, 1e-24], ["1.0000\u2009×\u200910⁻⁹", "0.4000\u2009×\u200910⁻⁹", "0"]),
        ([1.7e9, 1.70002e9], ["1.70000\u2009×\u200910⁹", "1.70002\u2009×\u200910⁹"]),
        (
            [25.0, -27.5, 30.25, 4e7, -4.4e12],
            ["25.00", "\u221227.50", "30.25", "40000000", "\u22124.40\u2009×\u200910¹²"],
        ),
    ],
)
def test_a_changing_number_keeps_its_form(values: list[float], shown: list[str]) -> None:
    number_format = NumberFormat.of(values)
    assert [number_format.characters(value) for value in values][: len(shown)] == shown


def test_digits_asked_for() -> None:
    assert [NumberFormat.of(42.67, digits).decimals for digits in (2, 4, 5)] == [0, 2, 3]
    assert [NumberFormat.of(value).decimals for value in (9.99996, 12_000.0, -0.0031)] == [2, 0, 6]
    assert NumberFormat.of(0.00012345) == NumberFormat(3, exponent=-4)


def paths(rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the iterates of some descent: they settle, swing, or run away, anywhere and on any scale."""
    factor = rng.choice([-1, 1]) * rng.uniform(0.2, 1.3)
    goal, away = rng.normal(size=2) * 10.0 ** rng.uniform(-6, 6, 2)
    return np.asarray(goal + away * factor ** np.arange(rng.integers(2, 80)))


def test_neighbours_are_told_apart_as_far_as_there_is_room() -> None:
    rng = np.random.default_rng(4)
    crowded = 0
    for _ in range(500):
        values = paths(rng)
        number_format = NumberFormat.of(values)
        characters = [number_format.characters(value) for value in values]
        assert max(map(length, characters)) <= ROOM
        differ = np.abs(np.diff(values)) > 2e-12 * np.abs(values[1:])  # by more than rounding
        if any(one == other for one, other in compress(pairwise(characters), differ)):
            crowded += 1
            finer = number_format.finer(1)  # for which there would have been no room
            assert max(length(finer.typst(value)) for value in within(values, number_format)) > ROOM
    assert 0 < crowded < 400


def test_shown_values_are_the_nearest_ones_to_the_true_ones() -> None:
    rng = np.random.default_rng(6)
    for _ in range(200):
        values = paths(rng)
        number_format = NumberFormat.of(values)
        half = Decimal((0, (5,), number_format.exponent - number_format.decimals - 1))
        for value in within(values, number_format):
            shown = as_read(number_format.characters(value))
            assert abs(shown - Decimal(float(value))) <= half


def within(values: NDArray[np.float64], number_format: NumberFormat) -> NDArray[np.float64]:
    """Return those values for which a format was made; others, as of a path that runs away, are far off."""
    sizes = np.abs(values) / 10.0**number_format.exponent
    return values[(sizes < LARGE) & ((sizes >= 0.1) | (number_format.exponent == 0))]


def length(written: str) -> int:
    """Return the characters of a number without its sign and the power of ten."""
    return len(re.split(r"\s", written)[0].lstrip("-\u2212"))


def test_typst_and_live_numbers_say_the_same() -> None:
    rng = np.random.default_rng(5)
    for value in rng.normal(size=300) * 10.0 ** rng.uniform(-12, 12, 300):
        number_format = NumberFormat.of(value, int(rng.integers(1, 7)))
        assert as_read(number_format.typst(value)) == as_read(number_format.characters(value))
        assert float(as_read(short(value))) == pytest.approx(value, rel=5e-3)


def test_round_numbers_in_full() -> None:
    levels = (0.1 + 0.2, -0.0013, 44.0, 1250.0, 1.0, 0.0, 1.70002e9, -2e-5)
    assert [in_full(level) for level in levels] == [
        "0.3",
        "-0.0013",
        "44",
        "1250",
        "1",
        "0",
        "1.70002 times 10^9",
        "-2 times 10^(-5)",
    ]


def test_powers_of_ten_can_be_set() -> None:
    narrow, wide = (typography.formula(power_of_ten(exponent)) for exponent in (7, -7))
    assert (len(narrow.submobjects), len(wide.submobjects)) == (
        3,
        4,
    )  # the minus sign is no part of a subtraction
    assert wide.submobjects[2].get_bottom()[1] > wide.submobjects[0].get_center()[1]

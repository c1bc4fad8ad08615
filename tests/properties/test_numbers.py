"""What holds of every number that is shown, of axes and of captions."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scenes.kit.style.numbers import LARGE, ROOM, NumberFormat, in_full, power_of_ten, short
from scenes.kit.style.ticks import nice_step, nice_ticks, padded_range
from scenes.kit.style.worked import Number, moved, worked, worked_step
from scenes.script.captions import LINE_LENGTH, READING_SPEED, reading_frames, schedule, speaking_time, split
from tests.kit.style.test_numbers import as_read

everything = st.floats(-1e15, 1e15, allow_subnormal=False)
sizes = st.floats(1e-9, 1e12)
words = st.text("abcdefghijklmnopqrstuvwxyzäé,.?!", min_size=1, max_size=12)
lines = st.lists(words, min_size=1, max_size=40).map(" ".join)


@given(everything)
def test_a_short_number_is_the_number_to_three_digits(value: float) -> None:
    shown = as_read(short(value))
    assert abs(shown - Decimal(value)) <= Decimal("0.005001") * abs(Decimal(value)) + Decimal("1e-300")


@given(st.floats(1, LARGE, exclude_max=True), st.sampled_from([-1, 1]))
def test_whole_digits_are_never_rounded_away(size: float, sign: int) -> None:
    value = sign * size
    assert abs(float(as_read(short(value))) - value) <= 0.5 + 1e-9


@given(st.floats(0.001, 1e5))
def test_a_number_and_its_opposite_differ_by_the_sign(value: float) -> None:
    assert short(-value) == f"-{short(value)}"


@given(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=8))
def test_numbers_of_one_format_have_the_same_decimals(values: list[float]) -> None:
    number_format = NumberFormat.of(values)
    assume(number_format.exponent == 0)
    decimals = {len(number_format.typst(value).partition(".")[2]) for value in values}
    assert decimals == {number_format.decimals}


@given(st.lists(everything, min_size=1, max_size=8))
def test_live_numbers_have_room(values: list[float]) -> None:
    number_format = NumberFormat.of(values)
    for value in values:
        digits = number_format.characters(value).split("\u2009")[0]
        assert len(digits.removeprefix("\u2212")) <= ROOM


@given(st.lists(everything, min_size=1, max_size=8))
def test_what_is_shown_is_the_value_rounded(values: list[float]) -> None:
    number_format = NumberFormat.of(values)
    for value in values:
        shown = number_format.rounded(value)
        last = Decimal((0, (1,), int(shown.as_tuple().exponent)))
        assert abs(shown - Decimal(value)) <= last / 2


@given(st.floats(1e-6, 1e5), st.integers(1, 6))
def test_more_digits_are_never_further_from_the_truth(value: float, digits: int) -> None:
    few, more = (abs(as_read(short(value, n)) - Decimal(value)) for n in (digits, digits + 1))
    assert more <= few


@given(st.integers(-99_999, 99_999), st.integers(0, 4))
def test_a_number_that_a_user_wrote_is_shown_in_full(digits: int, decimals: int) -> None:
    written = Decimal(digits).scaleb(-decimals)
    assume(digits != 0 and abs(written) >= Decimal("0.001"))
    assert as_read(in_full(float(written))) == written


@given(st.integers(-300, 300))
def test_a_power_of_ten_is_read_back(exponent: int) -> None:
    assert as_read(f"1 times {power_of_ten(exponent)}") == Decimal(1).scaleb(exponent)


@given(everything, sizes, st.integers(2, 9))
def test_ticks_lie_within_the_axis_and_are_distinct(low: float, span: float, count: int) -> None:
    assume(span > 1e-9 * abs(low))
    ticks, number_format = nice_ticks(low, low + span, count)
    slack = 1e-6 * span
    assert ((ticks >= low - slack) & (ticks <= low + span + slack)).all()
    shown = [number_format.typst(tick) for tick in ticks]
    assert len(set(shown)) == len(shown)


@given(everything, sizes, st.integers(2, 9))
def test_ticks_are_shown_as_they_are(low: float, span: float, count: int) -> None:
    assume(span > 1e-6 * abs(low))
    ticks, number_format = nice_ticks(low, low + span, count)
    for tick in ticks:
        assert float(as_read(number_format.typst(tick))) == pytest.approx(tick, rel=1e-9, abs=1e-9 * span)


@given(sizes, st.integers(1, 12))
def test_steps_are_round_and_about_as_many_as_asked(span: float, count: int) -> None:
    step = nice_step(span, count)
    first_digit = f"{step:.6e}"[0]
    assert first_digit in "125"
    assert 0.5 * count <= span / step <= 2 * count


@given(st.lists(everything, min_size=1, max_size=20), st.floats(0, 0.5))
def test_a_padded_range_holds_all_values(values: list[float], margin: float) -> None:
    low, high = padded_range(np.array(values), margin)
    assert low < high
    assert low <= min(values)
    assert max(values) <= high


@given(st.floats(-1e4, 1e4), st.floats(1e-4, 2), st.floats(-1e3, 1e3))
def test_a_worked_step_holds_or_says_about(point: float, rate: float, slope: float) -> None:
    step = worked_step(point, rate, slope)
    x, eta, f = (as_read(text) for text in (step.point, step.rate, step.slope))
    for sign, computed, text in (
        (step.step_sign, -eta * f, step.step),
        (step.sign, x - eta * f, step.next_point),
    ):
        shown = as_read(text)
        last = Decimal((0, (1,), int(shown.as_tuple().exponent)))
        assert sign == "approx" or abs(computed - shown) <= last / 2


@given(st.floats(-1e4, 1e4), st.floats(1e-4, 2), st.floats(-1e3, 1e3))
def test_a_worked_result_is_the_true_one_rounded(point: float, rate: float, slope: float) -> None:
    result = as_read(worked(moved, *map(Number.short, (point, rate, slope))).result)
    true = Decimal(point) - Decimal(rate) * Decimal(slope)
    assert abs(result - true) <= Decimal("0.006") * abs(true) + Decimal("1e-9")


@given(lines)
def test_captions_hold_all_words_in_their_order(line: str) -> None:
    assert " ".join(split(line)).split() == line.split()


@given(lines)
def test_rows_of_captions_are_short_and_at_most_two(line: str) -> None:
    for caption in split(line):
        rows = caption.split("\n")
        assert len(rows) <= 2
        assert all(0 < len(row) <= LINE_LENGTH for row in rows)


@given(lines, st.integers(0, 1000), st.integers(15, 60), st.integers(0, 500))
def test_captions_fill_their_beat_without_a_gap(line: str, start: int, rate: int, spare: int) -> None:
    frames = reading_frames(line, rate) + spare
    captions = schedule(line, start, frames, rate)
    now = start
    for caption in captions:
        assert caption.start == now
        now += caption.frames
        assert len(caption.text) <= READING_SPEED * caption.frames / rate + 1e-9
    assert now == start + frames


@given(lines, st.integers(15, 60))
def test_what_is_spoken_can_be_read(line: str, rate: int) -> None:
    assert speaking_time(line) * rate >= reading_frames(line, rate) - len(split(line))

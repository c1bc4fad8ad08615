"""Which attributes of a lesson can be turned, and how: by what their classes write in them."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import NoneType
from typing import Any, Final, NamedTuple, get_args, get_origin

from scenes.kit.lessons.choices import Choices, choices_beside, data_from, is_data, schedules
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.ranges import Range, is_rate, range_of_count, range_of_number, ranges_of_pair
from scenes.production.live.knobs import Knob, table_call
from scenes.production.studio.live.attribute import Attribute, literal_reader, only_chosen
from scenes.production.studio.live.declarations import either, told_of, types_of
from scenes.production.studio.live.entries import some_attribute

LONGEST: Final = 200
"""What takes more letters to write is nothing to turn."""

MOST: Final = 100
"""A count is at most so many times the largest one of its range, or a lesson would hardly end."""

HUGE: Final = 1e100
"""Larger numbers have no range."""

_ABOVE_ZERO = (math.ulp(0.0), math.inf)
_ANYWHERE = (-math.inf, math.inf)


class _Manner(NamedTuple):
    """How a literal is turned: the kind of its knob, what reads a text, its numbers, and other choices."""

    kind: str
    read: Callable[[str], Any]
    ranges: Sequence[Range] = ()
    others: Choices = {}


def attribute_of(lesson: type[Lesson], name: str, source: str) -> Attribute | None:
    """Return an attribute as one that can be turned; None if it is of no kind that can.

    Parameters
    ----------
    lesson
        Its class.
    name
        The attribute's.
    source
        Its present value as Python, if that is no literal.
    """
    value = getattr(lesson, name)
    others = choices_beside(value)
    if others is not None:
        return _chosen(lesson, name, source, others)
    literal = _as_literal(value)
    return some_attribute(lesson, name) if literal is None else _written(lesson, name, literal)


def _chosen(lesson: type[Lesson], name: str, source: str, others: Choices) -> Attribute:
    """Return an attribute that is one of gdmath's things, or made like these."""
    value = getattr(lesson, name)
    choices = {source: lambda: value} | {text: make for text, make in others.items() if text != source}
    listed = tuple(choices)
    kind, read = ("data", partial(_table, listed)) if is_data(value) else ("choice", only_chosen(listed))
    knob = Knob(name=name, kind=kind, value=source, choices=listed, told=told_of(lesson, name))
    return Attribute(knob, choices, read)


def _written(lesson: type[Lesson], name: str, source: str) -> Attribute:
    """Return an attribute whose value is a literal."""
    value = getattr(lesson, name)
    manner = _manner(lesson, name, source)
    low, high, step, is_logarithmic, _ = manner.ranges[0] if manner.ranges else Range(0.0, 1.0, 0.01)
    low2, high2, *_ = manner.ranges[-1] if manner.ranges else Range(0.0, 1.0, 0.01)
    knob = Knob(
        name=name,
        kind=manner.kind,
        value=source,
        low=low,
        high=high,
        step=step,
        low2=low2,
        high2=high2,
        is_logarithmic=is_logarithmic,
        choices=tuple(manner.others),
        told=told_of(lesson, name),
    )
    return Attribute(knob, {**manner.others, source: lambda: value}, manner.read)


def _manner(lesson: type[Lesson], name: str, source: str) -> _Manner:
    value, types = getattr(lesson, name), types_of(lesson, name)
    others: Choices = {"None": lambda: None} if NoneType in types else {}
    plain = [each for each in types if each is not NoneType and get_origin(each) is not Callable]
    if plain == [bool]:
        truths: Choices = {"False": lambda: False, "True": lambda: True, **others}
        return _Manner("choice" if others else "truth", only_chosen(list(truths)), others=truths)
    if not (is_rate(name) if value is None else _is_usual(value)):  # nothing tells between which numbers
        return _Manner("text", literal_reader(either(types), _or(f"write {_called(plain)}", others)))
    if plain == [int]:
        return _whole(name, value, others)
    if plain == [float]:
        if value is not None and any(get_origin(each) is Callable for each in types):
            others |= schedules(value)
        return _number(lesson, name, value, others)
    if len(plain) == 1 and _is_pair(plain[0]):
        return _point(lesson, name, value, others)
    return _Manner("text", literal_reader(either(types), f"write Python such as {source}"))


def _whole(name: str, value: int, others: Choices) -> _Manner:
    found = range_of_count(name, value)
    limits = int(found.low), int(MOST * found.high)
    possible = f"write a whole number from {limits[0]} to {limits[1]}"
    return _Manner("whole", literal_reader(int, _or(possible, others), [limits]), [found], others)


def _number(lesson: type[Lesson], name: str, value: float | None, others: Choices) -> _Manner:
    found = range_of_number(lesson, name, value)
    if found.is_limit:
        limits, possible = (found.low, found.high), f"write a number from {found.low:g} to {found.high:g}"
    elif is_rate(name):
        limits, possible = _ABOVE_ZERO, "write a number above 0"
    else:
        limits, possible = _ANYWHERE, "write a number"
    return _Manner("number", literal_reader(float, _or(possible, others), [limits]), [found], others)


def _point(lesson: type[Lesson], name: str, value: tuple[float, float], others: Choices) -> _Manner:
    ranges = ranges_of_pair(lesson, name, value)
    possible = f"write two numbers such as {value}"
    if ranges[0].is_limit:
        limits = [(found.low, found.high) for found in ranges]
        low, high = (f"({one:g}, {other:g})" for one, other in zip(*limits, strict=True))
        possible = f"write two numbers from {low} to {high}"
    else:
        limits = [_ABOVE_ZERO if is_rate(name) else _ANYWHERE] * 2
    wanted = tuple[float, float]
    return _Manner("point", literal_reader(wanted, _or(possible, others), limits), ranges, others)


def _table(choices: Sequence[str], text: str) -> Any:
    """Return the data of a table in the current folder, and of none outside."""
    folder = Path.cwd().resolve()
    known = f"choose from {', '.join(choices)}, or name a table"
    try:
        call = table_call(text)
        file = (folder / call.path).resolve()
        if not file.is_relative_to(folder):
            raise ValueError(f"{known} in {folder}")
        if not file.is_file():
            raise ValueError(f"there is no such file in {folder}: {known} there")
        return data_from(file.relative_to(folder), call.options)
    except OSError as error:
        raise ValueError(f"{error.strerror}: {known}") from error


def _as_literal(value: object) -> str | None:
    """Return a value as Python, if it is short and nothing but numbers, truths and texts."""
    source = float.__repr__(value) if isinstance(value, float) else repr(value)
    try:
        is_same = len(source) <= LONGEST and ast.literal_eval(source) == value
    except (ValueError, SyntaxError):
        return None
    return source if is_same else None


def _is_usual(value: object) -> bool:
    """Return whether a number, or a pair, is of a size with which ranges can be computed."""
    numbers = value if isinstance(value, tuple) else (value,)
    return all(abs(number) < HUGE for number in numbers if isinstance(number, int | float))


def _is_pair(wanted: Any) -> bool:
    numbers = get_args(wanted) if get_origin(wanted) is tuple else ()
    return len(numbers) == 2 and set(numbers) <= {int, float}


def _called(plain: Sequence[Any]) -> str:
    """Return what values of some types are called."""
    if plain in ([float], [int]):
        return "a number"
    return "two numbers such as (0.5, 1.5)" if len(plain) == 1 and _is_pair(plain[0]) else "a value"


def _or(possible: str, others: Choices) -> str:
    if len(others) < 2:
        return " or ".join([possible, *others])
    return f"{possible}, or choose from {', '.join(others)}"

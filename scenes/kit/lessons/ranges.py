"""Between which numbers an attribute of a lesson is worth turning; others may still be possible."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final, NamedTuple

from gdmath import Convention, Dataset, LinearRegression, Objective, rate_limit_at

BEYOND: Final = 1.05
"""The largest learning rate, in shares of that from which on a descent runs away."""

SLOWEST: Final = 0.01
"""The smallest one, in such shares."""

TIMES: Final = 4
"""A number of which nothing more is known goes to so many times itself."""

WIDE: Final = 30
"""A range that spans a larger factor is logarithmic."""

LARGE: Final = 1000
"""Counts up to here are turned one by one."""

FINE: Final = 100
"""About so many steps has a range, or more where the lesson's own number is finer."""


class Range(NamedTuple):
    """Numbers from a lowest to a highest one, in steps.

    Attributes
    ----------
    low, high, step
    is_logarithmic
        Whether equal ways along the range are equal factors.
    is_limit
        Whether nothing outside is possible.
    """

    low: float
    high: float
    step: float
    is_logarithmic: bool = False
    is_limit: bool = False


def is_rate(name: str) -> bool:
    """Return whether an attribute of this name is a learning rate, or several."""
    return name.rpartition("_")[2] in ("rate", "rates")


def is_start(name: str) -> bool:
    """Return whether an attribute of this name is where a descent begins, or several do."""
    return name.rpartition("_")[2] in ("start", "starts")


def range_of_count(name: str, value: int) -> Range:
    """Return the range of a whole number: from 1, but for a seed."""
    low = min(value, 0 if name.endswith("seed") else 1)
    high = max(TIMES * value, low + 10)
    return Range(low, high, 1, is_logarithmic=low > 0 and high > LARGE)


def range_of_number(lesson: type, name: str, value: float | None) -> Range:
    """Return the range of a number.

    A learning rate's reaches from a hundredth of the limit to a little beyond; a start's is the domain of
    the objective. Both hold the present value.

    Parameters
    ----------
    lesson
        The lesson's class, whose attributes tell what is descended.
    name
        The attribute.
    value
        Its present value; None if it is left to the lesson.
    """
    if is_rate(name):
        return _rates(_rate_limit(lesson, name), value)
    own = 1.0 if value is None else value
    return _within(ground_of(lesson, name), 0, own) if is_start(name) else _around(own)


def ranges_of_pair(lesson: type, name: str, pair: tuple[float, float]) -> tuple[Range, Range]:
    """Return the ranges of both numbers of a pair: a start's, or the starts' of two descents on a curve."""
    if not is_start(name):
        return _around(pair[0]), _around(pair[1])
    ground = ground_of(lesson, name)
    return _within(ground, 0, pair[0]), _within(ground, 1, pair[1])


def ground_of(lesson: type, name: str) -> Objective | None:
    """Return what is descended at a learning rate, or from a start.

    The attribute that the name begins with, as in ``wells_rate``; or ``objective``; or the cost of the
    lesson's only data; or its only objective.
    """
    for named in (name.rpartition("_")[0], "objective"):
        if isinstance(found := getattr(lesson, named, None), Objective):
            return found
    values = [getattr(lesson, each) for each in dir(lesson)]
    objectives = [value for value in values if isinstance(value, Objective)]
    match [value for value in values if isinstance(value, Dataset)]:
        case [only]:
            return _cost(lesson, only)
    return objectives[0] if len(objectives) == 1 else None


def _cost(lesson: type, dataset: Dataset) -> LinearRegression | None:
    try:
        return LinearRegression(dataset, getattr(lesson, "convention", Convention.MSE))
    except ValueError:  # the lesson itself tells what is wrong with its data
        return None


def _rate_limit(lesson: type, name: str) -> float:
    """Return the learning rate from which on descents run away, as far as that is known; infinite if not."""
    ground = ground_of(lesson, name)
    if isinstance(ground, LinearRegression):
        is_scaled = getattr(lesson, "standardize", None)
        scaled = _cost(lesson, ground.dataset.standardized().dataset) if is_scaled else ground
        return math.inf if scaled is None else scaled.learning_rate_limit
    if ground is None:
        return math.inf
    try:
        return min((rate_limit_at(ground, minimum) for minimum in ground.minima), default=math.inf)
    except ValueError:  # the lesson itself tells what is wrong with its objective
        return math.inf


def _rates(limit: float, value: float | None) -> Range:
    if math.isinf(limit):
        middle = abs(value or 0.0) or 0.1
        low = SLOWEST * TIMES * middle
        return _steps(low if value is None else min(low, value), TIMES * middle, middle)
    own = limit / 5 if value is None else value
    high = BEYOND * limit if own <= BEYOND * limit else 2 * own
    return _steps(min(SLOWEST * limit, own), high, own)


def _within(ground: Objective | None, axis: int, value: float) -> Range:
    """Return the range of a start's coordinate; both starts on a curve lie along its only one."""
    if ground is None:
        return _both_ways(value)
    low, high = ground.domain[min(axis, ground.dimension - 1)].tolist()
    found = _steps(min(low, value), max(high, value), value)
    return found._replace(is_limit=not isinstance(ground, LinearRegression))  # there, lines go anywhere


def _around(value: float) -> Range:
    """Return a range around a number of which nothing is known but its size and its sign."""
    if value <= 0:
        return _both_ways(value)
    if value < 0.1:
        return _steps(value / 100, min(100 * value, 1.0), value)
    if value < 1:
        return _steps(0.01, max(0.99, value), value)._replace(is_logarithmic=False)
    return _steps(value / TIMES, TIMES * value, value)


def _both_ways(value: float) -> Range:
    reach = TIMES * abs(value) or 1.0
    return _steps(-reach, reach, value)


def _steps(low: float, high: float, value: float) -> Range:
    """Return a range in steps that are powers of ten, and its ends rounded to about these."""
    is_logarithmic = low > 0 and high / low > WIDE
    size = math.floor(math.log10(low / 10 if is_logarithmic else (high - low) / FINE))
    own = -int(Decimal(repr(value)).as_tuple().exponent)
    digits = min(max(own, -size), 2 - size)
    places = max(0, digits + 1)
    return Range(round(low, places), round(high, places), 10.0**-digits, is_logarithmic)

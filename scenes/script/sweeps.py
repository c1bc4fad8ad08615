"""What is varied of a lesson, and through which values: ``learning_rate=0.01:1.05:21``.

==============================  ===========================================================
``NAME=LOW:HIGH:COUNT``         so many numbers, evenly from the lowest to the highest
``NAME=LOW:HIGH:COUNT:log``     each the same factor above the one before it
``NAME=VALUE,VALUE``            these, as a lesson's file would have them
==============================  ===========================================================
"""

import ast
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import product
from math import prod
from typing import Any

MOST_SWEEPS, MOST_VALUES = 2, 441
"""There is a slider for each, and a film for each value of the one with each of the other."""

_FORMS = "write NAME=LOW:HIGH:COUNT, as in learning_rate=0.01:1.05:21, or NAME=VALUE,VALUE"
_DIGITS = 3  # of the difference between two values, and of each one whose factor counts


@dataclass(frozen=True)
class Sweep:
    """An attribute of a lesson, and the values that it goes through.

    Attributes
    ----------
    name : str
        The attribute's.
    values : tuple of str
        As Python, all different; at least two. Whether the attribute can have them is not looked at.
    """

    name: str
    values: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "Sweep":
        """Return what a text tells.

        Parameters
        ----------
        text : str
            In one of the forms above.

        Returns
        -------
        Sweep

        Raises
        ------
        ValueError
            If it has none of them: one line.
        """
        name, is_there, told = (piece.strip() for piece in text.partition("="))
        if not (is_there and told and name.isidentifier() and not name.startswith("_")):
            raise ValueError(f"{text!r} does not say what is varied: {_FORMS}")
        try:
            values = _swept(told) if ":" in told else _listed(told)
        except ValueError as error:
            raise ValueError(f"{text!r}: {error}") from error
        if len(set(values)) < max(2, len(values)):
            raise ValueError(f"{text!r}: its values must be two or more, and all different")
        return cls(name, values)


def read_sweeps(texts: Sequence[str]) -> tuple[Sweep, ...]:
    """Return what is varied at once.

    Parameters
    ----------
    texts : sequence of str
        One for each attribute.

    Returns
    -------
    tuple of Sweep

    Raises
    ------
    ValueError
        As `Sweep.read`, and if there are too many attributes or values, or one attribute is there twice.
    """
    sweeps = tuple(map(Sweep.read, texts))
    names = [sweep.name for sweep in sweeps]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"{twice[0]} is varied twice: write all of its values once, as in {twice[0]}=1,2,3")
    if not 1 <= len(sweeps) <= MOST_SWEEPS:
        raise ValueError(f"one attribute can be varied, or two: {', '.join(texts) or 'none is named'}")
    count = prod(len(sweep.values) for sweep in sweeps)
    if count > MOST_VALUES:
        raise ValueError(f"{count} films are more than the {MOST_VALUES} on a page: take fewer values")
    return sweeps


def explored_beats(entries: Any, beats: Collection[str], where: str) -> Mapping[str, tuple[Sweep, ...]]:
    """Return what is varied of the beats of a screenplay's part.

    Parameters
    ----------
    entries
        The part's table: for some beats a text in one of the forms above, or a list of two.
    beats : collection of str
        All beats of the part.
    where : str
        What an error calls the part.

    Returns
    -------
    Mapping[str, tuple of Sweep]

    Raises
    ------
    ValueError
        If it is no such table.
    """
    if not isinstance(entries, dict):
        raise ValueError(f'{where}: `explore` must be a table, as in descend = "learning_rate=0.01:1.05:21"')
    return {beat: _explored(beat, told, beats, f"{where}, [explore]") for beat, told in entries.items()}


def _explored(beat: str, told: Any, beats: Collection[str], where: str) -> tuple[Sweep, ...]:
    if beat not in beats:
        raise ValueError(f"{where} names the beat {beat!r}: choose from {', '.join(beats)}")
    texts = told if isinstance(told, list) else [told]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError(f"{where}, `{beat}` must be a text in quotes, or a list of two: {_FORMS}")
    try:
        return read_sweeps(texts)
    except ValueError as error:
        raise ValueError(f"{where}, `{beat}`: {error}") from error


def combinations(sweeps: Sequence[Sweep]) -> list[Mapping[str, str]]:
    """Return each value of one attribute with each of the other, the last one changing first."""
    names = [sweep.name for sweep in sweeps]
    return [dict(zip(names, values, strict=True)) for values in product(*(each.values for each in sweeps))]


def told(values: Mapping[str, str]) -> str:
    """Return values of attributes as one writes them: ``learning_rate = 0.1, start = 4.3``."""
    return ", ".join(f"{name} = {value}" for name, value in values.items())


def _swept(told: str) -> tuple[str, ...]:
    low, high, count, is_log = _ends_and_count(told)
    values = (_by_factors if is_log else _evenly)(low, high, count)
    is_float = "." in told or "e" in told.lower()  # an attribute may take whole numbers alone
    return tuple(
        str(int(value)) if value == int(value) and not is_float else repr(float(value)) for value in values
    )


def _ends_and_count(told: str) -> tuple[Decimal, Decimal, int, bool]:
    low, high, *rest = (piece.strip() for piece in told.split(":"))
    if len(rest) not in (1, 2) or rest[1:] not in ([], ["log"]):
        raise ValueError(_FORMS)
    first, last = _number(low), _number(high)
    if not rest[0].isdecimal() or not 2 <= int(rest[0]) <= MOST_VALUES:
        raise ValueError(f"COUNT is {rest[0]!r}: write how many values, from 2 to {MOST_VALUES}")
    if not first < last:
        raise ValueError(f"LOW must be below HIGH, and {low} is not below {high}")
    if rest[1:] and first <= 0:
        raise ValueError(f"by equal factors one comes from no number below or at 0: {low} must be positive")
    return first, last, int(rest[0]), bool(rest[1:])


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
        float(number)
    except (InvalidOperation, OverflowError):
        raise ValueError(f"{text!r} is no number: {_FORMS}") from None
    if not number.is_finite() or abs(number.adjusted()) > 300:
        raise ValueError(f"{text} is no number that a lesson can have: {_FORMS}")
    return number


def _evenly(low: Decimal, high: Decimal, count: int) -> list[Decimal]:
    """Return numbers that are as short as they can be told apart well by; the ends are exact."""
    step = (high - low) / (count - 1)
    place = Decimal(1).scaleb(step.adjusted() - _DIGITS + 1)
    between = [_rounded(low + step * i, place) for i in range(1, count - 1)]
    return [low, *between, high]


def _by_factors(low: Decimal, high: Decimal, count: int) -> list[Decimal]:
    factor = float(high / low) ** (1 / (count - 1))
    between = [Decimal(f"{float(low) * factor**i:.{_DIGITS}g}") for i in range(1, count - 1)]
    return [low, *between, high]


def _rounded(value: Decimal, place: Decimal) -> Decimal:
    return round(value / place) * place


def _listed(told: str) -> tuple[str, ...]:
    try:
        parsed = ast.parse(f"[{told}]", mode="eval").body
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        parsed = ast.Constant(None)
    if not isinstance(parsed, ast.List):
        raise ValueError(f"that is no list of numbers or other values: {_FORMS}")
    return tuple(map(ast.unparse, parsed.elts))

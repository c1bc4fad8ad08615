"""Whether numbers hold as they are shown: in worked equations, on axes, in live numbers."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np
from manim import Mobject, Typst

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.production.studio.checking.finding import Fault

LARGEST_EXPONENT = 400
"""Powers beyond it are not worked out."""

MOST_DECIMALS = 30
"""Of what a sum comes out as, for a third has no end."""

IN_LINE = 0.05
"""Scene units by which numbers on one axis may be out of line."""

_FORMULA = re.compile(r"\$(.+?)\$", re.DOTALL)
_GROUP = re.compile(r'manimgrp\("[^"]*",\s*([^()]*|\([^()]*\))\)')
_SIGNS = (("dot", "*"), ("times", "*"), ("^", "**"), ("\u2212", "-"))
_RELATION = re.compile(r"<-|->|approx|!=|<=|>=|[=<>]")
_SUM = re.compile(r"[\d.+\-*/() ]*\d[\d.+\-*/() ]*")
_NUMBER = re.compile(r"\d+(?:\.(\d+))?")
_WITH_POWER = re.compile(r"(-?[\d.]+\s*\*\s*)?10\s*\*\*\s*\(?(-?\d+)\)?")
_SINGLE = re.compile(rf"\(?-?\d[\d.]*\)?|{_WITH_POWER.pattern}")


def number_faults(seen: Sequence[Mobject], groups: Sequence[Mobject]) -> Iterator[Fault]:
    """Yield equations that the shown numbers do not satisfy, ticks that read the same, and late numbers.

    Parameters
    ----------
    seen
        Texts as wholes, and the pieces of everything else.
    groups
        What they were put together in.
    """
    yield from _equation_faults([part for part in seen if isinstance(part, Typst)])
    for group in groups:
        yield from _tick_faults([part for part in group.submobjects if isinstance(part, Typst)])
    for number in seen:
        if isinstance(number, LiveNumber) and number.updaters:
            now = number.copy()
            now.updating_suspended = False
            if now.update().written != number.written:
                yield number, f"is late, for it is {now.written!r} now: let its updater run"


def equation_faults(mathematics: str) -> Iterator[str]:
    """Yield the equations, among those of Typst mathematics, that hold for no rounding of their numbers.

    Sides that are not plain arithmetic say nothing. A side that is a single number holds if it is
    the other one, rounded as it is written; two sums hold if they differ by no more than half of a last
    digit, which is that of the one with fewer.

    Examples
    --------
    >>> list(equation_faults("x_1 = 4.3 - 0.1 dot 8.6 = 3.44")), list(equation_faults("2 + 2 = 5"))
    ([], ['2 + 2 = 5'])
    """
    plain = _plain(mathematics)
    sides, relations = _RELATION.split(plain), _RELATION.findall(plain)
    for (left, right), relation in zip(pairwise(sides), relations, strict=True):
        if relation == "=" and not _holds(left.strip(), right.strip()):
            yield f"{left.strip()} = {right.strip()}".replace("**", "^").replace("*", "·")


def _equation_faults(texts: Sequence[Typst]) -> Iterator[Fault]:
    """A row that begins with a sign goes on with the row above it."""
    before = ""
    for text in texts:
        formulas = _FORMULA.findall(text.typst_code)
        for formula in formulas:
            goes_on = formula.lstrip().startswith(("=", "approx"))
            for equation in equation_faults(f"{before} {formula}" if goes_on else formula):
                yield text, f"says {equation}, which does not hold: show more digits, or other ones"
        before = _RELATION.split(_plain(formulas[-1]))[-1] if formulas else ""


def _tick_faults(siblings: Sequence[Typst]) -> Iterator[Fault]:
    """Find neighbours that read the same in a row or column of numbers that rise."""
    numbers = [(text, _value(text)) for text in siblings]
    for along, across in ((0, 1), (1, 0)):
        lines: dict[int, list[tuple[float, Typst, Fraction]]] = {}
        for text, value in numbers:
            if value is not None:
                center = text.get_center()
                lines.setdefault(round(center[across] / IN_LINE), []).append((center[along], text, value))
        for line in lines.values():
            ordered = sorted(line, key=lambda each: each[0])
            rises = np.diff([float(value) for *_, value in ordered])
            if len(ordered) > 2 and (rises >= 0).all():
                for (_, one, low), (_, _, high) in pairwise(ordered):
                    if low == high:
                        yield one, "stands at two places of one axis: show more digits"


def _value(text: Typst) -> Fraction | None:
    formulas = _FORMULA.findall(text.typst_code)
    return _computed(_plain(formulas[0])) if len(formulas) == 1 else None


def _plain(mathematics: str) -> str:
    """Return Typst mathematics with the signs of Python's arithmetic, and without Manim's groups."""
    plain = mathematics
    while (without := _GROUP.sub(r"\1", plain)) != plain:
        plain = without
    for sign, python in _SIGNS:
        plain = re.sub(rf"\b{sign}\b", python, plain) if sign.isalpha() else plain.replace(sign, python)
    return plain


def _holds(left: str, right: str) -> bool:
    """Return whether an equation holds as it is rounded; if it is not arithmetic, it may."""
    values = _computed(left), _computed(right)
    if values[0] is None or values[1] is None:
        return True
    digits = [_last_digit(left, values[0]), _last_digit(right, values[1])]
    single = [digit for side, digit in zip((left, right), digits, strict=True) if _SINGLE.fullmatch(side)]
    return abs(values[0] - values[1]) <= max(single or digits) / 2


def _last_digit(side: str, value: Fraction) -> Fraction:
    """Return the size of the last digit of a number as it is written, or of a sum as it comes out."""
    power = _WITH_POWER.fullmatch(side)
    if power and _SINGLE.fullmatch(side):
        decimals = max((len(match[1] or "") for match in _NUMBER.finditer(power[1] or "1")), default=0)
        return Fraction(10) ** (int(power[2]) - decimals)
    decimals = max(len(match[1] or "") for match in _NUMBER.finditer(side))
    while decimals < MOST_DECIMALS and not _SINGLE.fullmatch(side) and value * 10**decimals % 1:
        decimals += 1
    return Fraction(1, 10**decimals)


def _computed(side: str) -> Fraction | None:
    """Return the exact value of arithmetic; None if it is something else."""
    if not _SUM.fullmatch(side):
        return None
    try:
        return _evaluated(ast.parse(side.strip(), mode="eval").body)
    except (SyntaxError, ValueError, ZeroDivisionError):
        return None


def _evaluated(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=int() | float() as value):
            return Fraction(repr(value))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluated(operand)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATIONS:
            return _OPERATIONS[type(sign)](_evaluated(left), _evaluated(right))
    raise ValueError("no arithmetic")


def _power(base: Fraction, exponent: Fraction) -> Fraction:
    if exponent.denominator != 1 or abs(exponent) > LARGEST_EXPONENT:
        raise ValueError("no power that is worked out")
    return base ** int(exponent)


_OPERATIONS: dict[type[ast.operator], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: _power,
}

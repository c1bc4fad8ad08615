"""Equations worked out in numbers, which hold for the numbers as they are shown: a viewer can check them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from typing import Final, NamedTuple

from scenes.kit.style.numbers import EXACT, NumberFormat

MORE: Final = 4
"""Decimals that a number may have beyond its format, so that an equation holds."""

READABLE: Final = 10
"""Characters of a number in an equation, at most, without a sign and a power of ten."""


class Number(NamedTuple):
    """A value, and the format in which it is shown if that has digits enough."""

    value: float | Decimal
    number_format: NumberFormat

    @classmethod
    def short(cls, value: float | Decimal) -> Number:
        """Return a number that is shown with three significant digits."""
        return cls(value, NumberFormat.significant(float(value)))

    @property
    def shown(self) -> Decimal:
        """The number as it is shown."""
        return self.number_format.rounded(self.value)

    @property
    def markup(self) -> str:
        """The number in Typst mathematics."""
        return self.number_format.typst(self.value)

    @property
    def characters(self) -> str:
        """The number as a live number writes it."""
        return self.number_format.characters(float(self.value))

    @property
    def is_readable(self) -> bool:
        """Whether it is not too long."""
        return len(self.markup.split()[0].removeprefix("-")) <= READABLE

    def finer(self, decimals: int) -> Number:
        """Return the number with so many decimals more."""
        return Number(self.value, self.number_format.finer(decimals))


class Worked(NamedTuple):
    """A worked equation's parts in Typst mathematics.

    Attributes
    ----------
    terms
        The numbers that go in.
    sign
        ``=``, or ``approx`` if the equation holds at no readable number of digits.
    result
        The number that comes out.
    """

    terms: tuple[str, ...]
    sign: str
    result: str


class WorkedNumbers(NamedTuple):
    """A worked equation's numbers: what goes in, what comes out, and whether it holds for them as shown."""

    terms: tuple[Number, ...]
    holds: bool
    result: Number


class WorkedStep(NamedTuple):
    """A step of gradient descent in numbers, in Typst mathematics.

    Attributes
    ----------
    point, rate, slope
        What goes in: x, η and f'(x).
    step
        −η f'(x), behind ``step_sign``.
    next_point
        x − η f'(x), behind ``sign``.
    step_sign, sign
        ``=``, or ``approx`` if the equation holds at no readable number of digits.
    """

    point: str
    rate: str
    slope: str
    step_sign: str
    step: str
    sign: str
    next_point: str


def worked(
    compute: Callable[..., Decimal], *terms: Number, result_format: NumberFormat | None = None
) -> Worked:
    """Work an equation out with the fewest digits at which it holds for the numbers that are shown.

    It holds if the result, computed from the shown terms and rounded as it is shown, is the shown result,
    which is also the true one, rounded. A result that differs from the first term is not shown as it.

    Parameters
    ----------
    compute
        The right side of the equation, from terms as exact decimals; other numbers in it are whole.
    terms
        What goes in, in the order of `compute`'s arguments.
    result_format
        The result's format, if it has digits enough; three significant digits if None.

    Examples
    --------
    >>> worked(moved, Number.short(19.0), Number.short(0.001), Number.short(32.0))
    Worked(terms=('19', '0.001', '32'), sign='=', result='18.97')
    >>> worked(moved, Number.short(19.0), Number.short(1e-9), Number.short(32.0)).sign
    'approx'
    """
    numbers = worked_numbers(compute, *terms, result_format=result_format)
    sign = "=" if numbers.holds else "approx"
    return Worked(tuple(term.markup for term in numbers.terms), sign, numbers.result.markup)


def worked_numbers(
    compute: Callable[..., Decimal], *terms: Number, result_format: NumberFormat | None = None
) -> WorkedNumbers:
    """Return the same as numbers, each in the format in which it is shown."""
    shown, [result] = _fewest_digits(terms, [(compute, result_format)])
    return WorkedNumbers(tuple(shown), result.holds, result.number)


def worked_step(point: float, rate: float, slope: float) -> WorkedStep:
    """Work a step of gradient descent out: its product, and where it leads; see `worked`.

    Examples
    --------
    >>> worked_step(4.3, 0.1, 8.6)
    WorkedStep(point='4.3', rate='0.1', slope='8.6', step_sign='=', step='-0.86', sign='=', next_point='3.44')
    """
    terms = [Number.short(value) for value in (point, rate, slope)]
    shown, [step, end] = _fewest_digits(terms, [(_step, None), (moved, None)])
    x, eta, f = (term.markup for term in shown)
    return WorkedStep(x, eta, f, step.sign, step.number.markup, end.sign, end.number.markup)


def moved(point: Decimal, rate: Decimal, slope: Decimal) -> Decimal:
    """Return where a step of gradient descent leads."""
    return point - rate * slope


def bracketed(number: str) -> str:
    """Write a number as a factor: a negative one in brackets.

    Examples
    --------
    >>> bracketed("-8.6"), bracketed("8.6")
    ('(-8.6)', '8.6')
    """
    return f"({number})" if number.startswith("-") else number


def _step(_: Decimal, rate: Decimal, slope: Decimal) -> Decimal:
    return -rate * slope


class _Result(NamedTuple):
    """What an equation shows behind its sign, and whether it holds."""

    holds: bool
    number: Number

    @property
    def sign(self) -> str:
        return "=" if self.holds else "approx"


def _fewest_digits(
    terms: Sequence[Number], equations: Sequence[tuple[Callable[..., Decimal], NumberFormat | None]]
) -> tuple[Sequence[Number], list[_Result]]:
    """Return the terms with the fewest digits at which most of the equations hold, and their results."""
    tried = []
    for more in range(MORE + 1):
        shown = [term.finer(more) for term in terms]
        if more and not all(term.is_readable for term in shown):
            break
        with localcontext(EXACT):
            results = [_result(shown, *equation) for equation in equations]
        tried.append((shown, results))
        if all(result.holds for result in results):
            break
    return max(tried, key=lambda each: sum(result.holds for result in each[1]))


def _result(
    terms: Sequence[Number], compute: Callable[..., Decimal], number_format: NumberFormat | None
) -> _Result:
    """Return an equation's result with the fewest digits at which it holds for these terms."""
    true = Number.short(compute(*(Decimal(term.value) for term in terms)))
    if number_format is not None:
        true = Number(true.value, number_format)
    computed = compute(*(term.shown for term in terms))
    for more in range(MORE + 1):
        result = true.finer(more)
        stands_still = result.shown == terms[0].shown and result.value != terms[0].value
        if not stands_still and result.is_readable and _rounds_to(computed, result.shown):
            return _Result(True, result)
    return _Result(False, true)


def _rounds_to(computed: Decimal, shown: Decimal) -> bool:
    """Return whether a number rounds to the one shown, also if it lies in the middle between two."""
    return all(computed.quantize(shown, way) == shown for way in (ROUND_HALF_EVEN, ROUND_HALF_UP))

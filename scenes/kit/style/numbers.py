"""Numbers as characters: the digits that what is shown asks for, in Typst mathematics or for live numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

ROOM: Final = 8
"""Characters that can be read at a glance, without a sign and a power of ten."""

MOST: Final = 4
"""Digits before the point that are followed by a power of ten; a number that needs more has another power."""

SMALL: Final = 1e-4
LARGE: Final = 1e6
"""From this size on, and below the small one, numbers are written with a power of ten."""

RESIDUE: Final = 1e-12
"""What is so small a share of that from which it was computed is left over from rounding: it is zero."""

RAISED: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789\u2212", strict=True))
"""What an exponent's characters are when they are not raised."""

_RAISE = str.maketrans("0123456789-", "".join(RAISED))

EXACT: Final = Context(prec=800)
"""For decimals that keep every digit of any float."""


@dataclass(frozen=True)
class NumberFormat:
    """To which decimal numbers are written, and with which power of ten.

    All values of a quantity share one, so that a changing number keeps its form, and neighbours on an axis
    can be compared.

    Attributes
    ----------
    decimals
        Digits behind the point, at least 0.
    exponent
        Of the power of ten that is written behind the digits; 0 for none.
    trimmed
        Whether zeros at the end of the decimals are left out.

    Examples
    --------
    >>> NumberFormat(2).typst(-0.001), NumberFormat(2, trimmed=True).typst(2.5)
    ('0.00', '2.5')
    >>> NumberFormat(1, exponent=-7).typst(5e-8), NumberFormat(1, exponent=-7).characters(5e-8)
    ('0.5 times 10^(-7)', '0.5\u2009×\u200910⁻⁷')
    """

    decimals: int
    exponent: int = 0
    trimmed: bool = False

    @classmethod
    def of(cls, values: ArrayLike, digits: int = 4, *, scale: float = 0.0) -> NumberFormat:
        """Return the format for a quantity that will have these values, one after the other.

        The value of median size has so many significant digits; there are more where two neighbours would
        look the same, as long as the longest value has `ROOM`. Where some values are below `LARGE` and some
        are not, as when a descent diverges, it is the smallest that has those digits.

        Parameters
        ----------
        values
            Finite numbers in the order in which they are shown, or a single one.
        digits
            Significant digits, at least 1.
        scale
            Size of that from which the values were computed: of it, `RESIDUE` is left over from rounding.

        Raises
        ------
        ValueError
            If there is no value, or one is not finite.

        Examples
        --------
        >>> NumberFormat.of([472.5, 49.69, 42.67]).typst(42.67)
        '42.67'
        >>> NumberFormat.of(-3e-17, scale=2.0).typst(-3e-17)
        '0.000'
        >>> NumberFormat.of([1.70001e9, 1.70002e9]).typst(1.70001e9)
        '1.70001 times 10^9'
        """
        shown = np.ravel(np.asarray(values, dtype=float))
        if shown.size == 0:
            raise ValueError("There is no value to choose digits for: give at least the first one.")
        for value in shown[~np.isfinite(shown)]:
            raise _not_finite(value)
        sizes = _sizes(shown, scale)
        smallest, median, largest = sizes[[0, (len(sizes) - 1) // 2, -1]].tolist()
        exponent = _common_exponent(smallest, largest, digits)
        room = ROOM - len("0.") - max(0, _order(largest, digits) - exponent)
        typical = smallest if np.abs(shown).max() > largest else median
        decimals = digits - 1 - _order(typical, digits) + exponent
        return cls(_telling_apart(shown, exponent, max(0, min(decimals, room)), room), exponent)

    @classmethod
    def of_multiples(cls, step: float, largest: float) -> NumberFormat:
        """Return the format in which multiples of a round step are exact, and so unlike one another.

        Parameters
        ----------
        step
            A positive number with a single significant digit.
        largest
            Size of the largest multiple that is shown.

        Examples
        --------
        >>> NumberFormat.of_multiples(5e-6, 0.5).typst(0.500005)
        '0.500005'
        >>> NumberFormat.of_multiples(2e4, 1.7001e9).typst(1.70002e9)
        '1.70002 times 10^9'
        """
        exponent = 0 if SMALL <= largest < LARGE else _order(largest)
        return cls(max(0, exponent - _order(step)), exponent)

    @classmethod
    def significant(cls, value: float, digits: int = 3, *, scale: float = 0.0) -> NumberFormat:
        """Return the format that shows so many significant digits of a value, without zeros at the end.

        Digits before the point are never rounded away: 2015 is not 2020. See `of` for the scale.
        """
        return replace(cls.of(value, digits, scale=scale), trimmed=True)

    def finer(self, decimals: int) -> NumberFormat:
        """Return the format with so many decimals more."""
        return replace(self, decimals=self.decimals + decimals)

    def rounded(self, value: float | Decimal) -> Decimal:
        """Return the number that is shown; the exponent of its last digit is that of the last one shown.

        Raises
        ------
        ValueError
            If the value is not finite.
        """
        return self._suited(value)._rounded(value)

    def typst(self, value: float | Decimal) -> str:
        """Write a number as Typst mathematics, which captions can show as it is."""
        digits, exponent = self._suited(value)._written(value)
        return f"{digits} times {power_of_ten(exponent)}" if exponent else digits

    def characters(self, value: float) -> str:
        """Write a number for a live number: with a true minus sign, and in no more than `ROOM`.

        Decimals for which there is no room are left out.
        """
        digits, exponent = self._suited(value)._written(value)
        if len(digits.removeprefix("-")) > ROOM:
            return self._shorter(value).characters(value)
        power = f"\u2009×\u200910{str(exponent).translate(_RAISE)}" if exponent else ""
        return digits.replace("-", "\u2212") + power

    def _suited(self, value: float | Decimal) -> NumberFormat:
        """Return this format, or one of the value's own if that is far off the numbers this was made for."""
        is_long = self._rounded(value).adjusted() - self.exponent >= (MOST if self.exponent else ROOM)
        is_small = self.exponent and RESIDUE < abs(float(value)) / 10.0**self.exponent < 0.1
        if not (is_long or is_small):
            return self
        digits = self.decimals + 1 if self.exponent else 3
        return replace(NumberFormat.of(float(value), digits), trimmed=self.trimmed)

    def _shorter(self, value: float) -> NumberFormat:
        """Return the format with a decimal less, or one of the value's own if it would read as zero."""
        shorter = self.finer(-1)
        reads_as_zero = shorter._rounded(value).is_zero() and not self._rounded(value).is_zero()
        return NumberFormat.significant(value) if reads_as_zero else shorter

    def _rounded(self, value: float | Decimal) -> Decimal:
        exact = value if isinstance(value, Decimal) else Decimal(float(value))  # NumPy's integers are none
        if not exact.is_finite():
            raise _not_finite(float(exact))
        last = Decimal((0, (1,), self.exponent - self.decimals))
        return abs(shown) if (shown := exact.quantize(last, context=EXACT)).is_zero() else shown

    def _written(self, value: float | Decimal) -> tuple[str, int]:
        """Return a number's digits with sign and point, and the exponent of the power of ten behind them."""
        shown = self._rounded(value)
        digits = f"{shown.scaleb(-self.exponent, EXACT):f}"
        if self.trimmed and "." in digits:
            digits = digits.rstrip("0").rstrip(".")
        return ("0", 0) if self.exponent and shown.is_zero() else (digits, self.exponent)


WHOLE: Final = NumberFormat(0)
"""Of counts, such as epochs and steps."""


def short(value: float, digits: int = 3, *, scale: float = 0.0) -> str:
    """Write a number with a few significant digits, as Typst mathematics and captions both read it.

    It has the format `NumberFormat.significant`.

    Examples
    --------
    >>> short(18.49), short(-0.86), short(3.0), short(2015.0), short(2e7), short(-3e-17, scale=2.0)
    ('18.5', '-0.86', '3', '2015', '2 times 10^7', '0')
    """
    return NumberFormat.significant(value, digits, scale=scale).typst(value)


def in_full(value: float) -> str:
    """Write a round number with all of its digits, as Typst mathematics.

    Examples
    --------
    >>> in_full(0.1 + 0.2), in_full(1250.0), in_full(1.70002e9)
    ('0.3', '1250', '1.70002 times 10^9')
    """
    size = abs(value)
    return replace(NumberFormat.of_multiples(RESIDUE * size, size), trimmed=True).typst(value)


def in_percent(share: float, digits: int = 3) -> str:
    """Write a share in per cent, with all of its zeros, as it is read aloud.

    Examples
    --------
    >>> in_percent(1e-6), in_percent(0.25), in_percent(0.9231)
    ('0.0001', '25', '92.3')
    """
    return with_all_zeros(100 * share, digits)


def with_all_zeros(value: float, digits: int = 3) -> str:
    """Write a number with a few significant digits, and without a power of ten, however small it is.

    Examples
    --------
    >>> with_all_zeros(1.4964e-6, 2), with_all_zeros(0.39, 2)
    ('0.0000015', '0.39')
    """
    return str(np.format_float_positional(value, digits, fractional=False, trim="-"))


def power_of_ten(exponent: int) -> str:
    """Write a power of ten as Typst mathematics: only brackets keep a minus sign in the exponent."""
    return f"10^{exponent}" if exponent >= 0 else f"10^({exponent})"


def _sizes(values: NDArray[np.float64], scale: float) -> NDArray[np.float64]:
    """Return the sizes that decide on digits, sorted: not those of zero, and only small ones if there are."""
    sizes = np.sort(np.abs(values))
    sizes = sizes[sizes < LARGE] if sizes[0] < LARGE else sizes
    scale = max(scale, float(sizes[-1]))
    nonzero = sizes[sizes > max(RESIDUE * scale, np.finfo(float).tiny)]
    return nonzero if nonzero.size else np.array([scale if scale > np.finfo(float).tiny else 0.0])


def _common_exponent(smallest: float, largest: float, digits: int) -> int:
    """Return the exponent of the power of ten behind numbers of these sizes; 0 if they need none."""
    if largest >= LARGE:
        return _order(smallest, digits)
    order = _order(largest, digits)
    has_zeros = order < -2 and len("0.") + digits - 1 - order > ROOM
    return order if 0 < largest < SMALL or has_zeros else 0


def _telling_apart(values: NDArray[np.float64], exponent: int, decimals: int, most: int) -> int:
    """Return the decimals, from so many on and at most so many, at which no neighbours look the same."""
    with np.errstate(over="ignore", invalid="ignore"):  # beside a number near 0, others may be infinitely far
        values = values / 10.0**exponent
        apart = np.abs(np.diff(values)) > RESIDUE * np.abs(values[1:])
        while decimals < most and (apart & (np.diff(np.round(values, decimals)) == 0)).any():
            decimals += 1
    return decimals


def _order(size: float, digits: int = 1) -> int:
    """Return the exponent of the first digit of a size that is rounded to so many digits; 0 for zero."""
    if not math.isfinite(size):
        raise _not_finite(size)
    return int(f"{size:.{digits - 1}e}".partition("e")[2])


def _not_finite(value: float) -> ValueError:
    return ValueError(f"A number on screen must be finite, not {value}: end the path where it diverges.")

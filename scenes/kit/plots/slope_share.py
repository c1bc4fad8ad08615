"""How much of a slope is walked, in numbers: the learning rate, and the slope times it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, Self

from manim import RIGHT, Group, Mobject

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.axis_arrow import AxisArrow
from scenes.kit.style import palette, typography
from scenes.kit.style.letters import Letters
from scenes.kit.style.numbers import NumberFormat

DIGITS: Final = 2
"""Of the learning rate, on its way from 1."""

APART: Final = 0.45
"""Scene units from a number to what it is called."""


class SlopeShare(Group):
    """Two rows: the learning rate, 1 at first, and the slope times it; each with its name behind it.

    Parameters
    ----------
    letters
        Those of the variable and the function.
    eta
        The learning rate's symbol, as Typst mathematics.
    slope, rate
        What they come to, at last.
    names
        What both are called.

    Attributes
    ----------
    rate, step
        The rows.
    numbers
        What is live in them.
    """

    def __init__(self, letters: Letters, eta: str, slope: float, rate: float, names: tuple[str, str]) -> None:
        self.slope = slope
        self.numbers = _going(eta, 1.0, rate), _going(f"{eta} {letters.slope(0)}", slope, rate * slope)
        self.rate, self.step = map(_named, self.numbers, names)
        for number, first in zip(self.numbers, (1.0, slope), strict=True):
            number.number.number_format = replace(number.number.number_format, trimmed=True)
            number.set_value(first)
        super().__init__(self.rate, self.step)

    def follow(self, arrow: AxisArrow) -> Self:
        """Be, from now on, what of the slope an arrow is long, against it."""
        rate, step = (each.number for each in self.numbers)

        def tell(_: Mobject) -> None:
            share = float(rate.number_format.rounded(-arrow.length / self.slope))
            rate.set_value(share)
            step.set_value(share * self.slope)  # of the rate as it is shown: what is written holds

        self.rate.add_updater(tell)
        return self


def _going(label: str, first: float, last: float) -> Readout:
    """Return a number as wide as it is on its way from one value to another."""
    digits = NumberFormat.of(last, DIGITS)
    return Readout(label, first, digits, size=typography.TITLE, color=palette.STEP)


def _named(number: Readout, name: str) -> Group:
    """Return a number with its name behind it."""
    words = typography.text(typography.as_is(name), typography.BODY, palette.MUTED)
    return Group(number, words.next_to(number, RIGHT, buff=APART))

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
        ways = (eta, 1.0, rate), (f"{eta} {letters.slope(0)}", slope, rate * slope)
        self.numbers = [_going(*way) for way in ways]
        self.rate, self.step = (
            _named(number, (first, last), name)
            for number, (_, first, last), name in zip(self.numbers, ways, names, strict=True)
        )
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
    """Return a number that has as many digits on its way as at its end."""
    return Readout(label, first, NumberFormat.of(last, DIGITS), size=typography.TITLE, color=palette.STEP)


def _named(readout: Readout, ends: tuple[float, float], name: str) -> Group:
    """Return a number with its name behind the room that it needs on its way, at the first end of it."""
    words = typography.text(typography.as_is(name), typography.BODY, palette.STEP)
    words.next_to(readout, RIGHT, buff=APART)
    right = max(float(readout.set_value(end).get_right()[0]) for end in ends)
    words.shift((right + APART - words.get_left()[0]) * RIGHT)
    readout.number.number_format = replace(readout.number.number_format, trimmed=True)
    return Group(readout.set_value(ends[0]), words)

"""A number that a picture is about: large, with what it is the number of below it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, Self

import numpy as np
from manim import DL, DOWN, LEFT, RIGHT, UP, UR, Group, Mobject

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Areas
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE, NumberFormat

SIZE: Final = 130.0
"""Of the digits."""

GAP: Final = 0.22
"""Scene units between number and words."""

PLATE, DARKNESS = 0.16, 0.85
"""How far a plate reaches beyond number and words, in scene units, and its opacity."""

UNDER: Final = 0.15
"""Scene units from the words down to what stands below them."""

LOW, FLAT = 2.2, 1.7
"""Heights of boxes, in scene units, below which nothing has room above the number, and below its words."""


class BigNumber(Group):
    """A large number over a few words, at the left of a box and no wider than that.

    Parameters
    ----------
    box
        What it may fill.
    words
        What it is the number of.
    value
        What it shows first: a count.
    one
        The words while it is 1, if they are others then.
    """

    def __init__(
        self,
        box: Box,
        words: str,
        value: float = 0.0,
        color: palette.Color = palette.TEXT,
        one: str | None = None,
    ) -> None:
        self.number = LiveNumber(value, WHOLE, size=SIZE, color=color)
        self.words = typography.text(typography.as_is(words), typography.BODY, color)
        typography.fitted(self.words, box.width).next_to(self.number, DOWN, buff=GAP, aligned_edge=LEFT)
        super().__init__(self.number, self.words)
        self.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)
        if one is not None:
            self._tell_one(one, color)

    def _tell_one(self, words: str, color: palette.Color) -> None:
        """Have other words while the number is 1."""
        one = typography.text(typography.as_is(words), typography.BODY, color)
        self.add(one.move_to(self.words, aligned_edge=UP + LEFT))

        def choose(_: Mobject) -> None:
            is_one = self.number.written == "1"
            one.set_opacity(float(is_one))
            self.words.set_opacity(float(not is_one))

        one.add_updater(choose, call_updater=True)  # after the number has changed

    def plated(self) -> Self:
        """Lay a dark plate behind number and words, as wide as they are: on a map, lines run below them."""
        plate = Areas([], [], palette.PANEL, fill=1.0, opacity=DARKNESS)

        def lie(_: Mobject) -> None:
            low, high = ([part.get_corner(end) for part in (self.number, self.words)] for end in (DL, UR))
            plate.put(np.min(low, axis=0) - PLATE * (UP + RIGHT), np.max(high, axis=0) + PLATE * (UP + RIGHT))

        self.words.add_updater(lie, call_updater=True)  # after the number has changed
        self.add_to_back(plate)
        return self

    def follow(self, run: Run, series: str) -> Self:
        """Show what a run's series says as it goes on; see `LiveNumber.follow`."""
        self.number.follow(run, series)
        return self

    def tell(self, value: Callable[[], float], digits: int = 3, most: int = 0) -> Self:
        """Show what a function returns, from now on, each value with so many digits of its own.

        Parameters
        ----------
        value
            What is shown.
        digits
            Significant ones.
        most
            How far was counted: where the value is infinite, it is more than that.
        """

        def show(_: Mobject) -> None:
            if math.isinf(now := value()):
                self.number.set_written(f"{most}+")
                return
            self.number.number_format = NumberFormat.significant(now, digits)
            self.number.set_value(now)

        self.number.add_updater(show, call_updater=True)
        return self


def step_count(
    box: Box, words: str, steps: int, eta: str, color: palette.Color, one: str | None = None
) -> Group:
    """Return a large number of steps, and the learning rate at which they are taken, a formula.

    The rate stands above the number, in a low box below its words, and in a flat one beside them. Both fill
    no more than the box.
    """
    number = BigNumber(box, words, steps, color, one)
    rate = typography.formula(eta, typography.BODY, color)
    if box.height < FLAT:
        rate.next_to(number.words, RIGHT, buff=GAP)
    elif box.height < LOW:
        rate.next_to(number.words, DOWN, buff=UNDER, aligned_edge=LEFT)
    else:
        rate.next_to(number, UP, buff=GAP, aligned_edge=LEFT)
    count = Group(number, rate)
    count.scale(min(1.0, box.width / count.width, box.height / count.height))
    return count.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)

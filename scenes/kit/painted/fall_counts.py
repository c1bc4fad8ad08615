"""Two large numbers of steps that lead equally far, at two learning rates, and how far that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from manim import LEFT, Group

from scenes.kit.painted.big_number import step_count
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box

SIZE: Final = 40.0
"""Of the words on how far the steps lead."""


class FallCounts:
    """The counts of steps of a run and of a slower one, for the same share of the fall.

    Parameters
    ----------
    box
        What they may fill.
    told
        How many ``steps`` the run takes, and how many the one ``before``: see `told_arrival`.
    rates
        Both learning rates, as Typst mathematics.
    fall
        How far the steps lead, in words.
    steps, step
        What is counted, of many and of one.

    Attributes
    ----------
    now, before
        Number and learning rate of both.
    fall
        The words, and ``room`` for them.
    """

    def __init__(
        self, box: Box, told: Mapping[str, str], rates: tuple[str, str], fall: str, steps: str, step: str
    ) -> None:
        first, second, self.room = _boxes(box)
        self.now = step_count(first, steps, int(told["steps"]), rates[0], palette.STEP, step)
        self.before = step_count(second, steps, int(told["before"]), rates[1], palette.TEXT)
        self.fall = typography.column(fall, self.room.width, size=SIZE)
        self.fall.move_to((self.room.left, self.room.center[1], 0.0), aligned_edge=LEFT)


def _boxes(box: Box) -> tuple[Box, Box, Box]:
    """Return the boxes of both counts and of the words: one below the other in a wide picture."""
    if layout.shape() is layout.Shape.WIDE:
        first, words, second = box.rows(2.5, 1.1, 2.5, gap=0.1)
    else:
        counts, words = box.rows(1.6, 0.5, gap=0.1)
        first, second = counts.columns(1, 1)
    return first, second, words


def before_and_now(box: Box, before: tuple[str, int, str], now: tuple[str, int, str]) -> tuple[Group, Group]:
    """Return two counts of steps side by side, the first one muted: as `step_count`, words, number and rate.

    In a square picture, they stand one below the other.
    """
    is_square = layout.shape() is layout.Shape.SQUARE
    first, second = box.rows(1, 1, gap=0.2) if is_square else box.columns(1, 1)
    return step_count(first, *before, palette.MUTED), step_count(second, *now, palette.STEP)

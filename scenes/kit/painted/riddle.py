"""A question about a count: words, the number large in its colour, and what must not be done for it."""

from __future__ import annotations

from typing import Final

from manim import DOWN, LEFT, UP, Group

from scenes.kit.painted.big_number import BigNumber
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

GAP: Final = 0.35
"""Scene units between words and number."""

LARGEST: Final = 1.4
"""So many times as large as usual."""


class Riddle(Group):
    """Words above a large number, and words below it, all at the left of a box, and as large as it has room.

    Parameters
    ----------
    box
        What they may fill.
    before, after
        The words, as they are; rows are told apart by line breaks.
    count
        The number.
    unit
        What it is the number of.
    color
        Of the number.

    Attributes
    ----------
    parts
        The words before, the number, the words after.
    """

    def __init__(
        self, box: Box, before: str, count: float, unit: str, after: str, color: palette.Color
    ) -> None:
        asked, told = (
            typography.fitted(typography.lines(*map(typography.as_is, words.split("\n"))), box.width)
            for words in (before, after)
        )
        self.parts = (asked, BigNumber(box, unit, count, color), told)
        super().__init__(*self.parts)
        self.arrange(DOWN, buff=GAP, aligned_edge=LEFT)
        self.scale(min(LARGEST, box.width / self.width, box.height / self.height))
        self.move_to((box.left, box.top, 0.0), aligned_edge=LEFT + UP)

"""Numbers laid out as pictures, a pixel each: how many pictures they fill."""

from __future__ import annotations

import math

import numpy as np
from manim import DOWN, Group, Mobject, ValueTracker

from scenes.kit.painted.marks import Areas
from scenes.kit.painted.number_square import FILL
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short

GAP, UNDER = 0.3, 0.75
"""Scene units between pictures, and those below them for their name."""

NUMBER = 90.0
"""Size of the digits in a picture."""


class FilledPictures(Group):
    """Frames of equal pictures, which are filled one after the other, from the top, and counted.

    Parameters
    ----------
    box
        What they may fill.
    pictures
        How many are filled.
    ratio
        A picture's width in its heights.
    name
        Words, as they are, for each of them, below all.

    Attributes
    ----------
    poured
        Share of all numbers that is laid out, from 0 to 1.
    frames, filled, words
        The pictures' frames, what is filled of each, and the words.
    numbers
        How many are filled so far, in each picture; the last one says how many in all.
    """

    def __init__(self, box: Box, pictures: float, ratio: float, name: str) -> None:
        self.pictures, self.poured = pictures, ValueTracker(0.0)
        count = math.ceil(pictures)
        room = box.inset(bottom=UNDER)
        width, across = max((_width(room, count, each, ratio), each) for each in range(1, count + 1))
        size = np.array([width, width / ratio, 0.0])
        places = np.array([[k % across, k // across, 0.0] for k in range(count)])
        rows = -(-count // across)
        top = np.array([room.left, room.center[1] + (rows * (size[1] + GAP) - GAP) / 2, 0.0])
        self.first = top + places * (size + GAP) * [1, -1, 0]
        self.size = size * [1, -1, 0]
        self.frames = Areas(self.first, self.first + self.size, palette.TEXT, fill=0.0)
        self.filled = Areas(self.first, self.first, palette.OBJECTIVE, fill=FILL)
        told = [short(min(k + 1.0, pictures), 2) for k in range(count)]
        digits = min(NUMBER, 45 * size[1])
        numbers = [typography.fitted(typography.formula(words, digits), 0.6 * width) for words in told]
        self.numbers = Group(*numbers)
        for number, place in zip(numbers, self.first + self.size / 2, strict=True):
            number.move_to(place)
        self.words = typography.text(typography.as_is(name), typography.BODY)
        typography.fitted(self.words, box.width).next_to(self.frames, DOWN, buff=0.25)
        super().__init__(self.filled, self.frames, self.numbers, self.words)
        self.filled.add_updater(self._fill, call_updater=True)

    def _fill(self, _: Mobject) -> None:
        poured = self.poured.get_value() * self.pictures
        shares = np.clip(poured - np.arange(len(self.first)), 0.0, 1.0)
        self.filled.put(self.first, self.first + self.size * np.stack([shares > 0, shares, shares], axis=-1))
        for number, share in zip(self.numbers, shares.tolist(), strict=True):
            number.set_opacity(min(4.0 * share, 1.0))


def _width(room: Box, count: int, across: int, ratio: float) -> float:
    """Return the width of so many pictures in a room, so many in a row."""
    rows = -(-count // across)
    return min((room.width - GAP * (across - 1)) / across, ratio * (room.height - GAP * (rows - 1)) / rows)

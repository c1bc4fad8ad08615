"""Words in a ring, each leading to the next: a loop that is gone through again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import numpy as np
from manim import Animation, Group, Typst

from scenes.kit.painted.marks import Pointer
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import dimmed

QUIET = 0.6
"""Opacity of the words whose turn it is not."""

AWAY = 0.2
"""Scene units between a word and the arrows to and from it."""

BLUR = 6
"""After so many rounds all words are lit: they come too fast to be told apart."""


class WordRing(Group):
    """Four words in the corners of a box, clockwise from the upper left, with arrows from each to the next.

    Parameters
    ----------
    box
        What they may fill.
    words
        Four of them, shown as they are, and the colour of each.

    Attributes
    ----------
    words, arrows
        In the order in which they are gone through.
    """

    def __init__(self, box: Box, words: Mapping[str, palette.Color]) -> None:
        texts = [
            typography.text(typography.as_is(word), typography.TITLE, role) for word, role in words.items()
        ]
        self.words = texts
        half = max(text.width for text in texts) / 2
        left, right = box.left + half, box.right - half
        top, bottom = box.top - texts[0].height / 2, box.bottom + texts[0].height / 2
        corners = [(left, top, 0.0), (right, top, 0.0), (right, bottom, 0.0), (left, bottom, 0.0)]
        for text, corner in zip(texts, corners, strict=True):
            text.move_to(corner)
        followers = [*texts[1:], texts[0]]
        self.arrows = [self._arrow(text, after) for text, after in zip(texts, followers, strict=True)]
        super().__init__(*self.words, *self.arrows)

    @staticmethod
    def _arrow(word: Typst, after: Typst) -> Pointer:
        way = after.get_center() - word.get_center()
        side = np.sign(np.round(way, 6))
        tail, tip = word.get_critical_point(side) + AWAY * side, after.get_critical_point(-side) - AWAY * side
        if side[0] == 0:  # words of other widths above one another: straight down all the same
            tail[0] = tip[0] = word.get_center()[0]
        else:
            tail[1] = tip[1] = word.get_center()[1]
        return Pointer(tail, tip, palette.MUTED, 4.0)

    def light(self, lit: int) -> list[Animation]:
        """Return the animations after which only one of the words is bright."""
        return [dimmed(word, 1.0 if number == lit else QUIET) for number, word in enumerate(self.words)]

    def follow(self, run: Run) -> Self:
        """Go through the ring once from each iterate of a run to the next."""
        self.add_updater(lambda ring: ring.light_at(run.position))
        return self

    def light_at(self, position: float) -> Self:
        """Light the word whose turn it is at a place along iterates; after many rounds, all of them."""
        quiet = float(np.interp(position, [1, BLUR], [QUIET, 1.0]))
        lit = int(position % 1 * len(self.words))
        for number, word in enumerate(self.words):
            word.set_opacity(1.0 if number == lit else quiet)
        return self

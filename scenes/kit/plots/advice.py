"""Pieces of advice below one another: when, and behind an arrow what then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from manim import UL, Group

from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

Words: TypeAlias = Sequence[tuple[str, palette.Color]]

LEADING: Final = 0.56
"""Scene units from one row of a piece to the next."""

APART: Final = 0.2
"""Between words of a row."""


class Advice(Group):
    """Pieces that fill a box with even gaps, each of a condition and of names in their colours.

    Parameters
    ----------
    box
        What they may fill.
    pieces
        For each, when it holds, and the names; words as they are.

    Attributes
    ----------
    pieces
        One for each, to appear one by one.
    """

    def __init__(self, box: Box, pieces: Sequence[tuple[str, Words]]) -> None:
        self.pieces = [_piece(box.width, when, then) for when, then in pieces]
        rows = box.rows(*(piece.height + LEADING for piece in self.pieces), gap=0.0)
        for row, piece in zip(rows, self.pieces, strict=True):
            piece.move_to((row.left, row.top, 0.0), aligned_edge=UL)
        super().__init__(*self.pieces)


def _piece(width: float, when: str, names: Words) -> Group:
    condition = typography.on_baseline(typography.as_is(when))
    arrow = typography.on_baseline("$arrow.r$")
    # Names go on in the next row, below the first of them, where the box ends.
    place = first = float(arrow.width) + APART
    row, words = 0, []
    for name, color in names:
        word = typography.on_baseline(f"*{typography.as_is(name)}*", color=color)
        typography.fitted(word, width - first)
        if place + word.width > width and place > first:
            place, row = first, row + 1
        words.append(word.shift((place - word.get_left()[0], -LEADING * row, 0.0)))
        place += word.width + APART
    answer = Group(arrow.shift((-arrow.get_left()[0], 0.0, 0.0)), *words)
    typography.fitted(condition, width)
    condition.shift((-condition.get_left()[0], LEADING, 0.0))
    return Group(condition, answer)

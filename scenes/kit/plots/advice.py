"""Pieces of advice below one another: when, and behind an arrow what then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

from manim import Group

from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

Words: TypeAlias = Sequence[tuple[str, palette.Color]]

LEADING: Final = 0.56
"""Scene units from one row of a piece to the next."""

APART: Final = 0.2
"""Between words of a row."""


class Advice(Group):
    """Pieces that fill a box evenly, each of a condition and of names in their colours.

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
        rows = box.rows(*[1.0] * len(pieces))
        self.pieces = [_piece(row, when, then) for row, (when, then) in zip(rows, pieces, strict=True)]
        super().__init__(*self.pieces)


def _piece(box: Box, when: str, names: Words) -> Group:
    condition = typography.on_baseline(typography.as_is(when))
    arrow = typography.on_baseline("$arrow.r$")
    # Names go on in the next row, below the first of them, where the box ends.
    place = first = float(arrow.width) + APART
    row, words = 0, []
    for name, color in names:
        word = typography.on_baseline(f"*{typography.as_is(name)}*", color=color)
        typography.fitted(word, box.width - first)
        if place + word.width > box.width and place > first:
            place, row = first, row + 1
        words.append(word.shift((place - word.get_left()[0], -LEADING * row, 0.0)))
        place += word.width + APART
    answer = Group(arrow.shift((-arrow.get_left()[0], 0.0, 0.0)), *words)
    typography.fitted(condition, box.width)
    condition.shift((-condition.get_left()[0], LEADING, 0.0))
    piece = Group(condition, answer)
    return piece.shift((box.left, box.top - LEADING - 0.3, 0.0))

"""What equally far moves of the best line cost, as bars on one scale, and how the cost bends along each."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import numpy as np
from manim import LEFT, RIGHT, UP, Group, MathTypst

from gdmath import LinearRegression
from scenes.kit.painted.marks import Areas
from scenes.kit.runs.line_moves import bends_of_moves, costs_of_moves, line_moves
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import Rows
from scenes.kit.style.numbers import short

APART, AWAY, HALF = 0.3, 0.15, 0.13
"""Scene units between columns, from a bar to its number, and half of a bar's height."""

LEAST: Final = 0.5
"""Scene units, for the longest bar, below which there is no room for the curvatures beside it."""

COLORS: Final = (palette.FIRST_PARAMETER, palette.SECOND_PARAMETER, palette.TEXT)


def told_moves(box: Box, cost: LinearRegression, far: float, along: str) -> Group:
    """Return a row for each of `line_moves`: how far it is, the curvature along it, and what it costs.

    Parameters
    ----------
    box
        What the rows may fill.
    cost
        Of slope and intercept.
    far
        How far each move is.
    along
        What the way along the valley is called.
    """
    moves, rows = line_moves(cost, far), Rows(box, len(COLORS), typography.LABEL)
    dearer = costs_of_moves(cost, moves)
    names = [_change(name, change) for name, change in zip("wb", moves[:2].diagonal().tolist(), strict=True)]
    names.append(f"{short(far)} med {typography.quoted(along)}")
    bends = [f"J'' = {short(bend)}" for bend in bends_of_moves(cost, moves).tolist()]
    told = [f"J + {short(more)}" for more in dearer.tolist()]
    columns = [_column(rows, words) for words in (names, bends, told)]
    room = box.right - _side_by_side(columns)
    if room < LEAST:
        columns = [_column(rows, words) for words in (names, told)]
        room = max(LEAST, box.right - _side_by_side(columns))
    lengths = (room - AWAY) * dearer / dearer.max()
    moved = Group(*map(_with_bar, zip(*columns, strict=True), lengths.tolist()))
    return moved.scale(min(1.0, box.width / moved.width), about_edge=LEFT)


def _change(name: str, change: float) -> str:
    return f"Delta {name} = {'+' * (change > 0)}{short(change)}"


def _column(rows: Rows, words: list[str]) -> list[MathTypst]:
    return [rows.write(row, each, color) for row, (each, color) in enumerate(zip(words, COLORS, strict=True))]


def _side_by_side(columns: list[list[MathTypst]]) -> float:
    """Move each column to the right of the one before, and return where the last one ends."""
    for before, column in pairwise(columns):
        left = max(part.get_right()[0] for part in before) + APART
        for part in column:
            part.shift((left - part.get_left()[0]) * RIGHT)
    return float(max(part.get_right()[0] for part in columns[-1]))


def _with_bar(row: tuple[MathTypst, ...], length: float) -> Group:
    """Return a row with a bar before its last number, which moves as far to the right."""
    *words, number = row
    low = np.array([number.get_left()[0], number.get_y() - HALF, 0.0])
    bar = Areas(low, low + length * RIGHT + 2 * HALF * UP, number.color, fill=0.8)
    return Group(*words, bar, number.shift((length + AWAY) * RIGHT))

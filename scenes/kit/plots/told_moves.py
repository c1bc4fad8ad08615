"""What moves of the best line cost, as bars on one scale; and how its cost bends across and along."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import LEFT, RIGHT, UP, Animation, FadeIn, Group, MathTypst, Mobject
from numpy.typing import ArrayLike

from gdmath import LinearRegression
from scenes.kit.painted.marks import Areas
from scenes.kit.runs.line_moves import costs_of_moves
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw, during
from scenes.kit.style.notes import Rows
from scenes.kit.style.numbers import short

APART, AWAY, HALF = 0.4, 0.15, 0.17
"""Scene units between columns, from a bar to its number, and half of a bar's height."""

LEAST: Final = 0.5
"""Scene units that the longest bar has at least."""

NAMED, GROWS, COUNTED = during(0.0, 0.12), during(0.42, 0.6), during(0.55, 0.65)
"""When a move is named, and when, as it has been made, its bar grows and gets its number: in its time."""

COLORS: Final = (palette.FIRST_PARAMETER, palette.SECOND_PARAMETER, palette.TEXT)


def told_moves(box: Box, cost: LinearRegression, moves: ArrayLike, both: str) -> Group:
    """Return a row for each of `line_moves`: what is changed, and what that costs, as a bar and a number.

    Parameters
    ----------
    box
        What the rows may fill.
    cost
        Of slope and intercept.
    moves
        Of slope alone, of intercept alone, and of both, shape (3, 2).
    both
        What the last one is called.
    """
    changes, rows = np.asarray(moves), Rows(box, len(COLORS), typography.BODY)
    dearer = costs_of_moves(cost, changes)
    alone = changes[:2].diagonal().tolist()
    names = [_change(name, change) for name, change in zip("wb", alone, strict=True)]
    names.append(typography.quoted(both))
    told = [f"J + {short(more)}" for more in dearer.tolist()]
    named, numbers = _column(rows, names), _column(rows, told)
    left = max(name.get_right()[0] for name in named) + APART
    for number in numbers:
        number.shift((left - number.get_left()[0]) * RIGHT)
    room = max(LEAST, box.right - max(number.get_right()[0] for number in numbers))
    lengths = (room - AWAY) * dearer / dearer.max()
    moved = Group(*map(_with_bar, named, numbers, lengths.tolist()))
    return moved.scale(min(1.0, box.width / moved.width), about_edge=LEFT)


def tell_move(row: Mobject, seconds: float) -> list[Animation]:
    """Return the animations of one of the rows of `told_moves` while its move is made, there and back.

    Parameters
    ----------
    row
        What is changed, a bar, and a number.
    seconds
        How long the move takes.
    """
    change, bar, number = row.submobjects
    return [
        FadeIn(change, rate_func=NAMED, run_time=seconds),
        draw(bar, rate_func=GROWS, run_time=seconds),
        FadeIn(number, rate_func=COUNTED, run_time=seconds),
    ]


def told_bends(box: Box, cost: LinearRegression, across: str, along: str) -> list[MathTypst]:
    """Return two rows in the middle of a box: the curvature across the valley, and that along it.

    Parameters
    ----------
    box
        What they may fill.
    cost
        Of slope and intercept.
    across, along
        What both ways are called, as Typst mathematics.
    """
    rows, bends = Rows(box, 4), map(short, cost.spectrum.curvatures)
    told = [f"{way} space J'' = {bend}" for way, bend in zip((across, along), bends, strict=True)]
    return [rows.write(row, formula) for row, formula in enumerate(told, 1)]


def _change(name: str, change: float) -> str:
    return f"Delta {name} = {'+' * (change > 0)}{short(change)}"


def _column(rows: Rows, words: list[str]) -> list[MathTypst]:
    return [rows.write(row, each, color) for row, (each, color) in enumerate(zip(words, COLORS, strict=True))]


def _with_bar(change: MathTypst, number: MathTypst, length: float) -> Group:
    """Return a row with a bar before its number, which moves as far to the right."""
    low = np.array([number.get_left()[0], number.get_y() - HALF, 0.0])
    bar = Areas(low, low + length * RIGHT + 2 * HALF * UP, number.color, fill=0.8)
    return Group(change, bar, number.shift((length + AWAY) * RIGHT))

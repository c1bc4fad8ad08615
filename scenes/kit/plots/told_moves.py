"""What moves of the best line cost, as bars on one scale; and how its cost bends across and along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import DL, LEFT, RIGHT, UP, Animation, FadeIn, Group, MathTypst, Mobject
from numpy.typing import ArrayLike

from gdmath import LinearRegression
from scenes.kit.painted.marks import Areas
from scenes.kit.runs.line_moves import costs_of_moves
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw, during
from scenes.kit.style.notes import SIZE, Notes, Rows
from scenes.kit.style.numbers import short

APART, AWAY, HALF = 0.4, 0.15, 0.17
"""Scene units between columns, from a bar to its number, and half of a bar's height."""

BEND: Final = 4
"""Digits of a curvature: so many that two over it is the limit, as both are written."""

LEAST: Final = 0.4
"""Scene units that the longest bar has at least."""

NAMED, GROWS, COUNTED = during(0.0, 0.12), during(0.42, 0.6), during(0.55, 0.65)
"""When a move is named, and when, as it has been made, its bar grows and gets its number: in its time."""

COLORS: Final = (palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)


def told_moves(box: Box, cost: LinearRegression, moves: ArrayLike) -> Group:
    """Return a row for each of `line_moves`: what is changed, and what that costs, as a bar and a number.

    The first row is of the slope; the second one is of the intercept, which is changed as well.

    Parameters
    ----------
    box
        What the rows may fill.
    cost
        Of slope and intercept.
    moves
        Of slope alone, and of both, shape (2, 2).
    """
    changes, rows = np.asarray(moves), Rows(box, len(COLORS), typography.BODY)
    dearer = costs_of_moves(cost, changes)
    slope, intercept = changes[1].tolist()
    names = [_change("w", slope), rf"\& thin {_change('b', intercept)}"]
    told = [f"J + {short(more)}" for more in dearer.tolist()]
    named, numbers = _column(rows, names, COLORS), _column(rows, told, [palette.OBJECTIVE] * 2)
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
    rows, bends = Rows(box, 4), cost.spectrum.curvatures.tolist()
    ways = enumerate(zip((across, along), bends, strict=True), 1)
    return [rows.write(row, f"{way} space J'' = {short(bend, BEND)}") for row, (way, bend) in ways]


def limit_notes(box: Box, cost: LinearRegression, curvature: str, chosen: str) -> Notes:
    """Return the largest curvature, so called, the limit, two over that, and what learning rate is chosen."""
    notes = Notes(box)
    notes.write(f"{curvature} space J'' = {short(cost.spectrum.curvatures[0], BEND)}")
    notes.write(rf"eta < 2 \/ J'' = {short(cost.learning_rate_limit, BEND)}", palette.STEP)
    notes.write(chosen, palette.STEP)
    return notes


def told_everywhere(place: Mobject, curvature: float, everywhere: str) -> MathTypst:
    """Return the curvature of a round bowl, which is the same everywhere, at the left of such a place."""
    told = typography.formula(f"J'' = {short(curvature)} space {everywhere}", SIZE)
    return told.move_to(place, aligned_edge=DL)


def _change(name: str, change: float) -> str:
    return f"Delta {name} = {'+' * (change > 0)}{short(change)}"


def _column(rows: Rows, words: list[str], colors: Sequence[palette.Color]) -> list[MathTypst]:
    return [rows.write(row, each, color) for row, (each, color) in enumerate(zip(words, colors, strict=True))]


def _with_bar(change: MathTypst, number: MathTypst, length: float) -> Group:
    """Return a row with a bar before its number, which moves as far to the right."""
    low = np.array([number.get_left()[0], number.get_y() - HALF, 0.0])
    bar = Areas(low, low + length * RIGHT + 2 * HALF * UP, number.color, fill=0.8)
    return Group(change, bar, number.shift((length + AWAY) * RIGHT))

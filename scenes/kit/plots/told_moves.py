"""What the best line costs as it is moved; and how its cost bends across and along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
from manim import DL, DOWN, LEFT, Group, MathTypst, Mobject, UpdateFromAlphaFunc
from numpy.typing import ArrayLike

from gdmath import LinearRegression
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.rescaled_data import RescaledData
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE, Notes, Rows
from scenes.kit.style.numbers import NumberFormat, short

APART, DIGITS = 0.3, 3
"""Scene units from a change to the cost that it leads to, and digits of that."""

BEND: Final = 4
"""Digits of a curvature: so many that two over it is the limit, as both are written."""


class MovedLine:
    """The best line among its data, and what it costs: as it is, and after each of `line_moves`.

    Parameters
    ----------
    boxes
        What the plot may fill, and what is told, which stands side by side where that box is not high.
    cost
        Of slope and intercept.
    moves
        Changes of slope and intercept, shape (2, 2): of the slope, and then of the intercept as well.
    words
        What the feature's mean, its deviation and the best line are called.
    held
        Another change for which the plot has room, if there is any.

    Attributes
    ----------
    plot
        The data and the line.
    told
        A name or a change, and J then, for each of the three lines.
    """

    def __init__(
        self,
        boxes: tuple[Box, Box],
        cost: LinearRegression,
        moves: ArrayLike,
        words: Sequence[str],
        held: ArrayLike = (0.0, 0.0),
    ) -> None:
        (data, side), self.cost, self.moves = boxes, cost, np.asarray(moves)
        mean, spread, best = words
        self.plot = RescaledData(data, cost.dataset, mean, spread, np.vstack([self.moves, held]))
        slope, intercept = self.moves[1].tolist()
        changes = typography.quoted(best), _change("w", slope), rf"\& thin {_change('b', intercept)}"
        colors = palette.MINIMUM, palette.FIRST_PARAMETER, palette.SECOND_PARAMETER
        values = cost.value(cost.closed_form() + np.vstack([np.zeros(2), self.moves]))
        written = NumberFormat.of(values, DIGITS)
        self.told = [
            Group(typography.formula(change, SIZE, color), _cost(value, written))
            for change, color, value in zip(changes, colors, values.tolist(), strict=True)
        ]
        cells = side.rows(1, 1, 1) if side.height > side.width else side.columns(1, 1, 1)
        for cell, box in zip(self.told, cells, strict=True):
            cell.arrange(DOWN, buff=APART, aligned_edge=LEFT)
            cell.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)
        beyond = max(1.0, *(cell.width / box.width for cell, box in zip(self.told, cells, strict=True)))
        for cell in self.told:
            cell.scale(1 / beyond, about_edge=LEFT)

    def each_move(self, seconds: float) -> Iterator[tuple[Group, UpdateFromAlphaFunc]]:
        """Yield what is told of each move, J as it is while the line moves, and that animation."""
        for cell, move in zip(self.told[1:], self.plot.each_move(self.moves, seconds), strict=True):
            live: Any = cell[1]
            live.tell(lambda: float(self.cost.value(self.plot.shown_line())))
            yield cell.update(), move
            live.number.clear_updaters()


def _cost(value: float, written: NumberFormat) -> Readout:
    return Readout("J", value, written, size=SIZE, color=palette.OBJECTIVE)


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

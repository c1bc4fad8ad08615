"""Numbers as cells of one size: strips of n of them, and squares of n x n, that grow with n."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import cairo
import numpy as np
from numpy.typing import ArrayLike

from scenes.kit.painted.number_square import FILL
from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, set_source
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

APART: Final = 0.35
"""Between two strips, in cells."""


class NumberCells(Painted):
    """So many numbers in one mobject, a cell each: strips above one another, and below them a square.

    Parameters
    ----------
    corner
        The lower left one, in scene units.
    cell
        Side of a cell, in scene units.
    held
        How many numbers there are: the factors of 1, n and n^2. Ones of n are strips, those of n^2 squares
        beside one another.
    n
        Whatever they are the numbers for, such as weights; between two whole numbers a cell is in part there.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "n")

    def __init__(
        self,
        corner: ArrayLike,
        cell: float,
        held: tuple[float, float, float],
        n: float,
        color: palette.Color = palette.OBJECTIVE,
        **kwargs: Any,
    ) -> None:
        super().__init__([(*np.asarray(corner, dtype=float)[:2], 0.0)], color=color, **kwargs)
        self.cell, self.held, self.n = cell, held, n

    def blocks(self) -> list[tuple[float, float, float, float]]:
        """Return left, bottom, width and height of each block, in cells from the corner."""
        constant, linear, square = self.held
        n, bottom, found = self.n, 0.0, list[tuple[float, float, float, float]]()
        for k in range(int(np.ceil(square))):
            found.append((k * (n + APART), 0.0, n, min(1.0, square - k) * n))
            bottom = n + APART
        lengths = [min(1.0, linear - k) * n for k in range(int(np.ceil(linear)))]
        for length in (*lengths, constant):
            if length > 0:
                found.append((0.0, bottom, length, 1.0))
                bottom += 1 + APART
        return found

    def corners(self) -> Floats:
        """Return two opposite corners of all of it, shape (2, 3)."""
        reach = np.zeros((2, 3))
        for left, bottom, width, height in self.blocks():
            reach[1, :2] = np.maximum(reach[1, :2], (left + width, bottom + height))
        return np.asarray(self.points[0] + self.cell * reach)

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.corners(), 3 * camera.line_unit + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill each block, and draw its edge and the lines between its cells."""
        cell, (x, y) = self.cell, self.points[0, :2].tolist()
        for left, bottom, width, height in self.blocks():
            low, right, top = y + cell * bottom, x + cell * (left + width), y + cell * (bottom + height)
            start = x + cell * left
            ctx.rectangle(start, low, right - start, top - low)
            set_source(ctx, self.rgb, FILL * self.opacity)
            ctx.fill_preserve()
            for place in (start + cell * np.arange(1, np.ceil(width - 1e-9))).tolist():
                ctx.move_to(place, low)
                ctx.line_to(place, top)
            for place in (low + cell * np.arange(1, np.ceil(height - 1e-9))).tolist():
                ctx.move_to(start, place)
                ctx.line_to(right, place)
            ctx.set_line_width(1.5 * camera.line_unit)
            set_source(ctx, self.rgb, self.opacity)
            ctx.stroke()

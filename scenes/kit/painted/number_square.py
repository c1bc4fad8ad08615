"""A square of numbers, a cell each: how many there are is seen as area."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import cairo
import numpy as np
from numpy.typing import ArrayLike

from scenes.kit.painted.painted import Painted, PaintingCamera, box_around, set_source
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

FILL: Final = 0.38
"""Opacity of the cells."""

FADES: Final = (6.0, 18.0)
"""Pixels of a cell at which the lines between cells have gone, and from which on they are clear."""


class NumberSquare(Painted):
    """A square of n x n cells.

    Parameters
    ----------
    corner
        The upper left one, in scene units.
    side
        Scene units.
    count
        Cells in a row: n. An animation to another count passes whole numbers only.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "count")

    def __init__(
        self,
        corner: ArrayLike,
        side: float,
        count: float,
        color: palette.Color = palette.OBJECTIVE,
        **kwargs: Any,
    ) -> None:
        super().__init__(color=color, **kwargs)
        self.count = count
        self.put(corner, side)

    def put(self, corner: ArrayLike, side: float) -> NumberSquare:
        """Move the upper left corner, and choose the side."""
        first = np.resize(np.asarray(corner, dtype=float), 3)
        return self.set_points([first, first + np.array([side, -side, 0.0])])

    @property
    def side(self) -> float:
        """Scene units."""
        return float(self.points[1, 0] - self.points[0, 0])

    @property
    def cell(self) -> float:
        """Side of a cell in scene units."""
        return self.side / max(1, round(self.count))

    def centers(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return the middles of the cells, row by row from the top, shape (n, n, 3)."""
        places = (np.arange(round(self.count)) + 0.5) * self.cell
        x, y = np.meshgrid(self.points[0, 0] + places, self.points[0, 1] - places)
        return np.stack([x, y, np.zeros_like(x)], axis=-1)

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, 3 * camera.line_unit + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the square, and draw the lines between its cells as far as they can be told apart."""
        (left, top, _), (right, bottom, _) = self.points.tolist()
        ctx.rectangle(left, bottom, right - left, top - bottom)
        set_source(ctx, self.rgb, FILL * self.opacity)
        ctx.fill_preserve()
        ctx.set_line_width(3 * camera.line_unit)
        set_source(ctx, self.rgb, self.opacity)
        ctx.stroke()
        least, most = FADES
        clear = float(np.clip((self.cell / camera.pixel - least) / (most - least), 0, 1))
        if not clear:
            return
        for place in (np.arange(1, round(self.count)) * self.cell).tolist():
            ctx.move_to(left + place, top)
            ctx.line_to(left + place, bottom)
            ctx.move_to(left, top - place)
            ctx.line_to(right, top - place)
        ctx.set_line_width(2 * camera.line_unit)
        set_source(ctx, self.rgb, clear * self.opacity)
        ctx.stroke()

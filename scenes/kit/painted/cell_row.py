"""A row of cells, each with a colour or crossed out, that fills from left to right."""

from __future__ import annotations

from typing import Any, ClassVar

import cairo
import numpy as np
from numpy.typing import ArrayLike

from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, set_source
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

CROSS, CROSS_WIDTH = 0.4, 3.0
"""Half the size of a cross, in widths of a cell, and its stroke width."""


class CellRow(Painted):
    """Cells side by side in one mobject.

    Parameters
    ----------
    points
        Centres in scene points, shape (n, 3).
    size
        Width and height of a cell, in scene units.
    colors : shape (n, 3)
    crossed : shape (n,)
        Which cells are crossed out, and have no colour.
    until
        So many cells are there, from the left; 0 to n.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "until")

    def __init__(
        self,
        points: Any,
        size: tuple[float, float],
        colors: Floats,
        crossed: ArrayLike,
        until: float = 0.0,
        **kwargs: Any,
    ) -> None:
        super().__init__(points, color=palette.MUTED, **kwargs)
        self.size, self.colors, self.crossed = size, np.asarray(colors, dtype=float), np.asarray(crossed)
        self.until = until
        if not len(self.points) == len(self.colors) == len(self.crossed):
            raise ValueError(
                f"{len(self.points)} cells need a colour each, and each to be crossed or not, got "
                f"{len(self.colors)} and {len(self.crossed)}"
            )

    @property
    def last(self) -> int:
        """The last cell that is there; -1 if none is."""
        return min(int(self.until + 1e-6), len(self.points)) - 1

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, max(self.size) + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the cells that are there, or cross them out."""
        width, height = self.size
        arm = CROSS * width
        ctx.set_line_width(CROSS_WIDTH * camera.line_unit)
        shown = zip(self.points.tolist(), self.colors, self.crossed, strict=True)
        for (x, y, _), color, is_crossed in list(shown)[: self.last + 1]:
            if is_crossed:
                set_source(ctx, self.rgb, self.opacity)
                for way in (-1, 1):
                    ctx.move_to(x - arm, y - way * arm)
                    ctx.line_to(x + arm, y + way * arm)
                ctx.stroke()
            else:
                set_source(ctx, color, self.opacity)
                ctx.rectangle(x - width / 2, y - height / 2, width, height)
                ctx.fill()

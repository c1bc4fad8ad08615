"""Tries side by side: a dot where one succeeds, a cross where it does not."""

from __future__ import annotations

from typing import Any, Final

import cairo
import numpy as np
from numpy.typing import ArrayLike

from scenes.kit.painted.marks import Dots, fill_discs
from scenes.kit.painted.painted import PaintingCamera, set_source
from scenes.kit.style import palette

ARM, WIDTH = 0.85, 0.4
"""From the middle of a cross to the ends of its arms along each axis, and its stroke, in radii of a dot."""

FAILED: Final = palette.MUTED
"""Colour of crosses."""


class Tries(Dots):
    """Dots and crosses in one mobject; Create shows one after the other.

    Parameters
    ----------
    points
        Centres in scene points, shape (n, 3).
    crossed : shape (n,)
        Which are crosses.
    color
        Of the dots.
    radius
        In scene units.

    Raises
    ------
    ValueError
        If it is not said of each whether it is a cross.
    """

    def __init__(
        self, points: Any, crossed: ArrayLike, color: palette.Color, radius: float, **kwargs: Any
    ) -> None:
        super().__init__(points, color, radius, **kwargs)
        self.crossed = np.asarray(crossed, dtype=bool)
        if len(self.crossed) != len(self.points):
            raise ValueError(
                f"each of {len(self.points)} tries is crossed or not, but that is said of {len(self.crossed)}"
            )

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Draw the crosses that are shown, and fill the dots."""
        low, high = (round(share * len(self.points)) for share in self.shown)
        centers, crossed = self.points[low:high], self.crossed[low:high]
        arm = ARM * self.radius
        for x, y, _ in centers[crossed].tolist():
            for way in (-1, 1):
                ctx.move_to(x - arm, y - way * arm)
                ctx.line_to(x + arm, y + way * arm)
        ctx.set_line_width(WIDTH * self.radius)
        set_source(ctx, palette.rgb(FAILED), self.opacity)
        ctx.stroke()
        set_source(ctx, self.rgb, self.opacity)
        fill_discs(ctx, centers[~crossed], self.radius)

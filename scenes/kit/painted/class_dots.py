"""Data in classes, each with a shape and a colour of its own: no meaning hangs on colour alone."""

from __future__ import annotations

from typing import Any

import cairo
import numpy as np
from numpy.typing import ArrayLike

from scenes.kit.painted.marks import OUTLINE_WIDTH, fill_discs
from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, set_source
from scenes.kit.style import palette
from scenes.kit.style.layout import Box


def _polygon(corners: int, first: float) -> Floats:
    """Return a regular polygon with the area of a disc of radius 1, shape (corners, 2)."""
    turn = np.radians(first) + 2 * np.pi * np.arange(corners) / corners
    radius = np.sqrt(2 * np.pi / (corners * np.sin(2 * np.pi / corners)))
    return np.asarray(radius * np.stack([np.cos(turn), np.sin(turn)], axis=-1))


SHAPES = (None, _polygon(4, 45), _polygon(3, 90), _polygon(4, 0))
"""Of the first class to the last: a disc, a square, a triangle, a diamond; all of one area."""


class ClassDots(Painted):
    """Marks of data points, in one mobject; Create shows one after the other.

    Parameters
    ----------
    points
        Centres in scene points, shape (n, 3).
    classes : shape (n,)
        Whole numbers from 0: discs, squares, triangles and diamonds, in the colours of `palette.CATEGORIES`.
    radius
        Of the discs, in scene units; the others have their area.

    Raises
    ------
    ValueError
        If there is not a class for each point, or a class is none of these.
    """

    is_outlined = True

    def __init__(self, points: Any, classes: ArrayLike, radius: float = 0.1, **kwargs: Any) -> None:
        super().__init__(points, **kwargs)
        self.classes, self.radius = np.asarray(classes), radius
        if self.classes.shape != (len(self.points),):
            raise ValueError(f"{len(self.points)} points need a class each, not {self.classes.shape}")
        unknown = self.classes[~np.isin(self.classes, range(len(SHAPES)))]
        if len(unknown):
            raise ValueError(f"classes are numbered from 0 to {len(SHAPES) - 1}; {unknown[0]!r} is none")

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, 1.6 * self.radius + 2 * OUTLINE_WIDTH + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the marks of each class over their dark outlines."""
        low, high = (round(share * len(self.points)) for share in self.shown)
        points, classes = self.points[low:high], self.classes[low:high]
        ctx.set_line_join(cairo.LINE_JOIN_ROUND)
        for number, (shape, color) in enumerate(zip(SHAPES, palette.CATEGORIES, strict=True)):
            centers = points[classes == number]
            for rgb, grown in ((palette.rgb(palette.OUTLINE), OUTLINE_WIDTH), (palette.rgb(color), 0.0)):
                set_source(ctx, rgb, self.opacity)
                if shape is None:
                    fill_discs(ctx, centers, self.radius + grown)
                else:
                    self._fill_polygons(ctx, centers, shape, grown)

    def _fill_polygons(self, ctx: cairo.Context[Any], centers: Floats, shape: Floats, grown: float) -> None:
        for center in centers[:, :2]:
            first, *rest = (center + self.radius * shape).tolist()
            ctx.move_to(*first)
            for corner in rest:
                ctx.line_to(*corner)
            ctx.close_path()
        if grown:
            ctx.set_line_width(2 * grown)
            ctx.stroke_preserve()
        ctx.fill()

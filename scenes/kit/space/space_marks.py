"""Dots and segments anywhere in a space: data, predictions, residuals; faint where a surface hides them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import cairo
import numpy as np

from scenes.kit.painted.marks import OUTLINE_WIDTH
from scenes.kit.painted.painted import Floats, PaintingCamera, set_source
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import GHOST, OnSurface
from scenes.kit.style import palette

PIECES = 24
"""Of a segment, each of which is hidden or seen."""


class SpaceDots(OnSurface):
    """Round dots in a space, all of one size in the world: nearer ones are seen larger.

    Parameters
    ----------
    surface
        What can hide them.
    points
        In the space's coordinates, shape (n, 3).
    radius
        In scene units, in the middle of the space.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "world")

    def __init__(
        self, surface: HeightField, points: Any, color: palette.Color = palette.DATUM, radius: float = 0.08
    ) -> None:
        super().__init__(surface, color)
        self.radius = radius
        self.put(points)

    def put(self, points: Any) -> Self:
        """Move all dots: coordinates of the space, shape (n, 3)."""
        self.world = _world(self.surface, points)
        return self

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the dots over their dark outline, the farthest first; Create shows one after the other."""
        view = self.space.view
        low, high = (round(share * len(self.world)) for share in self.shown)
        world = self.world[low:high]
        world = world[np.argsort(-np.linalg.norm(world - view.eye, axis=1))]
        radius = self.radius / view.scale_factor
        centers, rims = view.project(world), view.project(world + radius * view.axes[0])
        sizes = np.linalg.norm(rims - centers, axis=1)
        faint = np.where(self.surface.hides(world), GHOST, 1.0) if len(world) else np.empty(0)
        for (x, y, _), size, opacity in zip(centers.tolist(), sizes.tolist(), faint.tolist(), strict=True):
            for color, grown in ((palette.rgb(palette.OUTLINE), OUTLINE_WIDTH), (self.rgb, 0.0)):
                ctx.new_sub_path()
                ctx.arc(x, y, size + grown, 0, 2 * np.pi)
                set_source(ctx, color, opacity * self.opacity)
                ctx.fill()


class SpaceSegments(OnSurface):
    """Straight segments in a space, such as the residuals of a plane.

    Parameters
    ----------
    surface
        What can hide them.
    starts, ends
        In the space's coordinates, shape (n, 3) each.
    width
        Stroke width, in Manim's unit.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "starts", "ends")

    def __init__(
        self,
        surface: HeightField,
        starts: Any,
        ends: Any,
        color: palette.Color = palette.RESIDUAL,
        width: float = 3.0,
    ) -> None:
        super().__init__(surface, color)
        self.stroke_width = width
        self.put(starts, ends)

    def put(self, starts: Any, ends: Any) -> Self:
        """Move all segments: coordinates of the space, shape (n, 3) each.

        Raises
        ------
        ValueError
            If there are not as many starts as ends.
        """
        self.starts, self.ends = _world(self.surface, starts), _world(self.surface, ends)
        if len(self.starts) != len(self.ends):
            raise ValueError(f"{len(self.starts)} segments begin, and {len(self.ends)} end")
        return self

    def world_points(self) -> Floats:
        """Return points along the shown segments, shape (n, 3), with NaN behind each of them."""
        low, high = self.shown
        shares = np.linspace(low, high, PIECES + 1)[:, None]
        along = self.starts[:, None] + shares * (self.ends - self.starts)[:, None]
        gaps = np.full((len(along), 1, 3), np.nan)
        return np.concatenate([along, gaps], axis=1).reshape(-1, 3)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the segments, faint where the surface hides them; Create lets each grow from its start."""
        if len(self.starts):
            self._stroke(ctx, self.world_points(), self.stroke_width * camera.line_unit)


def _world(surface: HeightField, points: Any) -> Floats:
    x, y, z = np.asarray(points, dtype=float).reshape(-1, 3).T
    return surface.space.c2p(x, y, z)

"""Dots and segments anywhere in a space: data, predictions, residuals; faint where a surface hides them."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import cairo
import numpy as np
from manim import ValueTracker

from gdmath import at
from scenes.kit.painted.marks import OUTLINE_WIDTH
from scenes.kit.painted.painted import Floats, PaintingCamera
from scenes.kit.space.base import seen_within
from scenes.kit.space.depth_marks import lay_ball
from scenes.kit.space.patch import Patch, pixels_of
from scenes.kit.space.relief import Window
from scenes.kit.space.shading import LIGHT
from scenes.kit.space.surface import EDGE, TOUCH, HeightField
from scenes.kit.space.surface_marks import OnSurface
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

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

    @classmethod
    def along(cls, paths: Any, clock: ValueTracker, surface: HeightField, **kwargs: Any) -> Self:
        """Return dots that roll over a surface along paths; one that leaves its floor is no longer seen.

        Parameters
        ----------
        paths
            In the space's x and y, shape (n, m + 1, 2): the same number of iterates for each.
        clock
            Counts the iterates that have been reached, 0 to m.
        surface, kwargs
            As for the class.
        """
        iterates = np.asarray(paths, dtype=float).swapaxes(0, 1)
        dots = cls(surface, np.empty((0, 3)), **kwargs)
        dots.add_updater(lambda rolling: rolling.lay_on(at(iterates, clock.get_value())), call_updater=True)
        return dots

    def put(self, points: Any) -> Self:
        """Move all dots: coordinates of the space, shape (n, 3)."""
        self.world = _world(self.surface, points)
        return self

    def lay_on(self, places: Any) -> Self:
        """Lay all dots on the surface, at places of the space's x and y, shape (n, 2)."""
        feet = self.surface.lift(*np.asarray(places, dtype=float).reshape(-1, 2).T)
        feet = feet[np.isfinite(feet).all(axis=1)]
        self.world = feet + self.radius / self.space.view.scale_factor * self.surface.normal(feet[:, :2])
        return self

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        view = self.space.view
        reach = OUTLINE_WIDTH + EDGE * camera.pixel
        return seen_within(view, self.world, self.radius / view.scale_factor, reach)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the dots over their dark outline, the farthest first; Create shows one after the other."""
        view, window = self.space.view, Window.of(ctx, camera)
        low, high = (round(share * len(self.world)) for share in self.shown)
        if low == high:
            return
        world = self.world[low:high]
        world = world[np.argsort(-np.linalg.norm(world - view.eye, axis=1))]
        radius = self.radius / view.scale_factor
        x, y, far = pixels_of(world, view, window)
        sizes = pixels_of(world + radius * view.axes[0], view, window)[0] - x
        edge = OUTLINE_WIDTH * window.unit
        patch = Patch.around(x, y, float(sizes.max()) + edge + 2, self.surface.relief(ctx, camera), window)
        if patch is None:
            return
        colors = [
            self.rgb,
            *(palette.rgb(color) for color in (palette.SHADE, palette.BRIGHT, palette.OUTLINE)),
        ]
        for center, distance, size in zip(np.column_stack([x, y]), far, sizes, strict=True):
            around, origin = patch.part(center, size + edge + 2)
            lay_ball(
                around.depth,
                center - origin,
                distance,
                size,
                radius,
                view.axes @ LIGHT,
                *colors,
                edge,
                self.opacity,
                self._ghost,
                TOUCH,
                around.pixels,
            )
        patch.lay(ctx)


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

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        ends = np.concatenate([self.starts, self.ends])
        return self._stroke_extent(camera, ends, self.stroke_width * camera.line_unit)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the segments, faint where the surface hides them; Create lets each grow from its start."""
        if len(self.starts):
            self._stroke(ctx, camera, self.world_points(), self.stroke_width * camera.line_unit)


def _world(surface: HeightField, points: Any) -> Floats:
    x, y, z = np.asarray(points, dtype=float).reshape(-1, 3).T
    return surface.space.c2p(x, y, z)

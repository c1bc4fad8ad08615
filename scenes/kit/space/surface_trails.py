"""The ways that many points have come over a surface, as one mobject."""

from __future__ import annotations

from typing import Any, ClassVar

import cairo
import numpy as np
from manim import ValueTracker

from gdmath import at
from scenes.kit.painted.painted import Floats, PaintingCamera
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import OnSurface
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

BETWEEN = 4
"""From one iterate to the next, the surface is asked for its height so often."""


class SurfaceTrails(OnSurface):
    """The ways of many walks over a surface, as far as they have come at a clock.

    Parameters
    ----------
    surface
        What they lie on.
    paths
        In the space's x and y, shape (n, m + 1, 2): the same number of iterates for each.
    clock
        Counts the iterates that have been reached, 0 to m.
    width
        Stroke width, in Manim's unit.
    opacity
        Of the strokes.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb")

    def __init__(
        self,
        surface: HeightField,
        paths: Any,
        clock: ValueTracker,
        width: float = 2.0,
        color: palette.Color = palette.PATH,
        opacity: float = 0.7,
    ) -> None:
        super().__init__(surface, color, opacity)
        self.stroke_width, self.until = width, 0.0
        self.iterates = np.asarray(paths, dtype=float).swapaxes(0, 1)
        self.add_updater(lambda grown: grown.set(until=clock.get_value()), call_updater=True)

    def world_points(self) -> Floats:
        """Return points along all ways that are drawn, shape (k, 3), with NaN behind each way."""
        until = min(self.until, len(self.iterates) - 1.0)
        moments = np.append(np.arange(0.0, until, 1 / BETWEEN), until)
        along = at(self.iterates, moments).swapaxes(0, 1)
        points = self.surface.lift(along[..., 0], along[..., 1])
        gaps = np.full((len(points), 1, 3), np.nan)
        return np.concatenate([points, gaps], axis=1).reshape(-1, 3)

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return self._stroke_extent(camera, self.world_points(), self.stroke_width * camera.line_unit)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the ways, faint where the surface hides them."""
        if self.until > 0:
            self._stroke(ctx, camera, self.world_points(), self.stroke_width * camera.line_unit)

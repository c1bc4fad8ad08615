"""A graph as the edge of a hill: the ground below it has the colours that heights have on surfaces."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

import cairo
import numpy as np

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.painted.strokes import Stroke, parts_of
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

STOPS = 9
"""So many colours from the lowest place of the graph to the highest."""

SHADE, DEEPEST = (0.16, 0.5), 0.04
"""Opacity of the ground at the height of the lowest and of the highest place, and at the axis."""

LEAST = 1e-6
"""Scene units from the axis to the highest place, at least, over which there are colours."""


class Hillside(Stroke):
    """A graph with soft ground below it, dark in the valley and light at the top, and a faint glow.

    Drawn, it brings its ground along; as a `Stroke` it becomes any other of as many points.

    Parameters
    ----------
    points
        Scene points, shape (n, 3).
    heights
        Scene y of the axis, of the lowest place of the graph, and of the highest.
    richness
        How many times as strongly as usual the ground is coloured at its highest place.
    kwargs
        As for `Stroke`.
    """

    blend: ClassVar[tuple[str, ...]] = (*Stroke.blend, "heights")

    def __init__(self, points: Any, heights: Any, *args: Any, richness: float = 1.0, **kwargs: Any) -> None:
        super().__init__(points, *args, glows=True, **kwargs)
        self.heights, self.richness = np.array(heights, dtype=float), richness

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted, the ground with it."""
        around = super().extent(camera)
        return around and replace(around, bottom=min(around.bottom, float(self.heights[0])))

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the ground below the shown part, then stroke the glow and the part."""
        foot = float(self.heights[0])
        for piece in parts_of(np.split(self.points, self.breaks), *self.shown):
            places = np.maximum(piece[:, :2], [-np.inf, foot]).tolist()
            for place in [[places[0][0], foot], *places, [places[-1][0], foot]] if places else []:
                ctx.line_to(*place)
            ctx.close_path()
        ctx.set_source(self._shades())
        ctx.fill()
        super().paint(ctx, camera)

    def _shades(self) -> cairo.LinearGradient:
        """Return the colours from the axis to the highest place."""
        axis, low, high = self.heights.tolist()
        high = max(high, axis + LEAST)
        shades = cairo.LinearGradient(0, axis, 0, high)
        red, green, blue = palette.level_colors(np.array(0.0)).tolist()
        shades.add_color_stop_rgba(0.0, blue, green, red, DEEPEST * self.opacity)
        for share in np.linspace(0, 1, STOPS):
            red, green, blue = palette.level_colors(np.array(0.25 + 0.75 * share)).tolist()
            place = max(0.0, (low + share * (high - low) - axis) / (high - axis))
            opacity = SHADE[0] + share * (self.richness * SHADE[1] - SHADE[0])
            shades.add_color_stop_rgba(place, blue, green, red, opacity * self.opacity)
        return shades

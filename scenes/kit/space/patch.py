"""The pixels around a mark, with the depth of the surface that it is seen among."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import cairo
import numpy as np
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats, lay_pixels
from scenes.kit.space.camera import View
from scenes.kit.space.depth_marks import words_of
from scenes.kit.space.raster import NOTHING
from scenes.kit.space.relief import Relief, Window
from scenes.kit.space.room import room


def pixels_of(points: Floats, view: View, window: Window) -> tuple[Floats, Floats, Floats]:
    """Return pixels from the left and from the top, and distances from the eye, of world points (n, 3)."""
    seen = view.project(points)
    x = window.origin_x + seen[..., 0] * window.unit
    y = window.origin_y - seen[..., 1] * window.unit
    return x, y, view.distance - view.depth(points)


@dataclass(frozen=True)
class Patch:
    """Some pixels of a picture.

    Attributes
    ----------
    left, top
        Its corner in the picture.
    depth
        The surface's distance from the eye; very large where there is none. Shape (height, width).
    pixels
        What is drawn on it: red, green, blue (times their opacity) and opacity, shape (height, width, 4).
    """

    left: int
    top: int
    depth: NDArray[np.float32]
    pixels: NDArray[np.float32]

    @classmethod
    def around(
        cls, x: Floats, y: Floats, margin: float, relief: Relief | None, window: Window
    ) -> Self | None:
        """Return an empty patch around pixels; None if it lies outside the picture. It lasts until the next.

        Parameters
        ----------
        x, y
            Pixels from the left and from the top, shape (n,); n > 0.
        margin
            In pixels.
        relief
            What can hide a mark; None for nothing.
        window
            The picture.
        """
        left, right = max(0, int(x.min() - margin)), min(window.width, int(x.max() + margin) + 1)
        top, bottom = max(0, int(y.min() - margin)), min(window.height, int(y.max() + margin) + 1)
        if left >= right or top >= bottom:
            return None
        depth = room("patch's depth", (bottom - top, right - left), np.float32, NOTHING)
        if relief is not None:
            _copy_common(relief, left, top, depth)
        return cls(left, top, depth, room("patch's pixels", (*depth.shape, 4), np.float32))

    def part(self, center: Floats, reach: float) -> tuple[Patch, Floats]:
        """Return the part of it around a pixel of the picture, sharing its pixels, and that part's corner."""
        begin, first = (max(0, int(place - reach)) for place in (center[0] - self.left, center[1] - self.top))
        end, last = int(center[0] - self.left + reach) + 1, int(center[1] - self.top + reach) + 1
        height, width = self.depth.shape
        box = (slice(first, min(last, height)), slice(begin, min(end, width)))
        corner = np.array([self.left + begin, self.top + first], dtype=float)
        return Patch(self.left + begin, self.top + first, self.depth[box], self.pixels[box]), corner

    def lay(self, ctx: cairo.Context[Any]) -> None:
        """Lay it over the picture."""
        words = room("patch's words", self.depth.shape, np.uint32)
        words_of(self.pixels, words)
        height, width = self.depth.shape
        image = cairo.ImageSurface.create_for_data(words.data, cairo.FORMAT_ARGB32, width, height)
        lay_pixels(ctx, image, self.left, self.top)


def _copy_common(relief: Relief, left: int, top: int, depth: NDArray[np.float32]) -> None:
    """Copy the depth of a relief where it and a patch have the same pixels."""
    (height, width), (rows, columns) = depth.shape, relief.depth.shape
    first, last = max(top, relief.top), min(top + height, relief.top + rows)
    begin, end = max(left, relief.left), min(left + width, relief.left + columns)
    if first < last and begin < end:
        depth[first - top : last - top, begin - left : end - left] = relief.depth[
            first - relief.top : last - relief.top, begin - relief.left : end - relief.left
        ]

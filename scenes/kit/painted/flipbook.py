"""Pictures made of pixels, of which one is shown: what a network draws, step by step."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import cairo
import numpy as np
from numpy.typing import ArrayLike, NDArray

from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, spread_pixels
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box


class Flipbook(Painted):
    """Pictures of one size, one behind the other, of which one is seen, or a blend of two neighbours.

    Create draws it from left to right; animated, it may go to another box.

    Parameters
    ----------
    box
        What it fills.
    pages : shape (m, rows, columns, 3 or 4)
        Red, green, blue, and if there is one opacity, in 0..1.
    is_smooth
        Whether colours change evenly from pixel to pixel; if not, each pixel is a cell of one colour.

    Attributes
    ----------
    place
        The page that is seen, from 0; between two whole numbers, a blend of both.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "place")
    is_ground: ClassVar[bool] = True
    is_image: ClassVar[bool] = True

    def __init__(self, box: Box, pages: ArrayLike, *, is_smooth: bool = True) -> None:
        super().__init__()
        self.pages, self.is_smooth, self.place = _pixels(np.asarray(pages, dtype=float)), is_smooth, 0.0
        self.pages.setflags(write=False)  # so that frames are told apart without a look at all of them
        self.fill(box)

    def fill(self, box: Box) -> Self:
        """Go to another box."""
        return self.set_points([[box.left, box.bottom, 0.0], [box.right, box.top, 0.0]])

    def turn_to(self, place: float) -> Self:
        """Show another page."""
        self.place = float(np.clip(place, 0, len(self.pages) - 1))
        return self

    def follow(self, run: Run) -> Self:
        """Show the page of the shown iterate at which a run stands, and on its way to the next both."""
        self.add_updater(lambda book: book.turn_to(run.position), call_updater=True)
        return self

    def color_at(self, point: Floats) -> Floats:
        """Return the colour, shape (3,), at a scene point, shape (3,); at the nearest one in the box."""
        page = self._page()
        (left, bottom), (right, top) = self.points[:, :2].tolist()
        shares = np.array([(top - point[1]) / (top - bottom), (point[0] - left) / (right - left)])
        rows, columns, _ = page.shape
        row, column = np.clip(shares * (rows, columns), 0, (rows - 1, columns - 1)).astype(int)
        return np.asarray(page[row, column, :3] / 255)

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return box_around(self.points, camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Spread the page over the box."""
        page = self._page()
        rows, columns, _ = page.shape
        image = cairo.ImageSurface.create_for_data(page.data, cairo.FORMAT_ARGB32, columns, rows)
        (left, bottom), (right, top) = self.points[:, :2].tolist()
        spread_pixels(ctx, image, Box(left, right, bottom, top), self.is_smooth)
        low, high = self.shown
        ctx.rectangle(left + low * (right - left), bottom, (high - low) * (right - left), top - bottom)
        ctx.clip()
        ctx.paint_with_alpha(self.opacity)

    def _page(self) -> NDArray[np.uint8]:
        place = min(max(self.place, 0.0), len(self.pages) - 1.0)  # blending may overshoot by a rounding
        first = int(place)
        if first == place:
            return np.array(self.pages[first])  # Cairo takes only what can be written to
        share = place - first
        blended = (1 - share) * self.pages[first] + share * self.pages[first + 1]
        return np.asarray(np.rint(blended), dtype=np.uint8)


def _pixels(pages: Floats) -> NDArray[np.uint8]:
    """Return pages as Cairo takes them: each colour times its opacity, in 0..255."""
    opacity = pages[..., 3:] if pages.shape[-1] == 4 else np.ones((*pages.shape[:-1], 1))
    shades = np.clip(np.concatenate([pages[..., :3] * opacity, opacity], axis=-1), 0, 1)
    return np.ascontiguousarray(np.rint(255 * shades), dtype=np.uint8)

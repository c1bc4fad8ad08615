"""A height field as a picture, with a depth buffer that tells what it hides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, Self

import cairo
import numpy as np
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats, PaintingCamera
from scenes.kit.space.camera import View
from scenes.kit.space.raster import DITHER, NOTHING, WIDTH, fill, smooth
from scenes.kit.space.shading import LIGHT, cut_triangles, place_corners

_JUMP = 6.0  # pixels' worth of depth between neighbours from which on they are taken for different parts
_MARGIN = 2  # pixels around what is drawn


class Window(NamedTuple):
    """Pixels of a picture: of the scene's origin, of a scene unit, and how many there are."""

    origin_x: float
    origin_y: float
    unit: float
    width: int
    height: int

    @classmethod
    def of(cls, ctx: cairo.Context[Any], camera: PaintingCamera) -> Self:
        """Return the window of what a camera draws on now."""
        to_pixels = ctx.get_matrix()
        return cls(to_pixels.x0, to_pixels.y0, to_pixels.xx, camera.pixel_width, camera.pixel_height)


class Lines(NamedTuple):
    """Lines on a surface: their colour in 0..1, their width in pixels, and their opacity."""

    rgb: Floats
    width: float
    opacity: float

    def row(self) -> list[float]:
        """Return what the rasteriser takes."""
        return [*(255 * self.rgb), self.width / 2, self.opacity]


@dataclass(frozen=True)
class Sheet:
    """A height field, as far as it is shown.

    Attributes
    ----------
    x, y, z
        World coordinates of its corners, shapes (n,), (m,), (n, m).
    ruled_x, ruled_y
        The distance of each row and column along the floor, in rulings; shapes (n,), (m,).
    contoured
        World heights in contour intervals: those at whole numbers get a line; shape (n, m).
    open_sky
        How open it is to the sky, as `openness` returns; shape (n, m).
    tall
        World height that has the highest of the colours.
    top
        World height above which it is cut off.
    stain
        As `place_corners` takes it; shape (n, m, 4).
    """

    x: Floats
    y: Floats
    z: Floats
    ruled_x: Floats
    ruled_y: Floats
    contoured: Floats
    open_sky: Floats
    tall: float
    top: float
    stain: Floats


@dataclass(frozen=True)
class Relief:
    """A drawn height field.

    Attributes
    ----------
    left, top
        Pixels of its corner in the picture.
    picture
        Words of red (lowest), green, blue and opacity, shape (height, width).
    depth
        Of each pixel, from the eye, in world units; very large where nothing is drawn.
    look
        How the eye sees, as `place_corners` takes it.
    block
        The words in which picture and depth lie.
    """

    left: int
    top: int
    picture: NDArray[np.uint32]
    depth: NDArray[np.float32]
    look: Floats
    block: NDArray[np.uint32]

    def image(self) -> cairo.ImageSurface:
        """Return the picture for Cairo, its colours in the order of Manim's pixels."""
        height, width = self.picture.shape
        return cairo.ImageSurface.create_for_data(self.picture.data, cairo.FORMAT_ARGB32, width, height)


_RECENT = 4
_drawn: list[tuple[tuple[Any, ...], Relief]] = []


def cached_relief(key: tuple[Any, ...], draw: Callable[[NDArray[np.uint32] | None], Relief]) -> Relief:
    """Return what was drawn for a key, else draw it: all marks of a picture ask for the same.

    Parameters
    ----------
    key
        All that the picture depends on. It is compared, and not hashed, which takes ten times as long.
    draw
        Is given what `draw_relief` takes as its block: that of the one that has not been asked for longest.
    """
    for k, (known, relief) in enumerate(_drawn):
        if known == key:
            _drawn.append(_drawn.pop(k))
            return relief
    block = _drawn.pop(0)[1].block if len(_drawn) >= _RECENT else None
    relief = draw(block)
    _drawn.append((key, relief))
    return relief


def draw_relief(
    sheet: Sheet,
    view: View,
    window: Window,
    levels: Floats,
    lines: tuple[Lines, ...],
    block: NDArray[np.uint32] | None = None,
) -> Relief:
    """Draw a height field.

    Parameters
    ----------
    sheet
        What is drawn.
    view
        From where it is seen.
    window
        The picture that it is drawn for.
    levels
        Colours from the floor to the top, each channel in 0..1, shape (k, 3).
    lines
        Rulings, and contours.
    block
        Of a relief that is needed no more, to be used again.

    Returns
    -------
    Relief
        As large as what is seen of it.
    """
    n, m = sheet.z.shape
    corners, z, triangles = _room(n, m)
    z[: n * m] = sheet.z.ravel()
    corners[: n * m, 6] = sheet.contoured.ravel()
    corners[: n * m, 7] = np.repeat(sheet.ruled_x, m)
    corners[: n * m, 8] = np.tile(sheet.ruled_y, n)
    eye = view.eye
    look = look_of(view, window)
    lit = sheet.x, sheet.y, sheet.z, sheet.open_sky, sheet.stain
    place_corners(*lit, 255 * levels, sheet.tall, eye, LIGHT, look, corners)
    nearest = [
        np.argsort(np.abs((side[1:] + side[:-1]) / 2 - eye[k])) for k, side in enumerate((sheet.x, sheet.y))
    ]
    count, used, *extent = cut_triangles(*nearest, m, corners, z, sheet.top, triangles)
    triangles = triangles[:count]
    left, top, width, height = _pixels(extent, window) if count else (0, 0, 1, 1)
    corners = corners[:used]
    corners[:, :2] -= [left, top]
    if block is None or block.size < 2 * width * height:
        block = np.empty(2 * width * height, np.uint32)
    picture, words = block[: 2 * width * height].reshape(2, height, width)
    depth = words.view(np.float32)
    picture[:], depth[:] = 0, NOTHING
    table = np.array([each.row() for each in lines])
    fill(corners, triangles, table, depth, picture, DITHER)
    jump = np.float32(_JUMP / (view.scale_factor * window.unit))
    smooth(corners, triangles, table, depth, jump, picture, DITHER)
    return Relief(left, top, picture, depth, look, block)


@lru_cache(maxsize=1)
def _room(n: int, m: int) -> tuple[Floats, Floats, NDArray[np.int32]]:
    """Return arrays for a mesh's corners, their heights and triangles, as if all were cut twice.

    They are the same for all pictures of a resolution, for what is in them is not needed afterwards.
    """
    cells = (n - 1) * (m - 1)
    most = n * m + 8 * cells
    return np.empty((most, WIDTH)), np.empty(most), np.empty((6 * cells, 3), np.int32)


def look_of(view: View, window: Window) -> Floats:
    """Return how the eye sees, in the shape that `place_corners` takes."""
    scale, middle = view.fit()
    look = np.zeros((6, 4))
    look[:3, :3], look[3, :3] = view.axes, view.middle
    look[4] = [
        scale * window.unit,
        window.origin_x + middle[0] * window.unit,
        window.origin_y - middle[1] * window.unit,
        view.distance,
    ]
    return look


def _pixels(extent: list[float], window: Window) -> tuple[int, int, int, int]:
    """Return left, top, width and height of the pixels around an extent in x and y, within a window."""
    low, high = np.array(extent).reshape(2, 2).T
    limits = np.array([window.width, window.height])
    low = np.clip(np.floor(low) - _MARGIN, 0, limits - 1)
    high = np.clip(np.ceil(high) + _MARGIN, low + 1, limits)
    (left, top), (right, bottom) = low.astype(int).tolist(), high.astype(int).tolist()
    return left, top, right - left, bottom - top

"""A mountainside under a sky, and fog that hides all but what is near to where one stands."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Self

import cairo
import numpy as np
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, set_source, trace
from scenes.kit.style import palette
from scenes.kit.style.layout import Box, whole_frame

TEXTURE_SIZE = 512
"""Pixels along each side of the fog's texture."""

TEXTURE_WIDTH = 14.0
"""Scene units after which the fog's texture repeats."""

DETAIL = TEXTURE_SIZE / TEXTURE_WIDTH
"""Pixels a scene unit in which fog is painted: it has no finer detail, at any size of the film."""


class Ground(Painted):
    """A mountainside before the sky: below a curve, coloured by height as all landscapes are."""

    is_ground: ClassVar[bool] = True

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the sky and the ground, and stroke the ridge."""
        frame, heights = whole_frame(), self.points[:, 1]
        self._paint_sky(ctx, frame)
        trace(ctx, self.points)
        ctx.line_to(self.points[-1, 0], frame.bottom)
        ctx.line_to(self.points[0, 0], frame.bottom)
        ctx.close_path()
        shades = cairo.LinearGradient(0, heights.min(), 0, heights.max())
        for place in np.linspace(0, 1, 9):
            red, green, blue = palette.level_colors(np.array(0.15 + 0.75 * place))
            shades.add_color_stop_rgba(place, blue, green, red, self.opacity)
        ctx.set_source(shades)
        ctx.fill()
        trace(ctx, self.points)
        ctx.set_line_width(4 * camera.line_unit)
        set_source(ctx, palette.rgb(palette.OBJECTIVE), self.opacity)
        ctx.stroke()

    def _paint_sky(self, ctx: cairo.Context[Any], frame: Box) -> None:
        """Let the sky be a little lighter towards the horizon."""
        sky = cairo.LinearGradient(0, frame.top, 0, frame.bottom)
        dark, horizon = palette.rgb(palette.BACKGROUND), palette.rgb(palette.OBJECTIVE)
        for place, share in ((0.0, 0.0), (0.75, 0.2)):
            red, green, blue = (1 - share) * dark + share * horizon
            sky.add_color_stop_rgba(place, blue, green, red, self.opacity)
        ctx.rectangle(frame.left, frame.bottom, frame.width, frame.height)
        ctx.set_source(sky)
        ctx.fill()


class Fog(Painted):
    """Drifting fog over the whole frame, clear around a point, and lit from there.

    It is a function of four things only: where its clearing is, how far one sees there, how far it
    has drifted, and its opacity.
    """

    is_ground: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__([0.0, 0.0, 0.0], color=palette.FOG, opacity=0.0)
        self.sight = self.drift = 0.0

    def put(self, place: Floats, sight: float, drift: float, density: float) -> Self:
        """Move the clearing to a scene point, shape (1, 3), and change the weather."""
        self.sight, self.drift = sight, drift
        return self.set_points(place).set_opacity(density)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Paint the fog as finely as its texture is, and spread it over the frame."""
        frame = whole_frame()
        size = np.ceil(DETAIL * np.array([frame.width, frame.height])).astype(int).tolist()
        pixels = cairo.ImageSurface(cairo.FORMAT_ARGB32, *size)
        small = cairo.Context(pixels)
        small.scale(DETAIL, DETAIL)
        small.translate(-frame.left, -frame.bottom)
        self._paint_air(small)
        small.set_operator(cairo.OPERATOR_DEST_IN)  # here, for a fifteenth of what it takes in the frame
        small.set_source_rgba(0.0, 0.0, 0.0, self.opacity)
        small.paint()
        spread = cairo.SurfacePattern(pixels)
        spread.set_matrix(cairo.Matrix(DETAIL, 0, 0, DETAIL, -DETAIL * frame.left, -DETAIL * frame.bottom))
        spread.set_filter(cairo.FILTER_BILINEAR)
        spread.set_extend(cairo.EXTEND_PAD)
        ctx.set_source(spread)
        ctx.paint()

    def _paint_air(self, ctx: cairo.Context[Any]) -> None:
        """Paint an even veil and wisps that drift at two speeds, and take the clearing out of them."""
        air, dark = self.rgb, palette.rgb(palette.BACKGROUND)
        set_source(ctx, 0.16 * air + 0.84 * dark)
        ctx.paint()
        for speed, width, strength in ((0.22, 1.0, 0.2), (-0.13, 1.7, 0.16)):
            set_source(ctx, air, strength)
            ctx.mask(_wisps(TEXTURE_WIDTH * width, speed * self.drift))
        if self.sight > 0:
            self._clear(ctx)
            self._light(ctx)

    def _clear(self, ctx: cairo.Context[Any]) -> None:
        x, y = self.points[0, :2]
        hole = cairo.RadialGradient(x, y, 0, x, y, self.sight)
        for share in np.linspace(0, 1, 9):
            hole.add_color_stop_rgba(share, 0, 0, 0, 0.5 + 0.5 * np.cos(np.pi * share))
        ctx.set_operator(cairo.OPERATOR_DEST_OUT)
        ctx.set_source(hole)
        _fill_around(ctx, x, y, self.sight)

    def _light(self, ctx: cairo.Context[Any]) -> None:
        x, y = self.points[0, :2]
        red, green, blue = palette.rgb(palette.BRIGHT)
        glow = cairo.RadialGradient(x, y, 0, x, y, 1.4 * self.sight)
        for share in np.linspace(0, 1, 7):
            glow.add_color_stop_rgba(share, blue, green, red, 0.14 * (1 - share) ** 2)
        ctx.set_operator(cairo.OPERATOR_OVER)
        ctx.set_source(glow)
        _fill_around(ctx, x, y, 1.4 * self.sight)


def _fill_around(ctx: cairo.Context[Any], x: float, y: float, radius: float) -> None:
    """Fill what a gradient of a radius reaches: it is nothing beyond, and takes long all over a frame."""
    ctx.rectangle(x - radius, y - radius, 2 * radius, 2 * radius)
    ctx.fill()


def _wisps(width: float, drift: float) -> cairo.SurfacePattern:
    """Return the fog's texture as a mask that repeats every `width` scene units, moved to the right.

    It lies beside itself so often that all of the frame is inside: Cairo takes three times as long to repeat
    it, and as long again for coverage alone.
    """
    frame, scale = whole_frame(), TEXTURE_SIZE / width
    texture = _repeated(2 + int(DETAIL * max(frame.width, frame.height) / TEXTURE_SIZE))
    wisps = cairo.ImageSurface.create_for_data(texture.data, cairo.FORMAT_ARGB32, *texture.shape)
    mask = cairo.SurfacePattern(wisps)
    mask.set_filter(cairo.FILTER_BILINEAR)
    corner = scale * np.array([frame.left - drift, frame.bottom])
    x, y = (TEXTURE_SIZE * np.ceil((1 - corner) / TEXTURE_SIZE)).tolist()
    mask.set_matrix(cairo.Matrix(xx=scale, yy=scale, x0=x - scale * drift, y0=y))
    return mask


@cache
def _repeated(times: int) -> NDArray[np.uint32]:
    """Return the texture so many times in each direction, as the opacity of black."""
    return np.tile(_texture().astype(np.uint32) << 24, (times, times))


@cache
def _texture() -> NDArray[np.uint8]:
    """Return clouds that repeat seamlessly: noise whose waves are the stronger the longer they are."""
    noise = np.random.default_rng(5).standard_normal((TEXTURE_SIZE, TEXTURE_SIZE))
    waves = np.fft.fftfreq(TEXTURE_SIZE, 1 / TEXTURE_SIZE)
    # Upward waves count as shorter than they are: wisps of fog lie flat.
    length = np.hypot(waves[None, :], 0.55 * waves[:, None])
    spectrum = np.fft.fft2(noise) * np.where(length > 0, np.maximum(length, 1.0) ** -1.9, 0.0)
    clouds = np.fft.ifft2(spectrum).real
    low, high = np.quantile(clouds, [0.02, 0.98])
    shares = np.clip((clouds - low) / (high - low), 0, 1)
    return np.asarray(np.round(255 * shares), dtype=np.uint8)

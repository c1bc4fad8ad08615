"""A mountainside under a sky, and fog or darkness that hides all but what is near to where one stands."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any, ClassVar, Self

import cairo
import numpy as np
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats, Painted, PaintingCamera, box_around, set_source, trace
from scenes.kit.style import palette
from scenes.kit.style.layout import Box, whole_frame
from scenes.kit.style.motion import stepwise

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


class Darkness(Painted):
    """The background's colour in front of a box, but for a clearing around a point that may move.

    Parameters
    ----------
    box
        What it lies in front of.
    center
        Tells the scene point, shape (3,), of the clearing's middle.
    sight
        How far one sees around it, in scene units.
    """

    is_ground: ClassVar[bool] = True

    def __init__(self, box: Box, center: Callable[[], Floats], sight: float) -> None:
        super().__init__(center(), color=palette.BACKGROUND, opacity=0.0)
        self.box, self.sight = box, sight
        self.add_updater(lambda darkness: darkness.set_points(center()))

    def fade(self, darkness: float = 0.5, family: bool = True) -> Self:
        """Stay as dark as it is: what it hides would flash up if it lifted while all fades away."""
        return self

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return the box, and a pixel around it."""
        (left, right), (bottom, top) = (self.box.left, self.box.right), (self.box.bottom, self.box.top)
        return box_around(np.array([[left, bottom, 0.0], [right, top, 0.0]]), camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the box: not at all at the point, evenly from some distance on."""
        x, y = self.points[0, :2].tolist()
        red, green, blue = self.rgb
        shade = cairo.RadialGradient(x, y, 0.7 * self.sight, x, y, 1.7 * self.sight)
        for share in np.linspace(0, 1, 9).tolist():
            shade.add_color_stop_rgba(share, blue, green, red, self.opacity * stepwise(share))
        near = _common(self.box, _whole_pixels(ctx, x, y, 1.7 * self.sight))
        ctx.rectangle(near.left, near.bottom, near.width, near.height)
        ctx.set_source(shade)
        ctx.fill_preserve()
        ctx.rectangle(self.box.left, self.box.bottom, self.box.width, self.box.height)
        ctx.set_fill_rule(cairo.FILL_RULE_EVEN_ODD)
        _set_source_as_at(ctx, shade, x + 2 * self.sight, y)
        ctx.fill()


def _set_source_as_at(ctx: cairo.Context[Any], shade: cairo.RadialGradient, x: float, y: float) -> None:
    """Choose the colour that a gradient has at a point, as rounded for a pixel."""
    pixel = cairo.ImageSurface(cairo.FORMAT_ARGB32, 1, 1)
    there = cairo.Context(pixel)
    there.translate(-x, -y)
    there.set_source(shade)
    there.paint()
    pixel.flush()
    word = int(np.frombuffer(pixel.get_data(), np.uint32)[0])
    opacity = word >> 24
    red, green, blue = ((word >> shift & 255) / max(opacity, 1) for shift in (16, 8, 0))
    ctx.set_source_rgba(red, green, blue, opacity / 255)


def _whole_pixels(ctx: cairo.Context[Any], x: float, y: float, radius: float) -> Box:
    """Return the box of all pixels that a disc touches."""
    corners = [ctx.user_to_device(x + side * radius, y + side * radius) for side in (-1, 1)]
    (left, right), (bottom, top) = (sorted(ends) for ends in zip(*corners, strict=True))
    (left, top), (right, bottom) = (
        ctx.device_to_user(math.floor(left), math.floor(bottom)),
        ctx.device_to_user(math.ceil(right), math.ceil(top)),
    )
    return Box(left, right, min(bottom, top), max(bottom, top))


def _common(one: Box, other: Box) -> Box:
    """Return what two boxes have in common; empty if nothing."""
    left, bottom = max(one.left, other.left), max(one.bottom, other.bottom)
    return Box(left, max(left, min(one.right, other.right)), bottom, max(bottom, min(one.top, other.top)))


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

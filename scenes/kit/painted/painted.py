"""Mobjects that paint themselves from arrays, and the camera that lets them.

Manim's Cairo camera groups what it displays by type and looks each type's painter up in a table.
One more entry in that table is all it takes for a bundle of a thousand segments, a surface or a live
number to be drawn by one method from arrays, instead of as a family of a thousand mobjects.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, ClassVar, Self

import cairo
import numpy as np
from manim import ManimColor, Mobject, MovingCamera, VMobject
from manim.typing import PixelArray
from manim.utils.bezier import interpolate
from manim.utils.color import ParsableManimColor, color_to_int_rgba
from numpy.typing import NDArray

from scenes.kit.painted.glyph_cache import GlyphCache, lay
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.copied import Copied
from scenes.kit.style.layout import Box

Floats = NDArray[np.float64]


class Painted(Copied):
    """A mobject that one call of `paint` draws, from its ``points`` and a few arrays.

    Manim's animations work on it as on any other: FadeIn, FadeOut, Create and Uncreate, Transform
    between equal numbers of points, ``animate``, ``shift``, ``scale``, ``set_opacity``, ``set_color``.

    Parameters
    ----------
    points
        Scene points, shape (n, 3).
    color
        The one colour of the mobject.
    opacity
        Of the whole mobject, 0 to 1.
    window
        What it is drawn through: nothing appears outside this mobject's bounding box.

    Notes
    -----
    ``blend`` names the attributes that an interpolation blends, besides the points. Keep caches
    outside the mobject: each attribute enters the hash by which Manim knows a play again.
    ``is_ground`` says that it is what others are seen on, in colours of its own; ``is_outlined`` that
    it has a dark outline, so that it can be seen on any ground; ``is_image`` that it is drawn pixel by
    pixel, and lies as an image on a page of vectors.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb")
    is_ground: ClassVar[bool] = False
    is_image: ClassVar[bool] = False
    is_outlined: bool = False

    def __init__(
        self,
        points: Any = (),
        color: palette.Color = palette.TEXT,
        opacity: float = 1.0,
        window: Mobject | None = None,
        **kwargs: Any,
    ) -> None:
        self.opacity = opacity
        self.shown = (0.0, 1.0)
        self.window = window
        super().__init__(color=color, **kwargs)
        self.rgb = palette.rgb(color)
        self.points = np.array(points, dtype=float).reshape(-1, 3)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Draw the mobject; ``ctx`` is in scene units and is restored afterwards."""
        raise NotImplementedError(f"{type(self).__name__} has to say how it is painted")

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box that `paint` draws nothing outside of, in scene points; None if that is not known.

        Where it is, what stands still in front of the mobject, and beside it, need not be drawn anew in
        each frame. A class that overrides `paint` has to override this, too, for it to count.
        """
        return None

    def marked(self) -> Floats:
        """Return the scene points that it marks, shape (n, 3): a dot its place, a path its beginning."""
        return np.empty((0, 3))

    def set_points(self, points: Any) -> Self:
        """Put other scene points, shape (n, 3), in place of the present ones."""
        self.points = np.array(points, dtype=float).reshape(-1, 3)
        return self

    def set_opacity(self, opacity: float, family: bool = True) -> Self:
        """Set the opacity of the whole mobject, 0 to 1."""
        self.opacity = opacity
        return self

    def set_color(
        self, color: ParsableManimColor = palette.TEXT, alpha: Any = None, family: bool = True
    ) -> Self:
        """Set the mobject's colour."""
        self.color = ManimColor(color)
        self.rgb = palette.rgb(self.color)
        return self

    def fade(self, darkness: float = 0.5, family: bool = True) -> Self:
        """Take away a share of the opacity: FadeIn and FadeOut start from here."""
        self.opacity = self.opacity * (1 - darkness)
        return self

    def interpolate_color(self, mobject1: Mobject, mobject2: Mobject, alpha: float) -> Self:
        """Blend the attributes named in ``blend``."""
        for name in self.blend:
            setattr(self, name, interpolate(getattr(mobject1, name), getattr(mobject2, name), alpha))
        return self

    def pointwise_become_partial(self, mobject: Mobject, a: float, b: float) -> Self:
        """Show only the part between the shares a and b of the whole: Create works by this."""
        self.shown = (a, b)
        return self

    def align_points_with_larger(self, larger_mobject: Mobject) -> Self:
        """Refuse: which point would become which is anybody's guess."""
        raise ValueError(
            f"{type(self).__name__} with {len(self.points)} points cannot become one with "
            f"{len(larger_mobject.points)}: transform between equal numbers of points, or fade."
        )

    @staticmethod
    def get_mobject_type_class() -> type[Mobject]:
        """Name the class whose instances can become one another."""
        return Painted


class PaintingCamera(MovingCamera):
    """Manim's moving camera, which also displays `Painted` mobjects; its frame has the picture's shape.

    Attributes
    ----------
    drawn_by
        What the pictures depend on besides the mobjects' attributes; part of the key of Manim's cache.
    """

    drawn_by: str = ""

    def __init__(self, **kwargs: Any) -> None:
        self._kinds: dict[type[Mobject], type[Mobject]] = {}
        self._glyphs = GlyphCache()
        self._context: cairo.Context[Any] | None = None
        width, height = layout.frame_size()
        super().__init__(frame_width=width, frame_height=height, **kwargs)

    def init_background(self) -> None:
        """Make the picture that each frame starts from, as Manim does, but row by row."""
        if self.background_image is not None:
            super().init_background()
            return
        color = color_to_int_rgba(self.background_color, self.background_opacity)
        row = np.tile(np.asarray(color, dtype=self.pixel_array_dtype), (self.pixel_width, 1))
        self.background = np.tile(row, (self.pixel_height, 1, 1))

    def capture_mobjects(self, mobjects: Iterable[Mobject], **kwargs: Any) -> None:
        """Draw mobjects on the picture, in one context: Manim makes one for each run of a kind."""
        self._context = super().get_cairo_context(self.pixel_array)
        try:
            super().capture_mobjects(mobjects, **kwargs)
        finally:
            self._context = None  # the next picture may be of other pixels, or show another region

    def get_cairo_context(self, pixel_array: PixelArray) -> cairo.Context[Any]:
        """Return a context that draws on pixels: the one of the picture, while that is drawn."""
        if self._context is not None and pixel_array is self.pixel_array:
            return self._context
        return super().get_cairo_context(pixel_array)

    def type_or_raise(self, mobject: Mobject) -> type[Mobject]:
        """Name the painter's key for a mobject, found once for each class of mobjects."""
        kind = self._kinds.get(type(mobject))
        if kind is None:
            kind = super().type_or_raise(mobject)
            self.display_funcs[Painted] = self._display_painted
            kind = self._kinds[type(mobject)] = Painted if isinstance(mobject, Painted) else kind
        return kind

    def display_multiple_non_background_colored_vmobjects(
        self, vmobjects: Iterable[VMobject], pixel_array: PixelArray
    ) -> None:
        """Display a run of vectorized mobjects; how they are stroked is forgotten after it."""
        ctx = self.get_cairo_context(pixel_array)
        ctx.save()
        super().display_multiple_non_background_colored_vmobjects(vmobjects, pixel_array)
        ctx.restore()

    def display_vectorized(self, vmobject: VMobject, ctx: cairo.Context[Any]) -> Self:
        """Display a vectorized mobject; if it is filled and no more, as a glyph is, by its mask."""
        if len(vmobject.fill_rgbas) != 1 or vmobject.stroke_width or vmobject.background_stroke_width:
            return super().display_vectorized(vmobject, ctx)
        if vmobject.fill_rgbas[0, 3] == 0:
            return self
        to_pixels = ctx.get_matrix()
        key = (vmobject.points.tobytes(), to_pixels.xx, to_pixels.yy, to_pixels.x0, to_pixels.y0)
        if key in self._glyphs:
            mask = self._glyphs[key]
        else:
            self.set_cairo_context_path(ctx, vmobject)
            mask = self._glyphs.cut(key, ctx)
        if mask is None:
            return super().display_vectorized(vmobject, ctx)
        self.set_cairo_context_color(ctx, vmobject.fill_rgbas, vmobject)
        lay(mask, ctx)
        return self

    def _display_painted(self, mobjects: list[Mobject], pixel_array: PixelArray) -> None:
        ctx = self.get_cairo_context(pixel_array)
        for mobject in mobjects:
            assert isinstance(mobject, Painted)
            if mobject.opacity <= 0 or mobject.shown[0] >= mobject.shown[1]:
                continue
            ctx.save()
            ctx.new_path()  # Manim strokes and fills with *_preserve: its last path is still there
            clip_to(ctx, mobject.window)
            mobject.paint(ctx, self)
            ctx.restore()

    @property
    def is_clear(self) -> bool:
        """Whether the background is left out: anything may come to lie behind what is drawn."""
        return float(self.background_opacity) < 1

    @property
    def pixel(self) -> float:
        """The size of a pixel in scene units."""
        return float(self.frame_width / self.pixel_width)

    @property
    def line_unit(self) -> float:
        """The scene units of a stroke of width 1."""
        return self.cairo_line_width_multiple


def box_around(points: Floats, reach: float) -> Box:
    """Return the box of all that is no farther than so much from some points, shape (n, 3), at least one."""
    (left, bottom, _), (right, top, _) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    if not math.isfinite(left + bottom + right + top):  # then nobody knows what Cairo draws
        return Box(-math.inf, math.inf, -math.inf, math.inf)
    return Box(left - reach, right + reach, bottom - reach, top + reach)


def clip_to(ctx: cairo.Context[Any], window: Mobject | None) -> None:
    """Let nothing be drawn outside the window's bounding box."""
    if window is None:
        return
    low, high = window.points.min(axis=0), window.points.max(axis=0)
    ctx.rectangle(low[0], low[1], high[0] - low[0], high[1] - low[1])
    ctx.clip()


def set_source(ctx: cairo.Context[Any], color: Floats, opacity: float = 1.0) -> None:
    """Choose the colour to draw with; Manim's pixels are RGBA where Cairo thinks BGRA, hence the swap."""
    ctx.set_source_rgba(color[2], color[1], color[0], opacity)


def outline_words(ctx: cairo.Context[Any], camera: PaintingCamera, unit: float, opacity: float) -> None:
    """Stroke the outline of words, as `typography` has it; their path is in a unit of so many scene units."""
    ctx.set_line_join(cairo.LINE_JOIN_ROUND)
    ctx.set_line_width(typography.OUTLINE * camera.line_unit / unit)
    set_source(ctx, palette.rgb(palette.OUTLINE), opacity)
    ctx.stroke_preserve()


def lay_pixels(
    ctx: cairo.Context[Any], image: cairo.ImageSurface, left: float, top: float, opacity: float = 1.0
) -> None:
    """Lay an image over what is there, its upper left corner at a pixel."""
    if isinstance(ctx.get_target(), cairo.SVGSurface):
        image = _in_own_colors(image)
    ctx.save()
    ctx.identity_matrix()
    ctx.set_source_surface(image, left, top)
    ctx.paint_with_alpha(opacity)
    ctx.restore()


def spread_pixels(ctx: cairo.Context[Any], image: cairo.ImageSurface, box: Box, is_smooth: bool) -> None:
    """Choose to draw with an image, spread over a box smoothly, or each of its pixels as an even cell."""
    if isinstance(ctx.get_target(), cairo.SVGSurface):
        image = _in_own_colors(image)
    pattern = cairo.SurfacePattern(image)
    across, down = image.get_width() / box.width, -image.get_height() / box.height
    pattern.set_matrix(cairo.Matrix(across, 0, 0, down, -across * box.left, -down * box.top))
    pattern.set_filter(cairo.FILTER_BILINEAR if is_smooth else cairo.FILTER_NEAREST)
    pattern.set_extend(cairo.EXTEND_PAD)
    ctx.set_source(pattern)


def _in_own_colors(image: cairo.ImageSurface) -> cairo.ImageSurface:
    """Return an image with red and blue exchanged: a page takes Cairo's order of them, not Manim's."""
    height, width = image.get_height(), image.get_width()
    channels = np.frombuffer(image.get_data(), np.uint8).reshape(height, -1, 4)[..., [2, 1, 0, 3]].copy()
    return cairo.ImageSurface.create_for_data(
        channels.data, image.get_format(), width, height, image.get_stride()
    )


def trace(ctx: cairo.Context[Any], points: Floats) -> None:
    """Add a polyline through points, shape (n, 2 or 3), to the current path."""
    if len(points) == 0:
        return
    first, *rest = points[:, :2].tolist()
    ctx.move_to(*first)
    for x, y in rest:
        ctx.line_to(x, y)

"""Filled outlines kept as coverage: a glyph that stands where it stood is laid on, not traced again.

Text is most of what a lesson's picture is made of, and nearly all of it stands still. Filling a glyph
from its outline takes ten times as long as laying its coverage on; the pixels are the same, but for
Cairo's rounding.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import cairo

LARGEST = 200 * 200
"""Pixels of a mask; what is larger, no text is."""

_KEPT = 16_000_000  # bytes


class GlyphMask(NamedTuple):
    """Coverage of a filled outline, 0 to 255, with its upper left corner in pixels."""

    coverage: cairo.ImageSurface
    left: int
    top: int


class GlyphCache:
    """GlyphCache by what they were made from, as many as a few megabytes hold."""

    def __init__(self) -> None:
        self._kept: dict[object, GlyphMask | None] = {}
        self._bytes = 0

    def __contains__(self, key: object) -> bool:
        return key in self._kept

    def __getitem__(self, key: object) -> GlyphMask | None:
        return self._kept[key]

    def cut(self, key: object, ctx: cairo.Context[Any]) -> GlyphMask | None:
        """Make and keep the mask of a context's path; None if it is too large to be worth it."""
        mask = _mask(ctx)
        self._bytes += LARGEST if mask is None else mask.coverage.get_stride() * mask.coverage.get_height()
        if self._bytes > _KEPT:
            self._kept.clear()
            self._bytes = 0
        self._kept[key] = mask
        return mask


def lay(mask: GlyphMask, ctx: cairo.Context[Any]) -> None:
    """Fill a mask with the context's source."""
    ctx.save()
    ctx.identity_matrix()
    ctx.mask_surface(mask.coverage, mask.left, mask.top)
    ctx.restore()


def _mask(ctx: cairo.Context[Any]) -> GlyphMask | None:
    left, top, right, bottom = _pixels(ctx)
    width, height = right - left, bottom - top
    if not 0 < width * height <= LARGEST:
        return None
    coverage = cairo.ImageSurface(cairo.FORMAT_A8, width, height)
    within = cairo.Context(coverage)
    within.set_matrix(ctx.get_matrix() * cairo.Matrix(x0=-left, y0=-top))
    within.append_path(ctx.copy_path())
    within.fill()
    return GlyphMask(coverage, left, top)


def _pixels(ctx: cairo.Context[Any]) -> tuple[int, int, int, int]:
    """Return the whole pixels that a context's path lies in: left, top, right, bottom."""
    left, top, right, bottom = ctx.path_extents()
    corners = [ctx.user_to_device(x, y) for x in (left, right) for y in (top, bottom)]
    xs, ys = zip(*corners, strict=True)
    return math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys))

"""Thousands of upright dashed lines as one coverage of pixels.

Cairo finds the outline of all dashes together before it fills any of them, which for ten thousand
residuals takes as long as ten frames may.
"""

from __future__ import annotations

import math
from typing import Any

import cairo
import numba
import numpy as np

from scenes.kit.painted.compiled import compiled, inlined, will_need
from scenes.kit.painted.glyph_cache import GlyphMask
from scenes.kit.painted.painted import Floats

_FULL = (1 << 64) - 1
_COLUMNS, _ROWS = 16, 4  # samples of a pixel on which more than one dash lies, 64 in all


def will_need_dashes() -> None:
    """Say that pictures to come will have thousands of upright dashed lines."""
    will_need(_cover)


def upright_dashes(
    ctx: cairo.Context[Any], ends: Floats, width: float, dash: tuple[float, float]
) -> GlyphMask | None:
    """Return what dashed lines cover of the pixels, as Cairo has it to some hundredths.

    A pixel that one dash lies on is covered by as much as lies in it; of more, samples tell what they
    cover together.

    Parameters
    ----------
    ctx
        Tells the pixels, and where they lie in scene units.
    ends
        First x and y, last x and y of each line, in scene units, shape (n, 4).
    width
        Of the lines, in scene units.
    dash
        Lengths of dash and gap, in scene units.

    Returns
    -------
    GlyphMask or None
        None if the lines are not upright, or what is drawn on has no pixels.
    """
    target, to_pixels = ctx.get_target(), ctx.get_matrix()
    if not isinstance(target, cairo.ImageSurface) or not np.array_equal(ends[:, 0], ends[:, 2]):
        return None
    scale = abs(to_pixels.yy)
    lines = np.column_stack(
        [
            ends[:, 0] * to_pixels.xx + to_pixels.x0,
            ends[:, 1] * to_pixels.yy + to_pixels.y0,
            ends[:, 3] * to_pixels.yy + to_pixels.y0,
        ]
    )
    lines = lines[np.isfinite(lines).all(axis=1)]
    reach = width * to_pixels.xx / 2
    left, top = (max(0, math.floor(low)) for low in (lines[:, 0].min() - reach, lines[:, 1:].min()))
    right = min(target.get_width(), math.ceil(lines[:, 0].max() + reach))
    bottom = min(target.get_height(), math.ceil(lines[:, 1:].max()))
    if left >= right or top >= bottom:
        return GlyphMask(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1), 0, 0)  # all out of the picture
    stride = cairo.ImageSurface.format_stride_for_width(cairo.FORMAT_A8, right - left)
    covered = np.zeros((bottom - top, stride), dtype=np.uint8)
    _cover(lines - [left, top, top], reach, dash[0] * scale, dash[1] * scale, covered[:, : right - left])
    surface = cairo.ImageSurface.create_for_data(
        covered.data, cairo.FORMAT_A8, right - left, bottom - top, stride
    )
    return GlyphMask(surface, left, top)


@compiled("void(float64[:, :], float64, float64, float64, uint8[:, :])")
def _cover(lines: Any, reach: Any, dash: Any, gap: Any, covered: Any) -> None:
    """Write what dashes cover of each pixel, 0 to 255, column by column: one fits in the nearest memory.

    In a pixel, lines come in the order in which they are given.
    """
    height, width = covered.shape
    begins, touching = _lines_by_column(lines, reach, width)
    counts = np.empty(height, dtype=np.uint8)  # of dashes that lie on a pixel, none or one or more
    areas = np.empty(height, dtype=np.float32)  # of the first of them in it
    samples = np.empty(height, dtype=np.uint64)  # that they cover together
    for column in range(width):
        counts[:] = 0
        samples[:] = 0
        for index in range(begins[column], begins[column + 1]):
            x, first, last = lines[touching[index]]
            near, far = max(x - reach - column, 0.0), min(x + reach - column, 1.0)
            length, way = abs(last - first), 1.0 if last > first else -1.0
            at = 0.0
            while at < length:
                one, other = first + way * at, first + way * min(at + dash, length)
                _add_dash(near, far, min(one, other), max(one, other), counts, areas, samples)
                at += dash + gap
        for y in range(height):
            if counts[y] == 1:
                covered[y, column] = min(255, int(areas[y] * 255 + 0.5))
            elif counts[y] > 1:
                covered[y, column] = (_ones(samples[y]) * 255 + 32) // 64


@inlined()
def _lines_by_column(lines: Any, reach: Any, width: Any) -> Any:
    """Return for each column of pixels where its lines begin in what follows: the lines' indices."""
    begins = np.zeros(width + 2, dtype=np.int64)
    for line in range(lines.shape[0]):
        left, right = _columns(lines[line, 0], reach, width)
        for column in range(left, right):
            begins[column + 2] += 1
    begins = np.cumsum(begins)
    touching = np.empty(begins[-1], dtype=np.int64)
    for line in range(lines.shape[0]):
        left, right = _columns(lines[line, 0], reach, width)
        for column in range(left, right):
            touching[begins[column + 1]] = line
            begins[column + 1] += 1
    return begins, touching


@inlined()
def _columns(x: Any, reach: Any, width: Any) -> Any:
    """Return the first column of pixels that a line lies on, and the one behind its last."""
    return max(0, math.floor(x - reach)), min(width, math.ceil(x + reach))


@inlined()
def _add_dash(near: Any, far: Any, top: Any, bottom: Any, counts: Any, areas: Any, samples: Any) -> None:
    """Add a dash to a column of pixels: `near` and `far` are its sides there."""
    begin, end = numba.uint64(round(near * _COLUMNS)), numba.uint64(round(far * _COLUMNS))
    columns = (numba.uint64(1) << end) - (numba.uint64(1) << begin)
    for y in range(max(0, math.floor(top)), min(counts.shape[0], math.ceil(bottom))):
        if samples[y] == _FULL:
            continue
        upper, lower = max(top - y, 0.0), min(bottom - y, 1.0)
        samples[y] |= _rows(upper, lower) * columns
        if counts[y] == 0:
            areas[y] = (far - near) * (lower - upper)
        counts[y] = min(counts[y] + 1, 2)


@inlined()
def _rows(upper: Any, lower: Any) -> Any:
    """Return the first sample of each row of samples between two heights of a pixel."""
    rows = numba.uint64(0)
    for row in range(round(upper * _ROWS), round(lower * _ROWS)):
        rows |= numba.uint64(1) << numba.uint64(row * _COLUMNS)
    return rows


@inlined()
def _ones(bits: Any) -> Any:
    """Return how many bits are set: pairs, fours and eights of them are added up in place."""
    bits = bits - ((bits >> numba.uint64(1)) & numba.uint64(0x5555555555555555))
    bits = (bits & numba.uint64(0x3333333333333333)) + (
        (bits >> numba.uint64(2)) & numba.uint64(0x3333333333333333)
    )
    bits = (bits + (bits >> numba.uint64(4))) & numba.uint64(0x0F0F0F0F0F0F0F0F)
    return (bits * numba.uint64(0x0101010101010101)) >> numba.uint64(56)

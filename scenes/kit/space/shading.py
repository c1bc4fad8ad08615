"""A height field as a mesh: where its corners are seen, how they are lit, and what is cut off."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.kit.painted.compiled import compiled, inlined
from scenes.kit.painted.painted import Floats

LIGHT = np.array([-0.50, -0.36, 0.79]) / np.linalg.norm([-0.50, -0.36, 0.79])
"""World direction to the light: it stands still while the eye turns."""

AMBIENT, DIFFUSE, HIGHLIGHT, UNDERSIDE = 0.56, 0.56, 0.13, 0.7
"""How much of a colour is seen in the shade, is added in full light, and as reflected light; and the share
of all of that on the side that looks down."""

_LUMA = (0.2126, 0.7152, 0.0722)  # how light red, green and blue are
_PALER = 0.7  # share of the white that would make a stain as light as light ground: more, and it is pale
_SMALLEST, _WEIGHT, _DARKEST = 1 / 32, 0.38, 0.72
_SIZES = (_SMALLEST, 2.5 * _SMALLEST, 5.5 * _SMALLEST)


_RECENT = 4
_known: dict[tuple[bytes, bytes], Floats] = {}


def open_sky(heights: Floats, reach: Floats) -> Floats:
    """Return what `openness` does; the last are kept, for surfaces seldom change from picture to picture."""
    key = heights.tobytes(), reach.tobytes()
    if key not in _known:
        while len(_known) >= _RECENT:
            del _known[next(iter(_known))]
        _known[key] = openness(heights, reach)
    return _known[key]


def openness(heights: Floats, reach: Floats) -> Floats:
    """Return how open a surface is to the sky, from its darkest hollows up to 1, of the heights' shape.

    It is lower where the surface lies below its surroundings' mean (ambient occlusion of a height field,
    by three sizes of surroundings).

    Parameters
    ----------
    heights
        World heights of the corners, shape (nx + 1, ny + 1); NaN where there is none.
    reach
        World lengths of the floor along x and y.
    """
    from scipy.ndimage import gaussian_filter

    known = np.isfinite(heights)
    filled = np.where(known, heights, heights[known].mean() if known.any() else 0.0)
    cells = np.array(heights.shape) - 1
    dark = np.zeros_like(filled)
    for size in _SIZES:
        around = gaussian_filter(filled, size * cells, mode="nearest")
        dark += np.clip(around - filled, 0, None) / (size * reach.mean())
    return np.asarray(np.clip(1 - _WEIGHT * dark, _DARKEST, 1))


@inlined()
def _slope(before: Any, here: Any, after: Any, gap_before: Any, gap_after: Any) -> Any:
    """Return the slope at a corner, from both neighbours or the one that there is."""
    if np.isfinite(before) and np.isfinite(after):
        return (after - before) / (gap_before + gap_after)
    if np.isfinite(after):
        return (after - here) / gap_after
    if np.isfinite(before):
        return (here - before) / gap_before
    return 0.0


@inlined()
def _stain(ink: Any, levels: Any, below: Any, above: Any) -> Any:
    """Return a stain's share, and how much white and shade make it as light as the ground, or nearly."""
    if ink[3] == 0.0:
        return 0.0, 0.0, 1.0
    ground, light = 0.0, 0.0
    for k in range(3):
        base = levels[below, k] + above * (levels[below + 1, k] - levels[below, k])
        ground, light = ground + _LUMA[k] * base, light + _LUMA[k] * ink[k]
    if ground <= light:
        return ink[3], 0.0, ground / max(light, 1.0)
    return ink[3], _PALER * (ground - light) / (255.0 - light), 1.0


@compiled(
    "void(float64[::1], float64[::1], float64[:,::1], float64[:,::1], float64[:,:,::1], float64[:,::1],"
    " float64, float64[::1], float64[::1], float64[:,::1], float64[:,::1])"
)
def place_corners(
    x: Any,
    y: Any,
    z: Any,
    openness: Any,
    stain: Any,
    levels: Any,
    top: Any,
    eye: Any,
    light: Any,
    look: Any,
    corners: Any,
) -> None:
    """Light a height field's corners, and put them where they are seen.

    Parameters
    ----------
    x, y, z
        World coordinates: shapes (n,), (m,), (n, m).
    openness
        As `openness` returns, shape (n, m).
    stain
        Red, green and blue, 0..255, of what colours each corner, and its share in 0..1; shape (n, m, 4).
        A stain is as light as what it lies on, so that heights are still seen.
    levels
        Colours from the floor up to the top, 0..255, shape (k, 3).
    top
        World height of the top.
    eye, light
        World point and world direction, shape (3,).
    look
        Rows: the three axes of the view, its middle; then scale in pixels, the pixel of the middle, and
        the eye's distance; shape (6, 4), padded with zeros.
    corners
        Gets the mesh, row after row; shape (at least n m, as `raster` has it). Its last two columns stay.
    """
    n, m = z.shape
    steps = levels.shape[0] - 1
    scale, origin_x, origin_y, distance = look[4, 0], look[4, 1], look[4, 2], look[4, 3]
    for i in range(n):
        for j in range(m):
            row, height = i * m + j, z[i, j]
            if not np.isfinite(height):
                corners[row, 2] = np.nan
                continue
            before_x = z[i - 1, j] if i > 0 else np.nan
            after_x = z[i + 1, j] if i + 1 < n else np.nan
            before_y = z[i, j - 1] if j > 0 else np.nan
            after_y = z[i, j + 1] if j + 1 < m else np.nan
            gap_before_x = x[i] - x[i - 1] if i > 0 else 1.0
            gap_after_x = x[i + 1] - x[i] if i + 1 < n else 1.0
            gap_before_y = y[j] - y[j - 1] if j > 0 else 1.0
            gap_after_y = y[j + 1] - y[j] if j + 1 < m else 1.0
            nx = -_slope(before_x, height, after_x, gap_before_x, gap_after_x)
            ny = -_slope(before_y, height, after_y, gap_before_y, gap_after_y)
            nz = 1.0 / np.sqrt(nx * nx + ny * ny + 1.0)
            nx, ny = nx * nz, ny * nz

            ex, ey, ez = eye[0] - x[i], eye[1] - y[j], eye[2] - height
            near = 1.0 / np.sqrt(ex * ex + ey * ey + ez * ez)
            ex, ey, ez = ex * near, ey * near, ez * near
            facing = 1.0 if nx * ex + ny * ey + nz * ez > 0.0 else -1.0
            hx, hy, hz = ex + light[0], ey + light[1], ez + light[2]
            half = facing * (nx * hx + ny * hy + nz * hz) / np.sqrt(hx * hx + hy * hy + hz * hz)
            half2 = max(half, 0.0) ** 2
            half8 = half2 * half2 * half2 * half2
            shine = HIGHLIGHT * 255.0 * half8**4 * half8
            lit = max(0.0, facing * (nx * light[0] + ny * light[1] + nz * light[2]))
            share = (AMBIENT + DIFFUSE * lit) * openness[i, j]
            if facing < 0.0:
                share, shine = share * UNDERSIDE, shine * UNDERSIDE

            level = min(max(height / top, 0.0), 1.0) * steps
            below = min(int(level), steps - 1)
            above = level - below
            stained, white, dark = _stain(stain[i, j], levels, below, above)
            for k in range(3):
                base = levels[below, k] + above * (levels[below + 1, k] - levels[below, k])
                base += stained * (dark * (stain[i, j, k] + white * (255.0 - stain[i, j, k])) - base)
                plain = min(base * share, 255.0)
                corners[row, 3 + k] = plain + shine * (1.0 - plain / 255.0)

            a, b, c = x[i] - look[3, 0], y[j] - look[3, 1], height - look[3, 2]
            right = look[0, 0] * a + look[0, 1] * b + look[0, 2] * c
            up = look[1, 0] * a + look[1, 1] * b + look[1, 2] * c
            far = distance - (look[2, 0] * a + look[2, 1] * b + look[2, 2] * c)
            growth = scale * distance / far
            corners[row, 0] = origin_x + right * growth
            corners[row, 1] = origin_y - up * growth
            corners[row, 2] = far


@inlined()
def _cross(corners: Any, z: Any, a: Any, b: Any, level: Any, row: Any) -> None:
    """Write the corner where an edge passes a height; pixels times depth are what runs straight along it."""
    share = (level - z[a]) / (z[b] - z[a])
    far = corners[a, 2] + share * (corners[b, 2] - corners[a, 2])
    for k in range(2):
        start, end = corners[a, k] * corners[a, 2], corners[b, k] * corners[b, 2]
        corners[row, k] = (start + share * (end - start)) / far
    for k in range(3, corners.shape[1]):
        corners[row, k] = corners[a, k] + share * (corners[b, k] - corners[a, k])
    corners[row, 2] = far
    z[row] = level


@inlined()
def _keep(corners: Any, z: Any, polygon: Any, count: Any, level: Any, side: Any, row: Any, kept: Any) -> Any:
    """Cut a polygon at a height; return how many corners are kept, and the next free row."""
    left = 0
    for k in range(count):
        here, there = polygon[k], polygon[(k + 1) % count]
        is_in, comes_in = side * (z[here] - level) >= 0.0, side * (z[there] - level) >= 0.0
        if is_in:
            kept[left] = here
            left += 1
        if is_in != comes_in:
            _cross(corners, z, here, there, level, row)
            kept[left] = row
            left, row = left + 1, row + 1
    return left, row


@inlined()
def _cut(corners: Any, z: Any, triangle: Any, top: Any, row: Any, between: Any, kept: Any) -> Any:
    """Cut a triangle at the floor and the top; return how many corners are kept, and the next free row."""
    first, second, third = z[triangle[0]], z[triangle[1]], z[triangle[2]]
    low, high = min(first, second, third), max(first, second, third)
    if not (np.isfinite(first) and np.isfinite(second) and np.isfinite(third)):
        return 0, row
    if (high <= 0.0 and low < 0.0) or (low >= top and high > top):
        return 0, row
    count, row = _keep(corners, z, triangle, 3, 0.0, 1.0, row, between)
    return _keep(corners, z, between, count, top, -1.0, row, kept)


@inlined()
def _around(extent: Any, x: Any, y: Any) -> Any:
    """Return an extent, the lowest and highest x and y, grown by a point."""
    left, right, above, below = extent
    return min(left, x), max(right, x), min(above, y), max(below, y)


@compiled(
    "Tuple((int64, int64, float64, float64, float64, float64))(int64[::1], int64[::1], int64, float64[:,::1],"
    " float64[::1], float64, int32[:,::1])"
)
def cut_triangles(
    rows: Any, columns: Any, m: Any, corners: Any, z: Any, top: Any, triangles: Any
) -> tuple[int, int, float, float, float, float]:
    """Split a height field's cells into triangles, cut off below the floor and above the top.

    Parameters
    ----------
    rows, columns
        The cells along x and y, in the order of drawing.
    m
        Corners along y.
    corners, z
        The mesh and its world heights; get a row for each new corner at a cut, from the n m-th on.
    top
        World height of the top.
    triangles
        Gets rows of corners, shape (enough, 3).

    Returns
    -------
    tuple
        How many triangles there are, and how many corners; then the triangles' lowest and highest x and y.
    """
    grid = (rows.shape[0] + 1) * m
    count, free = 0, grid
    first, second, third = np.empty(8, np.int64), np.empty(8, np.int64), np.empty(8, np.int64)
    is_out = np.empty(grid, np.bool_)
    extent = (1e30, -1e30, 1e30, -1e30)
    for k in range(grid):
        is_out[k] = not 0.0 <= z[k] <= top
        if not is_out[k]:
            extent = _around(extent, corners[k, 0], corners[k, 1])
    for i in rows:
        for j in columns:
            a = i * m + j
            b, c, d = a + m, a + m + 1, a + 1
            if not (is_out[a] or is_out[b] or is_out[c] or is_out[d]):
                triangles[count, 0], triangles[count, 1], triangles[count, 2] = a, b, c
                triangles[count + 1, 0], triangles[count + 1, 1], triangles[count + 1, 2] = a, c, d
                count += 2
                continue
            for half in range(2):
                first[0], first[1], first[2] = (a, b, c) if half == 0 else (a, c, d)
                kept, free = _cut(corners, z, first, top, free, second, third)
                for k in range(1, kept - 1):
                    triangles[count, 0], triangles[count, 1] = third[0], third[k]
                    triangles[count, 2] = third[k + 1]
                    count += 1
    for k in range(grid, free):
        extent = _around(extent, corners[k, 0], corners[k, 1])
    return count, free, *extent

"""Triangles as pixels: nearest ones win by a depth buffer, and borders and folds are smoothed.

A mesh is a table of corners, one row each, whose columns `COLUMNS` names. A picture is drawn once per
pixel, at its centre; then those pixels that a border or fold crosses are drawn again with 16 samples.

Lines on the surface, contours and rulings, come out of the same pass: how far a pixel lies from the next
line is the distance in the quantity that the line keeps constant, divided by how fast that changes over
the picture. So a line is where the surface is, as wide as it should be, and hidden with it.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from scenes.kit.painted.compiled import compiled

COLUMNS = ("x", "y", "depth", "red", "green", "blue", "height", "along_x", "along_y")
"""Of a corner: pixels from the left and from the top; how far from the eye; its colour, 0..255; its
height; and the distance along the floor, in rulings."""

WIDTH = len(COLUMNS)
NOTHING = np.float32(1e30)
"""The depth where nothing is drawn."""

SIDE = 4
"""Samples of a smoothed pixel along either of its sides."""

_TILE = 8  # pixels: a mesh's quad is looked at again only if there is something to smooth in one of its tiles
_CLOSE = 2.5  # pixels between lines from which on they fade: closer together, they would be a blur
_APART = 1e6  # pixels between lines from which on there are none: a plain at a line's height is no line

_BAYER = np.array(
    [
        [0, 32, 8, 40, 2, 34, 10, 42],
        [48, 16, 56, 24, 50, 18, 58, 26],
        [12, 44, 4, 36, 14, 46, 6, 38],
        [60, 28, 52, 20, 62, 30, 54, 22],
        [3, 35, 11, 43, 1, 33, 9, 41],
        [51, 19, 59, 27, 49, 17, 57, 25],
        [15, 47, 7, 39, 13, 45, 5, 37],
        [63, 31, 55, 23, 61, 29, 53, 21],
    ]
)
DITHER = (_BAYER + 0.5) / 64
"""Thresholds at which a colour is rounded up, so that slow changes show no bands (B. E. Bayer, 1973)."""


@numba.njit(inline="always", fastmath=True)
def _line(place: Any, spacing: Any, half_width: Any) -> Any:
    """Return how much of a pixel the next of the lines at whole numbers covers; `spacing` is in pixels."""
    if not _CLOSE < spacing < _APART:
        return 0.0
    distance = abs(place - np.rint(place)) * spacing
    cover = min(half_width + 0.5 - distance, 1.0, 2.0 * half_width)
    return max(cover, 0.0) * min(1.0, spacing / _CLOSE - 1.0)


@numba.njit(inline="always", fastmath=True)
def _plane(corners: Any, a: Any, b: Any, c: Any, slopes: Any) -> bool:
    """Find how each column changes over the picture, to the right and downwards, in rows 0 and 1.

    Row 2 begins with how many pixels contours are apart, then rulings along x and y.
    """
    xa, ya = corners[a, 0], corners[a, 1]
    xb, yb = corners[b, 0] - xa, corners[b, 1] - ya
    xc, yc = corners[c, 0] - xa, corners[c, 1] - ya
    area = xb * yc - xc * yb
    if area == 0.0:
        return False
    share = 1.0 / area
    for k in range(2, WIDTH):
        up, over = (corners[b, k] - corners[a, k]) * share, (corners[c, k] - corners[a, k]) * share
        slopes[0, k] = up * yc - over * yb
        slopes[1, k] = over * xb - up * xc
    for k in range(3):
        slope = slopes[0, 6 + k] * slopes[0, 6 + k] + slopes[1, 6 + k] * slopes[1, 6 + k]
        slopes[2, k] = 1.0 / np.sqrt(slope) if slope > 1e-30 else 1e15
    return True


@numba.njit(inline="always", fastmath=True)
def _color(corners: Any, a: Any, slopes: Any, dx: Any, dy: Any, lines: Any, out: Any) -> None:
    """Write the colour of the surface at a distance from a triangle's first corner, its lines on it."""
    ruled = lines[0, 4] * max(
        _line(corners[a, 7] + slopes[0, 7] * dx + slopes[1, 7] * dy, slopes[2, 1], lines[0, 3]),
        _line(corners[a, 8] + slopes[0, 8] * dx + slopes[1, 8] * dy, slopes[2, 2], lines[0, 3]),
    )
    height = corners[a, 6] + slopes[0, 6] * dx + slopes[1, 6] * dy
    contour = lines[1, 4] * _line(height, slopes[2, 0], lines[1, 3])
    for k in range(3):
        plain = corners[a, 3 + k] + slopes[0, 3 + k] * dx + slopes[1, 3 + k] * dy
        plain += ruled * (lines[0, k] - plain)
        out[k] = plain + contour * (lines[1, k] - plain)


@numba.njit(inline="always", fastmath=True)
def _byte(value: Any, threshold: Any) -> Any:
    return numba.uint32(min(max(value + threshold, 0.0), 255.0))


@numba.njit(inline="always", fastmath=True)
def _word(color: Any, share: Any, threshold: Any, opacity: Any) -> Any:
    """Return a pixel as Cairo wants it: colours times their opacity, and never above it."""
    return (
        min(_byte(color[0] * share, threshold), opacity)
        | (min(_byte(color[1] * share, threshold), opacity) << numba.uint32(8))
        | (min(_byte(color[2] * share, threshold), opacity) << numba.uint32(16))
        | (opacity << numba.uint32(24))
    )


@compiled(fastmath=True)
def fill(corners: Any, triangles: Any, lines: Any, depth: Any, picture: Any, dither: Any) -> None:
    """Draw triangles once per pixel.

    Parameters
    ----------
    corners
        The mesh, shape (n, WIDTH).
    triangles
        Rows of corners, shape (m, 3); the nearest first, for then hidden pixels are not coloured.
    lines
        Rulings and contours: red, green, blue in 0..255, half their width in pixels, opacity; shape (2, 5).
    depth
        Of each pixel, `NOTHING` where nothing is drawn, shape (height, width).
    picture
        Words of red (lowest), green, blue and opacity, of the same shape.
    dither
        `DITHER`.
    """
    height, width = depth.shape
    slopes, color = np.empty((3, WIDTH)), np.empty(3)
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        if not _plane(corners, a, b, c, slopes):
            continue
        xa, ya = corners[a, 0], corners[a, 1]
        xb, yb = corners[b, 0], corners[b, 1]
        xc, yc = corners[c, 0], corners[c, 1]
        first = max(0, int(np.ceil(min(ya, yb, yc) - 0.5)))
        last = min(height, int(np.ceil(max(ya, yb, yc) - 0.5)))
        for i in range(first, last):
            y = i + 0.5
            left, right = 1e30, -1e30
            if (ya <= y) != (yb <= y):
                x = xa + (y - ya) * (xb - xa) / (yb - ya)
                left, right = min(left, x), max(right, x)
            if (yb <= y) != (yc <= y):
                x = xb + (y - yb) * (xc - xb) / (yc - yb)
                left, right = min(left, x), max(right, x)
            if (yc <= y) != (ya <= y):
                x = xc + (y - yc) * (xa - xc) / (ya - yc)
                left, right = min(left, x), max(right, x)
            if left > right:
                continue
            begin, end = max(0, int(np.ceil(left - 0.5))), min(width, int(np.ceil(right - 0.5)))
            dy = y - ya
            for j in range(begin, end):
                dx = j + 0.5 - xa
                far = np.float32(corners[a, 2] + slopes[0, 2] * dx + slopes[1, 2] * dy)
                if far < depth[i, j]:
                    depth[i, j] = far
                    _color(corners, a, slopes, dx, dy, lines, color)
                    picture[i, j] = _word(color, 1.0, dither[i & 7, j & 7], numba.uint32(255))


@compiled(fastmath=True)
def find_borders(depth: Any, jump: Any, slots: Any, tiles: Any) -> int:
    """Number the pixels that a border or a fold may cross, and return how many there are.

    Parameters
    ----------
    depth
        Of each pixel, shape (height, width).
    jump
        From which difference in depth on neighbours belong to different parts of the surface.
    slots
        Gets the numbers, -1 elsewhere; of the same shape.
    tiles
        Gets True for each square of 8 × 8 pixels that has one; False before.
    """
    height, width = depth.shape
    slots[:] = -1
    for i in range(height):
        for j in range(width - 1):
            if abs(depth[i, j] - depth[i, j + 1]) > jump:
                slots[i, j] = slots[i, j + 1] = 0
        if i + 1 < height:
            for j in range(width):
                if abs(depth[i, j] - depth[i + 1, j]) > jump:
                    slots[i, j] = slots[i + 1, j] = 0
    count = 0
    for i in range(height):
        for j in range(width):
            if slots[i, j] == 0:
                slots[i, j] = count
                tiles[i // _TILE, j // _TILE] = True
                count += 1
    return count


@compiled(fastmath=True)
def smooth(
    corners: Any, triangles: Any, lines: Any, slots: Any, tiles: Any, count: Any, picture: Any, dither: Any
) -> None:
    """Draw the numbered pixels again, with `SIDE` × `SIDE` samples each; parameters as of the others."""
    samples = SIDE * SIDE
    owners = np.full((count, samples), -1, np.int32)
    _find_owners(corners, triangles, slots, tiles, owners)
    slopes, color, total = np.empty((3, WIDTH)), np.empty(3), np.empty(3)
    height, width = slots.shape
    for i in range(height):
        for j in range(width):
            slot = slots[i, j]
            if slot < 0:
                continue
            covered, known = 0, -1
            total[:] = 0.0
            for k in range(samples):
                owner = owners[slot, k]
                if owner < 0:
                    continue
                a = triangles[owner, 0]
                if owner != known:
                    _plane(corners, a, triangles[owner, 1], triangles[owner, 2], slopes)
                    known = owner
                dx = j + (k % SIDE + 0.5) / SIDE - corners[a, 0]
                dy = i + (k // SIDE + 0.5) / SIDE - corners[a, 1]
                _color(corners, a, slopes, dx, dy, lines, color)
                covered += 1
                for channel in range(3):
                    total[channel] += min(max(color[channel], 0.0), 255.0)
            opacity = numba.uint32(covered * 255 // samples)
            picture[i, j] = _word(total, 1.0 / samples, dither[i & 7, j & 7], opacity)


@numba.njit(inline="always", fastmath=True)
def _sample(corners: Any, triangles: Any, t: Any, share: Any, i: Any, j: Any, far: Any, owners: Any) -> None:
    """Give a triangle, 1 / `share` large, those samples of a pixel at which it is the nearest so far."""
    a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
    xb, yb = corners[b, 0] - corners[a, 0], corners[b, 1] - corners[a, 1]
    xc, yc = corners[c, 0] - corners[a, 0], corners[c, 1] - corners[a, 1]
    deep_b, deep_c = corners[b, 2] - corners[a, 2], corners[c, 2] - corners[a, 2]
    for k in range(SIDE * SIDE):
        dx = j + (k % SIDE + 0.5) / SIDE - corners[a, 0]
        dy = i + (k // SIDE + 0.5) / SIDE - corners[a, 1]
        share_b, share_c = (dx * yc - dy * xc) * share, (dy * xb - dx * yb) * share
        if share_b >= -1e-6 and share_c >= -1e-6 and share_b + share_c <= 1.000001:
            deep = np.float32(corners[a, 2] + share_b * deep_b + share_c * deep_c)
            if deep < far[k]:
                far[k] = deep
                owners[k] = t


@numba.njit(inline="always", fastmath=True)
def _find_owners(corners: Any, triangles: Any, slots: Any, tiles: Any, owners: Any) -> None:
    """Find the nearest triangle at each sample of the numbered pixels."""
    height, width = slots.shape
    far = np.full(owners.shape, NOTHING)
    for t in range(triangles.shape[0]):
        a, b, c = triangles[t, 0], triangles[t, 1], triangles[t, 2]
        xa, ya = corners[a, 0], corners[a, 1]
        xb, yb = corners[b, 0] - xa, corners[b, 1] - ya
        xc, yc = corners[c, 0] - xa, corners[c, 1] - ya
        top = max(0, int(np.floor(ya + min(0.0, yb, yc))))
        bottom = min(height - 1, int(np.floor(ya + max(0.0, yb, yc))))
        begin = max(0, int(np.floor(xa + min(0.0, xb, xc))))
        end = min(width - 1, int(np.floor(xa + max(0.0, xb, xc))))
        wanted = False
        for i in range(top // _TILE, bottom // _TILE + 1):
            for j in range(begin // _TILE, end // _TILE + 1):
                wanted = wanted or tiles[i, j]
        area = xb * yc - xc * yb
        if not wanted or area == 0.0:
            continue
        share = 1.0 / area
        reach_b, reach_c = 0.5 * (abs(xc) + abs(yc)) * abs(share), 0.5 * (abs(xb) + abs(yb)) * abs(share)
        reach_a = 0.5 * (abs(xb - xc) + abs(yb - yc)) * abs(share)
        for i in range(top, bottom + 1):
            for j in range(begin, end + 1):
                slot = slots[i, j]
                if slot < 0:
                    continue
                dx, dy = j + 0.5 - xa, i + 0.5 - ya
                share_b, share_c = (dx * yc - dy * xc) * share, (dy * xb - dx * yb) * share
                if share_b < -reach_b or share_c < -reach_c or share_b + share_c > 1.0 + reach_a:
                    continue  # it only touches the pixel's row and column
                _sample(corners, triangles, t, share, i, j, far[slot], owners[slot])

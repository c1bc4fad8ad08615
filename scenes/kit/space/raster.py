"""Triangles as pixels: nearest ones win by a depth buffer, and borders and folds are smoothed.

A mesh is a table of corners, one row each, whose columns `COLUMNS` names. A picture is drawn once per
pixel, at its centre; then those pixels that a border or fold crosses are drawn again with 16 samples.

Lines on the surface, contours and rulings, come out of the same pass: how far a pixel lies from the next
line is the distance in the quantity that the line keeps constant, divided by how fast that changes over
the picture. So a line is where the surface is, as wide as it should be, and hidden with it. Most triangles
lie between two lines, and are drawn without looking for one.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.kit.painted.compiled import compiled, inlined

COLUMNS = ("x", "y", "depth", "red", "green", "blue", "height", "along_x", "along_y")
"""Of a corner: pixels from the left and from the top; how far from the eye; its colour, 0..255; its
height; and the distance along the floor, in rulings."""

WIDTH = len(COLUMNS)
NOTHING = np.float32(1e30)
"""The depth where nothing is drawn."""

SIDE = 4
"""Samples of a smoothed pixel along either of its sides."""

SAMPLES = SIDE * SIDE

_TILE_BITS = 3
TILE = 1 << _TILE_BITS
"""Pixels along a tile: only in those with something to smooth is a triangle looked at again."""

_CLOSE = 2.5  # pixels between lines from which on they fade: closer together, they would be a blur
_APART = 1e12  # pixels between lines from which on there are none: so level is only what rounding has left
_STEEPEST, _FLATTEST = 1.0 / (_CLOSE * _CLOSE), 1.0 / (_APART * _APART)
_STEEPER = 2.0  # times the slope beside it, from which on a jump in depth is no slope but a border
_PIECE = 16  # neighbours that are looked at together

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


@inlined(fastmath=True)
def _slopes(b: Any, c: Any, xb: Any, yb: Any, xc: Any, yc: Any, share: Any) -> Any:
    """Return how a quantity changes to the right and downwards; all is relative to the first corner."""
    return (b * yc - c * yb) * share, (c * xb - b * xc) * share


@inlined(fastmath=True)
def _spacing(a: Any, b: Any, c: Any, right: Any, down: Any, reach: Any) -> Any:
    """Return how many pixels apart the lines at whole numbers are; 0 if none reaches into the triangle."""
    margin = reach * (abs(right) + abs(down))
    if np.floor(max(a, b, c) + margin) < min(a, b, c) - margin:
        return 0.0
    slope = right * right + down * down
    if not _FLATTEST < slope < _STEEPEST:
        return 0.0
    return 1.0 / np.sqrt(slope)


@inlined(fastmath=True)
def _line(place: Any, spacing: Any, half_width: Any) -> Any:
    """Return how much of a pixel the next of the lines at whole numbers covers."""
    within = half_width + 0.5 - abs(place - np.rint(place)) * spacing
    if within <= 0.0:
        return 0.0
    return min(within, 1.0, 2.0 * half_width) * min(1.0, spacing / _CLOSE - 1.0)


@inlined(fastmath=True)
def _over(plain: Any, ruled: Any, ruling: Any, high: Any, contour: Any) -> Any:
    """Return a channel with a ruling, and then a contour, of so much opacity laid over it."""
    below = plain + ruled * (ruling - plain)
    return below + high * (contour - below)


@inlined(fastmath=True)
def _word(red: Any, green: Any, blue: Any, threshold: Any, opacity: Any) -> Any:
    """Return a pixel as Cairo wants it: colours times their opacity, and never above it."""
    return (
        min(np.uint32(np.int32(red + threshold)), opacity)
        | (min(np.uint32(np.int32(green + threshold)), opacity) << np.uint32(8))
        | (min(np.uint32(np.int32(blue + threshold)), opacity) << np.uint32(16))
        | (opacity << np.uint32(24))
    )


@inlined(fastmath=True)
def _sides(xb: Any, yb: Any, xc: Any, yc: Any, area: Any) -> Any:
    """Return of a triangle's sides where they cross a row, and whether it lies to their left or right.

    Three shifts to the right from row to row; where the second begins; and three that are negative if the
    triangle lies to the right, 0 if the side runs along the row.
    """
    turn = 1.0 if area > 0.0 else -1.0
    slant_ab = xb / yb if yb != 0.0 else 0.0
    slant_bc = (xc - xb) / (yc - yb) if yc != yb else 0.0
    slant_ca = xc / yc if yc != 0.0 else 0.0
    return slant_ab, slant_bc, slant_ca, xb - slant_bc * yb, turn * yb, turn * (yc - yb), -turn * yc


@inlined(fastmath=True)
def _ends(sides: Any, dy: Any) -> Any:
    """Return where a row in a triangle begins and ends, to the right of its first corner."""
    slant_ab, slant_bc, slant_ca, start_bc, side_ab, side_bc, side_ca = sides
    ab, bc, ca = slant_ab * dy, start_bc + slant_bc * dy, slant_ca * dy
    left = max(ab if side_ab < 0.0 else -1e30, bc if side_bc < 0.0 else -1e30, ca if side_ca < 0.0 else -1e30)
    right = min(ab if side_ab > 0.0 else 1e30, bc if side_bc > 0.0 else 1e30, ca if side_ca > 0.0 else 1e30)
    return left, right


@inlined(fastmath=True)
def _slopes_of(corners: Any, a: Any, b: Any, c: Any, k: Any, plane: Any) -> Any:
    """Return how a column changes to the right and downwards within a triangle."""
    xb, yb, xc, yc, share = plane
    return _slopes(corners[b, k] - corners[a, k], corners[c, k] - corners[a, k], xb, yb, xc, yc, share)


@inlined(fastmath=True)
def _lines_of(corners: Any, a: Any, b: Any, c: Any, k: Any, plane: Any, half_width: Any) -> Any:
    """Return how a column with lines at whole numbers changes, and their spacing, 0 if there is none."""
    right, down = _slopes_of(corners, a, b, c, k, plane)
    reach = half_width + 0.5
    return right, down, _spacing(corners[a, k], corners[b, k], corners[c, k], right, down, reach)


@inlined(fastmath=True)
def _covered(start: Any, column: Any, dx: Any, dy: Any, half_width: Any) -> Any:
    """Return how much of a pixel a line covers, as `_lines_of` has them, so far from the first corner."""
    right, down, spacing = column
    return _line(start + down * dy + right * dx, spacing, half_width) if spacing > 0.0 else 0.0


@compiled(
    "void(float64[:,::1], int32[:,::1], float64[:,::1], float32[:,::1], uint32[:,::1], float64[:,::1])",
    fastmath=True,
)
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
    for t in range(triangles.shape[0]):
        a, b, c = np.uintp(triangles[t, 0]), np.uintp(triangles[t, 1]), np.uintp(triangles[t, 2])
        xa, ya = corners[a, 0], corners[a, 1]
        xb, yb = corners[b, 0] - xa, corners[b, 1] - ya
        xc, yc = corners[c, 0] - xa, corners[c, 1] - ya
        first = max(0, int(np.ceil(ya + min(0.0, yb, yc) - 0.5)))
        last = min(height, int(np.ceil(ya + max(0.0, yb, yc) - 0.5)))
        area = xb * yc - xc * yb
        if first >= last or area == 0.0:
            continue
        plane, sides = (xb, yb, xc, yc, 1.0 / area), _sides(xb, yb, xc, yc, area)
        deep = _slopes_of(corners, a, b, c, 2, plane)
        is_seen = False
        for i in range(first, last):
            dy, row = i + 0.5 - ya, np.uintp(i)
            left, right = _ends(sides, dy)
            begin, end = max(0, int(np.ceil(xa + left - 0.5))), min(width, int(np.ceil(xa + right - 0.5)))
            for j in range(begin, end):
                dx, column = j + 0.5 - xa, np.uintp(j)
                far = np.float32(corners[a, 2] + deep[1] * dy + deep[0] * dx)
                if not far < depth[row, column]:
                    continue
                depth[row, column] = far
                if not is_seen:
                    is_seen = True
                    reds = _slopes_of(corners, a, b, c, 3, plane)
                    greens = _slopes_of(corners, a, b, c, 4, plane)
                    blues = _slopes_of(corners, a, b, c, 5, plane)
                    levels = _lines_of(corners, a, b, c, 6, plane, lines[1, 3])
                    along = _lines_of(corners, a, b, c, 7, plane, lines[0, 3])
                    aside = _lines_of(corners, a, b, c, 8, plane, lines[0, 3])
                red = corners[a, 3] + reds[1] * dy + reds[0] * dx
                green = corners[a, 4] + greens[1] * dy + greens[0] * dx
                blue = corners[a, 5] + blues[1] * dy + blues[0] * dx
                ruled = lines[0, 4] * max(
                    _covered(corners[a, 7], along, dx, dy, lines[0, 3]),
                    _covered(corners[a, 8], aside, dx, dy, lines[0, 3]),
                )
                high = lines[1, 4] * _covered(corners[a, 6], levels, dx, dy, lines[1, 3])
                if ruled + high > 0.0:
                    red = _over(red, ruled, lines[0, 0], high, lines[1, 0])
                    green = _over(green, ruled, lines[0, 1], high, lines[1, 1])
                    blue = _over(blue, ruled, lines[0, 2], high, lines[1, 2])
                picture[row, column] = _word(red, green, blue, dither[row & 7, column & 7], np.uint32(255))


@inlined(fastmath=True)
def _is_border(before: Any, here: Any, there: Any, behind: Any, jump: Any) -> Any:
    """Tell whether depth jumps between two neighbours, and does not just go on as beside them."""
    step = abs(here - there)
    return step > jump and step > _STEEPER * min(abs(before - here), abs(there - behind))


@inlined(fastmath=True)
def _jumps(depth: Any, jump: Any, i: Any, begin: Any, end: Any) -> Any:
    """Tell whether depth jumps behind or below one of a few pixels of a row; quick, for most are plain."""
    row, below = np.uintp(i), np.uintp(min(i + 1, depth.shape[0] - 1))
    found = np.uint32(0)
    for j in range(begin, end):  # without branches, so that the compiler takes many at a time
        here = depth[row, np.uintp(j)]
        across, down = here - depth[row, np.uintp(j + 1)], here - depth[below, np.uintp(j)]
        found |= np.uint32(abs(across) > jump) | np.uint32(abs(down) > jump)
    return found != 0


@inlined(fastmath=True)
def _number(i: Any, j: Any, tiles: Any, slots: Any, places: Any, counts: Any) -> None:
    """Give a pixel the next number, unless it has one."""
    tile = tiles[i >> _TILE_BITS, j >> _TILE_BITS]
    if tile < 0:
        tile = tiles[i >> _TILE_BITS, j >> _TILE_BITS] = counts[0]
        counts[0] += 1
        slots[tile] = -1
    if slots[tile, i & (TILE - 1), j & (TILE - 1)] < 0:
        slots[tile, i & (TILE - 1), j & (TILE - 1)] = counts[1]
        places[counts[1], 0], places[counts[1], 1] = i, j
        counts[1] += 1


@inlined(fastmath=True)
def _find_borders(depth: Any, jump: Any, tiles: Any, slots: Any, places: Any) -> Any:
    """Number the pixels that a border or a fold may cross, and return how many there are.

    `tiles` gets the numbers of those squares of `TILE` × `TILE` pixels that have one, `slots` the numbers
    of the pixels in each of these, and `places` their rows and columns.
    """
    height, width = depth.shape
    counts = np.zeros(2, np.int64)
    for i in range(height):
        for begin in range(0, width, _PIECE):
            end = min(begin + _PIECE, width)
            if end < width and not _jumps(depth, jump, i, begin, end):
                continue
            for j in range(begin, end):
                here = depth[i, j]
                if j + 1 < width and _is_border(
                    depth[i, max(j - 1, 0)], here, depth[i, j + 1], depth[i, min(j + 2, width - 1)], jump
                ):
                    _number(i, j, tiles, slots, places, counts)
                    _number(i, j + 1, tiles, slots, places, counts)
                if i + 1 < height and _is_border(
                    depth[max(i - 1, 0), j], here, depth[i + 1, j], depth[min(i + 2, height - 1), j], jump
                ):
                    _number(i, j, tiles, slots, places, counts)
                    _number(i + 1, j, tiles, slots, places, counts)
    return counts[1]


_INSET = 0.5 - 0.5 / SIDE  # of the first sample from a pixel's middle
_LEAST, _MOST = np.float32(-1e-5), np.float32(1.00001)


@inlined(fastmath=True)
def _sample(
    share_b: Any,
    b_right: Any,
    b_down: Any,
    share_c: Any,
    c_right: Any,
    c_down: Any,
    da: Any,
    db: Any,
    dc: Any,
    t: Any,
    slot: Any,
    far: Any,
    owners: Any,
) -> Any:
    """Give a triangle those samples of a pixel at which it is the nearest so far."""
    for k in range(SAMPLES):  # without branches, so that the compiler takes many at a time
        across, down = np.float32(k & (SIDE - 1)), np.float32(k >> 2)
        at_b = share_b + across * b_right + down * b_down
        at_c = share_c + across * c_right + down * c_down
        deep = da + at_b * db + at_c * dc
        known, owner = far[slot, k], owners[slot, k]
        nearer = (at_b >= _LEAST) & (at_c >= _LEAST) & (at_b + at_c <= _MOST) & (deep < known)
        far[slot, k] = deep if nearer else known
        owners[slot, k] = t if nearer else owner


@inlined(fastmath=True)
def _greatest(far: Any, slot: Any) -> Any:
    a, b, c, d = far[slot, 0], far[slot, 1], far[slot, 2], far[slot, 3]
    for k in range(4, SAMPLES, 4):
        a, b = max(a, far[slot, k]), max(b, far[slot, k + 1])
        c, d = max(c, far[slot, k + 2]), max(d, far[slot, k + 3])
    return max(max(a, b), max(c, d))


@inlined(fastmath=True)
def _find_owners(
    corners: Any, triangles: Any, tiles: Any, slots: Any, owners: Any, far: Any, farthest: Any, limits: Any
) -> None:
    """Find the nearest triangle at each sample of the numbered pixels."""
    height, width = limits
    for t in range(triangles.shape[0]):
        a, b, c = np.uintp(triangles[t, 0]), np.uintp(triangles[t, 1]), np.uintp(triangles[t, 2])
        xa, ya = corners[a, 0], corners[a, 1]
        xb, yb = corners[b, 0] - xa, corners[b, 1] - ya
        xc, yc = corners[c, 0] - xa, corners[c, 1] - ya
        top = max(0, int(ya + min(0.0, yb, yc)))
        bottom = min(height - 1, int(ya + max(0.0, yb, yc)))
        begin = max(0, int(xa + min(0.0, xb, xc)))
        end = min(width - 1, int(xa + max(0.0, xb, xc)))
        area = xb * yc - xc * yb
        if area == 0.0:
            continue
        for row in range(top >> _TILE_BITS, (bottom >> _TILE_BITS) + 1):
            for column in range(begin >> _TILE_BITS, (end >> _TILE_BITS) + 1):
                tile = tiles[row, column]
                if tile < 0:
                    continue
                share = 1.0 / area
                b_right, b_down, c_right, c_down = yc * share, -xc * share, -yb * share, xb * share
                reach_b, reach_c = 0.5 * (abs(b_right) + abs(b_down)), 0.5 * (abs(c_right) + abs(c_down))
                reach_a = 0.5 * (abs(b_right + c_right) + abs(b_down + c_down))
                da = corners[a, 2]
                db, dc = corners[b, 2] - da, corners[c, 2] - da
                nearest = da + min(0.0, db, dc)
                for i in range(max(top, row * TILE), min(bottom + 1, (row + 1) * TILE)):
                    for j in range(max(begin, column * TILE), min(end + 1, (column + 1) * TILE)):
                        slot = slots[tile, i & (TILE - 1), j & (TILE - 1)]
                        if slot < 0 or nearest >= farthest[slot]:
                            continue
                        dx, dy = j + 0.5 - xa, i + 0.5 - ya
                        share_b, share_c = dx * b_right + dy * b_down, dx * c_right + dy * c_down
                        if share_b < -reach_b or share_c < -reach_c or share_b + share_c > 1.0 + reach_a:
                            continue  # it only touches the pixel's row and column
                        own = np.uintp(slot)
                        _sample(
                            np.float32(share_b - _INSET * (b_right + b_down)),
                            np.float32(b_right / SIDE),
                            np.float32(b_down / SIDE),
                            np.float32(share_c - _INSET * (c_right + c_down)),
                            np.float32(c_right / SIDE),
                            np.float32(c_down / SIDE),
                            np.float32(da),
                            np.float32(db),
                            np.float32(dc),
                            np.int32(t),
                            own,
                            far,
                            owners,
                        )
                        farthest[own] = _greatest(far, own)


@inlined(fastmath=True)
def _take(owners: Any, slot: Any, owner: Any) -> Any:
    """Take the samples of an owner away; return how many there were, and the sums of their columns and rows.

    They are the lowest three bytes.
    """
    sums = np.int32(0)
    for k in range(SAMPLES):
        here = owners[slot, k]
        mine = here == owner
        sums += np.int32(1 + ((k & (SIDE - 1)) << 8) + ((k >> 2) << 16)) if mine else np.int32(0)
        owners[slot, k] = np.int32(-1) if mine else here
    return sums


@inlined(fastmath=True)
def _color(corners: Any, a: Any, b: Any, c: Any, lines: Any, x: Any, y: Any) -> Any:
    """Return the colour of a triangle at a point of the picture, its lines on it."""
    xa, ya = corners[a, 0], corners[a, 1]
    xb, yb = corners[b, 0] - xa, corners[b, 1] - ya
    xc, yc = corners[c, 0] - xa, corners[c, 1] - ya
    share = 1.0 / (xb * yc - xc * yb)
    dx, dy = x - xa, y - ya
    share_b, share_c = (dx * yc - dy * xc) * share, (dy * xb - dx * yb) * share
    ruled, high = 0.0, 0.0
    for k in range(6, WIDTH):
        up, over = corners[b, k] - corners[a, k], corners[c, k] - corners[a, k]
        right, down = _slopes(up, over, xb, yb, xc, yc, share)
        half_width = lines[1, 3] if k == 6 else lines[0, 3]
        spacing = _spacing(corners[a, k], corners[b, k], corners[c, k], right, down, half_width + 0.5)
        if spacing > 0.0:
            cover = _line(corners[a, k] + share_b * up + share_c * over, spacing, half_width)
            if k == 6:
                high = lines[1, 4] * cover
            else:
                ruled = max(ruled, lines[0, 4] * cover)
    red = _blend(corners, a, b, c, share_b, share_c, 3, ruled, lines[0, 0], high, lines[1, 0])
    green = _blend(corners, a, b, c, share_b, share_c, 4, ruled, lines[0, 1], high, lines[1, 1])
    blue = _blend(corners, a, b, c, share_b, share_c, 5, ruled, lines[0, 2], high, lines[1, 2])
    return red, green, blue


@inlined(fastmath=True)
def _blend(
    corners: Any,
    a: Any,
    b: Any,
    c: Any,
    share_b: Any,
    share_c: Any,
    k: Any,
    ruled: Any,
    ruling: Any,
    high: Any,
    contour: Any,
) -> Any:
    start = corners[a, k]
    plain = start + share_b * (corners[b, k] - start) + share_c * (corners[c, k] - start)
    plain += ruled * (ruling - plain)
    return plain + high * (contour - plain)


@compiled(
    "void(float64[:,::1], int32[:,::1], float64[:,::1], float32[:,::1], float32, uint32[:,::1],"
    " float64[:,::1])",
    fastmath=True,
)
def smooth(
    corners: Any, triangles: Any, lines: Any, depth: Any, jump: Any, picture: Any, dither: Any
) -> None:
    """Draw those pixels again that a border or a fold may cross, with `SIDE` × `SIDE` samples each.

    Parameters
    ----------
    jump
        From which difference in depth on neighbours may belong to different parts of the surface.
    corners, triangles, lines, depth, picture, dither
        As of `fill`, which has drawn them.
    """
    height, width = depth.shape
    tiles = np.full((height // TILE + 1, width // TILE + 1), -1, np.int32)
    slots = np.empty((tiles.size, TILE, TILE), np.int32)  # as if all were borders; most is never touched
    places = np.empty((depth.size, 2), np.int32)
    found = _find_borders(depth, jump, tiles, slots, places)
    owners, far = np.full((found, SAMPLES), -1, np.int32), np.full((found, SAMPLES), NOTHING)
    farthest = np.full(found, NOTHING)
    _find_owners(corners, triangles, tiles, slots, owners, far, farthest, depth.shape)
    for slot in range(found):
        i, j = places[slot, 0], places[slot, 1]
        red, green, blue, covered = 0.0, 0.0, 0.0, 0
        for k in range(SAMPLES):
            owner = owners[slot, k]
            if owner < 0:
                continue
            sums = _take(owners, np.uintp(slot), owner)
            count = sums & 255
            r, g, b = _color(
                corners,
                np.uintp(triangles[owner, 0]),
                np.uintp(triangles[owner, 1]),
                np.uintp(triangles[owner, 2]),
                lines,
                j + (((sums >> 8) & 255) / count + 0.5) / SIDE,
                i + ((sums >> 16) / count + 0.5) / SIDE,
            )
            red, green, blue, covered = red + count * r, green + count * g, blue + count * b, covered + count
        opacity = np.uint32(covered * 255 // SAMPLES)
        share, threshold = 1.0 / SAMPLES, dither[i & 7, j & 7]
        picture[i, j] = _word(red * share, green * share, blue * share, threshold, opacity)

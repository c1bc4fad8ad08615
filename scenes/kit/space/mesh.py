"""The cells of a height field: which face the eye, their light, their order, what a height cuts off them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import cairo
import numpy as np
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats

Bools = NDArray[np.bool_]

LIGHT = np.array([-0.50, -0.36, 0.79])
"""Unit vector towards the light, in world coordinates: shades turn with the surface."""

AMBIENT, DIFFUSE, UNDERSIDE = 0.66, 0.43, 0.7
"""Shares of a colour: everywhere, where the light falls straight on it, and left over seen from below."""


class Grid(NamedTuple):
    """World coordinates of a surface's rows and columns, its heights, and which of them carry lines."""

    x: Floats
    y: Floats
    z: Floats
    ruled_x: Bools
    ruled_y: Bools

    def points(self) -> Floats:
        """World points, shape (nx + 1, ny + 1, 3)."""
        points = np.empty((*self.z.shape, 3))
        points[..., 0], points[..., 1], points[..., 2] = self.x[:, None], self.y, self.z
        return points


class Cells(NamedTuple):
    """Cells in the order of drawing.

    World corners, shape (n, 4, 3), and how bright they are, shape (n, 4, 1); which sides carry a line,
    shape (n, 4); which cells are on a border or fold, and which the top or bottom of the space cuts.
    """

    corners: Floats
    lights: Floats
    ruled: Bools
    rim: Bools
    cut: Bools


class Pieces(NamedTuple):
    """What a surface paints, in this order: scene quads, shape (n, 4, 2), and their colours, shape (n, 3).

    ``smooth`` says which have smooth outlines. What is ``cut`` takes the next of ``outlines`` in
    place of its quad. After each quad, ``line_counts`` of ``lines``, shape (m, 4), are stroked.
    """

    quads: Floats
    colors: Floats
    smooth: Bools
    cut: Bools
    line_counts: NDArray[np.int_]
    outlines: list[list[list[float]]]
    lines: Floats

    def rows(self, chunk: int = 256) -> Iterator[list[float]]:
        """Yield what belongs to each quad; in chunks, for a list of all numbers takes long to allocate."""
        columns = [self.quads.reshape(-1, 8), self.colors, self.smooth, self.cut, self.line_counts]
        table = np.column_stack(columns)
        for first in range(0, len(table), chunk):
            yield from table[first : first + chunk].tolist()


def corners_of(values: Floats) -> Floats:
    """Return what a grid's corners (nx + 1, ny + 1, d) give its cells: (nx, ny, 4, d), counter-clockwise."""
    return np.stack([values[:-1, :-1], values[1:, :-1], values[1:, 1:], values[:-1, 1:]], axis=2)


def extremes(values: Floats) -> tuple[Floats, Floats]:
    """Return the least and the largest of four values, shape (..., 4) -> (...) each; NaN if one is."""
    first, second, third, fourth = np.moveaxis(values, -1, 0)  # NumPy is slow along so short an axis
    low = np.minimum(np.minimum(first, second), np.minimum(third, fourth))
    return low, np.maximum(np.maximum(first, second), np.maximum(third, fourth))


def _cross(first: Floats, second: Floats) -> Floats:
    return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])


def facing_eye(corners: Floats, eye: Floats) -> tuple[Floats, Bools]:
    """Return the cells' upward unit normals, and which of them turn their upper side to the eye."""
    one, other = (corners[:, :, k + 2] - corners[:, :, k] for k in (0, 1))
    normals = np.stack(
        [_cross(one[..., [k, m]], other[..., [k, m]]) for k, m in ((1, 2), (2, 0), (0, 1))], -1
    )
    normals /= np.sqrt(_dot(normals, normals))[..., None]
    middles = (corners[:, :, 0] + corners[:, :, 1] + corners[:, :, 2] + corners[:, :, 3]) / 4
    return normals, np.asarray(_dot(normals, eye - middles) >= 0)


def _dot(first: Floats, second: Floats) -> Floats:
    return np.asarray(np.einsum("...k,...k", first, second))


def lights_of(normals: Floats) -> Floats:
    """Return how bright a grid's corners are, shape (nx + 1, ny + 1, 1), from its cells' normals.

    A corner is lit by the mean of the normals around it, so that the shades run on smoothly.
    """
    around = np.pad(np.nan_to_num(normals), ((1, 1), (1, 1), (0, 0)), mode="edge")
    smooth = around[:-1, :-1] + around[1:, :-1] + around[:-1, 1:] + around[1:, 1:]
    smooth /= np.linalg.norm(smooth, axis=-1, keepdims=True) + 1e-12
    return np.asarray(AMBIENT + DIFFUSE * np.clip(smooth @ LIGHT, 0, 1)[..., None])


def strips_of(cells: Floats, counts: NDArray[np.int_]) -> tuple[NDArray[np.int_], Floats]:
    """Split cells, values at their corners of shape (n, 4, d), into as many strips as `_strip_counts` says.

    Returns the cell that each strip is of, shape (m,), and the values at its corners, shape (m, 4, d).
    """
    turned, counts = counts[1] > 1, counts.max(axis=0)
    owners = np.repeat(np.arange(len(cells)), counts)
    place = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    begin, end = (place / counts[owners])[:, None], ((place + 1) / counts[owners])[:, None]
    cells = np.where(turned[:, None, None], np.roll(cells, -1, axis=1), cells)[owners]
    first, second, third, fourth = np.moveaxis(cells, 1, 0)
    one, other = second - first, third - fourth
    strips = [first + begin * one, first + end * one, fourth + end * other, fourth + begin * other]
    return owners, np.stack(strips, axis=1)


def beside_change(cells: Bools, beyond: bool | None) -> Bools:
    """Return the cells that have a neighbour with another value; past the border it is `beyond`."""
    found = np.zeros_like(cells)
    for axis in (0, 1):
        here, mark = np.moveaxis(cells, axis, 0), np.moveaxis(found, axis, 0)
        differs = here[1:] != here[:-1]
        mark[1:] |= differs
        mark[:-1] |= differs
        if beyond is not None:
            mark[0] |= here[0] != beyond
            mark[-1] |= here[-1] != beyond
    return found


def back_to_front(grid: Grid, eye: Floats) -> NDArray[np.int_]:
    """Return the cells' indices so that none covers a later one.

    Of two cells in a row, a sight line meets the one nearer to the eye's own row or column first:
    from outside in along both axes is therefore right for any height field.
    """
    middles = (grid.x[1:] + grid.x[:-1]) / 2, (grid.y[1:] + grid.y[:-1]) / 2
    far_x, far_y = (np.argsort(-np.abs(along - eye[k]), kind="stable") for k, along in enumerate(middles))
    return np.asarray((far_x[:, None] * len(far_y) + far_y).ravel())


def grown_quads(quads: Floats, margins: Floats) -> Floats:
    """Push the sides of quads, shape (n, 4, 2), outwards by margins, shape (n,): neighbours overlap."""
    x, y = np.moveaxis(quads, (2, 1), (0, 1)).copy()  # corner by corner, each an array of its own
    right, up = np.roll(x, -1, axis=0) - x, np.roll(y, -1, axis=0) - y
    turning = np.sign((x[2] - x[0]) * (y[3] - y[1]) - (y[2] - y[0]) * (x[3] - x[1]))
    unit = turning / (np.sqrt(right**2 + up**2) + 1e-12)
    out_x, out_y = up * unit, -right * unit
    mitre_x, mitre_y = out_x + np.roll(out_x, 1, axis=0), out_y + np.roll(out_y, 1, axis=0)
    # A mitre's length is the margin over half its square; sharp corners are blunted.
    length = margins / np.maximum(0.5 * (mitre_x**2 + mitre_y**2), 0.35)
    return np.stack([(x + mitre_x * length).T, (y + mitre_y * length).T], axis=-1)


def cut_to_heights(polygons: Floats, top: float) -> tuple[Floats, NDArray[np.int_], Floats]:
    """Cut polygons, shape (n, 4, 3), to heights 0..top.

    Returns their outlines, shape (n, 16, 3), and the edges along which they were cut: the polygon
    that each is of, shape (k,), and its ends, shape (k, 2, 3).
    """
    outlines = _below(_below(polygons, top) * [1, 1, -1], 0.0) * [1, 1, -1]
    onward = np.roll(outlines, -1, axis=1)
    level = np.abs(outlines[..., 2] - top / 2) > top / 2 - 1e-9
    brink = level & np.roll(level, -1, axis=1) & (np.abs(onward - outlines).max(axis=2) > 1e-9)
    return outlines, np.nonzero(brink)[0], np.stack([outlines, onward], axis=2)[brink]


def sides_left(cells: Cells, top: float) -> tuple[NDArray[np.int_], Floats]:
    """Return what heights 0..top leave of cells' ruled sides: whose, shape (k,), and both ends, (k, 2, 3)."""
    owners, sides = np.nonzero(cells.ruled)
    first, last = cells.corners[owners, sides], cells.corners[owners, (sides + 1) % 4]
    rise = last[:, 2] - first[:, 2]
    rise = np.where(np.abs(rise) < 1e-12, 1e-12, rise)
    at_bottom, at_top = -first[:, 2] / rise, (top - first[:, 2]) / rise
    begin = np.maximum(0, np.minimum(at_bottom, at_top))
    end = np.minimum(1, np.maximum(at_bottom, at_top))
    left = begin < end
    ends = [first + share[:, None] * (last - first) for share in (begin, end)]
    return owners[left], np.stack(ends, axis=1)[left]


def _below(polygons: Floats, level: float) -> Floats:
    """Cut polygons, shape (n, k, 3), at a height; returns what is below, shape (n, 2 k, 3).

    Corners that are not needed repeat the one before.
    """
    onward = np.roll(polygons, -1, axis=1)
    inside, inside_next = polygons[..., 2] <= level, onward[..., 2] <= level
    rise = onward[..., 2] - polygons[..., 2]
    share = (level - polygons[..., 2]) / np.where(rise == 0, 1.0, rise)
    crossings = polygons + share[..., None] * (onward - polygons)
    crossings[..., 2] = level
    count, corners = polygons.shape[:2]
    result = np.stack([polygons, crossings], axis=2).reshape(count, 2 * corners, 3)
    needed = np.stack([inside, inside != inside_next], axis=2).reshape(count, 2 * corners)
    places: NDArray[np.int_] = np.where(np.tile(needed, 2), np.arange(4 * corners), 0)
    latest = np.maximum.accumulate(places, axis=1)[:, 2 * corners :] % (2 * corners)
    return np.asarray(np.take_along_axis(result, latest[..., None], axis=1))


def fill_outline(ctx: cairo.Context[Any], outline: list[list[float]]) -> None:
    """Fill a closed outline of [x, y] corners."""
    ctx.move_to(*outline[0])
    for x, y in outline[1:]:
        ctx.line_to(x, y)
    ctx.close_path()
    ctx.fill_preserve()
    ctx.stroke()

"""The cells of a height field: which face the eye, their light, their order, what a height cuts off them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import cairo
import numpy as np
from numpy.typing import NDArray

from scenes.kit.painted import Floats

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

    def rows(self, chunk: int = 256) -> Iterator[tuple[float, ...]]:
        """Yield what belongs to each quad; in chunks, for a list of all numbers takes long to allocate."""
        columns = [self.quads.reshape(-1, 8), self.colors, self.smooth, self.cut, self.line_counts]
        table = np.column_stack(columns)
        for first in range(0, len(table), chunk):
            yield from map(tuple, table[first : first + chunk].tolist())


def corners_of(values: Floats) -> Floats:
    """Return what a grid's corners (nx + 1, ny + 1, d) give its cells: (nx, ny, 4, d), counter-clockwise."""
    return np.stack([values[:-1, :-1], values[1:, :-1], values[1:, 1:], values[:-1, 1:]], axis=2)


def _cross(first: Floats, second: Floats) -> Floats:
    return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])


def facing_eye(corners: Floats, eye: Floats) -> tuple[Floats, Bools]:
    """Return the cells' upward unit normals, and which of them turn their upper side to the eye."""
    normals = np.cross(corners[:, :, 2] - corners[:, :, 0], corners[:, :, 3] - corners[:, :, 1])
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    return normals, np.asarray((normals * (eye - corners.mean(axis=2))).sum(axis=-1) >= 0)


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
    sides = np.roll(quads, -1, axis=1) - quads
    sides /= np.linalg.norm(sides, axis=-1, keepdims=True) + 1e-12
    turning = np.sign(_cross(quads[:, 2] - quads[:, 0], quads[:, 3] - quads[:, 1]))
    outward = np.stack([sides[..., 1], -sides[..., 0]], axis=-1) * turning[:, None, None]
    mitre = outward + np.roll(outward, 1, axis=1)
    # A mitre's length is the margin over half its square; sharp corners are blunted.
    length = margins[:, None, None] / np.maximum(0.5 * (mitre**2).sum(axis=-1, keepdims=True), 0.35)
    return np.asarray(quads + mitre * length)


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

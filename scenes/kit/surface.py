"""A height field in a space, and what lives on it: path, ball, arrow, drop line, and marks on the floor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, ClassVar, NamedTuple, Self, cast

import cairo
import numpy as np
from contourpy import ContourGenerator, contour_generator
from manim import Mobject
from numpy.typing import NDArray

from scenes.kit import palette
from scenes.kit.marks import OUTLINE_WIDTH
from scenes.kit.painted import Floats, Painted, PaintingCamera, set_source, trace
from scenes.kit.space import Space

Bools = NDArray[np.bool_]

GHOST = 0.3
"""Opacity of what the surface hides."""

LIGHT = np.array([-0.50, -0.36, 0.79])
"""Unit vector towards the light, in world coordinates: shades turn with the surface."""

AMBIENT, DIFFUSE, UNDERSIDE = 0.66, 0.43, 0.7
"""Shares of a colour: everywhere, where the light falls straight on it, and left over seen from below."""

DARK, BRIGHT = palette.rgb(palette.OUTLINE), palette.rgb(palette.TEXT)

RULING = 0.28
"""Opacity of the lines on a surface."""

TOUCH = 0.012
"""World units within which a point counts as lying on the surface."""

MARCH = 40
"""Samples along a sight line."""

PIECE = 0.02
"""World units between the samples of a path on the surface."""

VISIBLE, MOST_STRIPS = 0.024, 4
"""Change of colour over a cell from which on it is split into strips; and how many at most."""

CONTOUR_CELLS = 90
"""Along x and along y, for contour lines."""

FAR = 1e3
"""World units at which infinite heights are put, for they could not be interpolated."""


class InSpace(Painted):
    """A painted mobject in a space, drawn from world coordinates as the view is while it is painted.

    Add it to the scene after the space, so that it is drawn anew whenever the view turns. ``points``
    are the panel's corners, so that layout sees the panel. A copy stays in the same space and on the
    same surface: what ``refers`` names is not copied along, unless a whole group with it is.
    """

    refers: ClassVar[tuple[str, ...]] = ("space",)

    def __init__(self, space: Space, color: str = palette.TEXT, opacity: float = 1.0) -> None:
        super().__init__(space.view.points, color=color, opacity=opacity)
        self.space = space

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy all but what the mobject refers to."""
        kept = {id(thing): thing for thing in (getattr(self, name) for name in self.refers)}
        kept = {key: thing for key, thing in kept.items() if key not in memo}
        memo.update(kept)
        clone = super().__deepcopy__(memo)
        for key in kept:
            del memo[key]
        return clone


class Surface(InSpace):
    """A height field z = f(x, y) over a space's floor, as one mobject.

    It is cut along the top and bottom of the space: what lies beyond is left out. Cells with a corner
    that is NaN are left out too. Create lets it grow along x; Transform works between equal
    resolutions.

    Parameters
    ----------
    space
        Its x and y range are the floor that is sampled; its view is how it is seen.
    function
        An objective (its ``value``), or a function of points, shape (..., 2) -> (...).
    resolution
        Cells along x and y.
    lines_every
        Cells between the fine lines on it; 0 draws none.
    opacity
        Of the surface as a whole: what is behind a translucent surface shows, its own back does not.

    Attributes
    ----------
    heights
        World heights of the grid's corners, shape (nx + 1, ny + 1).

    Raises
    ------
    ValueError
        If the function does not return one number for each point.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "heights")

    def __init__(
        self,
        space: Space,
        function: Any,
        resolution: tuple[int, int] = (40, 40),
        lines_every: int = 5,
        opacity: float = 1.0,
    ) -> None:
        super().__init__(space, opacity=opacity)
        values = _heights(function, space, resolution)[2]
        self.heights = np.clip(space.c2p(0.0, 0.0, values)[..., 2], -FAR, FAR)
        self.lines_every = lines_every

    @property
    def top(self) -> float:
        """World height above which the surface is left out."""
        return float(self.space.view.size[2])

    def height_at(self, x: Any, y: Any) -> Floats:
        """Return the drawn surface's world height at world coordinates; NaN beside it."""
        size, (rows, columns) = self.space.view.size, np.array(self.heights.shape) - 1
        u = (np.asarray(x, dtype=float) / size[0] + 0.5) * rows
        v = (np.asarray(y, dtype=float) / size[1] + 0.5) * columns
        beside = ~(
            (np.abs(u - rows / 2) <= rows / 2 + 1e-9) & (np.abs(v - columns / 2) <= columns / 2 + 1e-9)
        )
        i = np.clip(np.where(beside, 0, u).astype(int), 0, rows - 1)
        j = np.clip(np.where(beside, 0, v).astype(int), 0, columns - 1)
        s, t, flat, corner = u - i, v - j, self.heights.ravel(), i * (columns + 1) + j
        near = (1 - t) * flat[corner] + t * flat[corner + 1]
        far = (1 - t) * flat[corner + columns + 1] + t * flat[corner + columns + 2]
        return np.asarray(np.where(beside, np.nan, (1 - s) * near + s * far))

    def lift(self, x: Any, y: Any) -> Floats:
        """Return world points, shape (..., 3), on the drawn surface at coordinates of the space.

        NaN where nothing is drawn: beside the floor, and above or below the space.
        """
        points = self.space.c2p(x, y, self.space.ranges[2, 0])
        return self.lifted(points[..., :2])

    def lifted(self, floor: Floats) -> Floats:
        """Return the same for world points on the floor, shape (..., 2)."""
        heights = self.height_at(floor[..., 0], floor[..., 1])
        outside = ~((heights >= -TOUCH) & (heights <= self.top + TOUCH))
        return np.concatenate([floor, np.where(outside, np.nan, heights)[..., None]], axis=-1)

    def normal(self, floor: Floats) -> Floats:
        """Return the upward unit normal, shape (3,), above a world point on the floor, shape (2,)."""
        reach = self.space.view.size[:2] / (np.array(self.heights.shape) - 1)
        limit = self.space.view.size[:2] / 2
        slopes = []
        for axis in (0, 1):
            step = reach[axis] * np.eye(2)[axis]
            ends = np.clip([floor - step, floor + step], -limit, limit)
            rise = self.height_at(ends[:, 0], ends[:, 1])
            slopes.append((rise[1] - rise[0]) / (ends[1, axis] - ends[0, axis]))
        upward = np.array([-slopes[0], -slopes[1], 1.0])
        return np.asarray(upward / np.linalg.norm(upward))

    def hides(self, points: Any) -> Bools:
        """Return which world points, shape (n, 3), the surface hides from the eye, shape (n,).

        A point is hidden if its sight line passes to the other side of the surface. Points on the
        surface count as lying on its upper side.
        """
        start = np.asarray(points, dtype=float).reshape(-1, 3)
        way = self.space.view.eye - start
        limits = self.space.view.size * [0.5, 0.5, 1.0]
        walls = np.where(way > 0, limits, limits * [-1, -1, 0])
        exits = np.divide(walls - start, way, out=np.full_like(way, np.inf), where=way != 0)
        leaves = np.clip(exits.min(axis=1), 0, 1)
        # Closer together near the point, where a little makes the difference.
        shares = leaves[:, None] * (np.arange(MARCH + 1) / MARCH) ** 1.5
        x, y, z = (start[:, k, None] + shares * way[:, k, None] for k in range(3))
        above = z - self.height_at(x, y)
        over, under = above > TOUCH, above < -TOUCH
        first = np.argmax(over | under, axis=1)
        from_below = np.where(np.isnan(above[:, 0]), under[np.arange(len(start)), first], under[:, 0])
        return np.asarray(np.where(from_below, over.any(axis=1), under.any(axis=1)))

    def align_points(self, mobject: Mobject) -> Self:
        """Refuse to become a surface of another resolution."""
        if not isinstance(mobject, Surface) or mobject.heights.shape != self.heights.shape:
            raise ValueError("A surface becomes only a surface of equal resolution: give both one, or fade.")
        return self

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the cells from back to front, each with the lines on its sides."""
        grid = self._shown_grid()
        if grid is None:
            return
        if self.opacity < 1:
            ctx.push_group()
        self._paint_pieces(ctx, camera.pixel, self._pieces(self._cells(grid), camera.pixel))
        if self.opacity < 1:
            ctx.pop_group_to_source()
            ctx.paint_with_alpha(self.opacity)

    def _shown_grid(self) -> _Grid | None:
        """Return the grid as far as Create has got, its last row where the growing edge is."""
        rows, columns = np.array(self.heights.shape) - 1
        low, high = self.shown[0] * rows, self.shown[1] * rows
        if high - low < 1e-6:
            return None
        places = np.unique(np.concatenate([[low], np.arange(np.ceil(low), high), [high]]))
        whole = np.minimum(places.astype(int), rows - 1)
        share = (places - whole)[:, None]
        heights = (1 - share) * self.heights[whole] + share * self.heights[whole + 1]
        size = self.space.view.size
        every = self.lines_every or max(rows, columns) + 1
        return _Grid(
            x=(places / rows - 0.5) * size[0],
            y=np.linspace(-size[1] / 2, size[1] / 2, columns + 1),
            z=self.heights if len(places) == rows + 1 else heights,
            ruled_x=places % every == 0,
            ruled_y=np.arange(columns + 1) % every == 0,
        )

    def _cells(self, grid: _Grid) -> _Cells:
        """Return the cells that are seen, in the order of drawing."""
        corners = _corners(grid.points())
        z = corners[..., 2]
        with np.errstate(invalid="ignore"):
            present = ~np.isnan(z).any(axis=2) & (z.min(axis=2) < self.top) & (z.max(axis=2) > 0)
            cut = present & ((z.max(axis=2) > self.top) | (z.min(axis=2) < 0))
        normals, upside = _facing(corners, self.space.view.eye)
        lights = _corners(_lights(normals)) * np.where(upside, 1.0, UNDERSIDE)[..., None, None]
        rim = _beside_change(present & ~cut, False) | _beside_change(upside, None)
        order = _back_to_front(grid, self.space.view.eye)
        order = order[present.ravel()[order]]
        return _Cells(
            corners=corners.reshape(-1, 4, 3)[order],
            lights=lights.reshape(-1, 4, 1)[order],
            ruled=self._ruled_sides(grid, present).reshape(-1, 4)[order],
            rim=rim.ravel()[order],
            cut=cut.ravel()[order],
        )

    def _pieces(self, cells: _Cells, pixel: float) -> _Pieces:
        """Return what is painted of the cells: strips of one colour, and lines."""
        top, project = self.top, self.space.view.project
        counts = self._strip_counts(cells)
        owners, strips = _strips(np.concatenate([cells.corners, cells.lights], axis=2), counts)
        low, high = strips[..., 2].min(axis=1), strips[..., 2].max(axis=1)
        kept, cut = (low < top) & (high > 0), (low < 0) | (high > top)
        owners, strips, cut = owners[kept], strips[kept], cut[kept]
        outlines, brink_owners, brinks = _cut(strips[cut][..., :3], top)
        side_owners, sides = _left_of_sides(cells, top)
        line_owners = np.concatenate([side_owners, owners[cut][brink_owners]])
        lines = np.concatenate([sides, brinks])[np.argsort(line_owners, kind="stable")]
        last_of_cell = np.diff(owners, append=-1) != 0
        strips[..., 2] = np.clip(strips[..., 2], 0, top)
        margins = np.where(cells.rim[owners], 0.75, 0.3) * pixel
        return _Pieces(
            quads=_grown(project(strips[..., :3])[..., :2], margins),
            colors=self._colors(strips[..., 2:].mean(axis=1)),
            smooth=cells.rim[owners] | cut,
            cut=cut,
            line_counts=np.bincount(line_owners, minlength=len(cells.cut))[owners] * last_of_cell,
            outlines=project(outlines)[..., :2].tolist(),
            lines=project(lines)[..., :2].reshape(-1, 4),
        )

    def _colors(self, heights_and_lights: Floats) -> Floats:
        """Return the colours of world heights under lights, shape (..., 2) -> (..., 3)."""
        shares, lights = heights_and_lights[..., 0] / self.top, heights_and_lights[..., 1:]
        return np.clip(palette.level_colors(shares) * lights, 0, 1)

    def _strip_counts(self, cells: _Cells) -> NDArray[np.int_]:
        """Return into how many strips each cell is split along either of its axes, shape (2, n).

        One of the two is 1. A cell is split where its colour changes most, and finely where it is cut.
        """
        colors = self._colors(np.concatenate([cells.corners[..., 2:], cells.lights], axis=2))
        changes = np.where(cells.cut[:, None, None], cells.corners[..., 2:], colors)
        first, second, third, fourth = np.moveaxis(changes, 1, 0)
        along = np.abs(second + third - first - fourth).max(axis=1) / 2
        across = np.abs(third + fourth - first - second).max(axis=1) / 2
        needed = np.where(cells.cut, MOST_STRIPS, np.ceil(np.maximum(along, across) / VISIBLE))
        counts = np.clip(needed, 1, MOST_STRIPS).astype(int)
        return np.array([np.where(along >= across, counts, 1), np.where(along >= across, 1, counts)])

    def _ruled_sides(self, grid: _Grid, present: Bools) -> Bools:
        """Return which sides of each cell carry a line, shape (nx, ny, 4); sides as in `_corners`.

        A line between two cells is drawn with the nearer one, lest the other covers it.
        """
        ruled = np.zeros((*present.shape, 4), dtype=bool)
        if self.lines_every == 0:
            return ruled
        eye = self.space.view.eye
        for axis, (low_side, high_side) in enumerate(((3, 1), (0, 2))):
            along = (grid.x, grid.y)[axis]
            lines = (grid.ruled_x, grid.ruled_y)[axis]
            upper_is_near = np.append((along[1:] + along[:-1]) / 2 < eye[axis], False)
            cells = np.moveaxis(present, axis, 0)
            none = np.zeros((1, cells.shape[1]), dtype=bool)
            before, after = np.vstack([none, cells[:-1]]), np.vstack([cells[1:], none])
            low = (lines & upper_is_near)[:-1, None] | ~before
            high = (lines & ~upper_is_near)[1:, None] | ~after
            ruled[..., low_side] = np.moveaxis(low, 0, axis)
            ruled[..., high_side] = np.moveaxis(high, 0, axis)
        return ruled

    def _paint_pieces(self, ctx: cairo.Context[Any], pixel: float, pieces: _Pieces) -> None:
        """Fill strips and stroke lines, one after the other: the loop that takes a surface's time."""
        line_color = (*DARK[::-1].tolist(), RULING)
        outlines, lines = iter(pieces.outlines), iter(pieces.lines.tolist())
        smoothed = -1.0
        ctx.set_line_width(1.1 * pixel)
        for x0, y0, x1, y1, x2, y2, x3, y3, red, green, blue, smooth, cut, line_count in pieces.rows():
            if smooth != smoothed:
                ctx.set_antialias(cairo.ANTIALIAS_FAST if smooth else cairo.ANTIALIAS_NONE)
                smoothed = smooth
            ctx.set_source_rgb(blue, green, red)
            if cut:
                _fill_outline(ctx, next(outlines))
            else:
                ctx.move_to(x0, y0)
                ctx.line_to(x1, y1)
                ctx.line_to(x2, y2)
                ctx.line_to(x3, y3)
                ctx.fill()
            if line_count:
                ctx.set_antialias(cairo.ANTIALIAS_FAST)
                smoothed = 1.0
                ctx.set_source_rgba(*line_color)
                for begin_x, begin_y, end_x, end_y in islice(lines, int(line_count)):
                    ctx.move_to(begin_x, begin_y)
                    ctx.line_to(end_x, end_y)
                ctx.stroke()


def _heights(function: Any, space: Space, cells: tuple[int, int]) -> tuple[Floats, Floats, Floats]:
    """Return x and y of a grid over a space's floor, and the values there, shape (nx + 1, ny + 1)."""
    value: Callable[[Floats], Floats] = getattr(function, "value", function)
    (x_low, x_high), (y_low, y_high), _ = space.ranges.tolist()
    x, y = np.linspace(x_low, x_high, cells[0] + 1), np.linspace(y_low, y_high, cells[1] + 1)
    points = np.stack(np.meshgrid(x, y, indexing="ij"), axis=-1)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        heights = np.asarray(value(points), dtype=float)
    if heights.shape != points.shape[:2]:
        raise ValueError(f"There has to be a height for each point, {points.shape[:2]}, not {heights.shape}.")
    return x, y, heights


class _Grid(NamedTuple):
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


class _Cells(NamedTuple):
    """Cells in the order of drawing.

    World corners, shape (n, 4, 3), and how bright they are, shape (n, 4, 1); which sides carry a line,
    shape (n, 4); which cells are on a border or fold, and which the top or bottom of the space cuts.
    """

    corners: Floats
    lights: Floats
    ruled: Bools
    rim: Bools
    cut: Bools


class _Pieces(NamedTuple):
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


def _corners(values: Floats) -> Floats:
    """Return what a grid's corners (nx + 1, ny + 1, d) give its cells: (nx, ny, 4, d), counter-clockwise."""
    return np.stack([values[:-1, :-1], values[1:, :-1], values[1:, 1:], values[:-1, 1:]], axis=2)


def _cross(first: Floats, second: Floats) -> Floats:
    return np.asarray(first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0])


def _facing(corners: Floats, eye: Floats) -> tuple[Floats, Bools]:
    """Return the cells' upward unit normals, and which of them turn their upper side to the eye."""
    normals = np.cross(corners[:, :, 2] - corners[:, :, 0], corners[:, :, 3] - corners[:, :, 1])
    normals /= np.linalg.norm(normals, axis=-1, keepdims=True)
    return normals, np.asarray((normals * (eye - corners.mean(axis=2))).sum(axis=-1) >= 0)


def _lights(normals: Floats) -> Floats:
    """Return how bright a grid's corners are, shape (nx + 1, ny + 1, 1), from its cells' normals.

    A corner is lit by the mean of the normals around it, so that the shades run on smoothly.
    """
    around = np.pad(np.nan_to_num(normals), ((1, 1), (1, 1), (0, 0)), mode="edge")
    smooth = around[:-1, :-1] + around[1:, :-1] + around[:-1, 1:] + around[1:, 1:]
    smooth /= np.linalg.norm(smooth, axis=-1, keepdims=True) + 1e-12
    return np.asarray(AMBIENT + DIFFUSE * np.clip(smooth @ LIGHT, 0, 1)[..., None])


def _strips(cells: Floats, counts: NDArray[np.int_]) -> tuple[NDArray[np.int_], Floats]:
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


def _beside_change(cells: Bools, beyond: bool | None) -> Bools:
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


def _back_to_front(grid: _Grid, eye: Floats) -> NDArray[np.int_]:
    """Return the cells' indices so that none covers a later one.

    Of two cells in a row, a sight line meets the one nearer to the eye's own row or column first:
    from outside in along both axes is therefore right for any height field.
    """
    middles = (grid.x[1:] + grid.x[:-1]) / 2, (grid.y[1:] + grid.y[:-1]) / 2
    far_x, far_y = (np.argsort(-np.abs(along - eye[k]), kind="stable") for k, along in enumerate(middles))
    return np.asarray((far_x[:, None] * len(far_y) + far_y).ravel())


def _grown(quads: Floats, margins: Floats) -> Floats:
    """Push the sides of quads, shape (n, 4, 2), outwards by margins, shape (n,): neighbours overlap."""
    sides = np.roll(quads, -1, axis=1) - quads
    sides /= np.linalg.norm(sides, axis=-1, keepdims=True) + 1e-12
    turning = np.sign(_cross(quads[:, 2] - quads[:, 0], quads[:, 3] - quads[:, 1]))
    outward = np.stack([sides[..., 1], -sides[..., 0]], axis=-1) * turning[:, None, None]
    mitre = outward + np.roll(outward, 1, axis=1)
    # A mitre's length is the margin over half its square; sharp corners are blunted.
    length = margins[:, None, None] / np.maximum(0.5 * (mitre**2).sum(axis=-1, keepdims=True), 0.35)
    return np.asarray(quads + mitre * length)


def _cut(polygons: Floats, top: float) -> tuple[Floats, NDArray[np.int_], Floats]:
    """Cut polygons, shape (n, 4, 3), to heights 0..top.

    Returns their outlines, shape (n, 16, 3), and the edges along which they were cut: the polygon
    that each is of, shape (k,), and its ends, shape (k, 2, 3).
    """
    outlines = _below(_below(polygons, top) * [1, 1, -1], 0.0) * [1, 1, -1]
    onward = np.roll(outlines, -1, axis=1)
    level = np.abs(outlines[..., 2] - top / 2) > top / 2 - 1e-9
    brink = level & np.roll(level, -1, axis=1) & (np.abs(onward - outlines).max(axis=2) > 1e-9)
    return outlines, np.nonzero(brink)[0], np.stack([outlines, onward], axis=2)[brink]


def _left_of_sides(cells: _Cells, top: float) -> tuple[NDArray[np.int_], Floats]:
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


def _fill_outline(ctx: cairo.Context[Any], outline: list[list[float]]) -> None:
    ctx.move_to(*outline[0])
    for x, y in outline[1:]:
        ctx.line_to(x, y)
    ctx.close_path()
    ctx.fill_preserve()
    ctx.stroke()


class OnSurface(InSpace):
    """A mobject on or near a surface, ghosted where the surface hides it; add it after the surface."""

    refers: ClassVar[tuple[str, ...]] = ("space", "surface")

    def __init__(self, surface: Surface, color: str, opacity: float = 1.0) -> None:
        super().__init__(surface.space, color, opacity)
        self.surface = surface

    def _stroke(self, ctx: cairo.Context[Any], points: Floats, width: float) -> None:
        """Stroke a path of world points, shape (n, 3): outlined where seen, faint where hidden.

        It is broken where a point is NaN.
        """
        good = np.asarray(np.isfinite(points).all(axis=1))
        hidden = self.surface.hides(points)
        flat = self.space.view.project(points)
        between = good[1:] & good[:-1]
        covered = hidden[1:] | hidden[:-1]
        ctx.set_line_cap(cairo.LINE_CAP_ROUND)
        ctx.set_line_join(cairo.LINE_JOIN_ROUND)
        for wanted, rgb, opacity, breadth in (
            (between & covered, self.rgb, GHOST, width),
            (between & ~covered, DARK, 1.0, width + 2 * OUTLINE_WIDTH),
            (between & ~covered, self.rgb, 1.0, width),
        ):
            for first, last in _runs(wanted):
                trace(ctx, flat[first : last + 1])
            ctx.set_line_width(breadth)
            set_source(ctx, rgb, opacity * self.opacity)
            ctx.stroke()


class _Path(OnSurface):
    """A path over the floor that grows from iterate to iterate."""

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "until")

    def __init__(
        self,
        surface: Surface,
        path: Any,
        until: float | None = None,
        color: str = palette.PATH,
        width: float = 4.5,
    ) -> None:
        super().__init__(surface, color)
        iterates = np.asarray(path, dtype=float).reshape(-1, 2)
        if len(iterates) == 0:
            raise ValueError("A path needs at least one iterate.")
        self.stroke_width = width
        self.until = float(len(iterates) - 1) if until is None else float(until)
        floor = surface.space.c2p(iterates[:, 0], iterates[:, 1], 0.0)[:, :2]
        self.lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(floor, axis=0), axis=1))])
        self.samples = _dense_places(self.lengths)
        self.floor = np.stack([np.interp(self.samples, self.lengths, floor[:, k]) for k in (0, 1)], axis=-1)

    def show_until(self, position: float) -> Self:
        """Show the path up to a position along its iterates."""
        self.until = position
        return self

    def floor_points(self) -> Floats:
        """Return world points of what is drawn now, shape (n, 2), closely spaced along the path."""
        grown = float(np.interp(self.until, np.arange(len(self.lengths)), self.lengths))
        low, high = (share * grown for share in self.shown)
        inner = self.samples[(self.samples > low) & (self.samples < high)]
        places = np.unique(np.concatenate([[low], inner, [high]]))
        return np.stack([np.interp(places, self.samples, self.floor[:, k]) for k in (0, 1)], axis=-1)


def _dense_places(lengths: Floats) -> Floats:
    """Return places along a path: its iterates, but none closer than half a piece, and some between."""
    kept = np.unique(np.floor(lengths / (PIECE / 2)), return_index=True)[1]
    corners = np.unique(np.append(lengths[kept], lengths[-1]))
    pieces = np.maximum(1, np.ceil(np.diff(corners) / PIECE)).astype(int)
    parts = [
        np.linspace(a, b, n, endpoint=False)
        for a, b, n in zip(corners[:-1], corners[1:], pieces, strict=True)
    ]
    return np.concatenate([*parts, corners[-1:]])


class SurfaceTrail(_Path):
    """The path of a descent, lying on the drawn surface also between its iterates.

    Parameters
    ----------
    surface
        What it lies on, also while that becomes another surface.
    path
        Iterates in the space's x and y, shape (n, 2).
    until
        Position along the iterates up to which it is drawn; None for all of them. Change it with
        `show_until`.
    width
        Stroke width, in Manim's unit.

    Raises
    ------
    ValueError
        If there is no iterate.
    """

    def world_points(self) -> Floats:
        """Return the drawn path's world points, shape (n, 3); NaN where the surface is left out."""
        return self.surface.lifted(self.floor_points())

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the path, ghosted where the surface hides it."""
        self._stroke(ctx, self.world_points(), self.stroke_width * camera.line_unit)


class FloorPath(_Path):
    """The same path projected on the floor, with the parameters of `SurfaceTrail`."""

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the path, ghosted where the surface hides it."""
        floor = self.floor_points()
        self._stroke(
            ctx, np.column_stack([floor, np.zeros(len(floor))]), self.stroke_width * camera.line_unit
        )


class _Spot(OnSurface):
    """What stands at a point over the floor."""

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "floor")

    def __init__(self, surface: Surface, x: float, y: float, color: str) -> None:
        super().__init__(surface, color)
        self.set_xy(x, y)

    def set_xy(self, x: float, y: float) -> Self:
        """Move to a point of the space's floor; ``mobject.animate.set_xy(...)`` follows the surface."""
        self.floor = self.space.c2p(x, y, 0.0)[:2]
        return self

    @property
    def foot(self) -> Floats:
        """World point, shape (3,), of the surface there; NaN where the surface is left out."""
        return self.surface.lifted(self.floor)


class SurfaceBall(_Spot):
    """A ball that lies on the surface, and fades to a ghost as the surface covers it.

    Parameters
    ----------
    surface
        What it lies on.
    x, y
        Where, in the space's coordinates; nothing is drawn where the surface is left out.
    radius
        In scene units, in the middle of the space.
    """

    def __init__(
        self, surface: Surface, x: float, y: float, color: str = palette.POINT, radius: float = 0.13
    ) -> None:
        super().__init__(surface, x, y, color)
        self.radius = radius

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Paint the shadow where it touches the surface, then the ball."""
        foot, view = self.foot, self.space.view
        if np.isnan(foot).any():
            return
        radius = self.radius / view.scale_factor
        normal = self.surface.normal(self.floor)
        middle = foot + radius * normal
        sides = middle + radius * np.vstack([view.axes, -view.axes[:2]])
        seen = 1.0 - float(self.surface.hides(sides).mean())
        flat = view.project(np.vstack([middle, middle + radius * view.axes[0]]))
        size = float(np.linalg.norm(flat[1] - flat[0])) * self.shown[1]
        self._paint_shadow(ctx, foot, normal, radius * self.shown[1], seen)
        self._paint_ball(ctx, flat[0], size, self.opacity * (GHOST + (1 - GHOST) * seen))

    def _paint_shadow(
        self, ctx: cairo.Context[Any], foot: Floats, normal: Floats, radius: float, seen: float
    ) -> None:
        """Darken the surface around the point of touch."""
        first = np.cross(normal, [0.0, 1.0, 0.0])
        first /= np.linalg.norm(first)
        turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)[:, None]
        ring = np.cos(turn) * first + np.sin(turn) * np.cross(normal, first)
        for share in (1.25, 0.9):
            trace(ctx, self.space.view.project(foot + share * radius * ring))
            set_source(ctx, DARK, 0.3 * seen * self.opacity)
            ctx.fill()

    def _paint_ball(self, ctx: cairo.Context[Any], center: Floats, radius: float, opacity: float) -> None:
        """Fill a disc so that it looks round: lit from above on the left, darker at its rim."""
        x, y = center[:2]
        ctx.arc(x, y, radius + OUTLINE_WIDTH, 0, 2 * np.pi)
        set_source(ctx, DARK, opacity)
        ctx.fill()
        bright = cairo.RadialGradient(
            x - 0.35 * radius, y + 0.4 * radius, 0.0, x - 0.1 * radius, y + 0.12 * radius, 1.15 * radius
        )
        for place, color in (
            (0.0, 0.2 * self.rgb + 0.8 * BRIGHT),
            (0.28, 0.75 * self.rgb + 0.25 * BRIGHT),
            (0.6, self.rgb),
            (1.0, 0.55 * self.rgb + 0.45 * DARK),
        ):
            red, green, blue = color
            bright.add_color_stop_rgba(place, blue, green, red, opacity)
        ctx.arc(x, y, radius, 0, 2 * np.pi)
        ctx.set_source(bright)
        ctx.fill()


class DropLine(_Spot):
    """A dashed line from the surface straight down to the floor."""

    dash: ClassVar[float] = 0.035
    """World units of a dash, and of the gap behind it."""

    def __init__(
        self, surface: Surface, x: float, y: float, color: str = palette.MUTED, width: float = 3.0
    ) -> None:
        super().__init__(surface, x, y, color)
        self.stroke_width = width

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the dashes from the floor up, ghosted where the surface hides them."""
        self._stroke(ctx, self.world_points(), self.stroke_width * camera.line_unit)

    def world_points(self) -> Floats:
        """Return the ends of the dashes from the floor up, shape (n, 3), with NaN behind each dash."""
        height = np.nan_to_num(self.foot[2]) * self.shown[1]
        begin = np.arange(0.0, height, 2 * self.dash)
        end = np.minimum(begin + self.dash, height)
        heights = np.column_stack([begin, end, np.full(len(begin), np.nan)]).ravel()
        return np.column_stack([np.tile(self.floor, (len(heights), 1)), heights])


class SurfaceArrow(_Spot):
    """An arrow that starts on the surface: a gradient, a step, a tangent.

    Parameters
    ----------
    surface
        What it starts on.
    x, y
        Where, in the space's coordinates.
    direction
        To its tip, in the space's coordinates: (dx, dy) for an arrow that lies on the surface,
        (dx, dy, dz) for a straight one, which a hollow surface hides where it runs below.
    width
        Stroke width, in Manim's unit; the head is in proportion to it, however short the arrow.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "floor", "way")

    def __init__(
        self,
        surface: Surface,
        x: float,
        y: float,
        direction: Any,
        color: str = palette.GRADIENT,
        width: float = 6.0,
    ) -> None:
        super().__init__(surface, x, y, color)
        self.stroke_width = width
        self.set_direction(direction)

    def set_direction(self, direction: Any) -> Self:
        """Point along (dx, dy) or (dx, dy, dz), in the space's coordinates."""
        given = np.asarray(direction, dtype=float)
        low, high = self.space.ranges[: len(given)].T
        self.way = given / (high - low) * self.space.view.size[: len(given)]
        return self

    def world_points(self) -> Floats:
        """Return world points along the arrow, shape (n, 3), from its tail to its tip."""
        shares = np.linspace(0, self.shown[1], 33)[:, None]
        if len(self.way) == 2:
            return self.surface.lifted(self.floor + shares * self.way)
        return np.asarray(self.foot + shares * self.way)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the shaft and fill the head, ghosted where the surface hides them."""
        points = self.world_points()
        points = points[np.isfinite(points).all(axis=1)]
        flat = self.space.view.project(points)[:, :2]
        to_tip = np.linalg.norm(flat - flat[-1:], axis=1)
        if len(flat) < 2 or to_tip[0] < 1e-6:
            return
        width = self.stroke_width * camera.line_unit
        head = 3.6 * width
        neck = int(np.count_nonzero(to_tip > 0.8 * head))
        if neck:
            self._stroke(ctx, points[: neck + 1], width)
        along = flat[-1] - flat[max(neck - 1, 0)]
        covered = bool(self.surface.hides(points[-1:])[0])
        self._paint_head(ctx, flat[-1], along / np.linalg.norm(along) * head, GHOST if covered else 1.0)

    def _paint_head(self, ctx: cairo.Context[Any], tip: Floats, along: Floats, opacity: float) -> None:
        across = 0.42 * np.array([-along[1], along[0]])
        trace(ctx, np.array([tip, tip - along + across, tip - 0.8 * along, tip - along - across]))
        ctx.close_path()
        ctx.set_line_join(cairo.LINE_JOIN_ROUND)
        ctx.set_line_width(2 * OUTLINE_WIDTH)
        if opacity == 1:
            set_source(ctx, DARK, self.opacity)
            ctx.stroke_preserve()
        set_source(ctx, self.rgb, opacity * self.opacity)
        ctx.fill()


class FloorContours(InSpace):
    """Contour lines on the floor, coloured by height; add them before the surface, which then hides them.

    Parameters
    ----------
    space
        On whose floor they lie.
    function
        As for `Surface`.
    levels
        In the space's z; nine even ones if None.
    """

    def __init__(self, space: Space, function: Any, levels: Any = None, width: float = 3.0) -> None:
        super().__init__(space)
        self.stroke_width = width
        x, y, heights = _heights(function, space, (CONTOUR_CELLS, CONTOUR_CELLS))
        generator = contour_generator(x, y, np.ma.masked_invalid(heights.T))
        floor, top = space.ranges[2].tolist()
        wanted = np.asarray(np.linspace(floor, top, 11)[1:-1] if levels is None else levels, dtype=float)
        self.lines = [_level_lines(space, generator, level) for level in wanted]
        # From a third of the colours on: the darkest would sink into the floor.
        self.colors = palette.level_colors(0.35 + 0.65 * (wanted - floor) / (top - floor))

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke level by level; Create draws along every line at once."""
        ctx.set_line_width(self.stroke_width * camera.line_unit)
        for lines, color in zip(self.lines, self.colors, strict=True):
            for line in lines:
                trace(ctx, self.space.view.project(line[: round(self.shown[1] * len(line))]))
            set_source(ctx, color, self.opacity)
            ctx.stroke()


def _level_lines(space: Space, generator: ContourGenerator, level: float) -> list[Floats]:
    """Return the contour lines of a level as world points on the floor, shape (n, 3) each."""
    lines = cast("list[Floats]", generator.lines(level))
    return [space.c2p(line[:, 0], line[:, 1], space.ranges[2, 0]) for line in lines]


def _runs(mask: Bools) -> Iterator[tuple[int, int]]:
    """Yield the index ranges [first, last) of consecutive True entries."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(int)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)

"""A height field in a space, as one painted mobject."""

from __future__ import annotations

from itertools import islice
from typing import Any, ClassVar, Self

import cairo
import numpy as np
from manim import Mobject
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats, PaintingCamera
from scenes.kit.space.axes import Space
from scenes.kit.space.base import InSpace, heights_over
from scenes.kit.space.mesh import (
    UNDERSIDE,
    Bools,
    Cells,
    Grid,
    Pieces,
    back_to_front,
    beside_change,
    corners_of,
    cut_to_heights,
    extremes,
    facing_eye,
    fill_outline,
    grown_quads,
    lights_of,
    sides_left,
    strips_of,
)
from scenes.kit.style import palette

RULING = 0.28
"""Opacity of the lines on a surface."""

TOUCH = 0.012
"""World units within which a point counts as lying on the surface."""

MARCH = 40
"""Samples along a sight line."""

VISIBLE, MOST_STRIPS = 0.024, 4
"""Change of colour over a cell from which on it is split into strips; and how many at most."""

THIN = 6.0
"""Pixels: no strip is much thinner."""

FAR = 1e3
"""World units at which infinite heights are put, for they could not be interpolated."""


class HeightField(InSpace):
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
    is_ground: ClassVar[bool] = True

    def __init__(
        self,
        space: Space,
        function: Any,
        resolution: tuple[int, int] = (40, 40),
        lines_every: int = 5,
        opacity: float = 1.0,
    ) -> None:
        super().__init__(space, opacity=opacity)
        values = heights_over(function, space, resolution)[2]
        self.heights = np.clip(space.c2p(0.0, 0.0, values)[..., 2], -FAR, FAR)
        self.lines_every = lines_every

    @property
    def top(self) -> float:
        """World height above which the surface is left out."""
        return float(self.space.view.size[2])

    def height_at(self, x: Any, y: Any) -> Floats:
        """Return the drawn surface's world height at world coordinates; NaN beside it.

        In a cell that is left out, for it has a corner without a value, it is the mean of the other corners'.
        """
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
        heights = np.where(beside, np.nan, (1 - s) * near + s * far)
        missing = np.isnan(heights) & ~beside
        if missing.any():
            corners = np.stack([flat[corner + k] for k in (0, 1, columns + 1, columns + 2)])
            count = np.isfinite(corners).sum(axis=0)
            means = np.divide(
                np.nansum(corners, axis=0), count, where=count > 0, out=np.full(count.shape, np.nan)
            )
            heights = np.where(missing, means, heights)
        return np.asarray(heights)

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
        if not isinstance(mobject, HeightField) or mobject.heights.shape != self.heights.shape:
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

    def _shown_grid(self) -> Grid | None:
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
        return Grid(
            x=(places / rows - 0.5) * size[0],
            y=np.linspace(-size[1] / 2, size[1] / 2, columns + 1),
            z=self.heights if len(places) == rows + 1 else heights,
            ruled_x=places % every == 0,
            ruled_y=np.arange(columns + 1) % every == 0,
        )

    def _cells(self, grid: Grid) -> Cells:
        """Return the cells that are seen, in the order of drawing."""
        corners = corners_of(grid.points())
        low, high = extremes(corners[..., 2])
        with np.errstate(invalid="ignore"):
            present = (low < self.top) & (high > 0)  # none if a corner is NaN
            cut = present & ((high > self.top) | (low < 0))
        normals, upside = facing_eye(corners, self.space.view.eye)
        lights = corners_of(lights_of(normals)) * np.where(upside, 1.0, UNDERSIDE)[..., None, None]
        rim = beside_change(present & ~cut, False) | beside_change(upside, None)
        order = back_to_front(grid, self.space.view.eye)
        order = order[present.ravel()[order]]
        return Cells(
            corners=corners.reshape(-1, 4, 3)[order],
            lights=lights.reshape(-1, 4, 1)[order],
            ruled=self._ruled_sides(grid, present).reshape(-1, 4)[order],
            rim=rim.ravel()[order],
            cut=cut.ravel()[order],
        )

    def _pieces(self, cells: Cells, pixel: float) -> Pieces:
        """Return what is painted of the cells: strips of one colour, and lines."""
        top, project = self.top, self.space.view.project
        counts = self._strip_counts(cells, pixel)
        owners, strips = strips_of(np.concatenate([cells.corners, cells.lights], axis=2), counts)
        low, high = extremes(strips[..., 2])
        kept, cut = (low < top) & (high > 0), (low < 0) | (high > top)
        owners, strips, cut = owners[kept], strips[kept], cut[kept]
        outlines, brink_owners, brinks = cut_to_heights(strips[cut][..., :3], top)
        side_owners, sides = sides_left(cells, top)
        line_owners = np.concatenate([side_owners, owners[cut][brink_owners]])
        lines = np.concatenate([sides, brinks])[np.argsort(line_owners, kind="stable")]
        last_of_cell = np.diff(owners, append=-1) != 0
        strips[..., 2] = np.clip(strips[..., 2], 0, top)
        margins = np.where(cells.rim[owners], 0.75, 0.3) * pixel
        return Pieces(
            quads=grown_quads(project(strips[..., :3])[..., :2], margins),
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

    def _strip_counts(self, cells: Cells, pixel: float) -> NDArray[np.int_]:
        """Return into how many strips each cell is split along either of its axes, shape (2, n).

        One of the two is 1. A cell is split where its colour changes most, and finely where it is cut;
        but into no strips that are too thin to be told apart.
        """
        colors = self._colors(np.concatenate([cells.corners[..., 2:], cells.lights], axis=2))
        changes = np.where(cells.cut[:, None, None], cells.corners[..., 2:], colors)
        first, second, third, fourth = np.moveaxis(changes, 1, 0)
        along = np.abs(second + third - first - fourth).max(axis=1) / 2
        across = np.abs(third + fourth - first - second).max(axis=1) / 2
        needed = np.where(cells.cut, MOST_STRIPS, np.ceil(np.maximum(along, across) / VISIBLE))
        width = self.space.view.scale_factor * np.max(
            self.space.view.size[:2] / (np.array(self.heights.shape) - 1)
        )
        most = np.clip(width / (THIN * pixel), 1, MOST_STRIPS)
        counts = np.clip(needed, 1, np.where(cells.cut, MOST_STRIPS, most)).astype(int)
        return np.array([np.where(along >= across, counts, 1), np.where(along >= across, 1, counts)])

    def _ruled_sides(self, grid: Grid, present: Bools) -> Bools:
        """Return which sides of each cell carry a line, shape (nx, ny, 4); sides as in `corners_of`.

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

    def _paint_pieces(self, ctx: cairo.Context[Any], pixel: float, pieces: Pieces) -> None:
        """Fill strips and stroke lines, one after the other: the loop that takes a surface's time."""
        line_color = (*palette.rgb(palette.SHADE)[::-1].tolist(), RULING)
        outlines, lines = iter(pieces.outlines), iter(pieces.lines.tolist())
        smoothed = -1.0
        ctx.set_line_width(1.1 * pixel)
        for x0, y0, x1, y1, x2, y2, x3, y3, red, green, blue, smooth, cut, line_count in pieces.rows():
            if smooth != smoothed:
                ctx.set_antialias(cairo.ANTIALIAS_FAST if smooth else cairo.ANTIALIAS_NONE)
                smoothed = smooth
            ctx.set_source_rgb(blue, green, red)
            if cut:
                fill_outline(ctx, next(outlines))
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

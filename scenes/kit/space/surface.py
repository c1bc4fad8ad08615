"""A height field in a space, as one painted mobject."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, ClassVar, Self, cast

import cairo
import numpy as np
from manim import Animation, Mobject, UpdateFromAlphaFunc
from numpy.typing import NDArray

from scenes.kit.painted.compiled import will_need
from scenes.kit.painted.painted import Floats, PaintingCamera, lay_pixels
from scenes.kit.space.axes import Space
from scenes.kit.space.base import InSpace, heights_over, seen_within
from scenes.kit.space.between_corners import bilinear
from scenes.kit.space.raster import fill, smooth
from scenes.kit.space.relief import Lines, Relief, Sheet, Window, cached_relief, draw_relief, look_of
from scenes.kit.space.shading import cut_triangles, open_sky, place_corners
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

Bools = NDArray[np.bool_]

RULING, CONTOUR = (1.1, 0.22), (1.5, 0.4)
"""Width, in Manim's unit, and opacity of the lines on a surface."""

TOUCH = 0.012
"""World units within which a point counts as lying on the surface."""

COLORS = 33
"""Heights from the floor to the top that have just the colour of the axis; between them it changes evenly."""

EDGE = 3.0
"""Pixels that smooth rims may reach farther than what is drawn."""

MARCH = 40
"""Samples along a sight line."""

FAR = 1e3
"""World units at which infinite heights are put, for they could not be interpolated."""

ROUNDING = 1e-9
"""Of the number of contours up to the top, what may be left over from rounding."""

CELLS = 128, 128
"""Of a surface, along x and y."""


class HeightField(InSpace):
    """A height field z = f(x, y) over a space's floor, as one mobject.

    It is drawn pixel by pixel, lit from above on the left, with contours at the heights that the space's
    axis numbers. It is cut along the top and bottom of the space: what lies beyond is left out. So is
    what has a corner that is NaN. Create lets it grow along x; Transform works between equal resolutions.

    Parameters
    ----------
    space
        Its x and y range are the floor that is sampled; its view is how it is seen.
    function
        An objective (its ``value``), or a function of points, shape (..., 2) -> (...).
    resolution
        Cells along x and y.
    rulings
        How many parts fine lines on it divide each side of the floor into; 0 draws none.
    contours
        How many there are from one number of the height axis to the next; 0 draws none.
    every
        How far apart contours are, in the space's z, if that is to stay so while the axis changes.
    opacity
        Of the surface as a whole: what is behind a translucent surface shows, its own back does not.

    Attributes
    ----------
    heights
        World heights of the grid's corners, shape (nx + 1, ny + 1).
    cut
        World height above which the surface is left out; None for the top of the space.
    stained
        How strong its `stain` is, 0 to 1.
    brightness
        What its light is multiplied by: more where it lies deep between walls, in their shade.

    Raises
    ------
    ValueError
        If the function does not return one number for each point.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "heights", "stained")
    is_ground: ClassVar[bool] = True
    is_image: ClassVar[bool] = True

    def __init__(
        self,
        space: Space,
        function: Any,
        resolution: tuple[int, int] = CELLS,
        rulings: int = 8,
        contours: int = 2,
        opacity: float = 1.0,
        every: float | None = None,
    ) -> None:
        super().__init__(space, opacity=opacity)
        will_need(place_corners, cut_triangles, fill, smooth, bilinear)
        self.rulings, self.contours, self.every = rulings, contours, every
        self.cut: float | None = None
        self.stained, self.brightness = 0.0, 1.0
        self.heights = np.zeros(np.array(resolution) + 1)
        self.stain(np.zeros((*self.heights.shape, 4)))
        self.lay(function)
        self._open_sky()  # here, so that it need not be found anew in each process that draws

    def stain(self, colors: Floats) -> Self:
        """Be coloured so, as far as it is `stained`; heights are still seen, for no place becomes lighter.

        Parameters
        ----------
        colors
            Red, green, blue and opacity of the grid's corners, in 0..1, shape (nx + 1, ny + 1, 4).
        """
        self._stain = np.asarray(colors * [255, 255, 255, 1.0]).copy()
        self._stain.setflags(write=False)  # so that frames are told apart without a look at all of it
        self._stain_digest = sha256(self._stain.tobytes()).digest()
        return self

    @property
    def stain_colors(self) -> Floats:
        """Its stain, as `stain` takes it."""
        return np.asarray(self._stain / [255, 255, 255, 1.0])

    def lay(self, function: Any) -> Self:
        """Become the surface of a function, over what the space spans now."""
        rows, columns = self.heights.shape
        values = heights_over(function, self.space, (rows - 1, columns - 1))[2]
        self.heights = np.clip(self.space.c2p(0.0, 0.0, values)[..., 2], -FAR, FAR)
        return self

    @property
    def levels(self) -> Floats:
        """Heights of its contours, in the space's z, from below upwards, shape (n,)."""
        ruler, (low, high) = self._ruler, self.space.ranges[2]
        if ruler is None:
            return np.empty(0)
        places = self._contoured(np.array([np.nanmin(self.heights), min(np.nanmax(self.heights), self.top)]))
        numbers = np.arange(np.ceil(places[0]), np.floor(places[1]) + 1)
        first, step, parts = ruler
        return np.asarray(low + (first + numbers * step / parts) / self._tall * (high - low))

    @property
    def top(self) -> float:
        """World height above which the surface is left out."""
        return self._tall if self.cut is None else self.cut

    @property
    def _tall(self) -> float:
        return float(self.space.view.size[2])

    @property
    def _ruler(self) -> tuple[float, float, int] | None:
        """World height of a contour, that of a step, and how many contours it has; None if there are none."""
        if self.every is not None:
            low, high = self.space.ranges[2]
            return -low / (high - low) * self._tall, self.every / (high - low) * self._tall, 1
        ticks = self.space.axes.ticks[2]
        if len(ticks) < 2 or not self.contours:
            return None
        return float(ticks[0]), float(ticks[1] - ticks[0]), self.contours

    def height_at(self, x: Any, y: Any) -> Floats:
        """Return the drawn surface's world height at world coordinates; NaN beside it.

        In a cell that is left out, for it has a corner without a value, it is the mean of the other corners'.
        """
        width, depth, _ = self.space.view.size.tolist()
        rows, columns = (corners - 1 for corners in self.heights.shape)
        u = (np.asarray(x, dtype=float) / width + 0.5) * rows
        v = (np.asarray(y, dtype=float) / depth + 0.5) * columns
        u, v = np.broadcast_arrays(u, v)
        heights = np.empty(u.shape)
        bilinear(self.heights, u.ravel(), v.ravel(), heights.reshape(-1))
        return heights

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
        """Return upward unit normals, shape (..., 3), above world points on the floor, shape (..., 2)."""
        reach = self.space.view.size[:2] / (np.array(self.heights.shape) - 1)
        limit = self.space.view.size[:2] / 2
        steps = np.stack([-np.diag(reach), np.diag(reach)])  # back and forth, along x and y
        ends = np.clip(np.asarray(floor)[..., None, None, :] + steps, -limit, limit)
        rise = np.diff(self.height_at(ends[..., 0], ends[..., 1]), axis=-2)[..., 0, :]
        run = np.diff(np.diagonal(ends, axis1=-2, axis2=-1), axis=-2)[..., 0, :]
        upward = np.concatenate([-rise / run, np.ones_like(rise[..., :1])], axis=-1)
        return np.asarray(upward / np.linalg.norm(upward, axis=-1, keepdims=True))

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

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted: it stays in the space."""
        limits = np.array([*self.space.view.size[:2] / 2, max(self.top, self._tall)])
        return seen_within(
            self.space.view, np.array([limits * [-1, -1, 0], limits]), 0.0, EDGE * camera.pixel
        )

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Lay the picture of the surface, as it is seen now, over what is there."""
        relief = self.relief(ctx, camera)
        if relief is not None:
            lay_pixels(ctx, relief.image(), relief.left, relief.top, self.opacity)

    def relief(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> Relief | None:
        """Return the surface as it is seen now; None as long as nothing of it is shown."""
        if self.shown[1] - self.shown[0] < 1e-9:
            return None
        window, view, axes = Window.of(ctx, camera), self.space.view, self.space.axes
        arrays = (
            self.heights,
            look_of(view, window),
            view.size,
            axes.ticks[2],
            axes.level_shares(np.zeros(1)),
        )
        key = (
            *(palette.theme(), window, camera.line_unit, self.shown, self.rulings, self._ruler, self.top),
            *(self.brightness, self.stained, self._stain_digest if self.stained else None),
            *(array.tobytes() for array in arrays),
        )
        return cached_relief(key, lambda block: self._draw(window, camera.line_unit, block))

    def _draw(self, window: Window, line_unit: float, block: NDArray[np.uint32] | None) -> Relief:
        levels = palette.level_colors(self.space.axes.level_shares(np.linspace(0, self._tall, COLORS)))
        lines = tuple(
            Lines(palette.rgb(color), width * line_unit * window.unit, opacity)
            for color, (width, opacity) in ((palette.SHADE, RULING), (palette.TEXT, CONTOUR))
        )
        return draw_relief(self._sheet(), self.space.view, window, levels, lines, block)

    def _sheet(self) -> Sheet:
        """Return the surface as far as Create has got, its last row where the growing edge is."""
        rows, columns = np.array(self.heights.shape) - 1
        low, high = self.shown[0] * rows, self.shown[1] * rows
        places = np.unique(np.concatenate([[low], np.arange(np.ceil(low), high), [high]]))
        whole = np.minimum(places.astype(int), rows - 1)
        share = (places - whole)[:, None]
        size = self.space.view.size
        heights, light = self.heights, self.brightness * self._open_sky()
        stain = self._stain * [1, 1, 1, self.stained]
        if len(places) != rows + 1:
            heights, light = (
                (1 - share) * values[whole] + share * values[whole + 1] for values in (heights, light)
            )
            stain = stain[whole]
        return Sheet(
            x=(places / rows - 0.5) * size[0],
            y=np.linspace(-size[1] / 2, size[1] / 2, columns + 1),
            z=heights,
            ruled_x=places / rows * self.rulings if self.rulings else np.full(len(places), 0.5),
            ruled_y=np.linspace(0, self.rulings, columns + 1) if self.rulings else np.full(columns + 1, 0.5),
            contoured=np.minimum(self._contoured(heights), self._highest_contour + 0.5),
            open_sky=light,
            tall=self._tall,
            top=self.top,
            stain=stain,
        )

    def _open_sky(self) -> Floats:
        return open_sky(np.clip(self.heights, 0, self.top), self.space.view.size[:2])

    @property
    def _highest_contour(self) -> float:
        """Which contour is the last one below the top of the space: above it, there are none."""
        return float(np.floor(self._contoured(np.array(self._tall)) + ROUNDING))

    def _contoured(self, heights: Floats) -> Floats:
        """Return heights in contours, from the first number of the axis on."""
        ruler = self._ruler
        if ruler is None:
            return np.full(heights.shape, 0.5)
        first, step, parts = ruler
        return np.asarray((heights - first) / step * parts)


def stained(surface: HeightField, share: float, **kwargs: Any) -> Animation:
    """Return the animation that lays a surface's stain on it so strongly, 0 to 1."""
    ground: Any = surface
    return cast(Animation, ground.animate(**kwargs).set(stained=share).build())


def dyed(surface: HeightField, colors: Floats, **kwargs: Any) -> UpdateFromAlphaFunc:
    """Return the animation in which a surface's stain turns to other colours, as `stain` takes them."""
    first = surface.stain_colors

    def turn(ground: Mobject, share: float) -> None:
        cast(HeightField, ground).stain(first + share * (colors - first))

    return UpdateFromAlphaFunc(surface, turn, **kwargs)

"""What lives on a surface: path, ball, arrow, drop line; ghosted where the surface hides it."""

from __future__ import annotations

from abc import abstractmethod
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple, Self

import cairo
import numpy as np
from manim import OUT

from scenes.kit.painted.compiled import will_need
from scenes.kit.painted.marks import OUTLINE_WIDTH
from scenes.kit.painted.painted import Floats, PaintingCamera
from scenes.kit.runs.run import Run
from scenes.kit.space.arrow_mesh import HEAD_RADIUS, arrow_mesh, draw_mesh, grown, lit_colors
from scenes.kit.space.base import InSpace, seen_within
from scenes.kit.space.depth_marks import (
    cover_strokes,
    lay_ball,
    lay_samples,
    lay_shadow,
    lay_strokes,
    words_of,
)
from scenes.kit.space.patch import Patch, pixels_of
from scenes.kit.space.raster import NOTHING
from scenes.kit.space.relief import Window
from scenes.kit.space.room import room
from scenes.kit.space.shading import LIGHT
from scenes.kit.space.surface import EDGE, TOUCH, HeightField
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

SHADOW, DARKNESS = 3.2, 0.75
"""How far a ball's shadow reaches at most, in its radii; and the shadow's opacity where it is darkest."""

FOOT = 3.0
"""Width of the dot at the foot of a drop line, in widths of the line."""

GHOST = 0.3
"""Opacity of what the surface hides."""

FADES = 12
"""A path that fades behind has so many looks, besides the oldest one."""

PIECE = 0.02
"""World units between the samples of a path on the surface."""


class OnSurface(InSpace):
    """A mobject on or near a surface, ghosted where the surface hides it; add it after the surface."""

    refers: ClassVar[tuple[str, ...]] = ("space", "surface")
    is_outlined = True
    is_image: ClassVar[bool] = True

    def __init__(self, surface: HeightField, color: palette.Color, opacity: float = 1.0) -> None:
        super().__init__(surface.space, color, opacity)
        will_need(cover_strokes, lay_strokes, lay_shadow, lay_ball, lay_samples, words_of)
        self.surface = surface

    @property
    def _ghost(self) -> float:
        """Opacity of what the surface hides: more shows through one that is translucent."""
        return max(GHOST, 1 - self.surface.opacity)

    def _stroke_extent(self, camera: PaintingCamera, points: Floats, width: float) -> Box:
        """Return a box around what `_stroke` draws."""
        return seen_within(self.space.view, points, 0.0, width / 2 + OUTLINE_WIDTH + EDGE * camera.pixel)

    def _stroke(
        self,
        ctx: cairo.Context[Any],
        camera: PaintingCamera,
        points: Floats,
        width: float,
        clearness: float = 1.0,
    ) -> None:
        """Stroke a path of world points, shape (n, 3): outlined where seen, faint where hidden.

        It is broken where a point is NaN; its width is in scene units, and its clearness a share of the
        mobject's opacity.
        """
        good = np.asarray(np.isfinite(points).all(axis=1))
        if not good.any():
            return
        window = Window.of(ctx, camera)
        x, y, far = pixels_of(np.where(good[:, None], points, 0.0), self.space.view, window)
        half_width, edge = width * window.unit / 2, clearness * OUTLINE_WIDTH * window.unit
        margin = half_width + edge + 1
        patch = Patch.around(x[good], y[good], margin, self.surface.relief(ctx, camera), window)
        if patch is None:
            return
        apart = room("away from strokes", patch.depth.shape, np.float32, NOTHING)
        deep = room("depth of strokes", patch.depth.shape, np.float32)
        joined = good[1:] & good[:-1]
        cover_strokes(x - patch.left, y - patch.top, far, joined, half_width, edge, apart, deep)
        lay_strokes(
            apart,
            deep,
            patch.depth,
            TOUCH,
            half_width,
            edge,
            self.rgb,
            palette.rgb(palette.OUTLINE),
            clearness * self.opacity,
            self._ghost,
            patch.pixels,
        )
        patch.lay(ctx)


class _Path(OnSurface):
    """A path over the floor that grows from iterate to iterate; subclasses say how high it lies."""

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "until")

    def __init__(
        self,
        surface: HeightField,
        path: Any,
        until: float | None = None,
        color: palette.Color = palette.PATH,
        width: float = 4.5,
    ) -> None:
        super().__init__(surface, color)
        iterates = np.asarray(path, dtype=float).reshape(-1, 2)
        if len(iterates) == 0:
            raise ValueError("A path needs at least one iterate.")
        self.stroke_width, self.iterates = width, iterates
        self.until = float(len(iterates) - 1) if until is None else float(until)

    @classmethod
    def of(cls, run: Run, surface: HeightField, width: float = 4.5) -> Self:
        """Return the path of a run over a surface, as far as it has come at its clock."""
        path = cls(surface, run.path, until=run.position, color=run.color, width=width)
        path.add_updater(lambda grown: grown.show_until(run.position))
        return path

    def show_until(self, position: float) -> Self:
        """Show the path up to a position along its iterates."""
        self.until = position
        return self

    def floor_points(self) -> Floats:
        """Return world points of what is drawn now, shape (n, 2), closely spaced along the path."""
        return self._floor_between(0.0, self.until)

    def _floor_between(self, first: float, last: float) -> Floats:
        """Return of `floor_points` those between two positions along the iterates; there may be none."""
        floor = self.space.c2p(self.iterates[:, 0], self.iterates[:, 1], 0.0)[:, :2]
        lengths, samples, along = _laid(floor.tobytes())
        begin, end, grown = np.interp([first, last, self.until], np.arange(len(lengths)), lengths)
        low, high = max(begin, self.shown[0] * grown), min(end, self.shown[1] * grown)
        if low > high:
            return np.empty((0, 2))
        inner = samples[(samples > low) & (samples < high)]
        places = np.unique(np.concatenate([[low], inner, [high]]))
        return np.stack([np.interp(places, samples, along[:, k]) for k in (0, 1)], axis=-1)

    @abstractmethod
    def world_points(self) -> Floats:
        """Return the drawn path's world points, shape (n, 3); NaN where it is left out."""

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        return self._stroke_extent(camera, self.world_points(), self.stroke_width * camera.line_unit)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Stroke the path piece by piece, ghosted where the surface hides it."""
        for points, width, clearness in self.pieces():
            self._stroke(ctx, camera, points, width * camera.line_unit, clearness)

    def pieces(self) -> list[Piece]:
        """Return what is drawn now, from its oldest piece to the newest."""
        return [Piece(self.world_points(), self.stroke_width, 1.0)]


@lru_cache(maxsize=16)
def _laid(floor: bytes) -> tuple[Floats, Floats, Floats]:
    """Return of the bytes of points on the floor the lengths to each, and lengths and places of samples."""
    points = np.frombuffer(floor).reshape(-1, 2)
    lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    samples = _dense_places(lengths)
    along = np.stack([np.interp(samples, lengths, points[:, k]) for k in (0, 1)], axis=-1)
    return lengths, samples, along


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


class Oldest(NamedTuple):
    """After how many steps a line is as faint and thin as it gets, and how faint and thin that is."""

    steps: float
    clearness: float
    width: float


class Piece(NamedTuple):
    """Of a path: its world points, shape (n, 3), its stroke width, and its share of the path's opacity."""

    points: Floats
    width: float
    clearness: float


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

    _oldest: Oldest | None = None

    def world_points(self) -> Floats:
        """Return the drawn path's world points, shape (n, 3); NaN where the surface is left out."""
        return self._between(0.0, self.until)

    def marked(self) -> Floats:
        """Return where the first iterate is seen, shape (1, 3)."""
        return self.space.view.project(self.surface.lift(*self.iterates[:1].T))

    def _between(self, first: float, last: float) -> Floats:
        """Return of `world_points` those between two positions along the iterates."""
        return self.surface.lifted(self._floor_between(first, last))

    def fade_behind(self, steps: float, clearness: float, width: float) -> Self:
        """Be the fainter and the thinner the older: a zigzag with lines close together stays legible.

        Parameters
        ----------
        steps
            After so many, a line is as faint and thin as it ever gets.
        clearness, width
            Of the oldest lines: opacity, as a share of the newest ones', and stroke width.
        """
        self._oldest = Oldest(steps, clearness, width)
        return self

    def pieces(self) -> list[Piece]:
        """Return what is drawn now, from its oldest piece to the newest."""
        if self._oldest is None:
            return super().pieces()
        steps, clearness, width = self._oldest
        shares = np.linspace(1, 0, FADES + 1)  # of the way to the oldest look
        ends = np.maximum(self.until - shares * steps, 0.0)
        starts = np.append(0.0, ends[:-1])
        return [
            Piece(
                self._between(first, last),
                float(self.stroke_width + share * (width - self.stroke_width)),
                float(1 + share * (clearness - 1)),
            )
            for first, last, share in zip(starts, ends, shares, strict=True)
            if last > first
        ]


class FloorPath(_Path):
    """The same path projected on the floor, with the parameters of `SurfaceTrail`."""

    def world_points(self) -> Floats:
        """Return the drawn path's world points, shape (n, 3)."""
        floor = self.floor_points()
        return np.column_stack([floor, np.zeros(len(floor))])


class _Spot(OnSurface):
    """What stands at a point over the floor."""

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "floor")

    def __init__(self, surface: HeightField, x: float, y: float, color: palette.Color) -> None:
        super().__init__(surface, color)
        self.set_xy(x, y)

    @classmethod
    def of(cls, run: Run, surface: HeightField, **kwargs: Any) -> Self:
        """Return what stands where a run is at its clock, and goes along with it."""
        spot = cls(surface, *run.point.tolist(), **kwargs)
        spot.add_updater(lambda moving: moving.set_xy(*run.point))
        return spot

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

    Attributes
    ----------
    air
        World units between it and the surface.
    """

    air = 0.0

    def __init__(
        self,
        surface: HeightField,
        x: float,
        y: float,
        color: palette.Color = palette.POINT,
        radius: float = 0.13,
    ) -> None:
        super().__init__(surface, x, y, color)
        self.radius = radius

    @classmethod
    def of(cls, run: Run, surface: HeightField, **kwargs: Any) -> Self:
        """Return the ball of a run, in its colour: it lies where the run is at its clock."""
        return super().of(run, surface, **{"color": run.color, **kwargs})

    def marked(self) -> Floats:
        """Return where its foot is seen, shape (1, 3)."""
        return self.space.view.project(self.foot)[None]

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted, its shadow with it."""
        radius, bottom = self._world_radius, self.foot + self.air * OUT
        return seen_within(self.space.view, bottom[None], (SHADOW + 1) * radius, EDGE * camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Paint the shadow where it touches the surface, then the ball."""
        foot, view = self.foot, self.space.view
        if np.isnan(foot).any():
            return
        window, relief = Window.of(ctx, camera), self.surface.relief(ctx, camera)
        radius = self._world_radius * self.shown[1]
        middle = foot + self.air * OUT + radius * self.surface.normal(self.floor)
        x, y, far = pixels_of(np.vstack([middle, middle + radius * view.axes[0]]), view, window)
        size = float(np.hypot(x[1] - x[0], y[1] - y[0]))
        patch = Patch.around(x[:1], y[:1], SHADOW * size + 2, relief, window)
        if patch is None:
            return
        shade = palette.rgb(palette.SHADE)
        if relief is not None:
            corner = np.array([patch.left, patch.top], dtype=float)
            dark = DARKNESS * self.opacity * max(0.0, 1 - self.air / radius)
            lay_shadow(patch.depth, corner, relief.look, foot, radius, shade, dark, patch.pixels)
        lay_ball(
            patch.depth,
            np.array([x[0] - patch.left, y[0] - patch.top]),
            far[0],
            size,
            radius,
            view.axes @ LIGHT,
            self.rgb,
            shade,
            palette.rgb(palette.BRIGHT),
            palette.rgb(palette.OUTLINE),
            OUTLINE_WIDTH * window.unit,
            self.opacity,
            self._ghost,
            TOUCH,
            patch.pixels,
        )
        patch.lay(ctx)

    def seen(self, x: float, y: float) -> Floats:
        """Return the scene point, shape (3,), of the middle of the ball if it lay at x and y.

        NaN where nothing is drawn.
        """
        foot = self.surface.lift(x, y)
        if np.isnan(foot).any():
            return np.full(3, np.nan)
        return self.space.view.project(foot + self._world_radius * self.surface.normal(foot[:2]))

    @property
    def _world_radius(self) -> float:
        return self.radius / self.space.view.scale_factor


class DropLine(_Spot):
    """A dashed line from the surface straight down to the floor."""

    dash: ClassVar[float] = 0.035
    """World units of a dash, and of the gap behind it."""

    def __init__(
        self,
        surface: HeightField,
        x: float,
        y: float,
        color: palette.Color = palette.MUTED,
        width: float = 3.0,
    ) -> None:
        super().__init__(surface, x, y, color)
        self.stroke_width = width

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        ends = np.array([self.foot, [*self.floor, 0.0]])
        return self._stroke_extent(camera, ends, FOOT * self.stroke_width * camera.line_unit)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Dot the floor and stroke the dashes from there up, ghosted where the surface hides them."""
        if np.isnan(self.foot).any():
            return
        foot = np.tile(np.append(self.floor, 0.0), (2, 1))
        self._stroke(ctx, camera, foot, FOOT * self.stroke_width * camera.line_unit)
        self._stroke(ctx, camera, self.world_points(), self.stroke_width * camera.line_unit)

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
        Stroke width, in Manim's unit; the head is in proportion to it, but never longer than the arrow.
    lift
        How far above the surface it lies, in scene units: the radius of a ball from whose middle it starts.
        Add it after that ball.
    """

    blend: ClassVar[tuple[str, ...]] = ("opacity", "rgb", "floor", "way")

    def __init__(
        self,
        surface: HeightField,
        x: float,
        y: float,
        direction: Any,
        color: palette.Color = palette.GRADIENT,
        width: float = 6.0,
        lift: float = 0.0,
    ) -> None:
        super().__init__(surface, x, y, color)
        self.stroke_width, self.lift = width, lift
        self.set_direction(direction)

    def set_direction(self, direction: Any) -> Self:
        """Point along (dx, dy) or (dx, dy, dz), in the space's coordinates."""
        given = np.asarray(direction, dtype=float)
        low, high = self.space.ranges[: len(given)].T
        self.way = given / (high - low) * self.space.view.size[: len(given)]
        return self

    def world_points(self) -> Floats:
        """Return world points along the arrow, shape (n, 3), from its tail to its tip."""
        shares, height = np.linspace(0, self.shown[1], 33)[:, None], self.lift / self.space.view.scale_factor
        if len(self.way) == 3:
            return np.asarray(self.foot + height * self.surface.normal(self.floor) + shares * self.way)
        floor = self.floor + shares * self.way
        points = self.surface.lifted(floor)
        if height:
            points += height * self.surface.normal(floor)
        return points

    def _clear_points(self) -> Floats:
        """Return those that are drawn: outside the ball, and where the surface is; shape (n, 3)."""
        points = self.world_points()
        away = np.linalg.norm(points - points[0], axis=1)
        return np.asarray(points[(away >= self.lift / self.space.view.scale_factor) & np.isfinite(away)])

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted."""
        view = self.space.view
        around = HEAD_RADIUS * self.stroke_width * camera.line_unit / 2 / view.scale_factor
        reach = 2 * OUTLINE_WIDTH + EDGE * camera.pixel
        return seen_within(view, self.world_points(), around, reach)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Draw the shaft as a tube and the head as a cone, lit, and faint where the surface hides them."""
        points = self._clear_points()
        if len(points) < 2 or not np.ptp(points, axis=0).any():
            return
        window, view = Window.of(ctx, camera), self.space.view
        radius = self.stroke_width * camera.line_unit / 2 / view.scale_factor
        mesh = arrow_mesh(points, radius)
        hull = grown(mesh, OUTLINE_WIDTH / view.scale_factor)
        around = pixels_of(hull.corners, view, window)
        patch = Patch.around(*around[:2], 2, self.surface.relief(ctx, camera), window)
        if patch is None:
            return
        outline = np.tile(255 * palette.rgb(palette.OUTLINE), (len(hull.corners), 1))
        shaded = lit_colors(mesh, view, self.rgb, palette.rgb(palette.SHADE), palette.rgb(palette.BRIGHT))
        seen, slack = pixels_of(mesh.corners, view, window), TOUCH + 2 * radius
        layers = ((hull, around, outline, 0.0), (mesh, seen, shaded, self._ghost))
        for each, (x, y, far), colors, ghost in layers:
            picture, depth = draw_mesh(each, x - patch.left, y - patch.top, far, colors, patch.depth.shape)
            lay_samples(picture, depth, patch.depth, slack, self.opacity, ghost, patch.pixels)
        patch.lay(ctx)

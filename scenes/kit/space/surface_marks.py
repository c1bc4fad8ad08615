"""What lives on a surface: path, ball, arrow, drop line; ghosted where the surface hides it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Self

import cairo
import numpy as np

from scenes.kit.painted.marks import OUTLINE_WIDTH
from scenes.kit.painted.painted import Floats, PaintingCamera, set_source, trace
from scenes.kit.runs.run import Run
from scenes.kit.space.base import InSpace
from scenes.kit.space.mesh import Bools
from scenes.kit.space.surface import HeightField
from scenes.kit.style import palette

GHOST = 0.3
"""Opacity of what the surface hides."""

PIECE = 0.02
"""World units between the samples of a path on the surface."""


class OnSurface(InSpace):
    """A mobject on or near a surface, ghosted where the surface hides it; add it after the surface."""

    refers: ClassVar[tuple[str, ...]] = ("space", "surface")
    is_outlined = True

    def __init__(self, surface: HeightField, color: palette.Color, opacity: float = 1.0) -> None:
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
            (between & ~covered, palette.rgb(palette.OUTLINE), 1.0, width + 2 * OUTLINE_WIDTH),
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
        self.stroke_width = width
        self.until = float(len(iterates) - 1) if until is None else float(until)
        floor = surface.space.c2p(iterates[:, 0], iterates[:, 1], 0.0)[:, :2]
        self.lengths = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(floor, axis=0), axis=1))])
        self.samples = _dense_places(self.lengths)
        self.floor = np.stack([np.interp(self.samples, self.lengths, floor[:, k]) for k in (0, 1)], axis=-1)

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
    """

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

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Paint the shadow where it touches the surface, then the ball."""
        foot, view = self.foot, self.space.view
        if np.isnan(foot).any():
            return
        radius = self._world_radius
        normal = self.surface.normal(self.floor)
        middle = foot + radius * normal
        sides = middle + radius * np.vstack([view.axes, -view.axes[:2]])
        seen = 1.0 - float(self.surface.hides(sides).mean())
        flat = view.project(np.vstack([middle, middle + radius * view.axes[0]]))
        size = float(np.linalg.norm(flat[1] - flat[0])) * self.shown[1]
        self._paint_shadow(ctx, foot, normal, radius * self.shown[1], seen)
        self._paint_ball(ctx, flat[0], size, self.opacity * (GHOST + (1 - GHOST) * seen))

    def seen(self, x: float, y: float) -> Floats:
        """Return the scene point, shape (3,), of the middle of the ball if it lay at x and y."""
        foot = self.surface.lift(x, y)
        return self.space.view.project(foot + self._world_radius * self.surface.normal(foot[:2]))

    @property
    def _world_radius(self) -> float:
        return self.radius / self.space.view.scale_factor

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
            set_source(ctx, palette.rgb(palette.SHADE), 0.3 * seen * self.opacity)
            ctx.fill()

    def _paint_ball(self, ctx: cairo.Context[Any], center: Floats, radius: float, opacity: float) -> None:
        """Fill a disc so that it looks round: lit from above on the left, darker at its rim."""
        x, y = center[:2]
        ctx.arc(x, y, radius + OUTLINE_WIDTH, 0, 2 * np.pi)
        set_source(ctx, palette.rgb(palette.OUTLINE), opacity)
        ctx.fill()
        bright, shade = palette.rgb(palette.BRIGHT), palette.rgb(palette.SHADE)
        light = cairo.RadialGradient(
            x - 0.35 * radius, y + 0.4 * radius, 0.0, x - 0.1 * radius, y + 0.12 * radius, 1.15 * radius
        )
        for place, color in (
            (0.0, 0.2 * self.rgb + 0.8 * bright),
            (0.28, 0.75 * self.rgb + 0.25 * bright),
            (0.6, self.rgb),
            (1.0, 0.55 * self.rgb + 0.45 * shade),
        ):
            red, green, blue = color
            light.add_color_stop_rgba(place, blue, green, red, opacity)
        ctx.arc(x, y, radius, 0, 2 * np.pi)
        ctx.set_source(light)
        ctx.fill()


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
        Stroke width, in Manim's unit; the head is in proportion to it, but never longer than the arrow.
    clear
        Seen so short, in scene units, it is not drawn: the radius of a ball at its tail.
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
        clear: float = 1e-6,
    ) -> None:
        super().__init__(surface, x, y, color)
        self.stroke_width, self.clear = width, clear
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
        if len(flat) < 2 or to_tip[0] < self.clear:
            return
        width = self.stroke_width * camera.line_unit
        head = min(3.6 * width, to_tip[0])  # a longer one would stick out behind the tail
        neck = int(np.count_nonzero(to_tip > 0.8 * head)) if head < to_tip[0] else 0
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
            set_source(ctx, palette.rgb(palette.OUTLINE), self.opacity)
            ctx.stroke_preserve()
        set_source(ctx, self.rgb, opacity * self.opacity)
        ctx.fill()


def _runs(mask: Bools) -> Iterator[tuple[int, int]]:
    """Yield the index ranges [first, last) of consecutive True entries."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(int)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)

"""A coordinate system in space: a box with floor, back walls and numbered axes, laid out from data ranges."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, ClassVar, NamedTuple, Self

import cairo
import numpy as np
from manim import Group

from scenes.kit.painted.painted import (
    Floats,
    Painted,
    PaintingCamera,
    box_around,
    outline_words,
    set_source,
    trace,
)
from scenes.kit.space.camera import Room, View
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import nice_ticks

TICK = 0.05
"""World units that a tick sticks out of the box."""

GAP = 0.1
"""Scene units between a tick and its number, and between numbers and the axis's name."""

CORNER = 0.05
"""Share of an axis on the floor, at both ends, without ticks: two axes' numbers would meet there."""

SWITCH, FADE = math.radians(4), math.sin(math.radians(3))
"""How long before a quarter turn axes change their edges, and the sine of half of what their fading takes."""

BAR = 9.0
"""Width of the colours along the axis of heights, in Manim's unit."""

DEEPEST = 0.12
"""Share of the palette's levels at which surfaces begin: lower ones are lost in the background."""

COLOR_STOPS = 17
"""Heights at which that bar has just the colour of a surface; between them it changes evenly."""

ROOM_BELOW = 0.4
"""How far a floor that is to be seen lies below the lowest height, in heights of what stands above it."""

SHORT, LONG = 0.3, 0.5
"""An upright edge is no axis if it is seen so short, and wholly one so long, in shares of its length."""


class Label(NamedTuple):
    """A formula's outline: Bézier curves around its centre, half its width and height, and its colour."""

    subpaths: tuple[Floats, ...]
    half: Floats
    rgb: Floats


class Numbering(NamedTuple):
    """Ticks along the three axes, in the data's units, and their numbers."""

    values: tuple[Floats, ...]
    labels: tuple[tuple[Label, ...], ...]


class Placed(NamedTuple):
    """A label where it is seen: the scene point of its centre, shape (2,), and its opacity."""

    label: Label
    center: Floats
    opacity: float


class Edge(NamedTuple):
    """An edge of the box that carries an axis, as far as the present view wants it to.

    ``ends`` are world points, shape (2, 3); ``outward`` is a world vector away from the box, zero for
    upright edges; ``weight`` is 1, or less while the axis moves over to another edge.
    """

    axis: int
    ends: Floats
    outward: Floats
    weight: float


class Space(Group):
    """A three-dimensional coordinate system in a panel of an ordinary scene.

    Parameters
    ----------
    x_range, y_range, z_range
        Low and high end of what the box spans, in the data's units.
    box
        The panel to fill, with room for all numbers and labels at any azimuth.
    x_label, y_label, z_label
        Typst mathematics; the first two have the parameters' colours, the last the objective's.
    size
        Proportions of the box, in world units along x, y and z.
    azimuth, elevation
        Where the eye stands first, in degrees; see `View`.
    numbered_from
        The height from which on heights are numbered and have colours of their own; below, the box is only
        room to see into. The low end of z if None.

    Attributes
    ----------
    view
        The eye. ``self.play(space.view.animate.turn_by(azimuth=40))`` turns everything in the space.
    axes
        All that is painted here; it lies below what is added to the scene after the space.

    Raises
    ------
    ValueError
        If a range is empty or not finite, or the panel has no room beside the labels.
    """

    def __init__(
        self,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        z_range: tuple[float, float],
        box: Box,
        x_label: str = "w",
        y_label: str = "b",
        z_label: str = "J",
        size: tuple[float, float, float] = (2.0, 2.0, 1.3),
        azimuth: float = -55.0,
        elevation: float = 28.0,
        numbered_from: float | None = None,
    ) -> None:
        self.ranges = np.array([x_range, y_range, z_range], dtype=float)
        _check_ranges(self.ranges)
        halves = np.array(size) / 2
        self._low = np.array([-halves[0], -halves[1], 0.0])
        self._size = np.array(size, dtype=float)

        self.numbered_from = self.ranges[2, 0] if numbered_from is None else numbered_from
        values, numbers = self.numbering_of(self.ranges)
        colors = (palette.FIRST_PARAMETER, palette.SECOND_PARAMETER, palette.OBJECTIVE)
        names = tuple(
            _label(name, typography.LABEL, color)
            for name, color in zip((x_label, y_label, z_label), colors, strict=True)
        )
        room = _room(numbers, names)
        _check_room(box, room)
        self.view = View(box, size, room, azimuth, elevation)
        ticks = tuple(self._to_world(k, axis_values) for k, axis_values in enumerate(values))
        self.axes = Axes(self.view, ticks, numbers, names, self._lowest_world)
        super().__init__(self.view, self.axes)

    def numbering_of(self, ranges: Floats) -> Numbering:
        """Return the ticks that suit ranges of the three axes, shape (3, 2)."""
        numbered = np.array(ranges, dtype=float)
        numbered[2, 0] = max(self.numbered_from, numbered[2, 0])
        values, labels = zip(*(_ticks(k, *limits) for k, limits in enumerate(numbered)), strict=True)
        return Numbering(values, labels)

    def see(self, ranges: Floats, height: float, numbering: Numbering) -> Self:
        """Span other ranges, shape (3, 2), in a box of another height; what stands in it has to be laid anew.

        Of the ticks and numbers, those are seen that lie within the ranges.
        """
        _check_ranges(np.asarray(ranges))
        self.ranges = np.array(ranges, dtype=float)
        self._size[2] = height
        self.view.size = self._size.copy()
        ticks, numbers = [], []
        for k, (values, labels) in enumerate(zip(*numbering, strict=True)):
            inside = (values >= self.ranges[k, 0]) & (values <= self.ranges[k, 1])
            ticks.append(self._to_world(k, values[inside]))
            numbers.append(tuple(label for label, is_in in zip(labels, inside, strict=True) if is_in))
        self.axes.ticks, self.axes.numbers = tuple(ticks), tuple(numbers)
        self.axes.lowest = self._lowest_world
        return self

    @property
    def _lowest_world(self) -> float:
        return float(self._to_world(2, np.asarray(max(self.numbered_from, self.ranges[2, 0]))))

    def c2p(self, x: Any, y: Any, z: Any) -> Floats:
        """Return world points of coordinates: arrays that broadcast to one shape give ``(*shape, 3)``."""
        columns = [self._to_world(k, np.asarray(values, dtype=float)) for k, values in enumerate((x, y, z))]
        return np.stack(np.broadcast_arrays(*columns), axis=-1)

    def project(self, x: Any, y: Any, z: Any) -> Floats:
        """Return where coordinates are seen, as scene points of shape ``(*shape, 3)``."""
        return self.view.project(self.c2p(x, y, z))

    @classmethod
    def above_floor(
        cls,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        heights: tuple[float, float],
        box: Box,
        **kwargs: Any,
    ) -> Self:
        """Return a space whose floor lies so far below a surface that it is seen.

        Heights are numbered from 0 on, or from the lowest one if that is below 0.

        Parameters
        ----------
        x_range, y_range, box
            As for `Space`.
        heights
            The lowest height of the surface, and the one at which it is cut off.
        kwargs
            Further parameters of `Space`.
        """
        lowest, top = heights
        floor = lowest - ROOM_BELOW * (top - lowest)
        return cls(x_range, y_range, (floor, top), box, numbered_from=min(0.0, lowest), **kwargs)

    def _to_world(self, axis: int, values: Floats) -> Floats:
        low, high = self.ranges[axis]
        return np.asarray(self._low[axis] + (values - low) / (high - low) * self._size[axis])


class Axes(Painted):
    """The box around a space: floor, the walls behind, ticks, numbers and names.

    The axes take edges at the outside of the box's picture: x and y the near edges of the floor, z the
    upright edge furthest left. What is inside the box is in front of floor, back walls and axes
    wherever they meet in the picture, so it is rightly painted over them; labels stay clear of the
    whole box. When a turning view moves an axis to another edge, it fades out and in. Numbers that
    would run into one another fade out too: first every second one, then all.

    Parameters
    ----------
    view
        The eye.
    ticks
        World coordinates of the ticks along each of the three axes.
    numbers
        The ticks' labels.
    names
        The axes' labels.
    lowest
        World height from which on the axis of heights shows a surface's colours.

    Attributes
    ----------
    next_turn
        The sign of the turn to come, when the view rests at a quarter turn: axes stand where it wants them.
    clearness
        From 0, where axes, grid and numbers are not seen, to 1; floor and walls always are.
    """

    is_ground: ClassVar[bool] = True

    def __init__(
        self,
        view: View,
        ticks: tuple[Floats, ...],
        numbers: tuple[tuple[Label, ...], ...],
        names: tuple[Label, ...],
        lowest: float = 0.0,
    ) -> None:
        super().__init__(view.points)
        self.next_turn, self.lowest, self.clearness = 1.0, lowest, 1.0
        self.view, self.ticks, self.numbers, self.names = view, ticks, numbers, names

    def extent(self, camera: PaintingCamera) -> Box | None:
        """Return a box around all that is painted: the space with its ticks, and all labels."""
        corners = np.array([[x, y, z] for x, y in self._corners() for z in self._limits(2)])
        reach = TICK * self.view.scale_factor
        places = [self.view.project(corners)[:, :2] + side * reach for side in (-1, 1)]
        for label, center, _ in self.placed_labels():
            places += [center - label.half, center + label.half]
        around = np.vstack(places)
        flat = np.column_stack([around, np.zeros(len(around))])
        return box_around(flat, (BAR + typography.OUTLINE) * camera.line_unit + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Paint floor and back walls, then the axes, then their labels."""
        for face in self._faces():
            self._paint_face(ctx, camera, face)
        edges = list(self._edges())
        for edge in edges:
            self._paint_edge(ctx, camera, edge)
        for edge in edges:
            for label, center, opacity in self._placed_on(edge):
                _paint_label(ctx, camera, label, center, opacity * self.opacity)

    def level_shares(self, heights: Floats) -> Floats:
        """Return where the colours of world heights lie in the palette: from `DEEPEST` up to 1."""
        shares = (heights - self.lowest) / (self.view.size[2] - self.lowest)
        return np.asarray(DEEPEST + (1 - DEEPEST) * shares)

    def placed_labels(self) -> list[Placed]:
        """Return all labels where the present view has them."""
        return [placed for edge in self._edges() for placed in self._placed_on(edge)]

    @property
    def _half(self) -> Floats:
        return self.view.size / 2

    def _faces(self) -> Iterator[tuple[int, float]]:
        """Yield the floor and each wall that is seen from inside: its axis and its place along it."""
        yield 2, 0.0
        for axis in (0, 1):
            for place in (-self._half[axis], self._half[axis]):
                if self.view.eye[axis] * np.sign(place) < abs(place):
                    yield axis, float(place)

    def _paint_face(self, ctx: cairo.Context[Any], camera: PaintingCamera, face: tuple[int, float]) -> None:
        """Fill a face and rule it at the ticks."""
        lines = self.view.project(self._face_lines(face))
        trace(ctx, np.concatenate([lines[-2], lines[-1, ::-1]]))
        set_source(ctx, palette.rgb(palette.PANEL), self.opacity * (1.0 if face[0] == 2 else 0.6))
        ctx.fill()
        ctx.set_line_width(1.6 * camera.line_unit)
        set_source(ctx, palette.rgb(palette.GRID), self.opacity * self.clearness)
        for line in lines:
            trace(ctx, line)
            ctx.stroke()  # one by one: lines that cross in a single path take four times as long

    def _face_lines(self, face: tuple[int, float]) -> Floats:
        """Return the lines across a face as world points, shape (n, 2, 3), last two opposite borders."""
        axis, place = face
        first, second = (other for other in range(3) if other != axis)
        at_first, at_second = (np.append(self.ticks[k], self._limits(k)) for k in (first, second))
        lines = np.full((len(at_first) + len(at_second), 2, 3), place)
        along_second, along_first = lines[: len(at_first)], lines[len(at_first) :]
        along_second[..., first], along_second[..., second] = at_first[:, None], self._limits(second)
        along_first[..., first], along_first[..., second] = self._limits(first), at_second[:, None]
        return lines

    def _limits(self, axis: int) -> tuple[float, float]:
        return (
            (0.0, float(self.view.size[2]))
            if axis == 2
            else (-float(self._half[axis]), float(self._half[axis]))
        )

    def _edges(self) -> Iterator[Edge]:
        """Yield the edges that carry axes in the present view."""
        for edge in self._carrying_edges():
            if self.clearness > 0:
                yield edge._replace(weight=self.clearness * edge.weight)

    def _carrying_edges(self) -> Iterator[Edge]:
        """Yield the same, whether they are clear or not."""
        for axis, other in ((0, 1), (1, 0)):
            for side in (-1.0, 1.0):
                weight = self._near(other, side)
                ends = np.zeros((2, 3))
                ends[:, axis], ends[:, other] = self._limits(axis), side * self._half[other]
                outward = np.zeros(3)
                outward[other] = side
                if weight > 0:
                    yield Edge(axis, ends, outward, weight)
        yield from self._upright_edges()

    def _upright_edges(self) -> Iterator[Edge]:
        """Yield the edge at the left, between a near and a far wall; none if it is seen from its end."""
        right = self.view.axes[0]
        length = math.cos(math.radians(self.view.elevation))  # as it is seen
        if length < SHORT:
            return
        for x, y in self._corners():
            weight = self._near(0, x) * self._near(1, -y) + self._near(0, -x) * self._near(1, y)
            weight *= min(1.0, (length - SHORT) / (LONG - SHORT))
            if weight > 0 and x * right[0] + y * right[1] < 0:
                yield Edge(2, np.array([[x, y, 0.0], [x, y, self.view.size[2]]]), np.zeros(3), weight)

    def _near(self, axis: int, side: float) -> float:
        """Return whether the wall at the positive or negative side of x or y is a near one: 1, or 0 if not.

        In between while they change, so that what depends on it fades out on one side, then in on the
        other. That is over before the eye looks straight along an axis, where a lesson may rest.
        """
        turn = math.radians(self.view.azimuth) + math.copysign(SWITCH, self.next_turn)
        towards = math.copysign(1.0, side) * (math.cos(turn), math.sin(turn))[axis]
        share = min(max(towards / FADE, 0.0), 1.0)
        return share * share * (3 - 2 * share)

    def _corners(self) -> Floats:
        """Return x and y of the box's upright edges, shape (4, 2)."""
        return self._half[:2] * [[-1, -1], [1, -1], [1, 1], [-1, 1]]

    def _paint_edge(self, ctx: cairo.Context[Any], camera: PaintingCamera, edge: Edge) -> None:
        ctx.set_line_width(2.5 * camera.line_unit)
        ctx.set_line_cap(cairo.LINE_CAP_ROUND)
        set_source(ctx, palette.rgb(palette.AXIS), self.opacity * edge.weight)
        ticks = np.stack(self._tick_ends(edge), axis=1)
        for line in (self.view.project(edge.ends), *ticks):
            trace(ctx, line)
            ctx.stroke()
        if edge.axis == 2:
            self._paint_colors(ctx, camera, edge)

    def _paint_colors(self, ctx: cairo.Context[Any], camera: PaintingCamera, edge: Edge) -> None:
        """Paint along an upright edge which height has which colour."""
        heights = np.linspace(self.lowest, edge.ends[1, 2], COLOR_STOPS)
        points = np.tile(edge.ends[0], (COLOR_STOPS, 1))
        points[:, 2] = heights
        places = self.view.project(points)[:, :2]
        lengths = np.linalg.norm(places - places[0], axis=1)
        if lengths[-1] < 1e-6:
            return
        colors_there = palette.level_colors(self.level_shares(heights))
        colors = cairo.LinearGradient(*places[0], *places[-1])
        for share, (red, green, blue) in zip(lengths / lengths[-1], colors_there.tolist(), strict=True):
            # In the order of Manim's pixels.
            colors.add_color_stop_rgba(share, blue, green, red, self.opacity * edge.weight)
        trace(ctx, places[[0, -1]])
        ctx.set_line_width(BAR * camera.line_unit)
        ctx.set_line_cap(cairo.LINE_CAP_BUTT)
        ctx.set_source(colors)
        ctx.stroke()

    def _tick_ends(self, edge: Edge) -> tuple[Floats, Floats]:
        """Return scene points, shape (n, 2), of the ticks' feet on an edge and of their tips."""
        points = np.tile(edge.ends[0], (len(self.ticks[edge.axis]), 1))
        points[:, edge.axis] = self.ticks[edge.axis]
        feet = self.view.project(points)[:, :2]
        if edge.axis == 2:
            return feet, feet - np.array([TICK * self.view.scale_factor, 0.0])
        return feet, self.view.project(points + TICK * edge.outward)[:, :2]

    def _placed_on(self, edge: Edge) -> Iterator[Placed]:
        """Yield the labels of an edge, clear of the box: the numbers, and the name behind them or on top."""
        numbers, name = self.numbers[edge.axis], self.names[edge.axis]
        first, last = self.view.project(edge.ends)[:, :2]
        along = (last - first) / np.linalg.norm(last - first)
        away = self._away(first, along)
        tips = self._tick_ends(edge)[1]
        clear = tips + away * (GAP + self._overhang(tips, away))[:, None]
        for label, place, opacity in zip(numbers, clear, _uncrowded(numbers, tips), strict=True):
            yield Placed(label, place + away * _reach(label, away), opacity * edge.weight)
        if edge.axis == 2:
            place, gap = last + along * (2 * GAP + _reach(name, along)), 0.0
        else:
            thickness = max((2 * _reach(label, away) for label in numbers), default=0.0)
            place = self.view.project(edge.ends.mean(axis=0) + TICK * edge.outward)[:2]
            gap = 2.6 * GAP + thickness
        place = place + away * (self._overhang(place[None], away)[0] + gap + _reach(name, away))
        yield Placed(name, place, edge.weight)

    def _away(self, foot: Floats, along: Floats) -> Floats:
        """Return the screen's unit vector square to an edge, away from the box, and never upwards."""
        inside = self.view.project(self.view.middle)[:2]
        across = np.array([along[1], -along[0]])
        across *= np.sign(across @ (foot - inside))
        return across if across[1] <= 0 else np.array([np.sign(across[0]), 0.0])

    def _overhang(self, places: Floats, away: Floats) -> Floats:
        """Return how far the box reaches beyond scene points, shape (n, 2), in a direction; shape (n,).

        It does so where a wall is seen from inside: it leans out over its own edges.
        """
        corners = np.repeat(np.column_stack([self._corners(), np.zeros(4)]), 2, axis=0)
        corners[::2, 2] = self.view.size[2]
        return np.maximum(0.0, float((self.view.project(corners)[:, :2] @ away).max()) - places @ away)


def _ticks(axis: int, low: float, high: float) -> tuple[Floats, tuple[Label, ...]]:
    """Return round values within a range and their labels; none at the corners of the floor."""
    values, number_format = nice_ticks(low, high, 4 if axis != 2 else 3)  # heights look short from above
    if axis != 2:
        share = (values - low) / (high - low)
        values = values[(share > CORNER) & (share < 1 - CORNER)]
    numbers = map(number_format.typst, values)
    return values, tuple(_label(number, typography.TICK, palette.MUTED) for number in numbers)


def _label(mathematics: str, size: float, color: palette.Color) -> Label:
    shape = typography.formula(mathematics, size).center()
    subpaths = tuple(
        np.array(subpath, dtype=float)[:, :2]
        for glyph in shape.family_members_with_points()
        for subpath in glyph.get_subpaths()
    )
    return Label(subpaths, np.array([shape.width, shape.height]) / 2, palette.rgb(color))


def _paint_label(
    ctx: cairo.Context[Any], camera: PaintingCamera, label: Label, center: Floats, opacity: float
) -> None:
    if opacity <= 0:
        return
    ctx.save()
    ctx.translate(*center)
    for subpath in label.subpaths:
        ctx.move_to(*subpath[0])
        for x1, y1, x2, y2, x3, y3 in subpath.reshape(-1, 4, 2)[:, 1:].reshape(-1, 6).tolist():
            ctx.curve_to(x1, y1, x2, y2, x3, y3)
        ctx.close_path()
    if camera.is_clear:
        outline_words(ctx, camera, 1.0, opacity)
    set_source(ctx, label.rgb, opacity)
    ctx.fill()
    ctx.restore()


def _reach(label: Label, direction: Floats) -> float:
    """Return how far a label reaches from its centre in a direction."""
    return float(label.half @ np.abs(direction))


def _uncrowded(labels: tuple[Label, ...], places: Floats) -> Floats:
    """Return opacities, shape (n,), that leave out labels where they would run into one another."""
    opacities = np.ones(len(labels))
    if len(labels) < 2:
        return opacities
    steps = np.abs(np.diff(places, axis=0)) / (2 * np.max([label.half for label in labels], axis=0))
    room = float(steps.max(axis=1).min())
    opacities[1::2] = np.clip((room - 1.1) / 0.1, 0, 1)
    opacities[::2] = np.clip((2 * room - 1.1) / 0.1, 0, 1)
    return opacities


def _room(numbers: tuple[tuple[Label, ...], ...], names: tuple[Label, ...]) -> Room:
    """Return what the labels need around the picture of the box, at any azimuth."""
    on_floor = np.max([label.half for axis in numbers[:2] for label in axis] or [np.zeros(2)], axis=0)
    upright = np.max([label.half for label in numbers[2]] or [np.zeros(2)], axis=0)
    lower_name = max(name.half[1] for name in names[:2])
    tick = 2 * GAP  # in scene units a tick is shorter than this
    return Room(
        left=float(tick + GAP + 2 * max(upright[0], on_floor[0])),
        right=float(tick + GAP + on_floor[0]),
        bottom=float(tick + 2.6 * GAP + 2 * on_floor[1] + 2 * lower_name),
        top=float(2 * GAP + 2 * names[2].half[1]),
    )


def _check_ranges(ranges: Floats) -> None:
    for name, (low, high) in zip("xyz", ranges, strict=True):
        if not (np.isfinite([low, high]).all() and low < high):
            raise ValueError(f"The {name} range ({low:g}, {high:g}) needs finite ends, the low one first.")


def _check_room(box: Box, room: Room) -> None:
    width, height = box.right - box.left, box.top - box.bottom
    if width <= room.left + room.right or height <= room.bottom + room.top:
        raise ValueError(f"A panel of {width:.1f} by {height:.1f} is too small for a space and its labels.")

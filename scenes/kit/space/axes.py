"""A coordinate system in space: a box with floor, back walls and numbered axes, laid out from data ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
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
from scenes.kit.painted.plot_area import PlotArea, ShowsPoints
from scenes.kit.space.box_lines import TICK, Edge, Face, SeenBox, seen_box
from scenes.kit.space.camera import Room, View
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.scales import LinearScale
from scenes.kit.style.ticks import nice_ticks

GAP = 0.1
"""Scene units between a tick and its number, and between numbers and the axis's name."""

CORNER = 0.05
"""Share of an axis on the floor, at both ends, without ticks: two axes' numbers would meet there."""

FLAT = 0.0015
"""A space seen from above is flat if its top is no farther than so much from its floor, in its widths."""

BAR = 9.0
"""Width of the colours along the axis of heights, in Manim's unit."""

DEEPEST = 0.12
"""Share of the palette's levels at which surfaces begin: lower ones are lost in the background."""

ROOM_BELOW = 0.4
"""How far a floor that is to be seen lies below the lowest height, in heights of what stands above it."""


class Label(NamedTuple):
    """A formula's outline, half its width and height, and its colour.

    ``subpaths`` are Bézier curves around the formula's centre, each with its four points: shape (n, 8).
    """

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


class Space(Group, ShowsPoints):
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

    def plot_area(self) -> PlotArea | None:
        """Return where x and y are seen, if the space is seen as a map is: from above, and flat."""
        x, y, heights = self.ranges
        floor, top = (self.project(x, y, height) for height in heights)
        is_upright = np.allclose(self.view.axes, np.eye(3))
        if not (is_upright and np.abs(top - floor).max() <= FLAT * np.ptp(floor[:, 0])):
            return None
        scales = LinearScale("x", (x[0], x[1])), LinearScale("y", (y[0], y[1]))
        return PlotArea(
            floor[0], floor[1], scales, lambda point: self.project(point[0], point[1], heights[0])
        )

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
        box = self._seen_box()
        reach = TICK * self.view.scale_factor
        places = [box.corners - reach, box.corners + reach]
        for label, center, _ in self._placed(box):
            places += [center - label.half, center + label.half]
        around = np.vstack(places)
        flat = np.column_stack([around, np.zeros(len(around))])
        return box_around(flat, (BAR + typography.OUTLINE) * camera.line_unit + camera.pixel)

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Paint floor and back walls, then the axes, then their labels."""
        box = self._seen_box()
        for face in box.faces:
            self._paint_face(ctx, camera, face)
        for edge in box.edges:
            self._paint_edge(ctx, camera, edge)
        for label, center, opacity in self._placed(box):
            _paint_label(ctx, camera, label, center, opacity * self.opacity)

    def level_shares(self, heights: Floats) -> Floats:
        """Return where the colours of world heights lie in the palette: from `DEEPEST` up to 1."""
        shares = (heights - self.lowest) / (self.view.size[2] - self.lowest)
        return np.asarray(DEEPEST + (1 - DEEPEST) * shares)

    def placed_labels(self) -> list[Placed]:
        """Return all labels where the present view has them."""
        return list(self._placed(self._seen_box()))

    def _seen_box(self) -> SeenBox:
        """Return the box as the present view has it; of axes that are not clear, there are none."""
        box = seen_box(self.view, self.ticks, self.lowest, self.next_turn)
        clear = box.edges if self.clearness > 0 else []
        return box._replace(edges=[edge._replace(weight=self.clearness * edge.weight) for edge in clear])

    def _paint_face(self, ctx: cairo.Context[Any], camera: PaintingCamera, face: Face) -> None:
        """Fill a face and rule it at the ticks."""
        trace(ctx, np.concatenate([face.lines[-2], face.lines[-1, ::-1]]))
        set_source(ctx, palette.rgb(palette.PANEL), self.opacity * (1.0 if face.axis == 2 else 0.6))
        ctx.fill()
        ctx.set_line_width(1.6 * camera.line_unit)
        set_source(ctx, palette.rgb(palette.GRID), self.opacity * self.clearness)
        _stroke_lines(ctx, face.lines)

    def _paint_edge(self, ctx: cairo.Context[Any], camera: PaintingCamera, edge: Edge) -> None:
        ctx.set_line_width(2.5 * camera.line_unit)
        ctx.set_line_cap(cairo.LINE_CAP_ROUND)
        set_source(ctx, palette.rgb(palette.AXIS), self.opacity * edge.weight)
        _stroke_lines(ctx, edge.ends[None])
        _stroke_lines(ctx, np.stack([edge.feet, edge.tips], axis=1))
        if edge.axis == 2:
            self._paint_colors(ctx, camera, edge)

    def _paint_colors(self, ctx: cairo.Context[Any], camera: PaintingCamera, edge: Edge) -> None:
        """Paint along an upright edge which height has which colour."""
        places = edge.stops
        lengths = np.linalg.norm(places - places[0], axis=1)
        if lengths[-1] < 1e-6:
            return
        heights = np.linspace(self.lowest, self.view.size[2], len(places))
        colors_there = palette.level_colors(self.level_shares(heights)).tolist()
        colors = cairo.LinearGradient(*places[0], *places[-1])
        shares = (lengths / lengths[-1]).tolist()
        for share, (red, green, blue) in zip(shares, colors_there, strict=True):
            # In the order of Manim's pixels.
            colors.add_color_stop_rgba(share, blue, green, red, self.opacity * edge.weight)
        trace(ctx, places[[0, -1]])
        ctx.set_line_width(BAR * camera.line_unit)
        ctx.set_line_cap(cairo.LINE_CAP_BUTT)
        ctx.set_source(colors)
        ctx.stroke()

    def _placed(self, box: SeenBox) -> Iterator[Placed]:
        """Yield the labels of all edges, clear of the box: numbers, and the name behind them or on top."""
        for edge in box.edges:
            first, last = edge.ends
            along = (last - first) / np.linalg.norm(last - first)
            away = _away(first - box.middle, along)
            rim = float((box.corners @ away).max())  # of the box, in that direction
            yield from self._placed_numbers(edge, away, rim)
            yield self._placed_name(edge, along, away, rim)

    def _placed_numbers(self, edge: Edge, away: Floats, rim: float) -> Iterator[Placed]:
        numbers = self.numbers[edge.axis]
        halves = _halves(numbers)
        beyond = GAP + _overhang(edge.tips, away, rim) + halves @ np.abs(away)
        places = edge.tips + away * beyond[:, None]
        opacities = (_uncrowded(halves, edge.tips) * edge.weight).tolist()
        yield from map(Placed, numbers, places, opacities)

    def _placed_name(self, edge: Edge, along: Floats, away: Floats, rim: float) -> Placed:
        name = self.names[edge.axis]
        if edge.axis == 2:
            place, gap = edge.ends[1] + along * (2 * GAP + _reach(name, along)), 0.0
        else:
            thickness = max((2 * _reach(label, away) for label in self.numbers[edge.axis]), default=0.0)
            place, gap = edge.middle, 2.6 * GAP + thickness
        beyond = _overhang(place, away, rim) + gap + _reach(name, away)
        return Placed(name, place + away * beyond, edge.weight)


def _stroke_lines(ctx: cairo.Context[Any], lines: Floats) -> None:
    """Stroke lines from point to point, shape (n, 2, 2 or 3)."""
    for (x, y), (end_x, end_y) in lines[..., :2].tolist():
        ctx.move_to(x, y)
        ctx.line_to(end_x, end_y)
        ctx.stroke()  # one by one: lines that cross in a single path take four times as long


def _away(outward: Floats, along: Floats) -> Floats:
    """Return the screen's unit vector square to an edge, on its outward side, and never upwards."""
    across = np.array([along[1], -along[0]])
    across *= np.sign(across @ outward)
    return across if across[1] <= 0 else np.array([np.sign(across[0]), 0.0])


def _overhang(places: Floats, away: Floats, rim: float) -> Floats:
    """Return how far the box reaches beyond scene points, shape (..., 2), in a direction; shape (...).

    It does so where a wall is seen from inside: it leans out over its own edges.
    """
    return np.maximum(0.0, rim - places @ away)


def _ticks(axis: int, low: float, high: float) -> tuple[Floats, tuple[Label, ...]]:
    """Return round values within a range and their labels; none at the corners of the floor."""
    values, number_format = nice_ticks(low, high, 4 if axis != 2 else 3)  # heights look short from above
    if axis != 2:
        share = (values - low) / (high - low)
        values = values[(share > CORNER) & (share < 1 - CORNER)]
    numbers = map(number_format.typst, values)
    return values, tuple(_label(number, typography.TICK, palette.MUTED) for number in numbers)


def _label(mathematics: str, size: float, color: palette.Color) -> Label:
    return Label(*_outline(mathematics, size), palette.rgb(color))


@lru_cache(maxsize=500)  # a lesson is set up several times
def _outline(mathematics: str, size: float) -> tuple[tuple[Floats, ...], Floats]:
    """Return the subpaths of a label, and half its width and height."""
    shape = typography.formula(mathematics, size).center()
    subpaths = tuple(
        np.array(subpath, dtype=float)[:, :2].reshape(-1, 8)
        for glyph in shape.family_members_with_points()
        for subpath in glyph.get_subpaths()
    )
    return subpaths, np.array([shape.width, shape.height]) / 2


def _paint_label(
    ctx: cairo.Context[Any], camera: PaintingCamera, label: Label, center: Floats, opacity: float
) -> None:
    if opacity <= 0:
        return
    ctx.save()
    ctx.translate(*center.tolist())
    for subpath in label.subpaths:
        curves = subpath.tolist()
        ctx.move_to(*curves[0][:2])
        for _, _, *controls in curves:
            ctx.curve_to(*controls)
        ctx.close_path()
    if camera.is_clear:
        outline_words(ctx, camera, 1.0, opacity)
    set_source(ctx, label.rgb, opacity)
    ctx.fill()
    ctx.restore()


def _halves(labels: Sequence[Label]) -> Floats:
    """Return half the width and height of labels, shape (n, 2)."""
    return np.array([label.half for label in labels]).reshape(-1, 2)


def _reach(label: Label, direction: Floats) -> float:
    """Return how far a label reaches from its centre in a direction."""
    return float(label.half @ np.abs(direction))


def _uncrowded(halves: Floats, places: Floats) -> Floats:
    """Return opacities, shape (n,), that leave out labels where they would run into one another."""
    opacities = np.ones(len(halves))
    if len(halves) < 2:
        return opacities
    steps = np.abs(places[1:] - places[:-1]) / (2 * halves.max(axis=0))
    room = float(steps.max(axis=1).min())
    opacities[1::2] = min(max((room - 1.1) / 0.1, 0.0), 1.0)
    opacities[::2] = min(max((2 * room - 1.1) / 0.1, 0.0), 1.0)
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

"""A plane plot that lays itself out: axes, ticks and labels fit the ranges and the box they are given."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject, Rectangle, Typst, VMobject

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.scales import ScaleName, scale

ROOM_PER_TICK_X = 1.5
ROOM_PER_TICK_Y = 1.0
TICK_LENGTH = 0.1
CURVE_POINTS = 401
FAR = 1e4  # scene units; Cairo's coordinates end at about three times as many at 4K


class Plot(Group):
    """Axes along the left and lower side of a box, with round ticks, a faint grid and labels.

    Parameters
    ----------
    box
        What the plot may fill, its numbers and labels included.
    x_range, y_range
        Low and high end of each axis, in the data's units.
    x_label, y_label
        Typst mathematics; the one stands below the axis, the other above it. Empty for none, as
        where stacked plots share the axis below them.
    x_color, y_color
        Of the labels, where an axis stands for something that has a colour of its own.
    grid
        Whether faint lines run through the ticks.
    x_scale, y_scale
        "linear", or "log" for powers of ten.
    x_numbered
        Whether the x axis shows ticks and numbers; if not, the grid leads to those of a plot below.
    axes
        Whether there are axes at all; if not, the ranges fill the box, on a plain ground.
    least_tick
        Below this y there are no ticks, unless there were none at all.
    x_ticks
        Where the x axis has ticks, and the Typst mathematics at each; if None, at round numbers.

    Attributes
    ----------
    frame
        The rectangle that the ranges span; the window for what is drawn in the plot.

    Raises
    ------
    ValueError
        If a range is not finite, or its low end is not below its high end.
    """

    grid_opacity: ClassVar[float] = 1.0

    def __init__(
        self,
        box: Box,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        x_label: str = "x",
        y_label: str = "y",
        *,
        x_color: palette.Color = palette.TEXT,
        y_color: palette.Color = palette.TEXT,
        grid: bool = True,
        x_scale: ScaleName = "linear",
        y_scale: ScaleName = "linear",
        x_numbered: bool = True,
        axes: bool = True,
        least_tick: float = -math.inf,
        x_ticks: Mapping[float, str] | None = None,
    ) -> None:
        super().__init__()
        self.x_scale, self.y_scale = scale(x_scale, "x", x_range), scale(y_scale, "y", y_range)
        self.least_tick, self.x_ticks = least_tick, x_ticks
        if axes:
            self._draw_axes(box, _label(x_label, x_color), _label(y_label, y_color), grid, x_numbered)
        else:
            self.frame = _rectangle(box).set_fill(palette.PANEL, 1)
            self.add(self.frame)

    def _draw_axes(
        self, box: Box, x_label: VMobject, y_label: VMobject, grid: bool, x_numbered: bool
    ) -> None:
        self.x_label, self.y_label = x_label, y_label
        y_places, y_texts = self.y_scale.ticks(max(2, round(box.height / ROOM_PER_TICK_Y)))
        first = int((y_places < self.least_tick).sum()) % len(y_places) if len(y_places) else 0
        y_places, y_texts = y_places[first:], y_texts[first:]
        y_numbers = [_tick_label(text) for text in y_texts]
        number_width = max((number.width for number in y_numbers), default=0.0)
        x_places, x_numbers = self._fitting_x_ticks(box.width - number_width - 0.6)
        self.frame = self._framed(box, number_width, x_numbers[-1].width / 2, x_numbered)
        self.numbers = Group(*(x_numbers if x_numbered else []), *y_numbers)
        self.lines = Group()
        self.add(self.frame, self.lines, self.numbers, self.x_label, self.y_label)
        self._ticks = _Ticks(x_places, x_numbers, y_places, y_numbers, grid, x_numbered, box)
        self._lay()

    def _lay(self) -> None:
        """Put lines, numbers and labels where the frame is now."""
        ticks, (left, _), (bottom, _) = self._ticks, self.x_range, self.y_range
        for value, number in zip(ticks.x_places, ticks.x_numbers, strict=True):
            number.next_to(self.c2p(value, bottom), DOWN, buff=TICK_LENGTH + 0.08)
        baseline = min(number.get_bottom()[1] for number in ticks.x_numbers)  # some may have exponents
        for number in ticks.x_numbers:
            number.align_to((0.0, baseline, 0.0), DOWN)
        for value, number in zip(ticks.y_places, ticks.y_numbers, strict=True):
            number.next_to(self.c2p(left, value), LEFT, buff=TICK_LENGTH + 0.08)
        self._place_labels(ticks.box)
        feet = ticks.x_places if ticks.x_numbered else ticks.x_places[:0]
        grid = self._grid(ticks.x_places, ticks.y_places, ticks.grid)
        self.lines.submobjects = [*grid, self._axes(feet, ticks.y_places)]

    def reach(self, left: float, right: float) -> Self:
        """Let the frame reach from one scene x to another, as high as it is; ticks are those that fit in."""
        self.frame.stretch_to_fit_width(right - left).move_to(((left + right) / 2, self.frame.get_y(), 0.0))
        x_places, x_numbers = self._fitting_x_ticks(right - left)
        self._ticks = self._ticks._replace(x_places=x_places, x_numbers=x_numbers)
        shown = x_numbers if self._ticks.x_numbered else []
        self.numbers.submobjects = [*shown, *self._ticks.y_numbers]
        self._lay()
        return self

    def x_axis_at(self, y: float) -> Group:
        """Return the x axis with its numbers as it is at a scene y, below what stands under the plot.

        Faint lines lead down to its ticks.
        """
        places, numbers = self._ticks.x_places, [number.copy() for number in self._ticks.x_numbers]
        tops, ends = self.c2p(places, self.y_range[0]), self.c2p(self.x_range, self.y_range[0])
        feet = tops * [1, 0, 1] + y * UP
        ends[:, 1] = y
        starts, stops = np.vstack([ends[:1], feet]), np.vstack([ends[1:], feet + TICK_LENGTH * DOWN])
        for number in numbers:  # they are on a common line below the ticks
            number.shift((y - tops[0, 1]) * UP)
        grid = Segments(tops, feet, color=palette.GRID, width=1.5, opacity=self.grid_opacity)
        return Group(grid, Segments(starts, stops, color=palette.AXIS, width=2.5), *numbers)

    def numbers_onto(self, other: Plot) -> list[tuple[Mobject, Floats]]:
        """Return each number with its way to where it stands on the axes of another plot, shape (3,)."""
        ticks, x_places = self._ticks, self._ticks.x_places[: None if self._ticks.x_numbered else 0]
        here, there = (
            np.vstack([each.c2p(x_places, each.y_range[0]), each.c2p(each.x_range[0], ticks.y_places)])
            for each in (self, other)
        )
        return list(zip(self.numbers.submobjects, there - here, strict=True))

    @property
    def x_range(self) -> tuple[float, float]:
        """Low and high end of the x axis."""
        return self.x_scale.limits

    @property
    def y_range(self) -> tuple[float, float]:
        """Low and high end of the y axis."""
        return self.y_scale.limits

    def c2p(self, x: Any, y: Any) -> Floats:
        """Return scene points of coordinates: arrays of one shape (or scalars) give ``(*shape, 3)``.

        Nothing lies farther off than `FAR`: a diverging path leaves the plot in its true direction,
        and its coordinates stay drawable.
        """
        corners = self.frame.points
        low, high = corners.min(axis=0), corners.max(axis=0)
        share_x, share_y = self.x_scale.share(x), self.y_scale.share(y)
        points: Floats = np.zeros((*np.broadcast(share_x, share_y).shape, 3))
        points[..., 0] = low[0] + share_x * (high[0] - low[0])
        points[..., 1] = low[1] + share_y * (high[1] - low[1])
        return np.clip(points, -FAR, FAR, out=points)

    @property
    def unit(self) -> Floats:
        """Scene units of one unit of x and of y, on linear axes, shape (2,)."""
        size: Floats = np.ptp(self.frame.points, axis=0)[:2]
        return size / [self.x_range[1] - self.x_range[0], self.y_range[1] - self.y_range[0]]

    def graph(
        self,
        function: Callable[[Floats], Floats],
        color: palette.Color = palette.OBJECTIVE,
        x_range: tuple[float, float] | None = None,
        width: float = 5.0,
    ) -> Stroke:
        """Return the graph of a vectorised function of x, clipped to the plot."""
        x = np.linspace(*(x_range or self.x_range), CURVE_POINTS)
        return self.polyline(x, function(x), color, width)

    def polyline(
        self, x: Any, y: Any, color: palette.Color = palette.OBJECTIVE, width: float = 5.0
    ) -> Stroke:
        """Return the polyline through points of the plot, clipped to it."""
        return Stroke(self.c2p(x, y), color=color, width=width, window=self.frame)

    def scatter(self, x: Any, y: Any, color: palette.Color = palette.DATUM, radius: float = 0.09) -> Dots:
        """Return a dot at each point of the plot."""
        return Dots(self.c2p(x, y), color=color, radius=radius)

    def level(self, y: float, color: palette.Color = palette.MINIMUM, width: float = 3.0) -> Segments:
        """Return a dashed line at a height, from one end of the x axis to the other."""
        ends = self.c2p(np.array(self.x_range), y)
        return Segments(ends[:1], ends[1:], color=color, width=width, dash=DASH)

    def _framed(self, box: Box, number_width: float, overhang: float, x_numbered: bool) -> Rectangle:
        """Return the rectangle that is left for the ranges when numbers and labels have their room."""
        number_height = typography.TICK * typography.EM_PER_SIZE
        left = number_width + TICK_LENGTH + 0.12
        label = self.x_label.height + (0.28 if self.x_label.height else 0.1)
        bottom = label + (TICK_LENGTH + number_height if x_numbered else 0.0)
        inner = box.inset(
            left=left, right=max(0.25, overhang + 0.01), bottom=bottom, top=self.y_label.height + 0.22
        )
        if inner.width <= 0 or inner.height <= 0:
            raise ValueError(f"A box of {box.width:.1f} by {box.height:.1f} is too small for a plot.")
        return _rectangle(inner)

    def _fitting_x_ticks(self, width: float) -> tuple[Floats, list[Typst]]:
        """Return as many ticks as a width leaves room for the numbers of, two at least; or those given."""
        if self.x_ticks is not None:
            return np.array(list(self.x_ticks)), list(map(_tick_label, self.x_ticks.values()))
        count = max(2, round(width / ROOM_PER_TICK_X))
        while len(self.x_scale.ticks(count)[0]) < 2:
            count += 1
        finer: tuple[Floats, list[Typst]] | None = None
        while True:
            ticks, texts = self.x_scale.ticks(count)
            numbers = [_tick_label(text) for text in texts]
            if len(ticks) < 2 and finer is not None:
                return finer[0][[0, -1]], [finer[1][0], finer[1][-1]]
            if sum(number.width + 0.25 for number in numbers) <= width or count <= 1:
                return ticks, numbers
            finer = ticks, numbers
            count -= 1

    def _grid(self, x_ticks: Floats, y_ticks: Floats, wanted: bool) -> list[Mobject]:
        if not wanted:
            return []
        starts = np.vstack([self.c2p(x_ticks, self.y_range[0]), self.c2p(self.x_range[0], y_ticks)])
        ends = np.vstack([self.c2p(x_ticks, self.y_range[1]), self.c2p(self.x_range[1], y_ticks)])
        return [Segments(starts, ends, color=palette.GRID, width=1.5, opacity=self.grid_opacity)]

    def _axes(self, x_ticks: Floats, y_ticks: Floats) -> Segments:
        corner = self.c2p(self.x_range[0], self.y_range[0])
        x_feet = self.c2p(x_ticks, self.y_range[0])
        y_feet = self.c2p(self.x_range[0], y_ticks)
        starts = np.vstack([corner, corner, x_feet, y_feet])
        ends = np.vstack(
            [
                self.c2p(self.x_range[1], self.y_range[0]),
                self.c2p(self.x_range[0], self.y_range[1]),
                x_feet + TICK_LENGTH * DOWN,
                y_feet + TICK_LENGTH * LEFT,
            ]
        )
        return Segments(starts, ends, color=palette.AXIS, width=2.5)

    def _place_labels(self, box: Box) -> None:
        """Put the labels at the middle of the x axis and the end of the y axis, inside the box."""
        self.x_label.move_to((float(self.frame.get_center()[0]), box.bottom, 0.0), aligned_edge=DOWN)
        self.y_label.next_to(self.c2p(self.x_range[0], self.y_range[1]), UP, buff=0.15)
        if self.y_label.width and self.y_label.get_left()[0] < box.left:
            self.y_label.align_to((box.left, 0.0, 0.0), LEFT)
        if self.x_label.width and self.x_label.get_right()[0] > box.right:
            self.x_label.align_to((box.right, 0.0, 0.0), RIGHT)


class _Ticks(NamedTuple):
    """What of a plot's axes stays the same wherever its frame is."""

    x_places: Floats
    x_numbers: list[Typst]
    y_places: Floats
    y_numbers: list[Typst]
    grid: bool
    x_numbered: bool
    box: Box


def align(*plots: Plot, right: bool = False) -> None:
    """Let the frames of plots that stand above one another begin at one x, and end at one if asked."""
    left_end = max(float(plot.frame.get_left()[0]) for plot in plots)
    right_end = min(float(plot.frame.get_right()[0]) for plot in plots)
    for plot in plots:
        plot.reach(left_end, right_end if right else float(plot.frame.get_right()[0]))


def _tick_label(mathematics: str) -> Typst:
    return typography.formula(mathematics, typography.TICK, palette.MUTED)


def _label(mathematics: str, color: palette.Color) -> VMobject:
    return typography.formula(mathematics, typography.LABEL, color) if mathematics else VMobject()


def _rectangle(box: Box) -> Rectangle:
    return Rectangle(width=box.width, height=box.height, stroke_width=0).move_to(box.center)

"""A plane plot that lays itself out: axes, ticks and labels fit the ranges and the box they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject, Rectangle, Typst, VMobject

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments, Stroke
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import nice_ticks

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
    x_ticks
        The x axis's ticks: places, and their numbers in Typst mathematics. None for round ones, as
        many as fit.
    x_numbered
        Whether the x axis shows ticks and numbers; if not, the grid leads to those of a plot below.

    Attributes
    ----------
    frame
        The rectangle that the ranges span; the window for what is drawn in the plot.

    Raises
    ------
    ValueError
        If a range is not finite, or its low end is not below its high end.
    """

    def __init__(
        self,
        box: Box,
        x_range: tuple[float, float],
        y_range: tuple[float, float],
        x_label: str = "x",
        y_label: str = "y",
        *,
        x_color: str = palette.TEXT,
        y_color: str = palette.TEXT,
        grid: bool = True,
        x_ticks: Mapping[float, str] | None = None,
        x_numbered: bool = True,
    ) -> None:
        super().__init__()
        self.x_range = _checked("x", x_range)
        self.y_range = _checked("y", y_range)
        self.x_label = _label(x_label, x_color)
        self.y_label = _label(y_label, y_color)
        y_ticks, y_format = nice_ticks(*self.y_range, max(2, round(box.height / ROOM_PER_TICK_Y)))
        y_numbers = [_tick_label(y_format.typst(value)) for value in y_ticks]
        number_width = max((number.width for number in y_numbers), default=0.0)
        places, x_numbers = (
            self._fitting_x_ticks(box.width - number_width - 0.6)
            if x_ticks is None
            else _given_ticks(x_ticks)
        )
        self.frame = self._framed(box, number_width, x_numbers[-1].width / 2, x_numbered)

        for value, number in zip(places, x_numbers, strict=True):
            number.next_to(self.c2p(value, self.y_range[0]), DOWN, buff=TICK_LENGTH + 0.08)
        baseline = min(number.get_bottom()[1] for number in x_numbers)  # some may have exponents
        for number in x_numbers:
            number.align_to((0.0, baseline, 0.0), DOWN)
        for value, number in zip(y_ticks, y_numbers, strict=True):
            number.next_to(self.c2p(self.x_range[0], value), LEFT, buff=TICK_LENGTH + 0.08)
        self._place_labels(box)
        self.numbers = Group(*(x_numbers if x_numbered else []), *y_numbers)
        feet = places if x_numbered else places[:0]
        self.lines = Group(*self._grid(places, y_ticks, grid), self._axes(feet, y_ticks))
        self.add(self.frame, self.lines, self.numbers, self.x_label, self.y_label)

    def c2p(self, x: Any, y: Any) -> Floats:
        """Return scene points of coordinates: arrays of one shape (or scalars) give ``(*shape, 3)``.

        Nothing lies farther off than `FAR`: a diverging path leaves the plot in its true direction,
        and its coordinates stay drawable.
        """
        corners = self.frame.points
        low, high = corners.min(axis=0), corners.max(axis=0)
        share_x = (np.asarray(x, dtype=float) - self.x_range[0]) / (self.x_range[1] - self.x_range[0])
        share_y = (np.asarray(y, dtype=float) - self.y_range[0]) / (self.y_range[1] - self.y_range[0])
        share_x, share_y = np.broadcast_arrays(share_x, share_y)
        x_scene, y_scene = low[0] + share_x * (high[0] - low[0]), low[1] + share_y * (high[1] - low[1])
        points: Floats = np.stack([x_scene, y_scene, np.zeros_like(x_scene)], axis=-1)
        return np.clip(points, -FAR, FAR)

    @property
    def unit(self) -> Floats:
        """Scene units of one unit of x and of y, shape (2,)."""
        size: Floats = np.ptp(self.frame.points, axis=0)[:2]
        return size / [self.x_range[1] - self.x_range[0], self.y_range[1] - self.y_range[0]]

    def graph(
        self,
        function: Callable[[Floats], Floats],
        color: str = palette.OBJECTIVE,
        x_range: tuple[float, float] | None = None,
        width: float = 5.0,
    ) -> Stroke:
        """Return the graph of a vectorised function of x, clipped to the plot."""
        x = np.linspace(*(x_range or self.x_range), CURVE_POINTS)
        return self.polyline(x, function(x), color, width)

    def polyline(self, x: Any, y: Any, color: str = palette.OBJECTIVE, width: float = 5.0) -> Stroke:
        """Return the polyline through points of the plot, clipped to it."""
        return Stroke(self.c2p(x, y), color=color, width=width, window=self.frame)

    def scatter(self, x: Any, y: Any, color: str = palette.DATUM, radius: float = 0.09) -> Dots:
        """Return a dot at each point of the plot."""
        return Dots(self.c2p(x, y), color=color, radius=radius)

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
        return Rectangle(width=inner.width, height=inner.height, stroke_width=0).move_to(inner.center)

    def _fitting_x_ticks(self, width: float) -> tuple[Floats, list[Typst]]:
        """Return as many ticks as a width leaves room for the numbers of, and two at least."""
        count = max(2, round(width / ROOM_PER_TICK_X))
        while len(nice_ticks(*self.x_range, count)[0]) < 2:
            count += 1
        while True:
            ticks, number_format = nice_ticks(*self.x_range, count)
            numbers = [_tick_label(number_format.typst(value)) for value in ticks]
            if sum(number.width + 0.25 for number in numbers) <= width or count <= 1:
                return ticks, numbers
            count -= 1

    def _grid(self, x_ticks: Floats, y_ticks: Floats, wanted: bool) -> list[Mobject]:
        if not wanted:
            return []
        starts = np.vstack([self.c2p(x_ticks, self.y_range[0]), self.c2p(self.x_range[0], y_ticks)])
        ends = np.vstack([self.c2p(x_ticks, self.y_range[1]), self.c2p(self.x_range[1], y_ticks)])
        return [Segments(starts, ends, color=palette.GRID, width=1.5)]

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


def _tick_label(mathematics: str) -> Typst:
    return typography.formula(mathematics, typography.TICK, palette.MUTED)


def _given_ticks(ticks: Mapping[float, str]) -> tuple[Floats, list[Typst]]:
    return np.array(list(ticks), dtype=float), [_tick_label(number) for number in ticks.values()]


def _label(mathematics: str, color: str) -> VMobject:
    return typography.formula(mathematics, typography.LABEL, color) if mathematics else VMobject()


def _checked(name: str, limits: tuple[float, float]) -> tuple[float, float]:
    low, high = (float(end) for end in limits)
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise ValueError(f"The {name} range ({low:g}, {high:g}) needs finite ends, the low one first.")
    return low, high

"""A small window of a map, seen large."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import RIGHT, UP, Animation, Group, Mobject, Rectangle, Typst
from numpy.typing import ArrayLike

from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short


class Lens(MapPlot):
    """A plot of a small window of another one, of the shape of its box.

    Parameters
    ----------
    box
        What the lens may fill.
    below
        The map that it is a part of.
    middle : shape (2,)
        What is in its middle.
    height
        How much of the second parameter is seen.

    Attributes
    ----------
    outline
        Its window on the map.
    """

    def __init__(self, box: Box, below: MapPlot, middle: ArrayLike, height: float) -> None:
        reach = height / 2 * np.array([box.width / box.height, 1.0])
        center = np.asarray(middle, dtype=float)
        (left, bottom), (right, top) = (center - reach).tolist(), (center + reach).tolist()
        super().__init__(box, (left, right), (bottom, top), "", "")
        self.outline = window_on(below, self)


def window_on(below: MapPlot, close: MapPlot) -> Rectangle:
    """Return the outline of what a close map shows, on the map that it is a part of, and not beyond that."""
    edges = below.frame.points.min(axis=0), below.frame.points.max(axis=0)
    low, high = np.clip(below.on(np.transpose([close.x_range, close.y_range])), *edges)
    width, height = (high - low)[:2]
    outline = Rectangle(width=width, height=height, color=palette.TEXT, stroke_width=2)
    outline.set_stroke(palette.OUTLINE, width=6, background=True)
    return outline.move_to((low + high) / 2)


def grow_into(outline: Rectangle, frame: Mobject) -> Animation:
    """Return the animation in which an outline becomes as large as a frame, and is there no longer."""
    builder: Any = outline.animate
    animation: Animation = builder(remover=True).replace(frame, stretch=True).build()
    return animation


def distance_between(plot: MapPlot, first: ArrayLike, second: ArrayLike) -> Group:
    """Return a line between two points of a map, and how long it is in the map's units."""
    ends = plot.on(np.array([first, second]))
    line = Segments(ends[:1], ends[1:], color=palette.MUTED, width=2.5)
    length = short(float(np.linalg.norm(np.subtract(first, second))))
    label: Typst = typography.formula(length, typography.LABEL)
    return Group(line, label.next_to(line, RIGHT if line.height > line.width else UP, buff=0.2))

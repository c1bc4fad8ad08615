"""A part of a valley's map, to which the eye goes close."""

from __future__ import annotations

from typing import Any

from manim import DL, UR, Animation, Create, FadeIn
from numpy.typing import ArrayLike

from scenes.kit.plots.lens import window_on
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.runs.valley import Valley
from scenes.kit.style.layout import Box

FOUND, OPENS = 0.6, 0.9
"""Seconds in which its window is drawn, and in which that becomes the map."""


class CloseMap(ValleyMap):
    """A map of that part of a valley that holds some points.

    Parameters
    ----------
    below
        The map that it is a part of, and the place of which it takes.
    valley
        Whose map it is.
    held : shape (n, 2)
        Points that are seen on it.
    margin
        Room around them, in shares of what they need.

    Attributes
    ----------
    outline
        Its window on the map below.
    """

    def __init__(self, below: MapPlot, valley: Valley, held: ArrayLike, margin: float) -> None:
        (left, bottom), (right, top) = below.frame.get_corner(DL)[:2], below.frame.get_corner(UR)[:2]
        super().__init__(Box(left, right, bottom, top), valley, held, margin, named=False, whole=False)
        self.outline = window_on(below, self)

    def found(self) -> Animation:
        """Return the animation in which its window is drawn on the map below."""
        return Create(self.outline, run_time=FOUND)

    def opens(self) -> list[Animation]:
        """Return the animations in which the window becomes the map."""
        outline: Any = self.outline.animate
        grown = outline(run_time=OPENS).replace(self.frame, stretch=True).build()
        return [grown, FadeIn(self, run_time=OPENS)]

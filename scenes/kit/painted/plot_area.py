"""Where on a plot each point of what is descended is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from manim import DL, UR, Mobject

from scenes.kit.painted.painted import Floats
from scenes.kit.style.scales import Scale


class PlotArea(NamedTuple):
    """A rectangle of the scene on which points are seen by their coordinates.

    Attributes
    ----------
    low, high
        Its lower left and its upper right corner, scene points of shape (3,).
    scales
        That of the first coordinate, from left to right; and of the second, upwards, if points have two.
    on
        Returns the scene point, shape (3,), of coordinates.
    """

    low: Floats
    high: Floats
    scales: tuple[Scale, ...]
    on: Callable[[Sequence[float]], Floats]

    @classmethod
    def of(
        cls, frame: Mobject, scales: tuple[Scale, ...], on: Callable[[Sequence[float]], Floats]
    ) -> PlotArea:
        """Return the area of a plot's frame."""
        return cls(frame.get_corner(DL), frame.get_corner(UR), scales, on)


class ShowsPoints:
    """A plot of what is descended: where a descent starts can be pointed at in it."""

    def plot_area(self) -> PlotArea | None:
        """Return where points are seen now; None if no rectangle is all that is needed to tell."""
        raise NotImplementedError(f"{type(self).__name__} has to say where points are seen")

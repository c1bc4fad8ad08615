"""Sections of a function through one point, in several directions, in one plot at one scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import DOWN, RIGHT, UP, MathTypst
from numpy.typing import ArrayLike

from gdmath import Objective
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

SAMPLES = 201

ABOVE = 1.1
"""Height of the axis above the point, in heights of the steepest section."""


NAMED, INSIDE = 0.75, 0.55
"""Where the steep section's name stands, in its heights, and how much of the plot's width is free there."""

BELOW = 0.27
"""Scene units from the point down to the middle of the flat section's name."""


class SectionPlot(Plot):
    """Axes for the values of a function along straight lines through a point, such as its minimum.

    Parameters
    ----------
    box
        What the plot may fill.
    objective
        The function, of d variables.
    center : shape (d,)
        The point; it stands at 0 on the x axis.
    directions : shape (m, d)
        Unit vectors.
    height
        How high above the point the steepest section ends; exactly so on a function of degree 2.
    below
        Room below the point, in heights of the steepest section.
    kwargs
        As for `Plot`.
    """

    def __init__(
        self,
        box: Box,
        objective: Objective,
        center: ArrayLike,
        directions: ArrayLike,
        height: float,
        below: float,
        **kwargs: Any,
    ) -> None:
        sections = [objective.along(center, direction) for direction in np.asarray(directions)]
        reach = math.sqrt(2 * height / max(float(section.hessian([0.0])[0, 0]) for section in sections))
        self.distances = np.linspace(-reach, reach, SAMPLES)
        self.heights = np.array([section.value(self.distances[:, None]) for section in sections])
        self.foot = float(objective.value(center))
        self.rise = float(np.ptp(self.heights, axis=1).max())
        y_range = self.foot - below * self.rise, self.foot + ABOVE * self.rise
        super().__init__(box, (-reach, reach), y_range, **kwargs)

    def curves(self, colors: Sequence[palette.Color]) -> list[Stroke]:
        """Return the sections, in the order of their directions."""
        return [
            self.polyline(self.distances, heights, color)
            for heights, color in zip(self.heights, colors, strict=True)
        ]

    def names(
        self, words: Sequence[str], colors: Sequence[palette.Color], size: float
    ) -> tuple[MathTypst, MathTypst]:
        """Return the names of two sections: of the steep one within its curve, and of the flat one below it.

        Parameters
        ----------
        words, colors
            Typst mathematics and the colour of each; the steep section is the first.
        size
            Manim font size. A first name that is too wide for its place stands above the plot.
        """
        steep, flat = (
            typography.formula(name, size, color) for name, color in zip(words, colors, strict=True)
        )
        steep.move_to(self.c2p(0.0, self.foot + NAMED * self.rise))
        if steep.width > INSIDE * self.frame.width:
            steep.next_to(self.frame, UP, buff=0.15).align_to(self.frame, RIGHT)
            steep.shift(max(0.0, self.y_label.get_right()[0] + 0.2 - steep.get_left()[0]) * RIGHT)
        return steep, flat.move_to(self.c2p(0.0, self.foot)).shift(BELOW * DOWN)

"""Data whose feature loses its mean and is divided by its deviation, before one's eyes."""

from __future__ import annotations

from typing import Any, Final, Self

import numpy as np
from manim import Mobject, UpdateFromAlphaFunc, linear

from gdmath import Dataset, LinearRegression, Standardized
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette
from scenes.kit.style.axis_names import axis_name
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import padded_range

TURN: Final = 0.35
"""By so much of the best line's rise over the points does a turning line's rise differ from it at most."""


class RescaledData(Plot):
    """Points and their best line, over an axis that holds them before, meanwhile and afterwards.

    Parameters
    ----------
    box
        What the plot may fill.
    dataset
        With one feature.

    Attributes
    ----------
    data, line, zero
        The points, their best line, and where the feature is 0.
    turning
        A line through the best one where the feature is 0: one whose slope alone is changed.
    """

    def __init__(self, box: Box, dataset: Dataset) -> None:
        whole = dataset.standardized()
        x = dataset.x[:, 0]
        held = np.concatenate([x, x - whole.mean[0], whole.dataset.x[:, 0], [0.0]])
        names = axis_name(dataset.feature_names[0], "x"), axis_name(dataset.target_name, "y")
        super().__init__(box, padded_range(held, 0.06), padded_range(dataset.y, 0.12), *names, grid=False)
        ends = self.c2p(0.0, np.array(self.y_range))
        self.turned = 0.0
        self.zero = Segments(ends[:1], ends[1:], color=palette.GRID, width=2.5)
        self.line = self.polyline([0, 1], [0, 1], palette.MINIMUM)
        self.data = self.scatter(x, dataset.y)
        self.turning = self.polyline([0, 1], [0, 1], palette.FIRST_PARAMETER, width=4)
        self.add(self.zero, self.turning, self.line, self.data)
        self.change(dataset.partly_standardized(0.0))

    def change(self, changed: Standardized) -> Self:
        """Show the points as they are changed so far."""
        x = changed.dataset.x[:, 0]
        slope, intercept = LinearRegression(changed.dataset).closed_form()
        ends = np.array([x.min(), x.max()])
        self.data.set_points(self.c2p(x, changed.dataset.y))
        self.line.set_points(self.c2p(ends, slope * ends + intercept))
        reach = np.array([min(ends[0], 0.0), max(ends[1], 0.0)])
        self.turning.set_points(self.c2p(reach, (1 - TURN * self.turned) * slope * reach + intercept))
        return self

    def turn(self, **kwargs: Any) -> UpdateFromAlphaFunc:
        """Return an animation: the turning line turns to both sides, and back onto the best one.

        Whoever changes the data meanwhile calls `change`, which draws it.
        """

        def swing(plot: Mobject, alpha: float) -> None:
            assert plot is self
            self.turned = float(np.sin(2 * np.pi * alpha))

        return UpdateFromAlphaFunc(self, swing, rate_func=linear, **kwargs)

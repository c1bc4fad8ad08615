"""Data whose feature loses its mean and is divided by its deviation, before one's eyes."""

from __future__ import annotations

from typing import Self

import numpy as np

from gdmath import Dataset, LinearRegression, Standardized
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette
from scenes.kit.style.axis_names import axis_name
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import padded_range


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
    """

    def __init__(self, box: Box, dataset: Dataset) -> None:
        whole = dataset.standardized()
        x = dataset.x[:, 0]
        held = np.concatenate([x, x - whole.mean[0], whole.dataset.x[:, 0], [0.0]])
        names = axis_name(dataset.feature_names[0], "x"), axis_name(dataset.target_name, "y")
        super().__init__(box, padded_range(held, 0.06), padded_range(dataset.y, 0.12), *names, grid=False)
        ends = self.c2p(0.0, np.array(self.y_range))
        self.zero = Segments(ends[:1], ends[1:], color=palette.GRID, width=2.5)
        self.line = self.polyline([0, 1], [0, 1], palette.MINIMUM)
        self.data = self.scatter(x, dataset.y)
        self.add(self.zero, self.line, self.data)
        self.change(dataset.partly_standardized(0.0))

    def change(self, changed: Standardized) -> Self:
        """Show the points as they are changed so far."""
        x = changed.dataset.x[:, 0]
        slope, intercept = LinearRegression(changed.dataset).closed_form()
        ends = np.array([x.min(), x.max()])
        self.data.set_points(self.c2p(x, changed.dataset.y))
        self.line.set_points(self.c2p(ends, slope * ends + intercept))
        return self

"""The plot of a fit: data, a line among them, and the residuals between."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdmath import LinearRegression
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.ticks import padded_range

FEW = 40
"""So many data are drawn at full size; of more, dots and residuals are finer."""

TOO_FAR = 3
"""The axes grow at most so many times for the first line; one farther off comes in from outside."""


class FitPlot(Plot):
    """Axes that show data of one feature, their best line, and the first line if it is not too far off.

    Parameters
    ----------
    box
        What the plot may fill, its numbers and labels included.
    cost
        Whose data, predictions and best line are shown; the axes are named as its data set's columns.
    parameters
        Slope and intercept of the first line.
    residual_width
        Stroke width of a residual, where the data are few.

    Attributes
    ----------
    data, line, residuals
        What is drawn in the axes; a lesson adds them one by one, when it tells of them.
    """

    def __init__(
        self, box: Box, cost: LinearRegression, parameters: ArrayLike, *, residual_width: float = 3.0
    ) -> None:
        self.cost = cost
        x, y = cost.dataset.x[:, 0], cost.dataset.y
        held = np.concatenate([y, cost.predict(cost.closed_form())])
        with_first = np.concatenate([held, cost.predict(parameters)])
        if np.ptp(with_first) <= TOO_FAR * np.ptp(held):
            held = with_first
        names = (*cost.dataset.feature_names, cost.dataset.target_name)
        super().__init__(box, padded_range(x, 0.1), padded_range(held, 0.06), *map(typography.name, names))
        fineness = min(1.0, math.sqrt(FEW / len(y)))
        self.data = self.scatter(x, y, radius=0.09 * fineness)
        self.line = self.line_of(parameters)
        self.residuals = Segments(
            *self.residual_ends(parameters),
            color=palette.RESIDUAL,
            width=residual_width * fineness,
            dash=DASH,
            window=self.frame,
        )

    def follow(self, parameters: Callable[[], Floats]) -> None:
        """Let line and residuals show, in every frame, what the function returns."""
        self.line.add_updater(lambda line: line.put(*self.line_ends(parameters())))
        self.residuals.add_updater(lambda bundle: bundle.put(*self.residual_ends(parameters())))

    def line_of(
        self, parameters: ArrayLike, color: str = palette.FIT, width: float = 5.0, **kwargs: Any
    ) -> Segments:
        """Return a line of a slope and an intercept, cut at the axes."""
        return Segments(*self.line_ends(parameters), color=color, width=width, window=self.frame, **kwargs)

    def line_ends(self, parameters: ArrayLike) -> tuple[Floats, Floats]:
        """Return the scene points where a line enters and leaves the axes, shape (1, 3) each."""
        slope, intercept = np.asarray(parameters, dtype=float)
        x = np.array(self.x_range)
        ends = self.c2p(x, slope * x + intercept)
        return ends[:1], ends[1:]

    def residual_ends(self, parameters: ArrayLike) -> tuple[Floats, Floats]:
        """Return the scene points of data and predictions, shape (n, 3) each."""
        x = self.cost.dataset.x[:, 0]
        return self.c2p(x, self.cost.dataset.y), self.c2p(x, self.cost.predict(parameters))

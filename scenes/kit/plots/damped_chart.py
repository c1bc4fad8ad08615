"""How a length goes to its rest with a momentum that is turned: it creeps, arrives, or swings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Mobject, ValueTracker

from gdmath import Rule, descend
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette
from scenes.kit.style.layout import Box


class DampedChart(Plot):
    """The length along the flattest way against the step, drawn anew as a number is turned.

    Parameters
    ----------
    box
        What it may fill.
    valley
        Whose length it is.
    rule
        Returns the rule at a number.
    number
        What is turned.
    last
        The last step on the chart.

    Attributes
    ----------
    curve, rest
        The length, and the line of rest.
    """

    def __init__(
        self, box: Box, valley: Valley, rule: Callable[[float], Rule], number: ValueTracker, last: int
    ) -> None:
        start = float(valley.lengths[0])
        reach = 1.1 * abs(start)
        super().__init__(box, (0, last), (-reach, reach), '"step" k', WAY_NAMES[0], y_color=WAY_COLORS[0])
        ends = self.c2p(np.array([0, last]), 0.0)
        self.rest = Segments(ends[:1], ends[1:], palette.MINIMUM, 3, DASH)
        self.curve = Stroke(color=WAY_COLORS[0], width=5, window=self.frame)
        slope = valley.slice(0, reach)

        def draw(stroke: Mobject) -> None:
            lengths = descend(slope, rule(number.get_value()), start, iterations=last).points[:, 0]
            self.curve.set_points(self.c2p(np.arange(len(lengths)), lengths))

        self.curve.add_updater(draw, call_updater=True)

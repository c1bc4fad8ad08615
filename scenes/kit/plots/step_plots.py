"""A curve twice: so wide that the slope fits on its axis, and with room beside it for a step's numbers."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

import numpy as np
from manim import Group

from gdmath import Objective
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.style import layout
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters

AT_LEAST, BEYOND = 0.7, 0.9
"""As far as these shares of its domain the wide plot reaches beyond it uphill, to hold the slope's arrow."""

CLEAR = 0.075
"""Share of the axis between the end of the curve and what is written beside it, above that arrow."""

ALONG_AXIS = 1.25
"""Scene units, about, between the axis and the curve: there the arrow lies."""

PART, ASIDE = 0.06, 0.5
"""How far beyond its domain, in shares of it, the curve's part of the wide picture ends, and scene units from
there to what is written beside it."""

SIMILAR = 0.7, 1.1
"""The curve stays where it is, if its plot is then so many times as wide as the box that it has else."""


class StepPlots(NamedTuple):
    """The two plots, and where there is room for what is written.

    Attributes
    ----------
    large, uphill
        The wide one, and the room in it beside the curve, above the slope's arrow.
    plot, side
        The one with room beside it, or below it where the frame is not wide; and that room.
    stays
        Whether the curve is in the same place in both.
    """

    large: CurvePlot
    uphill: Box
    plot: CurvePlot
    side: Box
    stays: bool

    @classmethod
    def of(cls, objective: Objective, start: float, slope: float, letters: Letters) -> Self:
        """Return them for the slope at a start."""
        stage, (box, side) = layout.stage(), layout.beside(1.35, 1.25, gap=0.3)
        below = ALONG_AXIS / min(box.height, stage.height)
        labels: dict[str, Any] = {"x_label": letters.variable, "y_label": letters.value()}
        plot = CurvePlot(box, objective, start, room_below=below, **labels)
        (low, high), ends = objective.domain[0], start + slope * np.array([-1, 0, 1])
        uphill = high + AT_LEAST * (high - low) if slope > 0 else low - AT_LEAST * (high - low)
        held = np.append(np.clip(ends, low - BEYOND * (high - low), high + BEYOND * (high - low)), uphill)
        ranges: dict[str, Any] = {"y_range": plot.y_range, "least_tick": plot.least_tick}
        large = CurvePlot(stage, objective, held, **ranges, **labels)
        end = max(high, start) + PART * (high - low)
        share = (large.feet(end)[0] - stage.left) / box.width
        stays = bool(slope > 0 and box.height == stage.height and SIMILAR[0] < share < SIMILAR[1])
        if stays:
            plot = large.left_part(end)
            side = Box(plot.frame.get_right()[0] + ASIDE, side.right, side.bottom, side.top)
        plot.set_z_index(-1)  # it comes when the graph is there
        return cls(large, _uphill(large, slope), plot, side, stays)


def longer_axes(wide: CurvePlot, part: CurvePlot) -> Group:
    """Return the lines of the wide plot's axes, and those of its numbers that stand right of its part."""
    end = part.frame.get_right()[0]
    beyond = [number for number in wide.numbers if number.get_left()[0] > end]
    return Group(wide.lines, *beyond).set_z_index(-1)


def _uphill(large: CurvePlot, slope: float) -> Box:
    """Return the room beside the curve, above the slope's arrow."""
    (low, high), frame = large.feet(large.objective.domain[0])[:, 0], large.frame
    left, right = (high, frame.get_right()[0]) if slope > 0 else (frame.get_left()[0], low)
    clear = CLEAR * frame.width
    bottom, top = frame.get_bottom()[1] + ALONG_AXIS, frame.get_top()[1]
    return Box(left + clear, right - clear * (slope < 0), bottom, top)

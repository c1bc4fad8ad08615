"""A number at the corner of a chart: the iteration that a run has come to."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run

ABOVE = 0.16
"""Scene units from the chart's upper edge up to a number."""


def counter_above(chart: RunChart, run: Run, readout: Readout) -> Readout:
    """Put a run's counter above a chart's upper right corner, where its last number will end."""
    readout.set_value(run.shown[-1])
    readout.next_to(chart.frame.get_corner(UP + RIGHT), UP + LEFT, buff=0).shift(ABOVE * UP)
    return readout.update()

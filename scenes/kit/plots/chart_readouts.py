"""Numbers at the corners of charts and boxes: the iteration that a run has come to."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import layout
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import WHOLE

ABOVE = 0.16
"""Scene units from the chart's upper edge up to a number."""

DIGITS, TITLE = 1.9, 0.34
"""Scene units for a count that ends at a box's right end, and from the stage's upper edge up to it."""


def counter_above(chart: RunChart, run: Run, readout: Readout) -> Readout:
    """Put a run's counter above a chart's upper right corner, where its last number will end."""
    readout.set_value(run.shown[-1])
    readout.next_to(chart.frame.get_corner(UP + RIGHT), UP + LEFT, buff=0).shift(ABOVE * UP)
    return readout.update()


def count_in_title_row(box: Box, run: Run) -> Readout:
    """Return the number of a run's steps, ``k = 12``, in the title's row near the right end of a box."""
    count = Readout("k", 0, WHOLE, size=SIZE).follow(run, "iteration")
    return count.next_to((box.right - DIGITS, layout.stage().top, 0.0), UP + RIGHT, buff=TITLE)

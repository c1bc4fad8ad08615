"""Numbers at the corner of a chart: the iteration that a run has come to, and how fast its clock goes."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.numbers import WHOLE

ABOVE, INSIDE = 0.16, 0.2
"""Scene units from the chart's upper edge up and down to a number."""


def counter_above(chart: RunChart, run: Run, readout: Readout) -> Readout:
    """Put a run's counter above a chart's upper right corner, where its last number will end."""
    readout.set_value(run.shown[-1])
    readout.next_to(chart.frame.get_corner(UP + RIGHT), UP + LEFT, buff=0).shift(ABOVE * UP)
    return readout.update()


def speed_inside(chart: RunChart, run: Run, label: str) -> Readout:
    """Return how many iterations pass while a run's clock goes on by 1, in a chart's upper right corner.

    Parameters
    ----------
    chart
        In whose corner it stands; the largest number ends there.
    run
        Whose speed it is; it is told to two digits.
    label
        Typst mathematics.
    """
    fastest = float((np.diff(run.shown) / np.diff(run.times)).max())
    speed = Readout(label, fastest, WHOLE, size=typography.LABEL, color=palette.MUTED)
    speed.next_to(chart.frame.get_corner(UP + RIGHT), DOWN + LEFT, buff=0).shift(INSIDE * DOWN)
    return speed.add_updater(lambda row: row.set_value(float(f"{run.speed:.2g}")), call_updater=True)

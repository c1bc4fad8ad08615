"""A number at a chart's corner: of a run at its clock, ending where the longest of them ends."""

from __future__ import annotations

import pytest
from manim import RIGHT, UP

from gdmath import descend, parabola
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.chart_readouts import counter_above
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE


def test_a_counter_ends_at_the_corner() -> None:
    descent = descend(parabola(), 0.001, 4.0, iterations=1234)
    run = Run(descent, shown=[0, 1, 11, 1234], times=[0.0, 0.5, 1.0, 3.0])
    chart = RunChart(Box(-4, 4, -3, 3), [run])
    counter = counter_above(chart, run, Readout('"epoch"', 0.0, WHOLE).follow(run, "iteration"))
    corner = chart.frame.get_corner(UP + RIGHT)
    told = []
    for seconds in (0.0, 0.5, 2.0, 3.0):
        run.clock.set_value(seconds)
        told.append(counter.update().number.written)
    assert told == ["0", "1", "622", "1234"]
    assert counter.get_right()[0] == pytest.approx(corner[0])
    assert counter.get_bottom()[1] > corner[1]

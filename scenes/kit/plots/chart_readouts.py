"""Numbers at the corners of charts and maps: the iteration that a run has come to, how large it is."""

from __future__ import annotations

from typing import Final

from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.labels import plated
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import layout
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import WHOLE, NumberFormat

ABOVE, CORNER = 0.16, 0.2
"""Scene units from the chart's upper edge up to a number, and from a map's corner to one."""

DIGITS, TITLE = 1.9, 0.34
"""Scene units for a count that ends at a box's right end, and from the stage's upper edge up to it."""

SMALLEST: Final = NumberFormat.significant(1e-20, 1).characters(1e-20)
"""For a number of such a length there is room on its plate."""


def counter_above(chart: RunChart, run: Run, readout: Readout) -> Readout:
    """Put a run's counter above a chart's upper right corner, where its last number will end."""
    readout.set_value(run.shown[-1])
    readout.next_to(chart.frame.get_corner(UP + RIGHT), UP + LEFT, buff=0).shift(ABOVE * UP)
    return readout.update()


def count_in_title_row(box: Box, run: Run) -> Readout:
    """Return the number of a run's steps, ``k = 12``, in the title's row near the right end of a box."""
    count = Readout("k", 0, WHOLE, size=SIZE).follow(run, "iteration")
    return count.next_to((box.right - DIGITS, layout.stage().top, 0.0), UP + RIGHT, buff=TITLE)


def size_on_map(plot: MapPlot, label: str, run: Run, component: int) -> Group:
    """Return how large a coordinate of a run is by now, to one digit, in the upper left corner of a map.

    Its power of ten goes with it: it may be of any order. The label is Typst mathematics of what it is.
    """
    readout = Readout(label, size=SIZE, color=run.color, relation="approx")

    number = readout.number

    def tell(_: Mobject) -> None:
        size = abs(run.now("point", component))
        number.set_written(NumberFormat.significant(size, 1).characters(size))

    number.set_written(SMALLEST)
    told = plated(readout).next_to(plot.frame.get_corner(UP + LEFT), DOWN + RIGHT, buff=CORNER)
    number.add_updater(tell, call_updater=True)
    return told

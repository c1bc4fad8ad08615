"""What a run down a curve is in numbers: where it stands, how high, and both against the iteration."""

from __future__ import annotations

from manim import DOWN, UP, Group

from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.plot import align
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import layout
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import WHOLE, NumberFormat

SHARE, ROOM = 0.49, 0.03
"""Of a plot's height: what readouts take at most, and what is above them."""


def height_readout(run: Run, letters: Letters) -> Readout:
    """Return the height of the last iterate that a run has reached; digits are those of the first step."""
    readout = Readout(letters.value(), 0, NumberFormat.of(run.series("value")[:2], 4), size=SIZE)
    return readout.follow(run, "value")


def step_readouts(run: Run, plot: CurvePlot, letters: Letters) -> Group:
    """Return a run's last step, its point there and the height of it, at the middle of a plot's top."""
    point, value = (NumberFormat.of(run.series(name), 3) for name in ("point", "value"))
    rows = column(
        Readout("k", 0, WHOLE).follow(run, "iteration"),
        Readout(letters.at("k"), 0, point).follow(run, "point", 0),
        Readout(letters.value("k"), 0, value).follow(run, "value"),
    )
    rows.scale(min(1.0, SHARE * plot.frame.height / rows.height))
    return rows.move_to(plot.frame.get_top() + ROOM * plot.frame.height * DOWN, aligned_edge=UP)


def iteration_charts(box: Box, run: Run, letters: Letters) -> list[RunChart]:
    """Return charts of a run's point and its height against the iteration.

    One stands above the other in a wide frame, where the box is a column; else they are side by side.
    """
    is_wide = layout.shape() is layout.Shape.WIDE
    boxes = box.rows(1, 1.15, gap=0.15) if is_wide else box.columns(1, 1)
    upper = "" if is_wide else None
    charts = [
        RunChart(boxes[0], [run], "point", component=0, x_label=upper, y_label=letters.at("k")),
        RunChart(boxes[1], [run], y_label=letters.value("k")),
    ]
    if is_wide:
        align(*charts)
    return charts

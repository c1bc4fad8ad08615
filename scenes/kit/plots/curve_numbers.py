"""What a run down a curve is in numbers: where it stands, how high, and that against the iteration."""

from __future__ import annotations

import math

from manim import DOWN, LEFT, UR, Group

from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.notes import ROW_GAP, SIZE
from scenes.kit.style.numbers import WHOLE, NumberFormat, short

OVER_CHART, BESIDE_CHART = (1.0, 1.9), (1.15, 1.0)
"""Shares of a box for the numbers and for the chart, in a wide frame and in others."""

INSIDE = 0.62, 0.66
"""Shares of a chart, from its upper right corner, in which the numbers stand where its curve leaves room."""


def first_heights(run: Run, letters: Letters) -> Group:
    """Return the function's values at a run's start and after its first step, one below the other.

    Where a number is rounded, it is said to be about that.
    """
    rows = []
    for step, height in enumerate(run.series("value")[:2].tolist()):
        shown = float(NumberFormat.significant(height, 4).rounded(height))
        sign = "=" if math.isclose(shown, height) else "approx"
        formula = f"{letters.value(step)} {sign} {short(height, 4)}"
        rows.append(typography.formula(formula, SIZE, palette.OBJECTIVE))
    return Group(*rows).arrange(DOWN, buff=ROW_GAP, aligned_edge=LEFT)


def step_readouts(box: Box, run: Run, letters: Letters) -> Group:
    """Return a run's last step, its point there and the height of it, in the middle of a box."""
    point, value = (NumberFormat.of(run.series(name), 3) for name in ("point", "value"))
    rows = column(
        Readout("k", 0, WHOLE, size=SIZE).follow(run, "iteration"),
        Readout(letters.at("k"), 0, point, size=SIZE).follow(run, "point", 0),
        Readout(letters.value("k"), 0, value, size=SIZE).follow(run, "value"),
        spacing=0.7,
    )
    rows.scale(min(1.0, box.height / rows.height, box.width / rows.width))
    return rows.move_to(box.center)


def numbers_and_chart(box: Box, run: Run, letters: Letters, head: float = 0.0) -> tuple[Group, RunChart]:
    """Return a run's `step_readouts`, and the chart of its height against the iteration.

    In a wide frame, where the box is a column, the numbers stand in the chart's upper right corner where the
    curve leaves room, or else above the chart; in others they are side by side.

    Parameters
    ----------
    box
        What they may fill.
    run
        Whose numbers they are.
    letters
        Those of its function.
    head
        Scene units that stay free above the numbers.
    """
    if layout.shape() is layout.Shape.WIDE:
        below = box.inset(top=head)
        chart = RunChart(below, [run], y_label=letters.value("k"))
        corner = _corner_of(chart)
        if not _reaches(chart, run, corner):
            return step_readouts(corner, run, letters), chart
        upper, lower = below.rows(*OVER_CHART)
    else:
        left, lower = box.columns(*BESIDE_CHART)
        upper = left.inset(top=head)
    return step_readouts(upper, run, letters), RunChart(lower, [run], y_label=letters.value("k"))


def _corner_of(chart: RunChart) -> Box:
    """Return the upper right part of a chart in which numbers can stand."""
    (right, top, _), (wide, high) = chart.frame.get_corner(UR), INSIDE
    return Box(right - wide * chart.frame.width, right, top - high * chart.frame.height, top)


def _reaches(chart: RunChart, run: Run, part: Box) -> bool:
    """Return whether a run's curve passes through a part of its chart, or above that."""
    x, y, _ = chart.nodes(run).T
    return bool(((x >= part.left) & (y >= part.bottom)).any())

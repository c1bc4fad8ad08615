"""A table of where several runs are: a row each, whose numbers are those at its clock."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, Group

from scenes.kit.painted.live_numbers import TWO_DECIMALS, LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import NumberFormat

COLUMNS = (
    ("value", '"height" f', palette.OBJECTIVE, 1.6),
    ("slope", '"slope" norm(nabla f)', palette.GRADIENT, 1.9),
)
"""Series of the runs, what they are called, their colours and the shares of their columns."""

APART = 0.2
"""Scene units between the names of columns, at least."""


def run_table(
    box: Box, runs: Sequence[Run], number_format: NumberFormat = TWO_DECIMALS
) -> tuple[Group, list[Group]]:
    """Return a table's header, and a row for each run: its name, its height and its slope."""
    first, *lines = box.rows(*[1] * (1 + len(runs)), gap=0.0)
    shares = [share for *_, share in COLUMNS]
    marks, *columns, _ = first.columns(0.75, *shares, 0.6, gap=0.0)
    header = Group()
    for (_, mathematics, color, _), column in zip(COLUMNS, columns, strict=True):
        words = typography.formula(translated_formula(mathematics), typography.LABEL, color)
        typography.fitted(words, column.width - APART)
        header.add(words.move_to((column.right, first.center[1], 0.0), aligned_edge=RIGHT))
    rows = [_row(run, line, marks, columns, number_format) for run, line in zip(runs, lines, strict=True)]
    return header, rows


def _row(run: Run, line: Box, marks: Box, columns: Sequence[Box], number_format: NumberFormat) -> Group:
    mark = np.array([marks.left + 0.2, line.center[1], 0.0])
    letter = typography.text(f"*{typography.as_is(run.name)}*", color=run.color).next_to(
        mark, RIGHT, buff=0.3
    )
    row = Group(Dots(mark[None], color=run.color, radius=0.13), letter)
    for (series, *_), column in zip(COLUMNS, columns, strict=True):
        number = LiveNumber(
            run.now(series), number_format, (column.right, line.center[1] - 0.13, 0.0), right=True
        )
        row.add(number.add_updater(lambda shown, series=series: shown.set_value(run.now(series))))
    return row

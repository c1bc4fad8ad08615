"""A learning rate for each coordinate, step by step, on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import LEFT, RIGHT, UP, Group

from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

NUMBER: Final = 1.25
"""Scene units to the right of the axes, for numbers and letters."""


class OwnRatesChart(RunChart):
    """Axes for the rates of rules along both coordinates, with room for names at the right.

    Parameters
    ----------
    box
        What it may fill.
    pairs
        For each rule its two runs with the series "own", as `AdaptiveRuns.own_rates` returns them.
    last
        How many steps the axis counts.
    """

    def __init__(self, box: Box, pairs: Sequence[Sequence[Run]], last: int) -> None:
        shown = np.concatenate([run.series("own")[: last + 1] for pair in pairs for run in pair])
        super().__init__(
            box.inset(right=NUMBER),
            [run for pair in pairs for run in pair],
            y="own",
            x_range=(0, last),
            y_range=(0.6 * float(shown.min()), 2.0 * float(shown.max())),
            y_label="eta \\/ sqrt(s_i)",
            y_scale="log",
        )

    def trails(self, pair: Sequence[Run]) -> list[Trail]:
        """Return a rule's two rates, as far as it has come."""
        return [Trail.of(run, self, width=6, dots=0) for run in pair]

    def names(self, pair: Sequence[Run]) -> Group:
        """Return the coordinates' letters, at the end of a rule's two curves."""
        names = Group()
        for way, run in enumerate(pair):
            name = typography.formula(f"w_{way + 1}", SIZE, run.color)
            names.add(name.next_to(self.nodes(run)[-1], RIGHT, buff=0.2))
        return names

    def ends(self, run: Run) -> Group:
        """Return a curve's first number and its last one, above it."""
        first, last = self.nodes(run)[[0, -1]]
        values = run.series("own")[run.shown[[0, -1]]]
        left, right = (typography.formula(short(float(value), 2), SIZE, run.color) for value in values)
        left.next_to(first, UP + RIGHT, buff=0.12)
        right.next_to(last, UP + LEFT, buff=0.12)
        return Group(left, right)

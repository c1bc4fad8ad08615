"""A learning rate for each coordinate, step by step, on a logarithmic axis."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import LEFT, RIGHT, UP, Group, MathTypst

from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.adaptive_runs import AdaptiveRuns
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

OWN_RATE: Final = "eta \\/ sqrt(s_i)"
"""A coordinate's learning rate, as Typst mathematics."""

BESIDE: Final = 1.1
"""Scene units to the right of the axes, for letters."""

ROOM: Final = 1.3
"""Factor by which the axis of rates goes beyond them at both ends."""


class OwnRatesChart(RunChart):
    """Axes for the rates of a rule along both coordinates, no larger than these, with room at the right.

    Parameters
    ----------
    box
        What it may fill.
    runs
        Of the rules.
    rule
        One of them that has a rate for each coordinate.

    Attributes
    ----------
    trails
        The curves, as far as they have come.
    names
        The coordinates' letters, at the curves' ends.
    firsts, lasts
        The first and the last numbers of the curves, above their ends.
    """

    def __init__(self, box: Box, runs: AdaptiveRuns, rule: Run) -> None:
        own = runs.own_rates(rule)
        rates = np.concatenate([run.series("own") for run in own])
        super().__init__(
            box.inset(right=BESIDE),
            own,
            y="own",
            y_range=(float(rates.min()) / ROOM, ROOM * float(rates.max())),
            y_label=OWN_RATE,
            y_scale="log",
        )
        self.trails = [Trail.of(run, self, width=6, dots=0) for run in own]
        self.names, self.firsts, self.lasts = Group(), list[MathTypst](), list[MathTypst]()
        for way, run in enumerate(own):
            first, last = self.nodes(run)[[0, -1]]
            name = typography.formula(f"w_{way + 1}", SIZE, run.color).next_to(last, RIGHT, buff=0.15)
            values = run.series("own")[[0, -1]].tolist()
            left, right = (typography.formula(short(value, 2), SIZE, run.color) for value in values)
            self.firsts.append(left.next_to(first, UP + RIGHT, buff=0.12))
            self.lasts.append(right.next_to(last, UP + LEFT, buff=0.12))
            self.names.add(name)

"""The first steps of rules along the first axis, beside the learning rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import RIGHT, UP, Group

from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE

BESIDE: Final = 0.5
"""Scene units to the right of the axes, for the rate's letter."""

ROOM: Final = 1.35
"""The axis is so many times as long as the longest step: there is a name above it."""


class FirstSteps(RunChart):
    """Axes for steps along the first coordinate, a dashed line at the learning rate, and names.

    Parameters
    ----------
    box
        What it may fill.
    runs
        All of as many steps.
    rate
        The learning rate.
    names
        Of the runs; they stand above their steps in the middle.

    Attributes
    ----------
    rate_line, labels
        The dashed line with its letter, and the names.
    trails
        The steps so far.
    """

    def __init__(self, box: Box, runs: Sequence[Run], rate: float, names: Sequence[str]) -> None:
        last = runs[0].steps - 1
        steps = np.array([run.series("step")[run.shown[: last + 1], 0] for run in runs])
        farthest = ROOM * float(steps.flat[np.abs(steps).argmax()])
        super().__init__(
            box.inset(right=BESIDE),
            runs,
            y="step",
            component=0,
            x_range=(0, last),
            y_range=(min(0.0, farthest), max(0.0, farthest)),
            y_label="Delta w_1",
        )
        height = rate * float(np.sign(farthest))
        letter = typography.formula("eta", SIZE, palette.STEP)
        letter.next_to(self.c2p(last, height), RIGHT, buff=0.2)
        self.rate_line = Group(self.level(height, palette.STEP), letter)
        self.trails = [Trail.of(run, self, dots=0.09) for run in runs]
        self.labels = Group()
        for run, name, taken in zip(runs, names, steps, strict=True):
            words = typography.text(typography.as_is(name), typography.BODY, run.color)
            self.labels.add(words.next_to(self.c2p(last / 2, taken[last // 2]), UP, buff=0.2))

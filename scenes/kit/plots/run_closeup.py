"""One run, large: the curve just as far as the run goes, and the run's numbers beside it."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, UP, Group, Mobject

from gdmath import Objective
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.step_marks import StepMarks
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE, NumberFormat
from scenes.kit.style.ticks import padded_range

SHARES = 2.8, 1.0
"""Of the box's width, for the plot and for the numbers."""

X_ROOM, Y_ROOM = 0.12, 0.07
"""Room at the ends of the axes, in shares of what the run needs."""


class RunCloseUp:
    """A curve, a run on it, and beside it the run's caption and its numbers at its clock.

    Its parts are shown one by one, so it is no mobject itself.

    Parameters
    ----------
    box
        What it may fill.
    objective
        A function of one variable.
    run
        What goes down it, or up.
    caption
        Typst mathematics above the numbers.
    minimum
        The x of the minimum that is marked: it is in the middle.

    Attributes
    ----------
    plot, marks, numbers
        Its parts; `plot` has the curve and the minimum's ring with it.
    """

    def __init__(self, box: Box, objective: Objective, run: Run, caption: str, minimum: float) -> None:
        left, self.side = box.columns(*SHARES)
        held = np.append(run.path[:, 0], minimum)
        reach = (1 + X_ROOM) * float(np.abs(held - minimum).max())
        window = objective.with_domain((minimum - reach, minimum + reach))
        heights = padded_range(objective.value(held[:, None]), Y_ROOM)
        self.plot = CurvePlot(left, window, x_margin=0, y_range=heights)
        self.marks = StepMarks(run, self.plot)
        self.plot.add(self.plot.curve(), self.plot.rings(minimum))
        x, values = run.path[:, 0], run.series("value")[run.shown]
        numbers = column(
            Readout("k", 0, WHOLE).follow(run, "iteration"),
            Readout("x_k", 0, NumberFormat.of(x, 3)).follow(run, "point", 0),
            Readout("f(x_k)", 0, NumberFormat.of(values, 3)).follow(run, "value"),
        )
        rows = Group(typography.formula(caption, color=palette.STEP), numbers)
        rows.arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        self.numbers = rows.move_to((self.side.left, self.side.top - 0.1, 0.0), aligned_edge=LEFT + UP)

    def note(self, *rows: str) -> Mobject:
        """Return rows of words (Typst markup) below the numbers."""
        words = typography.fitted(typography.lines(*rows), self.side.width)
        return words.next_to(self.numbers, DOWN, buff=0.45, aligned_edge=LEFT)

"""A curve, and below it on the same x axis a row for each step: what happens on it, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DL, DR, Group, Typst

from gdmath import Objective
from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.painted.painted import Painted
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.run_panel import RunPanel
from scenes.kit.plots.steps_below import StepsBelow
from scenes.kit.runs.run import Run
from scenes.kit.runs.run_near import NEARBY
from scenes.kit.style import typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import WHOLE, NumberFormat, short

SHARES = 1.15, 1.0
"""Of the box's height, for the curve and for the rows."""

FIRST = 3
"""So many steps have numbers whose digits suit all: later ones differ less and less."""

DOT = 0.08
"""Radius of a step's dot in the rows, in scene units."""

MARGIN = 0.09
"""Room at the ends of the x axis, in shares of it: numbers stand there."""


class CurveOverRows:
    """The two plots; they are shown one by one, so it is no mobject itself.

    Parameters
    ----------
    box
        What they may fill.
    runs
        What is seen on it, as `run_near` gives it.
    iterations
        In the last row.
    theory
        Whether the runs are on the curve itself.
    objective
        A function of one variable.
    start
        An x that has to be seen.
    minimum
        The x of the minimum that is marked.
    letters
        Those of the variable and the function.

    Attributes
    ----------
    plot, rows
        The curve's plot, and the rows.
    scenery
        Both and the minimum, without the graph.
    curve, dots
        The graph; and the runs' points on it, if they are on the curve.
    """

    def __init__(
        self,
        box: Box,
        runs: Sequence[Run],
        iterations: int,
        theory: NearMinimum,
        objective: Objective,
        start: float,
        minimum: float,
        letters: Letters,
    ) -> None:
        upper, lower = box.rows(*SHARES, gap=0.0)
        self.plot = CurvePlot(
            upper, objective, start, x_margin=MARGIN, y_margin=0.1, x_label="", y_label=letters.value()
        )
        self.plot.set_z_index(-1)  # the graph may be there before it
        self.rows = StepsBelow(lower, self.plot, iterations, letters.variable)
        self.scenery = Group(self.plot, self.plot.rings(minimum), self.rows)
        if not theory.everywhere:
            self.scenery.add(self._magnified())
        self.curve = self.plot.curve()
        self.dots = [Ball.of(run, self.plot) for run in runs] if theory.everywhere else []

    def in_place_of(self, panels: Sequence[RunPanel]) -> list[tuple[Painted, Painted]]:
        """Return what of panels becomes what of this one: each its graph, and its point if that is shown.

        The panels' graphs come to lie on one another; all but the first are copies.
        """
        copies = (self.curve.copy() for _ in panels[1:])
        graphs = list(zip((panel.curve for panel in panels), (self.curve, *copies), strict=True))
        points = zip((panel.marks.point for panel in panels), self.dots, strict=False)
        return [*graphs, *points]

    def _magnified(self) -> Typst:
        """Return words below the rows: what is seen in them is not as wide as it is drawn."""
        words = translated("near the minimum, ${times}$ times as wide", times=short(1 / NEARBY))
        note = typography.fitted(typography.text(words, typography.LABEL), 0.7 * self.rows.frame.width)
        return note.next_to(self.rows.frame.get_corner(DR), DL, buff=0.15)

    def trail(self, run: Run) -> Trail:
        """Return the path of a run down the rows; its dots are seen whole in the first and last one too."""
        trail, frame = Trail.of(run, self.rows, dots=DOT), self.rows.frame
        trail.window = frame.copy().stretch_to_fit_height(frame.height + 2 * DOT)
        return trail

    def numbers(self, box: Box, runs: Sequence[Run], rates: Sequence[float], letters: Letters) -> Group:
        """Return the count of steps, and where each run then is, behind its learning rate; in its colour."""
        digits = NumberFormat.of(np.concatenate([run.series("point")[: FIRST + 1, 0] for run in runs]))
        places = [
            Readout(f"eta = {short(rate)}: wide {letters.at('k')}", 0, digits, size=SIZE, color=run.color)
            for run, rate in zip(runs, rates, strict=True)
        ]
        for place, run in zip(places, runs, strict=True):
            place.follow(run, "point", 0)
        rows = column(Readout("k", 0, WHOLE, size=SIZE).follow(runs[0], "iteration"), *places, spacing=0.9)
        rows.scale(min(1.0, box.width / rows.width))
        return rows.move_to(box.center)

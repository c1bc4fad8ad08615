"""A curve, and below it on the same x axis a row for each step: what happens on it, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DL, DR, Group, MathTypst, Typst

from gdmath import Objective
from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.ball import Ball
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
from scenes.kit.style.numbers import short

SHARES = 1.0, 1.6
"""Of the box's height, for the curve and for the rows."""

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
        """Return which points of panels become which of this one."""
        return list(zip((panel.marks.point for panel in panels), self.dots, strict=False))

    def _magnified(self) -> Typst:
        """Return words below the rows: what is seen in them is not as wide as it is drawn."""
        words = translated("near the minimum, ${times}$ times as wide", times=short(1 / NEARBY))
        note = typography.fitted(typography.text(words, typography.LABEL), 0.7 * self.rows.frame.width)
        return note.next_to(self.rows.frame.get_corner(DR), DL, buff=0.15)

    def trail(self, run: Run) -> Trail:
        """Return the path of a run down the rows."""
        return Trail.of(run, self.rows, dots=0.08)

    def caption(self, run: Run, rate: float) -> MathTypst:
        """Return a learning rate in the colour of its run, on the outer side of that in the first row."""
        place, middle = self.rows.nodes(run)[1], self.rows.frame.get_center()
        side = (place - middle) * [1, 0, 0]
        label = typography.formula(f"eta = {short(rate)}", color=run.color)
        return label.next_to(place, side / abs(side[0] or 1.0), buff=0.25)

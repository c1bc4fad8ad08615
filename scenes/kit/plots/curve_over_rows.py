"""A curve, and below it on the same x axis a row for each step: what happens on it, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DL, DR, Animation, FadeIn, Group, Typst

from gdmath import Objective
from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.hillside import Hillside
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.reshaping import reshaped
from scenes.kit.painted.shared_place import RightHalves, YieldingBall
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.steps_below import StepsBelow
from scenes.kit.runs.run import Run
from scenes.kit.runs.run_near import NEARBY
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.motion import during
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import WHOLE, NumberFormat, short
from scenes.kit.style.ticks import padded_range

SHARES = 1.0, 1.5
"""Of the box's height, for the curve and for the rows."""

FIRST = 3
"""So many steps have numbers whose digits suit all: later ones differ less and less."""

DOT = 0.08
"""Radius of a step's dot in the rows, in scene units."""

RADIUS = 0.2
"""Of the balls, in scene units."""

RING = 0.22
"""Radius of the ring where two runs meet."""

OPENS, LAST = during(0.3, 0.8), during(0.75, 1.0)
"""What is seen around the graph comes when that is on its way, and the balls when it is there."""

MARGIN, HEADROOM = 0.09, 0.18
"""Room at the ends of the x axis, where numbers stand, and of the y axis, in shares of them."""


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
        heights = None
        if theory.everywhere:  # then the curve rises on both sides: as high as the start is enough
            heights = padded_range(objective.value(np.array([[minimum], [start]])), HEADROOM)
        self.plot = CurvePlot(
            upper,
            objective,
            start,
            x_margin=MARGIN,
            y_margin=HEADROOM,
            y_range=heights,
            x_label="",
            y_label=letters.value(),
            x_numbered=False,
        )
        self.plot.set_z_index(-1)  # the graph may be there before it
        self.rows = StepsBelow(lower, self.plot, iterations, letters.variable)
        self.scenery = Group(self.plot, self.plot.rings(minimum), self.rows)
        if not theory.everywhere:
            self.scenery.add(self._magnified())
        self.curve = self.plot.curve()
        first, *others = runs
        balls = [YieldingBall.beside(first, run, self.plot, RADIUS) for run in others]
        self.dots = [Ball.of(first, self.plot, RADIUS), *balls] if theory.everywhere else []

    def _magnified(self) -> Typst:
        """Return words below the rows: what is seen in them is not as wide as it is drawn."""
        words = translated("near the minimum, ${times}$ times as wide", times=short(1 / NEARBY))
        note = typography.fitted(typography.text(words, typography.LABEL), 0.7 * self.rows.frame.width)
        return note.next_to(self.rows.frame.get_corner(DR), DL, buff=0.15)

    def out_of(self, curves: Sequence[Hillside]) -> list[Animation]:
        """Return the animations in which the same graph, seen elsewhere once or more often, becomes this one.

        What is seen around it comes, too, and then the balls.
        """
        first, *others = curves
        gone = [reshaped(other, self.curve.copy().set_opacity(0.0)) for other in others]
        balls = [FadeIn(dot, scale=2, rate_func=LAST) for dot in self.dots]
        return [*gone, reshaped(first, self.curve), FadeIn(self.scenery, rate_func=OPENS), *balls]

    def trail(self, run: Run) -> Trail:
        """Return the path of a run down the rows; its dots are seen whole in the first and last one too."""
        return Trail.of(run, self.rows, dots=DOT).with_whole_dots()

    def meeting(self, one: Run, step: int) -> Group:
        """Return a ring around the dots of two runs that have met, and the first one's half of its dot."""
        place = self.rows.nodes(one)[step]
        ring = Dots(place, palette.TEXT, RING, ring=0.05)
        return Group(RightHalves(place, one.color, DOT), ring)

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

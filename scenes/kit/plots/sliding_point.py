"""A point that a hand slides along a curve: where it is, and how high, in lines and in numbers."""

from __future__ import annotations

from typing import Self

import numpy as np
from manim import Animation

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.runs.trial import Trial
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.notes import stacked
from scenes.kit.style.numbers import NumberFormat

SAMPLES = 101
"""So many places on its way tell whether it can slide there."""


class SlidingPoint:
    """Its parts are shown one by one, so it is no mobject itself.

    Parameters
    ----------
    plot
        Where the curve is drawn.
    end
        The x at which it ends.
    radius
        Of the ball, in scene units.
    letters
        Those of the variable and the function.
    box
        At the top left of which the numbers stand.

    Attributes
    ----------
    begin
        The x from which it slides to its end: at the other end of the domain, or at its end, if the curve is
        not in one piece between them. It stands there at first.
    ball, drop
        The point, and the line from it down to the axis.
    numbers
        Its x and its height, as two readouts.

    Examples
    --------
    >>> from gdmath import parabola
    >>> from scenes.kit.style import layout
    >>> plot = CurvePlot(layout.stage(), parabola())
    >>> round(SlidingPoint(plot, 4.3, 0.17, Letters("w", "J"), layout.stage()).begin, 9)
    -4.3
    """

    def __init__(self, plot: CurvePlot, end: float, radius: float, letters: Letters, box: Box) -> None:
        self.plot = plot
        low, high = plot.objective.domain[0].tolist()
        self.begin = low + high - end
        way = np.linspace(self.begin, end, SAMPLES)
        heights = plot.value(way)
        is_whole = not any(way.min() < edge < way.max() for edge in plot.edges)
        if not (is_whole and np.isfinite(heights).all()):
            self.begin = end
        self.trial = Trial([end])
        self.trial.changes[0].set_value(self.begin - end)
        self.ball = Ball(plot.on(self.trial.point), palette.POINT, radius, window=plot.frame)
        self.ball.add_updater(lambda ball: ball.set_points(plot.on(self.trial.point)))
        self.drop = plot.drops(self.trial.point)
        self.drop.add_updater(lambda line: line.put(plot.on(self.trial.point), plot.feet(self.trial.point)))
        height = float(plot.value(end))
        digits = NumberFormat.of(end, 3), NumberFormat.of(height, 4)
        x = Readout(letters.variable, end, digits[0], size=typography.TITLE, color=palette.POINT)
        y = Readout(letters.value(), height, digits[1], size=typography.TITLE, color=palette.OBJECTIVE)
        x.tell(lambda: float(self.trial.point[0]))
        # of x as it is shown: what is written holds
        y.tell(lambda: float(plot.value(float(digits[0].rounded(self.trial.point[0])))))
        self.numbers = stacked(box, x, y)

    def land(self, place: Floats) -> Self:
        """Let it stand where the curve, as far as it slides, is nearest to a scene point, shape (3,)."""
        end = float(self.trial.start[0])
        way = np.linspace(self.begin, end, SAMPLES)
        nearest = np.linalg.norm(self.plot.on(way) - place, axis=1).argmin()
        self.trial.changes[0].set_value(float(way[nearest]) - end)
        self.ball.update()
        self.drop.update()
        return self

    def go_to_begin(self, run_time: float) -> Animation:
        """Return the animation that takes it to where it begins, slow off and slow on."""
        return self.trial.move(0, self.begin - float(self.trial.start[0]), run_time)

    def slide(self, run_time: float) -> Animation:
        """Return the animation that takes it to its end, slow off and slow on."""
        return self.trial.move(0, 0.0, run_time)

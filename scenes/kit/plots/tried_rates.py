"""Walks at other learning rates, in the chart of the one that is taken: this is how a rate is found."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import DL, DOWN, DR, UR, Animation, AnimationGroup, FadeIn, Group, MathTypst

from gdmath import Objective, descend, gradient_descent
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.labels import overlap
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.manner import manner
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.motion import draw, later
from scenes.kit.style.numbers import short

ABOVE, WIDTH = 0.12, 3.5
"""Scene units from a curve up to its rate; and width of a curve, in Manim's unit."""

FAR = 10.0
"""In greatest heights of the run: whatever lies higher is drawn there, far out of the chart."""


class TriedRates(Group):
    """For each of some rates, the curve of as many steps from the same start, and the rate beside its end.

    Parameters
    ----------
    chart
        Of the run's height.
    run
        At a rate that stays.
    objective
        What it goes down.
    shares
        The other rates, as multiples of the run's, which are rounded to two digits.

    Attributes
    ----------
    told
        Of each rate, what its walk does, in English: ``0.03 creeps``.
    """

    def __init__(self, chart: RunChart, run: Run, objective: Objective, shares: Iterable[float]) -> None:
        super().__init__()
        self.told: list[str] = []
        self.chart, self.limit = chart, FAR * float(np.abs(run.series("value")).max())
        for share in shares:
            rate = float(f"{share * run.now('rate'):.2g}")
            walk = descend(objective, gradient_descent(rate), run.path[0], iterations=run.steps)
            curve = self._curve(walk.values)
            does = manner(walk.values, float(run.series("value")[-1]))
            self.told.append(f"{short(rate)} {does}")
            words = typography.quoted(f": {translated(does)}")
            label = typography.formula(f"eta = {short(rate)} {words}", typography.LABEL, palette.MUTED)
            self.add(Group(curve, self._put(label, curve.points)))

    def _curve(self, values: Floats) -> Stroke:
        heights = np.clip(np.nan_to_num(values, nan=self.limit, posinf=self.limit), -self.limit, self.limit)
        points = self.chart.c2p(np.arange(len(heights)), heights)
        return Stroke(points, palette.MUTED, WIDTH, window=self.chart.frame)

    def _put(self, label: MathTypst, nodes: Floats) -> MathTypst:
        """Put a rate above the end of what is seen of a curve, and off the labels of the other rates."""
        low, high = (self.chart.frame.get_corner(corner) for corner in (DL, UR))
        seen = nodes[(nodes[:, 1] >= low[1]) & (nodes[:, 1] <= high[1])]
        right = np.clip(seen[-1, 0] + label.width / 2, low[0] + label.width + ABOVE, high[0] - ABOVE)
        left = right - label.width
        corners = nodes[(nodes[:, 0] > left) & (nodes[:, 0] < right), 1]  # a peak lies at one of them
        below = max(*np.interp((left, right), nodes[:, 0], nodes[:, 1]), *corners)
        bottom = min(below, high[1] - label.height - 2 * ABOVE) + ABOVE
        label.move_to((right, bottom, 0.0), aligned_edge=DR)
        while any(overlap(label, other[1]) for other in self):
            label.shift(label.height * DOWN)
        return label

    def tried(self, seconds: float) -> list[Animation]:
        """Return the animations that draw one after the other, each in so many seconds."""
        return [
            later(number * seconds, AnimationGroup(draw(curve, run_time=seconds), FadeIn(label)))
            for number, (curve, label) in enumerate(self)
        ]

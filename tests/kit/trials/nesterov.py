"""Nesterov's gradient is that of a point ahead: the arrow stands there, and the record says so."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, Mobject

from gdmath import Objective, heavy_ball, nesterov, quadratic_form
from scenes import kit
from scenes.kit import layout, palette


class NesterovLooksAhead(kit.Lesson):
    """Where the heavy ball overshoots, Nesterov has looked ahead, and brakes."""

    lines: ClassVar = {"race": "One looks where it is; the other one looks ahead."}
    objective: Objective = quadratic_form([[1.0, 0.0], [0.0, 20.0]])
    rate: float = 0.04
    momentum: float = 0.8

    def setup(self) -> None:
        """Compute the race, and put its map on the stage."""
        super().setup()
        rules = {"H": heavy_ball(self.rate, self.momentum), "N": nesterov(self.rate, self.momentum)}
        self.runs = kit.race(self.objective, rules, (-2.0, 1.2), 25)
        self.map = kit.RunMap(layout.stage(), self.objective, self.runs)
        self.ahead = self.run.path + self.momentum * self.run.series("velocity")
        start = self.map.on(self.ahead[0])
        self.arrow = kit.Pointer(start, start, palette.GRADIENT, window=self.map.frame)
        self.arrow.add_updater(lambda arrow: self.point_downhill(arrow))

    @property
    def run(self) -> kit.Run:
        """The run of Nesterov's rule."""
        return self.runs["N"]

    def point_downhill(self, arrow: Mobject) -> None:
        """Let the arrow start at the point that the rule looks at, with the gradient found there."""
        step = self.run.step
        tail = self.ahead[step]
        ends = np.array([tail, tail - self.rate * self.run.series("gradient")[step]])
        arrow.set_points(self.map.on(ends))

    def construct(self) -> None:
        """Let them race."""
        with self.beat("race"):
            self.play(FadeIn(self.map))
            self.add(self.map.moving, self.arrow)
            self.play(self.runs.advance(run_time=2))

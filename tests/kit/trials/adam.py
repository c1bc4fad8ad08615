"""Adam and plain descent race down a narrow valley; Adam's running squares are told as they go."""

from __future__ import annotations

from typing import ClassVar

from manim import UP, FadeIn

from gdmath import Objective, adam, gradient_descent, quadratic_form
from scenes import kit
from scenes.kit import layout


class AdamRace(kit.Lesson):
    """Two rules, one start, one clock."""

    lines: ClassVar = {"race": "Both take {steps} steps. One of them has a rate for each direction."}
    objective: Objective = quadratic_form([[1.0, 0.0], [0.0, 40.0]])
    steps: int = 30

    def setup(self) -> None:
        """Compute the race, and put a map and a logarithmic chart on the stage."""
        super().setup()
        rules = {"A": adam(0.2), "P": gradient_descent(0.045)}
        self.runs = kit.race(self.objective, rules, (-2.0, 1.2), self.steps)
        left, right = layout.stage().columns(1.3, 1)
        chart, below = right.rows(4, 1)
        self.map = kit.RunMap(left, self.objective, self.runs)
        self.chart = kit.RunChart(chart, self.runs, "excess", y_scale="log", y_label="f - f_min")
        square = kit.Readout("s_2").follow(self.runs["A"], "square", 1)
        self.square = square.move_to(below.center)

    def construct(self) -> None:
        """Let them race."""
        with self.beat("race", steps=self.steps):
            self.play(FadeIn(self.map, self.chart, self.square), FadeIn(self.heading("Adam"), shift=UP))
            self.add(self.map.moving, *(kit.Trail.of(run, self.chart) for run in self.runs))
            self.play(self.runs.advance(run_time=2))

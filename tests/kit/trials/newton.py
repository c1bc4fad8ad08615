"""Damped Newton beside plain descent on Rosenbrock's valley, in the plane and in space."""

from __future__ import annotations

from typing import ClassVar

from manim import FadeIn

from gdmath import Objective, damped_newton, gradient_descent, rosenbrock
from scenes import kit
from scenes.kit import layout


class NewtonRace(kit.Lesson):
    """What a Hessian buys, and what it costs."""

    lines: ClassVar = {"race": "Newton's rule asks for {hessians} Hessians, and is there."}
    objective: Objective = rosenbrock()
    start: tuple[float, float] = (-1.2, 1.0)

    def setup(self) -> None:
        """Compute the race, and put the map beside the landscape."""
        super().setup()
        rules = {"N": damped_newton(), "P": gradient_descent(0.001)}
        self.runs = kit.race(self.objective, rules, self.start, 20)
        left, right = layout.stage().columns(1, 1)
        self.map = kit.RunMap(left, self.objective, self.runs)
        top = 1.2 * float(self.runs["N"].series("value")[0])
        self.space = kit.Space(self.map.x_range, self.map.y_range, (0.0, top), right, "x", "y", "f")
        self.surface = kit.HeightField(self.space, self.objective, (40, 40))
        self.spent = kit.LiveNumber(0, kit.WHOLE, (left.left, layout.frame().bottom, 0.0))
        self.spent.follow(self.runs["N"], "hessians")

    def construct(self) -> None:
        """Let them race."""
        hessians = int(self.runs["N"].series("hessians")[-1])
        with self.beat("race", hessians=hessians):
            self.play(FadeIn(self.map, self.space, self.surface, self.spent))
            marks = [
                mark.of(run, self.surface)
                for run in self.runs
                for mark in (kit.SurfaceTrail, kit.SurfaceBall)
            ]
            self.add(self.map.moving, *marks)
            self.play(self.runs.advance(run_time=2))

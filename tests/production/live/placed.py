"""A lesson with two starts, each marked in a plot that is moved, seen closer, left by its mark, and gone."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, FadeOut

from gdmath import Objective, parabola, turned_bowl
from scenes import kit
from scenes.kit import palette


class Placed(kit.Lesson):
    """A ball on a curve, and one on a map.

    Attributes
    ----------
    curve, bowl
        What is descended.
    curve_start, bowl_start
        Where the balls lie.
    """

    lines: ClassVar = {"stand": "Here.", "move": "There.", "near": "Near.", "leave": "Away.", "end": "Gone."}
    curve: Objective = parabola()
    bowl: Objective = turned_bowl((1, 4), 20)
    curve_start: float = 1.5
    bowl_start: tuple[float, float] = (-2.0, 1.0)

    def construct(self) -> None:
        left = kit.CurvePlot(kit.Box(-6.5, -0.5, -2, 3), self.curve)
        right = kit.MapPlot(kit.Box(0.5, 6.5, -2, 3), (-4, 4), (-4, 4))
        ball = kit.Dots([left.on(self.curve_start)], palette.POINT, 0.2)
        other = kit.Dots([right.on(self.bowl_start)], palette.POINT, 0.2)
        path = kit.Trail(right.on([self.bowl_start, (0, 0)]), color=palette.PATH)
        with self.beat("stand"):
            self.add(left, right, ball, other)
            self.hold(0.2)
        with self.beat("move"):
            self.play(*(each.animate.shift(DOWN) for each in (left, right, ball, other)), run_time=0.3)
        assert isinstance(self.camera, kit.PaintingCamera)
        with self.beat("near"):
            self.play(self.camera.frame.animate.scale(0.5).move_to(right.frame), run_time=0.3)
        with self.beat("leave"):
            self.add(path.shift(DOWN))
            self.play(ball.animate.shift(DOWN), other.animate.move_to(right.on((0, 0))), run_time=0.3)
        with self.beat("end"):
            self.play(FadeOut(path, left, other), run_time=0.3)

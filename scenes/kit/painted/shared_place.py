"""Two runs' marks at one place: each is seen in its own colour, half and half."""

from __future__ import annotations

import math
from typing import Any, Self

import cairo
import numpy as np
from manim import Mobject

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats, PaintingCamera, set_source
from scenes.kit.runs.run import Run
from scenes.kit.runs.view import RunView

FAR = 1e3
"""Scene units from a ball to beyond all that is seen."""


class YieldingBall(Ball):
    """A ball that hides no more of another one, as large as itself, than that hides of it.

    Where both are at one place, it has the left half.

    Parameters
    ----------
    points, color, radius, kwargs
        As for `Ball`.

    Attributes
    ----------
    other
        The scene point of the other ball's middle, shape (3,); it is painted before this one.
    """

    def __init__(self, points: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(points, *args, **kwargs)
        self.other: Floats = np.full(3, FAR)

    @classmethod
    def beside(cls, other: Run, run: Run, view: RunView, radius: float) -> Self:
        """Return the ball that goes a run's way in a plot, where the ball of another run goes, too."""
        ball = cls.of(run, view, radius)

        def look(_: Mobject) -> None:
            ball.other = view.place(other)[0]

        ball.add_updater(look, call_updater=True)
        return ball

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Paint the ball everywhere but on the other's part of what both would cover."""
        x, y = self.other[:2].tolist()
        way = self.points[0, :2] - self.other[:2]
        distance = min(math.hypot(*way), 2 * self.radius)
        towards = math.atan2(way[1], way[0]) if distance > 0 else math.pi
        half = math.acos(distance / (2 * self.radius))  # of the arc that is nearer to this ball
        ctx.save()
        ctx.rectangle(x - FAR, y - FAR, 2 * FAR, 2 * FAR)
        ctx.new_sub_path()
        ctx.arc(x, y, self.radius, towards + half, towards + 2 * math.pi - half)
        ctx.close_path()
        ctx.set_fill_rule(cairo.FILL_RULE_EVEN_ODD)
        ctx.clip()
        ctx.set_fill_rule(cairo.FILL_RULE_WINDING)
        super().paint(ctx, camera)
        ctx.restore()


class RightHalves(Dots):
    """The right halves of dots, to lie on others of another colour."""

    def paint(self, ctx: cairo.Context[Any], camera: PaintingCamera) -> None:
        """Fill the half discs."""
        set_source(ctx, self.rgb, self.opacity)
        for x, y in self.points[:, :2].tolist():
            ctx.new_sub_path()
            ctx.arc(x, y, self.radius, -math.pi / 2, math.pi / 2)
        ctx.fill()

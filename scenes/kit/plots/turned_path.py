"""The heavy ball's way on the map of a valley, drawn anew as its momentum is turned."""

from __future__ import annotations

from manim import Group, Mobject, ValueTracker

from gdmath import at
from scenes.kit.painted.ball import Ball
from scenes.kit.plots.valley_map import ValleyMap
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.style.rule_colors import RULE_COLORS


class TurnedPath(Group):
    """The path at the momentum that is turned to, and the ball: at the start, or where a clock says.

    Parameters
    ----------
    plot
        The map.
    turned
        The heavy ball whose momentum is turned.
    clock
        The step at which the ball is; it rests at the start if None.

    Attributes
    ----------
    path, ball
        Its parts.
    """

    def __init__(self, plot: ValleyMap, turned: TurnedMomentum, clock: ValueTracker | None = None) -> None:
        color = RULE_COLORS["heavy_ball"]
        self.path = plot.path_of(turned.points, color)
        self.ball = Ball(plot.on(turned.valley.start)[None], color, 0.17, window=plot.frame)
        super().__init__(self.path, self.ball)
        if clock is not None:

            def roll(ball: Mobject) -> None:
                ball.set_points(plot.on(at(turned.points(), clock.get_value()))[None])

            self.ball.add_updater(roll)

"""The heavy ball in a valley at one learning rate, with a momentum that is turned."""

from __future__ import annotations

from functools import lru_cache
from typing import Self

from manim import Animation, ValueTracker
from manim.utils.rate_functions import ease_in_out_sine

from gdmath import FloatArray, Rule, best_heavy_ball, heavy_ball
from scenes.kit.runs.valley import Valley
from scenes.kit.style.motion import glide

DRAWN, COUNTED = 90, 1600
"""Steps of the path that is drawn anew at each momentum, and those that are counted at most."""


class TurnedMomentum:
    """What the heavy ball does with the momentum that is turned to.

    Parameters
    ----------
    valley
        Where it goes.
    rate
        Its learning rate.
    momentum
        With which it begins.

    Attributes
    ----------
    momentum
        The tracker that is turned.
    """

    def __init__(self, valley: Valley, rate: float, momentum: float = 0.0) -> None:
        self.valley, self.rate, self.momentum = valley, rate, ValueTracker(momentum)

    @classmethod
    def towards_best(cls, valley: Valley, share: float) -> Self:
        """Return it at the best rate, with a momentum whose root is such a share of the best one's."""
        rate, momentum = best_heavy_ball(valley.curvatures)
        return cls(valley, rate, share**2 * momentum)

    @property
    def rule(self) -> Rule:
        """The rule as it is now."""
        return heavy_ball(self.rate, self.momentum.get_value())

    def points(self) -> FloatArray:
        """Return the start and the points after it, shape (k + 1, 2), as far as they are drawn."""
        return _points(self.valley, self.rate, self.momentum.get_value())

    def steps(self) -> float:
        """Return after how many steps the ball has arrived, infinity if these are more than `COUNTED`."""
        return self.valley.steps(self.rule, COUNTED)

    def turn(self, momentum: float, run_time: float) -> Animation:
        """Return the animation that turns to a momentum."""
        return glide(self.momentum, momentum, run_time, ease_in_out_sine)


@lru_cache(maxsize=1)  # while the momentum rests, each frame asks for the same again
def _points(valley: Valley, rate: float, momentum: float) -> FloatArray:
    points = valley.points(heavy_ball(rate, momentum), DRAWN)
    points.setflags(write=False)
    return points

"""A point that goes down a curve step by step: it slides, and leaps where a step crosses a valley."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import Group, ValueTracker

from gdmath import at
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette
from scenes.kit.style.motion import stepwise

PIECES = 16
"""Straight pieces of each step's way."""


class Stepper(Group):
    """The iterates of a descent, the ways between them and the moving point, as far as it has come.

    Parameters
    ----------
    plot
        Where the curve is drawn.
    height
        The curve: its values over an array of x of any shape.
    x
        The iterates, shape (k + 1,).
    moment
        Position along the iterates; each step is slow off and slow on.

    Attributes
    ----------
    point
        The moving point. It can be shown alone before all is added to the scene.
    """

    def __init__(
        self, plot: Plot, height: Callable[[Floats], Floats], x: Floats, moment: ValueTracker
    ) -> None:
        places, ways = plot.c2p(x, height(x)), ways_of(plot, height, x)
        track = np.vstack([ways[:, :-1].reshape(-1, 3), places[-1:]])
        walked = Trail(places, between=ways, color=palette.STEP, width=2.5, dots=0, window=plot.frame)
        walked.add_updater(lambda trail: trail.show_until(stepwise(moment.get_value())))
        landings = Trail(places, width=0, dots=0.055, window=plot.frame)
        landings.add_updater(lambda trail: trail.show_until(np.floor(moment.get_value())))
        self.point = Dots(places[:1], palette.POINT, 0.13, window=plot.frame)
        self.point.add_updater(lambda dot: dot.set_points(at(track, [PIECES * stepwise(moment.get_value())])))
        super().__init__(walked, landings, self.point)


def ways_of(plot: Plot, height: Callable[[Floats], Floats], x: Floats) -> Floats:
    """Return the way of each step between iterates x, shape (k + 1,), as scene points (k, PIECES + 1, 3).

    A step slides down the curve. One that passes lower ground than where it starts and lands leaps over
    a valley: it goes straight from iterate to iterate.
    """
    shares = np.linspace(0, 1, PIECES + 1)
    between = x[:-1, None] + shares * np.diff(x)[:, None]
    heights = height(between)
    sliding, places = plot.c2p(between, heights), plot.c2p(x, height(x))
    leaping = places[:-1, None] + shares[:, None] * np.diff(places, axis=0)[:, None]
    leaps = heights[:, 1:-1].min(axis=1) < heights[:, [0, -1]].min(axis=1)
    return np.where(leaps[:, None, None], leaping, sliding)

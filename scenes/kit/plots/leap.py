"""A point whose steps are so large that the first of them leaps over a hill of its curve."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Self

import numpy as np
from manim import DOWN

from gdmath import Descent, Objective
from gdmath.near_minimum import rate_limit_at
from gdmath.valleys import leap_over_hill
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.valley_marks import valley_color
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

PLACES = 400
"""So many starts are tried, over all that is in sight."""

SHARES = 0.95, 0.9, 0.8, 0.7
"""Of the limit at each minimum: rates that are tried, for larger ones do not settle there."""


class Leap:
    """A run, its point, the way of its steps, and their rate; they are shown one by one.

    Parameters
    ----------
    plot
        The curve's.
    walk
        What `gdmath.valleys.leap_over_hill` returns.
    radius
        Of the point, in scene units.

    Attributes
    ----------
    run, dot, ways, rate
        Its parts; the rate stands below the leap.
    end
        The index of the minimum that it ends in.
    """

    def __init__(self, plot: CurvePlot, walk: Descent, radius: float) -> None:
        self.run = Run(walk)
        self.dot = Dots.of(self.run, plot, radius)
        self.ways = Trail.of(self.run, plot, color=palette.STEP, width=3.5, dots=0.05)
        self.end = int(np.abs(plot.objective.minima[:, 0] - walk.points[-1, 0]).argmin())
        self.rate = typography.formula(f"eta = {short(float(walk.rates[0]))}", SIZE, palette.STEP)
        self.rate.set_stroke(palette.OUTLINE, width=typography.OUTLINE, background=True)
        self.rate.next_to(plot.nodes(self.run)[:2].mean(axis=0), DOWN, buff=0.3)

    @classmethod
    def within(cls, plot: CurvePlot, radius: float) -> Self | None:
        """Return a leap from a place in sight that settles soon; None if there is none."""
        objective, places = plot.objective, np.linspace(*plot.x_range, PLACES)
        limits = [rate_limit_at(objective, minimum) for minimum in objective.minima]
        rates = [float(f"{share * limit:.2g}") for limit in limits if limit < math.inf for share in SHARES]
        walk = _walk(objective, tuple(x for x in places.tolist() if plot.shows(x)), tuple(rates))
        return None if walk is None else cls(plot, walk, radius)

    def dyed(self) -> Any:
        """Return the animation that gives the point the colour of the valley that it ends in."""
        return self.dot.animate.set_color(valley_color(self.end))


@lru_cache(maxsize=10)  # a lesson is set up several times
def _walk(objective: Objective, starts: tuple[float, ...], rates: tuple[float, ...]) -> Descent | None:
    return leap_over_hill(objective, starts, rates)

"""A curve and a learning rate that is turned: the path at each rate, its factor, and the slider."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim import (
    Animation,
    ApplyMethod,
    FadeIn,
    FadeOut,
    Group,
    MathTypst,
    Mobject,
    Succession,
    ValueTracker,
    smooth,
)

from gdmath import Objective
from gdmath.near_minimum import NearMinimum
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.reshaping import reshaped
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.plot import align
from scenes.kit.plots.rate_slider import RateNumbers, RatePath, RateSlider
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.motion import during, glide
from scenes.kit.style.role_formulas import by_role

FARTHER = 1.82
"""From far off, places are seen that are so many times as far from the minimum as the start is."""

MARGIN = 0.1
"""Room at the ends of the y axis, in shares of it: a ring around the minimum is whole."""

GLIDING = 0.75
"""In this share of the time in which the view grows, the old numbers glide; then the new ones come."""

OPENS = during(0.3, 1.0)
"""What else is seen comes when the graph is on its way."""

END = 1.1
"""Where the slider ends, in shares of the limit, unless the sweep goes farther."""


class RateView:
    """A curve with the path of steps that a learning rate leads to; its parts are shown one by one.

    Attributes
    ----------
    plot, rings, curve
        The axes, the minimum and the graph.
    path, start
        The steps, and where they start.
    """

    def __init__(
        self,
        plot: CurvePlot,
        start: float,
        minimum: float,
        rate: ValueTracker,
        steps: int,
    ) -> None:
        self.plot = plot.set_z_index(-1)
        self.curve, self.rings = self.plot.curve(), self.plot.rings(minimum)
        self.path = RatePath(self.plot, start, rate, steps)
        self.start = Ball(self.plot.on([start]), palette.POINT, 0.13, window=self.plot.frame)


class RateSweep:
    """The parts of the picture; they are shown one by one, so it is no mobject itself.

    Parameters
    ----------
    box
        What they may fill.
    steps
        How many are drawn at each rate.
    farthest
        The largest share of the limit that is shown.
    objective
        A function of one variable.
    start
        Where all descents start.
    minimum
        The x of the minimum that is marked.
    letters
        Those of the variable and the function.

    Attributes
    ----------
    theory
        What holds near the minimum.
    rate
        The learning rate that is shown; at first it is the best one.
    near, far
        The function and the path of steps: from nearby, and from so far off that a path which leads away is
        seen.
    slider, numbers
        What shows the rate.
    side
        Where the numbers stand.
    """

    def __init__(
        self,
        box: Box,
        steps: int,
        farthest: float,
        objective: Objective,
        start: float,
        minimum: float,
        letters: Letters,
    ) -> None:
        self.theory, self.letters = NearMinimum.of(objective, minimum), letters
        self.rate = ValueTracker(self.theory.best)
        if layout.shape() is layout.Shape.TALL:
            upper, side, strip = box.rows(3.0, 1.1, 0.9)
        else:
            above, strip = box.rows(3.0, 1, gap=0.2)
            upper, side = above.columns(2.6, 1)
        ends = minimum + FARTHER * (start - minimum) * np.array([-1, 1])
        near, far = (
            CurvePlot(upper, objective, x, y_margin=MARGIN, x_label=letters.variable, y_label=letters.value())
            for x in ([start], ends)
        )
        align(near, far, right=True)
        self.near, self.far = (RateView(plot, start, minimum, self.rate, steps) for plot in (near, far))
        highest = max(END, farthest + 0.02) * self.theory.limit
        self.slider = RateSlider(strip, self.theory, letters, self.rate, highest)
        self.side = side
        self.numbers = RateNumbers(side, self.theory, letters, self.rate)

    def open(self, curve: Mobject) -> list[Animation]:
        """Return the animations in which the graph, seen elsewhere, comes near, and the slider with it.

        The numbers are not shown yet.
        """
        near = self.near
        shown = near.plot, self.slider, near.rings, near.start
        return [reshaped(curve, near.curve), *(FadeIn(part, rate_func=OPENS) for part in shown)]

    def step_back(self) -> list[Animation]:
        """Return the animations in which what is seen from nearby becomes what is seen from far off.

        The axes stay; the numbers on them go to where they belong before the others come.
        """
        near, far = self.near, self.far
        far.path.update()  # while it fades in, nothing does
        gone, come = ([part for part in plot if part is not plot.numbers] for plot in (near.plot, far.plot))
        return [  # the last ones lie on top
            FadeOut(*gone),
            *map(FadeIn, come),
            reshaped(near.curve, far.curve),
            *(_leaving(number, way) for number, way in near.plot.numbers_onto(far.plot)),
            FadeIn(far.plot.numbers, rate_func=during(GLIDING, 1.0)),
            reshaped(near.path, far.path),
            reshaped(near.rings, far.rings),
            reshaped(near.start, far.start),
        ]

    def turn_to(
        self, share: float, run_time: float, rate_func: Callable[[float], float] = smooth
    ) -> Animation:
        """Return the animation that turns the rate to a share of the limit."""
        return glide(self.rate, share * self.theory.limit, run_time, rate_func)

    def best_mark(self) -> Group:
        """Return the mark of the rate whose factor is zero."""
        return self.slider.mark(self.theory.best, palette.MINIMUM, f"1 \\/ {self.letters.curvature} = ")

    def limit_mark(self) -> Group:
        """Return the mark of the limit."""
        return self.slider.mark(self.theory.limit, palette.WARNING, f"2 \\/ {self.letters.curvature} = ")

    def rule(self) -> MathTypst:
        """Return between what the rate has to lie, in the place of the numbers."""
        bounds = f"0 < {{{{ eta : step }}}} < 2 \\/ {self.letters.curvature}"
        rule = by_role(bounds, typography.TITLE)
        return typography.fitted(rule, self.side.width).move_to(self.side.center)

    def zones(self) -> Group:
        """Return the stretches of the bar below the limit and beyond it."""
        limit, slider = self.theory.limit, self.slider
        return Group(
            slider.zone(0, limit, palette.MINIMUM), slider.zone(limit, slider.highest, palette.WARNING)
        )


def _leaving(number: Mobject, way: Floats) -> Succession:
    """Return the animation in which a number goes a way, and fades at its end."""
    glide = ApplyMethod(number.shift, way, run_time=GLIDING)
    return Succession(glide, FadeOut(number, run_time=1 - GLIDING))

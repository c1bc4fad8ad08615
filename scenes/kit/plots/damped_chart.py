"""How a length goes to its rest with a momentum that is turned: as a weight on a spring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject, ValueTracker

from gdmath import at, descend
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.spring import Spring
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

SPRING, ABOVE = 0.9, 0.45
"""Room for the spring, right of the chart, and how far above the chart it hangs, in scene units."""

NEAR: Final = 0.004
"""A momentum that is no farther from the critical one counts as that."""


class DampedChart(Plot):
    """The length along the flattest way against the step, drawn anew as a momentum is turned.

    Right of it hangs a weight on a spring: it has the length that is marked on the curve.

    Parameters
    ----------
    box
        What it may fill.
    turned
        The heavy ball whose momentum is turned.
    critical
        With which the length is critically damped.
    last
        The last step on the chart.
    words
        What is said of less than the critical momentum, of that, and of more.

    Attributes
    ----------
    clock
        The step that is marked.
    curve, rest, mark, spring, weight, words
        The length, the line of rest, what moves with the clock, and the words, of which one is seen.
    moving
        All of these but the line of rest.
    """

    def __init__(
        self, box: Box, turned: TurnedMomentum, critical: float, last: int, words: Sequence[str]
    ) -> None:
        start = float(turned.valley.lengths[0])
        reach = 1.1 * abs(start)
        clock = self.clock = ValueTracker(0.0)
        chart = box.inset(right=SPRING)
        super().__init__(chart, (0, last), (-reach, reach), '"step" k', WAY_NAMES[0], y_color=WAY_COLORS[0])
        x = box.right - SPRING / 2 + 0.1
        ends = self.c2p(np.array([0, last]), 0.0)
        self.rest = Segments(ends[:1], [[x + 0.35, ends[1, 1], 0.0]], palette.MINIMUM, 3, DASH)
        self.curve = Stroke(color=WAY_COLORS[0], width=5, window=self.frame)
        self.mark = Dots(ends[:1], palette.TEXT, 0.1)
        self.thread = Segments([], [], palette.TEXT, 2, DASH)
        hook = np.array([x, self.frame.get_top()[1] + ABOVE, 0.0])
        beam = Segments([hook + 0.35 * LEFT], [hook + 0.35 * RIGHT], palette.TEXT, 5)
        self.spring, self.weight = Spring(hook, hook + DOWN), Ball(ends[:1], WAY_COLORS[0], 0.2)
        self.words = [typography.text(typography.as_is(each), typography.BODY) for each in words]
        corner = self.frame.get_corner(UP + RIGHT) + 0.18 * UP
        for each in self.words:
            each.move_to(corner, aligned_edge=DOWN + RIGHT)
        slope = turned.valley.slice(0, reach)

        def draw(_: Mobject) -> None:
            lengths = descend(slope, turned.rule, start, iterations=last).points[:, 0]
            self.curve.set_points(self.c2p(np.arange(len(lengths)), lengths))
            step = clock.get_value()
            place = self.c2p(step, float(at(lengths, step)))
            weight = np.array([x, place[1], 0.0])
            self.mark.set_points(place[None])
            self.thread.put([place], [weight])
            self.spring.put(hook, weight)
            self.weight.set_points(weight[None])
            above = turned.momentum.get_value() - critical
            state = 1 if abs(above) <= NEAR else 2 * (above > 0)
            for k, each in enumerate(self.words):
                each.set_opacity(float(k == state))

        parts = beam, self.thread, self.curve, self.spring, self.weight, self.mark
        self.moving = Group(*parts, *self.words)
        self.moving.add_updater(draw, call_updater=True)

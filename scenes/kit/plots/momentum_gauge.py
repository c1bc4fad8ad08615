"""What each step leaves of both lengths, over the learning rate, with a momentum that is turned."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, Group, Mobject

from gdmath import FloatArray, best_heavy_ball, heavy_ball_factors, heavy_ball_limit
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import NumberFormat, short
from scenes.kit.style.rule_colors import RULE_COLORS

FARTHEST, HIGHEST = 1.3, 1.2
"""Where the axis of rates ends, in limits at the best momentum, and the largest factor on the other axis."""

APART, AROUND = 0.15, 0.35
"""Scene units from a curve to its name, and right of the axes, where a name stands."""

BELOW, NEAR, GHOST = 0.2, 0.12, 0.5
"""Height at which the limit's number stands, as a factor, scene units to it, and opacity of plain descent's.

There, right of the limit, nothing else is but p's curve while a momentum is small.
"""

SAMPLES: Final = 80
"""Rates at which each curve is drawn left of its floor, on it, and right of it."""


class MomentumGauge(Plot):
    """What a step leaves of each length over eta: as a momentum grows, both have a floor, its root.

    Parameters
    ----------
    box
        What it may fill.
    turned
        The heavy ball whose momentum is turned; at 0 the factors are those of plain descent.
    swings
        What a length does on its floor: words as they are.

    Attributes
    ----------
    ways
        Of each direction, the flattest first: a `FactorCurve`.
    rest
        The line at which a length stays as it is.
    floor
        The name of the steepest direction's floor, on it, and above it the words; they go up with it.
    plain
        A faint line at the rate that is plain descent's limit, and the rate.
    limit
        A line at the rate from which on the steepest direction's length grows, and the rate; they move on
        as the momentum grows.
    """

    def __init__(self, box: Box, turned: TurnedMomentum, swings: str) -> None:
        valley = turned.valley
        self.best, self.momentum = best_heavy_ball(valley.curvatures)
        last = FARTHEST * heavy_ball_limit(valley.curvatures, self.momentum)
        room = box.inset(right=AROUND)
        super().__init__(room, (0.0, last), (0.0, HIGHEST), "eta", "abs(r)", x_color=palette.STEP, grid=False)
        self.rest = self.level(1.0, palette.TEXT, 2.5)
        self.ways = [FactorCurve(self, turned, way) for way in range(2)]
        name = plated(typography.formula("sqrt(beta)", SIZE, RULE_COLORS["heavy_ball"]))
        said = typography.text(typography.as_is(swings), typography.BODY, WAY_COLORS[1])
        self.floor = Group(name, said)
        middle = 1 / float(valley.curvatures[-1])
        top, foot = self.c2p(valley.limit, [HIGHEST, 0.0])
        limit = typography.formula(short(valley.limit), SIZE, palette.GRADIENT)
        limit.next_to(self.c2p(valley.limit, (1 + HIGHEST) / 2), LEFT, buff=0.2)
        line = Segments([top], [foot], palette.GRADIENT, 3, DASH)
        self.plain = Group(line.set_opacity(GHOST), limit.set_opacity(GHOST))
        self.limit = self._limit(turned)

        def rise(_: Mobject) -> None:
            name.move_to(self.c2p(middle, turned.momentum.get_value() ** 0.5))
            said.next_to(name, UP, buff=0.0)

        self.floor.add_updater(rise, call_updater=True)

    @property
    def drawn(self) -> list[Mobject]:
        """All that has been drawn in the end but the mark."""
        return [self, self.rest, *self.ways, self.floor, self.plain, self.limit]

    def _limit(self, turned: TurnedMomentum) -> Group:
        curvatures, limit = turned.valley.curvatures, turned.valley.limit
        line = Segments([], [], palette.GRADIENT, 4, DASH)
        number = LiveNumber(limit, NumberFormat.significant(limit, 2), size=SIZE, color=palette.GRADIENT)
        told = plated(number)

        def move(_: Mobject) -> None:
            rate = heavy_ball_limit(curvatures, turned.momentum.get_value())
            line.put(self.c2p(rate, 0.0), self.c2p(rate, HIGHEST))
            number.set_value(rate)
            told.next_to(self.c2p(rate, BELOW), RIGHT, buff=NEAR)

        return Group(line, told.set_z_index(1)).add_updater(move, call_updater=True)

    def best_mark(self) -> Group:
        """Return a ring where both floors meet, a line down to the axis, and the rate there."""
        place, foot = self.c2p(self.best, self.momentum**0.5), self.c2p(self.best, 0.0)
        ring = Dots(place[None], RULE_COLORS["heavy_ball"], 0.3, ring=0.07)
        down = Segments([place + 0.3 * DOWN], [foot], palette.STEP, 4, DASH)
        rate = plated(typography.formula(f"eta = {short(self.best)}", SIZE, palette.STEP))
        return Group(down, ring, rate.next_to(foot + 0.4 * UP, LEFT, buff=0.2))


class FactorCurve(Group):
    """What a step leaves of a direction's length in the long run, over eta, and the direction's letter.

    Parameters
    ----------
    plot
        Where they are.
    turned
        The heavy ball whose momentum is turned.
    way
        0 for the flattest direction, 1 for the steepest one.

    Attributes
    ----------
    curve, letter
        Its parts.
    """

    def __init__(self, plot: MomentumGauge, turned: TurnedMomentum, way: int) -> None:
        last, curvature = plot.x_range[1], float(turned.valley.curvatures[way])
        self.curve = Stroke(color=WAY_COLORS[way], width=7, window=plot.frame)
        self.letter = typography.formula(WAY_NAMES[way], typography.TITLE, WAY_COLORS[way])
        super().__init__(self.curve, self.letter)

        def bend(_: Mobject) -> None:
            beta = turned.momentum.get_value()
            rates = _rates(curvature, beta, last)
            factors = heavy_ball_factors(curvature * rates, 1.0, beta)
            self.curve.set_points(plot.c2p(rates, factors))
            if factors[-1] < HIGHEST:
                self.letter.next_to(plot.c2p(last, factors[-1]), RIGHT, buff=APART)
            else:
                # There, r = -HIGHEST solves r^2 - (1 + beta - eta lambda) r + beta = 0.
                leaves = (1 + beta + HIGHEST + beta / HIGHEST) / curvature
                self.letter.next_to(plot.c2p(leaves, HIGHEST), UP, buff=APART)

        self.add_updater(bend, call_updater=True)

    def drawn(self, run_time: float) -> list[Animation]:
        """Return the animations in which the curve is drawn, and its letter comes."""
        return [FadeIn(self.letter), draw(self.curve, run_time=run_time)]


def _rates(curvature: float, momentum: float, last: float) -> FloatArray:
    """Return rates from 0 to the last one, denser near both ends of the floor: there, a curve bends."""
    ends = (1 + np.array([-1.0, 1.0]) * np.sqrt(momentum)) ** 2 / curvature
    first, second = np.minimum(ends, last)
    dense = np.linspace(0, 1, SAMPLES) ** 2
    before, after = first * (1 - dense), second + (last - second) * dense
    return np.unique(np.concatenate([before, np.linspace(first, second, SAMPLES), after]))

"""What each step leaves of both lengths, over the learning rate, with a momentum that is turned."""

from __future__ import annotations

from typing import Final, cast

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, FadeIn, Group, Mobject

from gdmath import FloatArray, best_heavy_ball, heavy_ball_factors, heavy_ball_limit
from scenes.kit.painted.live_numbers import LiveNumber, Readout
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.plots.momentum_notes import root_of
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw, in_time
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import NumberFormat, short

FARTHEST, HIGHEST = 1.3, 1.2
"""Where the axis of rates ends, in limits at the best momentum, and the largest factor on the other axis."""

APART, AROUND = 0.15, 0.35
"""Scene units from a curve to its name, and right of the axes, where a name stands."""

DOT, ASIDE, ABOVE = 0.17, 0.38, 0.14
"""Radius of the dot where the curves cross, and scene units from it to its number: there, no curve is."""

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
        The momentum's root on the steepest direction's floor, and above it the words; they go up with it.
    crossing
        A dot where both curves cross, at the best rate for the momentum as it is, and its height.
    """

    def __init__(self, box: Box, turned: TurnedMomentum, swings: str) -> None:
        valley = turned.valley
        self.best, self.momentum = best_heavy_ball(valley.curvatures)
        last = FARTHEST * heavy_ball_limit(valley.curvatures, self.momentum)
        room = box.inset(right=AROUND)
        super().__init__(room, (0.0, last), (0.0, HIGHEST), "eta", "abs(r)", x_color=palette.STEP, grid=False)
        self.rest = self.level(1.0, palette.TEXT, 2.5)
        self.ways = [FactorCurve(self, turned, way) for way in range(2)]
        self.root = root_of(turned.momentum.get_value(), SIZE)
        self.root.number.tell(lambda: turned.momentum.get_value() ** 0.5)
        name = plated(self.root)
        said = typography.text(typography.as_is(swings), typography.BODY, WAY_COLORS[1])
        self.floor = Group(name, said)
        middle = 1 / float(valley.curvatures[-1])
        self.crossing = self._crossing(turned)

        def rise(_: Mobject) -> None:
            name.move_to(self.c2p(middle, turned.momentum.get_value() ** 0.5))
            said.next_to(name, UP, buff=0.0)

        self.floor.add_updater(rise, call_updater=True)

    @property
    def drawn(self) -> list[Mobject]:
        """All that has been drawn in the end but the mark."""
        return [self, self.rest, *self.ways, self.floor, self.crossing]

    def _crossing(self, turned: TurnedMomentum) -> Group:
        curvatures = turned.valley.curvatures
        dot = Dots(self.c2p([0.0], [0.0]), palette.TEXT, DOT)
        number = LiveNumber(1.0, NumberFormat(3), size=SIZE, color=palette.TEXT)

        def move(_: Mobject) -> None:
            beta = turned.momentum.get_value()
            # There, 1 + beta - eta lambda is r + beta / r for one curve, and minus that for the other.
            rate = 2 * (1 + beta) / float(curvatures.sum())
            height = float(heavy_ball_factors(curvatures, rate, beta).max())
            place = self.c2p(rate, height)
            dot.set_points(place[None])
            number.set_value(height).move_to(place + ASIDE * RIGHT + ABOVE * UP, aligned_edge=LEFT + DOWN)

        return Group(dot, number).add_updater(move, call_updater=True)

    def fetch(self, root: Readout, run_time: float) -> Animation:
        """Return the animation in which a momentum's root goes from where it is written onto the floor."""
        moving = in_time(root, run_time)
        return cast(Animation, moving.scale_to_fit_height(self.root.height).move_to(self.root).build())

    def best_mark(self) -> Group:
        """Return a line from where both floors meet down to the axis, and the rate there."""
        place, foot = self.c2p(self.best, self.momentum**0.5), self.c2p(self.best, 0.0)
        down = Segments([place + DOT * DOWN], [foot], palette.STEP, 4, DASH)
        rate = plated(typography.formula(f"eta = {short(self.best)}", SIZE, palette.STEP))
        return Group(down, rate.next_to(foot + 0.4 * UP, LEFT, buff=0.2))


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

"""What each step leaves of both lengths, over the learning rate, with a momentum that is turned."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject

from gdmath import FloatArray, best_heavy_ball, heavy_ball_factors, heavy_ball_limit, plain_factors
from scenes.kit.painted.live_numbers import TWO_DECIMALS, Readout
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Segments, Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.valley_map import WAY_COLORS
from scenes.kit.runs.turned_momentum import TurnedMomentum
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short
from scenes.kit.style.rule_colors import RULE_COLORS

FARTHEST, HIGHEST = 1.08, 1.2
"""Where the axis of rates ends, in limits at the best momentum, and the largest factor on the other axis."""

PRODUCT, LOW = 0.08, 0.8
"""Height of the formula of the factors' product, and that of a floor below the line of rest, as factors."""

SAMPLES: Final = 200
"""Rates at which each curve is drawn, besides the ends of its floor."""


class MomentumGauge(Plot):
    """The factors of both directions over eta: with a momentum, each curve opens to a floor, its root.

    Parameters
    ----------
    box
        What it may fill.
    turned
        The heavy ball whose momentum is turned; at 0 the curves are those of plain descent.
    y_label
        Typst mathematics of what a step leaves.

    Attributes
    ----------
    curves
        One for each direction, the flattest first, as they are now: the larger of two factors.
    partners
        The smaller ones, thin: with their product, the momentum, as large as the larger ones at the floor.
    before
        What a step of plain descent leaves at its best rate.
    plain
        The same two without a momentum, faint, a ring at the best rate, and the factors' product.
    hand
        A line at the rate that is best with the best momentum, a dot on each curve there, and the momentum.
    """

    def __init__(self, box: Box, turned: TurnedMomentum, y_label: str) -> None:
        valley, momentum = turned.valley, turned.momentum
        self.best, self.momentum = best_heavy_ball(valley.curvatures)
        self.middle = 1 / float(valley.curvatures[-1])
        last = FARTHEST * heavy_ball_limit(valley.curvatures, self.momentum)
        super().__init__(box, (0.0, last), (0.0, HIGHEST), "eta", y_label, x_color=palette.STEP, grid=False)
        self.rest = self.level(1.0, palette.TEXT, 2.5)
        lines = [self.polyline(*_plain(bend, last), color, 2.5) for bend, color in _bent(valley)]
        self.before = float(np.abs(valley.factors(valley.best)).max())
        ring = Dots(self.c2p(valley.best, self.before)[None], palette.POINT, 0.2, ring=0.05)
        left = typography.formula(short(self.before), typography.BODY, palette.POINT)
        left.move_to(self.c2p((2.1 * self.middle + self.best) / 2, (1 + HIGHEST) / 2))
        product = typography.formula("r_1 r_2 = beta", typography.BODY, RULE_COLORS["heavy_ball"])
        room = float(np.ptp(self.c2p(np.array([0.0, self.middle]), 0.0)[:, 0]))
        typography.fitted(product, 0.8 * room).next_to(self.c2p(0.0, PRODUCT), RIGHT, buff=0.06 * room)
        self.plain = Group(*(line.set_opacity(0.5) for line in lines), ring, plated(left), product)
        dots = [Dots(np.zeros((1, 3)), color, 0.14, window=self.frame) for color in WAY_COLORS]
        ends = self.c2p(self.best, np.array(self.y_range))
        number = Readout("beta", 0.0, TWO_DECIMALS, color=RULE_COLORS["heavy_ball"])
        number.move_to(self.frame.get_corner(UP + RIGHT) + 0.2 * UP, aligned_edge=DOWN + RIGHT)
        number.number.tell(momentum.get_value)
        self.hand = Group(Segments(ends[:1], ends[1:], palette.STEP, 4), *dots, number)
        self.curves, self.partners = (
            Group(*(Stroke(color=color, width=width, window=self.frame) for color in WAY_COLORS))
            for width in (6, 3)
        )

        def bend_them(_: Mobject) -> None:
            beta = momentum.get_value()
            now = heavy_ball_factors(valley.curvatures, self.best, beta)
            ways = zip(self.curves, self.partners, dots, valley.curvatures, now, strict=True)
            for curve, partner, dot, curvature, factor in ways:
                rates = _rates(curvature, beta, last)
                larger = heavy_ball_factors(curvature * rates, 1.0, beta)
                curve.set_points(self.c2p(rates, larger))
                partner.set_points(self.c2p(rates, beta / np.maximum(larger, 1e-9)))
                dot.set_points(self.c2p(self.best, factor)[None])

        self.curves.add_updater(bend_them, call_updater=True)

    def best_mark(self) -> Group:
        """Return a ring where both floors end, its height, and the rate at the axis."""
        root, color = float(np.sqrt(self.momentum)), RULE_COLORS["heavy_ball"]
        place, foot = self.c2p(self.best, root), self.c2p(self.best, 0.0)
        ring = Dots(place[None], color, 0.26, ring=0.06)
        height = typography.formula(f"sqrt(beta) = {short(root)}", typography.BODY, color)
        rate = typography.formula(f"eta = {short(self.best)}", typography.BODY, palette.STEP)
        height.next_to(self.c2p(self.middle, root), UP if root < LOW else DOWN, buff=0.15)
        return Group(ring, height, rate.next_to(foot + 0.25 * UP, LEFT, buff=0.2))


def _bent(valley: Valley) -> list[tuple[float, palette.Color]]:
    return list(zip(valley.curvatures.tolist(), WAY_COLORS, strict=True))


def _rates(curvature: float, momentum: float, last: float) -> FloatArray:
    """Return rates up to the last one, the two ends of the floor among them."""
    ends = (1 + np.array([-1.0, 1.0]) * np.sqrt(momentum)) ** 2 / curvature
    return np.sort(np.concatenate([np.linspace(last / SAMPLES, last, SAMPLES), ends[ends <= last]]))


def _plain(curvature: float, last: float) -> tuple[FloatArray, FloatArray]:
    rates = _rates(curvature, 0.0, last)
    return rates, np.abs(plain_factors(curvature * rates, 1.0))

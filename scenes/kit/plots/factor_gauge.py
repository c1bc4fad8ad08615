"""A gauge of learning rates: by what factor the length along each direction shrinks or grows."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, MathTypst, Mobject, ValueTracker

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Areas, Dots
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import NumberFormat, short

FARTHEST: Final = 1.14
"""Where the axis of rates ends, in limits."""

HIGHEST: Final = 1.3
"""The largest factor on the axis."""

DOTS: Final = (0.2, 0.13)
"""Radii of the dots that go on the curves: where these cross, both dots are seen."""


class FactorGauge(Plot):
    """The size of each factor 1 - eta lambda over eta, and a rate that is turned.

    Parameters
    ----------
    box
        What it may fill.
    valley
        Whose factors they are.
    rate
        The learning rate, at which the gauge stands.

    Attributes
    ----------
    curves
        One for each direction, the flattest first.
    growth
        The line at which a length stays as it is, and the zone above it in which it grows.
    hand
        What moves with the rate: a line, and a dot on each curve.
    """

    def __init__(self, box: Box, valley: Valley, rate: ValueTracker) -> None:
        super().__init__(
            box,
            (0.0, FARTHEST * valley.limit),
            (0.0, HIGHEST),
            "eta",
            "abs(1 - eta lambda)",
            x_color=palette.STEP,
            grid=False,
        )
        self.valley, self.rate = valley, rate
        self.curves = Group(*(self._curve(way) for way in range(2)))
        self.growth = self._zone_of_growth()
        self.hand = self._hand()

    def _curve(self, way: int) -> Stroke:
        curvature = float(self.valley.curvatures[way])
        rates = np.sort(np.append(np.linspace(*self.x_range, 200), 1 / curvature))
        return self.polyline(rates, np.abs(1 - rates * curvature), WAY_COLORS[way], 6)

    def _zone_of_growth(self) -> Group:
        first, last = self.c2p(np.array(self.x_range), 1.0)
        zone = Areas(first, self.c2p(self.x_range[1], self.y_range[1]), palette.GRADIENT, fill=0.5)
        return Group(zone.set_opacity(0.3), Segments([first], [last], palette.TEXT, 2.5, DASH))

    def _hand(self) -> Group:
        line = Segments([], [], palette.STEP, 4)
        dots = [
            Dots(np.zeros((1, 3)), color, radius, window=self.frame)
            for color, radius in zip(WAY_COLORS, DOTS, strict=True)
        ]

        def stand(_: Mobject) -> None:
            rate = self.rate.get_value()
            line.put(self.c2p(rate, 0.0), self.c2p(rate, HIGHEST))
            for dot, factor in zip(dots, np.abs(self.valley.factors(rate)).tolist(), strict=True):
                dot.set_points(self.c2p(rate, factor)[None])

        hand = Group(line, *dots)
        hand.add_updater(stand, call_updater=True)
        return hand

    def reading(self) -> Readout:
        """Return the rate as it is now, in numbers, above the right end of the axes."""
        written = NumberFormat.significant(self.valley.best, 3)
        shown = Readout("eta", self.valley.best, written, size=SIZE, color=palette.STEP)
        shown.next_to(self.frame.get_corner(UP + RIGHT), UP, buff=0.15).align_to(self.frame, RIGHT)
        return shown.tell(self.rate.get_value)

    def best_mark(self) -> Group:
        """Return a ring where the curves cross, a line to the axis, and how the best rate comes about."""
        place = self.c2p(self.valley.best, np.abs(self.valley.factors(self.valley.best)).max())
        foot = self.c2p(self.valley.best, 0.0)
        ring = Dots(place[None], palette.MINIMUM, 0.3, ring=0.06)
        down = Segments([place + 0.3 * DOWN], [foot], palette.MINIMUM, 3, DASH)
        flat, steep = map(short, self.valley.curvatures)
        name = typography.formula(f"eta = 2 \\/ ({flat} + {steep})", SIZE, palette.MINIMUM)
        name.next_to(self.c2p(self.valley.best, (1 + HIGHEST) / 2), LEFT, buff=0.25)
        return Group(down, ring, name)

    def limit_mark(self) -> Group:
        """Return a line at the limit, and what it is, above the line of rest."""
        first, last = self.c2p(self.valley.limit, np.array(self.y_range))
        line = Segments([first], [last], palette.GRADIENT, 3, DASH)
        largest = short(float(self.valley.curvatures[-1]))
        words = f"2 \\/ {largest} = {short(self.valley.limit)}"
        name = typography.formula(words, SIZE, palette.GRADIENT)
        place = self.c2p(self.valley.limit, (1 + HIGHEST) / 2)
        return Group(line, name.next_to(place, LEFT, buff=0.3))

    def names(self) -> list[MathTypst]:
        """Return each curve's leg and curvature: one below the flat line, one left of the V."""
        flat, steep = map(float, self.valley.curvatures)
        rate = 0.29 * self.valley.limit
        below = self.c2p(rate, abs(1 - rate * flat)) + 0.36 * DOWN
        names = []
        for way, (curvature, place) in enumerate(((flat, below), (steep, self.c2p(0.38 / steep, 0.1)))):
            words = f'{WAY_NAMES[way]}":" thin lambda = {short(curvature)}'
            names.append(typography.formula(words, typography.BODY, WAY_COLORS[way]).move_to(place))
        left = float(self.frame.get_left()[0]) + 0.15
        names[1].shift(max(0.0, left - names[1].get_left()[0]) * RIGHT)
        return names

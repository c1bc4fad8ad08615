"""All that is told of a momentum as it is turned: itself, the steps it needs, and the spring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
from manim import LEFT, Animation, Group, Mobject
from manim.utils.rate_functions import ease_in_out_sine

from scenes.kit.painted.big_number import BigNumber
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.damped_chart import DampedChart
from scenes.kit.plots.momentum_notes import THREE_DECIMALS
from scenes.kit.runs.turned_momentum import COUNTED, TurnedMomentum
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import glide
from scenes.kit.style.numbers import short
from scenes.kit.style.rule_colors import RULE_COLORS

LAST, SWINGING = 70, 1.6
"""The last step on the chart, and seconds in which the weight on the spring goes through all of them."""

TURNING: Final = (0.9, 1.7, 1.7)
"""Seconds in which the momentum is turned from each rest to the next."""

LARGE, SCALE = 60.0, 0.75
"""Size of the momentum, and of the count in what it is elsewhere."""

ROWS: Final = (1.3, 4.2)
"""How high the numbers and the chart are, as shares."""


class DampedPanel(Group):
    """The momentum, the steps it needs and the chart with its spring, as they are now.

    Parameters
    ----------
    box
        What it may fill.
    turned
        The heavy ball whose momentum is turned.
    critical
        With which its flattest direction neither creeps nor swings.
    largest
        With which it hardly comes to rest.
    steps
        The word below the count.
    words
        As for `DampedChart`.

    Attributes
    ----------
    momentum, count, chart
        Its parts.
    rests
        The momenta at which it rests, in turn, from the first one on: only there is the count seen.
    """

    def __init__(
        self,
        box: Box,
        turned: TurnedMomentum,
        critical: float,
        largest: float,
        steps: str,
        *words: str,
    ) -> None:
        self.turned, self.rests = turned, (turned.momentum.get_value(), 0.0, critical, largest)
        above, below = box.rows(*ROWS, gap=0.4)
        first, second = above.columns(1.2, 1)
        self.count = BigNumber(second, steps).scale(SCALE, about_edge=LEFT)
        self.count.words.scale(1 / SCALE, about_edge=LEFT)
        self.count.tell(turned.steps, 4, COUNTED)

        number, named, self._is_resting = self.count.number, self.count.words, True

        def hide(_: Mobject) -> None:
            is_resting = bool(np.isclose(self.rests, turned.momentum.get_value(), atol=1e-9).any())
            if is_resting is not self._is_resting:  # otherwise they may be fading in, with the number
                named.set_opacity(float(is_resting))
            self._is_resting = is_resting
            if not is_resting:
                number.set_written("")

        number.add_updater(hide, call_updater=True)  # after the number has changed
        self.momentum = Readout(
            "beta", turned.momentum.get_value(), THREE_DECIMALS, size=LARGE, color=RULE_COLORS["heavy_ball"]
        )
        self.momentum.move_to((first.left, self.count.number.get_y(), 0.0), aligned_edge=LEFT)
        self.momentum.number.tell(turned.momentum.get_value)
        rate = typography.formula(f"eta = {short(turned.rate)}", typography.BODY, palette.STEP)
        rate.move_to((first.left, self.count.words.get_y(), 0.0), aligned_edge=LEFT)
        self.chart = DampedChart(below, turned, critical, LAST, words)
        super().__init__(self.momentum, rate, self.count, self.chart, self.chart.rest)

    def tour(self) -> Iterator[list[Animation]]:
        """Yield animations, to be played in turn: the weight swings at each momentum at which that rests."""
        yield [self.swing()]
        for momentum, seconds in zip(self.rests[1:], TURNING, strict=True):
            yield [self.turned.turn(momentum, seconds), self.rewind(seconds)]
            yield [self.swing()]

    def swing(self) -> Animation:
        """Return the animation in which the weight goes through all steps of the chart."""
        return glide(self.chart.clock, LAST, SWINGING)

    def rewind(self, seconds: float) -> Animation:
        """Return the animation in which the weight goes back from the last step to the start."""
        self.chart.clock.set_value(LAST)
        return glide(self.chart.clock, 0.0, seconds, ease_in_out_sine)

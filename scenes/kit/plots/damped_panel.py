"""All that is told of a momentum as it is turned: itself, the steps it needs, and the spring."""

from __future__ import annotations

from collections.abc import Sequence
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
    rests
        The momenta at which it rests: only there is the count seen.
    critical
        With which its flattest direction neither creeps nor swings.
    steps
        The word below the count.
    words
        As for `DampedChart`.

    Attributes
    ----------
    momentum, count, chart
        Its parts.
    """

    def __init__(
        self,
        box: Box,
        turned: TurnedMomentum,
        rests: Sequence[float],
        critical: float,
        steps: str,
        *words: str,
    ) -> None:
        above, below = box.rows(*ROWS, gap=0.4)
        first, second = above.columns(1.2, 1)
        self.count = BigNumber(second, steps).scale(SCALE, about_edge=LEFT)
        self.count.words.scale(1 / SCALE, about_edge=LEFT)
        self.count.tell(turned.steps, 4, COUNTED)

        number, named = self.count.number, self.count.words

        def hide(_: Mobject) -> None:
            is_resting = np.isclose(rests, turned.momentum.get_value(), atol=1e-9).any()
            named.set_opacity(float(is_resting))
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

    def swing(self) -> Animation:
        """Return the animation in which the weight goes through all steps of the chart."""
        return glide(self.chart.clock, LAST, SWINGING)

    def rewind(self, seconds: float) -> Animation:
        """Return the animation in which the weight goes back to the start, while the momentum is turned."""
        return glide(self.chart.clock, 0.0, seconds, ease_in_out_sine)

"""A rule's two learning rates in a valley that is turned: two bars, which may become equally high."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject, ValueTracker

from gdmath import FloatArray, Rule, at, descend, effective_rates
from scenes.kit.painted.marks import Areas
from scenes.kit.painted.strokes import Segments
from scenes.kit.plots.own_rates_chart import OWN_RATE
from scenes.kit.runs.valley import Bowl, Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE

DEGREE: Final = 1.0
"""From one angle at which the rates are computed to the next."""

HEAD, FOOT, WIDTH, GAP = 1.1, 0.8, 0.5, 0.35
"""Scene units for what the bars are, above them, for their names below; a bar's width, and between them."""


class TurningRates(Group):
    """The rates along both axes, at the end of a descent, over what the valley has been turned by.

    Parameters
    ----------
    box
        What they may fill.
    valley
        Along the axes.
    degrees
        By how much it is turned.
    rule, steps, color
        One with a rate for each coordinate, the number of its steps, and its colour.

    Attributes
    ----------
    angle
        A tracker: by how many degrees the valley is turned now.
    angles, rates
        For each of some angles the two rates, shapes (n,) and (n, 2).
    bars
        As high as these are at the angle.
    """

    def __init__(
        self, box: Box, valley: Valley, degrees: float, rule: Rule, steps: int, color: palette.Color
    ) -> None:
        self.angle = ValueTracker(0.0)
        self.angles = np.linspace(0.0, degrees, 1 + max(1, round(abs(degrees) / DEGREE)))
        self.rates = np.array([_last_rates(valley, angle, rule, steps) for angle in self.angles.tolist()])
        inner = box.inset(top=HEAD, bottom=FOOT)
        unit = inner.height / float(self.rates.max())
        width = 2 * WIDTH + GAP
        left = inner.center[0] - width / 2 + np.array([0.0, WIDTH + GAP])
        feet = np.stack([left, np.full(2, inner.bottom), np.zeros(2)], axis=-1)
        self.bars = Areas([], [], color, fill=0.8)
        told = typography.formula(OWN_RATE, SIZE, palette.STEP)
        names = (
            typography.formula(f"w_{way + 1}", SIZE).next_to(foot + WIDTH / 2 * RIGHT, DOWN, buff=0.2)
            for way, foot in enumerate(feet)
        )
        ground = Segments(feet[0] + GAP * LEFT, feet[1] + (WIDTH + GAP) * RIGHT, palette.AXIS, 3)
        top = np.array([inner.center[0], inner.top, 0.0])
        super().__init__(self.bars, ground, told.next_to(top, UP, buff=0.2), *names)

        def rise(bars: Mobject) -> None:
            heights = self.now() * unit
            self.bars.put(feet, feet + np.stack([np.full(2, WIDTH), heights, np.zeros(2)], axis=-1))

        self.bars.add_updater(rise, call_updater=True)

    def now(self) -> FloatArray:
        """Return the two rates at the angle."""
        place = float(np.interp(self.angle.get_value(), self.angles, np.arange(len(self.angles))))
        rates: FloatArray = at(self.rates, place)
        return rates


def _last_rates(valley: Valley, degrees: float, rule: Rule, steps: int) -> FloatArray:
    """Return by what a rule's last step multiplies the slope along each axis, in a valley that is turned."""
    first, second = np.diag(valley.objective.hessian(valley.start)).tolist()
    along, across = (valley.start - valley.center).tolist()
    turned = Bowl.turned((first, second), degrees, (along, across), valley.share)
    rates = effective_rates(rule, descend(turned.objective, rule, turned.start, iterations=steps))
    return np.asarray(rates[-1])

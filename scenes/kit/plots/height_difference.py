"""How much higher one place of a curve is than another."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT

from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.numbers import short

CLEAR, ASIDE = 0.22, 0.7
"""Scene units from the places, where points may lie, to the level lines; from the higher one to the arrow."""

LEVEL = 1e-9
"""Of the plot's height, a difference that comes from rounding."""


class HeightDifference:
    """Level lines from two places to beyond the higher one, an arrow between them, and the difference.

    Parameters
    ----------
    plot
        Where the curve is drawn.
    low, high
        The x of both places.

    Attributes
    ----------
    level, drop, number
        Its parts, shown one by one.
    difference
        What the number says.
    is_level
        Whether both places are equally high, but for rounding.
    """

    def __init__(self, plot: CurvePlot, low: float, high: float) -> None:
        foot, corner = plot.c2p([low, high], plot.value(low))
        drop = float(plot.value(high) - plot.value(low))
        self.is_level = abs(drop) <= LEVEL * float(np.ptp(plot.y_range))
        self.difference = "0" if self.is_level else short(drop)
        outwards = RIGHT if corner[0] > foot[0] else LEFT
        place, aside = plot.on(high), ASIDE * outwards
        tails, tips = [foot + CLEAR * outwards, place + CLEAR * outwards], [corner + aside, place + aside]
        self.level = Segments(tails, tips, palette.TEXT, 2.5, DASH)
        self.drop = Pointer(place + aside, corner + aside, palette.TEXT)
        self.number = typography.formula(self.difference).next_to(self.drop, outwards, buff=0.25)

    def compared(self, low: str, high: str) -> str:
        """Return in Typst markup which of two places of these names is the deeper one."""
        if self.is_level:
            return translated("*{low}* and *{high}* are equally deep", low=low, high=high)
        return translated("*{low}* is deeper than *{high}*", low=low, high=high)

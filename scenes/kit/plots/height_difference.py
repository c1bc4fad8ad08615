"""How much higher one place of a curve is than another."""

from __future__ import annotations

from manim import LEFT, RIGHT

from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.style import palette, typography
from scenes.kit.style.numbers import short


class HeightDifference:
    """A level line from the lower place, an arrow down to it from the higher one, and the difference.

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
    """

    def __init__(self, plot: CurvePlot, low: float, high: float) -> None:
        foot, corner = plot.c2p([low, high], plot.value(low))
        self.difference = short(float(plot.value(high) - plot.value(low)))
        self.level = Segments([foot], [corner], palette.TEXT, 2.5, DASH)
        self.drop = Pointer(plot.on(high), corner, palette.TEXT)
        outwards = RIGHT if corner[0] > foot[0] else LEFT
        self.number = typography.formula(self.difference).next_to(self.drop, outwards, buff=0.25)

"""How a valley bends across and along: the cuts through its minimum, and their curvatures beside it."""

from __future__ import annotations

from typing import Final

from manim import Animation, FadeIn, Group

from gdmath import LinearRegression
from scenes.kit.plots.told_moves import told_bends
from scenes.kit.space.cost_terrain import valley_cuts
from scenes.kit.space.surface import HeightField
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw, during

TOLD: Final = during(0.0, 0.2), during(0.3, 0.5)
"""When each way is drawn and told, in shares of the time."""


class ValleyBends(Group):
    """Both cuts on a surface, as `valley_cuts`, and both curvatures, as `told_bends`.

    Parameters
    ----------
    surface, cost, top
        The valley, what it is the graph of, and the height up to which the cuts go.
    box
        What the curvatures may fill.
    across, along
        What both ways are called, as Typst mathematics.

    Attributes
    ----------
    cuts, rows
        Across and along.
    """

    def __init__(
        self, surface: HeightField, cost: LinearRegression, top: float, box: Box, across: str, along: str
    ) -> None:
        self.cuts, self.rows = valley_cuts(surface, cost, top), told_bends(box, cost, across, along)
        super().__init__(*self.cuts, *self.rows)

    def appear(self) -> list[Animation]:
        """Return the animations in which each cut is drawn as its curvature is told, one after the other."""
        ways = list(zip(self.cuts, self.rows, TOLD, strict=True))
        drawn = [draw(cut, rate_func=told) for cut, _row, told in ways]
        return [*drawn, *(FadeIn(row, rate_func=told) for _cut, row, told in ways)]

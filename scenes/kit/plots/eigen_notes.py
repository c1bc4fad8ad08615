"""The Hessian of a valley in numbers, the slope that it makes, and what it does to both directions."""

from __future__ import annotations

from typing import Final

from manim import Group, MathTypst

from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import Rows
from scenes.kit.style.numbers import short

LARGE: Final = 56.0
"""Of formulas that fill a box."""


class EigenNotes(Group):
    """Formulas in a box, from its top: the Hessian, the slope, two eigenvectors, and two legs.

    Parameters
    ----------
    box
        What they may fill.
    valley
        Whose Hessian it is.

    Attributes
    ----------
    matrix, slope, ways, total
        Its parts: the last one is a point as a sum of legs.
    """

    def __init__(self, box: Box, valley: Valley) -> None:
        rows = Rows(box, 5, LARGE)
        (xx, xy), (_, yy) = valley.objective.hessian(valley.center).tolist()
        self.matrix = rows.write(0, f"H = mat({short(xx)}, {short(xy)}; {short(xy)}, {short(yy)})")
        self.slope = rows.write(1, "nabla J = H (bold(w) - bold(w)^*)", palette.GRADIENT)
        self.ways: list[MathTypst] = [
            rows.write(way + 2, f"H bold(u)_{way + 1} = {short(curvature)} thin bold(u)_{way + 1}", color)
            for way, (curvature, color) in enumerate(zip(valley.curvatures.tolist(), WAY_COLORS, strict=True))
        ]
        first, second = WAY_NAMES
        legs = f"{{{{{first} bold(u)_1 : {first}}}}} + {{{{{second} bold(u)_2 : {second}}}}}"
        self.total = rows.write(4, f"bold(w) - bold(w)^* = {legs}")
        for name, color in zip(WAY_NAMES, WAY_COLORS, strict=True):
            self.total.select(name).set_color(color)
        super().__init__(self.matrix, self.slope, *self.ways, self.total)

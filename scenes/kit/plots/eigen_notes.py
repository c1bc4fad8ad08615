"""The Hessian of a valley in numbers, the slope that it makes, and what it does to both directions."""

from __future__ import annotations

from typing import Final

from manim import LEFT, RIGHT, UP, Group, MathTypst

from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.valley import Valley
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short

LARGE: Final = 56.0
"""Of formulas that fill a box."""

SHARES: Final = (1.3, 0.9, 0.5, 0.9, 0.9, 0.9)
"""How high matrix, slope, words, both eigenvectors and legs are."""

ABOVE: Final = 0.3
"""Scene units from a part of a formula to the baseline of its name above it."""


class EigenNotes(Group):
    """Formulas in a box, from its top: the Hessian, the slope, two eigenvectors, and two legs.

    What its eigenvectors and curvatures are called stands above them, as the head of a column.

    Parameters
    ----------
    box
        What they may fill.
    valley
        Whose Hessian it is.
    vectors, numbers
        The words for its eigenvectors, and for their curvatures.

    Attributes
    ----------
    matrix, slope, ways, total
        Its parts: the last one is a point as a sum of legs.
    vectors, numbers
        The words.
    """

    def __init__(self, box: Box, valley: Valley, vectors: str, numbers: str) -> None:
        rows = box.rows(*SHARES, gap=0.0)
        (xx, xy), (_, yy) = valley.objective.hessian(valley.center).tolist()
        self.matrix = _write(rows[0], f"H = mat({short(xx)}, {short(xy)}; {short(xy)}, {short(yy)})")
        self.slope = _write(rows[1], "nabla J = H (bold(w) - bold(w)^*)", palette.GRADIENT)
        self.ways: list[MathTypst] = [
            _write(row, f"H bold(u)_{way + 1} = {_parts(way, curvature)}", color)
            for way, (row, curvature, color) in enumerate(
                zip(rows[3:], valley.curvatures.tolist(), WAY_COLORS, strict=False)
            )
        ]
        first, second = WAY_NAMES
        legs = f"{{{{{first} bold(u)_1 : {first}}}}} + {{{{{second} bold(u)_2 : {second}}}}}"
        self.total = _write(rows[5], f"bold(w) - bold(w)^* = {legs}")
        for name, color in zip(WAY_NAMES, WAY_COLORS, strict=True):
            self.total.select(name).set_color(color)
        vector, number = (self.ways[0].select(part) for part in ("vector", "number"))
        self.vectors, self.numbers = map(typography.on_baseline, (vectors, numbers))
        baseline = (number.get_top()[1] + ABOVE) * UP
        self.vectors.shift(baseline + (vector.get_left()[0] - self.vectors.get_left()[0]) * RIGHT)
        self.numbers.shift(baseline + (number.get_right()[0] - self.numbers.get_right()[0]) * RIGHT)
        super().__init__(self.matrix, self.slope, *self.ways, self.total, self.vectors, self.numbers)


def _write(box: Box, mathematics: str, color: palette.Color = palette.TEXT) -> MathTypst:
    """Return a formula (Typst mathematics) at the left of a box, no wider than that."""
    formula = typography.fitted(typography.formula(mathematics, LARGE, color), box.width)
    return formula.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)


def _parts(way: int, curvature: float) -> str:
    """Return what becomes of an eigenvector, its number and itself by name."""
    return f"{{{{ {short(curvature)} : number }}}} quad {{{{ bold(u)_{way + 1} : vector }}}}"

"""Newton's method in one variable, and how far its steps miss the minimum: zeros are seen to double."""

from __future__ import annotations

import numpy as np
from manim import LEFT, UP, MathTypst
from numpy.typing import ArrayLike

from scenes.kit.plots.astray_notes import NEWTON
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE, Notes
from scenes.kit.style.numbers import with_all_zeros

DIGITS = 2
"""Significant digits of a miss."""

NEXT = 0.28
"""Scene units from a row to the next."""

SQUARED = "abs(w_(k+1) - w^*) prop abs(w_k - w^*)^2"
"""How each miss goes with the one before, as Typst mathematics."""


class MissNotes(Notes):
    """The formula of a step, below it how far each point misses the minimum, and the law of that.

    The zeros between the point of a number and its first other digit are bright: they can be counted.

    Parameters
    ----------
    box
        What they may fill.
    points : shape (n,)
        Those that are reached, of one variable.
    goal
        The minimum.
    color
        Of all but those zeros.

    Attributes
    ----------
    rule, misses, law
        Of the rows, the first one, one for each point, and the last one.
    """

    def __init__(self, box: Box, points: ArrayLike, goal: float, color: palette.Color) -> None:
        super().__init__(box)
        self.rule = self.write(NEWTON)
        misses = np.abs(np.asarray(points) - goal).tolist()
        self.misses = [self.put(_missed(k, miss, color), NEXT) for k, miss in enumerate(misses)]
        self.law = self.put(typography.formula(SQUARED, SIZE), NEXT)
        share = min(1.0, box.width / self.width, box.height / self.height)
        self.scale(share).move_to((box.left, box.top, 0.0), aligned_edge=LEFT + UP)


def _missed(step: int, miss: float, color: palette.Color) -> MathTypst:
    told = with_all_zeros(miss, DIGITS)
    row: MathTypst = typography.formula(f"abs(w_{step} - w^*) = {{{{ {told} : miss }}}}", SIZE, color)
    _, _, *decimals = row.select("miss").submobjects
    for zero in decimals[: zeros_after_point(told)]:
        zero.set_color(palette.TEXT)
    return row


def zeros_after_point(number: str) -> int:
    """Return how many zeros a number has from its point to its first digit.

    Examples
    --------
    >>> zeros_after_point("0.0017"), zeros_after_point("0.39"), zeros_after_point("1.02")
    (2, 0, 0)
    """
    before, _, decimals = number.partition(".")
    return len(decimals) - len(decimals.lstrip("0")) if before == "0" else 0

"""Words above or below a formula that say what a part of it is."""

from __future__ import annotations

import numpy as np
from manim import DOWN, ORIGIN, Line, MathTypst, VGroup
from numpy.typing import NDArray

from scenes.kit.style import typography

STEM, AWAY = 0.3, 0.1
"""Scene units of the line from a formula to its part's name, and of the gap at either end of it."""


def name_of_part(
    formula: MathTypst,
    part: str,
    words: str,
    side: NDArray[np.float64] = DOWN,
    size: float = typography.TITLE,
) -> VGroup:
    """Return words with a line to the part of a formula that they are about, in that part's colour.

    Parameters
    ----------
    formula
        Has a part ``{{ ... : part }}``.
    part
        Its name.
    words
        Shown as they are.
    side
        ``UP`` or ``DOWN``, above or below the whole formula.
    size
        Manim font size of the words.
    """
    named = formula.select(part)
    color = named[0].get_fill_color().to_hex()
    stem = Line(ORIGIN, STEM * side, color=color, stroke_width=3)
    stem.next_to(formula, side, buff=AWAY).match_x(named)
    return VGroup(stem, typography.text(typography.as_is(words), size, color).next_to(stem, side, buff=AWAY))

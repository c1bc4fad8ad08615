"""The value of a function of two variables somewhere, each in its colour."""

from __future__ import annotations

from collections.abc import Sequence

from manim import LEFT, MathTypst

from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box


def value_there(box: Box, name: str, place: Sequence[str], value: str) -> MathTypst:
    """Return ``J(-1.08, 0.38) = 5.28``, large, at the left in the middle of a box.

    Parameters
    ----------
    box
        No wider than which it is.
    name
        Of the function, as Typst mathematics.
    place, value
        The numbers of the variables somewhere, and the function's there, as Typst mathematics.
    """
    first, second = place
    there = typography.formula(
        f"{name}({{{{ {first} : first }}}}, {{{{ {second} : second }}}}) = {value}",
        typography.TITLE,
        palette.OBJECTIVE,
    )
    there.select("first").set_color(palette.FIRST_PARAMETER)
    there.select("second").set_color(palette.SECOND_PARAMETER)
    typography.fitted(there, box.width)
    return there.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)

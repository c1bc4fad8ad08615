"""What stands in the row of a lesson's title, beside it."""

from __future__ import annotations

from manim import RIGHT, UP, MathTypst, Mobject

from scenes.kit.style import layout, palette, typography

AWAY = 0.8
"""Scene units between the title and what stands in its row, at least."""


def formula_in_title_row(
    mathematics: str, title: Mobject, size: float = typography.BODY, color: str = palette.OBJECTIVE
) -> MathTypst:
    """Return a formula (Typst mathematics) at the right end of the title's row, as small as it has to be."""
    corner = layout.frame()
    formula = typography.formula(mathematics, size, color)
    typography.fitted(formula, corner.right - title.get_right()[0] - AWAY)
    return formula.move_to((corner.right, corner.top, 0.0), aligned_edge=RIGHT + UP)

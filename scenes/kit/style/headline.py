"""What stands in the row of a lesson's title, beside it."""

from __future__ import annotations

from manim import LEFT, RIGHT, UP, Group, MathTypst, Mobject

from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Shape

AWAY = 0.8
"""Scene units between the title and what stands in its row, at least."""

BELOW = 0.75
"""Scene units from the title's top to that of a row below it."""


def formula_in_title_row(
    mathematics: str, title: Mobject, size: float = typography.BODY, color: palette.Color = palette.OBJECTIVE
) -> MathTypst:
    """Return a formula (Typst mathematics) at the right end of the title's row, as small as it has to be."""
    corner = layout.frame()
    formula = typography.formula(mathematics, size, color)
    typography.fitted(formula, corner.right - title.get_right()[0] - AWAY)
    return formula.move_to((corner.right, corner.top, 0.0), aligned_edge=RIGHT + UP)


def legend(title: Mobject, function: str, *others: MathTypst) -> Group:
    """Return formulas in one row: right of the title where the frame is wide, else in a row of their own.

    Parameters
    ----------
    title
        The lesson's title.
    function
        Typst mathematics of what the lesson is about, made as small as it has to be; empty for none.
    others
        What stands right of it.
    """
    corner, is_wide = layout.frame(), layout.shape() is Shape.WIDE
    row = Group(*others).arrange(RIGHT, buff=AWAY)
    if function:
        left = title.get_right()[0] + AWAY if is_wide else corner.left
        formula = typography.formula(function, color=palette.OBJECTIVE)
        row.submobjects.insert(0, typography.fitted(formula, corner.right - left - row.width - AWAY))
        row.arrange(RIGHT, buff=AWAY)
    if is_wide:
        return row.move_to((corner.right, corner.top, 0.0), aligned_edge=RIGHT + UP)
    return row.move_to((corner.left, corner.top - BELOW, 0.0), aligned_edge=LEFT + UP)


def stage_below_legend() -> layout.Box:
    """Return the frame below a title and its `legend`."""
    return layout.stage() if layout.shape() is Shape.WIDE else layout.stage().inset(top=BELOW - 0.05)

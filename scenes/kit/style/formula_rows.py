"""A formula in rows, and the value that it has somewhere."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, UP, Group

from gdmath import Objective
from scenes.kit.style import palette, typography
from scenes.kit.style.formulas import terms_of
from scenes.kit.style.layout import Box

AWAY = 0.4
"""Scene units between a formula and its value."""

MOST = 5
"""Rows of a formula that can be read while it is told."""


def formula_rows(box: Box, name: str, objective: Objective, variables: Sequence[str]) -> Group:
    """Return what an objective is, one row for each of its `terms_of`; none where nobody knows.

    Of more than `MOST` rows, the first ones are shown, and that others follow.

    Parameters
    ----------
    box
        At whose left side the rows stand, no larger than it, and as large as a title where they have room.
    name
        Of the function, as Typst mathematics.
    objective, variables
        As for `terms_of`.
    """
    terms = terms_of(objective, variables)
    if not terms:
        return Group()
    shown = [f"{name} = {terms[0]}", *terms[1:]]
    if len(shown) > MOST:
        shown[MOST - 1 :] = ["+ med dots.h"]
    rows = Group(*(typography.formula(row, typography.TITLE) for row in shown))
    rows.set_color(palette.OBJECTIVE).arrange(DOWN, buff=0.3, aligned_edge=LEFT)
    rows.scale(min(1.0, box.width / rows.width, box.height / rows.height))
    return rows.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)


def formula_and_value(
    box: Box, name: str, objective: Objective, variables: Sequence[str], place: Sequence[str], value: str
) -> Group:
    """Return what an objective of two variables is, in rows, and below them ``J(-1.08, 0.38) = 5.28``.

    The rows are an empty group where nobody knows what it is.

    Parameters
    ----------
    box
        What they may fill.
    name
        Of the function, as Typst mathematics.
    objective, variables
        As for `terms_of`.
    place, value
        The numbers of the variables somewhere, and the objective's there, as Typst mathematics.
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
    above = box.inset(bottom=there.height + AWAY)
    rows = formula_rows(above, f"{name}({', '.join(variables)})", objective, variables)
    top = rows.get_bottom()[1] - AWAY if len(rows) else box.center[1]
    return Group(rows, there.move_to((box.left, top, 0.0), aligned_edge=LEFT + UP))

"""A formula in rows that come one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, Group

from gdmath import Objective
from scenes.kit.style import palette, typography
from scenes.kit.style.formulas import terms_of
from scenes.kit.style.layout import Box


def formula_rows(box: Box, name: str, objective: Objective, variables: Sequence[str]) -> Group:
    """Return what an objective is, one row for each of its `terms_of`; none where nobody knows.

    Parameters
    ----------
    box
        At whose left side the rows stand, no larger than it.
    name
        Of the function, as Typst mathematics.
    objective, variables
        As for `terms_of`.
    """
    terms = terms_of(objective, variables)
    if not terms:
        return Group()
    rows = Group(*map(typography.formula, [f"{name} = {terms[0]}", *terms[1:]]))
    rows.set_color(palette.OBJECTIVE).arrange(DOWN, buff=0.2, aligned_edge=LEFT)
    rows.scale(min(1.0, box.width / rows.width, box.height / rows.height))
    return rows.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)

"""Formulas beside a picture: in a row, one below the other, as an equation, or at equal heights."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeVar

from manim import DOWN, LEFT, RIGHT, UP, Group, MathTypst, Mobject

from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.role_formulas import by_role

SIDES = 1.0, 1.2
"""Shares of a box for two lots side by side: the second one has more to say."""

Item = TypeVar("Item", bound=Mobject)

SIZE = 42.0
"""Of formulas that have a column of their own: they are what a lesson teaches."""

APART, NEXT, GAP, ROW_GAP, STACKED = 0.8, 0.3, 0.38, 0.35, 0.55
"""Scene units between formulas in a row, from a value to the next, between notes, between an equation's rows,
and between parts that have a column of their own."""


def in_a_row(box: Box, *formulas: tuple[str, palette.Color], apart: float = APART) -> Group:
    """Return formulas (Typst mathematics, each with its colour) side by side at the left of a box.

    They are no wider together than the box.
    """
    row = Group(*(typography.formula(mathematics, SIZE, color) for mathematics, color in formulas))
    row.arrange(RIGHT, buff=apart)
    row.scale(min(1.0, box.width / row.width))
    return row.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)


def stacked(box: Box, *parts: Mobject) -> Group:
    """Put parts below one another at the top left of a box, no wider and no higher together than that."""
    rows = Group(*parts)
    rows.arrange(DOWN, buff=STACKED, aligned_edge=LEFT)
    rows.scale(min(1.0, box.width / rows.width, box.height / rows.height))
    return rows.move_to((box.left, box.top, 0.0), aligned_edge=LEFT + UP)


def stacked_in_parts(box: Box, first: Sequence[Mobject], second: Sequence[Mobject]) -> Group:
    """Put two lots of parts into a box: all `stacked` in a wide frame, in others side by side."""
    if layout.shape() is layout.Shape.WIDE:
        return stacked(box, *first, *second)
    left, right = box.columns(*SIDES)
    return Group(*stacked(left, *first), *stacked(right, *second))


def in_turn(box: Box, symbol: str, values: Sequence[str], color: palette.Color) -> Group:
    """Return what a quantity is, one value after the other: ``J = 72``, and an arrow to each further one."""
    first, *others = values
    rows = [f"{symbol} = {first}", *(f"-> {other}" for other in others)]
    return in_a_row(box, *((row, color) for row in rows), apart=NEXT)


def equation(box: Box, *rows: str) -> list[MathTypst]:
    """Return the rows of an equation at the top of a box, their parts named ``eq`` below one another.

    They are no wider than the box.

    Parameters
    ----------
    box
        What they may fill.
    rows
        Typst mathematics, each with a part ``{{ = : eq }}``; others may be named after their roles.
    """
    written = [typography.fitted(by_role(row, SIZE), box.width) for row in rows]
    written[0].move_to((box.left, box.top, 0.0), aligned_edge=LEFT + UP)
    for above, row in pairwise(written):
        row.next_to(above, DOWN, buff=ROW_GAP)
        row.shift((above.select("eq").get_left()[0] - row.select("eq").get_left()[0]) * RIGHT)
    lines = Group(*written)
    lines.scale(min(1.0, box.width / (lines.get_right()[0] - box.left)), about_edge=UP + LEFT)
    return written


class Notes(Group):
    """Formulas in a box, from its top downwards, each no wider than the box.

    Parameters
    ----------
    box
        What they may fill.
    size
        Manim font size.
    """

    def __init__(self, box: Box, size: float = SIZE) -> None:
        super().__init__()
        self.box, self.size = box, size

    def write(self, mathematics: str, color: palette.Color = palette.TEXT) -> MathTypst:
        """Return one more formula (Typst mathematics), below the ones before."""
        formula = typography.formula(mathematics, self.size, color)
        return self.put(typography.fitted(formula, self.box.width), GAP)

    def put(self, mobject: Item, gap: float = GAP) -> Item:
        """Put one more mobject below what stands there, so many scene units from it."""
        if self.submobjects:
            mobject.next_to(self.submobjects[-1], DOWN, buff=gap, aligned_edge=LEFT)
        else:
            mobject.move_to((self.box.left, self.box.top, 0.0), aligned_edge=LEFT + UP)
        self.add(mobject)
        return mobject


def formulas_by_role(box: Box, *rows: str, size: float = SIZE) -> Notes:
    """Return formulas at the top of a box, their parts in the colours of their roles; see `by_role`."""
    notes = Notes(box, size)
    for row in rows:
        notes.put(typography.fitted(by_role(row, size), box.width))
    return notes


class Rows:
    """Places for formulas below one another, at equal heights, each no wider than the box.

    Parameters
    ----------
    box
        What is cut into rows.
    count
        How many.
    size
        Manim font size.
    """

    def __init__(self, box: Box, count: int, size: float = SIZE) -> None:
        self.rows, self.size = box.rows(*[1] * count, gap=0.0), size

    def write(self, row: int, mathematics: str, color: palette.Color = palette.TEXT) -> MathTypst:
        """Return a formula (Typst mathematics) at the left of a row, counted from 0."""
        box = self.rows[row]
        formula = typography.fitted(typography.formula(mathematics, self.size, color), box.width)
        return formula.move_to((box.left, box.center[1], 0.0), aligned_edge=LEFT)

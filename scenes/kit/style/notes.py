"""A column of formulas beside a picture, one below the other as they are written."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeVar

from manim import DOWN, LEFT, RIGHT, UP, Group, MathTypst, Mobject

from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

Item = TypeVar("Item", bound=Mobject)

SIZE = 42.0
"""Of formulas that have a column of their own: they are what a lesson teaches."""

GAP, BLOCK_GAP, ROW_GAP = 0.38, 0.55, 0.3
"""Scene units between notes, before a block of rows, and between its rows."""


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

    def write_block(self, *rows: str, beside: bool = False) -> list[MathTypst]:
        """Return rows, their parts named ``eq`` below one another, below the notes or to their right.

        Parameters
        ----------
        rows
            Typst mathematics, each with a part ``{{ = : eq }}``.
        beside
            Whether they stand in the right half of the box, from its top downwards.
        """
        block = [typography.fitted(typography.formula(row, self.size), self.box.width) for row in rows]
        if beside:
            block[0].move_to((self.box.center[0], self.box.top, 0.0), aligned_edge=LEFT + UP)
        else:
            block[0].next_to(self.submobjects[-1], DOWN, buff=BLOCK_GAP, aligned_edge=LEFT)
        for above, row in pairwise(block):
            row.next_to(above, DOWN, buff=ROW_GAP)
            row.shift((above.select("eq").get_left()[0] - row.select("eq").get_left()[0]) * RIGHT)
        lines = Group(*block)
        if lines.get_right()[0] > self.box.right:
            lines.scale((self.box.right - lines.get_left()[0]) / lines.width, about_edge=UP + LEFT)
        self.add(*block)
        return block


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

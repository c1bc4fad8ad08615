"""What is counted as work: for each thing that a rule may look at, its numbers as squares, and its price."""

from __future__ import annotations

from typing import Final

from manim import LEFT, RIGHT, Group, Square, Typst

from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box

SQUARE: Final = 0.4
"""Side of a square, in scene units."""

LARGE: Final = 60.0
"""Font size of a price."""

WORK, GRADIENT, VALUE, HESSIAN = "work", "a gradient", "a value tried", "a Hessian"
"""Words of the list."""


class PriceList(Group):
    """Rows with a gradient, a value and a Hessian: each number is a square, a row of numbers counts 1.

    It is how `gdmath.Descent.gradient_equivalents` counts.

    Parameters
    ----------
    box, below
        In whose middle the rows stand; and at whose lower left the list is in one line.
    variables
        Of the function.

    Attributes
    ----------
    prices
        What a gradient, a value and a Hessian count, in this order.
    rows
        One for each.
    line
        The same in one line of words.
    """

    def __init__(self, box: Box, below: Box, variables: int) -> None:
        shapes = {GRADIENT: (1, variables), VALUE: (1, 1), HESSIAN: (variables, variables)}
        self.prices = {words: rows for words, (rows, _) in shapes.items()}
        names = [_words(translated(words), typography.TITLE) for words in shapes]
        squares = [_squares(*shape) for shape in shapes.values()]
        numbers = [_words(str(price), LARGE) for price in self.prices.values()]
        name_room, square_room = (max(part.width for part in parts) for parts in (names, squares))
        width = name_room + square_room + 2.2
        left, pitch = float(box.center[0]) - width / 2, variables * SQUARE + 0.35
        self.rows: list[Group] = []
        parts = zip(names, squares, numbers, strict=True)
        for k, (name, square, number) in enumerate(parts):
            level = float(box.center[1]) + pitch * (1 - k)
            name.move_to((left, level, 0.0), aligned_edge=LEFT)
            square.move_to((left + name_room + 0.6, level, 0.0), aligned_edge=LEFT)
            number.move_to((left + width, level, 0.0), aligned_edge=RIGHT)
            self.rows.append(Group(name, square, number))
        listed = ", ".join(f"{translated(words)} {price}" for words, price in self.prices.items())
        self.line = _words(f"{translated(WORK)}: {listed}", typography.TICK)
        self.line.shift((below.left - self.line.get_left()[0], below.bottom + 0.07, 0.0))
        super().__init__(*self.rows)


def _squares(rows: int, columns: int) -> Group:
    squares = [Square(SQUARE, color=palette.TEXT, stroke_width=3) for _ in range(rows * columns)]
    return Group(*squares).arrange_in_grid(rows, columns, buff=0.04)


def _words(words: str, size: float) -> Typst:
    return typography.on_baseline(typography.as_is(words), size)

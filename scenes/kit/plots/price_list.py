"""What is counted as work: each thing that a rule may look at, its price in squares and as a number."""

from __future__ import annotations

from typing import Final

from manim import RIGHT, UP, Animation, FadeIn, Group, Square, Typst

from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import during

SQUARE: Final = 0.24
"""Side of a square, in scene units."""

WITHIN, BETWEEN = 0.16, 0.45
"""Scene units between the parts of a thing, and from one thing to the next."""

WORK, GRADIENT, VALUE, HESSIAN = "work", "a gradient", "a value tried", "a Hessian"
"""Words of the list."""


class PriceList(Group):
    """A row with a gradient, a value and a Hessian: a gradient and a value count 1, a Hessian 1 a row.

    It is how `gdmath.Descent.gradient_equivalents` counts.

    Parameters
    ----------
    box
        In whose upper right corner it stands, no wider than that.
    variables
        Of the function.

    Attributes
    ----------
    prices
        What a gradient, a value and a Hessian count, in this order.
    head, items
        What is counted, and each of these: its name, its squares and its price.
    """

    def __init__(self, box: Box, variables: int) -> None:
        self.prices = {GRADIENT: 1, VALUE: 1, HESSIAN: variables}
        self.head = _words(f"{translated(WORK)}:", palette.MUTED)
        self.items = [
            Group(_words(translated(words)), _squares(price), _words(str(price), weight="*"))
            for words, price in self.prices.items()
        ]
        place = float(self.head.get_right()[0]) + BETWEEN
        for part, after in ((part, item[-1] is part) for item in self.items for part in item):
            part.shift((place - part.get_left()[0], 0.0, 0.0))
            place += part.width + (BETWEEN if after else WITHIN)
        super().__init__(self.head, *self.items)
        self.scale(min(1.0, box.width / self.width))
        self.move_to((box.right, box.top, 0.0), aligned_edge=RIGHT + UP)

    def listed(self, run_time: float) -> list[Animation]:
        """Return how its items appear in so many seconds, one after the other, as a line tells them."""
        begins = (0.2 * (k + 1) for k in range(len(self.items)))
        return [
            FadeIn(item, run_time=run_time, rate_func=during(begin, begin + 0.1))
            for item, begin in zip(self.items, begins, strict=True)
        ]


def _squares(count: int) -> Group:
    """Return squares in a row, whose middle is level with that of capitals on the baseline y = 0."""
    squares = [Square(SQUARE, color=palette.TEXT, stroke_width=3) for _ in range(count)]
    return Group(*squares).arrange(RIGHT, buff=0.03).move_to((0.0, 0.11, 0.0))


def _words(words: str, color: palette.Color = palette.TEXT, weight: str = "") -> Typst:
    marked = f"{weight}{typography.as_is(words)}{weight}"
    return typography.on_baseline(marked, typography.LABEL, color)

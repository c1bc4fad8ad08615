"""The order in which rules arrive: names below one another, each with its dot and what it needed."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Group

from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

DOT = 0.11
"""Radius of the dots, in scene units."""


class RankList(Group):
    """A row for each rule, first arrival first.

    Parameters
    ----------
    box
        What it may fill; the rows are spread over its height.
    names, counts, colors
        Of the rules, in the order of their arrival; words as they are.
    size
        Font size.

    Attributes
    ----------
    rows, dots
        One for each rule; the dot is the first part of its row.
    """

    def __init__(
        self,
        box: Box,
        names: Sequence[str],
        counts: Sequence[str],
        colors: Sequence[palette.Color],
        size: float = typography.TICK,
    ) -> None:
        self.rows: list[Group] = []
        self.dots: list[Dots] = []
        height = box.height / len(names)
        for place, (name, count, color) in enumerate(zip(names, counts, colors, strict=True)):
            level = box.top - height * (place + 0.5)
            dot = Dots([(box.left + DOT, level, 0.0)], color, DOT)
            word = typography.on_baseline(typography.as_is(name), size, color)
            number = typography.on_baseline(typography.as_is(count), size, color)
            base = level - 0.11 * size / typography.TICK
            word.shift((box.left + 3.2 * DOT - word.get_left()[0], base, 0.0))
            number.shift((box.right - number.get_right()[0], base, 0.0))
            self.rows.append(Group(dot, word, number))
            self.dots.append(dot)
        super().__init__(*self.rows)

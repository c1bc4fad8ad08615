"""The order in which rules arrive: names below one another, each with its dot and what it needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from manim import FadeIn, Group, Typst

from scenes.kit.painted.marks import Dots
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import during

DOT: Final = 0.1
"""Radius of the dots, in scene units."""

BASE: Final = 0.0036
"""From the middle of a row down to its baseline, in scene units for each point of font size."""

SOON: Final = 0.04
"""Share of the race in which a row appears."""


class RankList(Group):
    """A row for each rule of a race, first arrival first.

    Parameters
    ----------
    box
        What it may fill; the rows are spread over its height.
    race
        Whose order it is.
    names, colors
        Of the rules, by name; words as they are.
    size
        Font size, at most: names and counts fit side by side.

    Attributes
    ----------
    order
        The rules' names.
    rows, dots, words
        One for each rule, in this order: a row is its dot and the group of its words.
    """

    def __init__(
        self,
        box: Box,
        race: RankedRace,
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
        size: float = typography.TICK,
    ) -> None:
        self.order = race.order
        self._shares = [min(race.share(rule), 1 - SOON) for rule in race.order]
        self.rows: list[Group] = []
        self.dots: list[Dots] = []
        self.words: list[Group] = []
        height = box.height / len(race.order)
        for place, rule in enumerate(race.order):
            level = box.top - height * (place + 0.5)
            count = typography.on_baseline(typography.as_is(race.written(rule)), size, colors[rule])
            row = Box(box.left, box.right - count.width - 0.15, level, level)
            dot, name = dot_and_name(row, names[rule], colors[rule], size)
            count.shift((box.right - count.get_right()[0], level - BASE * size, 0.0))
            self.dots.append(dot)
            self.words.append(Group(name, count))
            self.rows.append(Group(dot, self.words[-1]))
        super().__init__(*self.rows)

    def arrivals(self, run_time: float) -> list[FadeIn]:
        """Return how the rows appear, each when its rule arrives in a race of so many seconds."""
        rows = zip(self.rows, self._shares, strict=True)
        return [FadeIn(row, run_time=run_time, rate_func=during(share, share + SOON)) for row, share in rows]


def dot_and_name(row: Box, words: str, color: palette.Color, size: float) -> tuple[Dots, Typst]:
    """Return a dot at the left of a row, and beside it a name, as it is, that ends within the row."""
    middle = float(row.center[1])
    dot = Dots([(row.left + DOT, middle, 0.0)], color, DOT)
    name, left = typography.on_baseline(typography.as_is(words), size, color), row.left + 3.2 * DOT
    typography.fitted(name, row.right - left)
    return dot, name.shift((left - name.get_left()[0], middle - BASE * size, 0.0))

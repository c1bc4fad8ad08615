"""What rules need on one ground after another: a table that fills while they run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from manim import ORIGIN, RIGHT, Group, Mobject, Rectangle

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.rank_list import BASE, DOT
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE

SIZE: Final = typography.LABEL
"""Font size of names and counts."""

APART: Final = 0.16
"""Scene units between the heads of columns, at least."""

ARRIVED: Final = 1e-6
"""A clock on its way to a count has reached it from so near."""

NEVER: Final = "\u2212"
"""What stands for the count of a rule that does not arrive."""


class RaceTable(Group):
    """A row for each rule, a column for each race: gradients that are counted as the race goes on.

    A count is grey while its rule is on its way, and has its colour once it has arrived.

    Parameters
    ----------
    box
        What it fills.
    races
        One for each column.
    heads
        Names of the columns; words as they are.
    names, colors
        Of the rules, by name; words as they are.

    Attributes
    ----------
    rules
        A dot and a name for each rule.
    heads
        Above the columns.
    counts
        For each race its numbers, one for each rule.
    rings
        For each race a frame around the count of each rule that is first, by name.
    """

    def __init__(
        self,
        box: Box,
        races: Sequence[RankedRace],
        heads: Sequence[str],
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        top, *rows = box.rows(*[1] * (1 + len(names)), gap=0.0)
        self.rules = [_named(row, names[rule], colors[rule]) for rule, row in zip(names, rows, strict=True)]
        left = max(float(rule.get_right()[0]) for rule in self.rules)
        columns = Box(left, box.right, box.bottom, box.top).columns(*[1] * len(races), gap=0.0)
        self.heads = [typography.on_baseline(typography.as_is(head), typography.TICK) for head in heads]
        widest = max(float(head.width) for head in self.heads)
        for head in self.heads:
            head.scale(min(1.0, (columns[0].width - APART) / widest), about_point=ORIGIN)
        self.counts: list[Group] = []
        self.rings: list[dict[str, Rectangle]] = []
        for race, head, column in zip(races, self.heads, columns, strict=True):
            head.shift((column.right - head.get_right()[0], top.center[1] - BASE * typography.TICK, 0.0))
            places = [(column.right, row.center[1], 0.0) for row in rows]
            numbers = [
                _count(race, rule, colors[rule], place) for rule, place in zip(names, places, strict=True)
            ]
            self.counts.append(Group(*numbers))
            self.rings.append(
                {
                    rule: _ring(race, rule, place)
                    for rule, place in zip(names, places, strict=True)
                    if race.place(rule) == 1 and math.isfinite(race.needed(rule))
                }
            )
        rings = [ring for column_rings in self.rings for ring in column_rings.values()]
        super().__init__(*self.rules, *self.heads, *self.counts, *rings)


def _named(row: Box, words: str, color: palette.Color) -> Group:
    dot = Dots([(row.left + DOT, row.center[1], 0.0)], color, DOT)
    name = typography.on_baseline(typography.as_is(words), SIZE, color)
    left = row.left + 3.2 * DOT
    return Group(dot, name.shift((left - name.get_left()[0], row.center[1] - BASE * SIZE, 0.0)))


def _count(
    race: RankedRace, rule: str, color: palette.Color, place: tuple[float, float, float]
) -> LiveNumber:
    right, level, _ = place
    number = LiveNumber(0, WHOLE, (right, level - BASE * SIZE, 0.0), size=SIZE, right=True)

    def count(shown: Mobject) -> None:
        assert isinstance(shown, LiveNumber)
        clock, needed = float(race.runs.clock.get_value()), race.needed(rule)
        has_arrived = clock >= needed - ARRIVED
        shown.set_value(math.floor(min(clock, needed) + ARRIVED))
        if clock >= race.runs.end - ARRIVED and not has_arrived:
            shown.set_written(NEVER)
        shown.set(rgb=palette.rgb(color if has_arrived else palette.MUTED))

    number.add_updater(count, call_updater=True)
    return number


def _ring(race: RankedRace, rule: str, place: tuple[float, float, float]) -> Rectangle:
    right, level, _ = place
    width = LiveNumber(race.needed(rule), WHOLE, size=SIZE).width
    ring = Rectangle(width=width + 0.24, height=0.46, stroke_width=3, stroke_color=palette.TEXT)
    return ring.move_to((right + 0.12, level, 0.0), aligned_edge=RIGHT)

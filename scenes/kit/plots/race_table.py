"""What rules need on one ground after another: a table that fills while they run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from manim import ORIGIN, RIGHT, Group, Mobject, Rectangle

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.plots.named_dot import BASE, dot_and_name
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE

Place: TypeAlias = tuple[float, float, float]

SIZE: Final = typography.LABEL
"""Font size of names and counts."""

APART: Final = 0.12
"""Scene units between the heads of columns, at least."""

INSIDE, TALL = 0.12, 0.46
"""Scene units from a number to the sides of its frame, and the height of that."""

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
        What is counted, and the names of the races; words as they are.
    names, colors
        Of the rules, by name; words as they are.

    Attributes
    ----------
    rules
        A dot and a name for each rule.
    heads
        Above the rules, and above each column.
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
        self.rules = [
            Group(*dot_and_name(row, names[rule], colors[rule], SIZE))
            for rule, row in zip(names, rows, strict=True)
        ]
        left = max(float(rule.get_right()[0]) for rule in self.rules)
        columns = replace(box, left=left).columns(*[1] * len(races), gap=0.0)
        width = columns[0].width - APART
        self.heads = [typography.on_baseline(typography.as_is(head), typography.TICK) for head in heads]
        level = top.center[1] - BASE * typography.TICK
        shrunk = min(1.0, *(width / float(head.width) for head in self.heads[1:]))
        for head, column in zip(self.heads[1:], columns, strict=True):
            head.scale(shrunk, about_point=ORIGIN)
            head.shift((column.right - head.get_right()[0], level, 0.0))
        self.heads[0].set_color(palette.MUTED)
        self.heads[0].shift((box.left - self.heads[0].get_left()[0], level, 0.0))
        longest = max(_width(max(race.runs.end, 1), SIZE) for race in races)
        size = SIZE * min(1.0, width / longest)
        self.counts: list[list[LiveNumber]] = []
        self.rings: list[dict[str, Rectangle]] = []
        for race, column in zip(races, columns, strict=True):
            ends = {rule: (column.right, row.center[1], 0.0) for rule, row in zip(names, rows, strict=True)}
            self.counts.append([_count(race, rule, colors[rule], end, size) for rule, end in ends.items()])
            arrived = [rule for rule in race.order if math.isfinite(race.needed(rule))]
            first = [rule for rule in arrived if race.place(rule) == 1]
            self.rings.append({rule: _ring(_width(race.needed(rule), size), ends[rule]) for rule in first})
        counts = [number for numbers in self.counts for number in numbers]
        rings = [ring for framed in self.rings for ring in framed.values()]
        super().__init__(*self.rules, *self.heads, *counts, *rings)


def _count(race: RankedRace, rule: str, color: palette.Color, end: Place, size: float) -> LiveNumber:
    """Return the number of gradients that a rule has spent at its clock; it ends at a place."""
    number = LiveNumber(0, WHOLE, (end[0], end[1] - BASE * size, 0.0), size=size, right=True)
    run = race.runs[rule]

    def count(shown: Mobject) -> None:
        assert isinstance(shown, LiveNumber)
        clock, needed = float(run.clock.get_value()), race.needed(rule)
        has_arrived = clock >= needed - ARRIVED
        shown.set_value(math.floor(min(clock, needed) + ARRIVED))
        if clock >= run.end - ARRIVED and not has_arrived:
            shown.set_written(NEVER)
        shown.set(rgb=palette.rgb(color if has_arrived else palette.MUTED))

    return number.add_updater(count, call_updater=True)


def _ring(width: float, end: Place) -> Rectangle:
    """Return a frame around a number of a width that ends at a place."""
    ring = Rectangle(width=width + 2 * INSIDE, height=TALL, stroke_width=3, stroke_color=palette.TEXT)
    return ring.move_to((end[0] + INSIDE, end[1], 0.0), aligned_edge=RIGHT)


def _width(value: float, size: float) -> float:
    """Return how wide a number is."""
    return float(LiveNumber(value, WHOLE, size=size).width)

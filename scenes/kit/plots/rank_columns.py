"""Ranks from surface to surface: a column of dots for each, and a line for each rule that joins its dots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, Final, Self

import numpy as np
from manim import LEFT, ORIGIN, RIGHT, Animation, Group, Mobject, RoundedRectangle, Typst

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import Swell, dimmed

DOT: Final = 0.36
"""Radius of the dots, in which the counts stand, in scene units."""

LEADING: Final = 0.36
"""Scene units from one row of a surface's name to the next."""

INSIDE: Final = 0.14
"""Scene units from a rule's name to its dot, and to the end of the band that it stands on."""

BAND, TINT = 0.58, 0.25
"""Height of that band in scene units, and its opacity."""

BETWEEN: Final = 0.22
"""Scene units between the names of neighbouring surfaces, at least."""

SWELL: Final = 0.35
"""How much larger a dot swells, as a share of itself."""

BEND: Final = 25
"""Points of a line from one column to the next."""


class RankColumns(Group):
    """Columns of dots: highest is who came first; the number in each dot is what the rule needed there.

    Parameters
    ----------
    box
        What it may fill.
    orders
        For each surface, of which there are two or more, the rules' names, first arrival first.
    counts
        For each surface, what is written into the rules' dots, by name.
    heads
        The surfaces' names, above the columns; words as they are.
    names
        What the rules are called on screen, by name.
    colors
        The rules' colours, by name.

    Attributes
    ----------
    heads, numbers
        Above the columns; and the places, on the left.
    labels, ends
        The rules' names, left of the first column's dots and right of the last one's, each on a band that
        comes out of its dot: they hold for these columns alone.
    columns
        For each surface all that stands in its column, in which it comes.
    dots
        For each surface its dots with their counts, by the rules' names.
    lines
        The lines by the rules' names.
    ties
        Frames around dots of a column that are of the same place.
    """

    def __init__(
        self,
        box: Box,
        orders: Sequence[Sequence[str]],
        counts: Sequence[Mapping[str, str]],
        heads: Sequence[str],
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        rules = list(names)
        labels, ends = ({rule: _words(names[rule], colors[rule]) for rule in rules} for _ in range(2))
        numbers = [_words(str(place), palette.MUTED) for place in range(1, len(rules) + 1)]
        margin = max(number.width for number in numbers) + 0.25
        name = max(label.width for label in labels.values()) + 2 * INSIDE
        self.heads = [_head(head) for head in heads]
        top = box.top - max(float(head.height) for head in self.heads) - 0.3
        room = margin + name + DOT
        pitch = (box.width - room - DOT - name) / max(len(orders) - 1, 1)
        x = box.left + room + pitch * np.arange(len(orders))
        height = (top - box.bottom) / len(rules)
        y = top - height * (np.arange(len(rules)) + 0.5)
        # The first and the last surface's names stand over the rules' names, too, that are beside its dots.
        middles = x - name / 2 * (np.arange(len(x)) == 0) + name / 2 * (np.arange(len(x)) == len(x) - 1)
        halves = np.array([head.width / 2 for head in self.heads])
        shrunk = ((np.diff(middles) - BETWEEN) / (halves[1:] + halves[:-1])).min(initial=1.0)
        for head, middle in zip(self.heads, middles.tolist(), strict=True):
            head.scale(shrunk, about_point=ORIGIN).shift((middle, top + 0.15, 0.0))
        for number, level in zip(numbers, y.tolist(), strict=True):
            number.move_to((box.left, level, 0.0), aligned_edge=LEFT)
        self.numbers = Group(*numbers)
        self.places = {
            rule: np.array(
                [
                    (column, y[order.index(rule)], 0.0)
                    for column, order in zip(x.tolist(), map(list, orders), strict=True)
                ]
            )
            for rule in rules
        }
        self.labels, self.ends = (
            Group(*(_beside(texts[rule], self.places[rule][column], side, name) for rule in rules))
            for texts, column, side in ((labels, 0, LEFT), (ends, -1, RIGHT))
        )
        self.lines = {rule: Stroke(_bent(self.places[rule]), colors[rule], width=7) for rule in rules}
        self.dots = [
            {rule: _chip(self.places[rule][column], count[rule], colors[rule]) for rule in rules}
            for column, count in enumerate(counts)
        ]
        self.ties = Group(
            *(
                _frame(np.array([self.places[rule][column] for rule in tied]))
                for column, (order, count) in enumerate(zip(orders, counts, strict=True))
                for tied in _tied(order, count)
            )
        )
        chips = [chip for column in self.dots for chip in column.values()]
        beside = [self.labels, *(Group() for _ in orders[2:]), self.ends]
        self.columns = [
            Group(names, head, *column.values())
            for names, head, column in zip(beside, self.heads, self.dots, strict=True)
        ]
        super().__init__(self.labels, self.ends, *self.lines.values(), *chips, *self.ties)
        self.add(*self.heads, self.numbers)

    @classmethod
    def of_races(cls, box: Box, races: Sequence[RankedRace], heads: Sequence[str], *named: Any) -> Self:
        """Return the columns of races, with what each rule needs; the other parameters are those above."""
        counts = [{rule: race.written(rule) for rule in race.searches} for race in races]
        return cls(box, [race.order for race in races], counts, heads, *named)

    def swell(self, column: int, rule: str, times: int = 1) -> Animation:
        """Return the animation in which a rule's dot of a column swells so often, half a second each time."""
        return Swell(self.dots[column][rule][0], "radius", SWELL, times, run_time=0.5 * times)

    def others_dimmed(self, rule: str, opacity: float) -> list[Animation]:
        """Return the animations that take the lines of all other rules to an opacity."""
        return [dimmed(line, opacity) for other, line in self.lines.items() if other != rule]

    def ball(self, column: int, rule: str) -> tuple[Dots, Mobject]:
        """Return a dot that lies over that of a rule, and the number on it."""
        return Dots(self.places[rule][[column]], palette.POINT, DOT), self.dots[column][rule][1]


def _beside(name: Typst, place: Floats, side: Floats, room: float) -> Group:
    """Return a rule's name beside its dot, on a band of its colour that comes out of that."""
    name.next_to(place + DOT * side, side, buff=INSIDE)
    band = RoundedRectangle(
        corner_radius=BAND / 2,
        width=DOT + room,
        height=BAND,
        fill_color=name.get_color(),
        fill_opacity=TINT,
        stroke_width=0,
    )
    return Group(band.move_to(place + side * (DOT + room) / 2), name)


def _bent(places: Floats) -> Floats:
    """Return a line through places, level at each of them."""
    shares = np.linspace(0, 1, BEND)
    eased = shares**2 * (3 - 2 * shares)
    pieces = [
        first + np.stack([shares, eased, 0 * shares], axis=-1) * (then - first)
        for first, then in pairwise(places)
    ]
    return np.concatenate(pieces) if pieces else places


def _chip(place: Floats, count: str, color: palette.Color) -> Group:
    number = typography.text(f"*{typography.as_is(count)}*", typography.TICK, palette.BACKGROUND)
    typography.fitted(number, 1.7 * DOT)
    return Group(Dots(place[None], color, DOT), number.move_to(place))


def _tied(order: Sequence[str], counts: Mapping[str, str]) -> list[list[str]]:
    """Return the rules that needed the same, for each place that several have."""
    same = [list(rules) for _, rules in groupby(order, counts.__getitem__)]
    return [rules for rules in same if len(rules) > 1]


def _frame(places: Floats) -> RoundedRectangle:
    middle, reach = places.mean(axis=0), 2 * DOT + 0.1
    frame = RoundedRectangle(
        corner_radius=reach / 2,
        width=reach,
        height=float(np.ptp(places[:, 1])) + reach,
        stroke_color=palette.TEXT,
        stroke_width=3,
    )
    return frame.move_to(middle)


def _head(words: str) -> Group:
    """Return a surface's name, each word in a row of its own, the last one on the baseline y = 0."""
    rows = [typography.on_baseline(typography.as_is(word), typography.LABEL) for word in words.split()]
    for above, row in enumerate(reversed(rows)):
        row.shift((-row.get_center()[0], LEADING * above, 0.0))
    return Group(*rows)


def _words(words: str, color: palette.Color) -> Typst:
    return typography.text(typography.as_is(words), typography.LABEL, color)

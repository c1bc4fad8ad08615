"""An honest table of rules: what each needs, how easily it is tuned, and where it came in on every ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, cast

import numpy as np
from manim import LEFT, Animation, Group, Mobject, Transform, Typst

from scenes.kit.painted.marks import Areas, Dots
from scenes.kit.painted.number_cells import NumberCells
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.rule_score import RuleScore
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import in_time

WIDTHS: Final = (1.75, 1.4, 1.3, 2.3, 5.2)
"""Of the columns, as shares: names, what is held, chosen, the rates that arrive, the places."""

HEAD: Final = 1.0
"""Height of the heads, in scene units."""

RADII: Final = (0.29, 0.09)
"""Of the dots of the first place and of the last."""

FEW: Final = 6.0
"""So many weights the cells are for."""

CELL: Final = 0.1
"""Side of a cell, in scene units."""

HELD, CHOSEN, ARRIVED = "numbers it holds", "to choose", "rates that arrive"
"""Heads of the columns."""


class RuleTable(Group):
    """A row for each rule, a column for each thing that is told of it.

    Parameters
    ----------
    box
        What it fills.
    races, maps
        One for each ground; of the maps, small copies are shown.
    scores, names, colors
        Of the rules, by name; names as they are.

    Attributes
    ----------
    names
        Of the rules, on the left.
    cells, held
        What rules hold as cells, and as formulas.
    knobs
        A circle for each number to choose, filled if the race chose it.
    bars, shares
        The share of the rates that arrived, as bars in their frames, and as words.
    heads
        Of the three columns, in this order.
    maps
        Small maps of the grounds, above the dots.
    dots
        For each ground its dots, by the rules' names: the larger, the sooner; hollow if it never arrives.
        At first they stand as the rules came in, and fill the box; `to_rows` takes them into the rows, and
        `make_room` to the right.
    """

    def __init__(
        self,
        box: Box,
        races: Sequence[RankedRace],
        maps: Sequence[RaceMap],
        scores: Mapping[str, RuleScore],
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        self.scores, self.colors = scores, colors
        columns = box.columns(*WIDTHS, gap=0.25)
        named, held, chosen, arrived, placed = columns
        self.height_of_row = (box.height - HEAD) / len(scores)
        levels = box.top - HEAD - self.height_of_row * (np.arange(len(scores)) + 0.5)
        self.levels = dict(zip(scores, levels.tolist(), strict=True))
        self.names = {rule: _words(names[rule], named, self.levels[rule], colors[rule]) for rule in scores}
        heads = zip((HELD, CHOSEN, ARRIVED), (held, chosen, arrived), strict=True)
        self.heads = [_head(translated(words), column) for words, column in heads]
        self._hold(held)
        self.knobs = [self._knobs(chosen, rule) for rule in scores]
        self._arrive(arrived)
        self._place(placed, replace(box, left=named.right + 0.2), races, maps)
        super().__init__(*self.names.values())

    def _hold(self, box: Box) -> None:
        """Lay the cells, and write the formulas beside them."""
        cell = min(CELL, 0.85 * self.height_of_row / FEW)
        self.cells: list[NumberCells] = []
        self.held: list[Typst] = []
        for rule, score in self.scores.items():
            cells = NumberCells((box.left, 0.0), cell, score.needs.held, FEW, self.colors[rule])
            low, high = cells.corners()[:, 1]
            cells.shift((0.0, self.levels[rule] - (low + high) / 2, 0.0))
            held = typography.formula(score.held, typography.LABEL, self.colors[rule])
            typography.fitted(held, box.width - cell * FEW - 0.1)
            x = box.right - held.width / 2 if score.needs.numbers(FEW) else box.left + held.width / 2
            self.cells.append(cells)
            self.held.append(held.move_to((x, self.levels[rule], 0.0)))

    def _knobs(self, box: Box, rule: str) -> Group:
        """Return a circle for each number that is to be chosen; the learning rate's is filled."""
        count, apart = len(self.scores[rule].needs.chosen), 0.29
        apart = min(apart, box.width / max(count, 1))
        places = np.zeros((count, 3))
        places[:, 0] = box.center[0] + apart * (np.arange(count) - (count - 1) / 2)
        places[:, 1] = self.levels[rule]
        rings = Dots(places[1:], palette.STEP, 0.1, ring=0.03)
        return (
            Group(Dots(places[:1], palette.STEP, 0.1), rings)
            if count > 1
            else Group(Dots(places, palette.STEP, 0.1))
        )

    def _arrive(self, box: Box) -> None:
        """Lay a bar for each rule in the frame of all rates, and write its share."""
        self.frames: list[Stroke] = []
        self.bars: list[Areas] = []
        self.shares: list[Typst] = []
        for rule, score in self.scores.items():
            words = typography.on_baseline(f"{100 * score.share:.0f} %", typography.LABEL, self.colors[rule])
            room, level, half = box.width - 0.95, self.levels[rule], 0.17
            words.shift((box.right - words.get_right()[0], level - 0.11, 0.0))
            around = np.array([[0, -1], [1, -1], [1, 1], [0, 1], [0, -1]]) * [room, half] + [box.left, level]
            self.frames.append(Stroke(np.pad(around, ((0, 0), (0, 1))), palette.MUTED, 1.5))
            ends = (box.left, level - half, 0.0), (box.left + score.share * room, level + half, 0.0)
            self.bars.append(Areas([ends[0]], [ends[1]], self.colors[rule], fill=0.85))
            self.shares.append(words)

    def _place(self, box: Box, wide: Box, races: Sequence[RankedRace], maps: Sequence[RaceMap]) -> None:
        """Put a map above each column of dots; at first all the columns fill a wide box."""
        width = box.width / len(races)
        columns = wide.columns(*[1.0] * len(races), gap=0.0)
        self.small: list[RaceMap] = []
        self.maps: list[RaceMap] = []
        self.dots: list[dict[str, Group]] = []
        self.ends: list[float] = []
        level = box.top - HEAD / 2 + 0.05
        for k, (race, cell, whole) in enumerate(zip(races, columns, maps, strict=True)):
            x, self.ends = float(cell.center[0]), [*self.ends, box.left + width * (k + 0.5)]
            self.maps.append(_small(whole, 0.92 * cell.width, HEAD - 0.05).move_to((x, level, 0.0)))
            self.small.append(_small(whole, 0.9 * width, HEAD).move_to((self.ends[k], level, 0.0)))
            ranked = dict(zip(race.order, self.levels.values(), strict=True))
            self.dots.append(
                {rule: self._dot(k, rule, (x, ranked[rule], 0.0), width) for rule in self.scores}
            )

    def _dot(self, ground: int, rule: str, place: tuple[float, float, float], width: float) -> Group:
        score, last = self.scores[rule], max(len(self.scores) - 1, 1)
        share = (score.places[ground] - 1) / last
        largest = min(RADII[0], 0.46 * width, 0.42 * self.height_of_row)
        radius = largest + share * (min(RADII[1], largest) - largest)
        if not score.arrives[ground]:
            return Group(Dots([place], self.colors[rule], radius, ring=0.03))
        dot = Group(Dots([place], self.colors[rule], radius))
        if score.places[ground] == 1:
            one = typography.text("*1*", typography.LABEL, palette.BACKGROUND)
            dot.add(typography.fitted(one, radius).move_to(place))
        return dot

    def to_rows(self, run_time: float) -> list[Animation]:
        """Return the animations in which each dot goes to the row of its rule."""
        return [
            _moved(dot, run_time, float(dot.get_x()), self.levels[rule])
            for column in self.dots
            for rule, dot in column.items()
        ]

    def make_room(self, run_time: float) -> list[Animation]:
        """Return the animations in which the columns of dots, and their maps, draw together on the right."""
        dots = [
            _moved(dot, run_time, end, self.levels[rule])
            for column, end in zip(self.dots, self.ends, strict=True)
            for rule, dot in column.items()
        ]
        maps = zip(self.maps, self.small, strict=True)
        return [*dots, *(Transform(large, small, run_time=run_time) for large, small in maps)]

    def row(self, rule: str) -> list[Mobject]:
        """Return all that stands in a rule's row, once it is all there."""
        k = list(self.scores).index(rule)
        parts: list[Mobject] = [self.names[rule], self.cells[k], self.held[k], *self.knobs[k]]
        dots = [part for column in self.dots for part in column[rule]]
        return [*parts, self.frames[k], self.bars[k], self.shares[k], *dots]


def _moved(dot: Group, run_time: float, x: float, y: float) -> Animation:
    builder: Any = in_time(dot, run_time)
    return cast(Animation, builder.move_to((x, y, 0.0)).build())


def _small(whole: RaceMap, width: float, height: float) -> RaceMap:
    """Return a copy of a map that is no larger than this; its rings shrink with it."""
    small = whole.copy()
    share = min(width / whole.width, height / whole.height)
    for part in small.scale(share).get_family():
        if isinstance(part, Dots):
            part.radius, part.ring = share * part.radius, share * part.ring
    return small


def _words(words: str, box: Box, level: float, color: palette.Color) -> Typst:
    """Return words at the left of a box, no wider than that, in two rows if they are long."""
    text = typography.on_baseline(typography.as_is(words), typography.LABEL, color)
    if text.width <= box.width:
        return text.shift((box.left - text.get_left()[0], level - 0.11, 0.0))
    rows = typography.lines(*_two_rows(words), size=typography.LABEL, color=color)
    return typography.fitted(rows, box.width).move_to((box.left, level, 0.0), aligned_edge=LEFT)


def _head(words: str, box: Box) -> Typst:
    """Return a head above a column, in two rows if it has several words."""
    text = typography.lines(*_two_rows(words), size=typography.LABEL, color=palette.MUTED, align="center")
    return typography.fitted(text, box.width + 0.2).move_to((box.center[0], box.top - 0.05 - 0.4, 0.0))


def _two_rows(words: str) -> list[str]:
    """Return words in two rows that are as equal as can be, or in one if it is a single word."""
    spaces = [k for k, letter in enumerate(words) if letter == " "]
    middle = min(spaces, key=lambda place: abs(place - len(words) / 2), default=len(words))
    return [typography.as_is(row.strip()) for row in (words[:middle], words[middle:]) if row]

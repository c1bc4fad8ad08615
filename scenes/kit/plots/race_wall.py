"""A wall of maps on which all races are run at once; at last, the ways of the winners stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

import numpy as np
from manim import Animation, Group, Typst

from scenes.kit.plots.labels import side_by_side
from scenes.kit.plots.race_maps import RaceMaps
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw

Words: TypeAlias = Sequence[tuple[str, palette.Color]]

RATIO, ROOM = 4 / 3, 16 / 9
"""Widths of a map, usually, and of the free cell in their heights: what is in that can fill the picture."""

ROW: Final = 0.45
"""Height of a row of names below a map, in scene units."""

BASE: Final = 0.13
"""Scene units from the top of a map up to the baseline of its name."""

APART: Final = 0.25
"""Between words of a row."""

BEYOND, WIDE = 0.3, 99.0
"""By so much a row of names may be wider than its map; and a width in which any row has room."""

PLAIN, STILL = 3.0, 0.2
"""Stroke width of the ways, and their opacity when those of the winners stand out."""


class RaceWall(RaceMaps):
    """Maps of all grounds, and room for one more, which the next picture takes.

    Parameters
    ----------
    box
        What it fills.
    races
        One for each ground.
    names, colors
        Of the rules, by name; names as they are.
    heads
        What the grounds are called, words as they are; none if that is not shown.
    ratio
        Width of a map in its heights.
    gap
        Between the cells, in scene units.
    is_close
        As for `RaceMap`.

    Attributes
    ----------
    heads
        Above each map the name of its ground; no part of the wall.
    winners
        Below each map the names of those who arrived first.
    ways
        Those of the winners.
    room
        The box of the last cell, which is free.
    """

    def __init__(
        self,
        box: Box,
        races: Sequence[RankedRace],
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
        heads: Sequence[str] = (),
        ratio: float = RATIO,
        gap: float = layout.GAP,
        *,
        is_close: bool = False,
    ) -> None:
        cells = layout.largest_grid(box, len(races) + 1, lambda cell: _map_box(cell, ratio).width)
        won = [[(names[rule], colors[rule]) for rule in race.winners] for race in races]
        widest = _map_box(cells[0], ratio).width
        rows = [len(_in_rows(words, widest)) for words in won]
        above = ROW if heads else 0.0
        placed = _cells(box, rows, sum(cell.top == cells[0].top for cell in cells), above, gap)
        *boxes, last = (_map_box(cell.inset(top=above), ratio, most) for cell, most in placed)
        cells = [cell for cell, _ in placed]
        self.room = replace(last, top=last.bottom + last.width / ROOM)
        super().__init__(boxes, races, PLAIN, 0.09, is_close=is_close)
        named = zip(boxes, heads, strict=True) if heads else ()
        self.heads = Group(*(_above(each, head) for each, head in named))
        captioned = [replace(cell, bottom=each.bottom) for cell, each in zip(cells[:-1], boxes, strict=True)]
        self.winners = Group(
            *(
                Group(*(under(cell, row, k) for k, row in enumerate(_in_rows(words, cell.width))))
                for cell, words in zip(captioned, won, strict=True)
            )
        )
        self.ways = [
            way for each, race in zip(self.maps, races, strict=True) for way in each.ways_of_winners(race)
        ]

    def advance(self, run_time: float) -> list[Animation]:
        """Return the animations of all races."""
        return [race.advance(run_time) for race in self.races]

    def stand_out(self) -> list[Animation]:
        """Return the animations in which the ways of those who arrived first are lit."""
        return [*self.others_dimmed(STILL), *map(draw, self.ways)]


def _cells(box: Box, named: Sequence[int], across: int, above: float, gap: float) -> list[tuple[Box, int]]:
    """Return a cell for each map and one more, so that all maps have the same height.

    Parameters
    ----------
    box
        What they fill.
    named
        Rows of names below each map.
    across
        So many cells stand side by side.
    above, gap
        Room above a map, and between cells, in scene units.

    Returns
    -------
    list of (Box, int)
        Beside each cell, how many rows of names there are at most below it and those at its sides.
    """
    count = len(named) + 1
    most = [max(named[first : first + across], default=1) for first in range(0, count, across)]
    taken = above + ROW * np.array(most)
    height = (box.height - gap * (len(most) - 1) - taken.sum()) / len(most)
    rows = box.rows(*(height + taken).tolist(), gap=gap)
    cells = [
        (cell, rows_of_names)
        for row, rows_of_names in zip(rows, most, strict=True)
        for cell in row.columns(*[1.0] * across, gap=gap)
    ]
    return cells[:count]


def _map_box(cell: Box, ratio: float, rows: int = 1) -> Box:
    """Return the box of the map in a cell, above so many rows of names."""
    return cell.inset(bottom=rows * ROW).holding(ratio)


def _above(box: Box, words: str) -> Typst:
    """Return words, as they are, above the left corner of a box, no wider than that."""
    head = typography.fitted(typography.on_baseline(typography.as_is(words), typography.LABEL), box.width)
    return head.shift((box.left - head.get_left()[0], box.top + BASE, 0.0))


def _in_rows(words: Words, width: float) -> list[Words]:
    """Return words in one row, or in two of which none is much longer, if they are wider than that."""
    if len(words) < 2 or under(Box(0, WIDE, 0, 0), words).width <= width + BEYOND:
        return [words]
    middle = len(words) // 2
    return [words[:middle], words[middle:]]


def under(box: Box, words: Words, row: int = 0) -> Group:
    """Return words side by side below a box, smaller if they are wider, each in its colour.

    Parameters
    ----------
    box
        What they stand below.
    words
        As they are, with their colours.
    row
        In which row they stand, from 0 at the top.
    """
    texts = [(typography.as_is(text), color) for text, color in words]
    beside = side_by_side(
        [typography.on_baseline(text, typography.LABEL, color) for text, color in texts], APART
    )
    beside.shift((box.center[0] - beside.get_center()[0], box.bottom - (0.82 + row) * ROW, 0.0))
    widest = box.width + BEYOND
    return beside.scale(min(1.0, widest / beside.width)) if texts else beside

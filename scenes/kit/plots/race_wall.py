"""A wall of maps on which all races are run at once; at last, the ways of the winners stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Final

from manim import Animation, Group, Typst

from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import dimmed, draw

RATIO: Final = 16 / 9
"""Width of a map in its heights: then it can fill the picture."""

ROW: Final = 0.45
"""Height of a row of names below a map, in scene units."""

APART: Final = 0.25
"""Between words of a row."""

BEYOND: Final = 0.3
"""By so much a row of names may be wider than its map."""

PLAIN, WON, STILL = 3.0, 5.0, 0.2
"""Stroke widths of the ways, and of those that have won; opacity of the others then."""


class RaceWall(Group):
    """Maps of all grounds, and room for one more, which the next picture takes.

    Parameters
    ----------
    box
        What it fills.
    races
        One for each ground.
    names, colors
        Of the rules, by name; names as they are.

    Attributes
    ----------
    maps
        One for each ground.
    winners
        Below each map the names of those who arrived first.
    ways
        Those of the winners.
    moving
        All ways and the dots; add them to the scene after the maps.
    room
        The box of the last cell, which is free.
    """

    def __init__(
        self,
        box: Box,
        races: Sequence[RankedRace],
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        cells = _widest(box, len(races) + 1)
        *boxes, self.room = map(_map_box, cells)
        self.races = races
        self.maps = [RaceMap(cell, race, PLAIN, 0.09) for cell, race in zip(boxes, races, strict=True)]
        self.firsts = [
            [rule for rule in race.searches if race.place(rule) == 1 and race.needed(rule) < inf]
            for race in races
        ]
        captioned = [replace(cell, bottom=each.bottom) for cell, each in zip(cells[:-1], boxes, strict=True)]
        self.winners = Group(
            *(
                under(cell, [(names[rule], colors[rule]) for rule in firsts])
                for cell, firsts in zip(captioned, self.firsts, strict=True)
            )
        )
        self.ways = [
            Stroke(each.nodes(run), run.color, WON, glows=True, outlined=True, window=each.frame)
            for each, race, firsts in zip(self.maps, races, self.firsts, strict=True)
            for rule, run in zip(race.searches, race.runs, strict=True)
            if rule in firsts
        ]
        self.moving = Group(*(part for each in self.maps for part in (each.trails, each.dots)))
        super().__init__(*self.maps)

    def advance(self, run_time: float) -> list[Animation]:
        """Return the animations of all races."""
        return [race.advance(run_time) for race in self.races]

    def stand_out(self) -> list[Animation]:
        """Return the animations in which the ways of those who arrived first are lit."""
        changes: list[Animation] = []
        for each, race, firsts in zip(self.maps, self.races, self.firsts, strict=True):
            for rule, trail, dot in zip(race.searches, each.trails, each.dots, strict=True):
                if rule not in firsts:
                    changes += [dimmed(trail, STILL), dimmed(dot, STILL)]
        return [*changes, *map(draw, self.ways)]


def _map_box(cell: Box) -> Box:
    """Return the box of the map in a cell, above its names."""
    return cell.inset(bottom=ROW).holding(RATIO)


def _widest(box: Box, count: int) -> list[Box]:
    """Return the grid of so many cells whose maps are as wide as they can be."""
    grids = (layout.grid(box, count, across) for across in range(1, count + 1))
    return max(grids, key=lambda cells: _map_box(cells[0]).width)


def under(box: Box, words: Sequence[tuple[str, palette.Color]]) -> Group:
    """Return words side by side in a row below a box, smaller if they are wider, each in its colour."""
    row = Group(*(_word(*each) for each in words))
    left = box.center[0] - (sum(word.width for word in row) + APART * (len(row) - 1)) / 2
    for word in row:
        word.shift((left - word.get_left()[0], box.bottom - 0.82 * ROW, 0.0))
        left += word.width + APART
    widest = box.width + BEYOND
    if row.width > widest:
        row.scale(widest / row.width)
    return row


def _word(words: str, color: palette.Color) -> Typst:
    return typography.on_baseline(typography.as_is(words), typography.LABEL, color)

"""A wall of maps on which all races are run at once; at last, the ways of the winners stand out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from manim import Animation, Group

from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.labels import side_by_side
from scenes.kit.plots.race_maps import RaceMaps
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw

RATIO, ROOM = 4 / 3, 16 / 9
"""Widths of a map and of the free cell in their heights: what stands in that can fill the picture."""

ROW: Final = 0.45
"""Height of a row of names below a map, in scene units."""

APART: Final = 0.25
"""Between words of a row."""

BEYOND: Final = 0.3
"""By so much a row of names may be wider than its map."""

PLAIN, WON, STILL = 3.0, 5.0, 0.2
"""Stroke widths of the ways, and of those that have won; opacity of the others then."""


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

    Attributes
    ----------
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
    ) -> None:
        cells = layout.largest_grid(box, len(races) + 1, lambda cell: _map_box(cell).width)
        *boxes, last = map(_map_box, cells)
        self.room = replace(last, top=last.bottom + last.width / ROOM)
        super().__init__(boxes, races, PLAIN, 0.09)
        captioned = [replace(cell, bottom=each.bottom) for cell, each in zip(cells[:-1], boxes, strict=True)]
        self.winners = Group(
            *(
                under(cell, [(names[rule], colors[rule]) for rule in race.winners])
                for cell, race in zip(captioned, races, strict=True)
            )
        )
        self.ways = [
            Stroke(each.nodes(run), run.color, WON, glows=True, outlined=True, window=each.frame)
            for each, race in zip(self.maps, races, strict=True)
            for rule, run in zip(race.searches, race.runs, strict=True)
            if rule in race.winners
        ]

    def advance(self, run_time: float) -> list[Animation]:
        """Return the animations of all races."""
        return [race.advance(run_time) for race in self.races]

    def stand_out(self) -> list[Animation]:
        """Return the animations in which the ways of those who arrived first are lit."""
        return [*self.others_dimmed(STILL), *map(draw, self.ways)]


def _map_box(cell: Box) -> Box:
    """Return the box of the map in a cell, above its names."""
    return cell.inset(bottom=ROW).holding(RATIO)


def under(box: Box, words: Sequence[tuple[str, palette.Color]]) -> Group:
    """Return words side by side in a row below a box, smaller if they are wider, each in its colour."""
    texts = [(typography.as_is(text), color) for text, color in words]
    row = side_by_side(
        [typography.on_baseline(text, typography.LABEL, color) for text, color in texts], APART
    )
    row.shift((box.center[0] - row.get_center()[0], box.bottom - 0.82 * ROW, 0.0))
    widest = box.width + BEYOND
    if row.width > widest:
        row.scale(widest / row.width)
    return row

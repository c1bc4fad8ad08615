"""Maps of several grounds on which races are run at once; who arrives first on each is named as he does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from manim import Animation, FadeIn, Group

from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.finish_note import FINISH
from scenes.kit.plots.labels import side_by_side
from scenes.kit.plots.race_maps import RaceMaps
from scenes.kit.runs.pace import SOON
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw, during

ABOVE, BELOW = 0.52, 0.52
"""Room for words above each map, and below it, in scene units."""

APART: Final = 0.2
"""Between words of a row."""

STILL: Final = 0.25
"""Opacity of the ways of all others, when those of the first stand out."""

BASELINE: Final = 0.15
"""Scene units from the edge of a map up to the baseline of the words above it."""


class RaceGrid(RaceMaps):
    """A map for each ground with its trait and its start, name and aim above, and below who is first.

    Parameters
    ----------
    box
        What it fills.
    races
        One for each ground.
    heads, aims
        What the grounds are called, and when a rule has arrived there; words as they are.
    names, colors
        Of the rules, by name; names as they are.

    Attributes
    ----------
    heads, starts
        Above each map, the ground's name and its finish; and the marks where all start.
    winners
        For each ground, the names of those who arrive first with what they need; nothing if nobody arrives.
    frames
        Around each map, in the colour of who is first.
    """

    def __init__(
        self,
        box: Box,
        races: Sequence[RankedRace],
        heads: Sequence[str],
        aims: Sequence[str],
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        cells = layout.largest_grid(box, len(races), _map_size)
        boxes = [cell.inset(top=ABOVE, bottom=BELOW) for cell in cells]
        super().__init__(boxes, races, 4.0, 0.13)
        self.heads = Group(
            *(_head(cell, head, aim) for cell, head, aim in zip(cells, heads, aims, strict=True))
        )
        self.winners = [_winners(cell, race, names, colors) for cell, race in zip(cells, races, strict=True)]
        self.frames = [_frame(each, race, colors) for each, race in zip(boxes, races, strict=True)]
        traits = [(each, race.ground.trait) for each, race in zip(self.maps, races, strict=True)]
        self.starts = Group(*(each.start for each in self.maps))
        self.add(self.heads, self.starts)
        self.add(*(each.told(translated(trait)) for each, trait in traits if trait))

    def advance(self, run_time: float) -> list[Animation]:
        """Return the animations of all races; the first of each are named as they arrive."""
        animations: list[Animation] = [race.advance(run_time) for race in self.races]
        for race, each, words, frame in zip(self.races, self.maps, self.winners, self.frames, strict=True):
            animations += each.arrivals(run_time)
            if race.winners:
                share = min(race.share(race.winners[0]), 1 - SOON)
                pace = during(share, share + SOON)
                animations += [
                    FadeIn(words, run_time=run_time, rate_func=pace),
                    draw(frame, run_time=run_time, rate_func=pace),
                ]
        return animations

    def stand_out(self) -> list[Animation]:
        """Return the animations in which the ways of all but the first are dimmed."""
        return self.others_dimmed(STILL)


def race_pairs(
    box: Box,
    races: Sequence[RankedRace],
    heads: Sequence[str],
    aims: Sequence[str],
    names: Mapping[str, str],
    colors: Mapping[str, palette.Color],
) -> list[RaceGrid]:
    """Return grids of two grounds each, to be shown one after the other; those with noisy slopes come last.

    The parameters are those of `RaceGrid`.
    """
    order = sorted(range(len(races)), key=lambda k: races[k].ground.batch is not None)
    grids: list[RaceGrid] = []
    for pair in (order[k : k + 2] for k in range(0, len(order), 2)):
        told = [[of_all[k] for k in pair] for of_all in (heads, aims)]
        grids.append(RaceGrid(box, [races[k] for k in pair], told[0], told[1], names, colors))
    return grids


def _map_size(cell: Box) -> float:
    """Return the width of a cell's map, which is at most twice its height."""
    return min(cell.width, 2 * (cell.height - ABOVE - BELOW))


def _head(cell: Box, head: str, aim: str) -> Group:
    level = cell.top - ABOVE + BASELINE
    name = typography.on_baseline(typography.as_is(head), typography.LABEL)
    typography.fitted(name, cell.width)
    name.shift((cell.left - name.get_left()[0], level, 0.0))
    finish = f"{translated(FINISH)}: {aim}"
    when = typography.on_baseline(typography.as_is(finish), typography.TICK, palette.MUTED)
    typography.fitted(when, max(cell.width - name.width - APART, 0.1))
    return Group(name, when.shift((cell.right - when.get_right()[0], level, 0.0)))


def _winners(
    cell: Box, race: RankedRace, names: Mapping[str, str], colors: Mapping[str, palette.Color]
) -> Group:
    words = [(names[rule], colors[rule]) for rule in race.winners]
    if words:
        words.append((race.written(race.winners[0]), words[-1][1]))
    bold = [(f"*{typography.as_is(text)}*", color) for text, color in words]
    row = side_by_side([typography.on_baseline(text, typography.BODY, color) for text, color in bold], APART)
    if row.width > cell.width:
        row.scale(cell.width / row.width)
    return row.move_to((cell.center[0], cell.bottom + BELOW / 2 - 0.05, 0.0)) if words else row


def _frame(box: Box, race: RankedRace, colors: Mapping[str, palette.Color]) -> Stroke:
    color = colors[race.winners[0]] if len(race.winners) == 1 else palette.TEXT
    x, y = [box.left, box.right, box.right, box.left, box.left], [box.top] * 2 + [box.bottom] * 2 + [box.top]
    return Stroke(np.stack([x, y, np.zeros(5)], axis=-1), color, width=6, outlined=True)

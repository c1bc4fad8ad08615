"""A race seen closely: the map of its ground, and beside it the board that fills as rules arrive."""

from __future__ import annotations

from typing import Final

from manim import Animation, Group

from scenes.kit.plots.finish_note import FinishNote
from scenes.kit.plots.race_board import RaceBoard
from scenes.kit.plots.race_map import RaceMap
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import Swell, dimmed, draw

STILL: Final = 0.25
"""Opacity of all ways, when those of the winners are drawn over them."""

NAME: Final = 0.45
"""Scene units from the map up to what its ground is called."""


class RaceView(Group):
    """The map of a ground with its name, its finish and its start, and the board of its race.

    Parameters
    ----------
    box
        What the map fills.
    board
        The board of the race: points that arrive go there.
    race
        Who runs, and where.
    head, aim
        What the ground is called, and when a rule has arrived there; words as they are. What the ground is
        like, if that is said, stands behind its name.

    Attributes
    ----------
    map, head, finish, board, start
        The map, what its ground is called, its finish with a word for it, the board, and the mark where all
        start.
    moving
        The ways and the points; add them to the scene, instead of the mark, when the race begins.
    """

    def __init__(self, box: Box, board: RaceBoard, race: RankedRace, head: str, aim: str) -> None:
        self._race, self.board = race, board
        self.map = RaceMap(box, race, is_close=True)
        self.start = self.map.start
        self.moving = Group(self.map.trails, self.map.dots)
        board.line_up(self.map, race)
        trait = race.ground.trait
        words = typography.as_is(f"{head}: {translated(trait)}" if trait else head)
        self.head = typography.fitted(typography.on_baseline(words, typography.BODY), 0.7 * box.width)
        self.head.shift((box.right - self.head.get_right()[0], box.top + NAME, 0.0))
        self.finish = FinishNote(self.map, aim)
        super().__init__(self.map, self.head, self.finish, board, self.start)

    def finish_swells(self) -> Swell:
        """Return the animation that shows where the finish is."""
        return Swell(self.finish.line, "stroke_width", 1.0, 2)

    def advance(self, run_time: float) -> list[Animation]:
        """Return the animations of the race: points go to their rows as they arrive, and these appear."""
        return [self._race.advance(run_time), *self.board.arrivals(run_time)]

    def last_in(self, run_time: float) -> list[Animation]:
        """Return how, after the race, the points that arrived at its very end go to their rows."""
        return self.board.last_in(self._race, run_time)

    def stand_out(self) -> list[Animation]:
        """Return the animations in which the ways and the names of the winners stand out."""
        firsts = *self.map.ways_of_winners(self._race), *self.board.frames
        return [*(dimmed(way, STILL) for way in self.map.trails), *map(draw, firsts)]

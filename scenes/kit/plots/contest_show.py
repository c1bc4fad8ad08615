"""Rules that race in valleys, on one map and in one table, as a lesson plays it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import FadeIn, FadeOut, Group, Mobject

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.contest_table import ContestTable
from scenes.kit.plots.player import Player
from scenes.kit.plots.turning_valley import TurningValley
from scenes.kit.runs.valley_contest import ValleyContest
from scenes.kit.style import layout, palette

OPENS, DECIDES, READ = 0.7, 0.6, 1.5
"""Seconds in which a race's column opens, its winner stands out, and counts are read."""

FIRST, CREEPS, TURNS = 0.6, 1.2, 2.0
"""Seconds in which the first is seen to have arrived, in which the others go on, and a valley is turned."""

MAP, RADIUS = 0.85, 0.16
"""The map's width in a wide picture, in those of the table; radius of the point."""


class ContestShow:
    """The races of some rules, one after the other: each has a column of a table.

    Parameters
    ----------
    lesson
        Which plays them.
    contests
        The races, all to the same minimum.
    names
        Of the rules, words as they are.
    words
        The table's further ones: see `ContestTable`.

    Attributes
    ----------
    plane, table
        Their map, and the table in which steps are counted.
    racers
        What is seen of the last race: paths and balls.
    """

    def __init__(
        self, lesson: Player, contests: Sequence[ValleyContest], names: Mapping[str, str], *words: str
    ) -> None:
        self.lesson, self.contests, valley = lesson, contests, contests[0].valley
        map_box, side = layout.beside(MAP, 1, across=0.5)
        self.plane = TurningValley(map_box, np.vstack([contest.seen for contest in contests]))
        self.table = ContestTable(side, contests, names, *words)
        self.ground, self.goal = self.plane.ground(valley), self.plane.rings(valley.center)
        self.point = Dots(self.plane.on([valley.start]), palette.POINT, RADIUS)
        self.racers: list[Mobject] = []

    def opens(self) -> FadeIn:
        """Return the animation in which the first race's valley comes, and the table."""
        return FadeIn(self.plane, self.ground, self.plane.names, self.goal, self.table)

    def turn(self, degrees: float) -> None:
        """Turn the valley, and a point at its start."""
        lesson, valley = self.lesson, self.contests[0].valley
        lesson.play(FadeOut(*self.racers), FadeIn(self.point), run_time=0.5)
        lesson.play(self.plane.turn(Group(self.ground, self.point), valley, degrees, TURNS))
        self.racers = []

    def race(self, number: int, seconds: float) -> Ball:
        """Let all run in their valley, and count in a column of the table; return the last rule's ball.

        Where one rate is given to all, the race is held when the first has arrived.
        """
        lesson, contest = self.lesson, self.contests[number]
        untuned = contest.rate is not None
        trails, balls = self.plane.racers(contest)
        before, self.racers = self.racers, [*trails, *balls]
        lesson.play(*map(FadeOut, before), FadeIn(*self.racers, self.table.columns[number]), run_time=OPENS)
        lesson.remove(self.point)
        lesson.add(*self.racers)
        first = min((contest.runs[name].end for name in contest.winners), default=None)
        lesson.play(contest.advance(seconds, first if untuned else None))
        if untuned and first is not None:
            lesson.hold(FIRST)
            lesson.play(contest.advance(CREEPS))
        lesson.play(*self.table.decides(number), run_time=DECIDES)
        lesson.hold(READ)
        return balls[0]

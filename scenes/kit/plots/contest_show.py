"""Rules that race in valleys, on one map and in one table, as a lesson plays it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Mobject

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.contest_table import ContestTable
from scenes.kit.plots.labels import plated
from scenes.kit.plots.player import Player
from scenes.kit.plots.turning_valley import TurningValley
from scenes.kit.runs.valley import Valley
from scenes.kit.runs.valley_contest import ValleyContest
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import in_percent

OPENS, DECIDES, READ = 0.7, 0.6, 0.6
"""Seconds in which a race's column opens, its winner stands out, and counts are read."""

CREEPS, TURNS = 1.2, 2.0
"""Seconds in which those go on that have not arrived when the first one has, and a valley is turned."""

MAP, RADIUS, CORNER = 0.85, 0.16, 0.2
"""The map's width in a wide picture, in those of the table; radius of the point; from corners to words."""


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
    best, winner
        As for `ContestTable`.

    Attributes
    ----------
    plane, table
        Their map, and the table in which steps are counted.
    valley
        That which is seen.
    racers
        What is seen of the last race: paths, balls, and what is written beside them.
    """

    def __init__(
        self, lesson: Player, contests: Sequence[ValleyContest], names: Mapping[str, str], *words: str
    ) -> None:
        self.lesson, self.contests, self.valley = lesson, contests, contests[0].valley
        map_box, side = layout.beside(MAP, 1, across=0.5)
        self.plane = TurningValley(map_box, np.vstack([contest.seen for contest in contests]))
        self.table = ContestTable(side, contests, names, *words)
        self.ground, self.goal = self.plane.ground(self.valley), self.plane.rings(self.valley.center)
        self.point = Dots(self.plane.on([self.valley.start]), palette.POINT, RADIUS)
        self.racers: list[Mobject] = []

    def opens(self) -> FadeIn:
        """Return the animation in which the first race's valley comes, and the table."""
        return FadeIn(self.plane, self.ground, self.plane.names, self.goal, self.table)

    def turn(self, number: int, degrees: float) -> None:
        """Turn the valley, and a point at its start, into that of a race."""
        lesson = self.lesson
        lesson.play(FadeOut(*self.racers), FadeIn(self.point), run_time=0.5)
        lesson.play(self.plane.turn(Group(self.ground, self.point), self.valley, degrees, TURNS))
        self.racers, self.valley = [], self.contests[number].valley

    def change(self, valley: Valley) -> None:
        """Let a valley come in the place of the one before."""
        ground = self.plane.ground(valley)
        self.lesson.play(FadeOut(*self.racers, self.ground), FadeIn(ground), run_time=OPENS)
        self.ground, self.valley = ground, valley

    def race(self, number: int, seconds: float) -> Ball:
        """Let all run in their valley, and count in a column of the table; return the last rule's ball.

        Where one rate is given to all, the race is held when the first has arrived; and what a slow rule has
        left in the end is written beside its ball.
        """
        lesson, contest = self.lesson, self.contests[number]
        untuned = contest.rate is not None
        if contest.valley is not self.valley:
            self.change(contest.valley)
        trails, balls = self.plane.racers(contest)
        self.racers = [*trails, *balls]
        lesson.play(FadeIn(*self.racers), *self.table.opens(number), run_time=OPENS)
        lesson.remove(self.point)
        lesson.add(*self.racers)
        first = min((contest.runs[name].end for name in contest.winners), default=None)
        lesson.play(contest.advance(seconds, first if untuned else None))
        if untuned and first is not None:
            lesson.hold(READ)
            lesson.play(contest.advance(CREEPS))
        slow = [name for name in contest.runs if not contest.arrives(name) and not contest.flies(name)]
        left = [self.left(contest, name) for name in slow if untuned]
        lesson.play(*self.table.decides(number), *map(FadeIn, left), run_time=DECIDES)
        lesson.hold(READ)
        self.racers += left
        return balls[0]

    def say(self, mathematics: str, color: palette.Color) -> None:
        """Write something of the last race, Typst mathematics, into the lower right corner of the map."""
        told = plated(typography.formula(mathematics, SIZE, color))
        corner = self.plane.frame.get_corner(DOWN + RIGHT)
        self.racers.append(told.next_to(corner, UP + LEFT, buff=CORNER))
        self.lesson.play(FadeIn(told), run_time=DECIDES)

    def left(self, contest: ValleyContest, name: str) -> Group:
        """Return what a rule has left of the cost when its run ends, beside its ball."""
        run = contest.runs[name]
        words = translated("{percent} % left", percent=in_percent(contest.left(name), 2))
        told = plated(typography.text(typography.as_is(words), typography.BODY, run.color))
        return told.next_to(self.plane.on(run.path[-1]), UP + LEFT, buff=0.3)

"""Rules that race in valleys, on one map and in one table, as a lesson plays it."""

from __future__ import annotations

from typing import Final

from manim import LEFT, UP, FadeIn, FadeOut, Group, Mobject

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.contest_table import ContestTable
from scenes.kit.plots.labels import plated
from scenes.kit.plots.player import Player
from scenes.kit.plots.turning_valley import TurningValley
from scenes.kit.runs.valley_contest import NEIGHBOURS, ValleyContest
from scenes.kit.style import typography
from scenes.kit.style.language import translated
from scenes.kit.style.motion import dimmed
from scenes.kit.style.numbers import in_percent

OPENS, DECIDES, TRIED, READ = 0.7, 0.6, 1.3, 0.6
"""Seconds in which a race's column opens, its winner stands out, a rule runs at another rate, and is read."""

CREEPS: Final = 1.2
"""Seconds in which those go on that have not arrived when the first one has."""

OLD: Final = 0.25
"""Opacity of paths that are no longer spoken of."""


class ContestShow:
    """The races of some rules, one after the other: each has a column of a table.

    Parameters
    ----------
    lesson
        Which plays them.
    plane
        Their map.
    table
        In which steps are counted.
    point
        What lies at the start until they run.

    Attributes
    ----------
    racers
        What is seen of the last race: paths, balls, and what is written beside them.
    """

    def __init__(self, lesson: Player, plane: TurningValley, table: ContestTable, point: Dots) -> None:
        self.lesson, self.plane, self.table, self.point = lesson, plane, table, point
        self.racers: list[Mobject] = []

    def race(self, contest: ValleyContest, column: int, seconds: float) -> Ball:
        """Let all run on the map, and count in a column of the table; return the last rule's ball.

        Where one rate is given to all, the race is held when the first has arrived; and what a slow rule has
        left in the end is written beside its ball.
        """
        lesson, untuned = self.lesson, contest.rate is not None
        trails, balls = self.plane.racers(contest)
        self.racers = [*trails, *balls]
        lesson.play(FadeIn(*self.racers), *self.table.opens(column), run_time=OPENS)
        lesson.remove(self.point)
        lesson.add(*self.racers)
        first = min((contest.runs[name].end for name in contest.winners), default=None)
        lesson.play(contest.advance(seconds, first if untuned else None))
        if untuned and first is not None:
            lesson.hold(READ)
            lesson.play(contest.advance(CREEPS))
        slow = [name for name in contest.runs if not contest.arrives(name) and not contest.flies(name)]
        left = [self.left(contest, name) for name in slow if untuned]
        lesson.play(*self.table.decides(column), *map(FadeIn, left), run_time=DECIDES)
        self.racers += left
        return balls[0]

    def left(self, contest: ValleyContest, name: str) -> Group:
        """Return what a rule has left of the cost when its run ends, beside its ball."""
        run = contest.runs[name]
        words = translated("{percent} % left", percent=in_percent(contest.left(name), 2))
        told = plated(typography.text(typography.as_is(words), typography.BODY, run.color))
        return told.next_to(self.plane.on(run.path[-1]), UP + LEFT, buff=0.3)

    def vary(self, contest: ValleyContest, rule: str) -> None:
        """Let a rule run at half its best rate and at twice that, each with a column that is not yet open."""
        lesson, best = self.lesson, contest.found[rule].best_rate
        for number, share in enumerate(NEIGHBOURS, 1):
            run = contest.tried(rule, share * best)
            trail = Trail.of(run, self.plane, dots=0.05, width=3.5)
            ball = Ball.of(run, self.plane, radius=0.16)
            counted = self.table.tried(run, rule, share, share * best, number)
            old = [dimmed(each, OLD) for each in self.racers if isinstance(each, Trail)]
            arrived = [each for each in self.racers if isinstance(each, Ball)]
            lesson.play(*old, FadeOut(*arrived), FadeIn(trail, ball, counted), run_time=0.5)
            lesson.add(trail, ball)
            lesson.play(run.advance(run_time=TRIED))
            kept = (each for each in self.racers if each not in arrived)
            self.racers = [*kept, trail, ball, counted]

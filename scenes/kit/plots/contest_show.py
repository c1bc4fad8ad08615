"""Rules that race in valleys, on one map and in one table, as a lesson plays it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from manim import FadeIn, FadeOut, Group, Mobject, smooth

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.plots.contest_table import ContestTable
from scenes.kit.plots.player import Player
from scenes.kit.plots.turning_rates import TurningRates
from scenes.kit.plots.turning_valley import TurningValley
from scenes.kit.runs.valley_contest import ValleyContest
from scenes.kit.style import layout, palette
from scenes.kit.style.motion import glide

OPENS, DECIDES, READ = 0.7, 0.6, 1.5
"""Seconds in which a race's column opens, its winner stands out, and counts are read."""

FIRST, CREEPS, TURNS = 0.6, 1.2, 3.5
"""Seconds in which the first is seen to have arrived, in which the others go on, and a valley is turned."""

MAP, RADIUS = 0.85, 0.16
"""The map's width in a wide picture, in those of the table; radius of the point."""

TABLE = 3.2, 1.3
"""Shares of its width for the first table, and beside it for a rule's two rates."""


class ContestShow:
    """The races of some rules, one after the other: each has a column of a table.

    Parameters
    ----------
    lesson
        Which plays them.
    tuned
        The races at rates that were searched, all to the same minimum.
    untuned
        Races in the last one's valley, at some rates: they have a table of their own.
    names
        Of the rules, words as they are.
    words
        The tables' further ones: see `ContestTable`.

    Attributes
    ----------
    plane, table
        Their map, and the table in which steps are counted.
    racers
        What is seen of the last race: paths and balls.
    """

    def __init__(
        self,
        lesson: Player,
        tuned: Sequence[ValleyContest],
        untuned: Sequence[ValleyContest],
        names: Mapping[str, str],
        *words: str,
    ) -> None:
        self.lesson, self.tuned, self.untuned, valley = lesson, tuned, untuned, tuned[0].valley
        map_box, side = layout.beside(MAP, 1, across=0.5)
        self.plane = TurningValley(map_box, np.vstack([contest.seen for contest in (*tuned, *untuned)]))
        left, self.free = side.columns(*TABLE, gap=0.3)
        self.table = ContestTable(left, tuned, names, *words)
        self.next_table = ContestTable(side, untuned, names, *words)
        self.ground, self.goal = self.plane.ground(valley), self.plane.rings(valley.center)
        self.point = Dots(self.plane.on([valley.start]), palette.POINT, RADIUS)
        self.racers: list[Mobject] = []

    def opens(self) -> FadeIn:
        """Return the animation in which the first race's valley comes, and the table."""
        return FadeIn(self.plane, self.ground, self.plane.names, self.goal, self.table)

    def turn(self, degrees: float, rule: str) -> None:
        """Turn the valley, and a point at its start; meanwhile a rule's two rates are seen to change.

        They are those at the end of its next race, which is run in each valley on the way to that one.
        """
        lesson, (first, second) = self.lesson, self.tuned
        found = second.found[rule]
        steps = found.descent.iterations if found.arrival is None else found.arrival
        family, color = second.families[rule], second.runs[rule].color
        self.rates = TurningRates(self.free, first.valley, degrees, family(found.best_rate), steps, color)
        lesson.play(FadeOut(*self.racers), FadeIn(self.point, self.rates), run_time=0.5)
        turned = self.plane.turn(Group(self.ground, self.point), first.valley, degrees, TURNS)
        lesson.play(turned, glide(self.rates.angle, degrees, TURNS, smooth))
        self.racers = []

    def race(self, number: int, seconds: float) -> None:
        """Let all run in a valley at their searched rates, and count in a column of the table."""
        contest = self.tuned[number]
        self._line_up(contest, self.table, number)
        self.lesson.play(contest.advance(seconds))
        self._decide(self.table, number)

    def race_untuned(self, number: int, seconds: float) -> Ball:
        """Let all run at one rate, and then tell the numbers at the other ones; return the last rule's ball.

        The race is held when the first has arrived.
        """
        lesson, contest, table = self.lesson, self.untuned[number], self.next_table
        lesson.play(FadeOut(self.table, *self.table.columns, self.rates), run_time=0.4)
        ball = self._line_up(contest, table, number, table)
        first = min((contest.runs[name].end for name in contest.winners), default=None)
        lesson.play(contest.advance(seconds, first))
        if first is not None:
            lesson.hold(FIRST)
            lesson.play(contest.advance(CREEPS))
        lesson.play(*table.decides(number), run_time=DECIDES)
        others = [k for k in range(len(self.untuned)) if k != number]
        for k in others:
            self.untuned[k].to_end()
            table.columns[k].update()  # as it fades in, it stands still
        lesson.play(*(FadeIn(table.columns[k]) for k in others), run_time=OPENS)
        self._decide(table, *others)
        return ball

    def _line_up(self, contest: ValleyContest, table: ContestTable, number: int, *coming: Mobject) -> Ball:
        """Let racers come to their start, and a column of a table; return the last rule's ball."""
        lesson, before = self.lesson, self.racers
        trails, balls = self.plane.racers(contest)
        self.racers = [*trails, *balls]
        come = FadeIn(*self.racers, table.columns[number], *coming)
        lesson.play(*map(FadeOut, before), come, run_time=OPENS)
        lesson.remove(self.point)
        lesson.add(*self.racers)
        return balls[0]

    def _decide(self, table: ContestTable, *numbers: int) -> None:
        """Let the least counts in columns of a table stand out, and give time to read them."""
        self.lesson.play(*chain(*map(table.decides, numbers)), run_time=DECIDES)
        self.lesson.hold(READ)

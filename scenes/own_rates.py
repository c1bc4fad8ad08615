"""A rate for each direction: AdaGrad, RMSProp, Adam; and where they lose, as the axes do not fit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut, Mobject, smooth
from manim.utils.rate_functions import ease_out_sine

from gdmath import Objective, RuleFamily, adagrad, adam, gradient_descent, turned_bowl
from scenes import kit
from scenes.kit import layout, palette, short, typography

TOLD, SECONDS = 3, 2.8
"""So many steps are told arrow by arrow, and for so long each."""

RACED, BALL = 5.0, 0.14
"""Seconds of a race, and the ball's radius: the arrows of the first steps are seen beside it."""

NARROW = 2.4
"""Scene units beside the larger square, for a few words."""

SWUNG, RECENT = 60, 6
"""Steps of Adam, and so many of RMSProp's squares before the present one are seen."""

FAMILIES: Mapping[str, RuleFamily] = {"gradient_descent": gradient_descent, "adagrad": adagrad, "adam": adam}
"""The rules that race."""


class OwnRates(kit.Lesson):
    """Dividing by the size of the slopes so far makes steps equally long along both axes.

    Attributes
    ----------
    curvatures
        Of the valley, which lies along the axes.
    start
        Where the ball lies, along and across the valley.
    rate
        The learning rate of all three rules.
    decay, betas
        RMSProp's share of the average that is kept, and those of Adam's two averages.
    tired, rattled, early
        Steps of AdaGrad, of RMSProp, and those with and without Adam's correction.
    degrees, bowl
        By how much the valley of the race is turned, and the curvature of the round bowl after it.
    share
        Of the cost, at which a rule has arrived.
    """

    words = {
        "title": "A rate for each direction",
        "corrected": "corrected",
        "uncorrected": "not corrected",
        "enlarged": "drawn {times} times as large",
        "gradient_descent": "plain descent",
        "adagrad": "AdaGrad",
        "adam": "Adam",
    }
    curvatures: tuple[float, float] = (1, 25)
    start: tuple[float, float] = (-4, 0.9)
    rate: float = 0.3
    decay: float = 0.9
    betas: tuple[float, float] = (0.9, 0.999)
    tired: int = 40
    rattled: int = 110
    early: int = 5
    degrees: float = 45
    bowl: float = 4
    share: float = 1e-6
    shapes = (kit.Shape.WIDE, kit.Shape.TALL)

    def setup(self) -> None:
        """Compute all runs, and build the map that holds them."""
        super().setup()
        self.objective: Objective = turned_bowl(self.curvatures, 0)
        self.valley = kit.Bowl(self.objective, self.start)
        numbers, steps = (self.rate, self.decay, self.betas), (self.tired, self.rattled, SWUNG, self.early)
        self.runs = kit.AdaptiveRuns(self.objective, self.start, *numbers, steps, rest=kit.LEAVES)
        map_box, self.side = layout.beside(1.22, 1, gap=0.6, across=0.6)
        self.map = kit.ValleyMap(map_box, self.valley, self.runs.points)
        self.goal = self.map.rings(self.valley.center)

    def construct(self) -> None:
        """Square the slopes, tire, forget, add momentum, and lose."""
        for beat in (self.square, self.tire, self.forget, self.correct, self.lose):
            beat()

    def count(self, run: kit.Run) -> kit.Readout:
        """Return the step's number, in the title's row."""
        count = kit.Readout("k", 0, kit.WHOLE, size=kit.SIZE).follow(run, "iteration")
        return count.next_to((self.side.right - 1.9, layout.stage().top, 0.0), UP + RIGHT, buff=0.34)

    def walk(self, run: kit.Run, dots: float = 0.06) -> list[Mobject]:
        """Return a run's path and its ball on the map."""
        return [kit.Trail.of(run, self.map, dots=dots), kit.Ball.of(run, self.map, radius=BALL)]

    def square(self) -> None:
        """Lay the squares of the slopes on the axes, and divide by their sides, step by step."""
        slow = self.runs.slow
        self.formula = kit.adagrad_rule(self.side, self.rate)
        _, self.below = self.side.rows(1.1, 2.4, gap=0.25 if layout.shape() is kit.Shape.WIDE else 0.5)
        squares, count = kit.GradientSquares(self.below, slow), self.count(slow)
        arrows = kit.ComponentArrows(self.map, slow)
        trail, ball = self.walk(slow)
        point = kit.Dots(self.map.on([self.start]), palette.POINT, BALL)
        flat, steep = (short(abs(float(slope))) for slope in slow.series("gradient")[0])
        with self.beat("squares", flat=flat, steep=steep, rate=short(self.rate)):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.map, self.goal)), self.take_over(point))
            self.play(FadeOut(point), FadeIn(ball), FadeIn(self.formula, squares, count))
            self.add(trail, ball, arrows)
            self.hold(1)
            self.play(slow.advance(1, run_time=7))
            self.play(slow.advance(TOLD, run_time=SECONDS * (TOLD - 1)))
        self.unit = squares.unit
        self.shown: list[Mobject] = [squares, count]
        self.gone = arrows, ball, trail

    def tire(self) -> None:
        """Let the squares grow, and the rates fall."""
        flat = int(np.argmin(self.curvatures))
        first, last = (short(rate, 2) for rate in self.runs.rates_along(flat))
        with self.beat("stall", steps=self.tired, first=first, last=last):
            self.remove(*self.gone)
            self.add(*(walked := self.walk(self.runs.tiring)))
            self.play(self.runs.tiring.advance(run_time=8))
        self.shown += walked

    def forget(self) -> None:
        """Let old squares fade: the rates rise again, and in the end the ball rattles."""
        run, formula = self.runs.rattling, kit.rmsprop_rule(self.side, self.rate, self.decay)
        squares, count = kit.GradientSquares(self.below, run, self.unit, RECENT), self.count(run)
        scaled = typography.column(self.word("enlarged", times=squares.enlarged), NARROW, palette.MUTED)
        scaled.move_to((self.below.left, self.below.top, 0.0), aligned_edge=UP + LEFT)
        scale = [scaled] if squares.enlarged > 1 else []
        trail, ball = self.walk(run, 0.05)
        with self.beat("forget"):
            self.play(FadeOut(*self.shown), *kit.follows(self.formula, formula), run_time=1.2)
            self.play(FadeIn(squares, count, ball, *scale))
            self.add(trail, ball)
            self.play(run.advance(20, run_time=4.5, rate_func=ease_out_sine))
            self.play(run.advance(run_time=5))
        self.formula, self.shown = formula, [squares, count, trail, ball, *scale]

    def correct(self) -> None:
        """Take Adam's first steps with its averages corrected, and as they are."""
        averages = kit.adam_averages(self.side, self.betas)
        formula = kit.adam_rule(self.side, self.rate, self.betas)
        _, box = self.side.rows(1.1, 1.7, gap=0.5)
        full, hasty = self.runs.adam, self.runs.hasty
        early = kit.Run(full.descent, color=full.color, clock=full.clock, shown=range(self.early + 1))
        names = [self.word("uncorrected"), self.word("corrected")]
        chart = kit.FirstSteps(box, (hasty, early), self.rate, names)
        walks, count = [*self.walk(hasty), *self.walk(full)], self.count(full)
        with self.beat("adam", times=short(self.runs.first_stride(), 2)):
            self.play(FadeOut(*self.shown), *kit.follows(self.formula, averages), run_time=1.2)
            self.play(FadeIn(chart, chart.rate_line, chart.labels, count, *walks))
            self.add(*chart.trails, *walks)
            self.play(full.advance(self.early, run_time=1.2 * self.early))
            self.play(*kit.follows(averages, formula), FadeOut(*walks[:2]), run_time=1.2)
            self.play(full.advance(run_time=2.4, rate_func=smooth))
        self.shown = [formula, chart, chart.rate_line, chart.labels, count, *walks[2:], *chart.trails]

    def lose(self) -> None:
        """Race along the axes, in the valley turned, and in a round bowl: each at its own best rate."""
        ways = self.curvatures, self.degrees, self.bowl, self.start, self.share
        races = kit.turned_and_round(*ways, FAMILIES, kit.RULE_COLORS)
        along, turned, around = races.values()
        told = kit.needed_in_words(races) | kit.needed_untuned(races, FAMILIES, self.rate)
        told |= {"rate": short(self.rate), "bold": short(along.found["adagrad"].best_rate, 2)}
        told |= {"degrees": short(self.degrees), "percent": kit.in_percent(self.share)}
        map_box, side = layout.beside(1.1, 1, across=0.4)
        plane = kit.TurningValley(map_box, [along, turned, around])
        table = kit.ContestTable(side, [along, turned, around], {rule: self.word(rule) for rule in FAMILIES})
        ground, bowl = plane.ground(along.valley), plane.ground(around.valley)
        goal = plane.rings(along.valley.center)
        with self.beat("race", **told):
            self.play(FadeOut(*self.shown, self.map, self.goal), run_time=0.6)
            self.play(FadeIn(plane, ground, plane.names, goal, table))
            racers = self.race(plane, along, table.columns[0])
        with self.beat("turn", **told):
            self.play(FadeOut(*racers), run_time=0.5)
            self.play(plane.turn(ground, along.valley, self.degrees, 2.5))
            racers = self.race(plane, turned, table.columns[1])
        with self.beat("bowl", **told):
            self.play(FadeOut(*racers, ground), FadeIn(bowl))
            self.race(plane, around, table.columns[2])

    def race(self, plane: kit.TurningValley, race: kit.ValleyContest, column: Mobject) -> list[Mobject]:
        """Let all run on the map, and count in a column of the table; return paths and balls."""
        trails, balls = plane.racers(race)
        racers: list[Mobject] = [*trails, *balls]
        self.play(FadeIn(*racers, column), run_time=0.8)
        self.add(*racers)
        self.play(race.advance(RACED))
        self.carried = balls[-1]
        return racers

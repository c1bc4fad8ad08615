"""A rate for each direction: AdaGrad, RMSProp, Adam; and where they lose, as the axes do not fit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import FadeIn, FadeOut, Group, Mobject, smooth

from gdmath import RuleFamily, adagrad, adam, gradient_descent
from scenes import kit
from scenes.kit import layout, palette, short

TOLD, SECONDS = 3, 1.9
"""So many steps are told arrow by arrow, and for so long each."""

GREW, SWUNG = 14, 60
"""Steps of AdaGrad until its squares have been seen to grow, and those of Adam."""

RACED, BALL, RACED_RATE = (4.5, 3.5, 3.2), 0.14, 1
"""Seconds of each race; the ball's radius, beside which arrows are seen; which untuned rate is raced."""

FLUNG, THROWN, ASKED = 6, 3.0, 2.0
"""Steps in which the ball is seen to be thrown out; seconds for these, and for a question in stillness."""

CLOSE, NEAR = 0.3, 0.1
"""Room around the first steps, and those at the minimum, in shares of them."""

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
    rate, untuned
        The learning rate of all three rules, and those at which they race untuned.
    decay, betas
        RMSProp's share of the average that is kept, and those of Adam's two averages.
    tired, rattled
        Steps of AdaGrad, and of RMSProp.
    before, degrees
        By how much the valley was turned before this lesson, and is turned in the races.
    share
        Of the cost, at which a rule has arrived.
    """

    words = {
        "title": "A rate for each direction",
        "gradient_descent": "plain",
        "adagrad": "AdaGrad",
        "adam": "Adam",
        "full": "full",
        "tuned": "tuned",
        "steps": "steps",
        "limit": "limit of chapter 1",
    }
    curvatures: tuple[float, float] = (1, 25)
    start: tuple[float, float] = (-4, 0.9)
    rate: float = 0.3
    untuned: tuple[float, float, float] = (0.1, 0.3, 1)
    decay: float = 0.9
    betas: tuple[float, float] = (0.9, 0.999)
    tired: int = 40
    rattled: int = 36
    before: float = 20
    degrees: float = 45
    share: float = 1e-6
    shapes = (kit.Shape.WIDE, kit.Shape.TALL)

    def setup(self) -> None:
        """Compute all runs, and build the map that holds them."""
        super().setup()
        self.valley = kit.Bowl.turned(self.curvatures, 0, self.start, self.share)
        numbers, steps = (self.rate, self.decay, self.betas), (self.tired, self.rattled, SWUNG)
        self.runs = kit.AdaptiveRuns(self.valley.objective, self.start, *numbers, steps, rest=kit.LEAVES)
        map_box, self.side = layout.beside(1.22, 1, gap=0.6, across=0.6)
        turned = kit.Bowl.turned(self.curvatures, self.before, self.start, self.share).start
        self.map = kit.TurningValley(map_box, np.vstack([self.runs.points, turned, self.valley.center]))
        self.ground, self.goal = self.map.ground(self.valley, self.before), self.map.rings(self.valley.center)
        self.point = kit.Dots(self.map.on([turned]), palette.POINT, BALL)

    def construct(self) -> None:
        """Square the slopes, tire, forget, add momentum, and race."""
        for beat in (self.square, self.tire, self.forget, self.correct, self.race):
            beat()

    def square(self) -> None:
        """Lay the squares of the slopes on the axes, and divide by their sides, step by step."""
        slow, self.formula = self.runs.slow, kit.adagrad_rule(self.side, self.rate)
        _, self.below = self.side.rows(1.1, 2.4, gap=0.25 if layout.shape() is kit.Shape.WIDE else 0.5)
        squares, count = kit.GradientSquares(self.below, slow), kit.count_in_title_row(self.side, slow)
        close = kit.CloseMap(self.map, self.valley, slow.path[: TOLD + 1], CLOSE)
        arrows, walked = kit.ComponentArrows(close, slow), kit.trail_and_ball(slow, close, BALL)
        with self.beat("squares", rate=short(self.rate)):
            shown = self.heading(self.word("title")), self.map, self.ground, self.map.names, self.goal
            self.play(*map(FadeIn, shown), self.take_over(self.point))
            self.play(self.map.turn(Group(self.ground, self.point), self.valley, -self.before, 2))
            self.play(close.found())
            self.play(*close.opens(), *map(FadeIn, (self.formula, squares, count, *walked)))
            self.add(*walked, arrows)
            self.play(slow.advance(1, run_time=5.0))
            self.play(slow.advance(TOLD, run_time=SECONDS * (TOLD - 1)))
        self.squares, self.shown = squares, list[Mobject]([count])
        self.gone = [arrows, close, close.outline, self.point, *walked]

    def tire(self) -> None:
        """Let the squares grow, and the rates fall."""
        run, flat = self.runs.tiring, int(np.argmin(self.curvatures))
        first, last = (short(rate, 2) for rate in self.runs.rates_along(flat))
        # The axis says what is divided, so the chart takes the place of that formula, too.
        chart = kit.OwnRatesChart(self.side.inset(top=1.0), self.runs, run)
        walked = kit.trail_and_ball(run, self.map, BALL)
        begin, end = chart.firsts[flat], chart.lasts[flat]
        with self.beat("stall", first=first, last=last):
            self.play(FadeOut(*self.gone), FadeIn(*walked), run_time=0.7)
            self.add(*walked)
            self.play(run.advance(min(GREW, self.tired), run_time=2.1))
            self.play(*kit.follows(Group(self.squares, self.formula[1]), Group(chart, begin), 0))
            self.play(run.advance(run_time=2.8))
            self.play(FadeIn(end), run_time=0.6)
        self.shown += [*walked, chart, begin, end]

    def forget(self) -> None:
        """Let old squares fade: the rates rise again, and one past its limit throws the ball out."""
        run, average = self.runs.rattling, kit.rmsprop_average(self.side, self.decay)
        chart = kit.OwnRatesChart(self.side.inset(top=0.8), self.runs, run, below=2.0)
        steep = int(np.argmax(self.curvatures))
        limit = chart.limit(self.runs, steep, self.word("limit"))
        past, back = self.runs.past_limit(steep)
        close = kit.CloseMap(self.map, self.valley, [*run.path[past:], self.valley.center], NEAR)
        walked, rattle = (kit.trail_and_ball(run, plane, BALL) for plane in (self.map, close))
        goal, count = close.rings(self.valley.center), kit.count_in_title_row(self.side, run)
        with self.beat("forget"):
            self.play(FadeOut(*self.shown), *kit.follows(self.formula[0], average), run_time=0.9)
            self.play(FadeIn(count, chart, *walked), run_time=0.8)
            self.add(*walked)
            self.play(run.advance(past, run_time=4.2))
            self.play(close.found(), FadeIn(limit))
            self.play(*close.opens(), FadeIn(goal, *rattle), FadeOut(*walked))
            self.add(*rattle)
            # As yet, the ball is so near the minimum that it seems to lie there.
            self.play(run.advance(max(past, back - FLUNG), run_time=1.4))
            self.play(run.advance(back, run_time=THROWN))
            self.hold(0.3)
            self.play(run.advance(run_time=2.6))
        self.shown = [count, average, close, close.outline, goal, *rattle, chart, limit]

    def correct(self) -> None:
        """Average the slopes as well; see how full averages are that begin at zero, and divide by that."""
        full, hasty = self.runs.adam, self.runs.hasty
        times = self.runs.first_stride(hasty)
        mark = kit.first_stride_mark(self.map, hasty, times)
        above, below = self.side.rows(1.9, 1, gap=0.4)
        averages, rule, corrected = kit.adam_formulas(above, self.betas, self.rate, times)
        filling = kit.AveragesFilling(below, full, self.betas, self.word("full"))
        rash, walked = (kit.trail_and_ball(run, self.map, BALL) for run in (hasty, full))
        count = kit.count_in_title_row(self.side, full)
        new, square = (short(1 - kept) for kept in self.betas)
        with self.beat("adam", new=new, square=square, times=short(times, 2)):
            self.play(FadeOut(*self.shown), FadeIn(count, *rash, *walked))
            self.add(*rash, *walked)
            for told in (*averages, filling):
                self.play(FadeIn(told), run_time=0.8)
                self.hold(0.8)
            self.play(*kit.follows(averages, rule[0]))
            self.play(FadeIn(rule[1]), hasty.advance(1, run_time=1.4), FadeIn(mark, run_time=1.9))
            self.hold(0.6)
            for before, after in zip(rule, corrected, strict=True):
                self.play(*kit.follows(before, after, shift=0.0))
                self.hold(0.2)
            self.play(full.advance(1, run_time=0.9))
            self.play(FadeOut(*rash, mark), full.advance(run_time=1.8, rate_func=smooth))
        self.shown = [corrected, filling, count, *walked]

    def race(self) -> None:
        """Race along the axes, then in the valley turned, and there also at rates that are not tuned."""
        families = {**FAMILIES, "adam": lambda rate: adam(rate, *self.betas)}
        races = kit.valley_races(self.curvatures, self.degrees, self.start, self.share, families)
        untuned = [kit.ValleyContest(races["turned"].valley, families, rate) for rate in self.untuned]
        told = kit.needed_in_words(races | {"untuned": untuned[RACED_RATE]})
        told |= dict(zip(("low", "rate", "high"), map(short, self.untuned), strict=True))
        words = {rule: self.word(rule) for rule in FAMILIES}, self.word("tuned"), self.word("steps")
        show = kit.ContestShow(self, list(races.values()), untuned, *words)
        with self.beat("race", **told):
            self.play(FadeOut(*self.shown, self.map, self.map.names, self.ground, self.goal), run_time=0.6)
            self.play(show.opens())
            show.race(0, RACED[0])
        with self.beat("turn", **told):
            show.turn(self.degrees, "adagrad")
            show.race(1, RACED[1])
        with self.beat("untuned", **told):
            self.hold(ASKED)
            self.carried = show.race_untuned(RACED_RATE, RACED[2])

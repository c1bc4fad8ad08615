"""A rate for each direction: AdaGrad, RMSProp, Adam; and where they lose, as the axes do not fit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from manim import RIGHT, UP, FadeIn, FadeOut, Group, Mobject, smooth
from manim.utils.rate_functions import ease_out_sine

from gdmath import Objective, RuleFamily, adagrad, adam, gradient_descent, turned_bowl
from scenes import kit
from scenes.kit import layout, palette, short

TOLD, SECONDS = 3, 2.1
"""So many steps are told arrow by arrow, and for so long each."""

GREW, SWUNG = 14, 60
"""Steps of AdaGrad until its squares have been seen to grow, and those of Adam."""

RACED, BALL = (5.5, 4.0, 3.0, 3.2), 0.14
"""Seconds of each race, and the ball's radius: the arrows of the first steps are seen beside it."""

CLOSE, NEAR, GHOST = 0.3, 0.1, 0.3
"""Room around the first steps, and those at the minimum, in shares of them; opacity of old curves."""

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
    tired, rattled
        Steps of AdaGrad, and of RMSProp.
    before, degrees, bowl
        By how much the valley was turned before this lesson, and is turned in the race; and the curvature of
        the round bowl after that.
    share
        Of the cost, at which a rule has arrived.
    """

    words = {
        "title": "A rate for each direction",
        "gradient_descent": "plain",
        "adagrad": "AdaGrad",
        "adam": "Adam",
        "best": "best",
        "winner": "of the winner",
    }
    curvatures: tuple[float, float] = (1, 25)
    start: tuple[float, float] = (-4, 0.9)
    rate: float = 0.3
    decay: float = 0.9
    betas: tuple[float, float] = (0.9, 0.999)
    tired: int = 40
    rattled: int = 110
    before: float = 20
    degrees: float = 45
    bowl: float = 4
    share: float = 1e-6
    shapes = (kit.Shape.WIDE, kit.Shape.TALL)

    def setup(self) -> None:
        """Compute all runs, and build the map that holds them."""
        super().setup()
        self.objective: Objective = turned_bowl(self.curvatures, 0)
        self.valley = kit.Bowl(self.objective, self.start)
        numbers, steps = (self.rate, self.decay, self.betas), (self.tired, self.rattled, SWUNG)
        self.runs = kit.AdaptiveRuns(self.objective, self.start, *numbers, steps, rest=kit.LEAVES)
        self.map_box, self.side = layout.beside(1.22, 1, gap=0.6, across=0.6)
        turned = kit.Bowl.turned(self.curvatures, self.before, self.start, self.share).start
        held = np.vstack([self.runs.points, turned, self.valley.center])
        self.map = kit.TurningValley(self.map_box, held)
        self.ground, self.goal = self.map.ground(self.valley), self.map.rings(self.valley.center)
        self.ground.rotate(np.deg2rad(self.before), about_point=self.map.on(self.valley.center))
        self.point = kit.Dots(self.map.on([turned]), palette.POINT, BALL)

    def construct(self) -> None:
        """Square the slopes, tire, forget, add momentum, and lose."""
        for beat in (self.square, self.tire, self.forget, self.correct, self.lose):
            beat()

    def count(self, run: kit.Run) -> kit.Readout:
        """Return the step's number, in the title's row."""
        count = kit.Readout("k", 0, kit.WHOLE, size=kit.SIZE).follow(run, "iteration")
        return count.next_to((self.side.right - 1.9, layout.stage().top, 0.0), UP + RIGHT, buff=0.34)

    def walk(self, run: kit.Run, plot: kit.MapPlot | None = None, dots: float = 0.06) -> list[Mobject]:
        """Return a run's path and its ball on a map, the large one if none is named."""
        plane = self.map if plot is None else plot
        return [kit.Trail.of(run, plane, dots=dots), kit.Ball.of(run, plane, radius=BALL)]

    def square(self) -> None:
        """Lay the squares of the slopes on the axes, and divide by their sides, step by step."""
        slow, self.formula = self.runs.slow, kit.adagrad_rule(self.side, self.rate)
        _, self.below = self.side.rows(1.1, 2.4, gap=0.25 if layout.shape() is kit.Shape.WIDE else 0.5)
        squares, count = kit.GradientSquares(self.below, slow), self.count(slow)
        close = kit.CloseMap(self.map_box, self.map, self.valley, slow.path[: TOLD + 1], CLOSE)
        arrows, walked = kit.ComponentArrows(close, slow), self.walk(slow, close)
        flat, steep = (short(abs(float(slope))) for slope in slow.series("gradient")[0])
        with self.beat("squares", flat=flat, steep=steep, rate=short(self.rate)):
            title = self.heading(self.word("title"))
            shown = title, self.map, self.ground, self.map.names, self.goal
            self.play(*map(FadeIn, shown), self.take_over(self.point))
            self.play(self.map.turn(Group(self.ground, self.point), self.valley, -self.before, 2))
            self.play(close.found())
            self.play(*close.opens(), *map(FadeIn, (self.formula, squares, count, *walked)))
            self.add(*walked, arrows)
            self.play(slow.advance(1, run_time=5.4))
            self.play(slow.advance(TOLD, run_time=SECONDS * (TOLD - 1)))
        self.squares, self.shown = squares, list[Mobject]([count])
        self.gone = [arrows, close, close.outline, self.point, *walked]

    def tire(self) -> None:
        """Let the squares grow, and the rates fall."""
        run, flat = self.runs.tiring, int(np.argmin(self.curvatures))
        first, last = (short(rate, 2) for rate in self.runs.rates_along(flat))
        self.chart, walked = kit.OwnRatesChart(self.below, self.runs), self.walk(run)
        old, begin, end = self.chart.falling, self.chart.firsts[flat], self.chart.lasts[flat]
        with self.beat("stall", steps=self.tired, first=first, last=last):
            self.play(FadeOut(*self.gone), FadeIn(*walked), run_time=0.7)
            self.add(*walked)
            self.play(run.advance(min(GREW, self.tired), run_time=2.1))
            self.play(FadeOut(self.squares), FadeIn(self.chart, *old, begin), run_time=0.8)
            self.add(*old)
            self.play(run.advance(run_time=3.0))
            self.play(FadeIn(self.chart.names, end), run_time=0.6)
        self.shown += [*walked, self.chart.names, begin, end]

    def forget(self) -> None:
        """Let old squares fade: the rates rise again, and in the end the ball rattles."""
        run, average = self.runs.rattling, kit.rmsprop_average(self.side, self.decay)
        near, stride = self.runs.nearest(self.valley.center), self.runs.first_stride(run)
        held, old, new = run.path[near:], self.chart.falling, self.chart.rising
        close = kit.CloseMap(self.map_box, self.map, self.valley, [*held, self.valley.center], NEAR)
        count, walked, rattle = self.count(run), self.walk(run, dots=0.05), self.walk(run, close)
        goal, mark = close.rings(self.valley.center), kit.first_stride_mark(self.map, run, stride)
        with self.beat("forget"):
            ghosts = (kit.dimmed(trail, GHOST) for trail in old)
            self.play(FadeOut(*self.shown), *ghosts, *kit.follows(self.formula[0], average), run_time=1.2)
            self.play(FadeIn(count, *walked))
            self.add(*new, *walked)
            self.play(run.advance(1, run_time=0.8), FadeIn(mark))
            self.play(run.advance(near, run_time=3.8, rate_func=ease_out_sine))
            self.play(close.found(), FadeIn(self.chart.limits), FadeOut(*old))
            self.play(*close.opens(), FadeIn(goal, *rattle), FadeOut(mark, *walked))
            self.add(*rattle)
            self.play(run.advance(run_time=5.5))
        self.shown = [count, close, close.outline, goal, *rattle, self.chart, self.chart.limits, *new]
        self.shown += [average, self.formula[1]]

    def correct(self) -> None:
        """Average the slopes as well; see what averages that begin at zero do, and correct them."""
        full, hasty = self.runs.adam, self.runs.hasty
        times, stride = map(self.runs.first_stride, (hasty, self.runs.rattling))
        mark = kit.first_stride_mark(self.map, hasty, times)
        rule = kit.adam_rule(self.side, self.betas, self.rate, times)
        corrected = kit.adam_corrected(self.side, self.betas, self.rate)
        rash, walked, count = self.walk(hasty), self.walk(full), self.count(full)
        with self.beat("adam", times=short(times, 2), stride=short(stride, 2)):
            self.play(FadeOut(*self.shown), run_time=0.5)
            self.play(FadeIn(rule[0], count, *rash, *walked))
            self.add(*rash, *walked)
            for row in rule[1:]:
                self.hold(0.6)
                self.play(FadeIn(row), run_time=0.8)
            self.play(hasty.advance(1, run_time=1.6), FadeIn(mark))
            self.hold(0.6)
            for before, after in zip(rule[2:], corrected[2:], strict=True):
                self.play(*kit.follows(before, after, shift=0.0), run_time=1.2)
                self.hold(0.7)
            self.play(full.advance(1, run_time=1.0))
            self.play(FadeOut(*rash, mark), full.advance(run_time=2.5, rate_func=smooth))
        self.shown = [rule[:2], corrected[2:], count, *walked]

    def lose(self) -> None:
        """Race along the axes, in the valley turned, and in a round bowl; and at last all at one rate."""
        ways = self.curvatures, self.degrees, self.bowl, self.start, self.share
        races = kit.turned_and_round(*ways, FAMILIES, kit.RULE_COLORS)
        races["untuned"] = kit.at_worst(races, "adam", FAMILIES, kit.RULE_COLORS, self.rate)
        along, turned, _, untuned = contests = list(races.values())
        told = kit.needed_in_words(races) | {"rate": short(self.rate), "degrees": short(self.degrees)}
        told |= along.best_in_words("adagrad") | {"valley": kit.place_in_words(races, untuned)}
        map_box, side = layout.beside(0.85, 1, across=0.5)
        plane = kit.TurningValley(map_box, np.vstack([race.seen for race in contests]))
        names = {rule: self.word(rule) for rule in FAMILIES}
        table = kit.ContestTable(side, contests, names, self.word("best"), self.word("winner"))
        grounds = [plane.ground(race.valley) for race in (along, *contests[2:])]
        point = kit.Dots(plane.on([along.valley.start]), palette.POINT, 0.16)
        show = kit.ContestShow(self, plane, table, point)
        with self.beat("race", **told):
            self.play(FadeOut(*self.shown, self.map, self.map.names, self.ground, self.goal), run_time=0.6)
            self.play(FadeIn(plane, grounds[0], plane.names, plane.rings(along.valley.center), table))
            show.race(along, 0, RACED[0])
            show.vary(along, "adagrad")
        with self.beat("turn", **told):
            self.play(FadeOut(*show.racers), FadeIn(point), run_time=0.5)
            self.play(plane.turn(Group(grounds[0], point), along.valley, self.degrees, 2))
            show.race(turned, 1, RACED[1])
        with self.beat("bowl", **told):
            self.play(FadeOut(*show.racers, grounds[0]), FadeIn(grounds[1]), run_time=0.7)
            show.race(contests[2], 2, RACED[2])
        with self.beat("untuned", **told):
            self.play(FadeOut(*show.racers, grounds[1]), FadeIn(grounds[2]), run_time=0.7)
            self.carried = show.race(untuned, 3, RACED[3])

"""The ball gets mass: it remembers where it was going, and a narrow valley is crossed in far fewer steps."""

from __future__ import annotations

from functools import partial

import numpy as np
from manim import LEFT, RIGHT, FadeIn, FadeOut, Group, ValueTracker, smooth
from manim.utils.rate_functions import ease_in_out_sine

from gdmath import FloatArray, at, best_heavy_ball, gradient_descent, heavy_ball, nesterov
from scenes import kit
from scenes.kit import palette, short, typography

TOLD, SECONDS = 4, 2.6
"""So many steps are told arrow by arrow, and for so long each."""

LOOKED = 4.2, 3.2
"""Seconds for each of the steps that are seen with the place of their slope."""

CHARTED, SWUNG = 70, 35
"""Steps on the charts of lengths, and those of a race that are seen slowly."""

DRAWN, COUNTED = 90, 1600
"""Steps of the path that is drawn anew at each momentum, and those that are counted at most."""

TURNED, SWINGING = 1.6, 2.2
"""Seconds in which the momentum is turned to the next one, and in which the spring swings at each."""


class Momentum(kit.ValleyLesson):
    """Velocity adds up along a valley and cancels across it; tuned, it needs the root of the steps.

    Attributes
    ----------
    objective, start, share
        As for `kit.ValleyLesson`.
    guess
        A learning rate and a momentum that nobody has tuned.
    conditions
        The condition numbers for which steps are counted.
    swinging
        Momentums, rising: in the end it is turned to those of them with which a spring swings.
    """

    words = {
        "title": "Momentum",
        "steps": "steps",
        "guessed": "guessed",
        "plain": "plain descent",
        "momentum": "momentum",
        "nesterov": "Nesterov",
        "left": "left by a step",
        "creeps": "it creeps",
        "swift": "swift",
        "swings": "it swings",
    }
    guess: tuple[float, float] = (0.03, 0.9)
    conditions: tuple[float, ...] = (6.25, 12.5, 25, 50, 100, 200, 400)
    swinging: tuple[float, ...] = (0.9, 0.99)

    def setup(self) -> None:
        """Compute all runs, and build the map that holds them."""
        super().setup()
        valley = self.valley
        valley.check_overshoots(*self.guess)
        self.critical, self.swings = valley.swings(self.guess[0], self.swinging)
        self.tuned = best_heavy_ball(valley.curvatures)
        self.guessed = heavy_ball(*self.guess)
        self.color = kit.RULE_COLORS["heavy_ball"]
        self.slow = kit.Run(valley.walk(self.guessed), color=self.color, eased=True, rest=kit.LEAVES)
        self.run = kit.Run(self.slow.descent, color=self.color)
        ahead = nesterov(*self.guess)
        self.braked = valley.race({"heavy_ball": self.guessed, "nesterov": ahead}, kit.RULE_COLORS)
        best = {"gradient_descent": gradient_descent(valley.best), "heavy_ball": heavy_ball(*self.tuned)}
        self.final = valley.race(best, kit.RULE_COLORS)
        held = np.vstack([self.run.path, *(run.path for run in self.final)])
        self.map = kit.ValleyMap(self.map_box, valley, held, margin=0.06)
        self.goal = self.map.rings(valley.center)

    def construct(self) -> None:
        """Give the ball mass, let it go, look ahead, tune it, compare, and turn the momentum too far."""
        self.give_mass()
        self.let_go()
        self.look_ahead()
        self.open_curves()
        self.tune()
        self.compare()
        self.turn_momentum()

    def give_mass(self) -> None:
        """Take the first steps arrow by arrow: what is left of the velocity, the step downhill, their sum."""
        self.rule = kit.momentum_rule(self.side, *self.guess, self.quoted("guessed"))
        arrows = kit.VelocityArrows(self.map, self.slow, self.guess[1])
        close = kit.VelocityCloseUp(self.side.inset(top=2.3), self.map, self.slow, self.guess[1], TOLD)
        ball = kit.Ball.of(self.slow, self.map, radius=0.17)
        trail = kit.Trail.of(self.slow, self.map, dots=0.06)
        point = kit.Dots(ball.points, palette.POINT, ball.radius)
        with self.beat("mass"):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.map, self.goal)), self.take_over(point))
            self.play(FadeOut(point), FadeIn(ball), FadeIn(self.rule))
            self.add(trail, arrows, ball, close)
            self.play(self.slow.advance(TOLD, run_time=SECONDS * TOLD))
        self.told = [trail, arrows, ball, close]

    def let_go(self) -> None:
        """Let it run: the lengths along the valley and across it tell why it is fast, and why too far."""
        chart_box = self.side.inset(top=2.3)
        count_box = self.map_box.inset(left=0.3, bottom=0.1, top=self.map_box.height - 1.9)
        clock, last = self.run.clock, min(CHARTED, self.run.steps)
        legs = self.valley.leg_runs(self.guessed, self.run.steps, clock, kit.WAY_COLORS)
        chart = kit.RunChart(chart_box, legs, y="point", component=0, x_range=(0, last), y_label="p, q")
        rest = chart.level(0.0)
        clock.set_value(TOLD)
        count = kit.BigNumber(count_box, self.word("steps"), color=self.color).follow(self.run, "iteration")
        count.plated()
        trail = kit.Trail.of(self.run, self.map, dots=0.05)
        ball = kit.Ball.of(self.run, self.map, radius=0.17)
        rate, momentum = map(short, self.guess)
        with self.beat("carry", rate=rate, momentum=momentum, steps=self.run.steps):
            self.play(FadeIn(chart, rest, count), FadeOut(self.told[-1]))
            self.remove(*self.told)
            curves = [kit.Trail.of(leg, chart, dots=0, width=4.5) for leg in legs]
            self.add(trail, *curves, ball)
            self.play(self.run.advance(last, run_time=8))
            self.play(self.run.advance(run_time=2, rate_func=smooth))
        self.charted = [chart, rest, count, trail, ball, *curves]

    def look_ahead(self) -> None:
        """Take the slope where the velocity leads, with the same numbers: the ball brakes earlier."""
        self.formula = kit.momentum_rule(
            self.side, *self.guess, self.quoted("guessed"), "bold(w) + beta bold(v)"
        )
        raced = self.raced = self.racers(self.braked, "momentum", "nesterov")
        before, braked = (run.steps for run in self.braked)
        both = kit.LookAhead(self.valley, self.braked, self.guess[1], *map(self.word, ("momentum", "nesterov")))
        with self.beat("ahead", before=before, braked=braked):
            self.play(FadeOut(*self.charted, self.rule, self.map, self.goal), FadeIn(both))
            for step, seconds in enumerate(LOOKED, 2):
                self.play(both.advance(step, seconds))
            self.hold(0.5)
            self.play(FadeOut(both), FadeIn(self.map, self.goal, self.formula, raced))
            self.play(self.braked.advance(SWUNG, run_time=4.5))
            self.play(self.braked.advance(run_time=2.5, rate_func=smooth))

    def racers(self, race: kit.Race, *names: str) -> kit.MapRace:
        """Return a race on the map, its counters below what is written at the side."""
        _, *boxes = self.side.rows(2.3, 1.75, 1.75, gap=0.1)
        return kit.MapRace(self.map, race, boxes, [self.word(name) for name in names])

    def open_curves(self) -> None:
        """Turn the momentum up on the gauge of factors: both floors meet, beyond plain descent's limit."""
        momentum, (rate, best) = ValueTracker(0.0), self.tuned
        gauge = kit.MomentumGauge(self.side, self.valley, momentum, self.quoted("left"))

        def points() -> FloatArray:
            return self.valley.points(heavy_ball(rate, momentum.get_value()), DRAWN)

        path, ball = self.map.path_of(points, self.color), kit.Ball(self.map.on(self.start)[None], self.color, 0.17)
        told = {"rate": short(rate), "momentum": short(best), "root": short(best**0.5)}
        with self.beat("why", limit=short(self.valley.limit), **told):
            coming = FadeIn(gauge, gauge.rest, gauge.plain, gauge.hand, path)
            self.play(FadeOut(self.formula, self.raced), coming)
            self.add(gauge.curves, gauge.hand, ball)
            self.hold(1.5)
            self.play(kit.glide(momentum, best, 5, ease_in_out_sine))
            self.play(FadeIn(mark := gauge.best_mark()))
        self.gauge = Group(gauge, gauge.rest, gauge.plain, gauge.hand, gauge.curves, mark, path, ball)

    def tune(self) -> None:
        """Race plain descent at theory's best: the riddle's answer."""
        notes = self.notes = kit.best_momentum(self.side, self.valley)
        raced = self.raced = self.racers(self.final, "plain", "momentum")
        plain, fewest = (run.steps for run in self.final)
        with self.beat("best", plain=plain, fewest=fewest):
            self.play(*kit.follows(self.gauge, Group(notes, raced)))
            self.play(self.final.advance(fewest, run_time=5))
            self.hold(0.8)
            self.play(self.final.advance(run_time=3, rate_func=smooth))

    def compare(self) -> None:
        """Count both in valleys that are narrower and narrower: the condition number, and its root."""
        steps = kit.steps_by_condition(self.valley, self.conditions)
        chart = kit.ConditionChart(self.side, self.conditions, steps, self.quoted("steps"))
        told = ("plain", palette.POINT, 1.0, "prop kappa"), ("momentum", self.color, 0.5, "prop sqrt(kappa)")
        self.charted = [chart]
        with self.beat("root"):
            self.play(FadeOut(self.notes, self.raced.counters), FadeIn(chart))
            for name, color, power, formula in told:
                dots, line = chart.dots(name, color), chart.power(name, power, formula, color)
                self.play(kit.draw(dots), run_time=3)
                self.play(FadeIn(line))
                self.charted += [dots, line]

    def turn_momentum(self) -> None:
        """Turn the momentum up: the ball creeps, is swift, and then swings around the minimum."""
        valley, momentum, rate = self.valley, ValueTracker(0.0), self.guess[0]
        above, middle, chart_box = self.side.rows(1.3, 0.8, 3.8, gap=0.15)
        first, second = above.columns(1, 1.1)
        beta = kit.BigNumber(first, "β", color=self.color).scale(0.8, about_edge=LEFT)
        beta.number.number_format = kit.NumberFormat(2)
        beta.number.tell(momentum.get_value)
        count = kit.BigNumber(second, self.word("steps")).scale(0.8, about_edge=LEFT)
        count.tell(lambda: valley.steps(heavy_ball(rate, momentum.get_value()), COUNTED), 4, COUNTED)
        told = [self.word(name) for name in ("creeps", "swift", "swings")]
        turned = valley, partial(heavy_ball, rate), momentum, self.critical
        chart = kit.DampedChart(chart_box, *turned, CHARTED, told)
        note = kit.critical_note(middle, self.critical)
        eta = typography.formula(f"eta = {short(rate)}", typography.BODY, palette.STEP)
        eta.next_to(beta.words, RIGHT, buff=0.4)

        def points() -> FloatArray:
            return valley.points(heavy_ball(rate, momentum.get_value()), DRAWN)

        path = self.map.path_of(points, self.color)
        self.carried = ball = kit.Ball(self.map.on(self.start)[None], self.color, 0.17, window=self.map.frame)
        ball.add_updater(lambda it: it.set_points(self.map.on(at(points(), chart.clock.get_value()))[None]))
        most = self.swings[-1]
        said = kit.counted(valley.steps(heavy_ball(rate, most), COUNTED), COUNTED)
        with self.beat("much", rate=short(rate), critical=short(self.critical), most=short(most), steps=said):
            coming = map(FadeIn, (chart, chart.rest, eta, beta, count, path))
            self.play(FadeOut(*self.charted, self.raced.trails, self.raced.balls), *coming)
            self.add(chart.moving, ball)
            for value in (0.0, self.critical, *self.swings):
                if value:
                    self.add(chart.kept())
                    turn = kit.glide(momentum, value, TURNED, ease_in_out_sine)
                    self.play(turn, kit.glide(chart.clock, 0.0, TURNED, ease_in_out_sine))
                if value == self.critical:
                    self.play(FadeIn(note), run_time=0.5)
                self.play(kit.glide(chart.clock, CHARTED, SWINGING))
        ball.clear_updaters()

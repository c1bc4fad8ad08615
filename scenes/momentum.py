"""The ball gets mass: it remembers where it was going, and a narrow valley is crossed in far fewer steps."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import FadeIn, FadeOut, Group, smooth

from gdmath import best_heavy_ball, gradient_descent, heavy_ball, nesterov
from scenes import kit
from scenes.kit import palette, short

TOLD, SECONDS = 4, 3.3
"""So many steps are told arrow by arrow, and for so long each."""

SLOWLY, SWUNG = 70, 35
"""Steps that are seen slowly: of the ball that is let go, and of a race."""

DOWN, UP = 0.9, 1.9
"""Seconds in which the momentum is turned down, and up to where it is swift, and again as far as it goes."""

APART: Final = 0.5
"""Share of their common floor to which the first leg's two factors come before the second leg is seen."""


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
    largest
        A momentum above the guessed one, with which the ball hardly comes to rest.
    """

    words = {
        "title": "Momentum",
        "steps": "steps",
        "guessed": "guessed",
        "plain": "plain descent",
        "momentum": "momentum",
        "nesterov": "Nesterov",
        "creeps": "it creeps",
        "swift": "swift",
        "swings": "it swings",
    }
    guess: tuple[float, float] = (0.03, 0.9)
    conditions: tuple[float, ...] = (6.25, 12.5, 25, 50, 100, 200, 400)
    largest: float = 0.99

    def setup(self) -> None:
        """Compute all runs, and build the map that holds them."""
        super().setup()
        valley = self.valley
        valley.check_overshoots(*self.guess, self.largest)
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
        """Give the ball mass, let it go, turn its momentum, look ahead, tune it, and compare."""
        self.give_mass()
        self.let_go()
        self.turn_momentum()
        self.look_ahead()
        self.open_curves()
        self.tune()
        self.compare()

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
        clock, steps = self.run.clock, self.run.steps
        legs = self.valley.leg_runs(self.guessed, steps, clock, kit.WAY_COLORS)
        chart = kit.SwingChart(chart_box, legs)
        clock.set_value(TOLD)
        count = kit.BigNumber(count_box, self.word("steps"), color=self.color).follow(self.run, "iteration")
        count.plated()
        trail = kit.Trail.of(self.run, self.map, dots=0.05)
        ball = kit.Ball.of(self.run, self.map, radius=0.17)
        rate, momentum = map(short, self.guess)
        with self.beat("carry", rate=rate, momentum=momentum, steps=steps):
            self.play(FadeIn(chart, chart.rest, count), FadeOut(self.told[-1]))
            self.remove(*self.told)
            self.add(trail, *chart.trails, ball)
            self.play(self.run.advance(min(SLOWLY, steps), run_time=3.5))
            self.play(self.run.advance(run_time=1.6, rate_func=smooth))
        self.charted = Group(self.rule, chart, chart.rest, *chart.trails, count)
        self.rolled = trail, ball

    def turn_momentum(self) -> None:
        """Turn the momentum down, and up again: a weight on a spring swings, creeps, is swift, and swings."""
        rate, guess = self.guess
        turned = kit.TurnedMomentum(self.valley, rate, guess)
        words = [self.word(name) for name in ("steps", "creeps", "swift", "swings")]
        critical = self.valley.critical(rate)
        panel = kit.DampedPanel(self.side, turned, critical, *words)
        way = kit.TurnedPath(self.map, turned, panel.chart.clock)
        told = {"critical": short(critical), "most": short(self.largest)}
        with self.beat("much", steps=kit.counted(turned.steps(self.largest), kit.COUNTED), **told):
            self.remove(*self.rolled)
            self.add(way)
            self.play(*kit.follows(self.charted, Group(panel, panel.chart.moving), shift=0.0))
            self.add(panel.chart.moving)
            for momentum, seconds in ((guess, DOWN), (0.0, DOWN), (critical, UP), (self.largest, UP)):
                self.play(turned.turn(momentum, seconds), panel.rewind(seconds))
                self.play(panel.swing())
        self.turned, self.panel = turned, Group(panel, panel.chart.moving, way)

    def look_ahead(self) -> None:
        """Take the slope where the velocity leads, with the same numbers: the ball brakes earlier."""
        guessed, place = self.quoted("guessed"), "bold(w) + beta bold(v)"
        self.formula = kit.momentum_rule(self.side, *self.guess, guessed, place)
        raced = self.raced = self.racers(self.braked, "momentum", "nesterov")
        before, braked = (run.steps for run in self.braked)
        names = self.word("momentum"), self.word("nesterov")
        both = kit.LookAhead(self.valley, self.braked, self.guess[1], *names)
        with self.beat("ahead", momentum=short(self.guess[1]), before=before, braked=braked):
            self.play(self.turned.turn(self.guess[1], DOWN))
            self.play(*both.opens(Group(self.panel, self.map, self.goal), self.map))
            for step in both.steps():
                self.play(step)
            after = Group(self.map, self.goal, self.formula, raced)
            self.play(*both.closes(after, self.map))
            self.play(self.braked.advance(SWUNG, run_time=2.6))
            self.play(self.braked.advance(run_time=1.1, rate_func=smooth))
            self.hold(0.4)

    def racers(self, race: kit.Race, *names: str) -> kit.MapRace:
        """Return a race on the map, its counters below what is written at the side."""
        _, *boxes = self.notes_and_counters(2.3, 1.75, 1.75, gap=0.1)
        return kit.MapRace(self.map, race, boxes, [self.word(name) for name in names])

    def open_curves(self) -> None:
        """Turn the momentum up, first for q alone: where both floors meet, theory's best numbers are."""
        rate, momentum = self.tuned
        valley, run = self.valley, self.run
        turned = kit.TurnedMomentum(valley, rate)
        gauge = kit.MomentumGauge(self.map_box, turned, self.word("swings"))
        run.clock.set_value(0.0)
        notes, ball = kit.FactorNotes(self.side, turned), kit.Ball.of(run, self.map, radius=0.17)
        legs = Group(self.map.legs(lambda: run.point), ball)
        numbers = {"momentum": momentum, "root": momentum**0.5, "before": valley.left, "limit": valley.limit}
        first, second = gauge.ways
        with self.beat("why", **{name: short(number) for name, number in numbers.items()}):
            before = Group(self.formula, self.raced)
            self.play(*kit.follows(before, Group(legs, notes.recurrence), shift=0.0))
            self.add(*legs)
            self.play(run.advance(3, run_time=3.4))
            for step, told in enumerate((notes.trial, notes.roots, notes.product), 4):
                self.play(FadeIn(told), run.advance(step, run_time=1.6))
            before = Group(self.map, self.goal, legs)
            self.play(*kit.follows(before, Group(gauge, gauge.rest), shift=0.0))
            self.play(*second.drawn(1.2), FadeIn(notes.momentum, gauge.limit))
            self.add(second, gauge.floor)
            self.play(turned.turn(APART**2 * momentum, 7.4))
            self.play(*first.update().drawn(1.2))
            self.add(first)
            self.play(turned.turn(momentum, 4.0))
            self.play(FadeIn(mark := gauge.best_mark(), notes.result))
        self.gauge = Group(gauge, gauge.rest, *gauge.ways, gauge.floor, gauge.limit, mark, notes)

    def tune(self) -> None:
        """Race plain descent at theory's best: the riddle's answer."""
        notes = self.notes = kit.best_momentum(self.side, self.valley)
        raced = self.raced = self.racers(self.final, "plain", "momentum")
        plain, fewest = (run.steps for run in self.final)
        with self.beat("best", plain=plain, fewest=fewest, limit=short(self.valley.limit)):
            self.play(*kit.follows(self.gauge, Group(self.map, self.goal, notes, raced), shift=0.0))
            self.hold(1.5)
            self.play(self.final.advance(fewest, run_time=5))
            self.hold(0.5)
            self.play(self.final.advance(run_time=2.2, rate_func=smooth))

    def compare(self) -> None:
        """Count both in valleys that are narrower and narrower: the condition number, and its root."""
        steps = kit.steps_by_condition(self.valley, self.conditions)
        chart = kit.ConditionChart(self.side, self.conditions, steps, self.quoted("steps"))
        told = ("plain", palette.POINT, 1.0, "prop kappa"), ("momentum", self.color, 0.5, "prop sqrt(kappa)")
        with self.beat("root"):
            self.play(*kit.follows(Group(self.notes, self.raced.counters), chart))
            for name, color, power, formula in told:
                self.play(kit.draw(chart.dots(name, color)), run_time=2.7)
                self.play(FadeIn(chart.power(name, power, formula, color)))
            self.play(FadeIn(chart.named(self.valley.condition, {name: color for name, color, *_ in told})))
        *_, ball = self.raced.balls
        self.carried = ball
        self.add(ball.clear_updaters())

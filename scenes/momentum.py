"""The ball gets mass: it remembers where it was going, and a narrow valley is crossed in far fewer steps."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, Group, smooth

from gdmath import best_heavy_ball, heavy_ball, nesterov
from scenes import kit
from scenes.kit import palette, short

TOLD, SECONDS = 4, 3.3
"""So many steps are told arrow by arrow, and for so long each."""

SLOWLY, SWUNG = 70, 35
"""Steps that are seen slowly: of the ball that is let go, and of a race."""

DOWN, UP = 0.9, 1.7
"""Seconds in which the momentum is turned down, and up to where it is swift, and again as far as it goes."""


class Momentum(kit.ValleyLesson):
    """Velocity adds up along a valley and cancels across it; tuned, it needs the root of the steps.

    Attributes
    ----------
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
        "area": "area",
    }
    guess: tuple[float, float] = (0.03, 0.9)
    conditions: tuple[float, ...] = (6.25, 12.5, 25, 50, 100, 200, 400)
    largest: float = 0.99

    def setup(self) -> None:
        """Compute all runs, and build the map that holds them."""
        super().setup()
        valley = self.valley
        valley.check_overshoots(*self.guess, self.largest)
        self.guessed, self.color = heavy_ball(*self.guess), kit.RULE_COLORS["heavy_ball"]
        self.slow = kit.Run(valley.walk(self.guessed), color=self.color, eased=True, rest=kit.LEAVES)
        self.run = kit.Run(self.slow.descent, color=self.color)
        guessed = {"heavy_ball": self.guessed, "nesterov": nesterov(*self.guess)}
        self.braked = valley.race(guessed, kit.RULE_COLORS)
        self.final = valley.race(valley.best_rules, kit.RULE_COLORS)
        held = np.vstack([self.run.path, *(run.path for run in self.final)])
        self.map = kit.ValleyMap(self.map_box, valley, held, margin=0.06)
        self.goal = self.map.rings(valley.center)

    def construct(self) -> None:
        """Give the ball mass, let it go, turn its momentum, look ahead, tune it, and compare."""
        beats = self.give_mass, self.let_go, self.turn_momentum, self.look_ahead, self.open_curves
        for beat in (*beats, self.tune, self.compare):
            beat()

    def give_mass(self) -> None:
        """Take the first steps arrow by arrow: what is left of the velocity, the step downhill, their sum."""
        self.rule = kit.momentum_rule(self.side, *self.guess, self.quoted("guessed"))
        told = self.map, self.slow, self.guess[1]
        arrows, large = kit.VelocityArrows(*told), kit.close_up_and_stacks(self.side, 1.6, *told, TOLD)
        trail, ball = kit.trail_and_ball(self.slow, self.map)
        point = kit.Dots(self.map.on([self.valley.start]), palette.POINT, 0.17)
        with self.beat("mass"):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.map, self.goal)), self.take_over(point))
            self.play(FadeOut(point), FadeIn(ball), FadeIn(*self.rule[:2]))
            self.add(trail, arrows, ball, *large)
            self.play(self.slow.advance(TOLD, run_time=SECONDS * TOLD))
        self.told = [trail, arrows, ball, *large]

    def let_go(self) -> None:
        """Let it run: the lengths along the valley and across it tell why it is fast, and why too far."""
        count_box = self.map_box.inset(left=0.3, bottom=0.1, top=self.map_box.height - 1.9)
        legs = self.valley.leg_runs(self.guessed, self.run.steps, self.run.clock, kit.WAY_COLORS)
        chart = kit.SwingChart(self.side.inset(top=2.3), legs)
        self.run.clock.set_value(TOLD)
        count = kit.BigNumber(count_box, self.word("steps"), color=self.color).follow(self.run, "iteration")
        count.plated()
        self.rolled = trail, ball = kit.trail_and_ball(self.run, self.map)
        rate, momentum = map(short, self.guess)
        with self.beat("carry", rate=rate, momentum=momentum, steps=self.run.steps):
            charted = Group(self.rule[2], chart, chart.rest, count)
            self.play(*kit.follows(Group(*self.told[-2:]), charted, shift=0.0))
            self.remove(*self.told)
            self.add(trail, *chart.trails, ball)
            self.play(self.run.advance(min(SLOWLY, self.run.steps), run_time=3.5))
            self.play(self.run.advance(run_time=1.6, rate_func=smooth))
        self.charted = Group(self.rule, chart, chart.rest, *chart.trails, count)

    def turn_momentum(self) -> None:
        """Turn the momentum down, and up again: a weight on a spring swings, creeps, is swift, and swings."""
        turned, critical = kit.TurnedMomentum(self.valley, *self.guess), self.valley.critical(self.guess[0])
        words, rests = ("steps", "creeps", "swift", "swings"), (self.guess[1], 0.0, critical, self.largest)
        panel = kit.DampedPanel(self.side, turned, rests, critical, *map(self.word, words))
        way = kit.TurnedPath(self.map, turned, panel.chart.clock)
        told = {"critical": short(critical), "most": short(self.largest)}
        with self.beat("much", steps=kit.counted(turned.steps(self.largest), kit.COUNTED), **told):
            self.remove(*self.rolled)
            self.add(way)
            self.play(*kit.follows(self.charted, Group(panel, panel.chart.moving), shift=0.0))
            self.add(panel.chart.moving)
            for momentum, seconds in zip(rests, (DOWN, DOWN, UP, UP), strict=True):
                self.play(turned.turn(momentum, seconds), panel.rewind(seconds))
                self.play(panel.swing())
        self.turned, self.panel = turned, Group(panel, panel.chart.moving, way)

    def look_ahead(self) -> None:
        """Take the slope where the velocity leads, with the same numbers: the ball brakes earlier."""
        guessed, place = self.quoted("guessed"), "bold(w) + beta bold(v)"
        self.formula = kit.momentum_rule(self.side, *self.guess, guessed, place)
        raced = self.raced = self.racers(self.braked, "momentum", "nesterov")
        before, braked = (run.steps for run in self.braked)
        names = map(self.word, ("momentum", "nesterov"))
        both = kit.LookAhead(self.valley, self.braked, self.guess[1], *names)
        with self.beat("ahead", momentum=short(self.guess[1]), before=before, braked=braked):
            self.play(self.turned.turn(self.guess[1], DOWN))
            self.play(*both.opens(Group(self.panel, self.map, self.goal), self.map))
            for step in both.steps():
                self.play(step)
            self.play(*both.closes(Group(self.map, self.goal, self.formula, raced), self.map))
            self.play(self.braked.advance(SWUNG, run_time=2.6))
            self.play(self.braked.advance(run_time=1.1, rate_func=smooth))
            self.hold(0.4)

    def racers(self, race: kit.Race, *names: str) -> kit.MapRace:
        """Return a race on the map, its counters below what is written at the side."""
        _, *boxes = self.notes_and_counters(2.3, 1.75, 1.75, gap=0.1)
        return kit.MapRace(self.map, race, boxes, [self.word(name) for name in names])

    def open_curves(self) -> None:
        """Let states of q turn and shrink; then turn the momentum up, until the floors of both legs meet."""
        valley, (rate, momentum) = self.valley, best_heavy_ball(self.valley.curvatures)
        plane = kit.StatePlane(self.map_box, valley, momentum)
        states = kit.StateNotes(self.side, plane, self.quoted("area"))
        turned = kit.TurnedMomentum(valley, rate, momentum / 4)  # a floor half as high as the best
        gauge = kit.MomentumGauge(self.map_box, turned, self.word("swings"))
        notes, (first, second) = kit.FactorNotes(self.side, turned), gauge.ways
        shown = Group(plane, plane.moving, states.area, states.numbers)
        root, before = map(short, (momentum**0.5, valley.left))
        with self.beat("why", steps=plane.steps, root=root, before=before):
            self.play(*kit.follows(Group(self.map, self.goal, self.formula, self.raced), shown, shift=0.0))
            self.hold(3.2)
            self.play(FadeIn(states.halves[0]), plane.go(0.5, 3.3))
            self.hold(1.8)
            self.play(FadeIn(states.halves[1]), plane.go(1.0, 2.8))
            self.play(plane.go(plane.steps, 5.0))
            self.play(FadeIn(notes.floor))
            self.hold(3.2)
            self.play(*kit.follows(Group(shown, states), Group(gauge, gauge.rest), shift=0.0))
            self.play(*second.drawn(2.0), FadeIn(notes.momentum, gauge.plain, gauge.limit, gauge.floor))
            self.add(second, gauge.floor, gauge.limit)
            self.hold(1.5)  # the floor is seen
            self.play(*first.drawn(1.2))
            self.add(first)
            self.play(turned.turn(momentum, 4.0))
            self.play(FadeIn(mark := gauge.best_mark(), notes.result))
        self.gauge = Group(*gauge.drawn, mark, notes)

    def tune(self) -> None:
        """Race plain descent at theory's best: the riddle's answer."""
        notes = self.notes = kit.best_momentum(self.side, self.valley)
        raced = self.raced = self.racers(self.final, "plain", "momentum")
        plain, fewest = (run.steps for run in self.final)
        with self.beat("best", plain=plain, fewest=fewest):
            self.play(*kit.follows(self.gauge, Group(self.map, self.goal, notes, raced), shift=0.0))
            self.play(self.final.advance(fewest, run_time=4))
            self.play(self.final.advance(run_time=1.8, rate_func=smooth))
            self.hold(2.0)

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
        *_, self.carried = self.raced.balls
        self.add(self.carried.clear_updaters())

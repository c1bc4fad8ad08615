"""The ball gets mass: it remembers where it was going, and a narrow valley is crossed in far fewer steps."""

from __future__ import annotations

import numpy as np
from manim import FadeIn, FadeOut, Group, smooth

from gdmath import heavy_ball, nesterov
from scenes import kit
from scenes.kit import palette, short

TOLD, SECONDS = 4, 3.1
"""So many steps are told arrow by arrow, and for so long each."""

SLOWLY, SWUNG = 70, 35
"""Steps that are seen slowly: of the ball that is let go, and of a race."""

FIRST_ROOT = 0.75
"""Root of the momentum that presses a square, in that of the best one."""


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
        "adds": "adds up",
        "cancels": "cancels",
        "leaves": "what a step leaves,\nin the long run",
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
        held = np.vstack([run.path for run in (self.run, *self.final)])
        self.map = kit.ValleyMap(self.map_box, valley, held, margin=0.06)
        self.goal = self.map.rings(valley.center)
        _, *self.counters = self.notes_and_counters(2.3, 1.75, 1.75, gap=0.1)

    def construct(self) -> None:
        """Give the ball mass, let it go, turn its momentum, look ahead, tune it, and compare."""
        beats = self.give_mass, self.let_go, self.turn_momentum, self.look_ahead, self.press, self.cross
        for beat in (*beats, self.tune, self.compare):
            beat()

    def give_mass(self) -> None:
        """Take the first steps arrow by arrow: what is left of the velocity, the step downhill, their sum."""
        self.rule = kit.momentum_rule(self.side, *self.guess, self.quoted("guessed"))
        told = self.map, self.slow, self.guess[1]
        arrows, words = kit.VelocityArrows(*told), map(self.word, ("adds", "cancels"))
        large = kit.close_up_and_stacks(self.side, 1.6, *told, TOLD, *words)
        trail, ball = kit.trail_and_ball(self.slow, self.map)
        point = kit.Dots(self.map.on([self.valley.start]), palette.POINT, 0.17)
        with self.beat("mass"):
            shown = self.heading(self.word("title")), self.map, self.goal
            self.play(*map(FadeIn, shown), self.take_over(point))
            self.play(FadeOut(point), FadeIn(ball), FadeIn(*self.rule[:2]))
            self.add(trail, arrows, ball, *large)
            self.play(self.slow.advance(TOLD, run_time=SECONDS * TOLD))
        self.told, self.large = [trail, arrows, ball, *large], Group(*large)

    def let_go(self) -> None:
        """Let it run: the lengths along the valley and across it tell why it is fast, and why too far."""
        legs = self.valley.leg_runs(self.guessed, self.run.steps, self.run.clock, kit.WAY_COLORS)
        chart = kit.SwingChart(self.side.inset(top=2.3), legs)
        self.run.clock.set_value(TOLD)
        count = self.count_on_map(self.color, is_above=False).follow(self.run, "iteration")
        self.rolled = trail, ball = kit.trail_and_ball(self.run, self.map)
        with self.beat("carry", steps=self.run.steps):
            self.play(*kit.follows(self.large, Group(self.rule[2], chart, chart.rest, count), shift=0.0))
            self.remove(*self.told)
            self.add(trail, *chart.trails, ball)
            self.play(self.run.advance(min(SLOWLY, self.run.steps), run_time=3.0))
            self.play(self.run.advance(run_time=1.2, rate_func=smooth))
        self.charted = Group(self.rule, chart, chart.rest, *chart.trails, count)

    def turn_momentum(self) -> None:
        """Turn the momentum down, and up again: a weight on a spring swings, creeps, is swift, and swings."""
        turned, critical = kit.TurnedMomentum(self.valley, *self.guess), self.valley.critical(self.guess[0])
        words = map(self.word, ("steps", "creeps", "swift", "swings"))
        panel = kit.DampedPanel(self.side, turned, critical, self.largest, *words)
        way = kit.TurnedPath(self.map, turned, panel.chart.clock)
        with self.beat("much", critical=short(critical), most=short(self.largest)):
            self.remove(*self.rolled)
            self.add(way)
            coming = kit.follows(self.charted, Group(panel, panel.chart.moving), shift=0.0)
            self.play(*coming, panel.rewind(1.0))
            self.add(panel.chart.moving)
            for animations in panel.tour():
                self.play(*animations)
        self.turned, self.panel = turned, Group(panel, panel.chart.moving, way)

    def look_ahead(self) -> None:
        """Take the slope where the velocity leads, with the same numbers: the ball brakes earlier."""
        self.formula = kit.momentum_rule(self.side, *self.guess, self.quoted("guessed"), kit.AHEAD)
        names = [self.word(name) for name in ("momentum", "nesterov")]
        raced = self.raced = kit.MapRace(self.map, self.braked, self.counters, names)
        before, braked = (run.steps for run in self.braked)
        both = kit.LookAhead(self.valley, self.braked, self.guess[1], *names)
        with self.beat("ahead", momentum=short(self.guess[1]), before=before, braked=braked):
            self.play(self.turned.turn(self.guess[1], 0.9))
            self.play(*both.opens(Group(self.panel, self.map, self.goal), self.map))
            for step in both.steps():
                self.play(step)
            self.play(*both.closes(Group(self.map, self.goal, self.formula, raced), self.map))
            self.play(self.braked.advance(SWUNG, run_time=2.6))
            self.play(self.braked.advance(run_time=2.2, rate_func=kit.during(0, 0.68)))  # then it is read

    def press(self) -> None:
        """Let steps change a square of states, until all its lengths have shrunk alike, by the same root."""
        self.turned = kit.TurnedMomentum.towards_best(self.valley, FIRST_ROOT)
        square = self.square = kit.PressedSquare(self.map_box, self.side, self.turned, self.quoted("area"))
        with self.beat("press"):
            self.play(*square.comes(Group(self.map, self.goal, self.formula, self.raced)))
            self.play(*square.grow(3.2))
            self.add(square.plane.moving)
            self.play(*square.press(3.6))
            self.hold(1.0)
            self.play(*square.shear(2.6))
        with self.beat("again", steps=square.plane.steps):
            self.play(*square.go_on(4.4))
            self.play(FadeIn(square.notes.twice), run_time=0.8)
            self.hold(1.0)
            self.play(FadeIn(square.root), run_time=0.8)

    def cross(self) -> None:
        """Draw what a step leaves over the rate: q's floor is the square's root; let the crossing sink."""
        gauge = kit.MomentumGauge(self.map_box, self.turned, self.word("swings"))
        told, (flat, steep) = kit.FactorNotes(self.side, self.turned, self.word("leaves")), gauge.ways
        with self.beat("floor"):
            self.play(*kit.follows(self.square, Group(gauge, gauge.rest, told.factor), shift=0.0))
            self.play(*steep.drawn(2.0), gauge.fetch(self.square.root, 2.0))
            self.remove(self.square.root).add(gauge.floor[0])
            self.hold(1.0)
            self.play(FadeIn(gauge.floor[1]))
        root, before = map(short, (gauge.momentum**0.5, self.valley.left))
        with self.beat("meet", root=root, before=before):
            self.play(*flat.drawn(1.2))
            self.add(steep, flat, gauge.floor)
            self.play(FadeIn(gauge.crossing, told.momentum), run_time=0.8)
            self.hold(0.6)
            self.play(self.turned.turn(gauge.momentum, 4.4))
            self.play(FadeIn(mark := gauge.best_mark(), told.result))
        self.shown = Group(*gauge.drawn, mark, told)

    def tune(self) -> None:
        """Race plain descent at theory's best: the riddle's answer."""
        notes = self.notes = kit.best_momentum(self.side, self.valley)
        names = [self.word(name) for name in ("plain", "momentum")]
        raced = self.raced = kit.MapRace(self.map, self.final, self.counters, names)
        plain, fewest = (run.steps for run in self.final)
        with self.beat("best", plain=plain, fewest=fewest):
            self.play(*kit.follows(self.shown, Group(self.map, self.goal, notes, raced), shift=0.0))
            self.play(self.final.advance(fewest, run_time=4))
            self.play(self.final.advance(run_time=1.8, rate_func=smooth))
            self.hold(1.0)

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

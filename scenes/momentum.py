"""The ball gets mass: it remembers where it was going, and a narrow valley is crossed in far fewer steps."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, FadeIn, FadeOut, Mobject, ValueTracker, smooth
from manim.utils.rate_functions import ease_in_out_sine

from gdmath import (
    FloatArray,
    Objective,
    Rule,
    best_heavy_ball,
    descend,
    gradient_descent,
    heavy_ball,
    nesterov,
    turned_bowl,
)
from scenes import kit
from scenes.kit import layout, palette, short, typography

TOLD, SECONDS = 4, 2.6
"""So many steps are told arrow by arrow, and for so long each."""

CHARTED = 70
"""Steps on the charts of lengths."""

DRAWN, COUNTED = 90, 1600
"""Steps of the path that is drawn anew at each momentum, and those that are counted at most."""


class Momentum(kit.Lesson):
    """Velocity adds up along a valley and cancels across it; tuned, it needs the root of the steps.

    Attributes
    ----------
    objective
        A quadratic valley of two variables.
    start
        Where the ball lies.
    share
        It has arrived when no more than such a share of the cost is left.
    guess
        A learning rate and a momentum that nobody has tuned.
    conditions
        The condition numbers for which steps are counted.
    turned
        The momentums through which the last one is turned, and the seconds until each is reached.
    """

    words = {
        "title": "Momentum",
        "steps": "steps",
        "guessed": "guessed",
        "plain": "plain descent",
        "momentum": "momentum",
        "nesterov": "Nesterov",
    }
    objective: Objective = turned_bowl((1, 25), 20)
    start: tuple[float, float] = (-4.07, -0.52)
    share: float = 1e-6
    guess: tuple[float, float] = (0.02, 0.9)
    conditions: tuple[float, ...] = (4, 10, 25, 50, 100, 200, 400)
    turned: ClassVar[tuple[tuple[float, float], ...]] = ((0.64, 4.0), (0.9, 3.0), (0.99, 3.0))
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Compute all runs, and build the map that holds them."""
        super().setup()
        kit.check_objective(self.objective, variables=2)
        self.valley = valley = kit.Valley(self.objective, self.start, self.share)
        self.tuned = best_heavy_ball(valley.curvatures)
        self.guessed, self.ahead = heavy_ball(*self.guess), nesterov(*self.guess)
        self.color = kit.RULE_COLORS["heavy_ball"]
        self.slow = kit.Run(valley.walk(self.guessed), color=self.color, eased=True, rest=kit.LEAVES)
        self.run = kit.Run(self.slow.descent, color=self.color)
        self.braked = self.race(self.color, self.guessed, kit.RULE_COLORS["nesterov"], self.ahead)
        self.final = self.race(
            palette.POINT, gradient_descent(valley.best), self.color, heavy_ball(*self.tuned)
        )
        map_box, self.side = layout.stage().columns(1.42, 1, gap=0.6)
        held = np.vstack([self.run.path, *(run.path for run in self.final)])
        self.map = kit.ValleyMap(map_box, valley, held, margin=0.06)
        self.goal = self.map.rings(valley.center)

    def race(self, first: palette.Color, rule: Rule, second: palette.Color, other: Rule) -> kit.Race:
        """Return the race of two rules, each with its colour, until both have arrived."""
        walks = {"first": self.valley.walk(rule), "second": self.valley.walk(other)}
        return kit.Race(walks, colors=[first, second], eased=False)

    def construct(self) -> None:
        """Give the ball mass, let it go, look ahead, tune it, compare, and turn the momentum too far."""
        self.give_mass()
        self.let_go()
        self.look_ahead()
        self.tune()
        self.compare()
        self.turn_momentum()

    def rule_in_letters(self, place: str) -> kit.Notes:
        """Return the two formulas of a step with momentum, the slope taken at a place."""
        notes = kit.Notes(self.side)
        downhill = f"{{{{ eta : step }}}} thin {{{{ nabla J({place}) : gradient }}}}"
        velocity = "{{ bold(v) : velocity }}"
        for row in (f"{velocity} <- beta {velocity} - {downhill}", f"bold(w) <- bold(w) + {velocity}"):
            formula = kit.by_role(row, kit.SIZE)
            formula.select("velocity").set_color(self.color)
            notes.put(typography.fitted(formula, self.side.width))
        return notes

    def give_mass(self) -> None:
        """Take the first steps arrow by arrow: what is left of the velocity, the step downhill, their sum."""
        self.formula = self.rule_in_letters("bold(w)")
        rate, momentum = map(short, self.guess)
        words = f'eta = {rate}, quad beta = {momentum}":" space {self.quoted("guessed")}'
        self.numbers = typography.fitted(typography.formula(words, kit.SIZE, palette.MUTED), self.side.width)
        self.numbers.next_to(self.formula, DOWN, buff=0.5, aligned_edge=LEFT)
        arrows = kit.VelocityArrows(self.map, self.slow, self.guess[1])
        ball = kit.Ball.of(self.slow, self.map, radius=0.17)
        trail = kit.Trail.of(self.slow, self.map, dots=0.06)
        point = kit.Dots(ball.points, palette.POINT, ball.radius)
        with self.beat("mass"):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.map, self.goal)), self.take_over(point))
            self.play(FadeOut(point), FadeIn(ball), FadeIn(self.formula, self.numbers))
            self.add(trail, arrows, ball)
            self.play(self.slow.advance(TOLD, run_time=SECONDS * TOLD))
        self.told = [trail, arrows, ball]

    def let_go(self) -> None:
        """Let it run: the lengths along the valley and across it tell why it is fast, and why too far."""
        _, chart_box, count_box = self.side.rows(1.5, 2.5, 1.2, gap=0.2)
        clock, last = self.run.clock, min(CHARTED, self.run.steps)
        legs = [
            self.valley.leg_run(way, self.guessed, self.run.steps, clock=clock, color=color)
            for way, color in enumerate(kit.WAY_COLORS)
        ]
        chart = kit.RunChart(chart_box, legs, y="point", component=0, x_range=(0, last), y_label="p, q")
        rest = chart.level(0.0)
        clock.set_value(TOLD)
        count = kit.BigNumber(count_box, self.word("steps"), color=self.color).follow(self.run, "iteration")
        trail = kit.Trail.of(self.run, self.map, dots=0.05)
        ball = kit.Ball.of(self.run, self.map, radius=0.17)
        rate, momentum = map(short, self.guess)
        with self.beat("carry", rate=rate, momentum=momentum, steps=self.run.steps):
            self.play(FadeIn(chart, rest, count))
            self.remove(*self.told)
            curves = [kit.Trail.of(leg, chart, dots=0, width=4.5) for leg in legs]
            self.add(trail, *curves, ball)
            self.play(self.run.advance(last, run_time=9))
            self.play(self.run.advance(run_time=3, rate_func=smooth))
        self.charted = [chart, rest, count, trail, ball, *curves]

    def look_ahead(self) -> None:
        """Take the slope where the velocity leads, with the same numbers: the ball brakes earlier."""
        _, first, second = self.side.rows(1.5, 1.8, 1.8, gap=0.2)
        formula = self.rule_in_letters("bold(w) + beta bold(v)")
        marks, counts = self.racers(self.braked, (first, second), ("momentum", "nesterov"))
        plain, ahead = (run.steps for run in self.braked)
        with self.beat("ahead", plain=plain, ahead=ahead):
            self.play(FadeOut(*self.charted), *kit.follows(self.formula, formula), run_time=1.2)
            self.play(*map(FadeIn, (*marks, *counts)))
            self.play(self.braked.advance(40, run_time=6))
            self.play(self.braked.advance(run_time=3, rate_func=smooth))
        self.formula, self.raced = formula, [*marks, *counts]

    def racers(
        self, race: kit.Race, boxes: tuple[kit.Box, ...], names: tuple[str, ...]
    ) -> tuple[list[Mobject], list[Mobject]]:
        """Return the paths and balls of a race on the map, and a counter for each in its box."""
        trails: list[Mobject] = [kit.Trail.of(run, self.map, dots=0.05, width=3.5) for run in race]
        balls: list[Mobject] = [kit.Ball.of(run, self.map, radius=0.17) for run in race]
        counts: list[Mobject] = [
            kit.BigNumber(box, self.word(name), color=run.color).follow(run, "iteration")
            for box, name, run in zip(boxes, names, race, strict=True)
        ]
        return [*trails, *balls], counts

    def tune(self) -> None:
        """Choose what theory says is best, and race plain descent: the riddle's answer."""
        above, first, second = self.side.rows(1.7, 1.8, 1.8, gap=0.2)
        rate, momentum = map(short, self.tuned)
        notes = kit.Notes(above)
        notes.write(f"eta = 4 \\/ (sqrt(lambda_1) + sqrt(lambda_2))^2 = {rate}", palette.STEP)
        root = "sqrt(kappa)"
        notes.write(f"beta = (({root} - 1) / ({root} + 1))^2 = {momentum}", self.color)
        marks, counts = self.racers(self.final, (first, second), ("plain", "momentum"))
        plain, fewest = (run.steps for run in self.final)
        with self.beat("best", rate=rate, momentum=momentum, plain=plain, fewest=fewest):
            self.play(FadeOut(*self.raced, self.numbers), *kit.follows(self.formula, notes), run_time=1.2)
            self.play(*map(FadeIn, (*marks, *counts)))
            self.play(self.final.advance(fewest, run_time=5))
            self.hold(0.8)
            self.play(self.final.advance(run_time=4, rate_func=smooth))
        self.raced = [*marks, *counts, notes]

    def compare(self) -> None:
        """Count both in valleys that are narrower and narrower: the condition number, and its root."""
        steps = kit.steps_by_condition(self.valley, self.conditions)
        chart = kit.ConditionChart(self.side, self.conditions, steps, self.quoted("steps"))
        colors = {"plain": palette.POINT, "momentum": self.color}
        with self.beat("root"):
            self.play(FadeOut(*self.raced), FadeIn(chart))
            drawn: list[Mobject] = []
            for (name, color), power, formula in zip(
                colors.items(), (1.0, 0.5), ("kappa", "sqrt(kappa)"), strict=True
            ):
                drawn += [dots := chart.dots(name, color), line := chart.power(name, power, formula, color)]
                self.play(kit.draw(dots), run_time=2.5)
                self.play(FadeIn(line))
        self.charted = [chart, *drawn]

    def path_at(self, momentum: float) -> FloatArray:
        """Return the first points at a momentum, and the rate that jumps across the valley."""
        return descend(self.objective, self.rule_at(momentum), self.start, iterations=DRAWN).points

    def rule_at(self, momentum: float) -> Rule:
        """Return the heavy ball at a momentum."""
        return heavy_ball(1 / float(self.valley.curvatures[-1]), momentum)

    def turn_momentum(self) -> None:
        """Turn the momentum up: the ball creeps, is swift, and then swings around the minimum."""
        above, chart_box = self.side.rows(1, 1.9, gap=0.2)
        first, second = above.columns(1.1, 1)
        momentum, most = ValueTracker(0.0), self.turned[-1][0]
        beta = kit.BigNumber(first, "β", color=self.color).tell(momentum.get_value, digits=2)
        count = kit.BigNumber(second, self.word("steps"), color=palette.TEXT)
        count.tell(lambda: self.valley.steps(self.rule_at(momentum.get_value()), COUNTED))
        chart = kit.DampedChart(chart_box, self.valley, self.rule_at, momentum, CHARTED)
        path = self.map.path_of(lambda: self.path_at(momentum.get_value()), self.color)
        ball = kit.Ball(self.map.on(self.start)[None], self.color, 0.17)
        said = short(self.valley.steps(self.rule_at(most), COUNTED))
        with self.beat("much", most=short(most), steps=said):
            self.play(FadeOut(*self.charted), FadeIn(chart, chart.rest, beta, count, path))
            self.add(chart.curve, ball)
            self.hold(1)
            for value, seconds in self.turned:
                self.play(kit.glide(momentum, value, seconds, ease_in_out_sine))
                self.hold(1)
        self.carried = ball

"""A rate for each direction: AdaGrad, RMSProp, Adam; and where they lose, as the axes do not fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import numpy as np
from manim import RIGHT, UP, FadeIn, FadeOut, Mobject, smooth
from manim.utils.rate_functions import ease_out_sine

from gdmath import (
    Objective,
    Rule,
    RuleFamily,
    adagrad,
    adam,
    descend,
    effective_rates,
    gradient_descent,
    rmsprop,
    turned_bowl,
    without_correction,
)
from scenes import kit
from scenes.kit import layout, palette, short

TOLD, SECONDS = 3, 2.8
"""So many steps are told arrow by arrow, and for so long each."""

BALL = 0.14
"""Its radius: the arrows of the first steps are seen beside it."""

UPDATE = "w_i <- w_i - {{ eta : step }} thin g_i / sqrt(s_i)"
"""Of AdaGrad and RMSProp."""

FAMILIES: Mapping[str, RuleFamily] = {"gradient_descent": gradient_descent, "adagrad": adagrad, "adam": adam}
"""The rules that race."""


class OwnRates(kit.Lesson):
    """Dividing by the size of the slopes so far makes steps equally long along both axes.

    Attributes
    ----------
    curvatures
        Of the valley, which lies along the axes.
    start
        Where the ball lies.
    rate
        The learning rate of all three rules.
    decay
        RMSProp's share of the average that is kept.
    tired, rattled, early
        Steps of AdaGrad, of RMSProp, and those with and without Adam's correction.
    contest
        The curvatures and the angle in degrees of each of the three valleys of the race.
    contest_start, share
        The start, along and across each valley, and the share of the cost at which a rule has arrived.
    """

    words = {
        "title": "A rate for each direction",
        "corrected": "corrected",
        "uncorrected": "not corrected",
        "along": "along the axes",
        "turned": "turned by {degrees}°",
        "round": "round",
        "gradient_descent": "plain descent",
        "adagrad": "AdaGrad",
        "adam": "Adam",
    }
    curvatures: tuple[float, float] = (1, 25)
    start: tuple[float, float] = (-4, 1.2)
    rate: float = 0.3
    decay: float = 0.9
    tired: int = 40
    rattled: int = 110
    early: int = 5
    contest: ClassVar[Mapping[str, tuple[tuple[float, float], float]]] = {
        "along": ((1, 25), 0),
        "turned": ((1, 25), 45),
        "round": ((4, 4), 0),
    }
    contest_start: tuple[float, float] = (-3, 0.9)
    share: float = 1e-4
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Compute all runs, and build the map that holds them."""
        super().setup()
        self.objective: Objective = turned_bowl(self.curvatures, 0)
        self.valley = kit.Valley(self.objective, self.start)
        colors, rate, down = kit.RULE_COLORS, self.rate, self.descended
        self.slow = down(adagrad(rate), self.tired, colors["adagrad"], eased=True, rest=kit.LEAVES)
        self.tiring = kit.Run(self.slow.descent, color=self.slow.color, clock=self.slow.clock, eased=False)
        self.rattling = down(rmsprop(rate, self.decay), self.rattled, colors["rmsprop"], eased=False)
        self.adam = down(adam(rate), 60, colors["adam"], eased=True)
        self.hasty = down(adam(without_correction(rate)), self.early, palette.TEXT, clock=self.adam.clock)
        runs = self.slow, self.rattling, self.adam, self.hasty
        map_box, self.side = layout.stage().columns(1.22, 1, gap=0.6)
        self.map = kit.ValleyMap(map_box, self.valley, np.vstack([run.path for run in runs]))
        self.goal = self.map.rings(self.valley.center)

    def descended(self, rule: Rule, iterations: int, color: palette.Color, **kwargs: Any) -> kit.Run:
        """Return the run of a rule from the start."""
        walk = descend(self.objective, rule, self.start, iterations=iterations)
        return kit.Run(walk, color=color, **kwargs)

    def construct(self) -> None:
        """Square the slopes, tire, forget, add momentum, and lose."""
        for beat in (self.square, self.tire, self.forget, self.correct, self.lose):
            beat()

    def count(self, run: kit.Run) -> kit.Readout:
        """Return the step's number, in the title's row."""
        count = kit.Readout("k", 0, kit.WHOLE, size=kit.SIZE).follow(run, "iteration")
        return count.next_to((self.side.right - 1.9, self.side.top, 0.0), UP + RIGHT, buff=0.22)

    def square(self) -> None:
        """Lay the squares of the slopes on the axes, and divide by their sides, step by step."""
        self.formula = kit.formulas_by_role(
            self.side,
            "{{ g_i : gradient }} = partial J \\/ partial w_i, quad s_i <- s_i + {{ g_i^2 : gradient }}",
            UPDATE,
        )
        _, self.below = self.side.rows(1.1, 2.4, gap=0.25)
        squares, count = kit.GradientSquares(self.below, self.slow), self.count(self.slow)
        arrows = kit.ComponentArrows(self.map, self.slow)
        ball = kit.Ball.of(self.slow, self.map, radius=BALL)
        trail = kit.Trail.of(self.slow, self.map, dots=0.06)
        point = kit.Dots(ball.points, palette.POINT, ball.radius)
        flat, steep = (short(abs(float(slope))) for slope in self.slow.series("gradient")[0])
        with self.beat("squares", flat=flat, steep=steep):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.map, self.goal)), self.take_over(point))
            self.play(FadeOut(point), FadeIn(ball), FadeIn(self.formula, squares, count))
            self.add(trail, ball, arrows)
            self.hold(1.5)
            self.play(self.slow.advance(1, run_time=7))
            self.play(self.slow.advance(TOLD, run_time=SECONDS * (TOLD - 1)))
        self.shown: list[Mobject] = [squares, count, arrows, ball, trail]

    def tire(self) -> None:
        """Let the squares grow, and the rates fall."""
        ball = kit.Ball.of(self.tiring, self.map, radius=BALL)
        trail = kit.Trail.of(self.tiring, self.map, dots=0.06)
        along = effective_rates(adagrad(self.rate), self.slow.descent)[[0, -1], np.argmin(self.curvatures)]
        first, last = (short(float(rate), 2) for rate in along)
        with self.beat("stall", steps=self.tired, first=first, last=last):
            self.remove(*self.shown[2:])
            self.add(trail, ball)
            self.play(self.tiring.advance(run_time=8))
        self.shown = [*self.shown[:2], trail, ball]

    def forget(self) -> None:
        """Let old squares fade: the rates rise again, and in the end the ball rattles."""
        kept, new = short(self.decay), short(1 - self.decay)
        average = f"s_i <- {kept} s_i + {new} {{{{ g_i^2 : gradient }}}}"
        formula = kit.formulas_by_role(self.side, average, UPDATE)
        squares, count = kit.GradientSquares(self.below, self.rattling), self.count(self.rattling)
        ball = kit.Ball.of(self.rattling, self.map, radius=BALL)
        trail = kit.Trail.of(self.rattling, self.map, dots=0.05)
        with self.beat("forget"):
            self.play(FadeOut(*self.shown), *kit.follows(self.formula, formula), run_time=1.2)
            self.play(FadeIn(squares, count, ball))
            self.add(trail, ball)
            self.play(self.rattling.advance(20, run_time=5, rate_func=ease_out_sine))
            self.play(self.rattling.advance(run_time=6))
        self.formula, self.shown = formula, [squares, count, trail, ball]

    def correct(self) -> None:
        """Take Adam's first steps with its averages corrected, and as they are."""
        averages = kit.formulas_by_role(
            self.side,
            "m_i <- beta_1 m_i + (1 - beta_1) thin {{ g_i : gradient }}",
            "s_i <- beta_2 s_i + (1 - beta_2) thin {{ g_i^2 : gradient }}",
        )
        formula = kit.formulas_by_role(
            self.side,
            "hat(m)_i = m_i / (1 - beta_1^(k+1)) quad hat(s)_i = s_i / (1 - beta_2^(k+1))",
            "w_i <- w_i - {{ eta : step }} thin hat(m)_i / sqrt(hat(s)_i)",
        )
        _, box = self.side.rows(1.1, 1.7, gap=0.5)
        clock, shown = self.adam.clock, range(self.early + 1)
        early = kit.Run(self.adam.descent, color=self.adam.color, clock=clock, shown=shown)
        names = [self.word("uncorrected"), self.word("corrected")]
        chart = kit.FirstSteps(box, (self.hasty, early), self.rate, names)
        marks = [kit.Trail.of(run, self.map, dots=0.06) for run in (self.hasty, self.adam)]
        balls = [kit.Ball.of(run, self.map, radius=BALL) for run in (self.hasty, self.adam)]
        count = self.count(self.adam)
        times = abs(float(self.hasty.series("step")[0, 0])) / self.rate
        with self.beat("adam", times=short(times, 2)):
            self.play(FadeOut(*self.shown), *kit.follows(self.formula, averages), run_time=1.2)
            self.play(FadeIn(chart, chart.rate_line, chart.labels, count, *balls))
            self.add(*marks, *chart.trails, *balls)
            self.play(self.adam.advance(self.early, run_time=1.5 * self.early))
            self.play(*kit.follows(averages, formula), run_time=1.2)
            self.play(self.adam.advance(run_time=3, rate_func=smooth))
        self.shown = [formula, chart, chart.rate_line, chart.labels, count, *marks, *chart.trails, *balls]

    def lose(self) -> None:
        """Turn the valley, and make it round: each rule at its own best rate."""
        start, share = self.contest_start, self.share
        valleys = {name: kit.Bowl.turned(*how, start, share) for name, how in self.contest.items()}
        found = {name: valley.at_best_rates(FAMILIES) for name, valley in valleys.items()}
        told = kit.needed_in_words(found)
        degrees = short(self.contest["turned"][1])
        captions = {name: self.word(name, degrees=degrees) for name in valleys}
        names = {rule: self.word(rule) for rule in FAMILIES}
        boxes = layout.stage().columns(*[1] * len(valleys), gap=0.6)
        gone = [*self.shown, self.map, self.goal]
        with self.beat("lose", degrees=degrees, **told):
            for box, (name, valley) in zip(boxes, valleys.items(), strict=True):
                panel = kit.ContestMap(box, valley, found[name], kit.RULE_COLORS, captions[name], names)
                self.play(*map(FadeOut, gone), FadeIn(panel.picture))
                self.add(*panel.moving)
                self.play(panel.advance(4))
                gone = []
        self.carried = panel.balls["gradient_descent"]

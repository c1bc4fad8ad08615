"""One dimension: a point on a curve, its slope as an arrow that becomes a step, and then all the steps."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import DOWN, LEFT, ORIGIN, RIGHT, UP, FadeIn, FadeOut, Group, rate_functions

from gdmath import Objective, Schedule, descend, gradient_descent, parabola
from scenes import kit
from scenes.kit import draw, follows, layout, palette, short, typography

REACH = 2.3
"""Scene units of the tangent to either side."""

SLOW = 6
"""So many steps are taken slowly, so that each can be seen."""

RICHNESS = 1.7
"""How strongly the ground is coloured at its highest: it is the mountain of the chapter before."""

RADIUS = 0.19
"""Of the ball, in scene units."""

RULE_GAP = 0.3
"""Scene units between the rule and what stands below it."""

FOR_ARROW = 1.25
"""Scene units, about, between the axis and the curve: there the slope lies, and the step."""


class CurveDescent(kit.Lesson):
    """Gradient descent on a curve: the slope says which way, the learning rate how far.

    Attributes
    ----------
    objective
        A function of one variable.
    symbols
        The letters of the variable and of the function, as Typst mathematics.
    start
        Where the point stands at first.
    learning_rate
        Positive; too large a one diverges, and is shown to. Or a schedule, which gives each step's.
    iterations
        How many steps are taken.
    """

    words = {"title": "One step at a time", "rate": "learning rate", "step": "step"}
    objective: Objective = parabola()
    symbols: tuple[str, str] = ("w", "J")
    start: float = 4.3
    learning_rate: float | Schedule = 0.1
    iterations: int = 25
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute the whole descent; place the curve alone, and the curve beside what is written."""
        super().setup()
        kit.check_objective(self.objective, variables=1)
        kit.check_start("start", self.start)
        kit.check_schedule("learning_rate", self.learning_rate)
        self.letters = kit.Letters.of(self.symbols)
        rule = gradient_descent(self.learning_rate)
        descent = descend(self.objective, rule, self.start, iterations=self.iterations)
        kit.check_moves(descent, self.objective)
        self.run = kit.Run(descent)
        self.w, self.slope = self.run.path[:, 0], float(self.run.series("gradient")[0, 0])
        self.heights = [short(value, 4) for value in self.run.series("value")[:2]]
        self.first = kit.worked_step(self.start, self.run.now("rate"), self.slope)
        self.eta = "eta_0" if callable(self.learning_rate) else "eta"
        box, self.side = layout.beside(1.7, 1.25, gap=0.3)
        names: dict[str, Any] = {"x_label": self.letters.variable, "y_label": self.letters.value()}
        below = FOR_ARROW / box.height
        self.plot = kit.CurvePlot(box, self.objective, self.start, room_below=below, **names)
        self.plot.set_z_index(-1)  # it comes when the graph is there
        self.point = kit.Ball.of(self.run, self.plot, RADIUS).set_z_index(1)
        self.beside = self.side.inset(top=0.3)
        rate, called = self.run.now("rate"), (self.word("rate"), self.word("step"))
        self.share = kit.SlopeShare(self.letters, self.eta, self.slope, rate, called)
        facts = [
            typography.formula(f"{letter} = {number}", typography.TITLE, color)
            for letter, number, color in (
                (self.letters.at(0), self.first.point, palette.POINT),
                (self.letters.value(0), self.heights[0], palette.OBJECTIVE),
                (self.letters.slope(0), self.first.slope, palette.GRADIENT),
            )
        ]
        self.facts = kit.stacked_in_parts(self.beside, facts, [*self.share])

    def construct(self) -> None:
        """Play the beats."""
        self.show_point()
        self.show_slope()
        self.make_step()
        self.write_arithmetic()
        self.descend()
        self.show_result()
        self.carried = self.point

    def show_point(self) -> None:
        """Draw the curve, and slide a point along it to where the descent is to start."""
        title = self.heading(self.word("title"))
        formula = kit.formula_in_title_row(self.letters.named(self.objective), title, kit.SIZE)
        low, high = self.objective.domain[0].tolist()
        curve = self.plot.curve(low, high, width=6, richness=RICHNESS)
        self.here = self.plot.drops(self.start)
        hand = kit.SlidingPoint(self.plot, self.start, RADIUS, self.letters, self.beside)
        self.add(title, formula)
        spoken = {"w": self.letters.variable, "J": self.letters.function, "w0": self.first.point}
        with self.beat("point", **spoken):
            arrival = self.take_over(hand.land(ORIGIN).ball.set_z_index(1), run_time=0.7)
            self.play(FadeIn(self.plot), draw(curve), run_time=1.1)
            self.play(arrival, FadeIn(hand.drop, hand.numbers.update(), rate_func=kit.during(0.5, 1)))
            self.play(hand.go_to_begin(1.6))
            self.play(hand.slide(2.5))
            self.remove(hand.ball, hand.drop).add(self.here, self.point)
            self.play(*follows(hand.numbers, Group(*self.facts[:2]), shift=0), run_time=0.8)
            self.play(kit.Swell(self.point, "radius", by=0.5, times=1, run_time=0.8))

    def show_slope(self) -> None:
        """Lay the tangent on the curve, name its slope, and point uphill along it."""
        plot = self.plot
        self.tangent = kit.Tangent.of(self.run, plot, REACH, width=4, window=plot.frame)
        sign, side = ("positive", "to the right") if self.slope > 0 else ("negative", "to the left")
        with self.beat("slope", slope=self.first.slope, sign=sign, side=side):
            self.play(draw(self.tangent, run_time=1.5), FadeIn(self.facts[2], shift=0.2 * DOWN))
            here, end = self.point.points[0], self.tangent.points[1 if self.slope > 0 else 0]
            uphill, downhill = (
                kit.Pointer(here, here + share * (end - here), color, 9, window=plot.frame)
                for share, color in ((0.5, palette.GRADIENT), (-0.5, palette.POINT))
            )
            self.play(draw(uphill), run_time=2)
            self.play(FadeOut(uphill, rate_func=kit.during(0, 0.5)), draw(downhill), run_time=2.2)
            self.hold(0.8)
            self.play(FadeOut(downhill), run_time=0.6)

    def make_step(self) -> None:
        """Lay the whole slope along the axis, downhill, and let the learning rate make a step of it."""
        plot, (_, rate, *_, step, _, _) = self.plot, self.first
        self.arrow = kit.AxisArrow(plot, self.start, -self.slope, palette.GRADIENT)
        thrown, end = kit.worked_step(self.start, 1.0, self.slope).next_point, self.start - self.slope
        ghost = kit.Dots(plot.on([end]), palette.POINT, 0.15, ring=0.04, window=plot.frame)
        there, self.drops = plot.drops(end), plot.drops(self.w[:2])
        height = kit.height_in_words(float(plot.value(self.start)), float(plot.value(end)))
        spoken = step.removeprefix("-")
        with self.beat("step", thrown=thrown, height=height, rate=rate, step=spoken):
            for row in self.facts[3:]:
                self.play(FadeIn(row, shift=0.2 * DOWN), run_time=0.8)
            self.hold(1.5)  # what eta does is said
            self.play(self.arrow.grow(run_time=2.2))
            self.play(draw(there), FadeIn(ghost), run_time=0.8)
            self.play(kit.Swell(ghost, "radius", by=0.5, times=2, run_time=1.5))
            self.hold(1.4)  # nothing is gained
            self.play(FadeOut(ghost, there), run_time=0.6)
            self.share.follow(self.arrow)
            self.play(self.arrow.become(float(np.diff(self.w[:2])[0]), palette.STEP, run_time=2.2))
            self.remove(self.here)
            self.play(draw(self.drops, run_time=0.8))

    def write_arithmetic(self) -> None:
        """Make room beside the curve, write the step with its numbers there, and take it."""
        letters, (x0, rate, slope, *_, sign, x1) = self.letters, self.first
        colored = [f"{{{{ {self.eta} : step }}}}", f"{{{{ {letters.slope(0)} : gradient }}}}"]
        inserted = [f"{{{{ {rate} : step }}}}", f"{{{{ {kit.bracketed(slope)} : gradient }}}}"]
        block = kit.equation(
            self.beside,
            f"{letters.at(1)} {{{{ = : eq }}}} {letters.at(0)} - {' '.join(colored)}",
            f"{{{{ = : eq }}}} {x0} - {' dot '.join(inserted)}",
            f"{{{{ {sign} : eq }}}} {x1}",
        )
        heights = kit.first_heights(self.run, letters)
        heights.next_to(block[-1], DOWN, buff=0.6).align_to(block[0], LEFT)
        if heights.get_bottom()[1] < self.side.bottom:  # in a square picture
            heights.next_to(block[0], RIGHT, buff=1.0, aligned_edge=UP)
        y0, y1 = self.heights
        with self.beat("arithmetic", J=letters.function, w0=x0, rate=rate, slope=slope, w1=x1, y0=y0, y1=y1):
            self.play(FadeOut(self.facts), run_time=0.8)
            for row in block:
                self.play(FadeIn(row, shift=0.15 * RIGHT), run_time=1.0)
            self.play(FadeIn(heights[0]), run_time=0.7)
            self.play(self.run.advance(1, run_time=1.5), FadeIn(heights[1], rate_func=kit.during(0.7, 1)))
            self.hold(1.3)  # both numbers are read
        self.written = Group(*block, heights)

    def descend(self) -> None:
        """Take the first of the other steps slowly; the rule stands above their numbers and their chart."""
        letters, [first, *numbers] = self.letters, self.written
        slope = f"{{{{ {letters.slope('k')} : gradient }}}}"
        eta = f"{{{{ {'eta_k' if callable(self.learning_rate) else 'eta'} : step }}}}"
        [rule] = kit.equation(
            self.beside, f"{letters.at('(k+1)')} {{{{ = : eq }}}} {letters.at('k')} - {eta} {slope}"
        )
        head = self.side.top - rule.get_bottom()[1] + RULE_GAP
        readouts, chart = kit.numbers_and_chart(self.side, self.run, letters, head)
        with self.beat("descend", told=kit.repeated_in_words(self.run)):
            self.play(FadeOut(self.drops, *numbers), *follows(first, rule, shift=0), run_time=0.7)
            self.arrow.follow(self.run)
            self.play(FadeIn(chart, readouts), run_time=0.7)
            charted = kit.Trail.of(self.run, chart, width=2.5, dots=0.06).with_whole_dots()
            self.add(kit.Trail.of(self.run, self.plot), charted)
            self.add(self.tangent, self.arrow, self.point)
            self.play(self.run.advance(min(SLOW, self.run.steps), run_time=6.5))

    def show_result(self) -> None:
        """Take all the others, ever quicker, and tell where the descent has arrived."""
        steps, end = self.run.steps, float(self.w[-1])
        told = kit.nearness_in_words(self.objective, self.run)
        with self.beat("result", w=self.letters.variable, steps=steps, end=short(end, 2), told=told):
            if self.run.step < steps:
                self.play(self.run.advance(run_time=2.6, rate_func=rate_functions.ease_in_sine))
            rings = self.plot.rings(end, palette.POINT, 0.3)
            self.play(FadeOut(self.tangent, self.arrow), FadeIn(rings, scale=2), run_time=1)
            self.play(kit.Swell(rings, "radius", by=0.4, times=2, run_time=1.4))

"""A ball goes down a landscape in the dark, step by step, from its slopes; then there is light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group
from manim.utils.rate_functions import linear

from gdmath import (
    FloatArray,
    Objective,
    Schedule,
    descend,
    gradient_descent,
    nearest_minimum,
    other_minima,
    wavy_bowl,
)
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

GRADIENT_STANDS, STEP_STANDS, BALL_LEAVES = 0.26, 0.46, 0.54
"""Shares of a step's time: until the gradient and the step have grown, and until the ball goes."""

TOLD, SECONDS_PER_TOLD_STEP, SECONDS_PER_STEP = 2, 2.0, 0.7
"""So many steps are seen slowly, with their arrows, the first with all its numbers; then faster ones."""

TRIED = 0.1, 3
"""Learning rates that were tried before, as multiples of the one that is taken, if that stays."""

BALL = 0.16
"""Radius of the ball, in scene units."""

SPARK, ALL = 0.2, 4.8
"""How far the light reaches around the ball as it begins to spread, and in the end, in world units."""

ELEVATIONS = 52.0, 40.0
"""Degrees of the eye above the floor, first and last: from above one sees into the valleys."""

ZOOM, CLOSE = 1.25, 6.0
"""Of the view, which never turns to where a corner of the box would leave the panel; at most, close by."""

BEARINGS = 1.6
"""Scene units at the left of the panel that are left to the arrows of both weights."""

BELOW_TITLE = 0.7
"""Scene units that the formula has below the title."""


class LandscapeWalk(kit.Lesson):
    """Gradient descent in the dark: of the landscape of two weights, nothing is seen before the end.

    Attributes
    ----------
    objective
        A function of two variables.
    start
        Where the ball lies at first.
    learning_rate
        A number, or a schedule that gives each step's.
    steps
        How many steps are taken.
    turn
        Degrees by which the view turns as all is seen; at most 60 keep the axes where they are.
    """

    words = {"title": "Walking blind", "scale": " drawn at 1 : {scale}"}
    objective: Objective = wavy_bowl()
    start: tuple[float, float] = (-2.2, 2.3)
    learning_rate: float | Schedule = 0.2
    steps: int = 6
    turn: float = 25.0
    shapes = (kit.Shape.WIDE, kit.Shape.TALL)

    def setup(self) -> None:
        """Compute the whole run, and build the landscape and the panel of numbers for it."""
        super().setup()
        kit.check_objective(self.objective, variables=2)
        kit.check_schedule("learning_rate", self.learning_rate)
        rule = gradient_descent(self.learning_rate)
        descent = descend(self.objective, rule, self.start, iterations=self.steps)
        kit.check_moves(descent, self.objective)
        self.run = kit.Run(descent, eased=True, rest=BALL_LEAVES)
        self.goal = nearest_minimum(self.objective, self.run.path[-1])
        self.lay_out()
        self.space = kit.space_around(self.objective, self.run, self.space_box, "w_1", "w_2", "J")
        self.surface = kit.LitField(self.space, self.objective).follow(self.run)
        self.contours = kit.FloorContours(self.space, self.objective, self.surface.levels)
        self.trail = kit.SurfaceTrail.of(self.run, self.surface)
        self.ball = kit.SurfaceBall.of(self.run, self.surface, radius=BALL)
        path, gradients = self.run.path, self.run.series("gradient")
        self.scale = kit.gradient_scale(self.space, path, gradients)
        self.ways = gradients / self.scale
        self.gradient = kit.growing_gradient(self.run, self.surface, self.ways, (0.0, GRADIENT_STANDS), BALL)
        self.slopes = kit.gradient_components(self.surface, path[0], self.ways[0], BALL)
        self.step_arrow = kit.growing_step(self.run, self.surface, (GRADIENT_STANDS, STEP_STANDS), BALL)
        self.numbers = kit.StepNumbers(self.panel, self.run, kit.formula_of(rule.learning_rate))
        self.machine = kit.Machine(self.panel, self.objective, self.numbers)
        self.note = kit.scale_note(self.space_box, self.scale, self.word("scale", scale=self.scale))
        self.build_chart()
        first, last = kit.best_turn(self.surface, path, self.turn, ELEVATIONS)
        self.poses = first, last
        self.space.view.turn_to(*first.tolist())
        self.bearings = kit.bearings(self.space, self.surface.lamp, ["w_1", "w_2"], self.space_box)

    def lay_out(self) -> None:
        """Give the landscape and the numbers their boxes."""
        self.space_box, side = layout.beside(1.15, 0.8)
        self.space_box = self.space_box.inset(top=BELOW_TITLE)
        self.panel = replace(side, top=layout.frame().top) if layout.shape() is kit.Shape.WIDE else side

    def build_chart(self) -> None:
        """Build the plot of J against the step, and the curve that grows in it."""
        box = self.panel.inset(top=self.panel.top - self.numbers.bottom + 0.3)
        last = self.run.steps + 0.4
        self.chart = kit.RunChart(
            box, [self.run], objective=self.objective, margin=(0.1, 0.3), y_label="J", x_range=(-0.4, last)
        )
        self.curve = kit.Trail.of(self.run, self.chart, dots=0.07)
        shares = TRIED if np.ptp(self.run.series("rate")) == 0 else ()
        self.tried = kit.TriedRates(self.chart, self.run, self.objective, shares)

    def construct(self) -> None:
        """Play the beats."""
        self.stand_blind()
        self.take_first_step()
        self.walk()
        self.see()

    def stand_blind(self) -> None:
        """Put the ball into the dark, and tell what goes into the machine and what comes out."""
        self.look_at_way()
        self.space.axes.set_opacity(0.0)  # nobody sees where on the landscape this is
        point = kit.Dots(self.ball.seen(*self.start), palette.POINT, BALL)
        machine = self.machine
        arrow, height, *slopes = machine.outputs
        with self.beat("blind"):
            self.add(self.space, self.surface)
            self.play(FadeIn(self.heading(self.word("title"))), self.take_over(point))
            self.remove(point)
            self.add(self.surface, self.ball)
            self.play(FadeIn(machine.inputs, machine.shell, self.bearings), run_time=0.8)
            self.hold(2.4)  # until the formula is spoken of
            self.play(FadeIn(machine.inside), run_time=0.8)
            self.play(FadeIn(arrow, height, shift=0.2 * DOWN), run_time=0.6)
            self.play(FadeIn(*slopes, shift=0.2 * DOWN), run_time=0.8)

    def look_at_way(self) -> None:
        """Bring all of the ball's way into the panel: the eye rests while the ball steps."""
        path = np.vstack([self.run.path, self.run.path[0] + self.ways[0]])
        kit.eye_near(self.surface, path, self.space_box.inset(BEARINGS, 0.4, 0.4, 0.4), CLOSE)

    def take_first_step(self) -> None:
        """Take the first step in detail: both slopes, the gradient, the sums, the step, the ball."""
        numbers, formula = self.numbers, self.machine.inside
        corner = (self.space_box.left, self.space_box.top + BELOW_TITLE / 2, 0.0)
        with self.beat("gradient"):
            aside = kit.in_time(formula, 0.8).move_to(corner, aligned_edge=LEFT)
            self.play(*self.machine.release(), aside)
            self.add(self.trail, self.ball, self.slopes, self.step_arrow, self.gradient)
            self.play(*map(draw, self.slopes), run_time=0.6)
            self.play(self.run.advance(GRADIENT_STANDS, 0.8), FadeIn(self.note))
            for row in (numbers.rate, *numbers.updates):
                self.play(FadeIn(row, shift=0.2 * RIGHT), run_time=0.5)
            self.play(self.run.advance(STEP_STANDS, 0.6), FadeOut(self.slopes), FadeIn(numbers.counter))
            self.play(self.run.advance(1, 1.0))

    def walk(self) -> None:
        """Take one more step, without its numbers, try other rates, then take the other steps."""
        told, numbers = min(TOLD, self.run.steps), self.numbers
        seconds = SECONDS_PER_STEP * max(1, self.run.steps - told)
        with self.beat("walk", **self.lengths()):
            self.play(FadeOut(*numbers.slopes, *numbers.updates, run_time=0.5))
            self.play(self.run.advance(told, SECONDS_PER_TOLD_STEP))
            self.remove(self.gradient)
            self.play(FadeIn(self.chart), FadeOut(self.note), run_time=0.5)
            self.add(self.curve)
            self.play(*self.tried.tried(1.3))
            self.play(self.run.advance(self.run.steps, seconds), FadeIn(numbers.length))

    def lengths(self) -> dict[str, str]:
        """Return what the learning rate does, where it ends, and what becomes of the steps, as spoken."""
        rate = short(float(self.run.series("rate")[-1]))
        how = kit.rate_in_words(self.run, self.tried.told)
        return {"how": how, "rate": rate, "told": kit.steps_in_words(self.run)}

    def see(self) -> None:
        """Draw all of the landscape, large, while the view turns; mark the minimum, and all others."""
        number_format = self.numbers.height.number.number_format
        first, last = map(number_format.typst, self.run.series("value")[[0, -1]])
        ended = kit.end_in_words(self.objective, self.run, self.goal)
        others = [each for each in other_minima(self.objective, self.goal) if len(self.marked(each))]
        pits = kit.pits_in_words(*map(float, map(self.objective.value, (self.goal, *others))))
        with self.beat("see", first=first, last=last, ended=ended, pits=pits):
            self.add(self.contours, self.surface.set(reach=SPARK), self.trail, self.ball, self.step_arrow)
            panel = self.chart, self.curve, self.tried, self.bearings, *self.numbers.lasting
            away = FadeOut(*panel, self.machine.inside, run_time=1.5)
            seen = self.surface.widen(ALL, run_time=6, rate_func=linear), kit.dimmed(self.space.axes, 1.0)
            drawn = draw(self.contours, run_time=6, rate_func=kit.during(0.5, 1))
            middle = layout.frame().inset(left=0.5, right=0.5)
            back = kit.in_time(self.space.view, 6).fill(middle).turn_to(*self.poses[1]).turn_to(zoom=ZOOM)
            fallen = typography.formula(f"J = {first} -> {last}", color=palette.OBJECTIVE)
            fallen.move_to((layout.frame().right, layout.frame().top, 0.0), aligned_edge=RIGHT + UP)
            said = kit.later(2.4, FadeIn(fallen)), kit.later(4.2, FadeIn(self.marked(self.goal)))
            found = kit.later(4.9, FadeIn(Group(*map(self.marked, others)), run_time=0.6))
            self.play(away, *seen, drawn, back, *said, found)
            self.carried = kit.Dots(self.ball.seen(*self.run.path[-1]), palette.POINT, BALL)
            self.play(FadeIn(self.carried, run_time=0.5))

    def marked(self, minimum: FloatArray) -> Group:
        """Return a ring around a known minimum, and how low it is; dim where the ball's is lower."""
        if len(self.objective.minima) == 0 or not np.isfinite(self.surface.lift(*minimum)).all():
            return Group()
        value, own = self.objective.value(np.array([minimum, self.goal])).tolist()
        height = f"J = {self.numbers.height.number.number_format.typst(value)}"
        is_higher = value > own and not np.isclose(value, own)
        return kit.pit_mark(lambda: self.ball.seen(*minimum), height, 2 * BALL, dim=is_higher)

"""A ball goes down a loss of two weights: at each step the gradient first, then the step against it."""

from __future__ import annotations

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut, Group, MathTypst

from gdmath import (
    Objective,
    Schedule,
    descend,
    gradient_descent,
    inverse_time_decay,
    landscape,
    nearest_minimum,
    rate_limit_at,
)
from scenes import kit
from scenes.kit import draw, layout, short, typography

GRADIENT_STANDS, STEP_STANDS, BALL_LEAVES = 0.26, 0.46, 0.54
"""Shares of a step's time: until the gradient and the step have grown, and until the ball goes."""

SECONDS_PER_STEP = 2.8

BALL = 0.14
"""Radius of the ball, in scene units."""

SEEN, DARKNESS = 1.0, 0.93
"""How far the ball would have seen, in scene units, and the darkness of all that is farther away."""

TURNED = 0.88
"""Share of its turn that the view has made when the ball arrives; the rest follows at rest."""

ELEVATIONS = 36.0, 42.0
"""Degrees of the eye above the floor, first and last: from above one sees into the valley."""

ZOOM = 1.2
"""Of the view, which never turns to where a corner of the box would leave the panel."""


class LandscapeWalk(kit.Lesson):
    """Gradient descent over a hilly loss of two weights, the loss curve growing with each step.

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
        Degrees by which the view turns while the ball goes; at most 60 keep the axes where they are.
    """

    words = {"title": "A walk through the landscape", "loss": "Loss"}
    objective: Objective = landscape()
    start: tuple[float, float] = (-1.0, 1.6)
    learning_rate: float | Schedule = inverse_time_decay(0.9, 0.2)
    steps: int = 8
    turn: float = 25.0
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Compute the whole run, and build the landscape and the panel of numbers for it."""
        super().setup()
        kit.check_objective(self.objective, variables=2)
        kit.check_schedule("learning_rate", self.learning_rate)
        rule = gradient_descent(self.learning_rate)
        descent = descend(self.objective, rule, self.start, iterations=self.steps)
        kit.check_moves(descent, self.objective)
        # Also the last point has a rate, though no step follows.
        rates = np.array([rule.learning_rate(k) for k in range(descent.iterations + 1)])
        self.run = kit.Run(descent, more={"rate": rates}, eased=True, rest=BALL_LEAVES)
        self.goal = nearest_minimum(self.objective, self.run.path[-1])
        self.left, self.right = layout.stage().columns(1.8, 1)
        self.space = kit.space_around(self.objective, self.run, self.left, "w_1", "w_2", self.quoted("loss"))
        self.surface = kit.HeightField(self.space, self.objective)
        self.contours = kit.FloorContours(self.space, self.objective, self.surface.levels)
        self.floor_path, self.trail = (
            mark.of(self.run, self.surface) for mark in (kit.FloorPath, kit.SurfaceTrail)
        )
        self.ball = kit.SurfaceBall.of(self.run, self.surface, radius=BALL)
        self.drop = kit.DropLine.of(self.run, self.surface)
        path, gradients = self.run.path, self.run.series("gradient")
        self.arrow_scale = kit.gradient_scale(self.objective, self.space, path, gradients)
        ways = kit.uphill(self.objective, path, gradients, self.arrow_scale)
        self.gradient = kit.growing_gradient(self.run, self.surface, ways, (0.0, GRADIENT_STANDS), BALL)
        self.step_arrow = kit.growing_step(self.run, self.surface, (GRADIENT_STANDS, STEP_STANDS), BALL)
        self.numbers = kit.StepNumbers(self.right, self.run, kit.formula_of(rule.learning_rate))
        self.build_loss_chart()
        self.poses = kit.best_turn(self.surface, path, self.turn, ELEVATIONS)

    def construct(self) -> None:
        """Play the beats."""
        self.show_surface()
        self.show_gradient()
        self.walk()
        self.arrive()

    def get_rule(self) -> MathTypst:
        """Return the rule, above the numbers, in the title's row."""
        rule = typography.fitted(kit.by_role(kit.UPDATE, typography.TITLE), self.right.width)
        return rule.move_to((self.right.left, layout.frame().top, 0.0), aligned_edge=LEFT + UP)

    def build_loss_chart(self) -> None:
        """Build the plot of the loss against the step, and the curve that grows in it."""
        box = self.right.inset(top=self.right.top - self.numbers.bottom + 0.35)
        room = (0.06, 0.4)  # the first loss is written above its point
        self.chart = kit.RunChart(box, [self.run], objective=self.objective, margin=room, y_label="L")
        self.curve = kit.Trail.of(self.run, self.chart, dots=0.07)

    def show_surface(self) -> None:
        """Raise the landscape in the middle of the stage, and go round it."""
        view = self.space.view
        self.panel = view.points.copy()
        view.shift((layout.stage().center[0] - self.left.center[0]) * RIGHT)
        view.turn_to(*self.poses[1]).turn_to(zoom=ZOOM)
        with self.beat("surface"):
            self.play(FadeIn(self.heading(self.word("title"))), FadeIn(self.space))
            self.play(
                draw(self.contours),
                draw(self.surface),
                view.animate.turn_to(*self.poses.mean(axis=0)),
                run_time=4.8,
            )

    def show_gradient(self) -> None:
        """Take the first step in detail: the arrow and its two numbers, the sum, the step, the ball."""
        view = self.space.view
        with self.beat("gradient"):
            aside = view.animate.turn_to(*self.poses[0]).set(points=self.panel)
            self.play(aside, *map(FadeIn, (self.drop, self.ball, self.get_rule())), run_time=2)
            marks = self.floor_path, self.drop, self.trail, self.ball, self.step_arrow, self.gradient
            self.add(self.space, self.contours, self.surface, *marks)
            self.play(self.run.advance(GRADIENT_STANDS, 1.4), FadeIn(self.numbers.counter))
            start, slope = self.run.path[0], self.run.series("gradient")[0]
            parts = kit.gradient_components(
                self.objective, self.surface, start, slope, self.arrow_scale, BALL
            )
            self.add(parts, self.gradient)
            for part, number in zip(parts, self.numbers.slopes, strict=True):
                self.play(draw(part), FadeIn(number, shift=0.2 * RIGHT))
            self.play(FadeIn(self.numbers.rate, shift=0.2 * RIGHT))
            self.take_first_step(parts)

    def take_first_step(self, parts: Group) -> None:
        """Write the step in numbers, draw it, and take it while the loss curve begins."""
        sums = self.numbers.worked()
        sums.move_to((self.right.left, self.chart.get_center()[1], 0.0), aligned_edge=LEFT)
        for row in sums:
            self.play(FadeIn(row, shift=0.2 * RIGHT), run_time=0.8)
        self.play(self.run.advance(STEP_STANDS, 1.4), FadeOut(parts))
        self.hold(0.8)
        self.play(FadeOut(sums), run_time=0.5)
        self.play(FadeIn(self.chart, self.numbers.loss), run_time=0.8)
        self.add(self.curve)
        self.play(self.run.advance(1, 2))

    def walk(self) -> None:
        """Take the other steps, while the view turns slowly."""
        seconds = SECONDS_PER_STEP * max(1, self.run.steps - 1)
        first, last = self.poses
        turning = self.space.view.animate.turn_to(*(first + TURNED * (last - first)))
        with self.beat("walk", limit=short(rate_limit_at(self.objective, self.goal), 2)):
            self.play(self.run.advance(run_time=seconds), turning, run_time=seconds)

    def arrive(self) -> None:
        """Mark the minimum, and the first and last loss; then leave of the landscape what the ball saw."""
        values = self.run.series("value")
        first, last = short(values[0]), short(values[-1])
        labels = Group(
            typography.formula(first).next_to(self.curve.points[0], RIGHT + UP, buff=0.14),
            typography.formula(last).next_to(self.curve.points[-1], UP, buff=0.25),
        )
        mark = self.get_minimum_mark()
        dark = kit.Darkness(self.left.inset(top=-0.1), lambda: self.ball.seen(*self.run.point), SEEN)
        with self.beat("arrive", steps=self.run.steps, first=first, last=last):
            self.play(FadeIn(labels), FadeIn(mark))
            self.play(self.space.view.animate.turn_to(*self.poses[1]), run_time=5)
            self.add(dark, mark)  # the name can be read in the dark, too
            self.play(dark.animate.set_opacity(DARKNESS), run_time=2)
            self.hold(1.6)

    def get_minimum_mark(self) -> Group:
        """Return a ring around the nearest known minimum, and its name; empty if none is known or seen."""
        is_seen = np.isfinite(self.surface.lift(*self.goal)).all()
        if len(self.objective.minima) == 0 or not is_seen:
            return Group()
        path, goal = self.run.path, self.goal
        return kit.minimum_mark(lambda: self.ball.seen(*goal), self.ball.seen(*path[len(path) // 2]))

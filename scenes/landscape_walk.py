"""A ball goes down a loss of two weights: at each step the gradient first, then the step against it."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, MathTypst

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
from scenes.kit.lessons.attribute_checks import check_moves, check_objective
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.fog import Darkness
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.rate_bar import RateBar
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.space.around_run import space_around
from scenes.kit.space.camera_choice import best_turn
from scenes.kit.space.gradient_arrows import (
    gradient_components,
    gradient_scale,
    growing_gradient,
    growing_step,
    uphill,
)
from scenes.kit.space.minimum_mark import minimum_mark
from scenes.kit.space.surface import Surface
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.formulas import formula_of
from scenes.kit.style.motion import draw
from scenes.kit.style.numbers import WHOLE, NumberFormat, short
from scenes.kit.style.role_formulas import UPDATE, by_role
from scenes.kit.style.worked import Number
from scenes.kit.style.worked_rows import worked_update

ARROW = 1.4
"""Length of the longest gradient arrow, in world units; the floor is 2 wide."""

GRADIENT_STANDS, STEP_STANDS, BALL_LEAVES = 0.26, 0.46, 0.54
"""Shares of a step's time: until the gradient and the step have grown, and until the ball goes."""

SECONDS_PER_STEP = 2.8

BALL = 0.14
"""Radius of the ball, in scene units."""

SEEN, DARKNESS = 1.0, 0.93
"""How far the ball would have seen, in scene units, and the darkness of all that is farther away."""

TURNED = 0.88
"""Share of its turn that the view has made when the ball arrives; the rest follows at rest."""

ELEVATIONS = 48.0, 55.0
"""Degrees of the eye above the floor, first and last: from above one sees into the valley."""

ZOOM = 1.2
"""Of the view, which never turns to where a corner of the box would leave the panel."""

SPACING = 0.55
"""From one row of numbers to the next, in scene units."""


class LandscapeWalk(Lesson):
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

    objective: Objective = landscape()
    start: tuple[float, float] = (-1.0, 1.6)
    learning_rate: float | Schedule = inverse_time_decay(0.9, 0.2)
    steps: int = 8
    turn: float = 25.0

    def setup(self) -> None:
        """Compute the whole run, and build the landscape and the panel of numbers for it."""
        super().setup()
        check_objective(self.objective, variables=2)
        rule = gradient_descent(self.learning_rate)
        descent = descend(self.objective, rule, self.start, iterations=self.steps)
        check_moves(descent)
        self.run = Run(descent, eased=True, rest=BALL_LEAVES)
        self.goal = nearest_minimum(self.objective, self.run.path[-1])
        self.left, self.right = layout.stage().columns(1.8, 1)
        self.space = space_around(self.objective, self.run, self.left, "w_1", "w_2", '"Loss"')
        self.surface = Surface(self.space, self.objective, resolution=(60, 60), lines_every=5)
        self.ball = SurfaceBall.of(self.run, self.surface, radius=BALL)
        self.trail = SurfaceTrail.of(self.run, self.surface)
        path, gradients = self.run.path, self.run.series("gradient")
        self.arrow_scale = gradient_scale(self.objective, self.space, path, gradients, ARROW)
        ways = uphill(self.objective, path, gradients, self.arrow_scale)
        self.gradient = growing_gradient(self.run, self.surface, ways, (0.0, GRADIENT_STANDS), BALL)
        self.step_arrow = growing_step(self.run, self.surface, (GRADIENT_STANDS, STEP_STANDS), BALL)
        self.build_numbers()
        self.build_loss_chart()
        self.poses = best_turn(self.surface, path, self.turn, ELEVATIONS)

    def construct(self) -> None:
        """Play the beats."""
        self.show_surface()
        self.show_gradient()
        self.walk()
        self.arrive()

    def build_numbers(self) -> None:
        """Build the column of numbers, and the learning rate's formula and bar."""
        self.counter = Readout('"step" k', 0, WHOLE).follow(self.run, "iteration")
        self.slopes = [
            self.readout(f"partial L \\/ partial w_{k + 1}", "gradient", k, color=color)
            for k, color in enumerate((palette.FIRST_PARAMETER, palette.SECOND_PARAMETER))
        ]
        self.loss = self.readout('"loss" L', "value")
        formula = formula_of(gradient_descent(self.learning_rate).learning_rate)
        self.rate = self.readout("" if formula else "eta", "rate", color=palette.STEP)
        block = column(self.counter, *self.slopes, self.rate, self.loss, spacing=SPACING)
        if formula:  # above its number, the two equals signs below each other
            Group(self.rate, self.loss).shift(SPACING * DOWN)
        block.move_to((self.right.left + 0.3, self.right.top, 0.0), aligned_edge=LEFT + UP)
        self.schedule = self.get_schedule(formula)
        self.bar = RateBar(self.run, self.rate, self.right.right)

    def number_format(self, series: str) -> NumberFormat:
        """Return the format of a series: about three digits where it is largest."""
        return NumberFormat.of(np.abs(self.run.series(series)).max(), 3)

    def readout(
        self, label: str, series: str, component: int | None = None, color: str = palette.TEXT
    ) -> Readout:
        """Return a number of the run."""
        readout = Readout(label, self.run.now(series, component), self.number_format(series), color=color)
        return readout.follow(self.run, series, component)

    def get_schedule(self, formula: str) -> Group:
        """Return the formula of the learning rate, above its number; empty if it has none."""
        if not formula:
            return Group()
        rule = typography.on_baseline(f"$eta = {formula}$", color=palette.STEP)
        sign, corner = rule.submobjects[1], self.rate.label.get_left()
        baseline = self.rate.number.points[0, 1] + SPACING
        return Group(rule.shift((corner[0] - sign.get_left()[0]) * RIGHT + baseline * UP))

    def get_rule(self) -> MathTypst:
        """Return the rule, above the numbers, in the title's row."""
        rule = typography.fitted(by_role(UPDATE, typography.TITLE), self.right.width)
        return rule.move_to((self.right.left, layout.frame().top, 0.0), aligned_edge=LEFT + UP)

    def first_step_in_numbers(self) -> Group:
        """Return the first step of each weight, written out, where the loss curve will be."""
        point_format, slope_format = self.number_format("point"), self.number_format("gradient")
        rate = Number.short(self.run.now("rate"))
        sums = Group(
            *(
                worked_update(
                    f"w_{k + 1}",
                    Number(self.run.now("point", k), point_format),
                    rate,
                    Number(self.run.now("gradient", k), slope_format),
                    self.right.width,
                    color,
                )
                for k, color in enumerate((palette.FIRST_PARAMETER, palette.SECOND_PARAMETER))
            )
        ).arrange(DOWN, buff=0.45, aligned_edge=LEFT)
        return sums.move_to((self.right.left, self.chart.get_center()[1], 0.0), aligned_edge=LEFT)

    def build_loss_chart(self) -> None:
        """Build the plot of the loss against the step, and the curve that grows in it."""
        box = self.right.inset(top=self.right.top - self.loss.get_bottom()[1] + 0.35)
        room = (0.06, 0.4)  # the first loss is written above its point
        self.chart = RunChart(box, [self.run], objective=self.objective, margin=room, y_label="L")
        self.curve = Trail.of(self.run, self.chart, dots=0.07)

    def show_surface(self) -> None:
        """Raise the landscape in the middle of the stage, and go round it."""
        view = self.space.view
        self.panel = view.points.copy()
        view.shift((layout.stage().center[0] - self.left.center[0]) * RIGHT)
        view.turn_to(*self.poses[1]).turn_to(zoom=ZOOM)
        with self.beat("surface"):
            self.play(FadeIn(self.heading("A walk through the landscape")), FadeIn(self.space))
            self.play(draw(self.surface), view.animate.turn_to(*self.poses.mean(axis=0)), run_time=4.8)

    def show_gradient(self) -> None:
        """Take the first step in detail: the arrow and its two numbers, the sum, the step, the ball."""
        view = self.space.view
        with self.beat("gradient"):
            aside = view.animate.turn_to(*self.poses[0]).set(points=self.panel)
            self.play(aside, FadeIn(self.ball), FadeIn(self.get_rule()), run_time=2)
            self.add(self.step_arrow, self.trail, self.gradient, self.ball)
            self.play(self.run.advance(GRADIENT_STANDS, 1.4), FadeIn(self.counter))
            start, slope = self.run.path[0], self.run.series("gradient")[0]
            parts = gradient_components(self.objective, self.surface, start, slope, self.arrow_scale, BALL)
            self.add(parts, self.gradient, self.ball)
            for part, number in zip(parts, self.slopes, strict=True):
                self.play(draw(part), FadeIn(number, shift=0.2 * RIGHT))
            self.play(FadeIn(Group(self.schedule, self.rate, self.bar), shift=0.2 * RIGHT))
            self.take_first_step(parts)

    def take_first_step(self, parts: Group) -> None:
        """Write the step in numbers, draw it, and take it while the loss curve begins."""
        sums = self.first_step_in_numbers()
        for row in sums:
            self.play(FadeIn(row, shift=0.2 * RIGHT), run_time=0.8)
        self.play(self.run.advance(STEP_STANDS, 1.4), FadeOut(parts))
        self.hold(0.8)
        self.play(FadeOut(sums), run_time=0.5)
        self.play(FadeIn(self.chart, self.loss), run_time=0.8)
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
        dark = Darkness(self.left.inset(top=-0.1), lambda: self.ball.seen(*self.run.point), SEEN)
        with self.beat("arrive", steps=self.run.steps, first=first, last=last):
            self.play(FadeIn(labels), FadeIn(mark))
            self.play(self.space.view.animate.turn_to(*self.poses[1]), run_time=5)
            self.add(dark)
            self.play(dark.animate.set_opacity(DARKNESS), run_time=2)
            self.hold(1.6)

    def get_minimum_mark(self) -> Group:
        """Return a ring around the nearest known minimum, and its name; empty if none is known."""
        if len(self.objective.minima) == 0:
            return Group()
        path, goal = self.run.path, self.goal
        return minimum_mark(lambda: self.ball.seen(*goal), self.ball.seen(*path[len(path) // 2]))

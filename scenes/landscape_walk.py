"""A ball goes down a landscape of two weights: at each step the gradient first, then the step against it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut, Group

from gdmath import (
    Objective,
    Schedule,
    descend,
    gradient_descent,
    inverse_time_decay,
    landscape,
    nearest_minimum,
)
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

GRADIENT_STANDS, STEP_STANDS, BALL_LEAVES = 0.26, 0.46, 0.54
"""Shares of a step's time: until the gradient and the step have grown, and until the ball goes."""

SECONDS_PER_STEP = 2.2

BALL = 0.11
"""Radius of the ball, in scene units."""

SEEN, DARKNESS = 1.1, 0.62
"""How far the ball would have seen, in scene units, and the darkness of all that is farther away."""

ELEVATIONS = 36.0, 42.0
"""Degrees of the eye above the floor, first and last: from above one sees into the valley."""

ZOOM = 1.3
"""Of the view, which never turns to where a corner of the box would leave the panel."""

RISES = 0.85
"""Seconds in which each part of the landscape comes."""


class LandscapeWalk(kit.Lesson):
    """Gradient descent over a hilly landscape of two weights, with all its numbers, step by step.

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

    words = {"title": "A walk, step by step", "scale": " drawn at 1 : {scale}"}
    objective: Objective = landscape()
    start: tuple[float, float] = (-1.08, 0.38)
    learning_rate: float | Schedule = inverse_time_decay(0.5, 0.5)
    steps: int = 7
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
        # Also the last point has a rate, though no step follows.
        rates = np.array([rule.learning_rate(k) for k in range(descent.iterations + 1)])
        self.run = kit.Run(descent, more={"rate": rates}, eased=True, rest=BALL_LEAVES)
        self.goal = nearest_minimum(self.objective, self.run.path[-1])
        self.lay_out()
        self.space = kit.space_around(self.objective, self.run, self.space_box, "w_1", "w_2", "J")
        self.surface = kit.HeightField(self.space, self.objective)
        self.contours = kit.FloorContours(self.space, self.objective, self.surface.levels)
        self.floor_path, self.trail = (
            mark.of(self.run, self.surface) for mark in (kit.FloorPath, kit.SurfaceTrail)
        )
        self.ball = kit.SurfaceBall.of(self.run, self.surface, radius=BALL)
        self.drop = kit.DropLine.of(self.run, self.surface)
        path, gradients = self.run.path, self.run.series("gradient")
        self.scale = kit.gradient_scale(self.space, path, gradients)
        self.ways = gradients / self.scale
        self.gradient = kit.growing_gradient(self.run, self.surface, self.ways, (0.0, GRADIENT_STANDS), BALL)
        self.step_arrow = kit.growing_step(self.run, self.surface, (GRADIENT_STANDS, STEP_STANDS), BALL)
        self.numbers = kit.StepNumbers(
            self.panel, self.run, self.objective, kit.formula_of(rule.learning_rate)
        )
        self.note = self.get_note()
        self.build_chart()
        self.poses = kit.best_turn(self.surface, path, self.turn, ELEVATIONS)

    def lay_out(self) -> None:
        """Give the landscape and the numbers their boxes, and write the rule above the numbers."""
        self.space_box, side = layout.beside(1.15, 0.8)
        if layout.shape() is kit.Shape.WIDE:
            side = replace(side, top=layout.frame().top)
        rule = typography.fitted(kit.by_role(kit.COST_UPDATE, typography.TITLE), side.width)
        self.rule = rule.move_to((side.left, side.top, 0.0), aligned_edge=LEFT + UP)
        self.panel = side.inset(top=self.rule.height + 0.15)

    def get_note(self) -> Group:
        """Return the scale of the gradient's arrows, above the landscape; nothing if it is 1 : 1."""
        words = typography.quoted(self.word("scale", scale=self.scale))
        note = kit.plated(typography.formula(f"nabla J {words}", typography.LABEL))
        corner = (self.space_box.left, self.space_box.top, 0.0)
        return Group(*[note.move_to(corner, aligned_edge=LEFT + UP)] * (self.scale > 1))

    def build_chart(self) -> None:
        """Build the plot of J against the step, and the curve that grows in it."""
        box = self.panel.inset(top=self.panel.top - self.numbers.bottom + 0.3)
        last = self.run.steps + 0.4
        self.chart = kit.RunChart(
            box, [self.run], objective=self.objective, margin=(0.1, 0.3), y_label="J", x_range=(-0.4, last)
        )
        self.curve = kit.Trail.of(self.run, self.chart, dots=0.07)

    def construct(self) -> None:
        """Play the beats."""
        self.show_surface()
        self.show_gradient()
        self.walk()
        self.arrive()

    def show_surface(self) -> None:
        """Build the landscape up, with its formula, while the ball lies on it."""
        azimuth, elevation = self.poses[0].tolist()
        self.space.view.turn_to(azimuth, elevation, ZOOM)
        heights = [kit.HeightField(self.space, stage).heights for stage in kit.stages(self.objective)]
        self.surface.heights = np.full_like(heights[-1], np.nanmin(heights[-1]))
        point = kit.Dots(self.ball.seen(*self.start), palette.POINT, BALL)
        self.formula = kit.formula_rows(self.panel, "J(w_1, w_2)", self.objective, ["w_1", "w_2"])
        with self.beat("surface"):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.space, self.surface)), self.take_over(point))
            self.remove(point)
            self.add(self.ball)
            for row, stage in enumerate(heights):
                coming = self.formula[row : row + 1]
                self.play(self.surface.animate.set(heights=stage), *map(FadeIn, coming), run_time=RISES)
            self.add(self.space, self.contours, self.surface, self.drop, self.ball)
            self.play(draw(self.contours), FadeIn(self.drop))

    def show_gradient(self) -> None:
        """Take the first step in detail: the gradient and its two numbers, the sums, the step, the ball."""
        with self.beat("gradient"):
            self.play(FadeOut(self.formula), FadeIn(self.rule, self.numbers.counter))
            marks = self.floor_path, self.drop, self.trail, self.ball, self.step_arrow, self.gradient
            self.add(self.space, self.contours, self.surface, *marks)
            self.play(self.run.advance(GRADIENT_STANDS, 1.4), FadeIn(self.note))
            parts = kit.gradient_components(self.surface, self.run.path[0], self.ways[0], BALL)
            self.add(parts, self.gradient)
            for part, number in zip(parts, self.numbers.slopes, strict=True):
                self.play(draw(part), FadeIn(number, shift=0.2 * RIGHT))
            self.play(FadeIn(self.numbers.rate, shift=0.2 * RIGHT))
            for row in self.numbers.updates:
                self.play(FadeIn(row, shift=0.2 * RIGHT))
            self.play(self.run.advance(STEP_STANDS, 1.6), FadeOut(parts))
            self.play(FadeOut(*self.numbers.slopes), run_time=0.5)
            self.play(FadeIn(self.chart, self.numbers.height), run_time=0.7)
            self.add(self.curve)
            self.play(self.run.advance(1, 2))

    def walk(self) -> None:
        """Take the other steps, while the view turns slowly."""
        seconds = SECONDS_PER_STEP * max(1, self.run.steps - 1)
        turning = self.space.view.animate.turn_to(*self.poses[1])
        with self.beat("walk", **self.lengths()):
            self.play(self.run.advance(run_time=seconds), turning, run_time=seconds)

    def lengths(self) -> dict[str, str]:
        """Return how the learning rate changes, why, and what that makes of the steps, as spoken."""
        rate, end = (short(float(number)) for number in self.run.series("rate")[[0, -1]])
        told, why = kit.steps_in_words(self.run.path), kit.rate_in_words(self.objective, self.run, self.goal)
        return {"rate": rate, "end": end, "why": why, "told": told}

    def arrive(self) -> None:
        """Mark the minimum, and the first and last height; then leave of the landscape what the ball saw."""
        values = self.run.series("value")
        first, last = map(self.numbers.height.number.number_format.typst, values[[0, -1]])
        labels = Group(
            typography.formula(first).next_to(self.curve.points[0], RIGHT + UP, buff=0.1),
            typography.formula(last).next_to(self.curve.points[-1], UP, buff=0.25),
        )
        mark = self.get_minimum_mark()
        seen = self.ball.seen(*self.run.path[-1])
        dark = kit.Darkness(self.space_box.inset(top=-0.1), lambda: self.ball.seen(*self.run.point), SEEN)
        ended = kit.end_in_words(self.objective, self.run, self.goal)
        with self.beat("arrive", steps=self.run.steps, first=first, last=last, ended=ended):
            self.play(FadeIn(labels), FadeIn(mark), FadeOut(self.note))
            self.hold(1)
            self.add(dark, mark)  # the name can be read in the dark, too
            self.play(dark.animate.set_opacity(DARKNESS), run_time=2)
            self.hold(1)
            self.carried = kit.Dots(seen, palette.POINT, BALL)
            self.play(FadeIn(self.carried), run_time=0.5)

    def get_minimum_mark(self) -> Group:
        """Return a ring around the nearest known minimum, and its name; empty if none is known or seen."""
        is_seen = np.isfinite(self.surface.lift(*self.goal)).all()
        if len(self.objective.minima) == 0 or not is_seen:
            return Group()
        path, goal = self.run.path, self.goal
        mark = kit.minimum_mark(lambda: self.ball.seen(*goal), self.ball.seen(*path[len(path) // 2]))
        ring, name = mark.submobjects
        assert isinstance(ring, kit.Dots)
        ring.radius = 1.4 * BALL  # the ball beside it is seen
        name.clear_updaters().next_to(ring.points[0], UP, buff=0.35)  # clear of the numbers of the axes
        return mark

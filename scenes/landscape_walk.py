"""A walk over a loss of two weights: at each step the gradient first, then the step against it."""

from __future__ import annotations

import math

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, BackgroundRectangle, FadeIn, FadeOut, Group, MathTypst, ValueTracker

from gdmath import Descent, Objective, Schedule, at, descend, gradient_descent, inverse_time_decay, landscape
from scenes.kit.lessons.attribute_checks import check_moves, check_objective
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.fog import Darkness
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.painted.marks import Areas, Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.plot import Plot
from scenes.kit.space.axes import Space
from scenes.kit.space.camera_choice import best_turn
from scenes.kit.space.gradient_arrows import RaisedArrow, scale_of, uphill
from scenes.kit.space.surface import Surface
from scenes.kit.space.surface_marks import SurfaceArrow, SurfaceBall, SurfaceTrail
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.motion import draw, glide, stepwise
from scenes.kit.style.numbers import WHOLE, NumberFormat, short
from scenes.kit.style.ticks import padded_range
from scenes.kit.style.worked import Number, bracketed, moved, worked

ARROW = 1.4
"""Length of the longest gradient arrow, in world units; the floor is 2 wide."""

ARROW_STANDS, STEP_STANDS, BALL_LEAVES = 0.26, 0.46, 0.54
"""Shares of a step's time: until the gradient and the step have grown, and until the ball goes."""

SECONDS_PER_STEP = 2.8

BALL = 0.14
"""Radius of the ball, in scene units."""

SEEN = 1.0
"""How far the ball would have seen, in scene units: what is left of the landscape at the end."""

TURNED = 0.88
"""Share of its turn that the view has made when the ball arrives; the rest follows at rest."""

DARKNESS = 0.93
"""Of all that is farther away."""

ELEVATIONS = 48.0, 55.0
"""Degrees of the eye above the floor, first and last: from above one sees into the valley."""

ZOOM = 1.2
"""Of the view, which never turns to where a corner of the box would leave the panel."""

SPACING = 0.55
"""From one row of numbers to the next, in scene units."""

SURROUNDINGS = 0.42
"""How far one sees around the walk, in spans of the walk."""

HEADROOM = 1.25
"""Height of the space, in heights of the walk's highest point: what is steeper is cut off."""


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
        Degrees by which the view turns while the ball walks; at most 60 keep the axes where they are.
    """

    objective: Objective = landscape()
    start: tuple[float, float] = (-1.0, 1.6)
    learning_rate: float | Schedule = inverse_time_decay(0.9, 0.2)
    steps: int = 8
    turn: float = 25.0

    def setup(self) -> None:
        """Compute the whole walk, and build the landscape and the panel of numbers for it."""
        super().setup()
        check_objective(self.objective, variables=2)
        rule = gradient_descent(self.learning_rate)
        self.descent: Descent = descend(self.objective, rule, self.start, iterations=self.steps)
        check_moves(self.descent)
        self.w = self.descent.points
        # Also the last point has one, though no step follows.
        self.rates = np.array([rule.learning_rate(k) for k in range(len(self.w))])
        self.moment = ValueTracker(0.0)
        self.left, self.right = layout.stage().columns(1.8, 1)
        self.space = self.get_space()
        self.surface = Surface(self.space, self.objective, resolution=(60, 60), lines_every=5)
        gradients = self.descent.gradients
        self.arrow_scale = scale_of(self.objective, self.space, self.w, gradients, ARROW)
        self.ways = uphill(self.objective, self.w, gradients, self.arrow_scale)
        self.trail = SurfaceTrail(self.surface, self.w, until=0)
        self.arrow = SurfaceArrow(self.surface, *self.start, direction=self.ways[0], width=7, clear=BALL)
        way = self.w[1] - self.w[0]
        self.step_arrow = SurfaceArrow(
            self.surface, *self.start, direction=way, color=palette.STEP, width=7, clear=BALL
        )
        self.ball = SurfaceBall(self.surface, *self.start, radius=BALL)
        self.get_readouts()
        self.get_loss_chart()
        self.follow_the_moment()
        self.poses = best_turn(self.surface, self.w, self.turn, ELEVATIONS)

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_surface()
        self.show_gradient()
        self.walk()
        self.arrive()

    def step_under_way(self) -> tuple[int, float]:
        """Return how many steps are done at this moment, and the share of the next one's time."""
        share, done = math.modf(self.moment.get_value())
        return int(done), share

    def walked(self) -> float:
        """Return how far along the iterates the ball is: it rests until the arrow has been seen."""
        done, share = self.step_under_way()
        return done + stepwise(max(0.0, share - BALL_LEAVES) / (1 - BALL_LEAVES))

    def grown(self) -> tuple[float, float]:
        """Return how much of the gradient's arrow has grown, and how much of the step's, 0 to 1."""
        _, share = self.step_under_way()
        return (
            stepwise(min(1.0, share / ARROW_STANDS)),
            stepwise(float(np.clip((share - ARROW_STANDS) / (STEP_STANDS - ARROW_STANDS), 0, 1))),
        )

    def place(self) -> Floats:
        """Return the ball's weights, shape (2,)."""
        return at(self.w, self.walked())

    def follow_the_moment(self) -> None:
        """Tie all that moves to the moment; numbers stay those of an iterate until the next is reached."""
        self.ball.add_updater(lambda ball: ball.set_xy(*self.place()))
        self.trail.add_updater(lambda trail: trail.set(until=self.walked()))
        self.arrow.add_updater(lambda arrow: self.put_arrow(arrow))
        self.step_arrow.add_updater(lambda arrow: self.put_step_arrow(arrow))
        self.curve.add_updater(lambda curve: curve.show_until(self.walked()))
        self.bar.add_updater(lambda bar: bar.put(*self.bar_corners(self.latest(self.rates))))
        for number, values in (
            (self.counter, np.arange(len(self.w))),
            (self.loss_number, self.descent.values),
            (self.rate_number, self.rates),
            (self.first_slope, self.descent.gradients[:, 0]),
            (self.second_slope, self.descent.gradients[:, 1]),
        ):
            number.add_updater(lambda number, values=values: number.set_value(self.latest(values)))

    def latest(self, values: Floats) -> float:
        """Return that of the iterates' values which holds now."""
        return float(at(values, self.step_under_way()[0]))

    def put_arrow(self, arrow: SurfaceArrow) -> None:
        """Let the gradient grow out of the resting ball, and vanish as the ball goes."""
        done, _ = self.step_under_way()
        arrow.set_xy(*at(self.w, done)).set_direction(at(self.ways, done))
        arrow.shown = (0.0, self.grown()[0])
        arrow.set_opacity(1 - stepwise(min(1.0, 2 * (self.walked() - done))))

    def put_step_arrow(self, arrow: SurfaceArrow) -> None:
        """Let the step grow to where it leads, and vanish as the ball arrives there."""
        done, _ = self.step_under_way()
        here, there = at(self.w, done), at(self.w, done + 1)
        arrow.set_xy(*here).set_direction(there - here)
        arrow.shown = (0.0, self.grown()[1])
        arrow.set_opacity(1 - stepwise(max(0.0, 2 * (self.walked() - done) - 1)))

    def get_space(self) -> Space:
        """Return a space around the walk, as high as the walk needs."""
        first, last = self.w.min(axis=0), self.w.max(axis=0)
        margin = SURROUNDINGS * max(*(last - first), *np.ptp(self.objective.domain, axis=1) / 10)
        low = np.maximum(first - margin, np.minimum(first, self.objective.domain[:, 0]))
        high = np.minimum(last + margin, np.maximum(last, self.objective.domain[:, 1]))
        axes = [np.linspace(*ends, 81) for ends in zip(low, high, strict=True)]
        heights = self.objective.value(np.stack(np.meshgrid(*axes), axis=-1))
        bottom, highest = float(np.nanmin(heights)), float(self.descent.values.max())
        top = min(float(np.nanmax(heights)), bottom + HEADROOM * (highest - bottom))
        across, along = ((float(a), float(b)) for a, b in zip(low, high, strict=True))
        return Space(across, along, (bottom, top), self.left, "w_1", "w_2", '"Loss"')

    def get_readouts(self) -> None:
        """Build the column of numbers, and the learning rate's formula and bar."""
        slopes, losses, rates = (
            NumberFormat.of(np.abs(values).max(), 3)
            for values in (self.descent.gradients, self.descent.values, self.rates)
        )
        first, second = palette.FIRST_PARAMETER, palette.SECOND_PARAMETER
        g1, g2 = self.descent.gradients[0]
        self.counter = Readout('"step" k', 0, WHOLE)
        self.first_slope = Readout("partial L \\/ partial w_1", g1, slopes, color=first)
        self.second_slope = Readout("partial L \\/ partial w_2", g2, slopes, color=second)
        self.loss_number = Readout('"loss" L', self.descent.values[0], losses)
        formula = getattr(self.learning_rate, "formula", "")
        self.rate_number = Readout("" if formula else "eta", self.rates.max(), rates, color=palette.STEP)
        rows = [self.counter, self.first_slope, self.second_slope, self.rate_number, self.loss_number]
        block = column(*rows, spacing=SPACING)
        if formula:  # above its number, the two equals signs below each other
            Group(self.rate_number, self.loss_number).shift(SPACING * DOWN)
        block.move_to((self.right.left + 0.3, self.right.top, 0.0), aligned_edge=LEFT + UP)
        self.schedule = self.get_schedule(formula)
        # So far it shows the largest rate: the bar begins behind all of them.
        self.bar_foot = self.rate_number.get_right() + 0.35 * RIGHT
        self.rate_number.set_value(self.rates[0])
        self.bar = Areas(*self.bar_corners(self.rates[0]), color=palette.STEP, fill=0.8)
        self.bar_ghost = Areas(*self.bar_corners(self.rates.max()), color=palette.MUTED, fill=0.0)

    def get_schedule(self, formula: str) -> Group:
        """Return the formula of the learning rate, above its number; empty if it has none."""
        if not formula:
            return Group()
        rule = typography.on_baseline(f"$eta = {formula}$", color=palette.STEP)
        sign, corner = rule.submobjects[1], self.rate_number.label.get_left()
        baseline = self.rate_number.number.points[0, 1] + SPACING
        return Group(rule.shift((corner[0] - sign.get_left()[0]) * RIGHT + baseline * UP))

    def get_rule(self) -> MathTypst:
        """Return the rule, above the numbers, in the title's row."""
        rule = typography.formula(
            "bold(w) <- bold(w) - {{ eta : rate }} thin {{ nabla L(bold(w)) : gradient }}", typography.TITLE
        )
        rule.select("rate").set_color(palette.STEP)
        rule.select("gradient").set_color(palette.GRADIENT)
        typography.fitted(rule, self.right.width)
        return rule.move_to((self.right.left, layout.frame().top, 0.0), aligned_edge=LEFT + UP)

    def first_step_in_numbers(self) -> Group:
        """Return the first step of each weight, written out, where the loss curve will be."""
        w_format, slope_format = (
            NumberFormat.of(np.abs(values).max(), 3) for values in (self.w, self.descent.gradients)
        )
        sums = Group()
        for k, color in enumerate((palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)):
            w, slope = Number(self.w[0, k], w_format), Number(self.descent.gradients[0, k], slope_format)
            rate = Number.short(self.rates[0])
            (before, eta, g), sign, after = worked(moved, w, rate, slope, result_format=w_format)
            written = typography.formula(
                f"w_{k + 1} <- {before} - {{{{ {eta} : rate }}}} dot {bracketed(g)}", color=color
            )
            written.select("rate").set_color(palette.STEP)
            result = typography.formula(f"{sign} {after}", color=color)
            rows = [typography.fitted(row, self.right.width) for row in (written, result)]
            sums.add(Group(*rows).arrange(DOWN, buff=0.2, aligned_edge=LEFT))
            result.shift(0.6 * RIGHT)
        sums.arrange(DOWN, buff=0.45, aligned_edge=LEFT)
        return sums.move_to((self.right.left, self.chart.get_center()[1], 0.0), aligned_edge=LEFT)

    def bar_corners(self, rate: float) -> tuple[Floats, Floats]:
        """Return two opposite corners of the bar that shows a learning rate."""
        room = self.right.right - self.bar_foot[0]
        length = room * rate / float(self.rates.max())
        return self.bar_foot + 0.13 * DOWN, self.bar_foot + 0.13 * UP + length * RIGHT

    def get_loss_chart(self) -> None:
        """Build the plot of the loss against the step, and the curve that grows in it."""
        lowest = self.loss_number.get_bottom()[1]
        box = self.right.inset(top=self.right.top - lowest + 0.35)
        steps = self.descent.iterations
        shares = np.linspace(0, 1, 17)
        between = self.w[:-1, None] + shares[:, None] * np.diff(self.w, axis=0)[:, None]
        heights = self.objective.value(between)
        low, high = padded_range(np.append(heights, self.descent.values), 0.06)
        y_range = low, high + 0.3 * (high - low)  # the first loss is written above its point
        self.chart = Plot(box, (0, max(1, steps)), y_range, '"step" k', "L")
        across = np.arange(steps)[:, None] + shares
        nodes = self.chart.c2p(np.arange(steps + 1), self.descent.values)
        self.curve = Trail(nodes, between=self.chart.c2p(across, heights), dots=0.07)

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
        rate = Group(self.schedule, self.rate_number, self.bar_ghost, self.bar)
        with self.beat("gradient"):
            aside = view.animate.turn_to(*self.poses[0]).set(points=self.panel)
            self.play(aside, FadeIn(self.ball), FadeIn(self.get_rule()), run_time=2)
            self.add(self.step_arrow, self.trail, self.arrow, self.ball)
            self.play(glide(self.moment, ARROW_STANDS, 1.4), FadeIn(self.counter))
            parts = self.component_arrows()
            self.add(parts, self.arrow, self.ball)
            self.play(draw(parts[0]), FadeIn(self.first_slope, shift=0.2 * RIGHT))
            self.play(draw(parts[1]), FadeIn(self.second_slope, shift=0.2 * RIGHT))
            self.play(FadeIn(rate, shift=0.2 * RIGHT))
            self.take_first_step(parts)

    def take_first_step(self, parts: Group) -> None:
        """Write the step in numbers, draw it, and take it while the loss curve begins."""
        sums = self.first_step_in_numbers()
        for row in sums:
            self.play(FadeIn(row, shift=0.2 * RIGHT), run_time=0.8)
        self.play(glide(self.moment, STEP_STANDS, 1.4), FadeOut(parts))
        self.hold(0.8)
        self.play(FadeOut(sums), run_time=0.5)
        self.play(FadeIn(self.chart, self.loss_number), run_time=0.8)
        self.add(self.curve)
        self.play(glide(self.moment, 1, 2))

    def component_arrows(self) -> Group:
        """Return the first gradient's components as arrows, one behind the other, each along its axis."""
        first, total = self.descent.gradients[0, 0], self.ways[0]
        colors = palette.FIRST_PARAMETER, palette.SECOND_PARAMETER
        way = uphill(self.objective, self.w[:1], np.array([[first, 0.0]]), self.arrow_scale)[0]
        along = SurfaceArrow(self.surface, *self.start, way, colors[0], width=4.5, clear=BALL)
        rest = RaisedArrow(self.surface, *self.start, direction=total - way, color=colors[1], width=4.5)
        rest.set_tail(along)
        for arrow in (along, rest):
            arrow.shown = (0.0, 0.0)  # it can stand in the scene below the ball before it is drawn
        return Group(along, rest)

    def walk(self) -> None:
        """Take the other steps, while the view turns slowly."""
        steps = self.descent.iterations
        seconds = SECONDS_PER_STEP * max(1, steps - 1)
        first, last = self.poses
        turning = self.space.view.animate.turn_to(*(first + TURNED * (last - first)))
        with self.beat("walk", limit=short(self.limit_at_the_end(), 2)):
            self.play(glide(self.moment, steps, seconds), turning, run_time=seconds)

    def arrive(self) -> None:
        """Mark the minimum, and the first and last loss; then leave of the landscape what the ball saw."""
        values = self.descent.values
        ends = {"first": short(values[0]), "last": short(values[-1])}
        first, last = (typography.formula(ends[name]) for name in ("first", "last"))
        labels = Group(
            first.next_to(self.curve.points[0], RIGHT + UP, buff=0.14),
            last.next_to(self.curve.points[-1], UP, buff=0.25),
        )
        mark, dark = self.minimum_mark(), Darkness(self.left.inset(top=-0.1), self.ball_center, SEEN)
        with self.beat("arrive", steps=self.descent.iterations, **ends):
            self.play(FadeIn(labels), FadeIn(mark))
            self.play(self.space.view.animate.turn_to(*self.poses[1]), run_time=5)
            self.add(dark)
            self.play(dark.animate.set_opacity(DARKNESS), run_time=2)
            self.hold(1.6)

    def ball_center(self) -> Floats:
        """Return the scene point of the ball's middle, shape (3,)."""
        return self.seen_middle(self.place())

    def seen_middle(self, w: Floats) -> Floats:
        """Return the scene point, shape (3,), of the middle of a ball that lies at these weights."""
        foot = self.surface.lift(*w)
        radius = BALL / self.space.view.scale_factor
        return self.space.view.project(foot + radius * self.surface.normal(foot[:2]))

    def goal(self) -> Floats:
        """Return the known minimum nearest to where the walk ends, or that place if none is known."""
        known, end = self.objective.minima, self.w[-1]
        return np.asarray(known[np.linalg.norm(known - end, axis=1).argmin()] if len(known) else end)

    def limit_at_the_end(self) -> float:
        """Return the learning rate that the largest curvature at the goal allows."""
        return 2 / max(float(np.linalg.norm(self.objective.hessian(self.goal()), 2)), 1e-12)

    def minimum_mark(self) -> Group:
        """Return a ring around the nearest known minimum, and its name beside the track; empty if none is."""
        if len(self.objective.minima) == 0:
            return Group()
        nearest = self.goal()
        ring = Dots(self.seen_middle(nearest), color=palette.MINIMUM, radius=0.3, ring=0.05)
        name = typography.text("minimum", color=palette.MINIMUM)
        plate = BackgroundRectangle(name, color=palette.PANEL, fill_opacity=0.9, buff=0.1)
        ring.add_updater(lambda ring: ring.set_points(self.seen_middle(nearest)))
        words = Group(plate, name)
        before = self.w[len(self.w) // 2]
        side = LEFT if self.seen_middle(before)[0] > self.seen_middle(nearest)[0] else RIGHT
        words.add_updater(lambda words: words.next_to(ring.points[0], side, buff=0.42))
        return Group(ring, words)

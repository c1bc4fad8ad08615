"""The curvature itself: a rate that finds itself, Newton's parabola, where it goes wrong, and its price."""

from __future__ import annotations

import numpy as np
from manim import UP, FadeIn, FadeOut, Mobject, ValueTracker, smooth
from manim.utils.rate_functions import ease_in_out_sine, ease_out_sine

from gdmath import (
    Objective,
    best_heavy_ball,
    damped_newton,
    gradient_descent,
    heavy_ball,
    polynomial,
)
from scenes import kit
from scenes.kit import draw, palette, short, typography

NEWTON = "w <- w - (J'(w)) / (J''(w))"
"""Of one variable, as Typst mathematics."""

JUMPS, DOWNHILL = 3, 2
"""So many of Newton's jumps are seen, and of those that are damped."""


class Curvature(kit.ValleyLesson):
    """Who knows the curvature needs no rate and one step where others need many; it costs n x n numbers.

    Attributes
    ----------
    objective, start, share
        As for `kit.ValleyLesson`.
    first_rate, promised
        The rate that the line search tries first, and the share of the promised fall that it asks for.
    hill
        A function of one variable with a minimum and a maximum.
    from_side, near_top
        From where Newton's method goes to a minimum of it, and from where to a maximum.
    """

    words = {
        "title": "The curvature itself",
        "plain": "plain descent",
        "momentum": "momentum",
        "newton": "Newton",
        "maximum": "a maximum!",
        "weights": "n weights",
        "numbers": "n × n second derivatives",
        "screen": "this picture, 1920 × 1080",
    }
    first_rate: float = 0.14
    promised: float = 0.3
    hill: Objective = polynomial([1, 0, -18, 2, 87], [(-2, 5)])
    from_side: float = 4.6
    near_top: float = 0.6

    def setup(self) -> None:
        """Compute all descents, and lay out the valley and the hill."""
        super().setup()
        kit.check_objective(self.hill, variables=1)
        self.color = kit.RULE_COLORS["damped_newton"]
        valley = self.valley
        self.rate = ValueTracker(0.0)
        self.above, below = self.side.rows(1, 3.2, gap=0.1)
        step = self.objective, self.start, self.first_rate, self.promised, self.rate
        self.slice = kit.ArmijoSlice(below, *step)
        tuned = heavy_ball(*best_heavy_ball(valley.curvatures))
        rules = gradient_descent(valley.best), tuned, damped_newton()
        self.walks = [valley.walk(rule) for rule in rules]
        held = [self.slice.after(rate) for rate in self.slice.tries]
        self.map = kit.ValleyMap(self.map_box, valley, np.vstack([*held, *(w.points for w in self.walks)]))
        self.goal = self.map.rings(valley.center)
        self.newtons = kit.NewtonWalks(self.hill, self.from_side, self.near_top, JUMPS, DOWNHILL)
        highest = 1.12 * float(self.hill.value([self.from_side]))
        low = float(self.hill.value(self.hill.minima[0]))
        self.plot = kit.CurvePlot(
            self.map_box, self.hill, y_range=(low - 0.2 * (highest - low), highest), x_label="w", y_label="J"
        )

    def construct(self) -> None:
        """Search a rate, lay the parabola on, see it fail and mended, jump, and count what it costs."""
        self.search()
        self.touch()
        self.go_wrong()
        self.jump_once()
        self.count_cost()

    def search(self) -> None:
        """Halve the rate until J lies under the line."""
        cut, rate, (first, *later) = self.slice, self.rate, self.slice.tries
        notes, tried, arrow = cut.condition(self.above), cut.tried(self.above), cut.arrow(self.map)
        self.ball = kit.Ball(self.map.on(self.start)[None], palette.POINT, 0.17)
        point = kit.Dots(self.ball.points, palette.POINT, self.ball.radius)
        spoken = {"first": short(first), "taken": short(later[-1]), "share": kit.in_percent(self.promised)}
        gaps = [cut.gap(each, palette.GRADIENT) for each in cut.tries]
        gaps[-1].set_color(self.color)
        with self.beat("search", **spoken):
            shown = self.heading(self.word("title")), self.map, self.goal
            self.play(*map(FadeIn, shown), self.take_over(point))
            self.remove(point)
            self.add(arrow, self.ball)
            self.play(FadeIn(cut, tried[0]), draw(cut.curve), run_time=1.5)
            self.add(cut.ball)
            self.play(kit.glide(rate, first, 2.5, smooth))
            self.hold(0.8)
            self.play(draw(cut.tangent), run_time=1.2)
            self.play(draw(cut.line), FadeIn(notes), run_time=1.5)
            self.play(draw(gaps[0]), run_time=0.6)
            for each, name, gap in zip(later, tried[1:], gaps[1:], strict=True):
                self.play(kit.glide(rate, each, 1.5, smooth), FadeIn(name))
                self.play(draw(gap), run_time=0.8)
                self.hold(0.4)
            self.play(self.ball.animate.move_to(self.map.on(cut.after(later[-1]))), run_time=1.2)
        self.shown = [self.map, self.goal, notes, arrow, *cut.whole, *tried, *gaps]

    def touch(self) -> None:
        """Lay a parabola on a curve, and jump to its lowest point, a few times."""
        places, goal = self.newtons.touching, self.newtons.goal
        curve, rings = self.plot.curve(), self.plot.rings([goal])
        newtons = (notes := kit.Notes(self.side)).write(NEWTON)
        left = [short(abs(float(w) - goal), 2) for w in places]
        away = [notes.write(f"abs(w_{k} - w^*) = {each}", self.color) for k, each in enumerate(left)]
        with self.beat("touch", jumps=JUMPS, left=left[-1]):
            begins = self.ball.animate.move_to(self.plot.on(places[0]))
            gone = FadeOut(*self.shown)
            self.play(gone, FadeIn(self.plot, rings), draw(curve), begins, run_time=1.5)
            self.add(self.ball)
            self.play(FadeIn(away[0]), run_time=0.5)
            for k in range(JUMPS):
                model = kit.ModelParabola(self.plot, float(places[k]), self.color)
                self.play(draw(model, run_time=1.6), *([FadeIn(newtons)] if k == 0 else []))
                self.jump(model, float(places[k + 1]), 1.5, away[k + 1])
            self.hold(1.2)
        self.shown, self.notes = [self.plot, curve, rings], notes

    def jump(self, model: kit.ModelParabola, end: float, seconds: float, *told: Mobject) -> None:
        """Mark where a parabola is level, let the ball go there and fall to the curve; both fade."""
        mark, fall = model.mark(), model.fall(end)
        self.add(model, self.ball)
        self.play(FadeIn(mark, fall), run_time=0.5)
        self.add(self.ball)
        self.play(model.jump(self.ball, end, seconds))
        self.play(FadeOut(model, mark, fall), *map(FadeIn, told), run_time=0.5)

    def go_wrong(self) -> None:
        """Near the top the parabola is upside down, and leads to a maximum; turned over, it leads down."""
        notes = kit.Notes(self.side)
        newtons = notes.write(NEWTON)
        damped = notes.write("w <- w - eta thin (J'(w)) / abs(J''(w))", self.color)
        warned = typography.text(typography.as_is(self.word("maximum")), typography.BODY, palette.GRADIENT)
        warned.next_to(self.plot.on(top := self.newtons.climbing[-1]), UP, buff=0.45)
        with self.beat("wrong"):
            self.play(
                *kit.follows(self.notes, newtons), self.ball.animate.move_to(self.plot.on(self.near_top))
            )
            model = kit.ModelParabola(self.plot, self.near_top, self.color)
            self.play(draw(model, run_time=2))
            self.jump(model, top, 1.6, warned)
            self.hold(0.8)
            self.play(self.ball.animate.move_to(self.plot.on(self.near_top)), FadeOut(warned), FadeIn(damped))
            for k in range(DOWNHILL):
                model = kit.ModelParabola(self.plot, float(self.newtons.damped[k]), self.color)
                self.play(draw(model, run_time=0.8))
                if (bend := model.bend.get_value()) < 0:
                    self.play(kit.glide(model.bend, -bend, 1.8, smooth))
                self.jump(model, float(self.newtons.damped[k + 1]), 1.3)
        self.shown += [newtons, damped]

    def jump_once(self) -> None:
        """Take Newton's step in the valley, after the steps of plain descent and of momentum."""
        above, *boxes = self.side.rows(0.5, 1, 1, 1, gap=0.15)
        newtons = kit.Notes(above).write("bold(w) <- bold(w) - H^(-1) nabla J", self.color)
        colors = palette.POINT, kit.RULE_COLORS["heavy_ball"], self.color
        runs = [kit.Run(walk, color=color) for walk, color in zip(self.walks, colors, strict=True)]
        trails = [kit.Trail.of(run, self.map, dots=0.05, width=3.5) for run in runs]
        counts = [
            kit.BigNumber(box, self.word(name), color=run.color).follow(run, "iteration")
            for box, name, run in zip(boxes, ("plain", "momentum", "newton"), runs, strict=True)
        ]
        plain, fewest, steps = (run.steps for run in runs)
        with self.beat("once", plain=plain, fewest=fewest, newton=steps):
            start = self.ball.animate.move_to(self.map.on(self.start))
            self.play(FadeOut(*self.shown), FadeIn(self.map, self.goal), start)
            for run, trail, count in zip(runs[:2], trails, counts, strict=False):
                self.add(trail, self.ball)
                self.play(FadeIn(count), run.advance(run_time=2.2, rate_func=ease_out_sine))
            self.play(FadeIn(newtons, counts[2]), *(kit.dimmed(trail, 0.5) for trail in trails[:2]))
            self.add(trails[2], self.ball)
            self.play(runs[2].advance(run_time=1.5), self.ball.animate.move_to(self.goal))
            self.play(kit.Swell(self.goal, "radius", 0.6, 2), run_time=1.2)
        self.shown = [self.map, self.goal, newtons, *trails, *counts]

    def count_cost(self) -> None:
        """Count the numbers of the Hessian, and give each a pixel: the picture is too small."""
        names = (self.word(name) for name in ("weights", "numbers", "screen"))
        last = kit.learnt_mountain().network.dimension
        matrix = self.objective.hessian(self.start)
        cost = kit.HessianSquare(self.map_box, self.side, matrix, last, *names)
        with self.beat("cost", n=2, few=matrix.size, weights=last, million=short(last**2 / 1e6)):
            self.play(FadeOut(*self.shown), FadeIn(cost, cost.entries, cost.counts))
            self.hold(2)
            self.add(cost.counts, self.ball)
            self.play(FadeOut(cost.entries), run_time=0.5)
            self.play(kit.glide(cost.grown, 1.0, 7, ease_in_out_sine))
            self.add(cost.screen, self.ball)
            inside = self.ball.animate.move_to(cost.middle())
            self.play(inside, kit.glide(cost.zoom, 1.0, 2.5, smooth), run_time=2.5)
        self.carried = self.ball

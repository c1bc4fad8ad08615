"""The curvature itself: a rate that finds itself, Newton's parabola, where it goes wrong, and its price."""

from __future__ import annotations

import numpy as np
from manim import ORIGIN, FadeIn, FadeOut, ValueTracker, smooth
from manim.utils.rate_functions import ease_in_out_sine, ease_out_sine

from gdmath import Objective, damped_newton, gradient_descent, himmelblau, polynomial
from scenes import kit
from scenes.kit import draw, palette, short

JUMPS, ASTRAY, DOWNHILL, AWAY = 4, 2, 2, 2
"""So many of Newton's jumps lead to a minimum, go wrong, are damped, and lead from the saddle down."""

SEEN, ONLY_GONE = 2, 1.4
"""So many jumps to the minimum are seen; further ones are too short: seconds for the number of each."""


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
    landscape
        A function of two variables with a saddle.
    near_saddle
        From where Newton's method goes to it.
    """

    words = {
        "title": "The curvature itself",
        "promised": "promised",
        "asked": "{share} % of it",
        "missed": "too high",
        "plain": "plain descent",
        "momentum": "momentum",
        "newton": "Newton",
        "maximum": "a maximum!",
        "saddle": "a saddle!",
        "weights": "weights",
        "numbers": "second derivatives",
        "screen": "one picture, {width} × {height}",
        "each": "each picture: {width} × {height}",
    }
    kind = kit.Bowl
    first_rate: float = 0.14
    promised: float = 0.3
    hill: Objective = polynomial([1, 0, -18, 2, 87], [(-2.2, 4.6)])
    from_side: float = 4.2
    near_top: float = 1.0
    landscape: Objective = himmelblau()
    near_saddle: tuple[float, float] = (-0.9, 2.6)

    def setup(self) -> None:
        """Compute all descents, and lay out the valley, the hill and the saddle."""
        super().setup()
        kit.check_objective(self.hill, variables=1)
        kit.check_objective(self.landscape, variables=2)
        self.color = kit.RULE_COLORS["damped_newton"]
        valley = self.valley
        self.rate = ValueTracker(0.0)
        self.above, below = self.side.rows(1, 3.2, gap=0.1)
        step = self.objective, self.start, self.first_rate, self.promised, self.rate
        self.slice = kit.ArmijoSlice(below, *step)
        rules = gradient_descent(valley.best), valley.best_momentum, damped_newton()
        self.walks = list(map(valley.walk, rules))
        held = [self.slice.after(rate) for rate in self.slice.tries]
        self.map = kit.ValleyMap(self.map_box, valley, np.vstack([*held, *(w.points for w in self.walks)]))
        self.goal = self.map.rings(valley.center)
        self.touching, self.lowest = kit.newton_to_minimum(self.hill, self.from_side, JUMPS)
        self.on_hill = kit.NewtonAstray(self.hill, self.near_top, ASTRAY, DOWNHILL)
        self.on_pass = kit.NewtonAstray(self.landscape, self.near_saddle, ASTRAY, AWAY)
        self.plot = kit.ModelPlot(self.map_box, self.hill, self.from_side, self.lowest)

    def construct(self) -> None:
        """Search a rate, lay the parabola on, see it fail and mended, jump, and count what it costs."""
        for beat in (self.search, self.touch, self.leave_hilltop, self.leave_saddle):
            beat()
        self.jump_once()
        self.count_cost()

    def search(self) -> None:
        """Halve the rate until J lies under the line."""
        cut, rate, (first, *later) = self.slice, self.rate, self.slice.tries
        notes, tried, arrow = cut.condition(self.above), cut.tried(self.above), cut.arrow(self.map)
        self.ball = kit.Ball(self.map.on(self.start)[None], palette.POINT, 0.17).set_z_index(1)
        percent, taken, gaps = kit.in_percent(self.promised), short(later[-1]), cut.gaps(self.color)
        keys = cut.key(self.word("promised"), self.word("asked", share=percent), self.word("missed"))
        promise, share, missed = keys
        with self.beat("search", first=short(first), taken=taken, share=percent):
            self.title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (self.title, self.map, self.goal)), self.take_over(self.ball))
            self.add(arrow)
            self.ball.add_updater(lambda ball: ball.move_to(self.map.on(cut.after(rate.get_value()))))
            self.play(FadeIn(cut, tried[0]), draw(cut.curve), run_time=1.5)
            self.add(cut.ball)
            self.play(kit.glide(rate, first, 2, smooth))
            self.hold(0.3)
            self.play(draw(cut.tangent), FadeIn(promise), run_time=1)
            self.play(draw(cut.line), FadeIn(notes, share), run_time=1.2)
            self.play(draw(gaps[0]), FadeIn(missed), run_time=0.7)
            for each, name, gap in zip(later, tried[1:], gaps[1:], strict=True):
                self.play(kit.glide(rate, each, 1.2, smooth), FadeIn(name))
                self.play(draw(gap), run_time=0.7)
                self.hold(0.3)
            self.ball.clear_updaters()
        self.shown = [self.map, self.goal, notes, arrow, *cut.whole, *tried, *gaps, *keys]

    def touch(self) -> None:
        """Lay a parabola on a curve, and jump to its lowest point, a few times."""
        places, goal = self.touching, self.lowest
        curve, rings = self.plot.curve(), self.plot.rings([goal])
        walk = self.on_curve = kit.ModelWalk(self, self.plot, self.ball, self.color)
        notes = kit.MissNotes(self.side, places, goal, self.color)
        first, *later = notes.misses
        with self.beat("touch"):
            self.play(FadeOut(*self.shown), self.ball.animate.move_to(self.plot.on(places[0])), run_time=0.6)
            self.play(FadeIn(self.plot, curve, rings, first), run_time=0.7)
            walk.go(places, later, FadeIn(notes.rule), shown=SEEN, run_time=ONLY_GONE)
            self.play(FadeIn(notes.law))
        self.notes, self.shown = notes, [self.plot, curve, rings]

    def leave_hilltop(self) -> None:
        """Near the top the parabola is upside down, and leads to a maximum; turned over, it leads down."""
        first, *_, top = self.on_hill.pure.values
        notes = kit.AstrayNotes(self.side, self.on_hill, self.color)
        with self.beat("wrong", first=short(first), top=short(top), last=notes.lowest):
            begins = kit.follows(self.notes, notes.first)
            self.on_curve.go_astray(self.on_hill, notes, self.word("maximum"), *begins, shown=DOWNHILL)
        self.shown.append(notes)

    def leave_saddle(self) -> None:
        """Where J is curved upwards one way, and downwards the other, Newton's method leads to a saddle."""
        land = kit.ModelLand(self.map_box, self.on_pass)
        notes, start = kit.AstrayNotes(self.side, self.on_pass, self.color), land.on(self.near_saddle)
        walk, comes = kit.ModelWalk(self, land, land.ball, self.color), FadeIn(*land.parts, notes.first)
        with self.beat("saddle"):
            self.play(FadeOut(*self.shown), self.ball.animate.move_to(start), run_time=0.6)
            self.remove(self.ball)
            walk.go_astray(self.on_pass, notes, self.word("saddle"), comes, shown=1)
        self.add(self.ball.move_to(land.on(self.on_pass.damped.points[-1]))).remove(land.ball)
        self.shown = [*land.parts, notes]

    def jump_once(self) -> None:
        """Take Newton's step in the valley, after the steps of plain descent and of momentum."""
        above, *boxes = self.notes_and_counters(0.5, 1, 1, 1, gap=0.15)
        newtons = kit.Notes(above).write(kit.NEWTONS, self.color)
        colors = palette.POINT, kit.RULE_COLORS["heavy_ball"], self.color
        runs = [kit.Run(walk, color=color) for walk, color in zip(self.walks, colors, strict=True)]
        names = [self.word(name) for name in ("plain", "momentum", "newton")]
        raced = kit.MapRace(self.map, runs, boxes, names)
        plain, fewest, steps = (run.steps for run in runs)
        with self.beat("once", plain=plain, fewest=fewest, newton=steps):
            self.play(FadeOut(*self.shown), self.ball.animate.move_to(self.map.on(self.start)), run_time=0.6)
            self.play(FadeIn(self.map, self.goal), run_time=0.6)
            self.remove(self.ball)
            for run, trail, ball, count in zip(runs, raced.trails, raced.balls, raced.counters, strict=True):
                self.add(trail, ball)
                if run is runs[-1]:
                    faint = [kit.dimmed(each, 0.4) for each in raced.trails[:2]]
                    self.play(FadeIn(newtons, count), FadeOut(*raced.balls[:2]), *faint, run_time=0.8)
                    self.play(run.advance(run_time=1.3), rate_func=smooth)
                else:
                    self.play(FadeIn(count), run.advance(run_time=1.8, rate_func=ease_out_sine))
            self.play(kit.Swell(self.goal, "radius", 0.6, 2), run_time=1.2)
        self.shown = [self.map, self.goal, newtons, raced.trails, raced.balls[2], raced.counters]

    def count_cost(self) -> None:
        """Count the numbers of the Hessian, and give each a pixel: the picture is too small."""
        size = dict(zip(("width", "height"), kit.picture_pixels(), strict=True))
        *names, each = (self.word(name, **size) for name in ("weights", "numbers", "screen", "each"))
        last = kit.learnt_mountain().network.dimension
        cost = kit.HessianSquare(self.map_box, self.side, self.objective.hessian(self.start), last, *names)
        sheets = kit.FilledPictures(self.map_box, cost.pictures, size["width"] / size["height"], each)
        million, pictures = short(last**2 / 1e6), short(cost.pictures, 2)
        solved = kit.Notes(self.side).write(kit.NEWTON_SOLVES, self.color)
        with self.beat("cost", weights=last, million=million, pictures=pictures):
            self.play(FadeOut(*self.shown), run_time=0.5)
            self.play(FadeIn(cost, cost.entries, cost.counts), run_time=0.7)
            self.hold(1.3)
            self.play(FadeIn(solved))
            self.hold(0.8)
            self.play(FadeOut(cost.entries, self.title, solved), run_time=0.6)
            self.play(kit.glide(cost.grown, 1.0, 4.4, ease_in_out_sine))
            self.add(cost.screen, cost.counts)
            self.play(kit.glide(cost.zoom, 1.0, 1.6, smooth))
            self.play(FadeOut(cost, cost.screen), FadeIn(sheets, self.title), run_time=0.6)
            self.play(kit.glide(sheets.poured, 1.0, 1.8))
            sheets.filled.clear_updaters()
        self.carried = kit.Dots([ORIGIN], palette.POINT, 0.0)

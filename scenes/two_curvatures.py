"""A valley has two directions, each with a curvature of its own, and there is one learning rate for both."""

from __future__ import annotations

from manim import LEFT, FadeIn, FadeOut, Group, ValueTracker, smooth
from manim.utils.rate_functions import ease_in_quad, ease_out_sine

from gdmath import gradient_descent
from scenes import kit
from scenes.kit import draw, palette, short, typography

SWINGS, TRIED, LOOKED_AT, CHARTED = 6, 2, 10, 30
"""Steps taken slowly at first, with legs, until both slices have been seen, and on the chart."""

FARTHEST = 1.05
"""The last rate, in limits."""

DRAWN, COUNTED = 160, 4000
"""Steps of the path that is drawn anew at each rate, and those that are counted at most."""


class TwoCurvatures(kit.ValleyLesson):
    """The steep direction of a valley limits the rate, and the flat one has to wait.

    The attributes are those of `kit.ValleyLesson`.
    """

    words = {
        "title": "One rate, two curvatures",
        "steps": "steps",
        "best": "theory's best",
        "until": "until",
        "stays": "for good",
        "same": "Same ball, same valley.\nCan it be done in",
        "fewer": "steps?",
        "untouched": "With nothing but the slope?",
        "vectors": "eigenvectors",
        "numbers": "curvatures",
        "measured": "measured",
        "wide": "(drawn {times} × as wide)",
        "never": "never",
    }

    def setup(self) -> None:
        """Compute the run at the best rate, its two lengths, and the fewest steps with a mass."""
        super().setup()
        valley = self.valley
        self.fewest = valley.steps(valley.best_momentum)
        self.run = kit.Run(valley.walk(gradient_descent(valley.best)))
        self.legs_run = valley.leg_runs(valley.best, self.run.steps, self.run.clock, kit.WAY_COLORS)
        self.map = kit.ValleyMap(self.map_box, valley, self.run.path)
        self.trail = kit.Trail.of(self.run, self.map, dots=0.055)
        self.ball = kit.Ball.of(self.run, self.map, radius=0.17).set_z_index(2)
        self.goal = self.map.rings(valley.center)
        self.legs = self.map.legs(lambda: self.run.point)
        self.rate = ValueTracker(valley.best)

    def construct(self) -> None:
        """Ask the riddle, take the valley apart into its two directions, and turn the rate for both."""
        self.recall()
        self.ask()
        self.show_directions()
        self.slide()
        self.measure()
        self.turn_rate()
        self.pass_limit()

    def recall(self) -> None:
        """Go down once more, at the best rate, and count the steps."""
        count, self.rest = self.side.rows(1, 2, gap=0.3)
        self.counter = kit.BigNumber(count, self.word("steps"), color=palette.POINT)
        self.counter.follow(self.run, "iteration")
        self.notes = kit.Notes(self.rest)
        self.notes.write(f'eta = {short(self.valley.best)}":" space {self.quoted("best")}', palette.STEP)
        aim = short(self.share).removeprefix("1 times ")
        until, stays = self.quoted("until"), self.quoted("stays")
        self.notes.write(f"{until} space J <= {aim} thin J_0 space {stays}", palette.MUTED)
        point = kit.Dots(self.ball.points, palette.POINT, self.ball.radius)
        with self.beat("valley", steps=self.run.steps):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.map, self.goal)), self.take_over(point))
            self.remove(point)
            self.add(self.trail, self.ball)
            self.play(FadeIn(self.counter, self.notes), run_time=0.6)
            self.play(self.run.advance(SWINGS, run_time=0.6 * SWINGS))
            self.play(self.run.advance(run_time=5.5, rate_func=ease_out_sine))

    def ask(self) -> None:
        """Write the riddle below the count."""
        words = self.word("same"), self.fewest, self.word("fewer"), self.word("untouched")
        self.riddle = kit.Riddle(self.rest, *words, kit.RULE_COLORS["heavy_ball"])
        asked, fewer, untouched = self.riddle.parts
        with self.beat("riddle", fewest=short(self.fewest)):
            self.play(*kit.follows(self.notes, asked))
            self.play(FadeIn(fewer, scale=1.6), run_time=0.8)
            self.hold(0.6)
            self.play(FadeIn(untouched))

    def show_directions(self) -> None:
        """Let H turn a way from the minimum, and stretch its legs; the ball's place is a sum of such legs."""
        words, drawn = map(self.word, ("vectors", "numbers")), kit.StretchedWay(self.map)
        told = self.told = kit.EigenNotes(self.side, self.valley, *words)
        held = kit.Ball(self.ball.points, palette.POINT, self.ball.radius).set_z_index(2)
        with self.beat("hessian"):
            self.counter.number.clear_updaters()  # it fades with what it has counted
            self.remove(self.ball)
            away = held.animate.move_to(self.map.on(drawn.place))
            self.play(FadeOut(self.riddle, self.counter, self.trail), away, run_time=1.2)
            self.play(draw(drawn.way[0]), FadeIn(drawn.way[1]), run_time=1.2)
            self.hold(1.2)
            self.play(FadeIn(told.matrix), run_time=0.8)
            self.add(drawn.slope, held)
            self.play(*drawn.turn(2.4))
            self.play(FadeIn(told.slope), run_time=0.8)
        flat, steep = map(short, self.valley.curvatures)
        with self.beat("directions", flat=flat, steep=steep):
            lines = [self.map.line(way) for way in range(2)]
            self.play(*(draw(line) for line, _ in lines), *(FadeIn(name) for _, name in lines))
            self.play(FadeOut(drawn.way), FadeIn(*drawn.legs), run_time=0.8)
            self.hold(0.8)
            for way, formula in enumerate(told.ways):
                self.play(*drawn.stretch_leg(way, 1.9), FadeIn(formula))
            self.play(FadeIn(told.vectors), run_time=0.8)
            self.hold(0.9)
            self.play(FadeIn(told.numbers), run_time=0.8)
        with self.beat("legs"):
            self.run.clock.set_value(0.0)
            back = held.animate.move_to(self.map.on(self.start))
            self.play(FadeOut(drawn.stretched), FadeIn(self.legs, told.total), back, run_time=1.2)
            self.remove(held).add(self.legs, self.goal, self.ball)
            self.play(self.run.advance(TRIED, run_time=1.5 * TRIED))

    def slide(self) -> None:
        """See each leg as a ball on a parabola of its own, and both shrink by their factors."""
        boxes, around = self.side.rows(1, 1, gap=0.5), (self.legs_run, self.valley.best)
        wide = [self.word("wide", times=kit.widened(self.valley, way)) for way in range(2)]
        slices = [kit.LegSlice(boxes[way], self.valley, way, *around, wide[way]) for way in range(2)]
        middle = (TRIED + LOOKED_AT) // 2
        with self.beat("slices"):
            self.play(*kit.follows(self.told, Group(*(each.whole for each in slices))))
            self.play(self.run.advance(middle, run_time=0.75 * (middle - TRIED)))
            self.play(FadeIn(slices[0].factor), run_time=0.7)
            self.play(self.run.advance(LOOKED_AT, run_time=1.0 * (LOOKED_AT - middle)))
            self.play(FadeIn(slices[1].factor), run_time=0.7)
            self.hold(0.7)  # its minus is read
        self.slices = Group(*slices)

    def measure(self) -> None:
        """Lay both lengths on a logarithmic axis, and compare their slopes with the factors."""
        chart = kit.LegChart(self.side, self.legs_run, CHARTED)
        notes = chart.notes(self.valley, self.valley.best, self.quoted("measured"))
        with self.beat("modes", left=short(self.valley.left)):
            self.play(*kit.follows(self.slices, chart), run_time=0.6)
            self.add(*chart.trails)
            self.play(self.run.advance(chart.last, run_time=2.0, rate_func=smooth))
            self.play(*map(FadeIn, notes), run_time=0.6)
        self.charted = [chart, *chart.trails, *notes]

    def turn_rate(self) -> None:
        """Show both factors over the rate, and turn it for both: where the curves cross, it is best."""
        valley, rate = self.valley, self.rate
        self.gauge = gauge = kit.FactorGauge(self.side, valley, rate)
        self.best = gauge.best_mark()
        first = 1 / float(valley.curvatures[-1])
        least, luckiest = valley.luckiest(first)
        self.count = self.count_on_map(palette.POINT, is_above=True)
        with self.beat("gauge", first=short(first), least=short(least)):
            self.play(FadeOut(*self.charted, self.legs), FadeIn(gauge), self.run.advance(0, 1.2, smooth))
            for curve, name in zip(gauge.curves, gauge.names(), strict=True):
                self.play(draw(curve), FadeIn(name), run_time=0.9)
            self.hold(0.8)
            rate.set_value(first)
            gauge.hand.update()
            self.path = self.map.path_of(lambda: valley.points(gradient_descent(rate.get_value()), DRAWN))
            self.count.tell(lambda: valley.steps(gradient_descent(rate.get_value()), COUNTED), most=COUNTED)
            self.play(FadeIn(gauge.hand, gauge.reading(), self.path, self.count))
            self.hold(1.8)
            for following in ((first + valley.best) / 2, luckiest):
                self.play(kit.glide(rate, following, 2.0, smooth))
            self.hold(1.3)
            self.play(kit.glide(rate, valley.best, 1.2, smooth))
            self.play(FadeIn(self.best), run_time=0.7)

    def pass_limit(self) -> None:
        """Turn the rate beyond the limit: the steep leg grows, and the ball flies off."""
        valley, rate, far = self.valley, self.rate, FARTHEST * self.valley.limit
        flight = self.map.flight(far)
        ball, trail = kit.Ball.of(flight, self.map, radius=0.17), kit.Trail.of(flight, self.map, dots=0.05)
        never = kit.plated(typography.text(typography.as_is(self.word("never")), 80, palette.GRADIENT))
        never.move_to(self.count, aligned_edge=LEFT)
        with self.beat("limit", limit=short(valley.limit)):
            self.play(FadeOut(self.count, self.path, self.best), run_time=0.5)
            self.play(FadeIn(self.gauge.limit_mark(), self.gauge.growth), run_time=0.8)
            self.play(kit.glide(rate, far, 1.4, smooth))
            self.remove(self.ball).add(trail, ball)
            told = FadeIn(never, rate_func=kit.during(0.3, 0.5))
            self.play(flight.advance(run_time=3.8, rate_func=ease_in_quad), told)
            back = kit.glide(rate, valley.best, 1.4, smooth)
            self.play(FadeOut(trail, never, ball), FadeIn(self.ball), back)
        self.carried = self.ball

"""A valley has two directions, each with a curvature of its own, and there is one learning rate for both."""

from __future__ import annotations

import numpy as np
from manim import LEFT, FadeIn, FadeOut, Group, ValueTracker, smooth
from manim.utils.rate_functions import ease_in_quad, ease_out_sine

from gdmath import (
    best_heavy_ball,
    descend,
    gradient_descent,
    heavy_ball,
)
from scenes import kit
from scenes.kit import draw, palette, short, typography

SWINGS, TRIED, LOOKED_AT, CHARTED = 6, 2, 10, 30
"""Steps taken slowly at first, with legs, until both slices have been seen, and on the chart."""

FARTHEST, FLOWN = 1.05, 40
"""The last rate, in limits, and the steps that the ball takes at it."""

DRAWN, COUNTED = 160, 4000
"""Steps of the path that is drawn anew at each rate, and those that are counted at most."""

SWEEP, TURNED = 200, 2.0
"""Rates that are tried up to the limit, and seconds in which it is turned to the next one."""


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
        "measured": "measured",
        "never": "never",
    }

    def setup(self) -> None:
        """Compute the run at the best rate, its two lengths, and the fewest steps with a mass."""
        super().setup()
        valley = self.valley
        self.fewest = valley.steps(heavy_ball(*best_heavy_ball(valley.curvatures)))
        self.run = kit.Run(valley.walk(gradient_descent(valley.best)))
        self.legs_run = valley.leg_runs(valley.best, self.run.steps, self.run.clock, kit.WAY_COLORS)
        self.map = kit.ValleyMap(self.map_box, valley, self.run.path)
        self.trail = kit.Trail.of(self.run, self.map, dots=0.055)
        self.ball = kit.Ball.of(self.run, self.map, radius=0.17)
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
        count, self.rest = self.side.rows(1, 1.6)
        self.counter = kit.BigNumber(count, self.word("steps"), color=palette.POINT)
        self.counter.follow(self.run, "iteration")
        self.notes = kit.Notes(self.rest)
        self.notes.write(f'eta = {short(self.valley.best)}":" space {self.quoted("best")}', palette.STEP)
        aim = short(self.share).removeprefix("1 times ")
        self.notes.write(
            f"{self.quoted('until')} space J <= {aim} thin J_0 space {self.quoted('stays')}", palette.MUTED
        )
        point = kit.Dots(self.ball.points, palette.POINT, self.ball.radius)
        with self.beat("valley", steps=self.run.steps, percent=kit.in_percent(self.share)):
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
        """Draw the two eigenvectors, and the ball's place as the sum of two legs along them."""
        flat, steep = map(short, self.valley.curvatures)
        told = self.told = kit.EigenNotes(self.side, self.valley)
        self.axes = [self.map.line(way) for way in range(2)]
        with self.beat("directions", flat=flat, steep=steep):
            self.counter.number.clear_updaters()  # it fades with what it has counted
            gone = FadeOut(self.riddle, self.counter, self.trail)
            self.play(gone, self.run.advance(0, 1.5, smooth))
            self.play(FadeIn(told.matrix))
            self.hold(1.4)
            for line, name in zip(self.axes, told.ways, strict=True):
                self.play(draw(line[0]), FadeIn(line[1], name), run_time=1.8)
                self.hold(0.8)
            self.play(FadeIn(self.legs, told.total), run_time=1.5)
            self.add(self.legs, self.goal, self.ball)
            self.play(self.run.advance(TRIED, run_time=1.6 * TRIED))

    def slide(self) -> None:
        """See each leg as a ball on a parabola of its own, and both shrink by their factors."""
        around = self.legs_run, self.valley.best
        slices = self.slices = [
            kit.LegSlice(box, self.valley, way, *around)
            for way, box in enumerate(self.side.rows(1, 1, gap=0.3))
        ]
        flat, steep = map(short, self.valley.factors(self.valley.best))
        with self.beat("slices", flat=flat, steep=steep):
            self.play(*kit.follows(self.told, Group(*slices)))
            self.play(self.run.advance(LOOKED_AT, run_time=1.2 * (LOOKED_AT - TRIED)))

    def measure(self) -> None:
        """Lay both lengths on a logarithmic axis, and compare their slopes with the factors."""
        above, below = self.side.rows(2.4, 1, gap=0.2)
        last = min(CHARTED, self.run.steps)
        chart = kit.LegChart(above, self.legs_run, last)
        notes = chart.notes(below, self.valley, self.valley.best, self.quoted("measured"))
        with self.beat("modes", factor_p=chart.measured[0], factor_q=chart.measured[1]):
            self.play(*kit.follows(Group(*self.slices), chart))
            self.add(*chart.trails)
            self.play(self.run.advance(last, run_time=5, rate_func=smooth))
            for note in notes:
                self.play(FadeIn(note), run_time=0.7)
        self.charted = [chart, *chart.trails, *notes]

    def turn_rate(self) -> None:
        """Turn the rate for both: where the curves cross, it is best."""
        valley, rate = self.valley, self.rate
        self.gauge = gauge = kit.FactorGauge(self.side, valley, rate)
        first = 1 / float(valley.curvatures[-1])
        tried = [(self.steps_at(rate), rate) for rate in np.linspace(first, valley.limit, SWEEP)[:-1]]
        least, luckiest = min([(self.run.steps, valley.best), *tried])
        corner = kit.Box(
            self.map_box.left + 0.3, self.map_box.left + 3, self.map_box.top - 1.9, self.map_box.top
        )
        self.count = kit.BigNumber(corner, self.word("steps"), color=palette.POINT).plated()
        with self.beat("gauge", best=short(valley.best), least=short(least)):
            back = self.run.advance(0, 1.2, smooth)
            self.play(FadeOut(*self.charted, self.legs), FadeIn(gauge, gauge.names()), back)
            self.play(*map(draw, gauge.curves), run_time=1.5)
            rate.set_value(first)
            gauge.hand.update()
            self.path = self.map.path_of(lambda: valley.points(gradient_descent(rate.get_value()), DRAWN))
            self.count.tell(lambda: valley.steps(gradient_descent(rate.get_value()), COUNTED), most=COUNTED)
            self.play(FadeIn(gauge.hand, self.path, self.count))
            self.add(self.ball)
            self.hold(1.5)
            for following in ((first + valley.best) / 2, luckiest):
                self.play(kit.glide(rate, following, TURNED, smooth))
            self.hold(1)
            self.play(kit.glide(rate, valley.best, 1.2, smooth))
            self.play(FadeIn(gauge.best_mark()))

    def steps_at(self, rate: float) -> float:
        """Return after how many steps plain descent has arrived at a rate, if no later than at the best."""
        return self.valley.steps(gradient_descent(rate), self.run.steps)

    def pass_limit(self) -> None:
        """Turn the rate beyond the limit: the steep leg grows, and the ball flies off."""
        valley, rate, far = self.valley, self.rate, FARTHEST * self.valley.limit
        flight = kit.Run(descend(self.objective, far, self.start, iterations=FLOWN))
        ball, trail = kit.Ball.of(flight, self.map, radius=0.17), kit.Trail.of(flight, self.map, dots=0.05)
        never = kit.plated(typography.text(typography.as_is(self.word("never")), 80, palette.GRADIENT))
        never.move_to(self.count, aligned_edge=LEFT)
        with self.beat("limit", limit=short(valley.limit)):
            self.play(FadeIn(self.gauge.limit_mark(), self.gauge.growth), FadeOut(self.count, self.path))
            self.play(kit.glide(rate, far, 1.5, smooth))
            self.remove(self.ball)
            self.add(trail, ball)
            self.play(
                flight.advance(run_time=4.5, rate_func=ease_in_quad),
                FadeIn(never, rate_func=kit.during(0.3, 0.5)),
            )
            self.play(FadeOut(trail, never), FadeIn(self.ball), kit.glide(rate, valley.best, 1.5, smooth))
        self.carried = self.ball

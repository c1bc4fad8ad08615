"""Large steps swing from wall to wall of a narrow valley; other units of the data make a bowl of it."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from manim import LEFT, RIGHT, UP, FadeIn, FadeOut, smooth

from gdmath import FloatArray, descend, geometric
from scenes import kit
from scenes.kit import draw, layout, palette, short

LIMIT_SHARE = 0.98
"""Learning rate of the swings, as a share of the limit."""

SWINGS = 6
"""So many swings last a second each."""

SHOWN = 160
"""How many of the slow descent's steps are shown."""

BOWL = 1.14
"""Height of the bowl, in heights of the start above the minimum."""

CURE: dict[str, Any] = {"rise": 1.0, "azimuth": -72.0, "elevation": 54.0, "zoom": 1.42}
"""How the cure is seen: from high above, so that one looks into the valley."""

PASSED, ROUND = 10.0, -36.0
"""Degrees by which the eye goes on as swings are seen and reasons given, and in each change of the data."""

SLOWLY: dict[str, Any] = {"run_time": 5.5, "rate_func": smooth}
"""How the data are changed."""


class NarrowValley(kit.TenPointsLesson):
    """Steps near the limit zigzag in a narrow valley; with standardised data, a single step is enough."""

    words = {
        "title": "The narrow valley",
        "limit": "largest curvature",
        "share": "of it",
        "across": "curvature across",
        "along": "along",
        "condition": "condition number",
        "units": "both axes at one scale",
    }
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute the slow run, the swings and the one step, and put the valley on the stage."""
        super().setup()
        kit.check_valley(self.fit)
        self.run.show(geometric(self.last_epoch(), SHOWN))
        self.run.clock.set_value(self.run.end)
        self.swing = kit.swinging_run(self.cost, LIMIT_SHARE, self.start, SWINGS)
        self.changing = kit.ChangingCost(self.dataset, self.convention)
        self.lay_out()
        self.terrain = kit.cost_terrain(layout.stage(), self.cost, self.start)
        _, self.whole = kit.valley_sights(self.cost, self.start)
        self.terrain.put(**self.whole)
        surface = self.terrain.surface
        self.trail, self.ball = kit.SurfaceTrail.of(self.run, surface), kit.SurfaceBall.of(self.run, surface)
        self.goal = kit.Dots(np.zeros((1, 3)), palette.MINIMUM, radius=0.26, ring=0.06)
        self.goal.add_updater(lambda ring: ring.set_points(self.on_terrain(self.best)), call_updater=True)

    def on_terrain(self, line: FloatArray) -> FloatArray:
        """Return where a line is seen among the data as they are changed so far, shape (1, 3)."""
        return self.terrain.on([self.changing.line(line)])

    def lay_out(self) -> None:
        """Give the landscape, the words, the data and the numbers beside the bowl their boxes."""
        self.panel, self.words_box = kit.landscape_boxes()
        match layout.shape():
            case kit.Shape.WIDE:
                left, right = layout.stage().columns(1.5, 1)
                self.bowl_box = left.inset(left=0.3)
                self.rows_box, self.data_box = right.rows(2.7, 3.2)
            case kit.Shape.TALL:
                self.bowl_box, self.rows_box, self.data_box = layout.stage().rows(5.8, 2.6, 3)
            case kit.Shape.SQUARE:
                self.bowl_box, lower = layout.stage().rows(1.5, 1, gap=0.15)
                self.rows_box, self.data_box = lower.columns(1.25, 1)
        self.rows = kit.Rows(self.rows_box, 4)

    def construct(self) -> None:
        """Swing from wall to wall, see why, cure the valley, and arrive in a single step."""
        self.go_faster()
        self.zigzag()
        self.give_reason()
        self.center()
        self.scale()
        self.go_straight()

    def go_faster(self) -> None:
        """Roll back to the start, and choose a rate close to the limit."""
        limit = self.cost.learning_rate_limit
        notes = kit.Notes(self.words_box)
        share = f"{100 * LIMIT_SHARE:g} % space {self.quoted('share')}"
        chosen = f'{share}":" space eta = {short(LIMIT_SHARE * limit, 4)}'
        for formula in (f"eta < 2 / {self.quoted('limit')}", f"= {short(limit, 4)}", chosen):
            notes.write(formula, palette.STEP)
        with self.beat("faster"):
            self.add(*self.terrain.parts, self.trail, self.goal, self.ball)
            self.title = self.heading(self.word("title"))
            self.play(FadeIn(self.title), run_time=1)
            aside = self.terrain.travel(panel=self.panel, run_time=3, rate_func=smooth)
            self.play(self.run.advance(0, run_time=3, rate_func=smooth), aside)
            self.play(*map(FadeIn, notes[:-1]))
            self.hold(1)
            self.play(FadeIn(notes[-1]))
        self.notes = notes

    def zigzag(self) -> None:
        """See the first swings from close by; then step faster and faster, and draw back."""
        swing, terrain, surface = self.swing, self.terrain, self.terrain.surface
        close = kit.swing_sight(self.cost, swing.path[: SWINGS + 1])
        self.zigzag_trail = kit.SurfaceTrail.of(swing, surface).set_color(palette.STEP)
        self.zigzag_trail.thin_out(SWINGS, 4 * SWINGS, 1.2)
        counter = kit.Readout("k", 0.0, kit.WHOLE).follow(swing, "iteration")
        counter.move_to((self.words_box.right - 1, self.words_box.top, 0.0), aligned_edge=RIGHT + UP)
        with self.beat("zigzag"):
            nearer = terrain.travel(**close, panel=layout.stage(), run_time=2.5, rate_func=smooth)
            self.play(*map(FadeOut, (self.title, *self.notes, self.goal)), nearer)
            self.remove(self.trail, self.ball)
            self.ball = kit.SurfaceBall.of(swing, surface, radius=0.18)
            self.add(self.zigzag_trail, self.ball)
            turned = terrain.travel(azimuth=close["azimuth"] + PASSED, numbered=False, run_time=SWINGS)
            self.play(swing.advance(swing.times[SWINGS], run_time=SWINGS), turned)
            rest = swing.end - swing.times[SWINGS]
            back = terrain.travel(**self.whole, panel=self.panel, run_time=rest, rate_func=smooth)
            self.add(counter, self.goal)
            self.play(swing.advance(run_time=rest), back)
        self.swings = (self.zigzag_trail, counter, self.goal)

    def give_reason(self) -> None:
        """Look at the valley in equal units, and compare how it bends across and along."""
        heights = kit.box_heights(self.cost, self.start, BOWL)
        sight = {**CURE, "window": kit.bowl_window(self.cost, self.start, BOWL), "heights": heights}
        cuts = kit.valley_cuts(self.terrain.surface, self.cost, heights[1])
        steep, flat = map(short, self.cost.spectrum.curvatures)
        across = self.rows.write(0, f'{self.quoted("across")}":" {steep}')
        along = self.rows.write(1, f'{self.quoted("along")}":" {flat}')
        units = self.rows.write(3, self.quoted("units"), palette.MUTED)
        self.condition = self.condition_number()
        first, second = kit.during(0, 0.2), kit.during(0.3, 0.5)
        with self.beat("reason", condition=short(self.cost.condition_number), steps=self.swing.steps):
            away = [FadeOut(part, rate_func=kit.during(0, 0.4)) for part in self.swings]
            self.ball.radius = 0.11  # it hides little of the narrow valley
            self.play(*away, self.terrain.travel(**sight, panel=self.bowl_box, run_time=3, rate_func=smooth))
            self.add(*cuts, self.ball)
            self.play(
                FadeIn(units, rate_func=first),
                *(draw(cut, rate_func=pace) for cut, pace in zip(cuts, (first, second), strict=True)),
                FadeIn(across, rate_func=first),
                FadeIn(along, rate_func=second),
                FadeIn(self.condition, rate_func=kit.during(0.8, 0.95)),
                self.terrain.travel(azimuth=CURE["azimuth"] - PASSED),
                run_time=9,
            )
        self.reasons = [*cuts, across, along]

    def condition_number(self) -> kit.Readout:
        """Return the condition number of the data as they are changed so far."""
        number = kit.Readout(self.quoted("condition"), 0.0, kit.NumberFormat(2), color=palette.OBJECTIVE)
        number.add_updater(lambda row: row.set_value(self.changing.now.condition_number), call_updater=True)
        return number.move_to((self.rows.rows[2].left, self.rows.rows[2].center[1], 0.0), aligned_edge=LEFT)

    def center(self) -> None:
        """Take the mean from x: the valley turns and widens, while the ball is at its start again."""
        self.plot = kit.RescaledData(self.data_box, self.dataset)
        self.plot.data.add_updater(lambda _: self.plot.change(self.changing.changed))
        back = kit.SurfaceBall(self.terrain.surface, self.swing.point[0], self.swing.point[1], radius=0.18)
        with self.beat("centre"):
            self.remove(self.ball)
            self.add(back)
            gone, start = map(FadeOut, self.reasons), back.animate.set_xy(*self.start)
            self.play(*gone, FadeIn(self.plot), start, run_time=1.5)
            self.ball = back.add_updater(lambda ball: ball.set_xy(*self.changing.line(self.start)))
            self.add(self.goal, self.ball)
            self.note = self.rows.write(0, "x - overline(x)")
            self.play(FadeIn(self.note), FadeIn(self.goal), run_time=0.8)
            self.play(self.plot.turn(run_time=4))
            azimuth = self.terrain.sight.pose[0] + ROUND
            self.play(self.terrain.travel(become=self.changing.after, azimuth=azimuth, **SLOWLY))
            self.play(self.plot.turn(run_time=4))

    def scale(self) -> None:
        """Divide x by its deviation: the valley becomes round."""
        note = self.rows.write(0, r"(x - overline(x)) \/ s")
        with self.beat("scale"):
            self.play(FadeOut(self.note), FadeIn(note), run_time=0.8)
            azimuth, become = self.terrain.sight.pose[0] + ROUND, partial(self.changing.after, 1.0)
            self.play(self.terrain.travel(become=become, azimuth=azimuth, **SLOWLY))

    def go_straight(self) -> None:
        """Take a single step, from the start into the minimum."""
        bowl = self.changing.now
        rate = 1 / (bend := bowl.spectrum.curvatures[0])
        run = kit.Run(descend(bowl, rate, self.changing.line(self.start), iterations=1))
        trail = kit.SurfaceTrail.of(run, self.terrain.surface, width=6).set_color(palette.STEP)
        ball = kit.SurfaceBall.of(run, self.terrain.surface, radius=0.18)
        eta = self.rows.write(1, rf"eta = 1 \/ {short(bend)} = {short(rate)}", palette.STEP)
        with self.beat("straight", rate=short(rate)):
            self.play(FadeIn(eta), run_time=0.8)
            self.remove(self.ball)
            self.add(trail, self.goal, ball)
            self.play(run.advance(run_time=2))
            self.play(kit.Swell(self.goal, "radius", 0.5, 2, run_time=1.5))
            self.hold(1)
            point = kit.Dots(ball.seen(*run.point), palette.POINT, ball.radius).set_z_index(1)
            self.remove(ball)
            self.add(point)
        self.carried = point

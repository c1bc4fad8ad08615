"""Large steps swing from wall to wall of a narrow valley; changed data make a bowl of it, one step wide."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, UP, FadeIn, FadeOut, smooth

from gdmath import TEN_POINTS, Convention, Dataset, LinearRegression, Standardized, descend, geometric
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

LIMIT_SHARE = 0.98
"""Learning rate of the swings, as a share of the limit."""

ARRIVED = 2e-5
"""The descent has arrived where so small a share of the first excess is left."""

SWINGS, FASTER, REST = 6, 0.86, 4.0
"""So many swings last a second each; then each is so much shorter; and seconds in which the last are done."""

SHOWN = 160
"""How many of the slow descent's steps are shown."""

BOWL = 1.14
"""Height of the bowl, in heights of the start above the minimum."""

CURE = {"rise": 1.0, "azimuth": -72.0, "elevation": 54.0, "zoom": 1.45}
"""How the cure is seen: from high above, so that one looks into the valley."""


class NarrowValley(kit.RegressionLesson):
    """Steps near the limit zigzag in a narrow valley; standardised data make it round, and one step is enough."""

    words = {
        "title": "The narrow valley",
        "limit": "largest curvature",
        "share": "of it",
        "across": "across",
        "along": "along",
        "condition": "condition number",
    }
    dataset: Dataset = TEN_POINTS
    convention: Convention = Convention.MSE
    start: ClassVar[tuple[float, float]] = (0.0, 0.0)
    learning_rate: float | None = 0.005
    epochs: int = 2000
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute the slow run, the swings and the one step, and put the valley on the stage."""
        super().setup()
        kit.check_valley(self.fit)
        self.run.show(geometric(self.last_epoch(), SHOWN))
        self.run.clock.set_value(self.run.end)
        self.swing = self.swinging_run()
        self.changed = self.dataset.partly_standardized(0.0)
        self.lay_out()
        self.terrain = kit.cost_terrain(self.panel, self.cost, self.start)
        self.whole = kit.valley_sight(self.cost, self.start)
        self.terrain.put(**self.whole)
        surface = self.terrain.surface
        self.trail, self.ball = kit.SurfaceTrail.of(self.run, surface), kit.SurfaceBall.of(self.run, surface)
        self.goal = kit.Dots(np.zeros((1, 3)), palette.MINIMUM, radius=0.26, ring=0.06)
        self.goal.add_updater(lambda ring: ring.set_points(self.terrain.on([self.lowest])), call_updater=True)

    def swinging_run(self) -> kit.Run:
        """Return the run near the limit, until it has arrived: its first swings slow, then faster and faster."""
        rate = LIMIT_SHARE * self.cost.learning_rate_limit
        many = int(60 * self.cost.condition_number)
        walk = descend(self.cost, rate, self.start, iterations=many)
        excess = walk.values - self.least
        steps = int(np.argmax(excess <= ARRIVED * excess[0]))
        seconds = np.maximum(FASTER ** np.clip(np.arange(steps) - SWINGS + 1, 0, None), REST / steps)
        shown = np.arange(steps + 1)
        return kit.Run(walk, shown=shown, times=np.append(0, np.cumsum(seconds)), eased=True)

    def lay_out(self) -> None:
        """Give the landscape, the words, the data and the numbers beside the bowl their boxes."""
        self.panel, self.words_box = kit.landscape_boxes()
        match layout.shape():
            case kit.Shape.WIDE:
                self.bowl_box, right = layout.stage().columns(1.5, 1)
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

    @property
    def lowest(self) -> np.ndarray:
        """The best line, in the units of the data as they are changed so far."""
        return self.changed.from_original(self.best)

    def go_faster(self) -> None:
        """Roll back to the start, and choose a rate close to the limit."""
        limit = self.cost.learning_rate_limit
        notes = kit.Notes(self.words_box)
        notes.write(rf"eta < 2 \/ {self.quoted('limit')} = {short(limit)}", palette.STEP)
        notes.write(rf"eta = {100 * LIMIT_SHARE:g} % {self.quoted('share')} = {short(LIMIT_SHARE * limit)}", palette.STEP)
        first, second = notes
        with self.beat("faster"):
            self.add(*self.terrain.parts, self.trail, self.goal, self.ball)
            self.title = self.heading(self.word("title"))
            self.play(FadeIn(self.title), run_time=1)
            self.play(self.run.advance(0, run_time=3, rate_func=smooth))
            self.play(FadeIn(first))
            self.hold(1)
            self.play(FadeIn(second))
        self.notes = notes

    def zigzag(self) -> None:
        """See the first swings from close by; then step faster and faster, and draw back."""
        swing, terrain = self.swing, self.terrain
        surface = terrain.surface
        close = kit.swing_sight(self.cost, swing.path[: SWINGS + 1])
        self.zigzag_trail = kit.SurfaceTrail.of(swing, surface, width=6).set_color(palette.STEP)
        with self.beat("zigzag"):
            gone = (self.title, *self.notes, self.goal)
            self.play(*map(FadeOut, gone), terrain.travel(**close, run_time=2.5, rate_func=smooth))
            self.remove(self.trail, self.ball)
            self.ball = kit.SurfaceBall.of(swing, surface, radius=0.18)
            self.add(self.zigzag_trail, self.ball)
            turned = terrain.travel(azimuth=close["azimuth"] + 10, numbered=False, run_time=SWINGS)
            self.play(swing.advance(swing.times[SWINGS], run_time=SWINGS), turned)
            rest = swing.end - swing.times[SWINGS]
            back = terrain.travel(**self.whole, run_time=rest, rate_func=smooth)
            self.play(swing.advance(run_time=rest), back)

    def give_reason(self) -> None:
        """Look at the valley in equal units, and compare how it bends across and along."""
        spectrum, ratio = self.cost.spectrum, short(self.cost.condition_number)
        heights = kit.box_heights(self.cost, self.start, BOWL)
        reach = np.sqrt(2 * (heights[1] - self.least) / spectrum.curvatures)
        cuts = [
            kit.SurfaceTrail(self.terrain.surface, self.best + np.outer([-size, size], way), color=palette.TEXT)
            for size, way in zip(reach, spectrum.axes.T, strict=True)
        ]
        words = ("across", "along")
        bends = [
            self.rows.write(k, f'{self.quoted(word)}":" {short(bend)}')
            for k, (word, bend) in enumerate(zip(words, spectrum.curvatures, strict=True))
        ]
        self.condition = self.condition_number()
        with self.beat("reason", condition=ratio, steps=self.swing.steps):
            sight = {**CURE, "window": self.equal_window(), "heights": heights, "panel": self.bowl_box}
            self.play(
                FadeOut(self.zigzag_trail, rate_func=kit.during(0, 0.4)),
                self.terrain.travel(**sight, run_time=3, rate_func=smooth),
            )
            for cut, bend in zip(cuts, bends, strict=True):
                self.add(cut, self.ball)
                self.play(draw(cut), FadeIn(bend), run_time=1.5)
            self.hold(1)
            self.play(FadeIn(self.condition))
        self.reasons = [*cuts, *bends]

    def equal_window(self) -> np.ndarray:
        """Return the window of equal units that holds start and minimum at any time, and the whole bowl."""
        changed = [self.dataset.partly_standardized(*shares) for shares in ((0, 0), (1, 0), (1, 1))]
        held = [each.from_original(point) for each in changed for point in (self.start, self.best)]
        bowl = LinearRegression(changed[-1].dataset, self.convention)
        rim = bowl.spectrum.contour(BOWL * float(self.cost.value(self.start) - self.least))
        return kit.equal_window(np.vstack([held, rim]), 0.02)

    def condition_number(self) -> kit.Readout:
        """Return the condition number of the data as they are changed so far."""
        number = kit.Readout(self.quoted("condition"), 0.0, kit.NumberFormat(2), color=palette.OBJECTIVE)
        number.add_updater(lambda row: row.set_value(self.bent().condition_number), call_updater=True)
        return number.move_to((self.rows.rows[2].left, self.rows.rows[2].center[1], 0.0), aligned_edge=LEFT)

    def bent(self, *shares: float) -> LinearRegression:
        """Return the cost of the data as they are changed so far; before, change them by shares."""
        if shares:
            self.changed = self.dataset.partly_standardized(*shares)
        return LinearRegression(self.changed.dataset, self.convention)

    def center(self) -> None:
        """Take the mean from x: the valley turns and widens, while the ball is at its start again."""
        self.plot = kit.RescaledData(self.data_box, self.dataset)
        self.plot.data.add_updater(lambda _: self.plot.show(self.changed))
        back = kit.SurfaceBall(self.terrain.surface, *self.swing.point, radius=0.18)
        with self.beat("centre"):
            self.remove(self.ball)
            self.add(back)
            self.play(*map(FadeOut, self.reasons), FadeIn(self.plot), back.animate.set_xy(*self.start), run_time=1.5)
            self.ball = back.add_updater(lambda ball: ball.set_xy(*self.changed.from_original(self.start)))
            self.add(self.goal, self.ball)
            note = self.rows.write(0, "x - overline(x)")
            self.play(FadeIn(note), FadeIn(self.goal), run_time=0.8)
            self.play(self.terrain.travel(become=lambda share: self.bent(share, 0.0), run_time=5, rate_func=smooth))
        self.note = note

    def scale(self) -> None:
        """Divide x by its deviation: the valley becomes round."""
        note = self.rows.write(0, r"(x - overline(x)) \/ s")
        with self.beat("scale"):
            self.play(FadeOut(self.note), FadeIn(note), run_time=0.8)
            self.play(self.terrain.travel(become=lambda share: self.bent(1.0, share), run_time=4.5, rate_func=smooth))

    def go_straight(self) -> None:
        """Take a single step, from the start into the minimum."""
        bowl = self.bent()
        rate = 1 / bowl.spectrum.curvatures[0]
        run = kit.Run(descend(bowl, rate, self.changed.from_original(self.start), iterations=1))
        surface = self.terrain.surface
        trail = kit.SurfaceTrail.of(run, surface, width=6).set_color(palette.STEP)
        ball = kit.SurfaceBall.of(run, surface, radius=0.18)
        eta = self.rows.write(1, f"eta = {short(rate)}", palette.STEP)
        with self.beat("straight"):
            self.play(FadeIn(eta), run_time=0.8)
            self.remove(self.ball)
            self.add(trail, self.goal, ball)
            self.play(run.advance(run_time=2))
            self.play(kit.Swell(self.goal, "radius", 0.5, 2, run_time=1.5))
            self.hold(1)
            point = kit.Dots(ball.seen(*run.point), palette.POINT)
            self.remove(ball)
            self.add(point)
        self.carried = point

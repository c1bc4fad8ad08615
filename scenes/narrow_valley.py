"""Large steps swing from wall to wall of a narrow valley; other units of the data make a bowl of it."""

from __future__ import annotations

from manim import FadeIn, FadeOut, Group, smooth

from gdmath import FloatArray, geometric
from scenes import kit
from scenes.kit import draw, follows, layout, palette, short

LIMIT_SHARE, DIGITS, SWINGS, SHOWN = 0.98, 3, 3, 160
"""Learning rate of the swings, as a share of the limit, and its digits; so many swings last a second each;
and so many of the slow descent's steps are shown."""

FADED: tuple[float, float, float] = (16.0, 0.0, 1.2)
"""After so many swings, a line is gone, and so wide before: a zigzag, never a patch."""

BOWL, CHANGING = 1.14, 3.2
"""Height of the bowl, in heights of the start above the minimum; seconds in which data and valley change."""

LARGE, SMALL = 4.5, 1.5
"""Seconds of each move of the line while it is seen alone, and as its ball moves in the valley as well."""

BEAD, BALL, RING = 0.11, 0.18, 0.26
"""Radius of the ball where the whole valley is seen, and where it has room; of the ring around it there."""


class NarrowValley(kit.TenPointsLesson):
    """Steps near the limit zigzag in a narrow valley; with standardised data, a single step is enough."""

    words = {
        "title": "The narrow valley",
        "curvature": "curvature",
        "below": "just below:",
        "steps": "steps",
        "fall": "1/{parts} of the fall is left",
        "faster": "fast forward",
        "step": "step",
        "across": "across:",
        "along": "along:",
        "best": "best line",
        "mean": "mean",
        "spread": "spread",
        "condition": "condition number",
        "units": "equal scales",
        "scales": "unequal scales",
        "everywhere": "in every direction",
        "same": "same start",
    }
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute the slow run, the swings and the one step, and put the valley on the stage."""
        super().setup()
        kit.check_sloped_valley(self.fit)
        self.run.show(geometric(self.last_epoch(), SHOWN))
        self.run.clock.set_value(self.run.end)
        self.near_limit = float(f"{LIMIT_SHARE * self.cost.learning_rate_limit:.{DIGITS}g}")  # as it is shown
        self.swing = kit.swinging_run(self.cost, self.near_limit, self.start, SWINGS)
        self.changing = kit.ChangingCost(self.dataset, self.convention)
        self.told = kit.told_arrival(self.cost, self.swing, self.fit.learning_rate)
        self.panel, self.words_box = kit.landscape_boxes()
        self.swings_box, self.counter_box, self.bowl_box, self.data_box, self.number_box = kit.cure_boxes()
        cells = 256, 128  # fewer across so narrow a valley give its shade teeth
        self.terrain = kit.cost_terrain(layout.stage(), self.cost, self.start, cells)
        _, self.whole = kit.valley_sights(self.cost, self.start)
        self.terrain.put(**self.whole)
        self.aside = {**self.whole, "zoom": 0.9 * self.whole["zoom"], "panel": self.panel}
        self.trail = kit.SurfaceTrail.of(self.run, self.terrain.surface)
        self.ball = kit.SurfaceBall.of(self.run, self.terrain.surface)
        self.goal = kit.goal_ring(self.terrain, self.best)

    def ball_at_best(self) -> FloatArray:
        """Return where the ball is seen once it has arrived, shape (1, 3)."""
        return self.ball.seen(*self.changing.line(self.best))[None]

    def construct(self) -> None:
        """Swing from wall to wall, see why, cure the valley, and arrive in a single step."""
        self.go_faster()
        self.zigzag()
        self.count()
        self.give_reason()
        self.turn()
        self.center()
        self.scale()
        self.go_straight()

    def go_faster(self) -> None:
        """Roll back to the start, and choose a rate close to the limit, which the cut across sets."""
        self.chosen = f"eta = {short(self.near_limit, DIGITS)}"
        below = f"{self.quoted('below')} space {self.chosen}"
        self.notes = kit.limit_notes(self.words_box, self.cost, self.quoted("curvature"), below)
        self.across = kit.valley_cuts(self.terrain.surface, self.cost, self.whole["heights"][1])[0]
        with self.beat("faster"):
            self.add(*self.terrain.parts, self.trail, self.goal, self.ball)
            aside = self.terrain.travel(**self.aside, run_time=2, rate_func=smooth)
            back = self.run.advance(0, run_time=2, rate_func=smooth)
            self.play(FadeIn(self.heading(self.word("title"))), back, aside)
            self.add(self.across, self.goal)
            self.play(draw(self.across), FadeIn(self.notes[0]), run_time=1.8)
            self.play(kit.later(0.8, FadeIn(self.notes[1])))
            self.play(kit.later(1.2, FadeIn(self.notes[2])))

    def zigzag(self) -> None:
        """See the first swings from close by; draw back, and see ever faster ones until they end."""
        swing, terrain, slow = self.swing, self.terrain, self.swing.times[SWINGS]
        close = kit.swing_sight(self.cost, swing.path[: SWINGS + 1])
        trail, jumping = kit.jumps_of(swing, terrain.surface, BALL)
        rates = self.chosen, f"eta = {short(self.fit.learning_rate)}"
        words = self.word("fall", **self.told), self.word("steps"), self.word("step")
        self.counts = kit.FallCounts(self.counter_box, self.told, rates, *words)
        self.faster = kit.quiet_pace(self.counts.fall, self.counts.room, swing, self.quoted("faster"))
        scales, counter = kit.told_scales(self.word("scales"), self.swings_box), self.counts.now
        self.counted = *counter, self.counts.fall, self.counts.before, trail, self.goal, scales
        with self.beat("zigzag"):
            nearer = terrain.travel(**close, panel=self.swings_box, run_time=1.4, rate_func=smooth)
            self.play(*map(FadeOut, (*self.notes, self.across, self.goal)), FadeIn(scales), nearer)
            self.remove(self.trail, self.ball)
            self.ball = jumping
            self.goal.clear_updaters().add_updater(lambda ring: ring.set_points(self.ball_at_best()))
            counter[0].follow(swing, "iteration")
            self.add(trail.fade_behind(*FADED), self.ball, *counter)
            self.play(swing.advance(slow, run_time=slow))
            smaller = kit.resized(self.ball, "radius", BEAD, rate_func=smooth)
            self.play(terrain.travel(**self.aside, rate_func=smooth), smaller, run_time=1.5)
            self.add(self.goal)
            self.play(swing.advance(run_time=swing.end - slow), FadeIn(self.faster, run_time=0.5))

    def count(self) -> None:
        """Tell how far so many steps have led, as the counter stands still, and what that took before."""
        with self.beat("count", **self.told):
            self.play(*follows(self.faster, self.counts.fall, shift=0), run_time=0.5)
            self.hold(2.6)
            self.play(FadeIn(self.counts.before), run_time=0.5)

    def give_reason(self) -> None:
        """Look into the valley in equal units, and compare how it bends across and along."""
        sight = kit.turn_sight(self.cost, self.start, BOWL)
        valley, ways = (self.terrain.surface, self.cost, sight["heights"][1]), ("across", "along")
        self.bends = kit.ValleyBends(*valley, self.data_box, *map(self.quoted, ways))
        self.units = kit.told_scales(self.word("units"), self.bowl_box)
        self.condition = kit.condition_number(self.number_box, self.word("condition"), self.changing)
        with self.beat("reason", condition=short(self.cost.condition_number)):
            away = [FadeOut(part, rate_func=kit.during(0, 0.4)) for part in self.counted]
            whole = kit.resized(self.terrain.floor, "above", 0.0, rate_func=kit.during(0, 0.5))
            bare = kit.resized(self.terrain.space.axes, "opacity", 0.0, rate_func=kit.during(0, 0.5))
            self.play(*away, whole, bare, self.terrain.travel(**sight, panel=self.bowl_box), run_time=2.5)
            self.add(*self.bends.cuts, self.ball)
            units = FadeIn(self.units, rate_func=kit.during(0, 0.2))
            ratio = FadeIn(self.condition, rate_func=kit.during(0.65, 0.85))
            self.play(units, *self.bends.appear(), ratio, run_time=5.5)

    def turn(self) -> None:
        """Move the line by w alone, and then by b as well: first among its points, then in the valley."""
        self.moves = kit.line_moves(self.cost, kit.round_turn(self.cost, self.start))
        given = self.cost, self.moves, [self.word(name) for name in ("mean", "spread", "best")]
        large = kit.MovedLine(kit.moves_boxes(), *given)
        small = kit.MovedLine((self.data_box, self.number_box), *given, held=self.start - self.best)
        self.plot, self.said = small.plot, small.told
        landscape = Group(*self.terrain.parts, self.goal, self.ball, self.units)
        with self.beat("turn"):
            self.play(FadeOut(landscape, self.bends, self.condition, run_time=0.7))
            self.play(FadeIn(large.plot, large.told[0], rate_func=kit.during(0, 0.5)), run_time=1.7)
            for told, move in large.each_move(LARGE):
                self.add(told).play(move)
            self.terrain.put(**kit.moves_sight(self.cost, self.start, BOWL))
            self.goal.radius = 0.15
            self.ball.clear_updaters().add_updater(lambda ball: ball.set_xy(*self.plot.shown_line()))
            *arrows, way = kit.moves_on_ground(self.terrain.surface, self.best, self.moves)
            self.ways = kit.Compass(self.terrain.space), *arrows, way
            self.play(FadeOut(large.plot, *large.told), run_time=0.6)
            self.play(FadeIn(landscape, self.plot, *self.said, self.ways[0]), run_time=0.9)
            for arrow, move in zip(arrows, self.plot.each_move(self.moves, SMALL), strict=True):
                self.add(arrow, self.ball)
                self.play(draw(arrow, rate_func=kit.during(0, 0.42)), move)
            self.add(way, self.ball)
            self.play(draw(way, rate_func=kit.during(0, 0.42)), self.plot.move_line(), run_time=2.6)

    def center(self) -> None:
        """Take the mean off x, and step back: the line turns about the points' middle; the valley widens."""
        sight = kit.bowl_sight(self.cost, self.start, BOWL)
        with self.beat("centre", condition=short(self.changing.condition_after(1.0))):
            self.play(FadeOut(*self.said, *self.ways, run_time=0.5), kit.later(0.5, FadeIn(self.condition)))
            changed = self.terrain.travel(**sight, become=self.changing.after, brightness=1.0)
            self.play(self.plot.rescale(1.0), changed, run_time=CHANGING, rate_func=smooth)
            self.play(self.plot.move_line(self.moves[0], run_time=2.8))

    def scale(self) -> None:
        """Divide x by its deviation: the valley becomes round. Go around it, to face the way down."""
        with self.beat("scale", condition=short(self.changing.condition_after(1.0, 1.0))):
            larger = kit.resized(self.ball, "radius", BALL), kit.resized(self.goal, "radius", RING)
            changed = self.terrain.travel(become=lambda share: self.changing.after(1, share), numbered=False)
            self.play(self.plot.rescale(1.0, 1.0), changed, *larger, run_time=CHANGING, rate_func=smooth)
            facing = kit.sight_downhill(self.terrain.sight, self.changing.now, self.changing.line(self.start))
            self.play(self.terrain.travel(**facing, numbered=False, run_time=1.5, rate_func=smooth))

    def go_straight(self) -> None:
        """See that the bowl bends alike in every direction, and take a single step, from the same start."""
        bowl = self.changing.now
        bend, run = bowl.spectrum.curvatures[0], kit.single_step(bowl, self.changing.line(self.start))
        trail, ball = kit.jumps_of(run, self.terrain.surface, BALL, width=6)
        cuts = kit.valley_cuts(self.terrain.surface, bowl, self.terrain.sight.heights[1])
        alike = kit.told_everywhere(self.units, bend, self.quoted("everywhere"))
        slow = self.word("steps"), self.swing.steps, self.chosen
        quick = self.word("step"), run.steps, rf"eta = 1 \/ J'' = 1 \/ {short(bend)}"
        before, now = kit.before_and_now(self.number_box, slow, quick)
        with self.beat("straight", bend=short(bend)):
            self.play(*follows(Group(self.units, self.condition), alike, 0), *map(draw, cuts), run_time=1.6)
            self.play(kit.later(0.6, FadeIn(before, now[1])))  # first, it is seen that both cuts are alike
            back = self.plot.move_line(run.path[0] - run.path[-1], back=False)
            self.play(FadeOut(*cuts), back, run_time=1.4)
            self.remove(self.ball.clear_updaters()).add(trail, self.goal, ball)
            self.play(FadeIn(same := self.plot.named_line(self.word("same"))), run_time=0.6)
            self.plot.follow(run)
            self.play(run.advance(run_time=1.2), FadeOut(same, run_time=0.5))
            told = FadeIn(now[0], rate_func=kit.during(0, 0.25))
            self.play(kit.Swell(self.goal, "radius", 0.5, 2), told, run_time=1.7)
            self.carried = kit.Dots(ball.seen(*run.point), palette.POINT, ball.radius).set_z_index(1)
            self.remove(ball).add(self.carried)
            self.hold(1.6)  # both counts are compared

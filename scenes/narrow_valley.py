"""Large steps swing from wall to wall of a narrow valley; other units of the data make a bowl of it."""

from __future__ import annotations

from typing import Any

from manim import FadeIn, FadeOut, smooth
from manim.utils.rate_functions import ease_out_cubic

from gdmath import FloatArray, descend, geometric
from scenes import kit
from scenes.kit import draw, follows, layout, palette, short

LIMIT_SHARE, DIGITS, SWINGS = 0.98, 3, 4
"""Learning rate of the swings, as a share of the limit, and its digits; so many swings last a second each."""

SHOWN, FOLLOWED, AHEAD = 160, 10, 30
"""So many of the slow descent's steps are shown. The eye goes along the valley with so many swings more, and
sees so many from there; then it draws back."""

FADED: tuple[float, float, float] = (16.0, 0.0, 1.2)
"""After so many swings, a line is gone, and so wide before: a zigzag, never a patch."""

BOWL = 1.14
"""Height of the bowl, in heights of the start above the minimum."""

SLOWLY: dict[str, Any] = {"run_time": 3.2, "rate_func": smooth}
"""How data and valley change, at one pace."""

BEAD, BALL, RING = 0.11, 0.18, 0.26
"""Radius of the ball where the whole valley is seen, and where it has room; and of the ring around it."""


class NarrowValley(kit.TenPointsLesson):
    """Steps near the limit zigzag in a narrow valley; with standardised data, a single step is enough."""

    words = {
        "title": "The narrow valley",
        "limit": "largest curvature",
        "below": "just below:",
        "steps": "steps",
        "most": "{percent} % of the fall; old rate: {before}",
        "all": "the whole fall, from the same start",
        "faster": "fast forward",
        "step": "step",
        "across": "across:",
        "along": "along:",
        "both": "both:",
        "mean": "mean",
        "spread": "spread",
        "condition": "condition number",
        "units": "equal scales",
        "scales": "unequal scales",
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
        self.goal = kit.Dots((0.0, 0.0, 0.0), palette.MINIMUM, radius=RING, ring=0.06)
        self.goal.add_updater(lambda ring: ring.set_points(self.terrain.on([self.best])), call_updater=True)

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
        """Roll back to the start, and choose a rate close to the limit."""
        limit, self.notes = self.cost.learning_rate_limit, kit.Notes(self.words_box)
        self.chosen = f"eta = {short(self.near_limit, DIGITS)}"
        chosen = f"{self.quoted('below')} space {self.chosen}"
        for formula in (f"eta < 2 / {self.quoted('limit')}", f"= {short(limit, DIGITS + 1)}", chosen):
            self.notes.write(formula, palette.STEP)
        with self.beat("faster"):
            self.add(*self.terrain.parts, self.trail, self.goal, self.ball)
            self.title = self.heading(self.word("title"))
            self.play(FadeIn(self.title), run_time=0.8)
            aside = self.terrain.travel(**self.aside, run_time=2.6, rate_func=smooth)
            self.play(self.run.advance(0, run_time=2.6, rate_func=smooth), aside)
            self.play(*map(FadeIn, self.notes[:-1]), run_time=1.8)
            self.play(FadeIn(self.notes[-1]))

    def zigzag(self) -> None:
        """See the first swings from close by, go along the valley with more, and draw back until they end."""
        swing, terrain, slow = self.swing, self.terrain, self.swing.times[SWINGS]
        first, later = swing.path[: SWINGS + 1], swing.path[FOLLOWED : FOLLOWED + AHEAD]
        close, along = kit.swing_sights(self.cost, first, later)
        trail = kit.JumpTrail.of(swing, terrain.surface).set_color(palette.STEP).fade_behind(*FADED)
        self.steps = self.word("steps"), swing.steps, self.chosen, self.word("most", **self.told)
        counter = kit.step_count(self.counter_box, *self.steps, palette.STEP, self.word("step"))
        scales = kit.told_scales(self.word("scales"), self.swings_box)
        self.counted = *counter, trail, self.goal, scales
        self.faster = kit.quiet_pace(counter[1], self.counter_box, swing, self.quoted("faster"))
        followed = swing.times[min(SWINGS + FOLLOWED, swing.steps)]
        with self.beat("zigzag"):
            nearer = terrain.travel(**close, panel=self.swings_box, run_time=1.6, rate_func=smooth)
            self.play(*map(FadeOut, (*self.notes, self.goal)), FadeIn(scales), nearer)
            self.remove(self.trail, self.ball)
            self.ball = kit.JumpingBall.of(swing, terrain.surface, radius=BALL)
            self.goal.clear_updaters().add_updater(lambda ring: ring.set_points(self.ball_at_best()))
            self.counted[0].follow(swing, "iteration")
            self.add(trail, self.ball, self.counted[0], self.counted[2])
            turned = terrain.travel(azimuth=along["azimuth"], numbered=False, run_time=slow)
            self.play(swing.advance(slow, run_time=slow), turned)
            beside = terrain.travel(**along, run_time=followed - slow, rate_func=smooth)
            appears = FadeIn(self.faster, rate_func=kit.during(0.35, 0.6))
            self.play(swing.advance(followed, run_time=followed - slow), beside, appears)
            back = terrain.travel(**self.aside, rate_func=ease_out_cubic)
            smaller = kit.resized(self.ball, "radius", BEAD, rate_func=ease_out_cubic)
            self.add(self.goal)
            self.play(swing.advance(), back, smaller, run_time=swing.end - followed)

    def count(self) -> None:
        """Count the steps: as the counter stands still, it is said how far that is, and told what it took."""
        with self.beat("count", steps=self.told["steps"], before=self.told["before"]):
            self.play(*follows(self.faster, self.counted[1], shift=0), run_time=0.5)

    def give_reason(self) -> None:
        """Look into the valley in equal units, and compare how it bends across and along."""
        sight = kit.turn_sight(self.cost, self.start, BOWL)
        cuts = kit.valley_cuts(self.terrain.surface, self.cost, sight["heights"][1])
        steep, flat = kit.told_bends(self.data_box, self.cost, *map(self.quoted, ("across", "along")))
        units = kit.told_scales(self.word("units"), self.bowl_box)
        first, second = kit.during(0, 0.2), kit.during(0.3, 0.5)
        self.condition = kit.condition_number(self.number_box, self.word("condition"), self.changing)
        with self.beat("reason", condition=short(self.cost.condition_number)):
            away = [FadeOut(part, rate_func=kit.during(0, 0.4)) for part in self.counted]
            whole = kit.resized(self.terrain.floor, "above", 0.0, rate_func=kit.during(0, 0.5))
            self.play(*away, whole, self.terrain.travel(**sight, panel=self.bowl_box), run_time=2.5)
            self.add(*cuts, self.ball)
            steep_way = FadeIn(units, steep, rate_func=first), draw(cuts[0], rate_func=first)
            flat_way = FadeIn(flat, rate_func=second), draw(cuts[1], rate_func=second)
            ratio = FadeIn(self.condition, rate_func=kit.during(0.65, 0.85))
            self.play(*steep_way, *flat_way, ratio, run_time=5.5)
        self.reasons = [*cuts, steep, flat, self.condition]

    def turn(self) -> None:
        """Move the line, which is the ball, by w alone, by b alone, and by both: far along the valley."""
        self.moves = kit.line_moves(self.cost, kit.round_turn(self.cost, self.start))
        mean, spread = map(self.word, ("mean", "spread"))
        self.plot = kit.RescaledData(self.data_box, self.dataset, mean, spread, self.moves)
        self.said = kit.told_moves(self.number_box, self.cost, self.moves, self.word("both"))
        ways, self.goal.radius = kit.Compass(self.terrain.space), 0.15
        beside = self.terrain.travel(**kit.moves_sight(self.cost, self.start, BOWL), rate_func=smooth)
        with self.beat("turn", mean=short(float(self.dataset.x.mean()))):
            gone = FadeOut(*self.reasons, rate_func=kit.during(0, 0.4))
            self.play(gone, FadeIn(self.plot, ways, rate_func=kit.during(0.4, 1)), beside, run_time=1)
            self.ball.clear_updaters().add_updater(lambda ball: ball.set_xy(*self.plot.shown_line()))
            self.add(self.goal, self.ball)
            for move, told in zip(self.plot.each_move(self.moves), self.said, strict=True):
                self.play(move, *kit.tell_move(told, move.run_time))
            self.play(self.plot.move_line(), FadeOut(ways, rate_func=kit.during(0, 0.4)), run_time=1.2)

    def center(self) -> None:
        """Take the mean off x, and step back: the line turns about the points' middle; the valley widens."""
        sight = kit.bowl_sight(self.cost, self.start, BOWL)
        with self.beat("centre", condition=short(self.changing.condition_after(1.0))):
            self.play(FadeOut(self.said), FadeIn(self.condition, rate_func=kit.during(0.5, 1)))
            changed = self.terrain.travel(**sight, become=self.changing.after, brightness=1.0)
            self.play(self.plot.rescale(1.0), changed, **SLOWLY)
            self.play(self.plot.move_line(self.moves[0], run_time=2.8))

    def scale(self) -> None:
        """Divide x by its deviation: the valley becomes round. Go around it, to face the way down."""
        with self.beat("scale", condition=short(self.changing.condition_after(1.0, 1.0))):
            larger = kit.resized(self.ball, "radius", BALL), kit.resized(self.goal, "radius", RING)
            changed = self.terrain.travel(become=lambda share: self.changing.after(1, share), numbered=False)
            self.play(self.plot.rescale(1.0, 1.0), changed, *larger, **SLOWLY)
            facing = kit.sight_downhill(self.terrain.sight, self.changing.now, self.changing.line(self.start))
            self.play(self.terrain.travel(**facing, numbered=False, run_time=1.5, rate_func=smooth))

    def go_straight(self) -> None:
        """Take a single step, from the start down into the minimum."""
        rate = 1 / (bend := (bowl := self.changing.now).spectrum.curvatures[0])
        run = kit.Run(descend(bowl, rate, self.changing.line(self.start), iterations=1))
        trail = kit.JumpTrail.of(run, self.terrain.surface, width=6).set_color(palette.STEP)
        ball = kit.JumpingBall.of(run, self.terrain.surface, radius=BALL)
        chosen = rf"eta = 1 \/ J'' = 1 \/ {short(bend)}"
        first, second = kit.count_boxes(self.data_box, self.number_box)
        before = kit.step_count(first, *self.steps, palette.MUTED)
        now = kit.step_count(second, self.word("step"), run.steps, chosen, self.word("all"), palette.STEP)
        with self.beat("straight"):
            gone = FadeOut(self.plot, self.condition, rate_func=kit.during(0, 0.4))
            back = self.ball.clear_updaters().animate.set_xy(*run.path[0])
            self.play(gone, FadeIn(before, now[-1], rate_func=kit.during(0.4, 1)), back, run_time=1.2)
            self.remove(self.ball).add(trail, self.goal, ball)
            self.play(run.advance(run_time=2))
            appears = FadeIn(*now[:-1], rate_func=kit.during(0, 0.3))
            self.play(kit.Swell(self.goal, "radius", 0.5, 2), appears, run_time=1.5)
            self.hold(1.5)
            self.carried = kit.Dots(ball.seen(*run.point), palette.POINT, ball.radius).set_z_index(1)
            self.remove(ball).add(self.carried)

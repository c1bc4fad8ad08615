"""Many points let go at once over a hill, a pit and plains, and the ridge along which their fates part."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, TypeAlias

import numpy as np
from manim import RIGHT, Animation, FadeIn, FadeOut, Group, ValueTracker
from manim.utils.rate_functions import ease_in_out_sine, ease_in_quad

from gdmath import Objective, gaussian_difference, whole_basin_boundary
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

Pair: TypeAlias = tuple[tuple[float, float], tuple[float, float]]

POINT, NEIGHBOUR, WAY = 0.11, 0.17, 3.2
"""Radii of a point and of a neighbour, in scene units; stroke width of the ways that points have come."""

SIZE, PADDING = (2.0, 2.0, 1.25), 0.08
"""Of the box, in world units; room above and below the landscape, in its heights."""

RISEN, ASTRIDE = (-64.0, 33.0, 1.42), (-84.0, 54.0, 17.0)
"""Azimuth, elevation and zoom of the eye as the landscape rises in its box, and close by, along the ridge."""

ROLLING, ROLLED, MAPPED = (-80.0, 48.0), (-74.0, 58.0), (-76.0, 52.0)
PARTED, OUT = (-84.0, 58.0), (-62.0, 54.0)
"""Azimuth and elevation of the eye where all of the landscape is seen: as all are let go and from high above
as they arrive; over the map of fates; as neighbours have parted; and beside the numbers of the plain."""

CLEAR, SLOW = 0.75, 6
"""How strong the colours of the fates lie on the ground; so many steps are seen of neighbours close by."""

PLAIN = 2.0, 4.8
"""Seconds in which the ball on the plain takes its first steps, and then far more."""


class ManyStarts(kit.Lesson):
    """Each start has its fate, a pit or elsewhere or hardly a step, and where two fates meet runs a ridge.

    Attributes
    ----------
    objective
        A function of two variables with a known minimum.
    neighbours
        Two starts close together, on both sides of a ridge.
    far
        Where the ball lies, on a plain.
    others
        Starts besides these and those of a grid.
    learning_rate
        The same for all.
    steps
        How many each takes.
    """

    words = {
        "title": "Pits, ridges and plains",
        "hill": "hill",
        "pit": "pit",
        "plain": "plain",
        "to_pit": "to the pit",
        "far_side": "to the plain behind",
        "rests": "hardly moved in {steps} steps",
        "ridge": "ridge",
        "step": "step",
        "apart": "{apart} apart",
        "faster": "fast forward",
        "slope": "slope",
        "moved": "moved",
    }
    objective: Objective = gaussian_difference().with_domain([(-3.5, 3.5), (-3.0, 4.0)])
    neighbours: Pair = ((0.8, 1.26), (0.8, 1.36))
    far: tuple[float, float] = (2.6, -1.7)
    others: ClassVar[tuple[tuple[float, float], ...]] = ((0.8, 1.31), (0.8, 1.41), (-1.2, 1.0), (-2.0, 1.0))
    learning_rate: float = 0.1
    steps: int = 60
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute all walks and their fates, and build the landscape."""
        super().setup()
        kit.check_objective(self.objective, variables=2, minima=1)
        kit.check_rate("learning_rate", self.learning_rate)
        line = whole_basin_boundary(self.objective, *self.neighbours)
        if not len(line):
            raise ValueError("two neighbours end in one valley: choose two on both sides of a ridge")
        others = np.vstack([self.others, kit.starts_around(self.objective.domain, self.far)])
        others = kit.staying(self.objective, self.learning_rate, others, self.steps)
        starts = np.vstack([self.far, *self.neighbours, others])
        self.crowd = kit.Crowd(self.objective, self.learning_rate, starts, self.steps)
        self.moved = short(float(self.crowd.moved[0]), 2)
        if self.crowd.fates[0] != kit.HARDLY:
            raise ValueError(f"far must be where it is flat: from {self.far} a point moves {self.moved}")
        self.late = kit.late_walk(self.objective, self.learning_rate, self.far, self.steps)
        self.run = self.late.run
        colors = [kit.fate_color(fate) for fate in self.crowd.fates[1:3]]
        self.pair = kit.Race(dict(zip("AB", self.crowd.walks[1:3], strict=True)), colors=colors)
        self.ridge = kit.without_kinks(line)
        self.lay_out()

    def lay_out(self) -> None:
        """Build the landscape, with all dots and the names of what is to be found there."""
        samples = kit.spread_over(self.objective.domain, 121, 121)
        reached = [kit.usual_heights(stage(samples)) for stage in kit.stages(self.objective)]
        z_range = kit.padded_range(np.concatenate(reached), PADDING)
        x_range, y_range = self.objective.domain.tolist()
        self.space = kit.Space(x_range, y_range, z_range, layout.stage(), "w_1", "w_2", "J", SIZE)
        self.space.view.turn_to(*kit.fitted_pose(RISEN))
        self.surface = kit.HeightField(self.space, self.objective)
        self.fates = kit.fate_map(self.objective, self.learning_rate, self.steps, self.surface.heights.shape)
        self.surface.stain(kit.undyed(self.surface.heights.shape))
        self.ball = kit.SurfaceBall.of(self.run, self.surface)
        self.trail = kit.SurfaceTrail.of(self.run, self.surface)
        self.border = kit.SurfaceTrail(self.surface, self.ridge, color=palette.TEXT, width=5)
        self.trails = [kit.SurfaceTrail.of(run, self.surface, width=7) for run in self.pair]
        self.balls = [kit.SurfaceBall.of(run, self.surface, radius=NEIGHBOUR) for run in self.pair]
        self.told = ValueTracker(0.0)
        self.points = self.crowd.dots(self.surface, self.run.clock, POINT, self.told)
        self.ways = self.crowd.trails(self.surface, self.run.clock, WAY, self.told)
        words = [self.word(name) for name in ("hill", "pit", "plain")]
        self.names = kit.landscape_names(self.surface, self.objective, *words)
        told = self.word("to_pit"), self.word("far_side"), self.word("rests", steps=self.steps)
        self.key = kit.FatesKey(self.crowd.kinds, *told, POINT)
        self.is_titled = layout.shape() is kit.Shape.WIDE  # in other shapes, the key takes the title's place
        self.ground = replace(self.key.ground, top=layout.stage().top) if self.is_titled else self.key.ground
        self.count = self.key.count(self.quoted("step"), self.steps, self.run.clock.get_value)

    def eye_over(self, way: tuple[float, float], **kwargs: Any) -> Animation:
        """Return the animation that takes the eye to where all of the landscape is seen from this way."""
        return kit.eye_over(self.surface, *way, self.ground, **kwargs)

    def construct(self) -> None:
        """Play the beats."""
        self.raise_terrain()
        self.let_go()
        self.map_fates()
        self.part_neighbours()
        self.look_at_plain()

    def raise_terrain(self) -> None:
        """Let one bell rise out of the plain, and another one sink beside it."""
        risen = [kit.HeightField(self.space, stage).heights for stage in kit.stages(self.objective)]
        level = float(self.space.c2p(0.0, 0.0, self.objective.value(np.asarray(self.far)))[2])
        self.surface.heights = np.full_like(risen[-1], level)
        point = kit.Dots(self.ball.seen(*self.far), palette.POINT)
        with self.beat("terrain"):
            title = self.heading(self.word("title"))
            rate = typography.formula(f"eta = {short(self.learning_rate)}", color=palette.STEP)
            title.set_stroke(palette.OUTLINE, width=typography.OUTLINE, background=True).set_z_index(1)
            rate.next_to(title, RIGHT, buff=0.5)
            self.passing = rate if self.is_titled else Group(title, rate)
            *later, plain = self.names
            self.play(*map(FadeIn, (title, rate, self.space, self.surface)), self.take_over(point))
            self.remove(point).add(self.ball)
            for number, heights in enumerate(risen, 1):
                self.play(self.surface.animate.set(heights=heights), run_time=1.3)
                coming = [later.pop(0) for _ in range(1 if number < len(risen) else len(later)) if later]
                self.play(*map(FadeIn, coming), run_time=0.4)
            self.play(FadeIn(plain), run_time=0.5)

    def let_go(self) -> None:
        """Let all go at once; on their way they take the colours of where they are bound for."""
        with self.beat("release", count=len(self.crowd.walks)):
            changed = *map(FadeIn, self.points), *map(FadeOut, (self.passing, *self.names))
            paler = kit.dimmed(self.space.axes, 0.0), kit.stained(self.surface, CLEAR)
            self.play(self.eye_over(ROLLING), *paler, *changed, FadeIn(self.count), run_time=1.8)
            self.add(*self.ways, *self.points, self.ball, self.count)
            dyed = kit.later(1.2, kit.glide(self.told, 1.0, 2.0)), kit.later(1.2, FadeIn(self.key))
            turn = self.eye_over(ROLLED, run_time=5, rate_func=ease_in_out_sine)
            self.play(kit.glide(self.run.clock, self.steps, 6.2, ease_in_quad), turn, *dyed)

    def map_fates(self) -> None:
        """Send all back to their starts, let each colour the ground there, and draw the border."""
        middle = self.ridge[len(self.ridge) // 2]
        self.ridge_name = kit.spot_name(self.surface, middle, self.word("ridge"), above=0.4)
        with self.beat("map"):
            back = kit.glide(self.run.clock, 0.0, 2.4, ease_in_out_sine)
            self.play(back, self.eye_over(MAPPED, run_time=2.4))
            self.remove(*self.ways).add(*self.points, self.ball, self.key, self.count)
            self.play(kit.dyed(self.surface, self.fates, run_time=1.5), FadeOut(*self.points, self.count))
            self.add(self.border, self.ball, self.key)
            self.play(draw(self.border, run_time=2.5), FadeIn(self.ridge_name, run_time=1.5))
            self.add(self.ridge_name, self.key)

    def part_neighbours(self) -> None:
        """See from close by, along the ridge, how two neighbours astride it part; then draw back."""
        apart = short(float(np.linalg.norm(np.subtract(*self.neighbours))))
        distance = kit.apart_name(self.surface, self.pair, self.word("apart", apart=apart))
        counter = self.key.count(self.quoted("step"), self.steps, self.pair.clock.get_value)
        self.parted = [*self.trails, *self.balls, counter]
        with self.beat("ridge", apart=apart):
            changed = FadeOut(self.ridge_name), *map(FadeIn, (*self.balls, distance, counter))
            close = kit.eye_to(self.surface, kit.fitted_pose(ASTRIDE), self.neighbours, run_time=2.0)
            self.play(close, *changed)
            self.add(*self.parted, self.ball, distance, self.key)
            self.hold(0.4)
            self.play(self.pair.advance(SLOW, run_time=2.0), FadeOut(distance, run_time=0.8))
            back = self.eye_over(PARTED, run_time=2.4, rate_func=ease_in_out_sine)
            self.play(self.pair.advance(run_time=2.4, rate_func=ease_in_quad), back)

    def look_at_plain(self) -> None:
        """Come near to the ball on the plain, count its steps while it hardly moves, and then far more."""
        names = [self.quoted(name) for name in ("step", "slope", "moved")]
        last = self.late.arrived or self.run.descent.iterations
        told, alike = self.late.told, self.late.alike
        with self.beat("plain", moved=self.moved, steps=self.steps, told=told, arrived=last, alike=alike):
            numbers = kit.rest_readouts(self.run, float(self.crowd.moved[0]), *names)
            changed = FadeOut(*self.parted), FadeIn(numbers, rate_func=kit.during(0.5, 1))
            beside = replace(layout.beside(1.9, 2)[0], top=self.ground.top)
            self.play(kit.eye_over(self.surface, *OUT, beside), *changed, run_time=2)
            self.add(self.trail, self.ball)
            self.play(self.run.advance(self.steps, run_time=PLAIN[0]))
            if self.late.arrived:
                self.add(kit.pace_readout(numbers, self.run, self.quoted("faster"), self.steps, PLAIN))
                self.play(self.run.advance(run_time=PLAIN[1]))  # the first steps have led nowhere
                self.play(FadeIn(kit.slopes_alike(self.ball, self.run, names[1])), run_time=0.8)
            self.carried = kit.Dots(self.ball.seen(*self.run.point), palette.POINT)
            self.play(FadeIn(self.carried), run_time=0.5)

"""Two hundred points let go at once over a hill, a pit and plains, and the ridge where neighbours part."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

import numpy as np
from manim import LEFT, RIGHT, FadeIn, FadeOut
from manim.utils.rate_functions import ease_in_quad

from gdmath import FloatArray, Objective, basin_boundary, gaussian_difference
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

Pair: TypeAlias = tuple[tuple[float, float], tuple[float, float]]

COLUMNS, ROWS, EDGE = 15, 13, 0.04
"""Of the grid of starts; and the share of the window along each side in which there is none."""

POINT, MARK, NEIGHBOUR = 0.085, 0.075, 0.12
"""Radii of a point, of what marks its start, and of each of the two neighbours, in scene units."""

ASIDE = 0.25
"""Opacity of the other starts while the neighbours part."""

PADDING = 0.08
"""Room above and below the landscape, in its heights."""

FIRST, CLOSE = (-64.0, 36.0), (-78.0, 50.0)
"""Azimuth and elevation of the eye over all of it, and over the border between two fates."""

CLOSER = 1.25
"""So many times as large the border is seen."""

LEFTWARD = 1.4
"""Scene units by which a wide frame's landscape makes room for words in the end."""

SLOW = 24
"""So many of the neighbours' steps are taken slowly: in them, they part."""


class ManyStarts(kit.Lesson):
    """Each start has its fate, a valley or hardly a step, and where the colours of two meet runs a ridge.

    Attributes
    ----------
    objective
        A function of two variables with a known minimum.
    neighbours
        Two starts close together, on both sides of a ridge.
    beyond
        Further pairs of places on both sides of a ridge: that of each pair is drawn.
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
        "ridge": "ridge",
        "moved": "{steps} steps: {moved}",
    }
    objective: Objective = gaussian_difference().with_domain([(-3.5, 3.5), (-3.0, 4.0)])
    neighbours: Pair = ((0.8, 1.31), (0.8, 1.41))
    beyond: ClassVar[tuple[Pair, ...]] = (((2.8, 0.4), (2.8, 1.6)),)
    far: tuple[float, float] = (2.6, -1.7)
    others: ClassVar[tuple[tuple[float, float], ...]] = ((-1.2, 1.0), (-2.0, 1.0))
    learning_rate: float = 0.1
    steps: int = 60
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute all walks and their fates, and build the landscape."""
        super().setup()
        kit.check_objective(self.objective, variables=2, minima=1)
        kit.check_rate("learning_rate", self.learning_rate)
        self.ridges = [basin_boundary(self.objective, *pair) for pair in (self.neighbours, *self.beyond)]
        if not all(map(len, self.ridges)):
            raise ValueError("two neighbours end in one valley: choose two on both sides of a ridge")
        grid = kit.spread_over(self.objective.domain, COLUMNS, ROWS, EDGE)
        starts = np.vstack([self.far, *self.neighbours, *self.others, grid])
        self.crowd = kit.Crowd(self.objective, self.learning_rate, starts, self.steps)
        far, first, second = self.crowd.walks[:3]
        self.moved = short(float(self.crowd.moved[0]), 2)
        if self.crowd.fates[0] != kit.HARDLY:
            raise ValueError(f"far must be where it is flat: from {self.far} a point moves {self.moved}")
        self.run = kit.Run(far)
        colors = [kit.fate_color(fate) for fate in self.crowd.fates[1:3]]
        self.pair = kit.Race({"A": first, "B": second}, colors=colors)
        self.lay_out()

    def lay_out(self) -> None:
        """Build the landscape, with all dots and the names of what is to be found there."""
        samples = kit.spread_over(self.objective.domain, 121, 121)
        reached = [kit.usual_heights(stage(samples)) for stage in kit.stages(self.objective)]
        z_range = kit.padded_range(np.concatenate(reached), PADDING)
        x_range, y_range = self.objective.domain.tolist()
        self.space = kit.Space(x_range, y_range, z_range, layout.stage(), "w_1", "w_2", "J", (2.0, 2.0, 1.0))
        self.zoom = 1.7 if layout.shape() is kit.Shape.WIDE else 1.12
        self.space.view.turn_to(*FIRST, self.zoom)
        self.surface = kit.HeightField(self.space, self.objective)
        self.ball = kit.SurfaceBall.of(self.run, self.surface)
        moving, resting = (self.crowd.dots(self.surface, self.run.clock, radius) for radius in (POINT, MARK))
        self.points = [dots.set_color(palette.TEXT) for dots in moving]
        self.marks = [dots.clear_updaters() for dots in resting]  # they stay where the points start
        spots = samples[np.nanargmax(self.objective.value(samples))], self.objective.minima[0], self.far
        self.names = [
            kit.spot_name(self.surface, np.asarray(spot), self.word(word), above=away)
            for spot, word, away in zip(spots, ("hill", "pit", "plain"), (0.3, 0.0, 0.45), strict=True)
        ]

    def construct(self) -> None:
        """Play the beats."""
        self.raise_terrain()
        self.let_go()
        self.find_ridge()
        self.look_at_plain()

    def raise_terrain(self) -> None:
        """Let one bell rise out of the plain, and another one sink beside it."""
        risen = [kit.HeightField(self.space, stage).heights for stage in kit.stages(self.objective)]
        level = float(self.space.c2p(0.0, 0.0, self.objective.value(np.asarray(self.far)))[2])
        self.surface.heights = np.full_like(risen[-1], level)
        point = kit.Dots(self.ball.seen(*self.far), palette.POINT)
        with self.beat("terrain"):
            self.topmost = title = self.heading(self.word("title"))
            *later, plain = self.names
            self.play(*map(FadeIn, (title, self.space, self.surface, plain)), self.take_over(point))
            self.remove(point)
            self.add(self.ball)
            for number, heights in enumerate(risen, 1):
                self.play(self.surface.animate.set(heights=heights), run_time=1.8)
                coming = [later.pop(0) for _ in range(1 if number < len(risen) else len(later)) if later]
                if coming:
                    self.play(*map(FadeIn, coming), run_time=0.6)

    def let_go(self) -> None:
        """Let all go at once, and colour each by its fate when they have ended."""
        with self.beat("release", count=len(self.crowd.walks)):
            self.play(*map(FadeIn, self.points))
            self.add(self.ball, *self.names)
            leaving = (FadeOut(name, run_time=2.5) for name in self.names)
            self.play(self.run.advance(run_time=7, rate_func=ease_in_quad), *leaving)
            colors = map(kit.fate_color, self.crowd.kinds)
            self.play(
                *(dots.animate.set_color(color) for dots, color in zip(self.points, colors, strict=True))
            )

    def find_ridge(self) -> None:
        """Give each start its fate's colour, draw the border, and let two neighbours astride it part."""
        view, first = self.space.view, self.ridges[0]
        lines = [kit.SurfaceTrail(self.surface, line, color=palette.TEXT, width=4) for line in self.ridges]
        name = kit.spot_name(self.surface, first[round(0.75 * len(first))], self.word("ridge"))
        trails = [kit.SurfaceTrail.of(run, self.surface) for run in self.pair]
        balls = [kit.SurfaceBall.of(run, self.surface, radius=NEIGHBOUR) for run in self.pair]
        apart = float(np.linalg.norm(np.subtract(*self.neighbours)))
        self.panel = view.points.copy()
        with self.beat("ridge", apart=short(apart)):
            self.add(*self.marks, *self.points, self.ball)
            self.play(*map(FadeIn, self.marks), *map(FadeOut, self.points), run_time=1.5)
            closer = view.animate.turn_to(*CLOSE, self.zoom * CLOSER).shift(self.to_middle())
            self.play(closer, kit.dimmed(self.space.axes, 0.0), kit.dimmed(self.topmost, 1.0), run_time=3)
            self.add(*self.marks, *lines, self.ball)
            self.play(*map(draw, lines), FadeIn(name), run_time=1.5)
            self.play(*map(FadeIn, reversed(balls)), *(kit.dimmed(marks, ASIDE) for marks in self.marks))
            self.add(*lines, *trails, *reversed(balls), self.ball, name)
            self.play(self.pair.advance(SLOW, run_time=5))
            self.play(self.pair.advance(run_time=1.5))

    def to_middle(self) -> FloatArray:
        """Return the way, shape (3,), from where the neighbours and the pit are seen close to the middle."""
        near = self.space.view.copy().turn_to(*CLOSE, self.zoom * CLOSER)
        spots = self.neighbours[0], self.objective.minima[0]
        seen = np.mean([near.project(self.surface.lift(*spot)) for spot in spots], axis=0)
        return np.asarray(layout.stage().center - seen)

    def look_at_plain(self) -> None:
        """Go back to where all is seen, and tell how little the ball has moved."""
        words = self.word("moved", moved=self.moved, steps=self.steps)
        told, aside = kit.spot_name(self.surface, self.run.point, words, palette.POINT, above=0.45), 0.0
        if layout.shape() is kit.Shape.WIDE:
            box, aside = layout.stage(), LEFTWARD
            told = typography.text(words, typography.TITLE, palette.POINT)
            told.move_to((box.right, box.center[1], 0.0), aligned_edge=RIGHT)
        with self.beat("plain", moved=self.moved, steps=self.steps):
            back = self.space.view.animate.turn_to(*FIRST, self.zoom).set(points=self.panel + aside * LEFT)
            brighter = (kit.dimmed(marks, 1.0) for marks in self.marks)
            axes, title = (
                kit.dimmed(self.space.axes, 1.0),
                kit.dimmed(self.topmost, 1.0),
            )  # the title above them
            self.play(back, axes, *brighter, title, run_time=2.5)
            self.add(self.topmost)
            self.play(FadeIn(told), kit.Swell(self.ball, "radius", 0.4, times=2, run_time=2.4))
            self.carried = kit.Dots(self.ball.seen(*self.run.point), palette.POINT)
            self.hold(1)
            self.play(FadeIn(self.carried), run_time=0.5)

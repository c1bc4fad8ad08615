"""Two hundred points let go at once over a hill, a pit and plains: where each ends, and where neighbours part."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import FadeIn, FadeOut, smooth

from gdmath import (
    FloatArray,
    GaussianDifference,
    IntArray,
    Objective,
    basin_boundary,
    basins_of,
    descend_many,
    gaussian_difference,
)
from scenes import kit
from scenes.kit import draw, layout, palette, short

COLUMNS, ROWS = 15, 13
"""Of the grid of starts."""

EDGE = 0.04
"""Share of the window along each side in which no start of the grid stands."""

SETTLED = 3000
"""Steps after which a descent has chosen its valley."""

STUCK, HARDLY = 0.25, -1
"""A point that moves less far in all the steps that are shown has hardly moved: a fate of its own."""

POINT, STILL, MARK = 0.085, 0.055, 0.05
"""Radii of a point, of one that hardly moves, and of what marks a start, in scene units."""

PADDING = 0.08
"""Room above and below the landscape, in its heights."""

SIZE = (2.0, 2.0, 1.0)
"""Of the box, in world units."""

FIRST, LAST = (-52.0, 31.0), (-74.0, 47.0)
"""Azimuth and elevation of the eye, until the border between the colours is looked at, and from then on."""

SLOW = 24
"""So many of the neighbours' steps are taken slowly: in them, they part."""


class ManyStarts(kit.Lesson):
    """Each start has its fate: a valley, or hardly a step; and where two valleys' colours meet runs a ridge.

    Attributes
    ----------
    objective
        A function of two variables with a known minimum.
    neighbours
        Two starts close together, on both sides of a ridge.
    far
        Where the ball lies that stays: on a plain.
    others
        Further starts, besides those of a grid.
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
        "moved": "moved {moved} in {steps} steps",
    }
    objective: Objective = gaussian_difference().with_domain([(-3.5, 3.5), (-3.0, 4.0)])
    neighbours: ClassVar[tuple[tuple[float, float], ...]] = ((0.8, 1.31), (0.8, 1.41))
    far: tuple[float, float] = (2.4, -2.2)
    others: ClassVar[tuple[tuple[float, float], ...]] = ((-1.2, 1.0), (-2.0, 1.0))
    learning_rate: float = 0.1
    steps: int = 60
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute all walks and their fates, and build the landscape."""
        super().setup()
        kit.check_objective(self.objective, variables=2, minima=1)
        kit.check_rate("learning_rate", self.learning_rate)
        if len(self.neighbours) != 2:
            raise ValueError(f"the neighbours must be two starts, not {len(self.neighbours)}")
        self.ridge = basin_boundary(self.objective, *self.neighbours)
        if not len(self.ridge):
            raise ValueError(
                "the neighbours go down into one valley: choose two starts on both sides of a ridge"
            )
        self.starts = np.vstack([self.far, *self.neighbours, *self.others, self.spread(COLUMNS, ROWS, EDGE)])
        walks = descend_many(self.objective, self.learning_rate, self.starts, iterations=self.steps)
        shown = np.arange(self.steps + 1)
        self.paths = np.stack([walk.points[np.minimum(shown, walk.iterations)] for walk in walks])
        self.fates = self.get_fates()
        if self.fates[0] != HARDLY:
            raise ValueError(
                f"the far point moves {self.moved()[0]:.3g}: choose one where the ground is flat"
            )
        self.run = kit.Run(walks[0])
        colors = [self.color_of(fate) for fate in self.fates[1:3]]
        self.pair = kit.Race(dict(zip("AB", walks[1:3], strict=True)), colors=colors)
        self.lay_out()

    def spread(self, columns: int, rows: int, edge: float = 0.0) -> FloatArray:
        """Return points evenly spread over the window, shape (n, 2), none nearer to its sides than a share."""
        shares = (np.linspace(edge, 1 - edge, count) for count in (columns, rows))
        low, high = self.objective.domain.T
        return np.asarray(low + np.stack(np.meshgrid(*shares), axis=-1).reshape(-1, 2) * (high - low))

    def moved(self) -> FloatArray:
        """Return how far from its start each walk ends, shape (n,)."""
        return np.asarray(np.linalg.norm(self.paths[:, -1] - self.paths[:, 0], axis=1))

    def get_fates(self) -> IntArray:
        """Return for each start the index of the minimum in whose valley it ends, or that it hardly moves."""
        valleys = basins_of(self.objective, self.learning_rate, self.starts, iterations=SETTLED)
        return np.where(self.moved() < STUCK, HARDLY, valleys)

    def color_of(self, fate: int) -> palette.Color:
        """Return the colour of a fate."""
        return palette.TEXT if fate == HARDLY else kit.valley_color(fate)

    def lay_out(self) -> None:
        """Build the landscape, with the ball and the names of what is to be found there."""
        samples = self.spread(121, 121)
        heights = self.objective.value(samples)
        z_range = kit.padded_range(kit.usual_heights(heights), PADDING)
        x_range, y_range = self.objective.domain.tolist()
        self.space = kit.Space(x_range, y_range, z_range, layout.stage(), "w_1", "w_2", "J", SIZE)
        self.space.view.turn_to(*FIRST, zoom=1.75 if layout.shape() is kit.Shape.WIDE else 1.25)
        self.surface = kit.HeightField(self.space, self.objective)
        self.ball = kit.SurfaceBall.of(self.run, self.surface)
        spots = samples[np.nanargmax(heights)], self.objective.minima[0], self.far
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

    def stages(self) -> list[FloatArray]:
        """Return world heights of the surface: flat, then with one bell after the other, if it is of bells."""
        form, whole = self.objective.form, self.surface.heights
        level = float(self.space.c2p(0.0, 0.0, self.objective.value(np.asarray(self.far)))[2])
        flat = np.full_like(whole, level)
        if not isinstance(form, GaussianDifference):
            return [flat, whole]
        return [flat, kit.HeightField(self.space, lambda points: form.bells(points)[0]).heights, whole]

    def raise_terrain(self) -> None:
        """Let one bell rise out of the plain, and another one sink beside it."""
        self.surface.heights, *risen = self.stages()
        point = kit.Dots(self.ball.seen(*self.far), palette.POINT)
        with self.beat("terrain"):
            title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (title, self.space, self.surface)), self.take_over(point))
            self.remove(point)
            self.add(self.ball)
            for heights in risen:
                self.play(self.surface.animate.set(heights=heights), run_time=2.2)
            for name in self.names:
                self.play(FadeIn(name), run_time=0.6)

    def let_go(self) -> None:
        """Let all go at once, and colour each by its fate when they have ended."""
        crowd = [
            kit.SpaceDots.along(self.paths[self.fates == fate], self.run.clock, self.surface, radius=radius)
            for fate, radius in self.kinds(POINT, STILL)
        ]
        with self.beat("release", count=len(self.starts)):
            self.play(*map(FadeIn, crowd), *map(FadeOut, self.names))
            self.add(self.ball)
            self.play(self.run.advance(run_time=7))
            self.play(
                *(
                    dots.animate.set_color(self.color_of(fate))
                    for dots, (fate, _) in zip(crowd, self.kinds(), strict=True)
                )
            )
        self.crowd = crowd

    def kinds(self, usual: float = 0.0, still: float = 0.0) -> list[tuple[int, float]]:
        """Return all fates that there are, each with a size: those that hardly move are told by theirs, too."""
        return [(fate, still if fate == HARDLY else usual) for fate in np.unique(self.fates).tolist()]

    def find_ridge(self) -> None:
        """Give each start its fate's colour, draw the border, and let two neighbours astride it part."""
        marks = [
            kit.SpaceDots(self.surface, (), self.color_of(fate), radius).lay_on(
                self.starts[self.fates == fate]
            )
            for fate, radius in self.kinds(MARK, 0.7 * MARK)
        ]
        line = kit.SurfaceTrail(self.surface, self.ridge, color=palette.TEXT, width=4)
        name = kit.spot_name(self.surface, self.ridge[len(self.ridge) // 2], self.word("ridge"))
        trails = [kit.SurfaceTrail.of(run, self.surface) for run in self.pair]
        balls = [kit.SurfaceBall.of(run, self.surface, radius=0.11) for run in self.pair]
        apart = float(np.linalg.norm(np.subtract(*self.neighbours)))
        with self.beat("ridge", apart=short(apart)):
            self.add(*marks, *self.crowd, self.ball)
            closer = self.space.view.animate.turn_to(*LAST)
            self.play(closer, *map(FadeIn, marks), *map(FadeOut, self.crowd), run_time=3)
            self.add(*marks, line, self.ball)
            self.play(draw(line), FadeIn(name), run_time=1.5)
            self.play(*map(FadeIn, balls), *map(FadeOut, ()))
            self.add(line, *trails, *balls, self.ball, name)
            self.play(self.pair.advance(SLOW, run_time=5))
            self.play(self.pair.advance(run_time=2, rate_func=smooth))

    def look_at_plain(self) -> None:
        """Tell how little the ball has moved."""
        words = self.word("moved", moved=short(float(self.moved()[0]), 2), steps=self.steps)
        told = kit.spot_name(self.surface, self.run.point, words, palette.POINT, above=0.5)
        self.carried = kit.Dots(self.ball.seen(*self.run.point), palette.POINT)
        with self.beat("plain", moved=short(float(self.moved()[0]), 2), steps=self.steps):
            self.play(FadeIn(told), kit.Swell(self.ball, "radius", 0.4, times=3, run_time=3))
            self.hold(1)
            self.play(FadeIn(self.carried), run_time=0.5)

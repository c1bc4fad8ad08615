"""A landscape that is no bowl: neighbours part ways, and on the plain a descent all but stands still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

import numpy as np
from manim import DOWN, LEFT, RIGHT, UL, FadeIn, FadeOut, Group, MathTypst, Mobject

from gdmath import FloatArray, GaussianDifference, Objective, basin_boundary, descend, gaussian_difference
from scenes import kit
from scenes.kit import layout, palette, short, typography

RADII = (0.16, 0.13, 0.1, 0.13)
"""Of each run's point: of two that end in one pit, the later leaves a ring of the other to be seen."""

LENS = 2.2
"""Height of what the lens shows, in distances of the two neighbours."""

TILTED = {"elevation": 52.0, "azimuth": -105.0, "zoom": 1.2}
"""How the landscape is seen once the view has left the zenith."""

TURN = -35.0
"""Degrees by which the view then goes round."""


class TwoGaussians(kit.Lesson):
    """Two neighbours that end far apart, and a run that finds its pit beside one that finds nothing.

    Attributes
    ----------
    objective
        A function of two variables.
    starts
        Two neighbours, then one start that arrives and one that stalls.
    learning_rate
        The same for all.
    steps
        How many each takes.
    """

    words = {
        "title": "Pits, ridges and plains",
        "pit": "pit",
        "hill": "hill",
        "plain": "plain",
        "ridge": "ridge",
        "bell": "bell",
        "bells": "each bell: a normal (Gaussian) density",
        "step": "step",
    }
    objective: Objective = gaussian_difference()
    starts: ClassVar[Sequence[tuple[float, float]]] = ((0.8, 1.31), (0.8, 1.41), (-1.2, 1.0), (-2.0, 1.0))
    learning_rate: float = 0.1
    steps: int = 60
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Compute all runs, and build the map for them."""
        super().setup()
        kit.check_objective(self.objective, variables=2)
        kit.check_rate("learning_rate", self.learning_rate)
        if len(self.starts) != 4:
            raise ValueError(
                f"there must be four starts, two neighbours and two others, not {len(self.starts)}"
            )
        if np.array_equal(self.starts[0], self.starts[1]):
            raise ValueError("the first two starts are the same: they must be neighbours that part ways")
        rate, steps = self.learning_rate, self.steps
        descents = [descend(self.objective, rate, start, iterations=steps) for start in self.starts]
        self.neighbours = kit.Race(dict(zip("AB", descents[:2], strict=True)))
        self.others = kit.Race(dict(zip("CD", descents[2:], strict=True)), colors=palette.CATEGORIES[2:])
        self.runs = [*self.neighbours, *self.others]
        self.left, right = layout.stage().columns(1.3, 1)
        beside_title = replace(right, top=layout.frame().top)
        rows = beside_title.rows(0.6, 0.6, 3.2, 2.7, gap=0.15)
        self.formula_box, self.status_box, self.middle, self.table_box = rows
        self.plot = kit.MapPlot(self.left, *kit.map_window(self.objective, self.runs), grid=False)
        self.boundary = self.on_map(basin_boundary(self.objective, *self.starts[:2]))
        self.trails = [kit.Trail.of(run, self.plot, width=3.5, dots=0.045) for run in self.runs]
        self.points = [kit.Dots.of(run, self.plot, r) for run, r in zip(self.runs, RADII, strict=True)]
        self.offsets = kit.letter_offsets([self.plot.nodes(run) for run in self.runs])
        self.letters = kit.run_letters(self.runs, self.offsets, self.plot.seen)
        self.contours = self.get_contours()
        self.header, self.rows = kit.run_table(self.table_box, self.runs)

    def construct(self) -> None:
        """Play the beats."""
        self.show_terrain()
        self.release_neighbours()
        self.reach_plateau()
        self.see_in_space()

    def on_map(self, points: FloatArray) -> FloatArray:
        """Return those of the points, shape (n, 2), that are on the map."""
        low, high = np.transpose([self.plot.x_range, self.plot.y_range])
        return np.asarray(points[((points > low) & (points < high)).all(axis=1)])

    def get_contours(self) -> kit.ContourMap:
        """Return the map; its numbers keep clear of the runs, their letters, the landmarks and the ridge."""
        self.heights = kit.sampled(self.plot, self.objective)[1]
        contours = kit.ContourMap(self.plot, self.objective.value, kit.round_levels(self.heights))
        contours.bands.set_opacity(0.65)
        lines, paths = contours.lines.points, [self.plot.nodes(run) for run in self.runs]
        lettered = [path + offset for path, offset in zip(paths, self.offsets, strict=True)]
        held = np.vstack([*paths, *lettered])
        names = list(map(self.word, ("pit", "hill", "plain")))
        self.terrain = kit.Landmarks(
            self.plot, self.objective, names, lines=lines, held=held, box=self.middle
        )
        ridge = self.word("ridge")
        self.crest = kit.named_boundary(self.plot, self.boundary, ridge, lines=lines, held=held)
        words = [word.get_all_points() for word in (*self.terrain.words, *self.crest)]
        return contours.keep_clear(np.vstack([held, *words]))

    def get_formula(self) -> tuple[MathTypst, Group]:
        """Return the function, and what its bells are, if it has any."""
        form, words = self.objective.form, kit.named_formula("f(x, y)", self.objective)
        if isinstance(form, GaussianDifference):
            bell = self.quoted("bell")
            words = f"f(x, y) = {kit.exact(form.weight)} ({bell}_2 - {bell}_1)"
        formula = typography.formula(words, color=palette.OBJECTIVE)
        formula = typography.fitted(formula, self.formula_box.width)
        formula.move_to((self.formula_box.left, self.formula_box.top, 0.0), aligned_edge=UL)
        bells = typography.text(typography.as_is(self.word("bells")), typography.TICK, palette.MUTED)
        typography.fitted(bells, self.formula_box.width)
        bells.next_to(formula, DOWN, buff=0.2, aligned_edge=LEFT)
        return formula, Group(*[bells] * isinstance(form, GaussianDifference))

    def show_terrain(self) -> None:
        """Show the map, and what is to be found on it."""
        formula, self.bells = self.get_formula()
        title, words, facts = self.heading(self.word("title")), self.terrain.words, self.terrain.facts
        with self.beat("terrain"):
            self.play(*map(FadeIn, (title, self.plot, formula, self.bells)))
            self.play(FadeIn(self.contours, run_time=2))
            for word, fact in zip(words, facts, strict=True):
                self.play(FadeIn(word, scale=0.8), FadeIn(fact, shift=0.15 * RIGHT), run_time=0.9)
                self.wait(0.4)

    def release_neighbours(self) -> None:
        """Show under a lens how close two starts are, and let both go."""
        apart = float(np.linalg.norm(np.subtract(self.starts[0], self.starts[1])))
        lens, gap, seen = self.get_lens(apart)
        self.counter = self.get_counter()
        with self.beat("neighbours", apart=short(apart)):
            passing = FadeOut(self.terrain.words, self.terrain.facts, self.bells)
            self.play(passing, *map(FadeIn, (*self.points[:2], *self.letters[:2])))
            self.play(FadeIn(lens, lens.outline), *map(FadeIn, seen))
            self.play(FadeIn(gap), FadeIn(self.crest))
            self.play(*map(FadeIn, (self.header, *self.rows[:2], self.counter)))
            self.add(*self.trails[:2], *self.points[:2], *self.letters[:2])
            self.play(self.neighbours.advance(self.steps, run_time=9))
        self.lens = Group(lens, lens.outline, gap, *seen)

    def get_lens(self, apart: float) -> tuple[kit.Lens, Group, list[Mobject]]:
        """Return a lens on the neighbours, the gap and the ridge between them, and their runs in it."""
        first, second = self.starts[:2]
        lens = kit.Lens(self.middle, self.plot, np.mean([first, second], axis=0), LENS * apart)
        seen: list[Mobject] = [kit.Trail.of(run, lens, width=3.5, dots=0.07) for run in self.neighbours]
        seen += [kit.Dots.of(run, lens, r) for run, r in zip(self.neighbours, RADII, strict=False)]
        starts = lens.on(self.starts[:2])
        ways = kit.AWAY * np.sign(starts - starts[::-1]) * [0, 1, 0] + 0.3 * RIGHT
        names = [
            kit.outlined(run.name, run.color).move_to(start + way)
            for run, start, way in zip(self.neighbours, starts, ways, strict=True)
        ]
        gap = kit.distance_between(lens, first, second)
        return lens, Group(*kit.boundary_line(lens, self.boundary), *gap, *names), seen

    def get_counter(self) -> Group:
        """Return the learning rate, and the number of steps done by those that go now."""
        rate = typography.formula(f"eta = {short(self.learning_rate)}", color=palette.STEP)
        rate.move_to((self.status_box.left, self.status_box.center[1], 0.0), aligned_edge=LEFT)
        counter = kit.Readout(f"{self.quoted('step')} k", 0, kit.WHOLE).next_to(rate, RIGHT, buff=0.8)
        counter.shift((0, rate.submobjects[-1].get_bottom()[1] - counter.number.get_bottom()[1], 0))
        self.going = self.runs[0]
        return Group(rate, counter.add_updater(lambda row: row.set_value(self.going.step)))

    def reach_plateau(self) -> None:
        """Let the other two go: one finds the pit, one hardly moves; their heights against the step."""
        stalled = self.runs[-1]
        moved = float(np.linalg.norm(stalled.path[-1] - stalled.path[0]))
        chart = kit.RunChart(self.middle, self.runs)
        letters = kit.letters_at_ends(chart, self.runs)
        curves = [kit.Trail.of(run, chart, width=3.5, dots=0) for run in self.runs]
        slope = short(float(stalled.series("slope")[0]), 2)
        with self.beat("plateau", steps=self.steps, slope=slope, moved=short(moved, 2)):
            self.going = stalled
            self.play(FadeOut(self.lens), *map(FadeIn, (*self.points[2:], *self.letters[2:], *self.rows[2:])))
            self.play(FadeIn(chart, letters), *map(FadeIn, curves))
            self.add(*self.trails, *self.points, *self.letters)
            self.play(self.others.advance(self.steps, run_time=9))

    def see_in_space(self) -> None:
        """Look at the finished runs from straight above, in the map's place, then from the side."""
        heights = self.heights
        shown = kit.usual_heights(heights)
        space = kit.space_over(self.plot, kit.padded_range(shown, 0.12), float(np.median(shown)), self.left)
        surface = kit.HeightField(space, self.objective)
        trails = [kit.SurfaceTrail.of(run, surface) for run in self.runs]
        balls = [kit.SurfaceBall.of(run, surface, radius=r) for run, r in zip(self.runs, RADII, strict=True)]
        boundaries = [self.boundary] if len(self.boundary) else []
        crest = [kit.SurfaceTrail(surface, line, color=palette.TEXT, width=2.5) for line in boundaries]
        letters = kit.run_letters(
            self.runs, self.offsets, lambda run: space.view.project(surface.lift(*run.point))
        )
        to_panel = self.left.center - space.view.get_center()
        with self.beat("space"):
            self.remove(*self.trails, *self.points, *self.letters, self.crest)
            self.add(space, surface, *crest, *trails, *balls, *letters)  # where those of the map were
            self.play(FadeIn(surface), FadeOut(self.plot), run_time=1.5)
            self.remove(self.contours)
            tilt = space.view.animate.shift(to_panel).turn_to(**TILTED)
            self.play(tilt, space.axes.animate.set_opacity(1.0), run_time=4)
            self.play(space.view.animate.turn_by(azimuth=TURN), run_time=8)

"""Many starts on one curve with several valleys: where a descent begins decides where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import numpy as np
from manim import DOWN, FadeIn, FadeOut, Group

from gdmath import FloatArray, Objective, descend_many, double_well
from gdmath.starts import spread_starts
from gdmath.valleys import basins_of
from scenes import kit
from scenes.kit import draw, palette, short, typography

RADIUS = 0.12
"""Of the points."""


class DoubleWell(kit.Lesson):
    """Many points are released at once; each heads for the valley on its own side of the hill.

    Above, the points slide down the curve. Below, on the same x axis, time runs downwards: each
    start's path flows into its valley like a river.

    Attributes
    ----------
    objective
        A function of one variable, with at least two minima in its domain.
    learning_rate
        The same for all.
    iterations
        How many steps are shown.
    count
        How many starts are drawn; those too close to others or to a minimum are left out.
    interval
        What the starts are drawn from; None draws them from the objective's domain.
    spacing, clearance
        Least distance between starts, and from each minimum; None takes 1/50 and 1/20 of the interval.
    seed
        Another seed gives other starts.
    """

    words = {"title": "The start decides"}
    objective: Objective = double_well()
    learning_rate: float = 0.003
    iterations: int = 25
    count: int = 20
    interval: tuple[float, float] | None = None
    spacing: float | None = None
    clearance: float | None = None
    seed: int = 16
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute all descents and the basins they start in, and place the curve and their paths."""
        super().setup()
        kit.check_objective(self.objective, variables=1, minima=2)
        kit.check_rate("learning_rate", self.learning_rate)
        self.minima = self.objective.minima[:, 0]
        starts, rate = self.starts(), self.learning_rate
        paths = descend_many(self.objective, rate, starts, iterations=self.iterations) if len(starts) else []
        kit.check_settles(paths, self.learning_rate)
        colors = [palette.POINT] * len(starts)
        self.runs = kit.Race(dict(zip(map(str, starts), paths, strict=True)), colors=colors)
        basins = basins_of(self.objective, rate, starts)
        self.members = [list(compress(self.runs, basins == k)) for k in range(len(self.minima))]
        stage = kit.stage_below_legend()
        upper, lower = stage.rows(1, 1.05, gap=0.0)
        self.plot = kit.CurvePlot(upper, self.objective, starts, x_margin=0, x_label="")
        heights = kit.valley_range(self.objective)
        self.tall = kit.CurvePlot(stage, self.objective, starts, x_margin=0, y_range=heights)
        kit.align(self.plot, self.tall)
        self.below = kit.StepsBelow(lower, self.plot, self.iterations)
        self.valleys = kit.ValleyMarks(self.plot)

    def construct(self) -> None:
        """Name the valleys, let all points go, and see where each of them ends."""
        self.show_valleys()
        self.release()
        self.show_basins()
        self.compare_valleys()

    def starts(self) -> FloatArray:
        """Return the starts, from left to right."""
        low, high = self.interval or self.objective.domain[0].tolist()
        spacing = (high - low) / 50 if self.spacing is None else self.spacing
        room = (high - low) / 20 if self.clearance is None else self.clearance
        starts = spread_starts(
            low, high, self.count, seed=self.seed, spacing=spacing, avoid=self.minima, clearance=room
        )
        return starts[np.isfinite(self.objective.value(starts[:, None]))]

    def show_valleys(self) -> None:
        """Draw the curve, and name its valleys and the hills between them."""
        title, function = self.heading(self.word("title")), kit.formula_of(self.objective)
        rate = typography.formula(f"eta = {short(self.learning_rate)}", color=palette.STEP)
        formulas = kit.legend(title, function and f"f(x) = {function}", rate)
        marks, curve = kit.ValleyMarks(self.tall), self.tall.curve()
        valleys = " and ".join(map(kit.valley_letter, range(len(self.minima))))
        with self.beat("valleys", valleys=valleys):
            self.play(FadeIn(title), FadeIn(self.tall), FadeIn(formulas))
            self.play(draw(curve, run_time=2.5))
            self.play(FadeIn(marks.rings), FadeIn(marks.letters, shift=0.2 * DOWN))
            self.play(FadeIn(marks.words, shift=0.2 * DOWN))
        self.first_picture = Group(self.tall, curve, marks.names)

    def release(self) -> None:
        """Let all points go at once: above they slide down the curve, below their paths flow down."""
        self.flows = [self.flow(runs) for runs in self.members]
        self.scenery = Group(self.plot, self.valleys.picture, self.below)
        with self.beat("release", count=len(self.runs)):
            self.play(FadeOut(self.first_picture), run_time=0.6)
            self.play(FadeIn(self.scenery))
            self.play(*(FadeIn(points) for *_, points in self.flows))
            self.play(*(FadeIn(sources) for *_, sources, _ in self.flows))
            self.add(*self.flows)
            self.play(self.runs.advance(run_time=10))

    def flow(self, runs: Sequence[kit.Run]) -> Group:
        """Return the paths of runs below the curve, where they spring from, and the points on the curve."""
        streams = [kit.Trail.of(run, self.below, width=2.5, dots=0.035) for run in runs]
        sources = kit.Dots(self.below.c2p([run.path[0, 0] for run in runs], 0), palette.POINT)
        return Group(*streams, sources, kit.Dots.of_all(runs, self.plot, radius=RADIUS))

    def show_basins(self) -> None:
        """Raise a wall at each hill, and colour what lies between by the valley it ends in."""
        hills, from_left, last = self.valleys.hills, self.valleys.from_left, self.iterations
        tops = np.vstack([self.plot.on(hills), self.below.c2p(hills, 0)])
        feet = np.vstack([self.plot.feet(hills), self.below.c2p(hills, last)])
        walls, mouths = kit.Segments(tops, feet, width=2.5, dash=kit.DASH), Group()
        left, right = map(kit.valley_letter, from_left[:2])
        with self.beat("basins", left=left, right=right):
            self.play(draw(walls, run_time=1.5))
            for k in from_left:
                mouth = kit.valley_name(k).next_to(self.below.c2p(self.minima[k], last), DOWN, buff=0.12)
                mouths.add(mouth)
                parts = self.valleys.pieces[k], *self.flows[k]
                dyed = [part.animate.set_color(kit.valley_color(k)) for part in parts]
                self.play(*dyed, FadeIn(mouth, shift=0.15 * DOWN), run_time=max(1.0, 5 / len(from_left)))
        self.second_picture = Group(self.scenery, walls, mouths, *self.flows)

    def compare_valleys(self) -> None:
        """Show the valleys large again, so that the difference in depth can be seen."""
        low, high = (int(k) for k in np.argsort(self.plot.value(self.minima))[[0, -1]])
        gap, marks = kit.HeightDifference(self.tall, *self.minima[[low, high]]), kit.ValleyMarks(self.tall)
        marks.dye()
        words = typography.text(gap.compared(kit.valley_letter(low), kit.valley_letter(high)))
        words.next_to(gap.level, DOWN, buff=0.15)
        ends = [
            kit.Dots.of_all(runs, self.tall, kit.valley_color(k), RADIUS)
            for k, runs in enumerate(self.members)
        ]
        spoken = {"low": kit.valley_letter(low), "high": kit.valley_letter(high), "gap": gap.difference}
        with self.beat("moral", **spoken):
            self.play(FadeOut(self.second_picture), run_time=0.6)
            self.play(FadeIn(Group(self.tall, marks.picture)), *map(FadeIn, ends))
            self.play(draw(gap.level, run_time=2))
            self.play(draw(gap.drop), FadeIn(gap.number), FadeIn(words))
            self.play(kit.Swell(ends[high], "radius", by=0.6, times=3, run_time=5))

"""Many starts on one curve with several valleys: where a descent begins decides where it ends."""

from __future__ import annotations

from itertools import pairwise
from string import ascii_uppercase

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Typst, ValueTracker
from scipy.optimize import brentq

from gdmath import Descent, FloatArray, IntArray, Objective, at, descend, double_well
from gdmath.starts import spread_starts
from scenes.kit.lessons.attribute_checks import check_objective
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.plots.plot import TICK_LENGTH, Plot
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Shape
from scenes.kit.style.motion import draw, glide, stepwise
from scenes.kit.style.numbers import short
from scenes.kit.style.ticks import nice_ticks, padded_range

LONG_RUN = 20_000
"""Iterations within which a descent that is shown for a few has surely reached its valley."""

RADIUS = 0.12
"""Of the points."""


class DoubleWell(Lesson):
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
        Least distance between starts, and from each minimum.
    seed
        Another seed gives other starts.
    """

    objective: Objective = double_well()
    learning_rate: float = 0.003
    iterations: int = 25
    count: int = 20
    interval: tuple[float, float] | None = None
    spacing: float = 0.2
    clearance: float = 0.5
    seed: int = 16

    def setup(self) -> None:
        """Compute all descents and what they end in, and build the stage for them."""
        super().setup()
        check_objective(self.objective, variables=1)
        self.minima = self.objective.minima[:, 0]
        self.hills = hills_between(self.objective)
        self.starts = self.drawn_starts()
        descents = [self.walk(start, self.iterations) for start in self.starts]
        self.basin = np.array([self.basin_of(start) for start in self.starts])
        # One row a start; a path that stopped early stands still from there on.
        steps = np.arange(self.iterations + 1)
        self.x = np.stack([at(descent.points[:, 0], steps) for descent in descents])
        self.moment = ValueTracker(0.0)
        self.stage = layout.stage()
        if layout.shape() is not Shape.WIDE:
            self.stage = self.stage.inset(top=0.7)  # below the function, which has a row of its own
        upper, self.lower = self.stage.rows(1, 1.05, gap=0.0)
        self.plot = self.curve_plot(upper)
        self.tall = self.tall_plot()
        self.colors = [palette.CATEGORIES[k % len(palette.CATEGORIES)] for k in range(len(self.minima))]
        self.from_left = np.argsort(self.minima).tolist()

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_valleys()
        self.release()
        self.show_basins()
        self.compare_valleys()

    def walk(self, start: float, iterations: int) -> Descent:
        """Return the descent from a start."""
        return descend(self.objective, self.learning_rate, start, iterations=iterations)

    def drawn_starts(self) -> FloatArray:
        """Return the starts, from left to right."""
        low, high = self.interval or self.objective.domain[0]
        return spread_starts(
            low,
            high,
            self.count,
            seed=self.seed,
            spacing=self.spacing,
            avoid=self.minima,
            clearance=self.clearance,
        )

    def basin_of(self, start: float) -> int:
        """Return which minimum the descent from a start ends at, long after what is shown."""
        end = self.walk(start, LONG_RUN).points[-1, 0]
        return int(np.argmin(np.abs(self.minima - end)))

    def members(self) -> list[IntArray]:
        """Return the starts of each basin, as indices; a basin may have none."""
        return [np.flatnonzero(self.basin == k) for k in range(len(self.minima))]

    def height(self, x: Floats) -> Floats:
        """Return the objective's values over an array of x of any shape."""
        return self.objective.value(np.asarray(x, dtype=float)[..., None])

    def on(self, plot: Plot, x: Floats) -> Floats:
        """Return the scene points of a plot's curve above x."""
        return plot.c2p(x, self.height(x))

    def current_x(self, chosen: IntArray) -> Floats:
        """Return where the chosen points are at this moment, shape (m,)."""
        return at(self.x[chosen].T, stepwise(self.moment.get_value()))

    def curve_plot(self, box: layout.Box) -> Plot:
        """Return axes that show the objective's domain and all starts."""
        low, high = self.objective.domain[0]
        x_range = float(min(low, *self.starts)), float(max(high, *self.starts))
        heights = self.height(np.linspace(*x_range, 401))
        plot = Plot(box, x_range, padded_range(heights, 0.06), "", "f(x)")
        label = typography.formula("x", typography.LABEL)
        plot.add(label.next_to(plot.c2p(x_range[1], plot.y_range[0]), RIGHT, buff=0.1))
        return plot

    def tall_plot(self) -> Plot:
        """Return axes over the whole stage, just high enough for the hills, with the same x axis."""
        heights = padded_range(self.height(np.concatenate([self.minima, self.hills])), 0.15)
        draft = Plot(self.stage, self.plot.x_range, heights, "x", "f(x)")
        missing = self.plot.frame.get_left()[0] - draft.frame.get_left()[0]
        return Plot(self.stage.inset(left=missing), self.plot.x_range, heights, "x", "f(x)")

    def curve_pieces(self, plot: Plot) -> list[Stroke]:
        """Return the curve in pieces from hill to hill, from left to right."""
        edges = [self.plot.x_range[0], *self.hills, self.plot.x_range[1]]
        pieces = [np.linspace(*piece, 401) for piece in pairwise(edges)]
        return [Stroke(self.on(plot, x), palette.OBJECTIVE, window=plot.frame) for x in pieces]

    def bottoms(self, plot: Plot) -> Dots:
        """Return the marks of the minima."""
        return Dots(self.on(plot, self.minima), palette.MINIMUM, 0.13, ring=0.05)

    def valley_names(self, plot: Plot) -> Group:
        """Return a letter above each minimum, in its basin's colour."""
        return Group(
            *(self.letter_mark(k).move_to(self.on(plot, x) + 0.6 * UP) for k, x in enumerate(self.minima))
        )

    def letter(self, minimum: int) -> str:
        """Return the letter of a minimum: A for the first, which is the deepest."""
        return ascii_uppercase[minimum % 26]

    def letter_mark(self, minimum: int) -> Typst:
        """Return the letter of a minimum in its basin's colour."""
        return typography.text(f"*{self.letter(minimum)}*", color=self.colors[minimum])

    def hill_names(self, plot: Plot) -> Group:
        """Return a word above each hill."""
        words = [typography.text("hill", typography.LABEL, palette.MUTED) for _ in self.hills]
        return Group(
            *(word.move_to(self.on(plot, x) + 0.35 * UP) for word, x in zip(words, self.hills, strict=True))
        )

    def show_valleys(self) -> None:
        """Draw the curve, and name its valleys and the hills between them."""
        title = self.heading("The start decides")
        curve, bottoms = self.tall.graph(self.height), self.bottoms(self.tall)
        letters, hills = self.valley_names(self.tall), self.hill_names(self.tall)
        valleys = " and ".join(self.letter(k) for k in range(len(self.minima)))
        with self.beat("valleys", valleys=valleys):
            self.play(FadeIn(title), FadeIn(self.tall), FadeIn(self.legend(title)))
            self.play(draw(curve, run_time=2.5))
            self.play(FadeIn(bottoms), FadeIn(letters, shift=0.2 * DOWN))
            self.play(FadeIn(hills, shift=0.2 * DOWN))
        self.first_picture = Group(self.tall, curve, bottoms, letters, hills)

    def legend(self, title: Typst) -> Group:
        """Return the function and the learning rate, in the title's row on the right, or below it."""
        corner = layout.frame()
        row = Group(typography.formula(f"eta = {short(self.learning_rate)}", color=palette.STEP))
        if self.objective.formula:
            formula = typography.formula(f"f(x) = {self.objective.formula}", color=palette.OBJECTIVE)
            start = title.get_right()[0] + 0.8 if layout.shape() is Shape.WIDE else corner.left
            taken = start + row.width + 0.8
            row.submobjects.insert(0, typography.fitted(formula, corner.right - taken))
        row.arrange(RIGHT, buff=0.8)
        if layout.shape() is not Shape.WIDE:
            return row.move_to((corner.left, corner.top - 0.75, 0.0), aligned_edge=LEFT + UP)
        return row.move_to((corner.right, corner.top, 0.0), aligned_edge=RIGHT + UP)

    def release(self) -> None:
        """Let all points go at once."""
        self.build_river()
        self.pieces = self.curve_pieces(self.plot)
        self.points = [
            Dots(self.on(self.plot, self.x[own, 0]), palette.POINT, RADIUS) for own in self.members()
        ]
        for dots, own in zip(self.points, self.members(), strict=True):
            dots.add_updater(lambda dots, own=own: dots.set_points(self.on(self.plot, self.current_x(own))))
        self.scenery = Group(
            self.plot,
            *self.pieces,
            self.bottoms(self.plot),
            self.valley_names(self.plot),
            self.hill_names(self.plot),
            self.river_axis,
        )
        with self.beat("release", count=len(self.starts)):
            self.play(FadeOut(self.first_picture), run_time=0.6)
            self.play(FadeIn(self.scenery))
            self.play(*map(FadeIn, self.points))
            self.play(*map(FadeIn, self.sources))
            self.add(*self.streams, *self.sources, *self.points)
            self.play(glide(self.moment, self.iterations, run_time=10))

    def build_river(self) -> None:
        """Build the paths of x over time, downwards, on the curve's own x axis."""
        ticks, number_format = nice_ticks(0, self.iterations, 5)
        edge = self.plot.x_range[0]
        feet = self.in_time(edge, ticks)
        ends = self.in_time(edge, np.array([0, self.iterations]))
        axis = Segments(
            np.vstack([ends[:1], feet]), np.vstack([ends[1:], feet + TICK_LENGTH * LEFT]), palette.AXIS, 2.5
        )
        label = typography.text("step $k$", typography.LABEL).next_to(ends[1], DOWN, buff=0.17)
        self.river_axis = Group(axis, label)
        label.shift(max(0.0, layout.frame().left - label.get_left()[0]) * RIGHT)
        for tick, foot in zip(ticks, feet, strict=True):
            number = typography.formula(number_format.typst(tick), typography.TICK, palette.MUTED)
            self.river_axis.add(number.next_to(foot, LEFT, buff=TICK_LENGTH + 0.08))
        steps = np.arange(self.iterations + 1)
        self.streams = [Trail(self.in_time(path, steps), width=2.5, dots=0.035) for path in self.x]
        for stream in self.streams:
            stream.add_updater(lambda path: path.show_until(stepwise(self.moment.get_value())))
        self.sources = [Dots(self.in_time(self.x[own, 0], 0), palette.POINT) for own in self.members()]

    def in_time(self, x: Floats | float, step: Floats | IntArray | float) -> Floats:
        """Return the river's scene points: x as in the curve above, iterations downwards."""
        top, bottom = self.lower.top - 0.2, self.lower.bottom + 0.45
        places = self.plot.c2p(x, self.plot.y_range[0] + 0 * np.asarray(step, dtype=float))
        places[..., 1] = top + (bottom - top) * np.asarray(step, dtype=float) / self.iterations
        return places

    def show_basins(self) -> None:
        """Raise a wall at each hill, and colour what lies between by the valley it ends in."""
        feet = self.plot.c2p(self.hills, self.plot.y_range[0])
        walls = Segments(
            np.vstack([self.on(self.plot, self.hills), self.in_time(self.hills, 0)]),
            np.vstack([feet, self.in_time(self.hills, self.iterations)]),
            width=2.5,
            dash=DASH,
        )
        left, right = (self.letter(k) for k in self.from_left[:2])
        members, mouths = self.members(), Group()
        with self.beat("basins", left=left, right=right):
            self.play(draw(walls, run_time=1.5))
            for k, piece in zip(self.from_left, self.pieces, strict=True):
                dyed = piece, self.points[k], self.sources[k], *(self.streams[i] for i in members[k])
                mouth = self.letter_mark(k)
                mouth.next_to(self.in_time(self.minima[k], self.iterations), DOWN, buff=0.12)
                mouths.add(mouth)
                self.play(
                    *(mobject.animate.set_color(self.colors[k]) for mobject in dyed),
                    FadeIn(mouth, shift=0.15 * DOWN),
                    run_time=max(1.0, 5 / len(self.minima)),
                )
        self.river = Group(walls, mouths, *self.streams, *self.sources)

    def compare_valleys(self) -> None:
        """Show the valleys large again, so that the difference in depth can be seen."""
        low, high = (int(k) for k in np.argsort(self.height(self.minima))[[0, -1]])
        gap = short(float(self.height(self.minima[high]) - self.height(self.minima[low])))
        foot, corner = self.tall.c2p(self.minima[[low, high]], self.height(self.minima[low]))
        level = Segments([foot], [corner], palette.TEXT, 2.5, DASH)
        drop = Pointer(self.on(self.tall, self.minima[high]), corner)
        drop.set_color(palette.TEXT)
        outer = RIGHT if corner[0] > foot[0] else LEFT
        depth = typography.formula(gap).next_to(drop, outer, buff=0.25)
        words = typography.text(f"*{self.letter(low)}* is deeper than *{self.letter(high)}*")
        words.next_to(level, DOWN, buff=0.15)
        ends = self.last_points()
        beating = ValueTracker(0.0)
        ends[high].add_updater(lambda dots: swell(dots, beating.get_value()))
        with self.beat("moral", low=self.letter(low), high=self.letter(high), gap=gap):
            self.play(FadeOut(self.scenery, self.river, *self.points), run_time=0.6)
            self.play(FadeIn(self.last_picture()), *map(FadeIn, ends))
            self.play(draw(level, run_time=2))
            self.play(draw(drop), FadeIn(depth), FadeIn(words))
            self.play(glide(beating, 3, run_time=5))

    def last_points(self) -> list[Dots]:
        """Return where each basin's points have come to, in the tall plot."""
        return [
            Dots(self.on(self.tall, self.x[own, -1]), color, RADIUS, window=self.tall.frame)
            for own, color in zip(self.members(), self.colors, strict=True)
        ]

    def last_picture(self) -> Group:
        """Return the tall plot with the curve in its basins' colours."""
        pieces = self.curve_pieces(self.tall)
        for k, piece in zip(self.from_left, pieces, strict=True):
            piece.set_color(self.colors[k])
        names = self.valley_names(self.tall), self.hill_names(self.tall)
        return Group(self.tall, *pieces, self.bottoms(self.tall), *names)


def swell(dots: Dots, beats: float) -> None:
    """Let points swell once a beat, and be as they were at whole numbers."""
    dots.radius = RADIUS * (1 + 0.6 * np.sin(np.pi * beats) ** 2)


def hills_between(objective: Objective) -> FloatArray:
    """Return the highest place between each two neighbouring minima of a function of one variable."""
    return np.array(
        [_hilltop(objective, low, high) for low, high in pairwise(np.sort(objective.minima[:, 0]))]
    )


def _hilltop(objective: Objective, low: float, high: float) -> float:
    grid = np.linspace(low, high, 1001)
    top = int(np.argmax(objective.value(grid[:, None])))
    return float(brentq(lambda x: float(objective.gradient(np.array([x]))[0]), grid[top - 1], grid[top + 1]))

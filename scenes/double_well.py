"""Many starts on one curve with several valleys: where a descent begins decides where it ends."""

from __future__ import annotations

from itertools import pairwise
from string import ascii_uppercase
from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, FadeIn, FadeOut, Group, Typst, ValueTracker
from scipy.optimize import brentq

from gdmath import Descent, FloatArray, IntArray, Objective, at, descend, double_well
from gdmath.starts import spread_starts
from scenes.kit import layout, palette, typography
from scenes.kit.lesson import Lesson
from scenes.kit.marks import Dots, Pointer
from scenes.kit.motion import draw, glide, stepwise
from scenes.kit.numbers import short
from scenes.kit.painted import Floats, Painted
from scenes.kit.plot import TICK_LENGTH, Plot
from scenes.kit.strokes import DASH, Segments, Stroke, Trail
from scenes.kit.ticks import nice_ticks, padded_range

LONG_RUN = 20_000
"""Iterations within which a descent that is shown for a few has surely reached its valley."""


class DoubleWell(Lesson):
    """Many points are released at once; each ends in the valley on its own side of the hill.

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
        self.minima = self.objective.minima[:, 0]
        self.hills = hills_between(self.objective)
        self.starts = self.drawn_starts()
        descents = [self.walk(start, self.iterations) for start in self.starts]
        self.basin = np.array([self.basin_of(start) for start in self.starts])
        # One row a start; a path that stopped early stands still from there on.
        steps = np.arange(self.iterations + 1)
        self.x = np.stack([at(descent.points[:, 0], steps) for descent in descents])
        self.moment = ValueTracker(0.0)
        upper, self.lower = layout.stage().rows(1.75, 1, gap=0.0)
        self.plot = self.curve_plot(upper)
        self.tall = self.tall_plot()
        # What lies on the curve, and above which x: it is moved from one plot into the other.
        self.riders: list[tuple[Painted, Floats]] = []
        self.curve = self.ridden(self.tall, np.linspace(*self.plot.x_range, 401), palette.OBJECTIVE)
        self.colors = [palette.BASINS[k % len(palette.BASINS)] for k in range(len(self.minima))]

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

    def height(self, x: Floats) -> Floats:
        """Return the objective's values over an array of x of any shape."""
        return self.objective.value(np.asarray(x, dtype=float)[..., None])

    def on_curve(self, x: Floats) -> Floats:
        """Return the scene points of the curve above x."""
        return self.plot.c2p(x, self.height(x))

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
        draft = Plot(layout.stage(), self.plot.x_range, heights, "x", "f(x)")
        missing = self.plot.frame.get_left()[0] - draft.frame.get_left()[0]
        return Plot(layout.stage().inset(left=missing), self.plot.x_range, heights, "x", "f(x)")

    def ridden(self, plot: Plot, x: Floats, color: str) -> Stroke:
        """Return a piece of the curve, which can be moved into the other plot."""
        stroke = Stroke(plot.c2p(x, self.height(x)), color, window=self.tall.frame)
        self.riders.append((stroke, x))
        return stroke

    def show_valleys(self) -> None:
        """Draw the curve, and name its valleys and the hills between them."""
        feet = self.tall.c2p(self.minima, self.height(self.minima))
        self.bottoms = Dots(feet, palette.MINIMUM, 0.13, ring=0.05)
        self.riders.append((self.bottoms, self.minima))
        self.letters = self.valley_letters()
        self.hill_names = self.hill_words()
        with self.beat("valleys"):
            title = self.heading("The start decides")
            self.play(FadeIn(title), FadeIn(self.tall), FadeIn(self.legend(title)))
            self.play(draw(self.curve, run_time=2.5))
            self.play(FadeIn(self.bottoms), FadeIn(self.letters, shift=0.2 * DOWN))
            self.play(FadeIn(self.hill_names, shift=0.2 * DOWN))

    def legend(self, title: Typst) -> Group:
        """Return the function and the learning rate, in the title's row on the right."""
        corner = layout.frame()
        row = Group(typography.formula(f"eta = {short(self.learning_rate)}", color=palette.STEP))
        if self.objective.formula:
            formula = typography.formula(f"f(x) = {self.objective.formula}", color=palette.OBJECTIVE)
            taken = title.get_right()[0] + row.width + 1.6
            row.submobjects.insert(0, typography.fitted(formula, corner.right - taken))
        row.arrange(RIGHT, buff=0.8)
        return row.move_to((corner.right, corner.top, 0.0), aligned_edge=RIGHT + UP)

    def valley_letters(self) -> Group:
        """Return a letter above each minimum, in its basin's colour."""
        letters = [
            typography.text(f"*{self.letter(x)}*", color=color)
            for x, color in zip(self.minima, self.colors, strict=True)
        ]
        return Group(
            *(
                letter.move_to(self.above(self.tall, x))
                for letter, x in zip(letters, self.minima, strict=True)
            )
        )

    def above(self, plot: Plot, x: float, distance: float = 0.6) -> Floats:
        """Return the scene point at a distance above the curve, where a word stands."""
        return plot.c2p(x, self.height(np.array(x))) + distance * UP

    def letter(self, minimum: float) -> str:
        """Return the letter of a minimum: A for the deepest."""
        return ascii_uppercase[int(np.argmin(np.abs(self.minima - minimum))) % 26]

    def hill_words(self) -> Group:
        """Return a word above each hill."""
        words = [typography.text("hill", typography.LABEL, palette.MUTED) for _ in self.hills]
        return Group(
            *(word.move_to(self.above(self.tall, x, 0.35)) for word, x in zip(words, self.hills, strict=True))
        )

    def moved_to(self, plot: Plot) -> list[Any]:
        """Return the animations that bring all that belongs to the curve into another plot."""
        names = [(letter, x, 0.6) for letter, x in zip(self.letters, self.minima, strict=True)]
        names += [(word, x, 0.35) for word, x in zip(self.hill_names, self.hills, strict=True)]
        return [
            *(rider.animate.set_points(plot.c2p(x, self.height(x))) for rider, x in self.riders),
            *(name.animate.move_to(self.above(plot, x, distance)) for name, x, distance in names),
        ]

    def release(self) -> None:
        """Let all points go at once."""
        self.build_river()
        self.points = [Dots(self.on_curve(self.x[own, 0]), palette.POINT, 0.12) for own in self.members()]
        for dots, own in zip(self.points, self.members(), strict=True):
            dots.add_updater(lambda dots, own=own: dots.set_points(self.on_curve(self.current_x(own))))
        drops = Segments(
            self.on_curve(self.starts), self.in_time(self.starts, 0), palette.MUTED, 1.5, DASH, opacity=0.6
        )
        with self.beat("release", count=len(self.starts)):
            self.play(FadeOut(self.tall), run_time=0.6)
            self.play(FadeIn(self.plot), *self.moved_to(self.plot), run_time=1.6)
            self.play(FadeIn(self.river_axis), *map(draw, self.sources), run_time=1.5)
            self.play(draw(drops, run_time=1.2))
            self.play(*map(FadeIn, self.points))
            self.play(FadeOut(drops))
            self.add(*self.streams, *self.sources, *self.points)
            self.play(glide(self.moment, self.iterations, run_time=10))

    def members(self) -> list[IntArray]:
        """Return the starts of each basin, as indices; a basin may have none."""
        return [np.flatnonzero(self.basin == k) for k in range(len(self.minima))]

    def build_river(self) -> None:
        """Build the paths of x over time, downwards, on the curve's own x axis."""
        ticks, decimals = nice_ticks(0, self.iterations, 2)
        edge = self.plot.x_range[0]
        feet = self.in_time(edge, ticks)
        ends = self.in_time(edge, np.array([0, self.iterations]))
        axis = Segments(
            np.vstack([ends[:1], feet]), np.vstack([ends[1:], feet + TICK_LENGTH * LEFT]), palette.AXIS, 2.5
        )
        label = typography.formula("k", typography.LABEL)
        self.river_axis = Group(axis, label)
        for tick, foot in zip(ticks, feet, strict=True):
            number = typography.formula(
                typography.number_markup(tick, decimals), typography.TICK, palette.MUTED
            )
            self.river_axis.add(number.next_to(foot, LEFT, buff=TICK_LENGTH + 0.08))
        label.next_to(self.river_axis, LEFT, buff=0.15)
        steps = np.arange(self.iterations + 1)
        self.streams = [Trail(self.in_time(path, steps), width=2.5, dots=0.035) for path in self.x]
        for stream in self.streams:
            stream.add_updater(lambda path: path.show_until(stepwise(self.moment.get_value())))
        self.sources = [Dots(self.in_time(self.x[own, 0], 0), palette.POINT) for own in self.members()]

    def in_time(self, x: Floats | float, step: Floats | IntArray | float) -> Floats:
        """Return the river's scene points: x as in the curve above, iterations downwards."""
        top, bottom = self.lower.top - 0.2, self.lower.bottom + 0.5
        places = self.plot.c2p(x, self.plot.y_range[0] + 0 * np.asarray(step, dtype=float))
        places[..., 1] = top + (bottom - top) * np.asarray(step, dtype=float) / self.iterations
        return places

    def show_basins(self) -> None:
        """Colour everything by the valley it ends in, on either side of the hills."""
        feet = self.plot.c2p(self.hills, self.plot.y_range[0])
        walls = Segments(
            np.vstack([self.on_curve(self.hills), self.in_time(self.hills, 0)]),
            np.vstack([feet, self.in_time(self.hills, self.iterations)]),
            palette.TEXT,
            2.5,
            DASH,
        )
        mouths = Group()
        for letter, x in zip(self.letters, self.minima, strict=True):
            mouths.add(letter.copy().next_to(self.in_time(x, self.iterations), DOWN, buff=0.12))
        dyed = [
            mobject.animate.set_color(self.colors[k])
            for k, own in enumerate(self.members())
            for mobject in (self.points[k], self.sources[k], *(self.streams[i] for i in own))
        ]
        self.riders = [rider for rider in self.riders if rider[0] is not self.curve]
        pieces = self.basin_curves()
        with self.beat("basins"):
            self.play(draw(walls, run_time=2))
            self.play(*dyed, *map(FadeIn, pieces), FadeOut(self.curve), run_time=2)
            self.play(FadeIn(mouths, shift=0.15 * DOWN))
        self.river = Group(self.river_axis, walls, mouths, *self.streams)

    def basin_curves(self) -> list[Stroke]:
        """Return the curve in pieces from hill to hill, each in its basin's colour."""
        edges = [self.plot.x_range[0], *self.hills, self.plot.x_range[1]]
        colors = [self.colors[k] for k in np.argsort(self.minima)]
        pieces = [np.linspace(*piece, 401) for piece in pairwise(edges)]
        return [self.ridden(self.plot, x, color) for x, color in zip(pieces, colors, strict=True)]

    def compare_valleys(self) -> None:
        """Stretch the picture, so that the difference in depth can be seen."""
        deepest, highest = self.minima[np.argsort(self.height(self.minima))[[0, -1]]]
        gap = float(self.height(highest) - self.height(deepest))
        foot, corner = self.tall.c2p(np.array([deepest, highest]), self.height(deepest))
        level = Segments([foot], [corner], palette.TEXT, 2.5, DASH)
        drop = Pointer(self.tall.c2p(highest, self.height(highest)), corner, palette.TEXT)
        names = self.letter(deepest), self.letter(highest)
        words = typography.text(f"*{names[0]}* is deeper than *{names[1]}* by {short(gap)}")
        words.next_to(level, DOWN, buff=0.15)
        for dots, own in zip(self.points, self.members(), strict=True):
            dots.clear_updaters()
            dots.window = self.tall.frame  # who is still high on a slope is above it
            self.riders.append((dots, self.x[own, -1]))
        with self.beat("moral", gap=short(gap)):
            self.play(FadeOut(self.river, self.plot, *self.sources))
            self.play(FadeIn(self.tall), *self.moved_to(self.tall), run_time=2.5)
            self.play(draw(level, run_time=1.5))
            self.play(draw(drop), FadeIn(words))


def hills_between(objective: Objective) -> FloatArray:
    """Return the highest place between each two neighbouring minima of a function of one variable."""
    return np.array(
        [_hilltop(objective, low, high) for low, high in pairwise(np.sort(objective.minima[:, 0]))]
    )


def _hilltop(objective: Objective, low: float, high: float) -> float:
    grid = np.linspace(low, high, 1001)
    top = int(np.argmax(objective.value(grid[:, None])))
    return float(brentq(lambda x: float(objective.gradient(np.array([x]))[0]), grid[top - 1], grid[top + 1]))

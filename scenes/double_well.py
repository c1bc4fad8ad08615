"""Many starts on one curve with several valleys: where a descent begins decides where it ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from typing import Any

import numpy as np
from manim import DOWN, ORIGIN, FadeIn, FadeOut, Group, Succession, linear, rate_functions

from gdmath import FloatArray, Objective, descend_many, double_well
from gdmath.starts import spread_starts
from gdmath.valleys import basins_of
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

RADIUS = 0.12
"""Of the points, in scene units."""

CLOSE, SLOW = 4.5, 6
"""How many times larger the hilltop is seen when two neighbours stand on it; so many of their steps are seen
one by one."""

SIGHT = 1.1
"""How far one sees in the fog, in scene units."""


class DoubleWell(kit.Lesson):
    """Many points are released at once; each heads for the valley on its own side of the hill.

    Then two neighbours astride the hilltop part, and one of them never learns of the deeper valley.

    Attributes
    ----------
    objective
        A function of one variable, with at least two minima in its domain.
    symbols
        The letters of the variable and of the function, as Typst mathematics.
    learning_rate
        The same for all.
    iterations
        How many steps are shown.
    count
        How many starts are drawn; those out of the picture, or too close to others or to a minimum, are
        left out.
    interval
        What the starts are drawn from; None draws them from the objective's domain.
    spacing, clearance
        Least distance between starts, and from each minimum; None takes 1/50 and 1/20 of the interval.
    apart
        Distance of the two neighbours; None takes 1/100 of the domain. It is doubled until they part.
    seed
        Another seed gives other starts.
    """

    words = {"title": "The start decides", "step": "step", "moral": "a minimum, not always the lowest"}
    objective: Objective = double_well()
    symbols: tuple[str, str] = ("w", "J")
    learning_rate: float = 0.003
    iterations: int = 45
    count: int = 30
    interval: tuple[float, float] | None = None
    spacing: float | None = None
    clearance: float | None = None
    apart: float | None = None
    seed: int = 16
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Compute all descents and the basins they start in, and place the curve."""
        super().setup()
        kit.check_objective(self.objective, variables=1, minima=2)
        kit.check_rate("learning_rate", self.learning_rate)
        self.minima = self.objective.minima[:, 0]
        heights = kit.valley_range(self.objective, margin=0.3)
        starts, rate = self.starts(heights[1]), self.learning_rate
        paths = descend_many(self.objective, rate, starts, iterations=self.iterations) if len(starts) else []
        kit.check_settles(paths, self.learning_rate)
        colors = [palette.POINT] * len(starts)
        self.runs = kit.Race(dict(zip(map(str, starts), paths, strict=True)), colors=colors)
        basins = basins_of(self.objective, rate, starts)
        self.members = [list(compress(self.runs, basins == k)) for k in range(len(self.minima))]
        stage = kit.stage_below_legend()
        box = stage.rows(4, 1)[0] if layout.shape() is kit.Shape.TALL else stage
        letters = kit.Letters.of(self.symbols)
        names: dict[str, Any] = {"x_label": letters.variable, "y_label": letters.value()}
        self.plot = kit.CurvePlot(box, self.objective, starts, x_margin=0, y_range=heights, **names)
        self.formula = letters.named(self.objective)
        self.valleys = kit.ValleyMarks(self.plot)
        extent, hills = float(np.ptp(self.objective.domain[0])), self.valleys.hills
        self.hill = float(hills[np.argmax(self.plot.value(hills))])
        apart = float(f"{extent / 100:.1g}") if self.apart is None else self.apart
        self.neighbours = kit.Neighbours(self.plot, rate, self.hill, apart, radius=RADIUS, close=CLOSE)
        self.leap = kit.Leap.within(self.plot, RADIUS)

    def starts(self, highest: float) -> FloatArray:
        """Return the starts, from left to right, none of them higher than the picture."""
        low, high = self.interval or self.objective.domain[0].tolist()
        spacing = (high - low) / 50 if self.spacing is None else self.spacing
        room = (high - low) / 20 if self.clearance is None else self.clearance
        starts = spread_starts(
            low, high, self.count, seed=self.seed, spacing=spacing, avoid=self.minima, clearance=room
        )
        return starts[self.objective.value(starts[:, None]) < highest]

    def construct(self) -> None:
        """Name the valleys, let all points go, one far, then two neighbours, and compare where they end."""
        self.show_valleys()
        self.release()
        self.leap_over()
        self.part_neighbours()
        self.compare_valleys()

    def show_valleys(self) -> None:
        """Draw the curve, and name its valleys and the hills between them."""
        title, marks = self.heading(self.word("title")), self.valleys
        rate = typography.formula(f"eta = {short(self.learning_rate)}", color=palette.STEP)
        formulas = kit.legend(title, self.formula, rate)
        self.headline = Group(title, formulas)
        lowest = min(self.runs, key=lambda run: abs(run.path[0, 0] - self.hill))
        self.point = kit.Dots(self.plot.place(lowest), palette.POINT, RADIUS)
        valleys = " and ".join(map(kit.valley_letter, range(len(self.minima))))
        with self.beat("valleys", valleys=valleys):
            pieces = [draw(marks.pieces[k], rate_func=linear) for k in marks.from_left]
            scenery = FadeIn(title), FadeIn(self.plot), FadeIn(formulas), self.take_over(self.point)
            self.play(*scenery, Succession(*pieces, run_time=1.6))
            self.add(self.point)
            self.play(FadeIn(marks.rings), FadeIn(marks.letters, shift=0.2 * DOWN))
            self.play(FadeIn(marks.words, shift=0.2 * DOWN))

    def release(self) -> None:
        """Let all points go at once, and count how many each valley has caught."""
        crowds = [kit.Dots.of_all(runs, self.plot, radius=RADIUS) for runs in self.members]
        left, right = map(kit.valley_letter, self.valleys.from_left[:2])
        with self.beat("release", left=left, right=right):
            self.play(*(draw(crowd, run_time=1.4) for crowd in crowds))
            self.remove(self.point).add(*crowds)
            self.hold(0.6)
            self.play(self.runs.advance(run_time=4.5))
            counts = enumerate(map(len, self.members))
            self.tallies = [self.valleys.tally(k, count, len(self.runs)) for k, count in counts]
            self.play(*self.dyed(crowds), *map(FadeIn, self.tallies), run_time=1.2)

    def dyed(self, crowds: Sequence[kit.Dots]) -> list[Any]:
        """Return the animations that give points and the curve around them the colour of their valley."""
        colors = [kit.valley_color(k) for k in range(len(crowds))] * 2
        parts = [*crowds, *self.valleys.pieces]
        return [part.animate.set_color(color) for part, color in zip(parts, colors, strict=True)]

    def leap_over(self) -> None:
        """Let one point take steps so large that the first of them leaps over the hill."""
        if self.leap is None:
            return
        leap, (*_, rate) = self.leap, self.headline[1]
        with self.beat("leap"):
            self.play(FadeIn(leap.dot, scale=2), FadeIn(leap.rate), FadeOut(rate), run_time=0.7)
            self.add(leap.ways, leap.dot)
            self.play(leap.run.advance(1, 1.1))
            self.play(leap.run.advance(run_time=1.2, rate_func=rate_functions.ease_in_sine))
            told = FadeOut(leap.ways), FadeOut(leap.rate), FadeIn(rate)
            self.play(*told, leap.dyed(), run_time=0.6)

    def part_neighbours(self) -> None:
        """Put two points astride the hilltop, and see close by how they part."""
        assert isinstance(self.camera, kit.PaintingCamera)
        frame, pair, runs = self.camera.frame, self.neighbours, self.neighbours.runs
        left, right = (kit.valley_letter(int(end)) for end in pair.ends)
        for lines in (*self.valleys.pieces, *self.plot.lines):
            kit.keep_size(lines, "stroke_width", frame)
        pair.keep_size(frame)
        near = frame.animate.scale(1 / CLOSE).move_to(self.plot.on(self.hill))
        title, formulas = self.headline
        counter = pair.counter(self.quoted("step"), formulas)
        for words in (title, counter):
            kit.stay_on_screen(words, frame)
        with self.beat("neighbours", apart=short(pair.apart), left=left, right=right):
            self.play(FadeOut(self.valleys.words, *self.tallies, formulas), run_time=0.5)
            self.play(near, run_time=1.4)
            points = [dot.update() for dot in pair.dots]
            counter.update()
            self.play(draw(pair.tangents.update()), *map(FadeIn, [*points, pair.distance, counter]))
            self.hold(0.4)
            fade = FadeOut(pair.distance, run_time=0.5)
            self.play(runs.advance(min(SLOW, pair.nearby), run_time=3.2), fade)
            back = frame.animate.scale(CLOSE).move_to(ORIGIN)
            self.play(back, runs.advance(1.2 * pair.nearby, run_time=1.8), run_time=1.8)
            self.play(runs.advance(run_time=1.3))
            self.play(FadeOut(pair.tangents, counter), run_time=0.4)
            self.play(FadeIn(formulas), *pair.dyed(), run_time=0.5)

    def compare_valleys(self) -> None:
        """Show how much deeper the lowest valley is than that of a neighbour, who is in fog."""
        lost = int(np.argmax(self.plot.value(self.minima[self.neighbours.ends])))
        low, high = int(np.argmin(self.plot.value(self.minima))), int(self.neighbours.ends[lost])
        gap = kit.HeightDifference(self.plot, *self.minima[[low, high]])
        words = typography.text(gap.compared(kit.valley_letter(low), kit.valley_letter(high)))
        words.next_to(gap.level, DOWN, buff=0.15)
        weather = kit.Weather(list(self.neighbours.runs)[lost], self.plot)
        self.carried = self.neighbours.dots[lost]
        spoken = {"low": kit.valley_letter(low), "high": kit.valley_letter(high)}
        with self.beat("moral", **spoken):
            self.play(draw(gap.level, run_time=1.5))
            self.play(draw(gap.drop), FadeIn(gap.number), FadeIn(words))
            self.hold(0.5)
            self.add(weather.fog)
            told = Group(gap.level, gap.drop, gap.number, words)
            moral = typography.text(typography.as_is(self.word("moral"))).move_to(words)
            closing = weather.thicken(1.0, 2.0), weather.clear(SIGHT, 2.0), weather.drift(2.0)
            self.play(FadeOut(told, run_time=1.0), *closing)
            self.play(weather.drift(2.5))
            seen = kit.later(2.0, FadeIn(moral, gap.level, gap.drop, gap.number, run_time=1.2))
            self.play(weather.thicken(0.0, 4.0), weather.drift(4.0), seen)

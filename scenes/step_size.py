"""One curve, one start, several learning rates: too small, good, large, and past the limit."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UP,
    FadeIn,
    FadeOut,
    Group,
    MathTypst,
    Typst,
    ValueTracker,
    smooth,
    squish_rate_func,
)

from gdmath import Descent, Objective, at, descend, shifted_parabola
from gdmath.near_minimum import NearMinimum
from scenes.kit.lessons.attribute_checks import check_objective
from scenes.kit.lessons.descent_summary import arrived, growth_of_swings, listed, verdict
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.curve_walker import Stepper
from scenes.kit.plots.plot import Plot
from scenes.kit.plots.rate_scale import Gauge
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw, glide
from scenes.kit.style.numbers import WHOLE, NumberFormat, short
from scenes.kit.style.ticks import padded_range
from scenes.kit.style.worked import Number, worked

SECONDS_PER_STEP = 0.7
"""While steps are watched one by one."""

LIFT = 1.3 * UP
"""How much higher the gauge stands while it is alone."""


class StepSize(Lesson):
    """Three learning rates step at the same pace; then the limit, and one rate beyond it.

    Attributes
    ----------
    objective
        A function of one variable.
    start
        Where all descents start.
    learning_rates
        One panel each.
    diverging_rate
        Shown at the end.
    step_tolerance
        A descent stops once a step is no longer than this.
    cap
        The most steps that are waited for.
    raced
        Iterations that are watched one by one.
    measured
        Iterates at the beginning whose distance to the minimum is drawn.
    growth
        The diverging descent is followed until it is this many times as far from the minimum as at
        its start, but for no more iterations than are raced.
    """

    objective: Objective = shifted_parabola()
    start: float = 25.0
    learning_rates: tuple[float, ...] = (0.01, 0.2, 0.8)
    diverging_rate: float = 1.05
    step_tolerance: float = 0.001
    cap: int = 1000
    raced: int = 12
    measured: int = 5
    growth: float = 2.5

    def setup(self) -> None:
        """Compute all descents and the limit, and build the panels."""
        super().setup()
        check_objective(self.objective, variables=1)
        self.walks = [self.walk(rate, self.cap) for rate in self.learning_rates]
        self.lowest = self.minimum()
        self.theory = NearMinimum.of(self.objective, self.lowest)
        self.moment = ValueTracker(0.0)
        upper, strip = layout.stage().rows(5.4, 1, gap=0.15)
        self.boxes = upper.columns(*[1.0] * len(self.walks))
        self.rows = strip.rows(1, 1, gap=0.0)
        self.plots = [self.panel_plot(box) for box in self.boxes]
        self.racers = [
            Stepper(plot, self.height, walk.points[:, 0], self.moment)
            for plot, walk in zip(self.plots, self.walks, strict=True)
        ]

    def construct(self) -> None:
        """Tell the lesson's story."""
        self.show_panels()
        self.race()
        self.count_steps()
        self.explain_factor()
        self.show_limit()
        self.diverge()

    def walk(self, rate: float, iterations: int) -> Descent:
        """Return the descent with a learning rate, until its steps are short enough."""
        return descend(
            self.objective, rate, self.start, iterations=iterations, step_tolerance=self.step_tolerance
        )

    def minimum(self) -> float:
        """Return the minimum that the flattest end of the descents is nearest to."""
        flattest = min(self.walks, key=lambda walk: abs(walk.gradients[-1, 0]))
        return self.nearest_minimum(float(flattest.points[-1, 0]))

    def nearest_minimum(self, x: float) -> float:
        """Return the known minimum next to x; x itself if none is known."""
        known = self.objective.minima[:, 0]
        return float(known[np.argmin(np.abs(known - x))]) if known.size else x

    def height(self, x: Floats | float) -> Floats:
        """Return the objective's values over an array of x of any shape."""
        return self.objective.value(np.asarray(x, dtype=float)[..., None])

    def panel_plot(self, box: Box) -> Plot:
        """Return axes that show the objective's domain and the start: the same in all panels."""
        x_range = padded_range(np.append(self.objective.domain[0], self.start), 0.03)
        heights = self.height(np.linspace(*x_range, 401))
        return Plot(box, x_range, padded_range(heights, 0.05), "x", "f(x)")

    def bottom(self, plot: Plot) -> Dots:
        """Return the mark of the minimum."""
        return Dots(plot.c2p(self.lowest, self.height(self.lowest)), palette.MINIMUM, 0.13, ring=0.05)

    def show_panels(self) -> None:
        """Draw the same curve and start once for each learning rate."""
        title = self.heading("How large a step?")
        formula = self.function_formula(title)
        curves = [plot.graph(self.height) for plot in self.plots]
        bottoms = [self.bottom(plot) for plot in self.plots]
        rates = [self.rate_label(*pair) for pair in zip(self.learning_rates, self.plots, strict=True)]
        points = [racer.point for racer in self.racers]
        self.panels = Group(*self.plots, *rates, *curves, *bottoms)
        with self.beat("same", count=len(self.walks)):
            self.play(FadeIn(title), FadeIn(formula), *map(FadeIn, self.plots))
            self.play(*(draw(curve, run_time=2) for curve in curves))
            self.play(*map(FadeIn, (*bottoms, *points)))
            self.play(*(FadeIn(rate, shift=0.15 * DOWN) for rate in rates))

    def function_formula(self, title: Typst) -> Group:
        """Return the function, in the title's row on the right."""
        if not self.objective.formula:
            return Group()
        corner = layout.frame()
        formula = typography.formula(f"f(x) = {self.objective.formula}", color=palette.OBJECTIVE)
        typography.fitted(formula, corner.right - title.get_right()[0] - 0.8)
        return Group(formula.move_to((corner.right, corner.top, 0.0), aligned_edge=RIGHT + UP))

    def rate_label(self, rate: float, plot: Plot) -> MathTypst:
        """Return a learning rate above its panel."""
        label = typography.formula(f"eta = {short(rate)}", color=palette.STEP)
        label.next_to(plot.frame, UP, buff=0.15)
        return label.shift(max(0.0, plot.y_label.get_right()[0] + 0.25 - label.get_left()[0]) * RIGHT)

    def race(self) -> None:
        """Let all descents step at the same pace, and say what each of them did."""
        self.numbers = Group(*map(self.live_numbers, self.walks, self.boxes))
        self.notes = self.row_of_notes([verdict(walk, self.raced) for walk in self.walks])
        with self.beat("race"):
            self.play(FadeIn(self.numbers))
            self.add(*(part for racer in self.racers for part in racer))
            seconds = SECONDS_PER_STEP * self.raced
            words = FadeIn(
                self.notes, shift=0.15 * DOWN, run_time=seconds, rate_func=squish_rate_func(smooth, 0.35, 0.5)
            )
            self.play(glide(self.moment, self.raced, seconds), words)

    def live_numbers(self, walk: Descent, box: Box) -> Group:
        """Return the count of a descent's steps and where they have led, below its panel."""
        x = walk.points[:, 0]
        number_format = NumberFormat.of(self.start, 5)
        longest = max(x, key=lambda value: len(number_format.characters(value)))
        count, place = Readout("k", walk.iterations, WHOLE), Readout("x_k", longest, number_format)
        row = Group(count, place).arrange(RIGHT, buff=0.5)
        place.shift((count.number.points[0, 1] - place.number.points[0, 1]) * UP)  # one baseline
        if row.width * typography.TICK > box.width * typography.BODY:
            row.remove(place)  # numbers beyond all reading, of a descent that has run away
        row.scale(min(1.0, box.width / row.width)).move_to((box.center[0], self.rows[0].center[1], 0.0))
        count.number.add_updater(
            lambda number: number.set_value(min(np.floor(self.moment.get_value()), walk.iterations))
        )
        place.number.add_updater(
            lambda number: number.set_value(float(at(x, np.floor(self.moment.get_value()))))
        )
        count.set_value(0)  # laid out for the longest numbers, it shows the first ones
        place.set_value(self.start)
        return row

    def row_of_notes(self, words: list[str], loud: tuple[int, ...] = ()) -> Group:
        """Return words below each panel; those of the loud ones in the colour of a warning."""
        notes = Group()
        for k, (word, box) in enumerate(zip(words, self.boxes, strict=True)):
            note = typography.on_baseline(word, color=palette.WARNING if k in loud else palette.TEXT)
            note.scale(min(1.0, box.width / note.width), about_point=ORIGIN)
            notes.add(note.set_x(box.center[0]).shift((self.rows[1].center[1] - 0.1) * UP))
        return notes

    def count_steps(self) -> None:
        """Let the slow ones go on, fast, until all have stopped, and tell how far off each is then."""
        spoken = [str(walk.iterations) if arrived(walk) else f"more than {self.cap}" for walk in self.walks]
        last = max(walk.iterations for walk in self.walks)
        gaps = [abs(self.goal(walk) - walk.points[-1, 0]) for walk in self.walks]
        farthest = int(np.argmax(gaps))
        spoken_gap = {"rate": short(self.learning_rates[farthest]), "gap": short(gaps[farthest], 2)}
        found = self.row_of_notes([self.finding(walk) for walk in self.walks], loud=(farthest,))
        with self.beat("count", counts=listed(spoken), tolerance=short(self.step_tolerance), **spoken_gap):
            self.play(FadeOut(self.notes), run_time=0.5)
            if last > self.raced:
                self.fast_forward(last)
            quiet = [note for k, note in enumerate(found) if k != farthest]
            self.play(FadeIn(Group(*quiet), shift=0.15 * DOWN))
            self.play(FadeIn(found[farthest], scale=1.3), run_time=1.5)
        self.notes = found

    def fast_forward(self, last: int) -> None:
        """Say below the slowest that what follows runs faster, and let all step on until it stops."""
        box = self.boxes[int(np.argmax([walk.iterations for walk in self.walks]))]
        words = typography.text(f"fast forward to $k = {last}$", color=palette.STEP)
        typography.fitted(words, box.width).move_to((box.center[0], self.rows[1].center[1], 0.0))
        self.play(FadeIn(words, shift=0.15 * RIGHT), run_time=0.8)
        self.play(glide(self.moment, last, run_time=6, rate_func=smooth))
        self.play(FadeOut(words), run_time=0.5)

    def goal(self, walk: Descent) -> float:
        """Return the minimum that a descent stopped next to."""
        return self.nearest_minimum(float(walk.points[-1, 0]))

    def finding(self, walk: Descent) -> str:
        """Return how far from its minimum a descent stopped, or that it did not stop."""
        if not arrived(walk):
            return f"not within {self.cap} steps"
        goal = self.goal(walk)
        place = short(goal, scale=float(np.abs(self.objective.domain).max()))
        return f"${short(abs(walk.points[-1, 0] - goal), 2)}$ from $x = {place}$"

    def factor_in_numbers(self, rate: float) -> str:
        """Return what each step at a learning rate multiplies the distance by, worked out."""
        numbers = Number.short(rate), Number.short(self.theory.curvature)
        (eta, bend), sign, factor = worked(lambda eta, bend: 1 - eta * bend, *numbers)
        return f"$1 - {eta} dot {bend} {sign} {factor}$"

    def explain_factor(self) -> None:
        """Draw the distances to the minimum, and write what each step multiplies them by."""
        axes, distances = zip(*map(self.distances, self.plots, self.walks), strict=True)
        bend = short(self.theory.curvature)
        where = "" if self.theory.everywhere else " near the minimum"
        rule = typography.text(f"each step{where}: distance $times (1 - eta f'')$, with $f'' = {bend}$")
        rule.move_to(self.rows[0].center)
        factors = self.row_of_notes(list(map(self.factor_in_numbers, self.learning_rates)))
        with self.beat("factor", where="On a parabola" if self.theory.everywhere else "Near the minimum"):
            self.play(FadeOut(self.numbers, self.notes), *map(draw, axes))
            self.play(*(draw(lines, run_time=2) for lines in distances))
            self.bring_to_front(*(racer.point for racer in self.racers))
            self.play(FadeIn(rule, shift=0.15 * UP), run_time=1.5)
            for note in factors:
                self.play(FadeIn(note, shift=0.15 * UP), run_time=1.5)
        self.explained = Group(*axes, *distances, rule, factors)

    def distances(self, plot: Plot, walk: Descent) -> tuple[Segments, Segments]:
        """Return an upright line through the minimum, and from it the way to each of the first iterates."""
        x, heights = walk.points[: self.measured, 0], walk.values[: self.measured]
        foot, top = (plot.c2p(self.lowest, y) for y in plot.y_range)
        axis = Segments([foot], [top], palette.MINIMUM, 2.5, DASH, window=plot.frame)
        ways = Segments(plot.c2p(self.lowest, heights), plot.c2p(x, heights), window=plot.frame)
        return axis, ways

    def show_limit(self) -> None:
        """Show on a gauge of learning rates where the limit and the best rate lie, and why."""
        self.upper, strip = layout.stage().rows(2.5, 1, gap=0.15)
        best, limit = self.theory.best, self.theory.limit
        others = [rate for rate in self.learning_rates if short(rate) != short(best)]
        self.gauge = Gauge(strip, limit, (*others, self.diverging_rate, best))
        markers = [self.gauge.marker(rate, self.theory.factor(rate)) for rate in others]
        optimum = self.gauge.marker(best, 0.0, palette.MINIMUM)
        self.gauge.add(*markers, optimum).shift(LIFT)
        self.reasons = self.get_reasons().next_to(self.gauge, UP, buff=0.5)
        shrinking, below, fastest = self.reasons
        with self.beat("limit", limit=short(limit), best=short(best)):
            self.play(
                FadeOut(self.panels, self.explained, *(part for racer in self.racers for part in racer))
            )
            self.play(FadeIn(self.gauge.bar), FadeIn(shrinking), run_time=1.5)
            for marker in markers:
                self.play(FadeIn(marker, shift=0.2 * DOWN), run_time=0.8)
            self.play(FadeIn(self.gauge.edge, shift=0.2 * DOWN), FadeIn(below), run_time=1.5)
            self.play(FadeIn(self.gauge.zones), run_time=1.5)
            self.bring_to_front(self.gauge.edge)
            self.hold(1.5)
            self.play(FadeIn(optimum, shift=0.2 * DOWN), FadeIn(fastest), run_time=1.5)

    def get_reasons(self) -> Group:
        """Return what keeps the distance shrinking, the limit that follows, and the best rate."""
        theory = self.theory
        where, fast = (
            ("", "there in one step") if theory.everywhere else ('"near the minimum:" quad ', "fastest")
        )
        rows = f"{where}abs(1 - eta f'') < 1", f"eta < 2 \\/ f'' = {short(theory.limit)}"
        best = f"eta = 1 \\/ f'' = {short(theory.best)}: quad 1 - eta f'' = 0, \" {fast}\""
        reasons = [typography.formula(row, typography.TITLE) for row in rows]
        return Group(*reasons, typography.formula(best, color=palette.MINIMUM)).arrange(DOWN, buff=0.4)

    def diverge(self) -> None:
        """Follow the rate beyond the limit as it swings wider and wider."""
        runaway = self.walk(self.diverging_rate, self.raced)
        swings = self.swings_shown(runaway)
        swing = ValueTracker(0.0)
        left, side = self.upper.columns(2.8, 1)
        plot = self.runaway_plot(left, runaway, swings)
        still = Group(plot, plot.graph(self.height), self.bottom(plot))
        racer = Stepper(plot, self.height, runaway.points[:, 0], swing)
        readouts = self.runaway_readouts(side, runaway, swing)
        words = growth_of_swings(runaway.points[: max(swings, 2) + 1, 0])
        note = typography.fitted(typography.lines(*words), side.width)
        note.next_to(readouts, DOWN, buff=0.45, aligned_edge=LEFT)
        with self.beat("diverge", rate=short(self.diverging_rate)):
            self.play(FadeOut(self.reasons), self.gauge.animate.shift(-LIFT))
            marker = self.gauge.marker(self.diverging_rate, self.theory.factor(self.diverging_rate))
            self.play(FadeIn(marker, shift=0.2 * DOWN), FadeIn(still), FadeIn(readouts), FadeIn(racer.point))
            self.add(*racer)
            self.play(glide(swing, swings, run_time=min(0.75 * swings, 12.0)))
            self.play(FadeIn(note, shift=0.15 * DOWN))

    def swings_shown(self, runaway: Descent) -> int:
        """Return for how many iterations the diverging descent is followed."""
        away = np.abs(runaway.points[:, 0] - self.lowest)
        far_off = np.flatnonzero(away >= self.growth * away[0])
        return int(far_off[0]) if far_off.size else runaway.iterations

    def runaway_plot(self, box: Box, runaway: Descent, swings: int) -> Plot:
        """Return axes that show so many swings."""
        x = runaway.points[: swings + 1, 0]
        reach = 1.12 * float(np.abs(x - self.lowest).max())
        heights = self.height(np.append(x, self.lowest))
        return Plot(box, (self.lowest - reach, self.lowest + reach), padded_range(heights, 0.07), "x", "f(x)")

    def runaway_readouts(self, box: Box, runaway: Descent, swing: ValueTracker) -> Group:
        """Return the learning rate and the live numbers of the diverging descent."""
        rate = typography.formula(f"eta = {short(self.diverging_rate)}", color=palette.STEP)
        tables = np.arange(runaway.iterations + 1.0), runaway.points[:, 0], runaway.values
        formats = WHOLE, NumberFormat(1), NumberFormat(0)
        readouts = [
            Readout(name, table[0], number_format)
            for name, table, number_format in zip(("k", "x_k", "f(x_k)"), tables, formats, strict=True)
        ]
        for readout, table in zip(readouts, tables, strict=True):
            readout.number.add_updater(
                lambda number, table=table: number.set_value(table[int(swing.get_value())])
            )
        group = Group(rate, column(*readouts)).arrange(DOWN, buff=0.35, aligned_edge=LEFT)
        return group.move_to((box.left, box.top - 0.1, 0.0), aligned_edge=LEFT + UP)

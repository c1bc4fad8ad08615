"""One curve, one start, and how large a step: a race, what decides it, and a sweep through all rates."""

from __future__ import annotations

from manim import DOWN, FadeIn, FadeOut, Mobject, ValueTracker, smooth, squish_rate_func

from gdmath import Objective, descend, shifted_parabola
from gdmath.near_minimum import NearMinimum
from gdmath.valleys import minimum_reached
from scenes import kit
from scenes.kit import draw, follows, layout, palette, short

STEPS = 4
"""So many are looked at closely."""

MEASURES = ("factor", (2.4, 2.4, 2.6, 1.6, 1.2)), ("across", (0.6, 0.0, 1.2, 1.4, 0.7))
"""Beats, and the seconds in each for the distance, its slope, the step, what is left, and each later row."""

COLORS = palette.PATH, palette.RESIDUAL
"""Of the two that are looked at closely: they are told apart after they have met."""

CROSSES = "With every step, it changes sides."
"""What is said of a rate whose factor is negative, if no other of the rates has the opposite one."""

SWEEP = ((0.42, 1.8), (0.5, 0.9), (0.58, 0.9), (0.93, 3.0), (1.0, 1.6))
"""Shares of the limit, and the seconds until each is reached: slow where much changes."""


class StepSize(kit.Lesson):
    """Learning rates race each other; the factor that decides; then every rate from a crawl to a flight.

    Attributes
    ----------
    objective
        A function of one variable.
    symbols
        The letters of the variable and of the function, as Typst mathematics.
    start
        Where all descents start.
    learning_rates
        One panel each.
    raced
        Iterations of the race, and those drawn at each rate of the sweep.
    slowest, farthest
        Where the sweep begins and ends, as shares of the limit: the last one is above 1.
    """

    words = {"title": "How large a step?"}
    objective: Objective = shifted_parabola()
    symbols: tuple[str, str] = ("w", "J")
    start: float = 25.0
    learning_rates: tuple[float, ...] = (0.01, 0.2, 0.8)
    raced: int = 12
    slowest: float = 0.01
    farthest: float = 1.05
    shapes = (kit.Shape.WIDE, kit.Shape.TALL)

    def setup(self) -> None:
        """Compute the descents, and lay out the race, a close look at two of them, and the sweep."""
        super().setup()
        kit.check_objective(self.objective, variables=1, minima=1)
        kit.check_start("start", self.start)
        kit.check_rates("learning_rates", self.learning_rates)
        kit.check_sweep(self.slowest, self.farthest)
        self.letters = kit.Letters.of(self.symbols)
        rates, raced, steps = self.learning_rates, self.raced, max(self.raced, STEPS)
        descents = [descend(self.objective, rate, self.start, iterations=raced) for rate in rates]
        for descent in descents:
            kit.check_moves(descent, self.objective)
        lowest = self.lowest = float(minimum_reached(self.objective, descents)[0])
        self.theory = NearMinimum.of(self.objective, lowest)
        stage, place = layout.stage(), (self.objective, self.start, lowest)
        self.chosen, clock = self.theory.beside_best(rates), ValueTracker(0.0)
        own = dict(zip(self.chosen, COLORS, strict=False))
        colors = [own.get(rate, palette.PATH) for rate in rates]
        self.runs = kit.Race({str(k): each for k, each in enumerate(descents)}, colors=colors)
        self.panels = kit.run_panels(stage, self.runs, rates, self.objective, lowest, self.letters)
        near = self.theory, steps, clock, *place
        self.near = [kit.run_near(rate, *near, color=color) for rate, color in own.items()]
        close_box, self.side = layout.beside(1.5, 1.6)
        self.close = kit.CurveOverRows(close_box, self.near, STEPS, self.theory, *place, self.letters)
        self.distances = [kit.DistanceRows(self.close.rows, run, lowest, STEPS + 1) for run in self.near]
        self.rates = kit.RateSweep(stage, self.raced, self.farthest, *place, self.letters)

    def construct(self) -> None:
        """Race the rates, see where two of them meet, find out why, and sweep through all rates."""
        self.race()
        self.meet()
        self.find_factors()
        self.jump_in()
        self.sweep()
        self.find_limit()

    def race(self) -> None:
        """Let the points come to their panels and step at the same pace, and say what each of them does."""
        title, panels = self.heading(self.word("title")), self.panels
        formula = kit.formula_in_title_row(self.letters.named(self.objective), title, kit.SIZE)
        manners = [kit.verdict(run.descent, self.raced) for run in self.runs]
        told = [f"{short(rate)} {words}" for rate, words in zip(self.learning_rates, manners, strict=True)]
        seconds, late = 0.45 * self.raced, squish_rate_func(smooth, 0.35, 0.5)
        self.stays = title, formula
        self.add(title, formula, *(panel.plot for panel in panels))
        with self.beat("race", count=len(panels), manners="; ".join(told)):
            balls = [panel.marks.point for panel in panels]
            middle = balls.pop(len(balls) // 2)
            shown = [FadeIn(panel.scenery, panel.numbers) for panel in panels]
            self.play(*shown, *(draw(panel.curve) for panel in panels), run_time=1.2)
            self.play(self.take_over(middle), *(FadeIn(ball, scale=2) for ball in balls), run_time=1.2)
            self.add(*(mark for panel in panels for mark in panel.marks))
            words = FadeIn(kit.notes_below(panels, manners), run_time=seconds, rate_func=late)
            self.play(self.runs.advance(self.raced, seconds), words)

    def gather(self) -> None:
        """Show the points of the chosen rates on one curve, with a row below for each step."""
        self.play(kit.all_but(self.mobjects, *self.stays), run_time=0.6)
        self.play(*map(FadeIn, (self.close.scenery, self.close.curve)), run_time=0.8)
        if self.close.dots:
            self.play(*(FadeIn(dot, scale=2) for dot in self.close.dots), run_time=0.8)

    def meet(self) -> None:
        """See the points of two rates at one place after every second step, if they are."""
        if len(self.chosen) < 2 or not self.theory.keep_abreast(*self.chosen):
            return
        run, close = self.near[0], self.close
        with self.beat("meet"):
            self.gather()
            self.add(*map(close.trail, self.near), *close.dots)
            self.play(FadeIn(close.numbers(self.side, self.near, self.chosen, self.letters)), run_time=0.5)
            for step in range(1, STEPS, 2):
                self.play(run.advance(step + 1, 1.7))
                ring = kit.Dots(close.rows.nodes(run)[step + 1], palette.TEXT, 0.22, ring=0.05)
                self.play(FadeIn(ring, scale=2), run_time=0.4)
            self.hold(1.4)  # time to wonder

    def find_factors(self) -> None:
        """Measure the distances at the chosen rates, and find in them what each step leaves."""
        where = "On a parabola" if self.theory.everywhere else "Near the minimum"
        abreast = len(self.chosen) > 1 and self.theory.keep_abreast(*self.chosen)
        outcome = "Its square is the same: so they meet at every second step." if abreast else CROSSES
        said = None
        for index, (rate, (beat, seconds)) in enumerate(zip(self.chosen, MEASURES, strict=False)):
            told = kit.factor_in_words(self.theory, self.letters, rate)
            with self.beat(beat, where=where, outcome=outcome, **told):
                if self.near[0].step == 0:
                    self.gather()
                said = self.measure(index, said, *seconds)
                if index == 1 and abreast:
                    other, own = self.distances
                    self.play(own.beside(other), FadeIn(said.lines[-1]), run_time=1.6)
                    self.hold(1.2)  # both are seen to meet

    def measure(self, index: int, before: kit.FactorFormulas | None, *seconds: float) -> kit.FactorFormulas:
        """Lay out a run's distances; take each step off its own, and let what is left be the next.

        The formulas beside it say why; those of a run before it change in place.
        """
        run, distances, shown = self.near[index], self.distances[index], self.close.dots[index : index + 1]
        begin, slope, take, leave, rest = seconds
        said = kit.FactorFormulas.of(self.side, self.theory, self.letters, self.chosen[index], self.lowest)
        known, begun, steep, taken, left, worked = said.told_after(before) if before else said.told()
        kept = self.close.scenery, self.close.curve, *(before.holding() if before else ())
        self.play(kit.all_but(self.mobjects, *self.stays, *kept), run_time=0.5)
        run.clock.set_value(0)  # unseen: no point runs uphill
        self.play(*known, *map(FadeIn, shown), run_time=0.8 if before else 0.5)
        self.play(distances.begin(), *begun, run_time=begin)
        if steep:
            self.play(*steep, run_time=slope)
        self.play(distances.take(0), run.advance(1), *taken, run_time=take)
        self.play(distances.leave(0), *left, run_time=leave)
        self.play(*worked, run_time=1.0)
        for row in range(1, len(distances.steps)):
            self.play(distances.take(row), run.advance(row + 1), run_time=0.6 * rest)
            self.play(distances.leave(row), run_time=0.4 * rest)
        return said

    def open_rates(self, *more: Mobject) -> None:
        """Show the curve large, with the slider of learning rates and more below it."""
        self.play(kit.all_but(self.mobjects, *self.stays), run_time=0.6)
        self.play(*self.rates.open(), *map(FadeIn, more), run_time=1.0)

    def jump_in(self) -> None:
        """Take the one step that lands in the minimum, where it does."""
        if not self.theory.everywhere:
            return
        rates, view = self.rates, self.rates.near
        run = kit.Run(descend(self.objective, self.theory.best, self.start, iterations=1))
        with self.beat("jump", best=short(self.theory.best)):
            self.open_rates()
            self.hold(1.0)  # time to wonder
            self.play(FadeIn(rates.best_mark(), shift=0.2 * DOWN))
            self.add(marks := kit.StepMarks(run, view.plot))
            self.play(run.advance(run_time=1.8))
            self.play(FadeIn(rates.numbers), kit.Swell(view.rings, "radius", by=2.0, times=2, run_time=2))
            self.play(FadeOut(marks), run_time=0.5)

    def sweep(self) -> None:
        """Turn the learning rate down, and then up to its limit, and draw the path anew all the while."""
        view = self.rates.near
        with self.beat("sweep"):
            if view.start not in self.mobjects:
                self.open_rates(self.rates.numbers)
            self.add(view.path, view.rings, view.start)
            self.play(self.rates.turn_to(self.slowest, 1.6))
            self.hold(1.2)  # it crawls
            for share, seconds in SWEEP:
                self.play(self.rates.turn_to(share, seconds))

    def find_limit(self) -> None:
        """Mark the limit, go beyond it, see the point fly out of the picture, and write the rule."""
        rates, rate = self.rates, self.farthest * self.theory.limit
        run = kit.Run(descend(self.objective, rate, self.start, iterations=self.raced))
        self.carried = rates.far.start
        with self.beat("limit", limit=short(self.theory.limit), rate=short(rate)):
            self.play(FadeIn(rates.limit_mark(), shift=0.2 * DOWN), FadeIn(rates.zones()))
            self.play(*rates.step_back(), run_time=1.2)
            self.play(rates.turn_to(self.farthest, 1.4))
            self.add(self.carried, kit.Ball.of(run, rates.far.plot))
            seen = int((run.series("value") < rates.far.plot.y_range[1]).sum())
            self.play(run.advance(min(seen, run.steps), run_time=min(0.35 * seen, 2.0)))
            self.play(*follows(rates.numbers, rates.rule()))

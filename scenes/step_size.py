"""One curve, one start, and how large a step: a race, what decides it, and a sweep through all rates."""

from __future__ import annotations

from manim import DOWN, RIGHT, FadeIn, FadeOut, Mobject, ValueTracker

from gdmath import Objective, descend, shifted_parabola
from gdmath.near_minimum import NearMinimum
from gdmath.valleys import minimum_reached
from scenes import kit
from scenes.kit import draw, follows, layout, palette, short

STEPS = 4
"""So many are looked at closely."""

AGAIN = 1.4, 1.0, 0.8, 0.7
"""Seconds of each step at the rates that are looked at closely."""

WHY = 1.4, 2.4, 1.2, 0.1
"""Seconds for which the slope is looked at, the curvature, the step, and the factor."""

COLORS = palette.PATH, palette.RESIDUAL
"""Of the two that are looked at closely: they are told apart after they have met."""

SWEEP = ((0.42, 1.6), (0.5, 0.7), (0.58, 0.7), (0.93, 2.7), (1.0, 1.4))
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
        lowest = float(minimum_reached(self.objective, descents)[0])
        self.theory = NearMinimum.of(self.objective, lowest)
        stage, place = layout.stage(), (self.objective, self.start, lowest)
        self.chosen, clock = self.theory.beside_best(rates), ValueTracker(0.0)
        own = dict(zip(self.chosen, COLORS, strict=False))
        colors = [own.get(rate, palette.PATH) for rate in rates]
        self.runs = [kit.Run(each, color=color) for each, color in zip(descents, colors, strict=True)]
        self.panels = kit.run_panels(stage, self.runs, rates, self.objective, lowest, self.letters)
        near = self.theory, steps, clock, *place
        self.near = [kit.run_near(rate, *near, color=color) for rate, color in own.items()]
        close_box, self.side = layout.beside(1.5, 1.6)
        self.close = kit.CurveOverRows(close_box, self.near, STEPS, self.theory, *place, self.letters)
        self.distances = kit.distances_side_by_side(self.close.rows, self.near, lowest, STEPS + 1)
        side, letters = self.side, self.letters
        self.pages = [kit.FactorFormulas.of(side, self.theory, letters, rate) for rate in self.chosen]
        self.abreast = len(self.chosen) > 1 and self.theory.keep_abreast(*self.chosen)
        self.rates = kit.RateSweep(stage, self.raced, self.farthest, *place, self.letters)

    def construct(self) -> None:
        """Race the rates, see where two of them meet, find out why, and sweep through all rates."""
        self.race()
        self.meet()
        self.find_factor()
        self.find_opposite()
        self.jump_in()
        self.sweep()
        self.find_limit()

    def race(self) -> None:
        """Let the points come to their panels; each sets off when it is said what it does."""
        title, panels, rates = self.heading(self.word("title")), self.panels, self.learning_rates
        formula = kit.formula_in_title_row(self.letters.named(self.objective), title, kit.SIZE)
        manners = [kit.verdict(run.descent, self.raced) for run in self.runs]
        told = [kit.spoken_verdict(rate, manner) for rate, manner in zip(rates, manners, strict=True)]
        self.stays = title, formula
        self.add(title, formula, *(panel.plot for panel in panels))
        with self.beat("race", count=len(panels), manners=". ".join(told)):
            balls = [panel.marks.point for panel in panels]
            middle = balls.pop(len(balls) // 2)
            shown = [FadeIn(panel.scenery) for panel in panels]
            self.play(*shown, *(draw(panel.curve) for panel in panels), run_time=1.2)
            self.play(self.take_over(middle), *(FadeIn(ball, scale=2) for ball in balls), run_time=1.0)
            self.add(*(mark for panel in panels for mark in panel.marks))
            self.play(*kit.set_off_in_turn(panels, manners, self.raced))

    def gather(self) -> None:
        """Let the curves of the chosen rates become one, with a row below for each step."""
        panels = zip(self.panels, self.learning_rates, strict=True)
        curves = [panel.curve for panel, rate in panels if rate in self.chosen]
        rest = kit.all_but(self.mobjects, *self.stays, *curves)
        self.play(rest, *self.close.out_of(curves), run_time=1.8)

    def meet(self) -> None:
        """See the points of two rates at one place after every second step, if they are."""
        if not self.abreast:
            return
        run, close = self.near[0], self.close
        with self.beat("meet"):
            self.gather()
            self.add(*map(close.trail, self.near), *close.dots)
            self.play(FadeIn(close.numbers(self.side, self.near, self.chosen, self.letters)), run_time=0.5)
            for step in range(2, STEPS + 1, 2):
                self.play(run.advance(step, 1.6))
                self.play(FadeIn(close.meeting(run, step), scale=2), run_time=0.4)
            self.hold(0.4)  # time to wonder

    def find_factor(self) -> None:
        """See what is left of the distance after each step at the first of the rates; then say why."""
        where = "On a parabola" if self.theory.everywhere else "Near the minimum"
        told, page = kit.factor_in_words(self.theory, self.letters, self.chosen[0]), self.pages[0]
        run, close, rows = self.near[0], self.close, self.distances[0]
        with self.beat("factor", where=where, **told):
            if run.step == 0:
                self.gather()
            given = FadeIn(page.rate, page.distance, rate_func=kit.during(0.4, 1.0))
            self.play(kit.all_but(self.mobjects, *self.stays, close.scenery, close.curve), given)
            run.clock.set_value(0)  # unseen: no point runs uphill
            self.play(rows.begin(), *map(FadeIn, close.dots[:1]), run_time=1.6)
            self.hold(0.5)
            self.take_steps(rows)
            for line, seconds in zip((page.slope, page.curvature, page.step, page.factor), WHY, strict=True):
                self.play(FadeIn(line, shift=0.15 * RIGHT), run_time=0.8)
                self.hold(seconds)

    def take_steps(self, rows: kit.DistanceRows) -> None:
        """Take each step off its distance, and let what is left be the next."""
        for row, seconds in enumerate(AGAIN):
            self.play(rows.take(row), self.near[0].advance(row + 1), run_time=0.6 * seconds)
            self.play(rows.leave(row), run_time=0.4 * seconds)

    def find_opposite(self) -> None:
        """Work out the factor of the second rate; see what is left beside what the first one leaves."""
        if len(self.chosen) < 2:
            return
        told, dots = kit.factor_in_words(self.theory, self.letters, self.chosen[1]), self.close.dots
        (first, page), (before, rows) = self.pages, self.distances
        outcome = "Its square is the same, so they meet at every second step." if self.abreast else ""
        with self.beat("across", outcome=outcome, **told):
            self.play(before.make_room(), *map(FadeOut, dots[:1]), run_time=0.8)
            self.near[0].clock.set_value(0)
            self.play(*page.after(first), *map(FadeIn, dots), draw(rows.bars[0]), run_time=1.2)
            self.take_steps(rows)
            if self.abreast:
                self.play(FadeIn(page.square, shift=0.15 * RIGHT), rows.ring_where_met(before))

    def open_rates(self, *more: Mobject) -> None:
        """Show the curve large, with the slider of learning rates and more below it."""
        curve = self.close.curve
        rest = kit.all_but(self.mobjects, *self.stays, curve)
        self.play(rest, *self.rates.open(curve), *map(FadeIn, more), run_time=1.4)

    def jump_in(self) -> None:
        """Take the one step that lands in the minimum, where it does."""
        if not self.theory.everywhere:
            return
        rates, view = self.rates, self.rates.near
        run = kit.Run(descend(self.objective, self.theory.best, self.start, iterations=1))
        with self.beat("jump", J=self.letters.function, best=short(self.theory.best)):
            self.open_rates()
            self.hold(0.3)  # time to wonder
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
            self.play(self.rates.turn_to(self.slowest, 1.3))
            self.hold(0.9)  # it crawls
            for share, seconds in SWEEP:
                self.play(self.rates.turn_to(share, seconds))

    def find_limit(self) -> None:
        """Mark the limit, go beyond it, see the point fly out of the picture, and write the rule."""
        rates, rate = self.rates, self.farthest * self.theory.limit
        run = kit.Run(descend(self.objective, rate, self.start, iterations=self.raced))
        self.carried = rates.far.start
        with self.beat("limit", J=self.letters.function, rate=short(rate)):
            self.play(FadeIn(rates.limit_mark(), shift=0.2 * DOWN), FadeIn(rates.zones()))
            self.play(*rates.step_back(), run_time=1.2)
            self.play(rates.turn_to(self.farthest, 1.4))
            self.add(self.carried, kit.Ball.of(run, rates.far.plot))
            seen = int((run.series("value") < rates.far.plot.y_range[1]).sum())
            self.play(run.advance(min(seen, run.steps), run_time=min(0.35 * seen, 2.0)))
            self.play(*follows(rates.numbers, rates.rule()))

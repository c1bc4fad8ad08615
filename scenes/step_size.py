"""One curve, one start, several learning rates: too small, good, large, and past the limit."""

from __future__ import annotations

import numpy as np
from manim import DOWN, RIGHT, UP, FadeIn, FadeOut, Group, smooth, squish_rate_func

from gdmath import Descent, Objective, descend, shifted_parabola
from gdmath.near_minimum import NearMinimum
from gdmath.valleys import nearest_minimum
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

SECONDS_PER_STEP = 0.7
"""While steps are watched one by one."""

LIFT = 1.3 * UP
"""How much higher the scale of rates stands while it is alone."""


class StepSize(kit.Lesson):
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

    words = {
        "title": "How large a step?",
        "fast_forward": "fast forward to $k = {last}$",
        "factor": "each step: distance $times (1 - eta f'')$, with $f'' = {bend}$",
        "factor_nearby": "each step near the minimum: distance $times (1 - eta f'')$, with $f'' = {bend}$",
    }
    objective: Objective = shifted_parabola()
    start: float = 25.0
    learning_rates: tuple[float, ...] = (0.01, 0.2, 0.8)
    diverging_rate: float = 1.05
    step_tolerance: float = 0.001
    cap: int = 1000
    raced: int = 12
    measured: int = 5
    growth: float = 2.5
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Compute the descents and what theory says of them, and build a panel for each."""
        super().setup()
        kit.check_objective(self.objective, variables=1, minima=1)
        kit.check_start("start", self.start)
        kit.check_rates("learning_rates", self.learning_rates)
        kit.check_rate("diverging_rate", self.diverging_rate)
        descents = [self.descent(rate, self.cap) for rate in self.learning_rates]
        colors = [palette.PATH] * len(descents)
        self.runs = kit.Race({str(k): descent for k, descent in enumerate(descents)}, colors=colors)
        for descent in descents:
            kit.check_moves(descent, self.objective)
        flattest = min(descents, key=lambda descent: abs(descent.gradients[-1, 0]))
        self.lowest = float(nearest_minimum(self.objective, flattest.points[-1])[0])
        self.theory = NearMinimum.of(self.objective, self.lowest)
        self.away = self.runaway()
        captions = [f"eta = {short(rate)}" for rate in self.learning_rates]
        self.panels = kit.run_panels(layout.stage(), self.objective, self.runs, captions, self.lowest)

    def construct(self) -> None:
        """Race the rates, say what decides between them, and let one run away."""
        self.show_panels()
        self.race()
        self.count_steps()
        self.explain_factor()
        self.show_limit()
        self.diverge()

    def descent(self, rate: float, iterations: int) -> Descent:
        """Return the descent with a learning rate, until its steps are short enough."""
        return descend(
            self.objective, rate, self.start, iterations=iterations, step_tolerance=self.step_tolerance
        )

    def show_panels(self) -> None:
        """Draw the same curve and start once for each learning rate."""
        title, function = self.heading(self.word("title")), kit.formula_of(self.objective)
        formula = [kit.formula_in_title_row(f"f(x) = {function}", title)] if function else []
        panels = self.panels
        with self.beat("same", count=len(panels)):
            self.play(*map(FadeIn, (title, *formula, *(panel.plot for panel in panels))))
            self.play(*(draw(panel.curve, run_time=2) for panel in panels))
            self.play(*(FadeIn(panel.ring, panel.marks.point) for panel in panels))
            self.play(*(FadeIn(panel.caption, shift=0.15 * DOWN) for panel in panels))

    def race(self) -> None:
        """Let all descents step at the same pace, and say what each of them did."""
        self.numbers = Group(*(panel.numbers for panel in self.panels))
        self.notes = kit.notes_below(self.panels, (kit.verdict(run.descent, self.raced) for run in self.runs))
        seconds, late = SECONDS_PER_STEP * self.raced, squish_rate_func(smooth, 0.35, 0.5)
        with self.beat("race"):
            self.play(FadeIn(self.numbers))
            self.add(*(mark for panel in self.panels for mark in panel.marks))
            words = FadeIn(self.notes, shift=0.15 * DOWN, run_time=seconds, rate_func=late)
            self.play(self.runs.advance(self.raced, seconds), words)

    def count_steps(self) -> None:
        """Let the slow ones go on, fast, until all have stopped, and tell how far off each is then."""
        endings = [kit.Ending.of(run.descent, self.objective, self.cap) for run in self.runs]
        farthest = int(np.argmax([ending.gap for ending in endings]))
        spoken = {
            "counts": kit.listed([ending.steps for ending in endings]),
            "tolerance": short(self.step_tolerance),
            "rate": short(self.learning_rates[farthest]),
            "gap": short(endings[farthest].gap, 2),
        }
        found = kit.notes_below(self.panels, (ending.words for ending in endings))
        loud = found[farthest].set_color(palette.WARNING)
        with self.beat("count", **spoken):
            self.play(FadeOut(self.notes), run_time=0.5)
            if self.runs.end > self.raced:
                self.fast_forward()
            self.play(FadeIn(Group(*(note for note in found if note is not loud)), shift=0.15 * DOWN))
            self.play(FadeIn(loud, scale=1.3), run_time=1.5)
        self.notes = found

    def fast_forward(self) -> None:
        """Say below the slowest that what follows runs faster, and let all step on until it stops."""
        slowest = max(self.panels, key=lambda panel: panel.run.steps)
        words = slowest.note(self.word("fast_forward", last=slowest.run.steps), palette.STEP)
        self.play(FadeIn(words, shift=0.15 * RIGHT), run_time=0.8)
        self.play(self.runs.advance(run_time=6, rate_func=smooth))
        self.play(FadeOut(words), run_time=0.5)

    def explain_factor(self) -> None:
        """Draw the distances to the minimum, and write what each step multiplies them by."""
        theory, bend = self.theory, short(self.theory.curvature)
        uprights, distances = zip(*(panel.distances(self.measured) for panel in self.panels), strict=True)
        rule = typography.text(self.word("factor" if theory.everywhere else "factor_nearby", bend=bend))
        rule.move_to((layout.stage().center[0], self.panels[0].upper_row.center[1], 0.0))
        equations = (f"${kit.factor_in_numbers(theory, rate)}$" for rate in self.learning_rates)
        factors = kit.notes_below(self.panels, equations)
        with self.beat("factor", where="On a parabola" if theory.everywhere else "Near the minimum"):
            self.play(FadeOut(self.numbers, self.notes), *map(draw, uprights))
            self.play(*(draw(lines, run_time=2) for lines in distances))
            self.bring_to_front(*(panel.marks.point for panel in self.panels))
            self.play(FadeIn(rule, shift=0.15 * UP), run_time=1.5)
            for factor in factors:
                self.play(FadeIn(factor, shift=0.15 * UP), run_time=1.5)
        self.explained = Group(*uprights, *distances, rule, *factors)

    def show_limit(self) -> None:
        """Show on a scale of learning rates where the limit and the best rate lie, and why."""
        self.upper, strip = layout.stage().rows(2.5, 1, gap=0.15)
        self.scale = kit.RateScale(strip, self.theory, self.learning_rates, later=[self.diverging_rate])
        self.scale.shift(LIFT)
        self.reasons = kit.reasons_for_limit(self.theory).next_to(self.scale, UP, buff=0.5)
        shrinking, below, fastest = self.reasons
        pictures = [part for panel in self.panels for part in (panel.still, *panel.marks)]
        with self.beat("limit", limit=short(self.theory.limit), best=short(self.theory.best)):
            self.play(FadeOut(self.explained, *pictures))
            self.play(FadeIn(self.scale.bar), FadeIn(shrinking), run_time=1.5)
            for marker in self.scale.markers:
                self.play(FadeIn(marker, shift=0.2 * DOWN), run_time=0.8)
            self.play(FadeIn(self.scale.edge, shift=0.2 * DOWN), FadeIn(below), run_time=1.5)
            self.play(FadeIn(self.scale.zones), run_time=1.5)
            self.bring_to_front(self.scale.edge)
            self.hold(1.5)
            self.play(FadeIn(self.scale.optimum, shift=0.2 * DOWN), FadeIn(fastest), run_time=1.5)

    def diverge(self) -> None:
        """Follow the rate beyond the limit as it swings wider and wider."""
        run, rate = self.away, short(self.diverging_rate)
        view = kit.RunCloseUp(self.upper, self.objective, run, f"eta = {rate}", self.lowest)
        with self.beat("diverge", rate=rate):
            self.play(FadeOut(self.reasons), self.scale.animate.shift(-LIFT))
            marker = self.scale.marker(self.diverging_rate)
            self.play(FadeIn(marker, shift=0.2 * DOWN), FadeIn(view.plot, view.numbers, view.marks.point))
            self.add(*view.marks)
            self.play(run.advance(run_time=min(0.75 * run.steps, 12.0)))
            swings = kit.growth_of_swings(run)
            self.play(*(FadeIn(view.note(*rows), shift=0.15 * DOWN) for rows in [swings] if rows))

    def runaway(self) -> kit.Run:
        """Return the descent beyond the limit, for as many iterations as it is followed."""
        limit = self.theory.limit
        if self.theory.everywhere and self.diverging_rate <= limit:
            raise ValueError(
                f"the diverging_rate {self.diverging_rate:g} does not diverge: choose one above the limit, "
                f"{limit:g}"
            )
        descent = self.descent(self.diverging_rate, self.raced)
        kit.check_moves(descent, self.objective)
        away = np.abs(descent.points[:, 0] - self.lowest)
        far_off = np.flatnonzero(away >= self.growth * away[0])
        return kit.Run(descent, shown=np.arange((far_off[0] if far_off.size else descent.iterations) + 1))

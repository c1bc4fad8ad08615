"""What was learnt, on one picture: the rule, and under it what decides how it goes."""

from __future__ import annotations

import numpy as np
from manim import UP, FadeIn, FadeOut, Group, LaggedStart, VGroup

from gdmath import SIX_POINTS, Dataset, LinearRegression, Objective, descend, double_well, parabola
from gdmath.near_minimum import NearMinimum
from scenes import kit
from scenes.kit import layout, typography

RULE_SIZE = 2 * typography.TITLE

ALONE = 1.35
"""How much larger the rule is while nothing else is on the screen."""

SECONDS = (2.0, 2.6, 2.6, 4.4)
"""For each panel in turn: as long as its words take, and the walk in it needs."""

SHOWN_EPOCHS = 60
"""How many of the epochs are shown, ever fewer: the fall is over soon, the creeping takes the time."""


class Closing(kit.Lesson):
    """The rule, its parts by name, and four small descents that show what decides.

    Attributes
    ----------
    curve
        A function of one variable with one minimum, walked down at two learning rates.
    curve_starts
        Where these walks begin.
    rates
        The two learning rates, in shares of the largest at which the walk does not diverge.
    rate_steps
        How many steps these walks take.
    wells
        A function of one variable with two valleys.
    wells_starts
        Where the two walks in it begin.
    wells_rate, wells_steps
        Their learning rate, and how many steps they take.
    dataset
        One input column: the cost of its lines is the narrow valley.
    line_start, line_rate, epochs
        The line that the walk along it begins with, its learning rate, and how many epochs it takes.
    weights
        How many weights the network has of which the last line speaks.
    """

    words = {
        "weights": "all the weights",
        "slope": "up, and how steep",
        "step": "makes it a step",
        "small": "too small:\nit crawls",
        "large": "too large:\nit runs away",
        "start": "the start decides\nwhich valley",
        "shape": "the shape decides\nhow long",
    }
    curve: Objective = parabola()
    curve_starts: tuple[float, float] = (4.3, 2.4)
    rates: tuple[float, float] = (0.02, 1.06)
    rate_steps: int = 7
    wells: Objective = double_well()
    wells_starts: tuple[float, float] = (-0.45, 0.55)
    wells_rate: float = 0.003
    wells_steps: int = 25
    dataset: Dataset = SIX_POINTS
    line_start: tuple[float, float] = (3.0, -1.0)
    line_rate: float = 0.001
    epochs: int = 12_000
    weights: int = 1_000_000_000
    shapes = (kit.Shape.WIDE,)

    def setup(self) -> None:
        """Compute all descents, and build the rule and a panel for each thing that was learnt."""
        super().setup()
        kit.check_objective(self.curve, variables=1, minima=1)
        kit.check_objective(self.wells, variables=1)
        kit.check_rates("rates", self.rates)
        kit.check_rate("wells_rate", self.wells_rate)
        kit.check_rate("line_rate", self.line_rate)
        self.rule_box, self.panels_box = layout.frame().rows(1, 1.6)
        crawl, runaway = map(self.rate_run, self.rates, self.curve_starts)
        pair, creep = self.wells_race(), self.valley_run()
        self.walks: tuple[kit.Run | kit.Race, ...] = crawl, runaway, pair, creep
        tops = [float(run.series("value")[0]) for run in (crawl, runaway)]
        edge = max(
            float(np.nan_to_num(self.curve.value(self.curve.domain.T), nan=-np.inf, posinf=-np.inf).min()),
            *tops,
        )
        highest = max(float(run.series("value")[0]) for run in pair)
        over_both = highest + 0.3 * abs(highest)
        words = map(self.word, ("small", "large", "start", "shape"))
        captions = [list(map(typography.as_is, word.splitlines())) for word in words]
        small, large, start, shape = kit.captioned_columns(self.panels_box, captions)
        self.panels = [
            kit.SmallMultiple.of_curve(*small, self.curve, [crawl], edge),
            kit.SmallMultiple.of_curve(*large, self.curve, [runaway], edge),
            kit.SmallMultiple.of_curve(*start, self.wells, pair, over_both),
            kit.SmallMultiple.of_cost(*shape, LinearRegression(self.dataset), [creep]),
        ]

    def construct(self) -> None:
        """Write the rule, show what limits it, and say farewell."""
        self.write_rule()
        self.show_limits()
        self.say_farewell()

    def rate_run(self, share: float, start: float) -> kit.Run:
        """Return the walk down the curve at a learning rate that is such a share of the limit."""
        rate = share * NearMinimum.of(self.curve, float(self.curve.minima[0, 0])).limit
        return kit.Run(descend(self.curve, rate, start, iterations=self.rate_steps))

    def wells_race(self) -> kit.Race:
        """Return the walks from both starts."""
        rate, steps, named = self.wells_rate, self.wells_steps, zip("AB", self.wells_starts, strict=True)
        return kit.Race({name: descend(self.wells, rate, start, iterations=steps) for name, start in named})

    def valley_run(self) -> kit.Run:
        """Return the walk across the map of all lines: down the steep side, then along the valley."""
        cost = LinearRegression(self.dataset)
        if self.line_rate >= cost.learning_rate_limit:
            raise ValueError(
                f"at the line_rate {self.line_rate:g} the walk along the valley runs away: choose one below "
                f"{cost.learning_rate_limit:.3g}"
            )
        walk = descend(cost, self.line_rate, self.line_start, iterations=self.epochs)
        shown = np.rint(walk.iterations * np.linspace(0, 1, SHOWN_EPOCHS) ** 3).astype(int)
        return kit.Run(walk, shown=np.unique(shown), eased=True)

    def write_rule(self) -> None:
        """Write the rule, name its parts, and put it where it leaves room."""
        formula = kit.by_role(kit.UPDATE, RULE_SIZE)
        weights = kit.name_of_part(formula, "weights", self.word("weights"))
        slope = kit.name_of_part(formula, "gradient", self.word("slope"))
        step = kit.name_of_part(formula, "step", self.word("step"), UP)
        rule = VGroup(formula, weights, slope, step).move_to(self.rule_box.center).save_state()
        rule.scale(min(ALONE, layout.frame().width / rule.width)).center()
        with self.beat("rule"):
            self.play(FadeIn(formula, shift=0.2 * UP), FadeIn(weights, shift=0.2 * UP), run_time=1.6)
            self.hold(0.6)
            for name in (slope, step):
                self.play(FadeIn(name, shift=0.15 * UP), run_time=1)
                self.hold(0.6)
            self.play(rule.animate.restore(), run_time=1.4)

    def show_limits(self) -> None:
        """Show each small descent as it is named."""
        with self.beat("limits"):
            for panel, walk, seconds in zip(self.panels, self.walks, SECONDS, strict=True):
                self.play(FadeIn(panel), run_time=0.5)
                self.play(walk.advance(run_time=seconds - 0.5))

    def say_farewell(self) -> None:
        """Write out how many directions a large network feels; then return to the whole picture."""
        vector, panels = kit.long_vector("w", self.weights, self.panels_box, RULE_SIZE), Group(*self.panels)
        appear = LaggedStart(*(FadeIn(part, shift=0.15 * UP) for part in vector), lag_ratio=0.7, run_time=4)
        with self.beat("farewell"):
            self.play(FadeOut(panels), run_time=0.8)
            self.play(appear)
            self.hold(1)
            self.play(FadeOut(Group(*vector)), run_time=0.8)
            self.play(FadeIn(panels), run_time=0.8)
            self.hold(1.5)

"""A fair race of rules on one ground, as it is shown: each one's search, the runs, and the ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
from manim import Animation

from gdmath import Descent, RateSearch, RuleFamily
from scenes.kit.runs.pace import ever_faster
from scenes.kit.runs.race import Race
from scenes.kit.runs.race_ground import RaceGround
from scenes.kit.runs.race_record import kept
from scenes.kit.style import palette

LUCK: Final = 0.5
"""A rate that needs less than such a share of what counts was lucky."""


class RankedRace:
    """Rules on one ground, each at its own best learning rate, and in which order they arrive.

    Parameters
    ----------
    ground
        Where they race.
    rules
        What returns each rule for a rate, by name.
    rates
        The learning rates to try, the same for all.
    colors
        One for each rule.

    Attributes
    ----------
    families
        What returns each rule for a rate, by name.
    searches
        What each rule needs at each of the rates, by name.
    order
        The names, first arrival first; of those that need the same, as the rules are given. Rules that do
        not arrive come last.
    runs
        Each to its arrival, or to the end of the budget, by gradients evaluated.

    Raises
    ------
    ValueError
        As `gdmath.fair_race`.
    """

    def __init__(
        self,
        ground: RaceGround,
        rules: Mapping[str, RuleFamily],
        rates: Sequence[float],
        colors: Sequence[palette.Color],
    ) -> None:
        if not rules:
            raise ValueError("a race needs a rule: name one or more, such as {'Adam': adam}")
        self.ground, self.rates, self.families = ground, rates, dict(rules)
        self.searches = {name: _searched(ground, family, tuple(rates)) for name, family in rules.items()}
        self.order = sorted(rules, key=self.needed)
        known = ground.objective.minima
        self.runs = Race(
            {name: search.descent for name, search in self.searches.items()},
            by="gradients",
            least=float(ground.objective.value(known[0])) if len(known) else None,
            colors=colors,
            eased=False,
        )
        for run, search in zip(self.runs, self.searches.values(), strict=True):
            shown = _shown(search.descent, min(search.best_needed, ground.budget))
            run.show(shown, run.times[: len(shown)])

    def needed(self, name: str) -> float:
        """Return the gradient evaluations that a rule needs; infinite if it does not arrive."""
        return self.searches[name].best_needed

    def place(self, name: str) -> int:
        """Return which place a rule has: those that need the same share one."""
        return 1 + sum(self.needed(other) < self.needed(name) for other in self.searches)

    @property
    def winners(self) -> list[str]:
        """The rules that arrive first: several if they need the same, none if nobody arrives."""
        return [name for name in self.order if self.place(name) == 1 and np.isfinite(self.needed(name))]

    @property
    def luckiest(self) -> str | None:
        """The rule of which one rate needs least, as a share of what counts; None if none is below half."""
        shares = {name: _lucky_share(search) for name, search in self.searches.items()}
        name = min(shares, key=shares.__getitem__)
        return name if shares[name] < LUCK else None

    def share(self, name: str) -> float:
        """Return after which share of the whole `advance` a rule arrives, 0 to 1."""
        return float(np.log1p(min(self.needed(name), self.runs.end)) / np.log1p(self.runs.end))

    def advance(self, run_time: float, to: float | None = None) -> Animation:
        """Return the animation in which all run on, each ten times as many gradients in the same time.

        Parameters
        ----------
        run_time
            Seconds.
        to
            What has been spent at its end, more than now; to the end of the race if None.
        """
        begin, end = float(self.runs.clock.get_value()), self.runs.end if to is None else to
        return self.runs.advance(end, run_time, ever_faster(end, begin))

    def written(self, name: str) -> str:
        """Return what a rule needs, as it is shown: gradient evaluations, a dash if it does not arrive."""
        return written(self.searches[name])


def _lucky_share(search: RateSearch) -> float:
    if not np.isfinite(search.best_needed):
        return 1.0
    return float(max(search.needed.min(), 1.0) / max(search.best_needed, 1.0))


def written(search: RateSearch) -> str:
    """Return what a rule needs at its best rate, as it is shown: a dash if it does not arrive."""
    return f"{search.best_needed:.0f}" if np.isfinite(search.best_needed) else "–"


@cache  # a lesson is set up several times, and a race takes seconds
def _searched(ground: RaceGround, family: RuleFamily, rates: tuple[float, ...]) -> RateSearch:
    known = kept(ground, family, rates)
    return ground.search(family, rates) if known is None else known


def _shown(descent: Descent, spent: float) -> list[int]:
    """Return the iterations of a descent until it has spent so much."""
    return list(range(int(np.searchsorted(descent.gradient_equivalents, spent, side="right"))))

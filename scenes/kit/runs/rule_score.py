"""How rules have done in races, and what they need: what an honest table of them holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gdmath import RuleFamily, RuleNeeds, rule_needs
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style.numbers import short


@dataclass(frozen=True)
class RuleScore:
    """What is told of a rule.

    Attributes
    ----------
    needs
        What it holds and asks for, and which numbers are to be chosen.
    places
        Its place on each ground; rules that need the same share one.
    arrives
        Whether it arrives at its best rate, on each ground.
    arrived, tried
        With how many of the rates that were tried it arrived, all grounds taken together.
    """

    needs: RuleNeeds
    places: tuple[int, ...]
    arrives: tuple[bool, ...]
    arrived: int
    tried: int

    @property
    def held(self) -> str:
        """How many numbers it holds for n weights, as Typst mathematics, such as ``n^2`` or ``2 n``."""
        terms = []
        for factor, power in zip(self.needs.held[::-1], ("n^2", "n", ""), strict=True):
            if factor:
                terms.append(f"{'' if factor == 1 and power else short(factor)} {power}".strip())
        return " + ".join(terms) or "0"

    @property
    def share(self) -> float:
        """The share of the rates that were tried with which it arrived."""
        return self.arrived / self.tried

    @property
    def firsts(self) -> int:
        """On how many grounds it came first."""
        return sum(place == 1 and arrives for place, arrives in zip(self.places, self.arrives, strict=True))


def rule_scores(rules: Mapping[str, RuleFamily], races: Sequence[RankedRace]) -> dict[str, RuleScore]:
    """Return what is told of each rule, by name.

    Parameters
    ----------
    rules
        Those that raced, by name.
    races
        One for each ground, at least one.
    """
    return {name: _score(name, family, races) for name, family in rules.items()}


def _score(name: str, family: RuleFamily, races: Sequence[RankedRace]) -> RuleScore:
    searches = [race.searches[name] for race in races]
    first = searches[0]
    return RuleScore(
        needs=rule_needs(family(first.best_rate), first.descent),
        places=tuple(race.place(name) for race in races),
        arrives=tuple(bool(np.isfinite(search.best_needed)) for search in searches),
        arrived=sum(int(np.isfinite(search.needed).sum()) for search in searches),
        tried=sum(len(search.rates) for search in searches),
    )

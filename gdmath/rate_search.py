"""The fair race: each rule at its own best learning rate, found by trying all of a stated grid.

Work is counted in gradient evaluations (`Descent.gradient_equivalents`), not in iterations. A rule has
arrived when its values are at most an aim, and stay so for a tenth of the budget: one that only passes has
not. Nor is a lucky hit the best rate: its neighbours in the grid have to arrive as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, check_count, numbers, read_only
from gdmath.descent import descend_rates
from gdmath.objectives import Objective
from gdmath.record import Descent, StopReason
from gdmath.rules import Rule

RuleFamily: TypeAlias = Callable[[float], Rule]
"""Returns a rule for any learning rate, such as `adam`, or ``lambda rate: heavy_ball(rate, 0.9)``."""

WATCHED: Final = 0.1
"""For such a share of the budget a descent is watched after it has come to the aim: does it stay there?"""


@dataclass(frozen=True, eq=False)
class RateSearch:
    """What one rule needs at each of the learning rates that were tried.

    Attributes
    ----------
    rates : shape (r,)
        Those that were tried, increasing.
    needed : shape (r,)
        Gradient evaluations until it has arrived; infinite where it has not within the budget.
    best
        Index of the best rate, which is no lucky hit: of each rate and its neighbours in the grid, the worst
        counts. It is the rate for which this is least, the smallest of several. Where no three neighbours
        arrive, it is the one that needs least; where none does, the one that is lowest at the end.
    descent
        The descent at the best rate.
    arrival
        After which of its iterations it has arrived; None if it has not.
    """

    rates: FloatArray
    needed: FloatArray
    best: int
    descent: Descent
    arrival: int | None

    @property
    def best_rate(self) -> float:
        """The best of the rates."""
        return float(self.rates[self.best])

    @property
    def best_needed(self) -> float:
        """The gradient evaluations that are needed at the best rate; infinite if no rate arrives."""
        return float(self.needed[self.best])

    @property
    def luckiest(self) -> int:
        """Index of the rate that needs least, though its neighbours may not even arrive."""
        return int(np.argmin(self.needed))

    @property
    def worst(self) -> FloatArray:
        """Of each rate and its neighbours in the grid, what the worst of them needs, shape (r,)."""
        return _worst(self.needed)


def share_of_excess(objective: Objective, start: ArrayLike, share: float) -> float:
    """Return the value at which only a share is left of what the start lies above the lowest minimum.

    Parameters
    ----------
    objective
        With a known minimum.
    start : shape (d,)
    share
        Above 0 and below 1.

    Raises
    ------
    ValueError
        If the share is not between 0 and 1, no minimum is known, or the start is none above it.

    Examples
    --------
    >>> from gdmath import parabola
    >>> share_of_excess(parabola(), 4.0, 0.25)
    4.0
    """
    if not 0 < share < 1:
        raise ValueError(f"the share that is left must be above 0 and below 1, got {share!r}")
    if not len(objective.minima):
        raise ValueError(
            f"no minimum of {objective.name} is known in its domain: state the value to be reached instead"
        )
    least = float(objective.value(objective.minima[0]))
    first = float(objective.value(np.atleast_1d(numbers("the start", start))))
    if not first > least:
        raise ValueError(
            f"the start of a race must lie above the minimum: {objective.name} is {first:g} there, and "
            f"{least:g} in its lowest minimum"
        )
    return least + share * (first - least)


def search_rate(
    objective: Objective,
    family: RuleFamily,
    start: ArrayLike,
    rates: ArrayLike,
    *,
    budget: int,
    aim: float,
) -> RateSearch:
    """Try a rule at each of some learning rates, and find the one that reaches an aim with least work.

    Parameters
    ----------
    objective
        What to minimise.
    family
        Returns the rule for a rate.
    start : shape (d,)
    rates : shape (r,)
        Positive and increasing; a geometric grid, such as ``np.geomspace(1e-4, 10, 41)``, is fair to rules
        whose best rates differ by powers of ten.
    budget
        The most gradient evaluations that a descent may spend.
    aim
        The value to be reached, such as a `share_of_excess`.

    Returns
    -------
    RateSearch
        A descent that diverges, or leaves where the objective is defined, has not reached the aim; only where
        no minimum is known, as on a saddle, does one that falls for ever arrive.

    Raises
    ------
    ValueError
        If the rates are none, not positive or not increasing, the budget is no whole number above 0, or the
        aim is no finite number; else as `descend`.

    Examples
    --------
    >>> from gdmath import gradient_descent, parabola
    >>> found = search_rate(parabola(), gradient_descent, 4.0, [0.01, 0.1, 0.4, 1.5], budget=50, aim=0.16)
    >>> found.needed.tolist(), found.best_rate
    ([inf, 11.0, 2.0, inf], 0.4)
    """
    tried = _checked_rates(rates)
    check_count("the budget", budget, least=1)
    if not math.isfinite(aim):
        raise ValueError(f"the aim must be a finite value of the objective, got {aim!r}")
    watched = math.ceil(WATCHED * budget)
    rules, most = [family(rate) for rate in tried.tolist()], budget + watched
    # Each iteration costs a gradient at least.
    descents = descend_rates(objective, rules, start, iterations=most, budget=most)
    may_fall = len(objective.minima) == 0
    arrivals = [_arrival(descent, budget, watched, aim, may_fall) for descent in descents]
    needed = read_only(
        [
            math.inf if k is None else descent.gradient_equivalents[k]
            for k, descent in zip(arrivals, descents, strict=True)
        ]
    )
    best = _best(needed, descents, budget)
    return RateSearch(tried, needed, best, descents[best], arrivals[best])


def fair_race(
    objective: Objective,
    families: Mapping[str, RuleFamily],
    start: ArrayLike,
    rates: ArrayLike,
    *,
    budget: int,
    aim: float,
) -> dict[str, RateSearch]:
    """Race rules from one start, each at its own best learning rate.

    Parameters
    ----------
    objective, start, rates, budget, aim
        As for `search_rate`; the same for all.
    families
        What returns each rule for a rate, by name.

    Returns
    -------
    dict of RateSearch
        By name, in the order of the families.

    Raises
    ------
    ValueError
        As `search_rate`, or if there is no rule.

    Examples
    --------
    >>> from gdmath import adam, gradient_descent, quadratic_form
    >>> bowl, rates = quadratic_form([[1, 0], [0, 25]]), np.geomspace(1e-3, 1, 13)
    >>> aim = share_of_excess(bowl, [4, 1], 0.01)
    >>> race = fair_race(bowl, {"plain": gradient_descent, "Adam": adam}, [4, 1], rates, budget=200, aim=aim)
    >>> {name: (round(found.best_rate, 3), found.best_needed) for name, found in race.items()}
    {'plain': (0.032, 58.0), 'Adam': (0.562, 36.0)}
    """
    if not families:
        raise ValueError("a race needs a rule: name one or more, such as {'Adam': adam}")
    return {
        name: search_rate(objective, family, start, rates, budget=budget, aim=aim)
        for name, family in families.items()
    }


def _checked_rates(rates: ArrayLike) -> FloatArray:
    tried = read_only(np.atleast_1d(numbers("the rates", rates)))
    is_grid = tried.ndim == 1 and tried.size > 0 and np.isfinite(tried).all() and tried[0] > 0
    if not is_grid or (np.diff(tried) <= 0).any():
        raise ValueError(
            f"the rates to try must be positive, finite and increasing, got {tried.tolist()}: take "
            "np.geomspace(1e-4, 10, 41)"
        )
    return tried


def _arrival(descent: Descent, budget: int, watched: int, aim: float, may_fall: bool) -> int | None:
    """Return after which iteration the values are at most the aim, and stay so while they are watched."""
    spent = descent.gradient_equivalents
    outside = np.flatnonzero(descent.values > aim)
    entries = np.concatenate([[0], outside + 1])
    exits = np.append(spent[outside], _end(descent, may_fall))
    for entry, leaves in zip(entries.tolist(), exits.tolist(), strict=True):
        if entry < len(spent) and spent[entry] <= budget and leaves - spent[entry] > watched:
            return int(entry)
    return None


def _end(descent: Descent, may_fall: bool) -> float:
    """Return after how much work a descent is no longer where it ended: never, unless it ran away."""
    ran_away = descent.stop in (StopReason.DIVERGED, StopReason.LEFT_DOMAIN)
    return float(descent.gradient_equivalents[-1]) if ran_away and not may_fall else math.inf


def _best(needed: FloatArray, descents: Sequence[Descent], budget: int) -> int:
    for counts in (_worst(needed), needed):
        if np.isfinite(counts).any():
            return int(np.argmin(counts))
    ends = [descent.values[descent.gradient_equivalents <= budget][-1] for descent in descents]
    return int(np.argmin(ends))


def _worst(needed: FloatArray) -> FloatArray:
    padded = np.concatenate([needed[:1], needed, needed[-1:]])
    return np.asarray(np.max([padded[:-2], needed, padded[2:]], axis=0))

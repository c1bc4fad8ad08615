"""A step as long as the objective allows: backtracking until it falls by enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdmath.arrays import FloatArray
from gdmath.context import Context
from gdmath.rules.base import Move, Rule, State, no_state
from gdmath.rules.schedules import Schedule, as_schedule


def backtracking(
    learning_rate: float | Schedule = 1.0, shrink: float = 0.5, sufficient_decrease: float = 1e-4
) -> Rule:
    """Return gradient descent that shortens each step until the value falls by enough.

    Formula: x_{k+1} = x_k - t g with the first t = rate_k, shrink rate_k, shrink^2 rate_k, ... for which
    f(x_k - t g) <= f(x_k) - sufficient_decrease t |g|^2. Where no step lowers the value, as far as floating
    point can tell, the point stays, with the rate 0.

    Sources: Armijo, "Minimization of functions having Lipschitz continuous first partial derivatives" (1966);
    Nocedal and Wright, "Numerical Optimization" (2nd edition, 2006), algorithm 3.1.

    Parameters
    ----------
    learning_rate
        The rate that is tried first.
    shrink
        Between 0 and 1.
    sufficient_decrease
        Which share of the fall that the slope promises has to come true; between 0 and 1.

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite, or another number is not between 0
        and 1.

    Examples
    --------
    >>> from gdmath import descend, parabola
    >>> walk = descend(parabola(), backtracking(2.0, sufficient_decrease=0.25), 4, iterations=1)
    >>> walk.points[:, 0].tolist(), walk.rates.tolist(), walk.evaluations.values.tolist()
    ([4.0, 0.0], [0.5], [0, 4])
    """
    search = ArmijoSearch(shrink, sufficient_decrease)
    return Rule("backtracking", as_schedule(learning_rate), no_state, _Backtracking(search))


@dataclass(frozen=True)
class ArmijoSearch:
    """Finds how far to go along a direction, as `backtracking` describes."""

    shrink: float
    sufficient_decrease: float

    def __post_init__(self) -> None:
        """Check the numbers."""
        for name in ("shrink", "sufficient_decrease"):
            if not 0 < getattr(self, name) < 1:
                raise ValueError(f"{name} must be above 0 and below 1, got {getattr(self, name)!r}")

    def rate(self, context: Context, direction: FloatArray) -> float:
        """Return by which multiple of a direction of descent to move, at most the scheduled rate."""
        rate, slope = context.rate, float(context.gradient @ direction)
        while np.isfinite(slope):
            end = context.point + rate * direction
            if context.value_at(end) <= context.value + self.sufficient_decrease * rate * slope:
                return rate
            if np.array_equal(end, context.point):
                return 0.0
            rate *= self.shrink
        return rate  # there is no gradient to follow, and the descent ends here


@dataclass(frozen=True)
class _Backtracking:
    search: ArmijoSearch

    def __call__(self, context: Context, state: State) -> Move:
        gradient = context.gradient
        rate = self.search.rate(context, -gradient)
        return Move(-rate * gradient, state, rate, gradient)

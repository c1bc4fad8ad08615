"""Newton's method: pure, and damped so that it goes downhill from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gdmath.arrays import FloatArray
from gdmath.context import Context
from gdmath.rules.base import Move, Rule, State, no_state
from gdmath.rules.line_search import ArmijoSearch
from gdmath.rules.schedules import Schedule, as_schedule

FLATTEST: Final = 1e-8
"""No curvature counts as smaller than this share of the largest one, or the step would have no end."""


def newton(learning_rate: float | Schedule = 1.0) -> Rule:
    """Return Newton's method itself, which goes to where the second-order model of the objective is level.

    Formula: x_{k+1} = x_k - rate_k H^-1 g with the Hessian H. That is the minimum of the model only where H
    is positive definite: elsewhere the method goes to a saddle or a maximum as readily. Where H is singular
    there is no such point, and the descent ends.

    Source: Nocedal and Wright, "Numerical Optimization" (2nd edition, 2006), section 3.3.

    Parameters
    ----------
    learning_rate
        The share of the way that is gone: 1 for the pure method.

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite.

    Examples
    --------
    From (1, 0.5), the saddle x^2 - y^2 is one step away.

    >>> from gdmath import descend, saddle
    >>> descend(saddle(), newton(), [1, 0.5], iterations=1).points.tolist()
    [[1.0, 0.5], [0.0, 0.0]]
    """
    return Rule("Newton", as_schedule(learning_rate), no_state, _newton_update)


def damped_newton(
    learning_rate: float | Schedule = 1.0, shrink: float = 0.5, sufficient_decrease: float = 1e-4
) -> Rule:
    """Return Newton's method with a line search, and with curvatures that are made positive.

    Formula: x_{k+1} = x_k + t p with the direction p = -|H|^-1 g and t found as in `backtracking`. With the
    eigenvalues l_i and eigenvectors u_i of the Hessian H, it is p = -sum_i (u_i . g) u_i / max(|l_i|,
    `FLATTEST` max_j |l_j|): Newton's own direction where H is positive definite; elsewhere still one of
    descent, which leaves a saddle as fast as it would come to a minimum of the same curvature. Where H
    is zero or not finite, p = -g.

    Sources: Boyd and Vandenberghe, "Convex Optimization" (2004), section 9.5.2, for the damping; Nocedal and
    Wright, "Numerical Optimization" (2nd edition, 2006), section 3.4, for changing eigenvalues; Dauphin et
    al., "Identifying and attacking the saddle point problem in high-dimensional non-convex optimization"
    (2014), for |H|.

    Parameters
    ----------
    learning_rate
        The multiple of p that is tried first: 1 for the pure method.
    shrink, sufficient_decrease
        As for `backtracking`.

    Raises
    ------
    ValueError
        As `backtracking`.

    Examples
    --------
    A quadratic takes one step, however long its valley.

    >>> from gdmath import descend, quadratic_form
    >>> walk = descend(quadratic_form([[1, 0], [0, 1000]]), damped_newton(), [3, 4], iterations=1)
    >>> walk.points[-1].tolist()
    [0.0, 0.0]
    """
    search = ArmijoSearch(shrink, sufficient_decrease)
    return Rule("damped Newton", as_schedule(learning_rate), no_state, _DampedNewton(search))


def _newton_update(context: Context, state: State) -> Move:
    gradient, hessian = context.gradient, context.hessian
    try:
        step = np.asarray(-context.rate * np.linalg.solve(hessian, gradient))
    except np.linalg.LinAlgError:
        step = np.full_like(gradient, np.inf)
    return Move(step, state, context.rate, gradient)


@dataclass(frozen=True)
class _DampedNewton:
    search: ArmijoSearch

    def __call__(self, context: Context, state: State) -> Move:
        direction = _direction(context.hessian, context.gradient)
        rate = self.search.rate(context, direction)
        return Move(rate * direction, state, rate, context.gradient)


def _direction(hessian: FloatArray, gradient: FloatArray) -> FloatArray:
    if not np.isfinite(hessian).all() or not hessian.any():
        return -gradient
    curvatures, axes = np.linalg.eigh(hessian)
    sizes = np.abs(curvatures)
    return np.asarray(-axes @ ((axes.T @ gradient) / np.maximum(sizes, FLATTEST * sizes.max())))

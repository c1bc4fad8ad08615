"""Valleys: the minimum next to a point, the hills between minima, and in which valley a descent ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, IntArray
from gdmath.descent import descend_many
from gdmath.objectives import Objective
from gdmath.record import Descent
from gdmath.rules import Rule

_CELLS = 1000

LONG = 20_000
"""Iterations after which a descent has surely chosen its valley."""

SETTLED = 0.01
"""So near to its minimum, in shares of the domain, a descent has settled."""

FLAT = 1e-6
"""Length of a gradient at which nothing is left to choose; of lesser ones, share of the steepest start's."""


def nearest_minimum(objective: Objective, point: ArrayLike) -> FloatArray:
    """Return the known minimum nearest to a point, shape (d,); the point itself if none is known.

    Examples
    --------
    >>> from gdmath import double_well
    >>> nearest_minimum(double_well(), [2.5]).round(3).tolist()
    [2.972]
    """
    place = np.atleast_1d(np.asarray(point, dtype=np.float64))
    known = objective.minima
    return known[np.argmin(np.linalg.norm(known - place, axis=1))] if len(known) else place


def other_minima(objective: Objective, minimum: ArrayLike) -> FloatArray:
    """Return the known minima besides one of them, shape (k, d).

    Examples
    --------
    >>> from gdmath import wavy_bowl
    >>> bowl = wavy_bowl()
    >>> other_minima(bowl, bowl.minima[0]).round(2).tolist()
    [[-0.7, 1.39], [2.08, 1.39], [2.08, -1.39]]
    """
    known, place = objective.minima, np.atleast_1d(np.asarray(minimum, dtype=np.float64))
    if not len(known):
        return known
    others: FloatArray = known[np.linalg.norm(known - place, axis=1) > 1e-6]
    return others


def minimum_reached(objective: Objective, descents: Sequence[Descent]) -> FloatArray:
    """Return the known minimum, shape (d,), next to the end of the descent that ends where it is flattest.

    Examples
    --------
    >>> from gdmath import descend, parabola
    >>> minimum_reached(parabola(), [descend(parabola(), rate, 4.0, iterations=9) for rate in (0.3, 1.2)])
    array([0.])
    """
    flattest = min(descents, key=lambda descent: float(np.linalg.norm(descent.gradients[-1])))
    return nearest_minimum(objective, flattest.points[-1])


def hills_between(objective: Objective) -> FloatArray:
    """Return the highest place between each two neighbouring minima of a function of one variable.

    Returns
    -------
    FloatArray, shape (m - 1,)
        For m minima, from left to right; empty if there are fewer than two.

    Raises
    ------
    ValueError
        If the function has several variables: between two of its minima lies a whole boundary then.

    Examples
    --------
    >>> from gdmath import double_well
    >>> hills_between(double_well()).round(3).tolist()
    [0.056]
    """
    if objective.dimension != 1:
        raise ValueError(
            f"hills lie between the minima of functions of one variable, and {objective.name} has "
            f"{objective.dimension}: ask for the boundary between two of its basins instead"
        )
    sorted_minima = np.sort(objective.minima[:, 0]).tolist()
    return np.array([_hilltop(objective, low, high) for low, high in pairwise(sorted_minima)])


def _hilltop(objective: Objective, low: float, high: float) -> float:
    from scipy.optimize import brentq  # here, since few need it and it takes long to import

    def slope(x: float) -> float:
        return float(objective.gradient(np.array([x]))[0])

    grid = np.linspace(low, high, _CELLS + 1)
    top = int(np.argmax(objective.value(grid[1:-1, None]))) + 1
    before, after = float(grid[top - 1]), float(grid[top + 1])
    if not slope(before) > 0 > slope(after):
        return float(grid[top])  # level, or not smooth: no closer than the grid
    return float(brentq(slope, before, after))


def basins_of(
    objective: Objective, rule: Rule | float, starts: ArrayLike, *, iterations: int = LONG
) -> IntArray:
    """Return which of the objective's minima the descent from each start ends nearest to, as indices.

    Parameters
    ----------
    objective
        Needs at least one known minimum.
    rule
        As for `descend_many`: large steps can cross a hill.
    starts : shape (n, d)
        In one dimension (n,) will do.
    iterations
        The most that each descent takes to show where it ends; it may stop before, where it is flat.

    Raises
    ------
    ValueError
        If no minimum is known, or as `descend_many`.

    Examples
    --------
    >>> from gdmath import double_well
    >>> basins_of(double_well(), 0.003, [-4.0, -0.1, 0.1, 4.0]).tolist()
    [0, 0, 1, 1]
    """
    if not len(objective.minima):
        raise ValueError(f"no minimum of {objective.name} is known in its domain, so it has no basins")
    points = np.reshape(np.asarray(starts, dtype=np.float64), (-1, objective.dimension))
    steepest = float(np.linalg.norm(objective.gradient(points), axis=-1).max(initial=0.0))
    flat = FLAT * (min(1.0, steepest) or 1.0)
    walks = descend_many(objective, rule, starts, iterations=iterations, gradient_tolerance=flat)
    ends = np.array([walk.points[-1] for walk in walks])
    away = np.linalg.norm(ends[:, np.newaxis] - objective.minima, axis=-1)
    nearest: IntArray = np.argmin(away, axis=1)
    return nearest


def neighbours_across(objective: Objective, rule: Rule | float, hill: float, apart: float) -> FloatArray:
    """Return two starts, one on either side of a hill, whose descents end in different valleys.

    Parameters
    ----------
    objective
        Of one variable.
    rule
        As for `descend_many`.
    hill
        The place between them, such as one of `hills_between`.
    apart
        Their distance; it is doubled until they part, for large steps may cross a hill.

    Returns
    -------
    FloatArray, shape (2,)
        The left one first.

    Raises
    ------
    ValueError
        If the distance is not positive, or no such neighbours lie in the objective's domain.

    Examples
    --------
    >>> from gdmath import double_well
    >>> neighbours_across(double_well(), 0.003, 0.056, 0.1).round(3).tolist()
    [0.006, 0.106]
    """
    low, high = objective.domain[0].tolist()
    if not (isinstance(apart, int | float) and 0 < apart < math.inf):
        raise ValueError(f"neighbours must be apart by a finite distance above 0, got {apart!r}")
    while low <= hill - apart / 2 and hill + apart / 2 <= high:
        pair = np.array([hill - apart / 2, hill + apart / 2])
        left, right = basins_of(objective, rule, pair)
        if left != right:
            return pair
        apart *= 2
    raise ValueError(
        f"starts on both sides of the hill of {objective.name} at {hill:g} all end in one valley: "
        "choose a smaller learning rate"
    )


def leap_over_hill(
    objective: Objective, starts: ArrayLike, rates: Sequence[float], *, iterations: int = 12
) -> Descent | None:
    """Return a descent whose first step is so large that it leaps over a hill, and that soon ends behind it.

    Parameters
    ----------
    objective
        Of one variable, with at least two known minima.
    starts : shape (n,)
        Where it may start.
    rates
        Learning rates that it may have.
    iterations
        How many steps it may take until it has settled.

    Returns
    -------
    Descent or None
        That which lands lowest; it never leaves the objective's domain. None if no step from these starts at
        these rates is such a leap.

    Examples
    --------
    >>> from gdmath import double_well
    >>> leap = leap_over_hill(double_well(), [-4.4], [0.003, 0.026])
    >>> leap.points[[0, 1, -1], 0].round(2).tolist()
    [-4.4, 0.29, 3.02]
    >>> leap_over_hill(double_well(), [-4.4], [0.003]) is None
    True
    """
    hills, minima = hills_between(objective), np.sort(objective.minima[:, 0])
    low, high = objective.domain[0].tolist()
    near = SETTLED * (high - low)
    leaps = []
    for rate in rates:
        for walk in descend_many(objective, rate, np.ravel(starts), iterations=iterations):
            x = walk.points[:, 0]
            own, landed = np.searchsorted(hills, x[[0, min(1, len(x) - 1)]])
            is_far = abs(x - minima[landed]) > near
            if own != landed and not is_far[-2:].any() and x.min() >= low and x.max() <= high:
                leaps.append(walk)
    return min(leaps, key=lambda walk: float(walk.values[1]), default=None)

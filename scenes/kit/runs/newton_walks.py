"""Newton's method where its model is right, and where it leads to a maximum or a saddle."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdmath import Descent, FloatArray, Objective, damped_newton, descend, newton

NEAR = 0.1
"""Of the way to a minimum, and of the slope, no more than such a share is left at the end."""


def newton_to_minimum(objective: Objective, start: float, jumps: int) -> tuple[FloatArray, float]:
    """Return the iterates of Newton's method on a function of one variable, and the minimum they lead to.

    Parameters
    ----------
    objective
        Of one variable.
    start
        Where it is curved upwards.
    jumps
        How many.

    Returns
    -------
    iterates : shape (jumps + 1,)
    goal

    Raises
    ------
    ValueError
        If they lead to no minimum, or begin outside the function's domain.

    Examples
    --------
    >>> from gdmath import double_well
    >>> iterates, goal = newton_to_minimum(double_well(), 4.2, 2)
    >>> iterates.round(2).tolist(), round(goal, 2)
    ([4.2, 3.36, 3.03], 2.97)
    """
    low, high = objective.domain[0]
    if not low <= start <= high:
        raise ValueError(
            f"{start:g} lies outside the domain of {objective.name}, from {low:g} to {high:g}: "
            "start within it"
        )
    iterates = descend(objective, newton(), start, iterations=jumps).points[:, 0]
    known = objective.minima[:, 0].tolist()
    goal = min(known, key=lambda place: abs(place - iterates[-1]), default=start)
    if not abs(iterates[-1] - goal) <= NEAR * abs(start - goal) != 0.0:
        raise ValueError(
            f"in {jumps} jumps from {start:g}, Newton's method comes to no minimum of {objective.name}: "
            "start where it is curved upwards"
        )
    return iterates, goal


def tried_before(rate: float) -> FloatArray:
    """Return the rates that damped Newton tries before one: 1, and each half of the one before.

    Examples
    --------
    >>> tried_before(0.25).tolist(), tried_before(1.0).tolist()
    ([1.0, 0.5], [])
    """
    return np.asarray(0.5 ** np.arange(round(-np.log2(rate))))


class NewtonAstray:
    """Newton's method from where one curvature is negative: pure, it goes where it should not; damped, down.

    Of one variable, that is a maximum; of two, a saddle.

    Parameters
    ----------
    objective
        Of one variable, or of two.
    start : shape (d,)
        Near a maximum, or near a saddle.
    jumps, downhill
        How many steps the pure method takes, and how many the damped one.

    Attributes
    ----------
    pure, damped
        The two descents.

    Raises
    ------
    ValueError
        If that is not what becomes of it.

    Examples
    --------
    >>> from gdmath import double_well, himmelblau
    >>> hill = NewtonAstray(double_well(), 1.0, 2, 2)
    >>> hill.pure.values.round(1).tolist(), hill.damped.values.round(1).tolist()
    ([72.0, 85.4, 87.1], [72.0, 26.0, 12.0])
    >>> NewtonAstray(himmelblau(), (-0.9, 2.6), 2, 2).pure.points[-1].round(2).tolist()
    [0.08, 2.89]
    """

    def __init__(self, objective: Objective, start: ArrayLike, jumps: int, downhill: int) -> None:
        self.objective = objective
        self.pure: Descent = descend(objective, newton(), start, iterations=jumps)
        self.damped: Descent = descend(objective, damped_newton(), start, iterations=downhill)
        points = self.pure.points
        bent_down = [int((np.linalg.eigvalsh(objective.hessian(point)) < 0).sum()) for point in points]
        before, *_, after = np.linalg.norm(objective.gradient(points), axis=-1)
        if set(bent_down) != {1} or not after <= NEAR * before:
            what = {1: "maximum"}.get(objective.dimension, "saddle")
            place = ", ".join(f"{value:g}" for value in points[0])
            raise ValueError(
                f"in {jumps} jumps from {place}, Newton's method comes to no {what} of {objective.name}: "
                "choose a place near one"
            )

    def rejected(self, step: int) -> FloatArray:
        """Return where a damped step would end at rates that are too large, largest first, shape (n, d)."""
        rate, (begin, end) = float(self.damped.rates[step]), self.damped.points[step : step + 2]
        return np.asarray(begin + (end - begin) / rate * tried_before(rate)[:, None])

    @property
    def points(self) -> FloatArray:
        """All iterates of both, and the minimum nearest to where the damped one ends, shape (n, d)."""
        end = self.damped.points[-1]
        nearest = sorted(self.objective.minima, key=lambda place: float(np.linalg.norm(place - end)))[:1]
        return np.vstack([self.pure.points, self.damped.points, *nearest])

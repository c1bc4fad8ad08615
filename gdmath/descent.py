"""Run a descent, or many, and keep the whole of each."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, numbers
from gdmath.finish import finished
from gdmath.loops import descend_alone
from gdmath.objectives import Objective
from gdmath.record import Descent
from gdmath.rules import Rule, gradient_descent
from gdmath.stopping import Limits, is_inside


def descend(
    objective: Objective,
    rule: Rule | float,
    start: ArrayLike,
    *,
    iterations: int,
    step_tolerance: float | None = None,
    gradient_tolerance: float | None = None,
    value_tolerance: float | None = None,
    stay_in_domain: bool = False,
) -> Descent:
    """Walk down an objective.

    Parameters
    ----------
    objective
        What to minimise.
    rule
        The update rule; a number means plain gradient descent with that learning rate.
    start : shape (d,)
        A number will do in one dimension.
    iterations
        The most iterations to take.
    step_tolerance
        End once a step is no longer than this.
    gradient_tolerance
        End once the gradient is no longer than this.
    value_tolerance
        End once the value changes by no more than this.
    stay_in_domain
        End at the last point inside the objective's window instead of leaving it.

    Returns
    -------
    Descent
        It ends at the last point where point, value and gradient are all finite. Whether it converged or
        diverged, its properties and its message say.

    Raises
    ------
    ValueError
        If the start has the wrong dimension, is not finite, lies outside a window to stay in, or the
        objective is not finite there; if `iterations` is below 1 or a tolerance is not positive; if a
        learning rate is negative or not finite.

    Examples
    --------
    >>> from gdmath import shifted_parabola
    >>> walk = descend(shifted_parabola(), 0.8, 25, iterations=100, step_tolerance=0.001)
    >>> walk.message
    'Converged after 22 iterations: the last step was 0.00077 long, within 0.001.'
    >>> walk.points[:3, 0].round(6).tolist()
    [25.0, -10.2, 10.92]
    """
    limits = Limits(
        iterations,
        gradient_tolerance,
        step_tolerance,
        value_tolerance,
        objective.domain if stay_in_domain else None,
    )
    rule = rule if isinstance(rule, Rule) else gradient_descent(rule)
    with np.errstate(all="ignore"):
        point = _checked_start(objective, start, limits)
        trace, end = descend_alone(objective, rule, point, limits)
        (record,) = finished(objective, trace.side_by_side(), [end], limits)
    return record


def _checked_start(objective: Objective, start: ArrayLike, limits: Limits) -> FloatArray:
    point = np.atleast_1d(numbers("the start", start).copy())
    if point.shape != (objective.dimension,):
        raise ValueError(
            f"the start must be {objective.dimension} number(s), the dimension of {objective.name}, "
            f"got shape {point.shape}"
        )
    if not np.isfinite(point).all():
        raise ValueError(f"the start must be finite, got {point.tolist()}")
    if limits.window is not None and not is_inside(point, limits.window):
        raise ValueError(f"the start {point.tolist()} lies outside the domain {objective.domain.tolist()}")
    point.setflags(write=False)
    for what, found in (("objective", objective.value(point)), ("gradient", objective.gradient(point))):
        if not np.isfinite(found).all():
            raise ValueError(f"the {what} is not finite at the start {point.tolist()}; start elsewhere")
    return point

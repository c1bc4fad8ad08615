"""Run a descent, or many, and keep the whole of each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, numbers, read_only
from gdmath.closed_form import descend_in_closed_form
from gdmath.context import SumOverData
from gdmath.finish import finished, in_parts
from gdmath.loops import descend_alone, descend_together
from gdmath.objectives import Objective
from gdmath.quadratic import spectrum_of
from gdmath.record import Descent
from gdmath.rules import Rule, gradient_descent
from gdmath.rules.plain import constant_rate
from gdmath.rules.side_by_side import side_by_side, without_rates
from gdmath.stopping import Limits, is_inside
from gdmath.trace import End, Trace


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
    budget: int | None = None,
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
    budget
        End once so many gradients are evaluated, as `Descent.gradient_equivalents` counts: the last iteration
        may go a little beyond it.

    Returns
    -------
    Descent
        It ends at the last point where point, value and gradient are all finite. Whether it converged or
        diverged, its properties and its message say.

    Raises
    ------
    ValueError
        If the start has the wrong dimension, is not finite, lies outside a window to stay in, or the
        objective is not finite there; if its gradient, by differences, is not that of its values; if
        `iterations` or the budget is below 1 or a tolerance is not positive; if a learning rate is negative
        or not finite.

    Examples
    --------
    >>> from gdmath import shifted_parabola
    >>> walk = descend(shifted_parabola(), 0.8, 25, iterations=100, step_tolerance=0.001)
    >>> walk.message
    'Converged after 22 iterations: the last step was 0.00077 long, within 0.001.'
    >>> walk.points[:3, 0].round(6).tolist()
    [25.0, -10.2, 10.92]
    """
    window = objective.domain if stay_in_domain else None
    limits = Limits(iterations, gradient_tolerance, step_tolerance, value_tolerance, window, budget)
    point = np.atleast_1d(numbers("the start", start))
    if point.shape != (objective.dimension,):
        raise ValueError(
            f"the start must be {objective.dimension} number(s), the dimension of {objective.name}, "
            f"got shape {point.shape}"
        )
    (record,) = _descents(objective, rule, point[np.newaxis], limits)
    return record


def descend_many(
    objective: Objective,
    rule: Rule | float,
    starts: ArrayLike,
    *,
    iterations: int,
    step_tolerance: float | None = None,
    gradient_tolerance: float | None = None,
    value_tolerance: float | None = None,
    stay_in_domain: bool = False,
    budget: int | None = None,
) -> list[Descent]:
    """Walk down an objective from many starts.

    The records are those of `descend` from each of the starts, to rounding. A rule that is vectorised, as all
    here are that do not search along a line, moves all starts at once.

    Parameters
    ----------
    objective, rule, iterations, step_tolerance, gradient_tolerance, value_tolerance, stay_in_domain, budget
        As for `descend`; the budget is that of each.
    starts : shape (n, d)
        In one dimension (n,) will do.

    Returns
    -------
    list of Descent
        One for each start.

    Raises
    ------
    ValueError
        As `descend`, or if there is no start.

    Examples
    --------
    >>> from gdmath import double_well
    >>> walks = descend_many(double_well(), 0.003, [-4, -1, 1, 4], iterations=200)
    >>> [round(float(walk.points[-1, 0]), 3) for walk in walks]
    [-3.027, -3.027, 2.972, 2.972]
    """
    window = objective.domain if stay_in_domain else None
    limits = Limits(iterations, gradient_tolerance, step_tolerance, value_tolerance, window, budget)
    points = numbers("the starts", starts)
    if points.ndim == 1 and objective.dimension == 1:
        points = points[:, np.newaxis]
    if points.ndim != 2 or points.shape[1] != objective.dimension or len(points) == 0:
        raise ValueError(
            f"the starts must have shape (n, {objective.dimension}), for {objective.name}, got {points.shape}"
        )
    return _descents(objective, rule, points, limits)


def descend_rates(
    objective: Objective,
    rules: Sequence[Rule],
    start: ArrayLike,
    *,
    iterations: int,
    budget: int | None = None,
) -> list[Descent]:
    """Walk down an objective from one start by rules, such as one rule at many learning rates.

    The records are those of `descend` by each of the rules, to rounding. Rules that are vectorised and differ
    by constant learning rates alone move side by side.

    Parameters
    ----------
    objective, iterations, budget
        As for `descend`; the budget is that of each.
    rules
        One or more.
    start : shape (d,)

    Returns
    -------
    list of Descent
        One for each rule.

    Raises
    ------
    ValueError
        As `descend`.

    Examples
    --------
    >>> from gdmath import heavy_ball, parabola
    >>> rules = [heavy_ball(rate, 0.5) for rate in (0.25, 0.5)]
    >>> [walk.points[:, 0].tolist() for walk in descend_rates(parabola(), rules, 8.0, iterations=2)]
    [[8.0, 4.0, 0.0], [8.0, 0.0, -4.0]]
    """
    rule = side_by_side(rules)
    if rule is None:
        return [descend(objective, each, start, iterations=iterations, budget=budget) for each in rules]
    starts = np.tile(np.atleast_1d(numbers("the start", start)), (len(rules), 1))
    walks = descend_many(objective, rule, starts, iterations=iterations, budget=budget)
    return [without_rates(walk) for walk in walks]


def _descents(objective: Objective, rule: Rule | float, starts: FloatArray, limits: Limits) -> list[Descent]:
    """Return the records of descents from starts of shape (n, d), by the quickest way there is."""
    rule = rule if isinstance(rule, Rule) else gradient_descent(rule)
    starts = read_only(starts)
    with np.errstate(all="ignore"):
        _check_starts(objective, starts, limits)
        if len(starts) > 1 and not rule.vectorized:
            return [_descents(objective, rule, start[np.newaxis], limits)[0] for start in starts]
        return finished(objective, *_run(objective, rule, starts, limits), limits)


def _run(objective: Objective, rule: Rule, starts: FloatArray, limits: Limits) -> tuple[Trace, Sequence[End]]:
    """Run descents side by side; of several only by a rule that is vectorised."""
    rate = constant_rate(rule)
    if rate is not None and limits.value is None and limits.window is None and limits.budget is None:
        spectrum = spectrum_of(objective, starts)
        if spectrum is not None:
            terms = objective.terms if isinstance(objective, SumOverData) else 1
            return descend_in_closed_form(spectrum, rate, starts, limits, terms)
    if len(starts) > 1:
        return descend_together(objective, rule, starts, limits)
    trace, end = descend_alone(objective, rule, starts[0], limits)
    return trace.side_by_side(), [end]


def _check_starts(objective: Objective, starts: FloatArray, limits: Limits) -> None:
    """Raise ValueError naming the first start from which no descent can begin."""
    for start in starts[~np.isfinite(starts).all(axis=1)]:
        raise ValueError(f"the start must be finite, got {start.tolist()}")
    if limits.window is not None:
        for start in starts[~is_inside(starts, limits.window)]:
            raise ValueError(f"the start {start.tolist()} lies outside the domain {limits.window.tolist()}")
    is_defined = {
        "objective": np.isfinite(in_parts(objective.value, starts)),
        "gradient": np.isfinite(in_parts(objective.gradient, starts)).all(axis=1),
    }
    for what, is_finite in is_defined.items():
        for start in starts[~is_finite]:
            raise ValueError(f"the {what} is not finite at the start {start.tolist()}; start elsewhere")
    objective.check_gradient(starts)

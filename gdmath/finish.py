"""From what descents wrote down to their records: values, last gradients, and why they ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from gdmath.arrays import FloatArray, IntArray, PointFunction
from gdmath.context import Differentiable
from gdmath.messages import message
from gdmath.record import Descent, Evaluations, StopReason
from gdmath.stopping import Limits, has_run_away
from gdmath.trace import End, Trace

AT_ONCE: Final = 256
"""At so many points at once an objective is asked for values: one over many data makes a row of each."""


def finished(objective: Differentiable, trace: Trace, ends: Sequence[End], limits: Limits) -> list[Descent]:
    """Return the records of n descents side by side, whose starts all have a finite value and gradient."""
    iterations = np.array([end.iterations for end in ends])
    values = _values(objective, trace.points, iterations)
    _keep_finite(objective, trace, values, iterations)
    return [
        _record(objective, trace.column(i, k), values[: k + 1, i], _cut(end, k, trace.points[:, i]), limits)
        for i, (k, end) in enumerate(zip(iterations.tolist(), ends, strict=True))
    ]


def _values(objective: Differentiable, points: FloatArray, iterations: IntArray) -> FloatArray:
    """Return the values at the points that were reached, shape (k + 1, n); NaN after a descent's end."""
    longest = int(iterations.max())
    reached = np.arange(longest + 1)[:, np.newaxis] <= iterations
    values = np.full(reached.shape, np.nan)
    values[reached] = in_parts(objective.value, points[: longest + 1][reached])
    return values


def _keep_finite(objective: Differentiable, trace: Trace, values: FloatArray, iterations: IntArray) -> None:
    """Shorten descents to where values and gradients are finite, and write down the last gradients."""
    bad = ~np.isfinite(values) & (np.arange(len(values))[:, np.newaxis] <= iterations)
    np.minimum(iterations, np.where(bad.any(axis=0), bad.argmax(axis=0) - 1, iterations), out=iterations)
    columns = np.arange(len(iterations))
    while len(columns):
        last = iterations[columns]
        gradients = in_parts(objective.gradient, trace.points[last, columns])
        trace.gradients[last, columns] = gradients
        columns = columns[~np.isfinite(gradients).all(axis=-1)]
        iterations[columns] -= 1


def in_parts(function: PointFunction, points: FloatArray) -> FloatArray:
    """Return a function of points of shape (m, d), asked for `AT_ONCE` of them at a time."""
    parts = [function(points[first : first + AT_ONCE]) for first in range(0, len(points), AT_ONCE)]
    return np.concatenate(parts).astype(np.float64, copy=False)


def _cut(end: End, k: int, points: FloatArray) -> End:
    """Return the end of a descent of which k iterations are kept."""
    return end if end.iterations == k else End(k, StopReason.DIVERGED, points[k + 1])


def _record(objective: Differentiable, trace: Trace, values: FloatArray, end: End, limits: Limits) -> Descent:
    stop = _stop(objective, trace, values, end)
    return Descent(
        points=trace.points,
        values=values,
        gradients=trace.gradients,
        steps=trace.steps,
        rates=trace.rates,
        states=trace.states,
        evaluations=Evaluations(*trace.counts.T),
        stop=stop,
        message=message(trace, values, end, stop, limits),
    )


def _stop(objective: Differentiable, trace: Trace, values: FloatArray, end: End) -> StopReason:
    """Return why a descent ended: by the cap it may have run away; the next point may have no value.

    Where it is not defined a function gives NaN; but so does, once a descent has run away, a difference of
    infinities.
    """
    if end.stop not in (StopReason.ITERATION_CAP, StopReason.BUDGET_SPENT, StopReason.DIVERGED):
        return end.stop
    first_fall = abs(float(trace.gradients[0] @ trace.steps[0])) if end.iterations else 0.0
    if has_run_away(values, first_fall):
        return StopReason.DIVERGED
    if end.onward is None:
        return end.stop
    is_undefined = np.isfinite(end.onward).all() and not np.isinf(objective.value(end.onward))
    return StopReason.LEFT_DOMAIN if is_undefined else StopReason.DIVERGED

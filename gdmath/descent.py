"""Run a descent and keep its whole path."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, check_count, numbers, read_only
from gdmath.objectives import Objective
from gdmath.rules import Rule, gradient_descent


class StopReason(Enum):
    """Why a descent ended."""

    CONVERGED = "converged"
    ITERATION_CAP = "iteration cap"
    DIVERGED = "diverged"
    LEFT_DOMAIN = "left the domain"


@dataclass(frozen=True, eq=False)
class Descent:
    """The path of a descent of k iterations, point 0 being the start. The arrays are read-only.

    Attributes
    ----------
    points : shape (k + 1, d)
    values : shape (k + 1,)
    gradients : shape (k + 1, d)
    learning_rates : shape (k,)
        Entry i led from point i to point i + 1.
    stop
        Why it ended.
    message
        The same in plain words.
    """

    points: FloatArray
    values: FloatArray
    gradients: FloatArray
    learning_rates: FloatArray
    stop: StopReason
    message: str

    @property
    def iterations(self) -> int:
        """The number k of iterations taken."""
        return len(self.learning_rates)


def descend(
    objective: Objective,
    rule: Rule | float,
    start: ArrayLike,
    *,
    iterations: int,
    step_tolerance: float | None = None,
    gradient_tolerance: float | None = None,
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
        Converged once a step is no longer than this.
    gradient_tolerance
        Converged once the gradient is no longer than this.
    stay_in_domain
        End at the last point inside the objective's window instead of leaving it.

    Returns
    -------
    Descent
        If the walk diverges, the path ends at the last point where point, value and gradient are all finite.

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
    check_count("iterations", iterations, least=1)
    _check_tolerance("step", step_tolerance)
    _check_tolerance("gradient", gradient_tolerance)
    point = _checked_start(objective, start, stay_in_domain=stay_in_domain)
    rule = rule if isinstance(rule, Rule) else gradient_descent(rule)
    limits = _Limits(
        iterations, step_tolerance, gradient_tolerance, objective.domain if stay_in_domain else None
    )
    with np.errstate(all="ignore"):
        path = _walk(objective, rule, point, limits)
        # All at once here, rather than one by one on the way: most of the time of a long descent.
        values = np.asarray(objective.value(path.points), dtype=np.float64)
    return _finished(path, values, limits)


@dataclass(frozen=True)
class _Limits:
    iterations: int
    step_tolerance: float | None
    gradient_tolerance: float | None
    window: FloatArray | None


@dataclass(frozen=True)
class _Path:
    points: FloatArray
    gradients: FloatArray
    learning_rates: FloatArray
    stop: StopReason

    def cut(self, count: int, stop: StopReason) -> _Path:
        """Return the first `count` points."""
        return _Path(self.points[:count], self.gradients[:count], self.learning_rates[: count - 1], stop)


def _walk(objective: Objective, rule: Rule, point: FloatArray, limits: _Limits) -> _Path:
    """Iterate; kept in one loop of few steps, since a lesson may take 60 000 of them."""
    points = np.empty((limits.iterations + 1, len(point)))
    gradients = np.empty_like(points)
    rates = np.empty(limits.iterations)
    path = _Path(points, gradients, rates, StopReason.ITERATION_CAP)
    gradient = np.asarray(objective.gradient(point), dtype=np.float64)
    if not _is_finite(gradient):
        raise ValueError(f"the gradient is not finite at the start {point.tolist()}; start elsewhere")
    points[0], gradients[0] = point, gradient
    if _is_short(gradient, limits.gradient_tolerance):
        return path.cut(1, StopReason.CONVERGED)
    state = rule.init(point)
    schedule, update, gradient_at, window = rule.learning_rate, rule.update, objective.gradient, limits.window
    for k in range(limits.iterations):
        rate = _checked_rate(schedule(k), k)
        step, state = update(gradient, state, rate)
        point = point + step
        if not _is_finite(point):
            return path.cut(k + 1, StopReason.DIVERGED)
        if window is not None and not _is_inside(point, window):
            return path.cut(k + 1, StopReason.LEFT_DOMAIN)
        gradient = gradient_at(point)
        if not _is_finite(gradient):
            return path.cut(k + 1, StopReason.DIVERGED)
        points[k + 1], gradients[k + 1], rates[k] = point, gradient, rate
        if _is_short(step, limits.step_tolerance) or _is_short(gradient, limits.gradient_tolerance):
            return path.cut(k + 2, StopReason.CONVERGED)
    return path


def _finished(path: _Path, values: FloatArray, limits: _Limits) -> Descent:
    """Cut the path where the values stop being finite, say how it ended, and freeze it."""
    is_finite = np.isfinite(values)
    if not is_finite[0]:
        raise ValueError(
            f"the objective is not finite at the start {path.points[0].tolist()}; start elsewhere"
        )
    if not is_finite.all():
        path = path.cut(int(np.argmin(is_finite)), StopReason.DIVERGED)
    return Descent(
        points=read_only(path.points),
        values=read_only(values[: len(path.points)]),
        gradients=read_only(path.gradients),
        learning_rates=read_only(path.learning_rates),
        stop=path.stop,
        message=_message(path, limits),
    )


def _message(path: _Path, limits: _Limits) -> str:
    taken = len(path.learning_rates)
    count = f"{taken} iteration{'' if taken == 1 else 's'}"
    if path.stop is StopReason.DIVERGED:
        return f"Diverged after {count}: the next point has no finite value or gradient. Try a smaller rate."
    if path.stop is StopReason.LEFT_DOMAIN:
        return f"Left the domain after {count}: the next point lies outside."
    step = float(np.linalg.norm(path.points[-1] - path.points[-2])) if taken else math.inf
    slope = float(np.linalg.norm(path.gradients[-1]))
    if path.stop is StopReason.ITERATION_CAP:
        return f"Stopped at the cap of {count}: the last step was {step:.2g} long, the gradient {slope:.2g}."
    if limits.step_tolerance is not None and step <= limits.step_tolerance:
        return (
            f"Converged after {count}: the last step was {step:.2g} long, within {limits.step_tolerance:g}."
        )
    return f"Converged after {count}: the gradient is {slope:.2g} long, within {limits.gradient_tolerance:g}."


def _checked_start(objective: Objective, start: ArrayLike, *, stay_in_domain: bool) -> FloatArray:
    point = np.atleast_1d(numbers("the start", start).copy())
    if point.shape != (objective.dimension,):
        raise ValueError(
            f"the start must be {objective.dimension} number(s), the dimension of {objective.name}, "
            f"got shape {point.shape}"
        )
    if not np.isfinite(point).all():
        raise ValueError(f"the start must be finite, got {point.tolist()}")
    if stay_in_domain and not _is_inside(point, objective.domain):
        raise ValueError(f"the start {point.tolist()} lies outside the domain {objective.domain.tolist()}")
    return point


def _checked_rate(rate: float, iteration: int) -> float:
    if not 0 <= rate < math.inf:  # 0, because a long decay may underflow to it
        raise ValueError(
            f"the learning rate must be positive and finite, but iteration {iteration} has {rate!r}"
        )
    return rate


def _check_tolerance(name: str, tolerance: float | None) -> None:
    if tolerance is not None and not 0 < tolerance < math.inf:
        raise ValueError(f"the {name} tolerance must be positive and finite, got {tolerance!r}")


def _is_finite(vector: FloatArray) -> bool:
    # The square is cheap but overflows early; only then look at each number.
    return math.isfinite(vector.dot(vector)) or bool(np.isfinite(vector).all())


def _is_short(vector: FloatArray, tolerance: float | None) -> bool:
    return tolerance is not None and math.sqrt(vector.dot(vector)) <= tolerance


def _is_inside(point: FloatArray, window: FloatArray) -> bool:
    return bool(((window[:, 0] <= point) & (point <= window[:, 1])).all())

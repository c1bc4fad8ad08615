"""What an update rule sees: the objective at any point, evaluated on demand, once at each, and counted."""

from __future__ import annotations

from typing import Any, Final, Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdmath.arrays import FloatArray, IntArray
from gdmath.objectives import Objective

_VALUE, _GRADIENT, _HESSIAN, _TERMS = range(4)

_Memory: TypeAlias = dict[tuple[int, tuple[int, ...], bytes], FloatArray]
"""Answers by what was asked for, and the points it was asked at."""


class Differentiable(Protocol):
    """What has a value, a gradient and a Hessian at points of shape (..., d), as any `Objective`."""

    def value(self, points: FloatArray) -> FloatArray:
        """Return the values, shape (...)."""

    def gradient(self, points: FloatArray) -> FloatArray:
        """Return the gradients, shape (..., d)."""

    def hessian(self, points: FloatArray) -> FloatArray:
        """Return the Hessians, shape (..., d, d)."""


@runtime_checkable
class SumOverData(Protocol):
    """What is a sum, or a mean, of as many terms as there are rows of data, such as a `LinearRegression`."""

    @property
    def terms(self) -> int:
        """The number of rows."""

    def batch(self, rows: IntArray) -> Differentiable:
        """Return the same of some of the rows, scaled so that on average it is that of all."""


class CountedObjective:
    """An objective that counts its evaluations, and answers from memory what it has been asked before.

    Answers are kept for one iteration, values for two: a line search has then already paid for the value at
    the point that it goes to.

    Attributes
    ----------
    counts
        Values, gradients and Hessians evaluated so far, and the terms that those gradients have. Points of
        shape (n, d), those of n descents side by side, count once, since each of the descents pays for one.
    """

    def __init__(
        self, objective: Differentiable, *, terms: int | None = None, counts: list[int] | None = None
    ) -> None:
        self._objective = objective
        self._functions = objective.value, objective.gradient, objective.hessian
        if terms is None:
            terms = objective.terms if isinstance(objective, SumOverData) else 1
        self._terms = terms
        self.counts: Final = [0, 0, 0, 0] if counts is None else counts
        self._known: _Memory = {}
        self._values_before: _Memory = {}
        self._batches: dict[bytes, CountedObjective] = {}

    @property
    def terms(self) -> int:
        """The number of rows of data that the objective is a sum over.

        Raises
        ------
        ValueError
            If it is no such sum.
        """
        return self._sum_over_data().terms

    def batch(self, rows: IntArray) -> CountedObjective:
        """Return the objective of some rows of the data, whose evaluations are counted here."""
        key = rows.tobytes()
        if key not in self._batches:
            part = self._sum_over_data().batch(rows)
            self._batches[key] = CountedObjective(part, terms=len(rows), counts=self.counts)
        return self._batches[key]

    def _sum_over_data(self) -> SumOverData:
        if not isinstance(self._objective, SumOverData):
            name = getattr(self._objective, "name", "this objective")
            raise ValueError(f"{name} is no sum over data, so it has no batches; LinearRegression is one")
        return self._objective

    def value(self, points: FloatArray) -> FloatArray:
        """Return the values at points of shape (..., d), shape (...)."""
        return self._asked(_VALUE, points)

    def gradient(self, points: FloatArray) -> FloatArray:
        """Return the gradients at points of shape (..., d), shape (..., d)."""
        return self._asked(_GRADIENT, points)

    def hessian(self, points: FloatArray) -> FloatArray:
        """Return the Hessians at points of shape (..., d), shape (..., d, d)."""
        return self._asked(_HESSIAN, points)

    def begin_iteration(self) -> None:
        """Forget what was asked in the last iteration, but for values, and all that was asked before."""
        self._values_before = {key: answer for key, answer in self._known.items() if key[0] == _VALUE}
        self._known, self._batches = {}, {}

    def keep_only(self, rows: NDArray[np.bool_]) -> None:
        """Go on with those of n descents side by side that a mask of shape (n,) chooses."""
        self._known = _chosen(self._known, rows)
        self._values_before = _chosen(self._values_before, rows)

    def _asked(self, kind: int, points: FloatArray) -> FloatArray:
        key = kind, points.shape, points.tobytes()
        answer = self._known.get(key)
        if answer is None:
            answer = self._values_before.get(key)
            if answer is None:
                answer = self._evaluated(kind, points)
            self._known[key] = answer
        return answer

    def _evaluated(self, kind: int, points: FloatArray) -> FloatArray:
        self.counts[kind] += 1
        self.counts[_TERMS] += self._terms * (kind == _GRADIENT)
        if kind == _HESSIAN and self.counts[kind] == 1 and isinstance(self._objective, Objective):
            self._objective.check_hessian(points)
        answer = np.array(self._functions[kind](points), dtype=np.float64)
        answer.setflags(write=False)
        return answer


def _chosen(memory: _Memory, rows: NDArray[np.bool_]) -> _Memory:
    """Return what is remembered of n points side by side, for the rows chosen by a mask of shape (n,)."""
    kept: _Memory = {}
    for (kind, shape, asked), answer in memory.items():
        if len(shape) > 1:
            points = np.frombuffer(asked).reshape(shape)[rows]
            kept[kind, points.shape, points.tobytes()] = answer[rows]
    return kept


class Context:
    """What a rule sees at one iteration; whatever is not asked for is not evaluated.

    For a rule that moves many starts at once (`Rule.vectorized`), all arrays have a first axis more: points
    and gradients have shape (n, d), and values (n,).

    Attributes
    ----------
    k : int
        The iteration, counted from 0.
    point : shape (d,)
        Where the descent is; read-only.
    rate : float
        The learning rate that the schedule gives this iteration.
    """

    __slots__ = ("_gradient_point", "_objective", "k", "point", "rate")

    def __init__(
        self,
        objective: CountedObjective,
        point: FloatArray,
        *,
        k: int = 0,
        rate: float = 1.0,
        gradient_point: FloatArray | None = None,
    ) -> None:
        self._objective = objective
        self.k = k
        self.point = point
        self.rate = rate
        self._gradient_point = point if gradient_point is None else gradient_point

    @property
    def value(self) -> float:
        """The objective's value at the point."""
        return self.value_at(self.point)

    @property
    def gradient(self) -> FloatArray:
        """The gradient, shape (d,), at the point, or where the rule looks for it (`Rule.look`)."""
        return self._objective.gradient(self._gradient_point)

    @property
    def hessian(self) -> FloatArray:
        """The Hessian at the point, shape (d, d)."""
        return self._objective.hessian(self.point)

    @property
    def terms(self) -> int:
        """The number of rows of data that the objective is a sum over; raises ValueError if it is none."""
        return self._objective.terms

    def on_batch(self, rows: IntArray) -> Context:
        """Return the same context for the objective of some rows of the data, which is counted as well."""
        batch = self._objective.batch(rows)
        return Context(batch, self.point, k=self.k, rate=self.rate, gradient_point=self._gradient_point)

    def at_rates(self, rates: FloatArray) -> Context:
        """Return the same context with a learning rate for each of n rows of points, shape (n, 1)."""
        # They behave as a number in all that rules compute.
        rate: Any = rates
        return Context(self._objective, self.point, k=self.k, rate=rate, gradient_point=self._gradient_point)

    def value_at(self, point: ArrayLike) -> float:
        """Return the value at any other point, shape (d,)."""
        # Of many starts at once it is an array, which behaves as a number in all that rules compute.
        value: Any = self._objective.value(np.asarray(point, dtype=np.float64))
        return value if value.ndim else float(value)

    def gradient_at(self, point: ArrayLike) -> FloatArray:
        """Return the gradient at any other point, shape (d,)."""
        return self._objective.gradient(np.asarray(point, dtype=np.float64))

    def hessian_at(self, point: ArrayLike) -> FloatArray:
        """Return the Hessian at any other point, shape (d, d)."""
        return self._objective.hessian(np.asarray(point, dtype=np.float64))

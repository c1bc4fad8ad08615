"""The record of a finished descent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from os import PathLike
from types import MappingProxyType
from typing import Final, Self

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, IntArray, numbers
from gdmath.tables import names_of, read_table

SMALL_SHARE: Final = 1e-3
"""A gradient at most so large a share of the run's longest counts as small."""


COUNTING_COLUMNS: Final = ("epoch", "iteration", "step", "k")
"""Columns of a log, in any case, that are taken for the number of its row, not for a parameter."""


class StopReason(Enum):
    """Why a descent ended. The first three are those a tolerance asks for."""

    SMALL_STEP = "small step"
    SMALL_GRADIENT = "small gradient"
    SMALL_CHANGE = "small change of the value"
    ITERATION_CAP = "iteration cap"
    BUDGET_SPENT = "budget spent"
    DIVERGED = "diverged"
    LEFT_DOMAIN = "left the domain"
    RECORDED = "recorded elsewhere"


@dataclass(frozen=True, eq=False)
class Evaluations:
    """What a descent of k iterations had evaluated when it reached each point, before it moved on from there.

    What its rule and its tolerances asked for is counted; values that were only computed for the record are
    not. The arrays have shape (k + 1,).

    Attributes
    ----------
    values, gradients, hessians
        How many. That of a mini-batch counts as one.
    terms
        How many rows of data all these gradients ran over, which is a fair measure of the work where some of
        them are of mini-batches; of an objective that is no sum over data, the number of gradients again.
    """

    values: IntArray
    gradients: IntArray
    hessians: IntArray
    terms: IntArray


@dataclass(frozen=True, eq=False)
class Descent:
    """The record of a descent of k iterations, point 0 being the start. The arrays are read-only.

    Attributes
    ----------
    points : shape (k + 1, d)
    values : shape (k + 1,)
    gradients : shape (k + 1, d)
        Those that were followed: entry i by step i, wherever the rule had it evaluated. The last one is the
        gradient at the last point.
    steps : shape (k, d)
        Entry i led from point i to point i + 1.
    rates : shape (k,)
        The learning rates that were really used.
    states
        What the rule remembered at each point, by name, shape (k + 1, ...).
    evaluations
        What had been spent at each point.
    stop
        Why it ended.
    message
        The same in plain words.
    """

    points: FloatArray
    values: FloatArray
    gradients: FloatArray
    steps: FloatArray
    rates: FloatArray
    evaluations: Evaluations
    stop: StopReason
    message: str
    states: Mapping[str, FloatArray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Freeze what it holds."""
        counts = self.evaluations
        for counted in (counts.values, counts.gradients, counts.hessians, counts.terms):
            counted.setflags(write=False)
        for array in (
            self.points,
            self.values,
            self.gradients,
            self.steps,
            self.rates,
            *self.states.values(),
        ):
            array.setflags(write=False)
        object.__setattr__(self, "states", MappingProxyType(dict(self.states)))

    @classmethod
    def from_arrays(
        cls,
        points: ArrayLike,
        values: ArrayLike | None = None,
        *,
        gradients: ArrayLike | None = None,
        rates: ArrayLike | None = None,
    ) -> Self:
        """Return the record of a run that happened elsewhere.

        Parameters
        ----------
        points : shape (k + 1, d)
            The start, and the point after each iteration; for one parameter (k + 1,) will do.
        values : shape (k + 1,)
            The objective at each point.
        gradients : shape (k + 1, d)
            The gradient followed from each point.
        rates : shape (k,)
            The learning rate of each iteration.

        Returns
        -------
        Descent
            What was not given is NaN. Nothing was evaluated here, so all counts are 0; there are no states.

        Raises
        ------
        ValueError
            If there is no point, a point is not finite, or another array does not fit the points.

        Examples
        --------
        >>> run = Descent.from_arrays([[3, -1], [2, 0], [1.5, 0.25]], [9, 4, 2])
        >>> run.iterations, run.steps[1].tolist(), run.message
        (2, [-0.5, 0.25], 'Recorded elsewhere: 2 iterations.')
        """
        path = numbers("the points", points)
        path = path[:, np.newaxis] if path.ndim == 1 else path
        if path.ndim != 2 or path.size == 0:
            raise ValueError(f"the points of a run must have shape (k + 1, d), got {np.shape(points)}")
        if not np.isfinite(path).all():
            bad = int(np.argmin(np.isfinite(path).all(axis=1)))
            raise ValueError(
                f"point {bad} of the run is not finite: {path[bad].tolist()}; end the run before it"
            )
        k = len(path) - 1
        counts = Evaluations(*np.zeros((4, k + 1), dtype=np.int_))
        return cls(
            points=path.copy(),
            values=_given("values", values, (k + 1,)),
            gradients=_given("gradients", gradients, path.shape),
            steps=np.diff(path, axis=0),
            rates=_given("rates", rates, (k,)),
            evaluations=counts,
            stop=StopReason.RECORDED,
            message=f"Recorded elsewhere: {k} iteration{'' if k == 1 else 's'}.",
        )

    @classmethod
    def from_csv(
        cls,
        path: str | PathLike[str],
        parameters: str | Sequence[str] | None = None,
        loss: str | None = None,
        *,
        decimal: str | None = None,
        encoding: str | None = None,
    ) -> Self:
        """Read the record of a run that happened elsewhere from a text table, one row for each point.

        Parameters
        ----------
        path
            As for `Dataset.from_csv`; what a training loop has logged, with the start as its first row.
        parameters
            Names of the columns of the parameters; by default all but the loss and those that count rows
            (`COUNTING_COLUMNS`).
        loss
            Name of the column of the objective's values; by default the one called loss, if there is one.
        decimal, encoding
            As for `Dataset.from_csv`.

        Raises
        ------
        ValueError
            If the file cannot be read, is no table, lacks a column, has no column of a parameter, or has a
            cell that is no finite number.
        """
        table = read_table(path, least_columns=1, decimal=decimal, encoding=encoding)
        if loss is None and "loss" in table.names:
            loss = "loss"
        if parameters is None:
            skipped = {loss, "", *(name for name in table.names if name.lower() in COUNTING_COLUMNS)}
            parameters = [name for name in table.names if name not in skipped]
        parameters = names_of(parameters)
        if len(parameters) == 0:
            raise ValueError(f"{path}: name a column of a parameter; available: {table.available}")
        points = np.array([table.column(name).numbers for name in parameters]).T
        return cls.from_arrays(points, None if loss is None else table.column(loss).numbers)

    @property
    def iterations(self) -> int:
        """The number k of iterations taken."""
        return len(self.steps)

    @property
    def gradient_equivalents(self) -> IntArray:
        """How many gradients all that had been evaluated at each point amounts to, shape (k + 1,).

        A Hessian of d variables counts as d gradients: that many it takes by differences, and each of its d
        columns is one. A value counts as a gradient, which is the most that it can cost, so that no rule
        gains by looking often. What a mini-batch has counts as much as what all data have; else see
        `Evaluations.terms`.
        """
        spent, d = self.evaluations, self.points.shape[1]
        return np.asarray(spent.gradients + d * spent.hessians + spent.values)

    @property
    def converged(self) -> bool:
        """Whether it came to rest where it is flat: a tolerance ended it, and the gradient is small.

        Small is what a gradient tolerance says. Where a short step or a small change ended it, small means
        at most `SMALL_SHARE` of the longest gradient that was followed at points no higher than the start:
        so it depends on the units of neither the parameters nor the value.
        """
        if self.stop in (StopReason.SMALL_STEP, StopReason.SMALL_CHANGE):
            return has_small_gradient(self.values, self.gradients)
        return self.stop is StopReason.SMALL_GRADIENT

    @property
    def diverged(self) -> bool:
        """Whether it ran away."""
        return self.stop is StopReason.DIVERGED


def _given(name: str, array: ArrayLike | None, shape: tuple[int, ...]) -> FloatArray:
    """Return a copy of an array that fits the points of a run, or NaN where there is none."""
    if array is None:
        return np.full(shape, np.nan)
    given = numbers(f"the {name}", array).copy()
    if given.shape != shape:
        raise ValueError(f"the {name} of this run must have shape {shape}, got {given.shape}")
    return given


def has_small_gradient(values: FloatArray, gradients: FloatArray) -> bool:
    """Return whether the last gradient is small by the run's own measure, as `Descent.converged` has it."""
    return bool(np.linalg.norm(gradients[-1]) <= SMALL_SHARE * longest_gradient(values, gradients))


def longest_gradient(values: FloatArray, gradients: FloatArray) -> float:
    """Return the length of the longest gradient followed at points no higher than the start."""
    # Points above the start are left out: a descent that overshot would find any gradient small afterwards.
    return float(np.linalg.norm(gradients[values <= values[0]], axis=-1).max(initial=0.0))

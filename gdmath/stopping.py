"""What ends a descent: tolerances, the window, the cap; and whether it had diverged by then."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gdmath.arrays import FloatArray, check_count
from gdmath.context import CountedObjective
from gdmath.record import StopReason

GROWTH: Final = 1e6
"""A descent may have diverged once its value lies so many times its own scale above the start's."""

RECENT: Final = 10
"""It has, if the last 1/RECENT of its iterations have doubled that rise or more."""


@dataclass(frozen=True, eq=False)
class Limits:
    """Where a descent has to end.

    Attributes
    ----------
    iterations
        The most that are taken.
    gradient, step, value
        Tolerances: the longest gradient, the longest step and the largest change of the value that are small.
    window : shape (d, 2)
        Is not left.
    budget
        The most gradient evaluations: no iteration begins once they are spent.

    Raises
    ------
    ValueError
        If `iterations` or the budget is below 1, or a tolerance is not positive and finite.
    """

    iterations: int
    gradient: float | None = None
    step: float | None = None
    value: float | None = None
    window: FloatArray | None = None
    budget: int | None = None

    def __post_init__(self) -> None:
        """Check the numbers."""
        check_count("iterations", self.iterations, least=1)
        if self.budget is not None:
            check_count("the budget", self.budget, least=1)
        for name in ("gradient", "step", "value"):
            tolerance = getattr(self, name)
            if tolerance is not None and not 0 < tolerance < math.inf:
                raise ValueError(f"the {name} tolerance must be positive and finite, got {tolerance!r}")

    def small(
        self,
        objective: CountedObjective,
        points: FloatArray,
        steps: FloatArray | None = None,
        before: FloatArray | None = None,
    ) -> Iterator[tuple[StopReason, NDArray[np.bool_]]]:
        """Yield for each tolerance which points it ends at, shape (...), the most telling tolerance first.

        Parameters
        ----------
        objective
            Is asked only for what a tolerance needs.
        points : shape (..., d)
        steps, before : shape (..., d)
            The steps that led there, and from where; None at the start.
        """
        if self.gradient is not None:
            yield StopReason.SMALL_GRADIENT, lengths(objective.gradient(points)) <= self.gradient
        if self.step is not None and steps is not None:
            yield StopReason.SMALL_STEP, lengths(steps) <= self.step
        if self.value is not None and before is not None:
            change = np.abs(objective.value(points) - objective.value(before))
            yield StopReason.SMALL_CHANGE, change <= self.value

    def is_spent(self, counts: Sequence[int], dimension: int) -> bool:
        """Return whether the budget is spent by counts of values, gradients and Hessians."""
        values, gradients, hessians, *_ = counts
        return self.budget is not None and values + gradients + dimension * hessians >= self.budget

    def allow(self, points: FloatArray) -> NDArray[np.bool_]:
        """Return which points of shape (..., d) are finite and not outside the window, shape (...)."""
        if self.window is None:
            return np.asarray(np.isfinite(points).all(axis=-1))
        return is_inside(points, self.window)


def lengths(vectors: FloatArray) -> FloatArray:
    """Return the Euclidean lengths of vectors of shape (..., d), shape (...)."""
    return np.asarray(np.sqrt((vectors * vectors).sum(axis=-1)))


def is_inside(points: FloatArray, window: FloatArray) -> NDArray[np.bool_]:
    """Return which points of shape (..., d) lie in a window of shape (d, 2), shape (...)."""
    return np.asarray(((window[:, 0] <= points) & (points <= window[:, 1])).all(axis=-1))


def has_run_away(values: FloatArray, first_fall: float) -> bool:
    """Return whether a descent has diverged, though all its numbers are still finite.

    It has if its value has risen above the start's by more than `GROWTH` times the descent's own scale, and
    if this rise was at least doubled over the last tenth of the iterations: exponential growth by a factor of
    `GROWTH` quadruples in any tenth. One that overshoots and comes back, or swings to and fro within bounds,
    has not diverged.

    Parameters
    ----------
    values : shape (k + 1,)
        All finite.
    first_fall
        By how much the first step should have lowered the value, to first order. The scale is this, or the
        fall from the start to the lowest value, whichever is larger; so it depends on no units.
    """
    if len(values) == 1:
        return False
    recent = max(1, (len(values) - 1) // RECENT)
    rise = float(values[-recent:].max() - values[0])
    scale = max(first_fall, float(values[0] - values.min()))
    return rise > GROWTH * scale and rise >= 2 * float(values[:-recent].max() - values[0])

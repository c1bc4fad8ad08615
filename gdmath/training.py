"""What is kept of a network's training: its weights at some of the steps, and its cost there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, IntArray
from gdmath.descent import descend
from gdmath.objectives import Objective
from gdmath.record import Descent

AT_ONCE: Final = 200
"""So many steps are taken by one descent: it keeps every point and every gradient of them."""


@dataclass(frozen=True, eq=False)
class Training:
    """Some points of a long plain gradient descent, w <- w - rate times gradient.

    Attributes
    ----------
    rate
        The learning rate, the same for all steps.
    steps : shape (m,)
        After how many steps the points were reached, increasing, from 0.
    weights : shape (m, d)
        The points.
    costs : shape (m,)
        The objective there.
    """

    rate: float
    steps: IntArray
    weights: FloatArray
    costs: FloatArray

    @classmethod
    def of(cls, cost: Objective, rate: float, start: ArrayLike, steps: ArrayLike) -> Training:
        """Train, and keep the points after so many steps.

        Parameters
        ----------
        cost
            What to minimise.
        rate
            Positive.
        start : shape (d,)
        steps : shape (m,)
            Whole numbers, increasing, from 0.

        Raises
        ------
        ValueError
            If the steps do not begin with 0 and increase, or the descent ends before the last of them.

        Examples
        --------
        >>> from gdmath import parabola
        >>> training = Training.of(parabola(), 0.25, 8.0, steps=[0, 1, 3])
        >>> training.weights[:, 0].tolist(), training.costs.tolist()
        ([8.0, 4.0, 1.0], [64.0, 16.0, 1.0])
        """
        kept = np.asarray(steps, dtype=np.int_)
        if kept.ndim != 1 or kept[:1].tolist() != [0] or (np.diff(kept) <= 0).any():
            raise ValueError("the steps that are kept must begin with 0 and increase")
        weights = np.array(list(_at(kept, cost, rate, np.atleast_1d(np.asarray(start, dtype=np.float64)))))
        return cls(rate, kept, weights, cost.value(weights))

    @property
    def descent(self) -> Descent:
        """The record as a descent whose iterations are the kept points."""
        return Descent.from_arrays(self.weights, self.costs)


def _at(steps: IntArray, cost: Objective, rate: float, start: FloatArray) -> Iterator[FloatArray]:
    """Yield the point after each of some numbers of steps."""
    point, taken = start, 0
    for step in steps.tolist():
        while taken < step:
            walk = descend(cost, rate, point, iterations=min(AT_ONCE, step - taken))
            if walk.diverged or walk.iterations == 0:
                raise ValueError(f"the training ends after {taken + walk.iterations} steps: {walk.message}")
            point, taken = walk.points[-1], taken + walk.iterations
        yield point

"""What a learning rate does near a minimum of a curve: exactly so on a parabola."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from gdmath.objectives import Objective
from gdmath.theory import best_learning_rate, learning_rate_limit


@dataclass(frozen=True)
class NearMinimum:
    """The curvature at a minimum, and what follows from it for steps nearby.

    Attributes
    ----------
    curvature
        The second derivative there.
    everywhere
        Whether it is the same in the whole domain: then all that follows holds there too.

    Examples
    --------
    >>> from gdmath import parabola
    >>> bowl = NearMinimum.of(parabola(), 0.0)
    >>> bowl.limit, bowl.best, bowl.factor(0.25)
    (1.0, 0.5, 0.5)
    """

    curvature: float
    everywhere: bool

    @classmethod
    def of(cls, objective: Objective, x: float) -> Self:
        """Return what holds near the minimum x of a function of one variable."""
        objective.check_hessian([x])
        curvature = float(objective.hessian(np.array([x]))[0, 0])
        low, high = objective.domain[0]
        grid = np.linspace(low, high, 101)[:, None]
        return cls(curvature, bool(np.allclose(objective.hessian(grid), curvature, rtol=1e-6)))

    @property
    def limit(self) -> float:
        """The learning rate from which on steps lead away from the minimum."""
        return learning_rate_limit([self.curvature])

    @property
    def best(self) -> float:
        """The learning rate whose factor is zero."""
        return best_learning_rate([self.curvature])

    def factor(self, rate: float) -> float:
        """Return what a step multiplies the distance to the minimum by."""
        return 1 - rate * self.curvature


def rate_limit_at(objective: Objective, point: ArrayLike) -> float:
    """Return 2 / |lambda| of the largest curvature at a point: near there, larger rates lead away.

    Parameters
    ----------
    objective
        A function of d variables.
    point : shape (d,)
        A minimum, or where else the curvature is to be asked for.

    Returns
    -------
    float
        Infinite where the objective is flat.

    Examples
    --------
    >>> from gdmath import parabola
    >>> rate_limit_at(parabola(), [0.0])
    1.0
    """
    objective.check_hessian(point)
    largest = float(np.linalg.norm(objective.hessian(np.asarray(point, dtype=np.float64)), 2))
    return 2 / largest if largest else math.inf

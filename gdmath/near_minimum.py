"""What a learning rate does near a minimum of a curve: exactly so on a parabola."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np
from numpy.typing import ArrayLike

from gdmath.objectives import Objective
from gdmath.theory import best_learning_rate, learning_rate_limit

CLOSE: Final = 1e-4
"""Share of the window in which a function is like a parabola around its minimum, and ten times farther."""

TOLERANCE: Final = 0.3
"""By how much the power of its rise may differ from 2."""

ROUNDING: Final = 1e-14
"""Share of a value of which nothing is known."""

NEARBY: Final = 0.01
"""Share of the window that is near to a point."""

LEVEL: Final = 1e-7
"""On level ground the tangent rises, over what is near, by at most this share of what the ground does."""

NOISE: Final = 1e-13
"""Share of the values that a numerical gradient may make up there."""


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
        """Return what holds near the minimum x of a function of one variable.

        Raises
        ------
        ValueError
            If the function is no parabola there, not even when looked at closely: it has a kink, or is
            flatter; or if a Hessian that was given is not that of the function.
        """
        objective.check_hessian([x])
        curvature = float(objective.hessian(np.array([x]))[0, 0])
        low, high = objective.domain[0]
        if not (0 < curvature < math.inf and _is_parabola(objective, x, float(high - low))):
            raise ValueError(
                f"{objective.name} is not curved like a parabola at its minimum, x = {x:.6g}, as x^4 and |x| "
                "are not: no learning rate has a limit there; choose another function"
            )
        grid = np.linspace(low, high, 101)[:, None]
        return cls(curvature, bool(np.allclose(objective.hessian(grid), curvature, rtol=1e-6, atol=0.0)))

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

    def beside_best(self, rates: Sequence[float]) -> list[float]:
        """Return the largest rate that does not lead across the minimum, and the smallest that does.

        One or two of the rates: there may be none of either.

        Examples
        --------
        >>> NearMinimum(2.0, everywhere=True).beside_best([0.01, 0.2, 0.8])
        [0.2, 0.8]
        """
        stays = [rate for rate in rates if self.factor(rate) >= 0]
        crosses = [rate for rate in rates if self.factor(rate) < 0]
        return sorted(stays)[-1:] + sorted(crosses)[:1]

    def keep_abreast(self, one: float, other: float) -> bool:
        """Return whether descents at two learning rates from one start are together after every second step.

        So they are where the curvature is the same everywhere and their factors are f and -f.

        Examples
        --------
        >>> from gdmath import shifted_parabola
        >>> bowl = NearMinimum.of(shifted_parabola(), 3.0)
        >>> bowl.keep_abreast(0.2, 0.8), bowl.keep_abreast(0.01, 0.8)
        (True, False)
        """
        factors = self.factor(one), self.factor(other)
        return self.everywhere and factors[0] != 0 and math.isclose(factors[0], -factors[1], rel_tol=1e-9)


def _is_parabola(objective: Objective, x: float, width: float) -> bool:
    """Return whether a function rises from x a hundredfold in ten times the distance, about."""
    near = CLOSE * width * np.array([-1.0, 1.0])
    (height,), close, far = (objective.value(x + away[:, None]) for away in (np.zeros(1), near, 10 * near))
    rises = np.array([close - height, far - height])
    hidden = ROUNDING * max(abs(float(height)), float(np.nanmax(np.abs(far))))
    if not (rises > hidden).all():
        return False
    return bool((np.abs(np.log10(rises[1] / rises[0]) - 2) < TOLERANCE).all())


def is_level(objective: Objective, point: ArrayLike) -> bool:
    """Return whether a function has no slope at a point, but for what rounding makes of it.

    Parameters
    ----------
    objective
        A function of d variables.
    point : shape (d,)

    Examples
    --------
    >>> from gdmath import parabola
    >>> is_level(parabola(), [0.0]), is_level(parabola(), [0.001])
    (True, False)
    """
    place = np.asarray(point, dtype=np.float64)
    reach = NEARBY * np.ptp(objective.domain, axis=1)
    around = objective.value(place + np.vstack([np.diag(reach), -np.diag(reach), 0 * reach]))
    finite = around[np.isfinite(around)]
    rise = float(np.ptp(finite)) if finite.size else 0.0
    size = float(np.abs(finite).max(initial=0.0))
    return bool(np.abs(objective.gradient(place) * reach).sum() <= LEVEL * rise + NOISE * size)


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

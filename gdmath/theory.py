"""What theory promises for gradient descent on a quadratic, from the eigenvalues of its Hessian.

Sources: Polyak, "Introduction to Optimization" (1987), sections 1.4 and 3.2; Goh, "Why Momentum Really Works"
(2017); for Nesterov's method Lessard, Recht and Packard, "Analysis and design of optimization algorithms via
integral quadratic constraints" (2016), proposition 1.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from gdmath.rules.momentum import check_momentum


def learning_rate_limit(eigenvalues: ArrayLike) -> float:
    """Return 2 / lambda_max: gradient descent converges for every learning rate below, and for none above.

    Parameters
    ----------
    eigenvalues
        Of the Hessian, all positive, in any order.

    Raises
    ------
    ValueError
        If there are none, or one is not positive and finite.

    Examples
    --------
    >>> learning_rate_limit([0.5, 4])
    0.5
    """
    _, largest = _extremes(eigenvalues)
    return 2 / largest


def best_learning_rate(eigenvalues: ArrayLike) -> float:
    """Return 2 / (lambda_min + lambda_max), the fastest constant learning rate in the worst case.

    Raises
    ------
    ValueError
        As `learning_rate_limit`.
    """
    smallest, largest = _extremes(eigenvalues)
    return 2 / (smallest + largest)


def best_factor(eigenvalues: ArrayLike) -> float:
    """Return (kappa - 1) / (kappa + 1): what each step at the best learning rate leaves of the error.

    Here kappa = lambda_max / lambda_min is the condition number.

    Raises
    ------
    ValueError
        As `learning_rate_limit`.
    """
    smallest, largest = _extremes(eigenvalues)
    return (largest - smallest) / (largest + smallest)


def best_heavy_ball(eigenvalues: ArrayLike) -> tuple[float, float]:
    """Return the learning rate and momentum with which the heavy ball converges fastest.

    They are 4 / (sqrt(lambda_max) + sqrt(lambda_min))^2 and ((sqrt(kappa) - 1) / (sqrt(kappa) + 1))^2; in the
    long run each step then leaves the square root of the momentum of the error.

    Raises
    ------
    ValueError
        As `learning_rate_limit`.
    """
    low, high = (math.sqrt(eigenvalue) for eigenvalue in _extremes(eigenvalues))
    return 4 / (high + low) ** 2, ((high - low) / (high + low)) ** 2


def heavy_ball_limit(eigenvalues: ArrayLike, momentum: float) -> float:
    """Return 2 (1 + momentum) / lambda_max: the heavy ball converges for every learning rate below.

    Raises
    ------
    ValueError
        As `learning_rate_limit`, or if the momentum is not in [0, 1).

    Examples
    --------
    >>> heavy_ball_limit([0.5, 4], 0.5)
    0.75
    """
    check_momentum(momentum)
    return (1 + momentum) * learning_rate_limit(eigenvalues)


def best_nesterov(eigenvalues: ArrayLike) -> tuple[float, float]:
    """Return the learning rate and momentum with which Nesterov's method converges fastest.

    They are 4 / (3 lambda_max + lambda_min) and (sqrt(3 kappa + 1) - 2) / (sqrt(3 kappa + 1) + 2); in the
    long run each step then leaves 1 - 2 / sqrt(3 kappa + 1) of the error.

    Raises
    ------
    ValueError
        As `learning_rate_limit`.

    Examples
    --------
    >>> best_nesterov([1, 5])
    (0.25, 0.3333333333333333)
    """
    smallest, largest = _extremes(eigenvalues)
    root = math.sqrt(3 * largest / smallest + 1)
    return 4 / (3 * largest + smallest), (root - 2) / (root + 2)


def nesterov_limit(eigenvalues: ArrayLike, momentum: float) -> float:
    """Return 2 (1 + m) / ((1 + 2 m) lambda_max), with the momentum m: the limit for Nesterov's method.

    Raises
    ------
    ValueError
        As `heavy_ball_limit`.

    Examples
    --------
    >>> nesterov_limit([0.5, 4], 0.5)
    0.375
    """
    return heavy_ball_limit(eigenvalues, momentum) / (1 + 2 * momentum)


def _extremes(eigenvalues: ArrayLike) -> tuple[float, float]:
    spectrum = np.atleast_1d(np.asarray(eigenvalues, dtype=np.float64))
    if spectrum.size == 0 or not np.isfinite(spectrum).all() or spectrum.min() <= 0:
        raise ValueError(
            f"the eigenvalues must be one or more positive, finite numbers, got {spectrum.tolist()}"
        )
    return float(spectrum.min()), float(spectrum.max())

"""Surfaces made of Gaussian hills and pits on a bowl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray
from gdmath.minima import find_minima
from gdmath.objectives import FunctionObjective


@dataclass(frozen=True, eq=False)
class _Hill:
    """height exp(-1/2 (x - center)^T precision (x - center)); a pit if the height is negative."""

    height: float
    center: FloatArray
    precision: FloatArray

    def value(self, points: FloatArray) -> FloatArray:
        offset = points - self.center
        return np.asarray(self.height * np.exp(-0.5 * ((offset @ self.precision) * offset).sum(axis=-1)))

    def gradient(self, points: FloatArray) -> FloatArray:
        pull = (points - self.center) @ self.precision
        return -self.value(points)[..., np.newaxis] * pull

    def hessian(self, points: FloatArray) -> FloatArray:
        pull = (points - self.center) @ self.precision
        outer = pull[..., :, np.newaxis] * pull[..., np.newaxis, :]
        return np.asarray(self.value(points)[..., np.newaxis, np.newaxis] * (outer - self.precision))


def _round_hill(height: float, center: Sequence[float], width: float) -> _Hill:
    return _Hill(
        height,
        np.array(center, dtype=np.float64),
        np.eye(len(center), dtype=np.float64) / np.float64(width**2),
    )


def gaussian_difference(
    first_mean: ArrayLike = (0.0, 0.0),
    first_covariance: ArrayLike = ((1.0, 0.5), (0.5, 1.0)),
    second_mean: ArrayLike = (1.0, 1.0),
    second_covariance: ArrayLike = ((1.5, 0.0), (0.0, 0.5)),
    weight: float = 10.0,
) -> FunctionObjective:
    """Return weight (N(second) - N(first)), the difference of two bivariate normal densities.

    It is not convex: a pit at the first mean, a hill at the second, plateaus all around, and with the default
    parameters a second, very shallow minimum beyond the hill.

    Parameters
    ----------
    first_mean, second_mean : shape (2,)
    first_covariance, second_covariance : shape (2, 2)
        Symmetric and positive definite.
    weight
        Positive.

    Returns
    -------
    FunctionObjective
        Its minima are those within four standard deviations of either mean; the window [-3, 3] x [-2, 3] is
        moved along with the first mean.

    Raises
    ------
    ValueError
        If the weight is not positive, or a mean or covariance has the wrong shape, is not finite, or
        (covariance) not symmetric positive definite.

    Examples
    --------
    >>> gaussian_difference().minima.round(6).tolist()
    [[-0.232985, -0.332645], [2.104269, 3.487787]]
    """
    if not (np.isfinite(weight) and weight > 0):
        raise ValueError(f"the weight must be positive and finite, got {weight!r}")
    first_center, first_spread = _checked_normal("first", first_mean, first_covariance)
    second_center, second_spread = _checked_normal("second", second_mean, second_covariance)
    hills = [
        _density(weight, second_center, second_spread),
        _density(-weight, first_center, first_spread),
    ]
    reach = 4 * np.sqrt(np.stack([np.diag(first_spread), np.diag(second_spread)]))
    centers = np.stack([first_center, second_center])
    return _surface(
        hills,
        bowl=np.zeros(2),
        base=0.0,
        name="difference of two Gaussians",
        formula=f"{weight:g} (cal(N)(mu_2, Sigma_2) - cal(N)(mu_1, Sigma_1))",
        domain=first_center[:, np.newaxis] + np.array([(-3.0, 3.0), (-2.0, 3.0)]),
        search=np.stack([(centers - reach).min(axis=0), (centers + reach).max(axis=0)], axis=-1),
    )


def plateau() -> FunctionObjective:
    """Return 1 - exp(-|x|^2 / (2 s^2)) with s = 0.8: a well with its minimum at the origin in a flat shelf.

    Beyond about 4 s the gradient is below 0.002, and gradient descent hardly moves.
    """
    width = 0.8
    return _surface(
        [_round_hill(-1.0, (0.0, 0.0), width)],
        bowl=np.zeros(2),
        base=1.0,
        name="plateau",
        formula=f"1 - exp(-(x^2 + y^2) / {2 * width**2:g})",
        domain=np.array([(-4.0, 4.0), (-4.0, 4.0)]),
        search=np.array([(-1.0, 1.0), (-1.0, 1.0)]),
    )


def landscape() -> FunctionObjective:
    """Return a smooth, hilly loss of two weights, nowhere negative, to walk down like a mountain.

    A bowl with two hills and two pits in it. From the shoulder of the higher hill, (-1, 1.6), eight steps
    with the learning rate `inverse_time_decay(0.9, 0.2)` wind round the hill to the minimum (1.07, -1.14).
    """
    return _surface(
        [
            _round_hill(-3.0, (1.3, -1.4), 1.1),
            _round_hill(3.2, (-1.0, 0.7), 1.1),
            _round_hill(0.5, (1.3, 1.0), 1.0),
            _round_hill(-0.9, (-1.7, -1.2), 0.8),
        ],
        bowl=np.array([0.7, 0.8]),
        base=1.9,
        name="landscape",
        formula="L(w_1, w_2)",
        domain=np.array([(-3.0, 3.0), (-3.0, 3.0)]),
        search=np.array([(-3.0, 3.0), (-3.0, 3.0)]),
    )


def _checked_normal(which: str, mean: ArrayLike, covariance: ArrayLike) -> tuple[FloatArray, FloatArray]:
    center, spread = np.array(mean, dtype=np.float64), np.array(covariance, dtype=np.float64)
    if center.shape != (2,) or not np.isfinite(center).all():
        raise ValueError(f"the {which} mean must be two finite numbers, got {mean!r}")
    if spread.shape != (2, 2) or not np.isfinite(spread).all() or not np.allclose(spread, spread.T):
        raise ValueError(f"the {which} covariance must be a symmetric 2 x 2 matrix of finite numbers")
    if np.linalg.eigvalsh(spread)[0] <= 0:
        raise ValueError(
            f"the {which} covariance must be positive definite; one of its eigenvalues is not positive"
        )
    return center, spread


def _density(weight: float, mean: FloatArray, covariance: FloatArray) -> _Hill:
    from scipy.stats import multivariate_normal  # takes half a second, and few lessons need it

    peak = float(multivariate_normal(mean, covariance).pdf(mean))
    return _Hill(weight * peak, mean, np.asarray(np.linalg.inv(covariance), dtype=np.float64))


def _surface(
    hills: Sequence[_Hill],
    *,
    bowl: FloatArray,
    base: float,
    name: str,
    formula: str,
    domain: FloatArray,
    search: FloatArray,
) -> FunctionObjective:
    """Return base + sum_j bowl_j x_j^2 / 2 + the hills, with the minima in the rectangle `search`."""

    def value(points: FloatArray) -> FloatArray:
        return np.asarray(
            base + 0.5 * (bowl * points**2).sum(axis=-1) + sum(hill.value(points) for hill in hills)
        )

    def gradient(points: FloatArray) -> FloatArray:
        return np.asarray(bowl * points + sum(hill.gradient(points) for hill in hills))

    def hessian(points: FloatArray) -> FloatArray:
        return np.asarray(np.diag(bowl) + sum(hill.hessian(points) for hill in hills))

    return FunctionObjective(
        value=value,
        gradient=gradient,
        hessian=hessian,
        name=name,
        formula=formula,
        domain=domain,
        minima=find_minima(value, gradient, search),
    )

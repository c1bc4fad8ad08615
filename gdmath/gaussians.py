"""Surfaces made of Gaussian hills and pits on a bowl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, read_only
from gdmath.minima import find_minima
from gdmath.objectives import FunctionObjective


@dataclass(frozen=True)
class RoundHill:
    """height exp(-|x - center|^2 / (2 width^2)); a pit if the height is negative."""

    height: float
    center: tuple[float, float]
    width: float


@dataclass(frozen=True)
class HillsOnBowl:
    """base + (bowl_1 x_1^2 + bowl_2 x_2^2) / 2 + the hills."""

    base: float
    bowl: tuple[float, float]
    hills: tuple[RoundHill, ...]

    def value(self, points: ArrayLike) -> FloatArray:
        """Return the heights at points, shape (..., 2) -> (...).

        Examples
        --------
        >>> float(HillsOnBowl(1.9, (0.7, 0.8), ()).value([1, 1]))
        2.65
        """
        places = np.asarray(points, dtype=np.float64)
        bowl = 0.5 * (np.array(self.bowl) * places**2).sum(axis=-1)
        return np.asarray(self.base + bowl + sum(hill.value(places) for hill in _hills_of(self)))


@dataclass(frozen=True, eq=False)
class GaussianDifference:
    """weight (N(x; mean_2, covariance_2) - N(x; mean_1, covariance_1)).

    Attributes
    ----------
    weight
    first_mean, second_mean : shape (2,)
    first_covariance, second_covariance : shape (2, 2)
    """

    weight: float
    first_mean: FloatArray
    first_covariance: FloatArray
    second_mean: FloatArray
    second_covariance: FloatArray

    def bells(self, points: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return the heights of the two bells: of the second, a hill, and of the first, which is subtracted.

        Parameters
        ----------
        points : shape (..., 2)

        Returns
        -------
        tuple of two arrays of shape (...)
            Their difference is the function.

        Examples
        --------
        >>> hill, pit = gaussian_difference().form.bells([0, 0])
        >>> round(float(hill), 2), round(float(pit), 2)
        (0.48, 1.84)
        """
        places = np.asarray(points, dtype=np.float64)
        hill = _density(self.weight, self.second_mean, self.second_covariance)
        pit = _density(self.weight, self.first_mean, self.first_covariance)
        return hill.value(places), pit.value(places)


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
        Its ``form`` is a `GaussianDifference`. Its minima are those within four standard deviations of either
        mean; the window [-3, 3] x [-2, 3] is moved along with the first mean.

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
    search = np.stack([(centers - reach).min(axis=0), (centers + reach).max(axis=0)], axis=-1)
    return _surface(
        hills,
        name="difference of two Gaussians",
        form=GaussianDifference(float(weight), first_center, first_spread, second_center, second_spread),
        domain=first_center[:, np.newaxis] + np.array([(-3.0, 3.0), (-2.0, 3.0)]),
        search=search,
    )


def plateau() -> FunctionObjective:
    """Return 1 - exp(-|x|^2 / (2 s^2)) with s = 0.8: a well with its minimum at the origin in a flat shelf.

    Beyond about 4 s the gradient is below 0.002, and gradient descent hardly moves.
    """
    shelf = HillsOnBowl(1.0, (0.0, 0.0), (RoundHill(-1.0, (0.0, 0.0), 0.8),))
    return _hills_on_bowl(shelf, "plateau", half=4.0)


def landscape() -> FunctionObjective:
    """Return a smooth, hilly loss of two weights, nowhere negative, to walk down like a mountain.

    A bowl with two hills and two pits in it. From the shoulder of the higher hill, (-1, 1.6), eight steps
    with the learning rate `inverse_time_decay(0.9, 0.2)` wind round the hill to the minimum (1.07, -1.14);
    they grow on the way. From (-0.75, -0.15), six steps with the constant rate 0.3 shrink by themselves.
    """
    hills = (
        RoundHill(-3.0, (1.3, -1.4), 1.1),
        RoundHill(3.2, (-1.0, 0.7), 1.1),
        RoundHill(0.5, (1.3, 1.0), 1.0),
        RoundHill(-0.9, (-1.7, -1.2), 0.8),
    )
    return _hills_on_bowl(HillsOnBowl(1.9, (0.7, 0.8), hills), "landscape", half=3.0)


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
    return read_only(center), read_only(spread)


@dataclass(frozen=True, eq=False)
class _Hill:
    """height exp(-1/2 (x - center)^T precision (x - center)): a hill of any direction, to compute with."""

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


def _density(weight: float, mean: FloatArray, covariance: FloatArray) -> _Hill:
    """Return weight N(x; mean, covariance), whose peak is weight / (2 pi sqrt(det covariance))."""
    peak = weight / (2 * np.pi * np.sqrt(np.linalg.det(covariance)))
    return _Hill(float(peak), mean, np.asarray(np.linalg.inv(covariance)))


def _hills_of(form: HillsOnBowl) -> list[_Hill]:
    return [_Hill(hill.height, np.array(hill.center), np.eye(2) / hill.width**2) for hill in form.hills]


def _hills_on_bowl(form: HillsOnBowl, name: str, *, half: float) -> FunctionObjective:
    window = np.array([(-half, half), (-half, half)])
    return _surface(_hills_of(form), form.base, np.array(form.bowl), name=name, form=form, domain=window)


def _surface(
    hills: Sequence[_Hill],
    base: float = 0.0,
    bowl: ArrayLike = (0.0, 0.0),
    *,
    name: str,
    form: object,
    domain: FloatArray,
    search: FloatArray | None = None,
) -> FunctionObjective:
    """Return base + sum_j bowl_j x_j^2 / 2 + the hills; minima are searched for in `search` or the window."""
    bend = np.asarray(bowl, dtype=np.float64)

    def value(points: FloatArray) -> FloatArray:
        return np.asarray(
            base + 0.5 * (bend * points**2).sum(axis=-1) + sum(hill.value(points) for hill in hills)
        )

    def gradient(points: FloatArray) -> FloatArray:
        return np.asarray(bend * points + sum(hill.gradient(points) for hill in hills))

    def hessian(points: FloatArray) -> FloatArray:
        return np.asarray(np.diag(bend) + sum(hill.hessian(points) for hill in hills))

    return FunctionObjective(
        value=value,
        gradient=gradient,
        hessian=hessian,
        name=name,
        form=form,
        domain=domain,
        minima=lambda window: find_minima(value, gradient, window if search is None else search),
    )

"""Descents on a quadratic, along each eigenvector of its Hessian: a mode shrinks by a factor of its own.

Sources: Polyak, "Introduction to Optimization" (1987), section 3.2.1, for the heavy ball; Lessard, Recht and
Packard, "Analysis and design of optimization algorithms via integral quadratic constraints" (2016), section
4, for Nesterov's method; Goh, "Why Momentum Really Works" (2017), for the modes.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdmath.arrays import FloatArray, check_count
from gdmath.objectives import Objective
from gdmath.quadratic import spectrum_of
from gdmath.rules.momentum import check_momentum
from gdmath.rules.schedules import check_positive

ROUNDING: Final = 1e-12
"""Errors below such a share of the largest one are rounding, and tell nothing of a factor."""


def mode_errors(objective: Objective, points: ArrayLike) -> FloatArray:
    """Return how far points lie from the minimum of a quadratic, along each eigenvector of its Hessian.

    Formula: u_i . (x - c), with the eigenvectors u_i and the stationary point c.

    Parameters
    ----------
    objective
        Quadratic, such as a `quadratic_form` or a `LinearRegression`.
    points : shape (k + 1, d)
        Such as those of a descent.

    Returns
    -------
    FloatArray, shape (k + 1, d)
        In the order of the eigenvalues of `spectrum_of`.

    Raises
    ------
    ValueError
        If the objective is not known to be quadratic.

    Examples
    --------
    >>> from gdmath import descend, quadratic_form
    >>> bowl = quadratic_form([[1, 0], [0, 4]])
    >>> mode_errors(bowl, descend(bowl, 0.5, [8, 1], iterations=3).points).round(9).tolist()
    [[8.0, 1.0], [4.0, -1.0], [2.0, 1.0], [1.0, -1.0]]
    """
    places = np.asarray(points, dtype=np.float64)
    spectrum = spectrum_of(objective, places)
    if spectrum is None:
        raise ValueError(
            f"{objective.name} is not known to be quadratic, so its errors have no modes: take a "
            "quadratic_form, with the Hessian at a minimum perhaps"
        )
    return np.asarray((places - spectrum.center) @ spectrum.axes)


def plain_factors(eigenvalues: ArrayLike, rate: float) -> FloatArray:
    """Return 1 - rate lambda: what each step of plain descent multiplies the error of each mode by.

    Negative where the error changes sides; the mode grows where it is beyond -1 or 1.

    Parameters
    ----------
    eigenvalues : shape (m,)
    rate
        The learning rate, positive.

    Returns
    -------
    FloatArray, shape (m,)

    Examples
    --------
    >>> plain_factors([1, 4], 0.5).tolist()
    [0.5, -1.0]
    """
    check_positive("the learning rate", rate)
    return 1 - rate * np.asarray(eigenvalues, dtype=np.float64)


def heavy_ball_factors(eigenvalues: ArrayLike, rate: float, momentum: float) -> FloatArray:
    """Return what each step of the heavy ball multiplies the error of each mode by, in the long run.

    Formula: the error e and the velocity v of a mode are multiplied by the matrix [[1 - r, m], [-r, m]], with
    r = rate lambda and the momentum m. The factor is its spectral radius, the larger size of the roots of z^2
    - (1 + m - r) z + m. It is sqrt(m) where the momentum is at least `critical_momentum`: the mode swings.

    Parameters
    ----------
    eigenvalues : shape (m,)
    rate
        The learning rate, positive.
    momentum
        In [0, 1).

    Returns
    -------
    FloatArray, shape (m,)
        Not negative; the mode grows where it is above 1.

    Examples
    --------
    >>> heavy_ball_factors([0.01, 1, 5], 0.81, 0.64).round(6).tolist()
    [0.976494, 0.8, 2.106124]
    """
    relative = _relative(eigenvalues, rate, momentum)
    return _largest_root(1 + momentum - relative, np.full_like(relative, momentum))


def heavy_ball_halves(eigenvalue: float, rate: float, momentum: float) -> tuple[FloatArray, FloatArray]:
    """Return the matrices that the two halves of a heavy ball's step multiply a mode's state by.

    Formula: the state is (e, v), the error and the velocity of the mode. First v becomes m v - r e, with r =
    rate lambda and the momentum m: [[1, 0], [-r, m]], of determinant m. Then e becomes e + v: [[1, 1], [0,
    1]], of determinant 1. So a step shrinks each area of states to m.

    Source: Goh (2017), whose matrix of a step is the product of both, with the velocity in units of -rate.

    Parameters
    ----------
    eigenvalue
        Of the mode.
    rate
        The learning rate, positive.
    momentum
        In [0, 1).

    Returns
    -------
    tuple of FloatArray, shape (2, 2) each
        The first half, and the second one.

    Examples
    --------
    >>> first, second = heavy_ball_halves(4, 0.5, 0.5)
    >>> (second @ first).tolist(), float(np.linalg.det(second @ first).round(9))
    ([[-1.0, 0.5], [-2.0, 0.5]], 0.5)
    """
    relative = float(_relative(eigenvalue, rate, momentum))
    return np.array([[1.0, 0.0], [-relative, momentum]]), np.array([[1.0, 1.0], [0.0, 1.0]])


def half_turn_rate(eigenvalue: float, momentum: float, steps: int) -> float:
    """Return the rate with which so many steps of the heavy ball turn a mode's states upside down.

    Formula: with rate lambda = 1 + m - 2 sqrt(m) cos(pi / n) the matrix of a step has the eigenvalues sqrt(m)
    exp(+-i pi / n), so that its n-th power is -m^(n/2) times the identity: each state lies opposite to where
    it was, and all are nearer to the rest by the same factor.

    Parameters
    ----------
    eigenvalue
        Of the mode, positive.
    momentum
        Above 0 and below 1.
    steps
        How many, two or more.

    Raises
    ------
    ValueError
        If a parameter is not of that kind.

    Examples
    --------
    >>> first, second = heavy_ball_halves(25, half_turn_rate(25, 0.25, 3), 0.25)
    >>> (np.linalg.matrix_power(second @ first, 3).round(9) + 0.0).tolist()
    [[-0.125, 0.0], [0.0, -0.125]]
    """
    check_positive("the eigenvalue", eigenvalue)
    check_positive("the momentum", momentum)  # without any, the matrix has no inverse
    check_momentum(momentum)
    check_count("steps", steps, least=2)
    return (1 + momentum - 2 * math.sqrt(momentum) * math.cos(math.pi / steps)) / eigenvalue


def nesterov_factors(eigenvalues: ArrayLike, rate: float, momentum: float) -> FloatArray:
    """Return what each step of Nesterov's method multiplies the error of each mode by, in the long run.

    Formula: with r = rate lambda and the momentum m, the larger size of the roots of z^2 - (1 + m)(1 - r) z +
    m (1 - r). Where they are complex it is sqrt(m (1 - r)): stronger curvatures are braked harder.

    Parameters, returns, raises as `heavy_ball_factors`.

    Examples
    --------
    >>> nesterov_factors([0.19, 1.0], 1.0, 0.64).round(6).tolist()
    [0.72, 0.0]
    """
    shrunk = 1 - _relative(eigenvalues, rate, momentum)
    return _largest_root((1 + momentum) * shrunk, momentum * shrunk)


def critical_momentum(eigenvalues: ArrayLike, rate: float) -> FloatArray:
    """Return (1 - sqrt(rate lambda))^2: the heavy ball's momentum with which each mode falls fastest.

    With less, the error creeps; with more, it swings. It is critical damping.

    Parameters
    ----------
    eigenvalues : shape (m,)
        Positive.
    rate
        The learning rate, positive.

    Returns
    -------
    FloatArray, shape (m,)
        Where it is 1 or more (rate lambda >= 4), no momentum makes the mode converge.

    Examples
    --------
    >>> critical_momentum([1, 4], 0.25).tolist()
    [0.25, 0.0]
    """
    check_positive("the learning rate", rate)
    return np.asarray((1 - np.sqrt(rate * np.asarray(eigenvalues, dtype=np.float64))) ** 2)


def measured_factors(errors: ArrayLike) -> FloatArray:
    """Return what each iteration has multiplied errors by: the slope of their logarithm, by least squares.

    Formula: exp(s), with the slope s of the line through (j, log |error_j|). Errors of 0, and those that are
    only rounding (`ROUNDING`), are left out.

    Parameters
    ----------
    errors : shape (k + 1, ...)
        Of consecutive iterates, such as `mode_errors`.

    Returns
    -------
    FloatArray, shape (...)
        0 where nothing but the first error is left; NaN where there never was any.

    Examples
    --------
    >>> measured_factors([[8, 1], [4, -1], [2, 1]]).round(9).tolist()
    [0.5, 1.0]
    """
    sizes = np.abs(np.asarray(errors, dtype=np.float64))
    floor = ROUNDING * sizes.max(initial=0.0)
    columns = sizes.reshape(len(sizes), -1).T
    return np.array([_slope(column, floor) for column in columns]).reshape(sizes.shape[1:])


def steps_until(share: float, factor: float) -> float:
    """Return after how many steps a factor at each has left less than a share, or just it.

    Formula: the least whole k with |factor|^k <= share.

    Parameters
    ----------
    share
        Above 0 and below 1.
    factor
        Such as one of `plain_factors`.

    Returns
    -------
    float
        A whole number, or infinity where the factor is 1 or more in size.

    Raises
    ------
    ValueError
        If the share is not between 0 and 1.

    Examples
    --------
    >>> steps_until(0.01, -0.5), steps_until(0.01, 1.0)
    (7.0, inf)
    """
    if not 0 < share < 1:
        raise ValueError(f"the share that is left must be above 0 and below 1, got {share!r}")
    size = abs(factor)
    if size >= 1:
        return math.inf
    if size == 0:
        return 1.0
    # Rounding of the quotient must not add a step where a power of the factor is just the share.
    return float(max(1, math.ceil(math.log(share) / math.log(size) * (1 - 1e-12))))


def _relative(eigenvalues: ArrayLike, rate: float, momentum: float) -> FloatArray:
    check_positive("the learning rate", rate)
    check_momentum(momentum)
    return rate * np.asarray(eigenvalues, dtype=np.float64)


def _largest_root(total: FloatArray, product: FloatArray) -> FloatArray:
    """Return the larger size of the two roots of z^2 - total z + product."""
    apart: NDArray[np.complex128] = np.sqrt((total * total / 4 - product).astype(np.complex128))
    return np.asarray(np.maximum(np.abs(total / 2 + apart), np.abs(total / 2 - apart)))


def _slope(sizes: FloatArray, floor: float) -> float:
    (kept,) = np.nonzero(sizes > floor)
    if len(kept) < 2:
        return 0.0 if sizes.max() > 0 else math.nan
    slope, _ = np.polyfit(kept, np.log(sizes[kept]), 1)
    return math.exp(slope)

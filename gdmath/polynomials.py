"""Polynomials in one variable as objectives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray
from gdmath.bisection import last_where
from gdmath.objectives import FunctionObjective

_NARROWEST: Final = 1e-6
"""No window is narrower than this share of its distance from 0, or its points would run into one another."""


@dataclass(frozen=True)
class Polynomial:
    """A polynomial in one variable.

    Attributes
    ----------
    coefficients
        Highest power first, none of them in front 0 but for the polynomial 0 itself.
    """

    coefficients: tuple[float, ...]


@dataclass(frozen=True)
class DoubleWell:
    """(x^2 - square)^2 + slope x + offset."""

    square: float
    slope: float
    offset: float

    @property
    def coefficients(self) -> tuple[float, ...]:
        """Those of the same polynomial multiplied out, highest power first."""
        return (1.0, 0.0, -2 * self.square, self.slope, self.square**2 + self.offset)


def polynomial(
    coefficients: Sequence[float], domain: ArrayLike | None = None, name: str = "polynomial"
) -> FunctionObjective:
    """Return a polynomial in one variable.

    Its minima are all there are, in the domain or not: where the slope turns from falling to rising. They are
    told apart as far as floating point can tell the sign of the slope between them.

    Parameters
    ----------
    coefficients
        Highest power first, as for `numpy.polyval`.
    domain
        The (low, high) window; by default all critical points with a margin.
    name
        What to call it.

    Returns
    -------
    FunctionObjective
        Its ``form`` is a `Polynomial`.

    Raises
    ------
    ValueError
        If there is no coefficient, or one is not finite.

    Examples
    --------
    >>> curve = polynomial([1, -6, 5])
    >>> curve.minima.tolist()
    [[3.0]]
    >>> float(curve.value([3.0]))
    -4.0
    >>> curve.form
    Polynomial(coefficients=(1.0, -6.0, 5.0))
    """
    given = np.asarray(coefficients, dtype=np.float64)
    if given.ndim != 1 or given.size == 0 or not np.isfinite(given).all():
        raise ValueError(f"a polynomial needs a list of finite coefficients, got {coefficients!r}")
    shape = Polynomial(tuple((np.trim_zeros(given, "f") if given.any() else given[-1:]).tolist()))
    return _objective(shape, domain, name)


def parabola() -> FunctionObjective:
    """Return x^2, the simplest bowl."""
    return polynomial([1, 0, 0], domain=(-5, 5), name="parabola")


def shifted_parabola() -> FunctionObjective:
    """Return x^2 - 6x + 5, with its minimum -4 at x = 3."""
    return polynomial([1, -6, 5], domain=(-20, 26), name="shifted parabola")


def double_well() -> FunctionObjective:
    """Return (x^2 - 9)^2 + 2x + 6: two wells, the left one deeper, and a barrier near 0."""
    return _objective(DoubleWell(9.0, 2.0, 6.0), (-5, 5), "double well")


def _objective(form: Polynomial | DoubleWell, domain: ArrayLike | None, name: str) -> FunctionObjective:
    curve = np.array(form.coefficients)
    slope, bend = _derivative(curve), _derivative(_derivative(curve))

    def minima(_window: FloatArray) -> FloatArray:
        found = np.array([root for root, before, after in _roots(slope) if before < 0 < after])
        with np.errstate(all="ignore"):  # a minimum may lie too low for floating point
            return found[np.argsort(np.polyval(curve, found))].reshape(-1, 1)

    return FunctionObjective(
        value=lambda points: np.asarray(np.polyval(curve, points[..., 0])),
        gradient=lambda points: np.asarray(np.polyval(slope, points)),
        hessian=lambda points: np.asarray(np.polyval(bend, points[..., np.newaxis])),
        name=name,
        form=form,
        domain=_window_around([root for root, _, _ in _roots(slope)]) if domain is None else domain,
        minima=minima,
    )


def _derivative(coefficients: FloatArray) -> FloatArray:
    return np.asarray(np.polyder(coefficients), dtype=np.float64)


def _roots(coefficients: FloatArray) -> list[tuple[float, float, float]]:
    """Return the real roots of a polynomial, sorted, each with the signs before and behind it.

    Between two roots of its derivative a polynomial runs one way, so that it has one root there or none,
    found by bisection; a multiple root is one of the derivative as well. Unlike eigenvalues of the companion
    matrix, these roots do not leave the real line by rounding.
    """
    leading = np.trim_zeros(coefficients, "f")
    if leading.size < 2:
        return []
    bound = _bound(leading)
    places = [-bound, *(root for root, _, _ in _roots(_derivative(leading))), bound]
    signs = [_sign(leading, place) for place in places]
    roots: list[float] = []
    for k in range(1, len(places)):
        if signs[k - 1] * signs[k] < 0:
            roots.append(_crossing(leading, places[k - 1], places[k]))
        elif signs[k] == 0:
            roots.append(places[k])
    return _told_apart(leading, roots, bound)


def _bound(leading: FloatArray) -> float:
    """Return a bound of the sizes of all roots. Source: Fujiwara (1916)."""
    shares = np.abs(leading[1:] / leading[0]) ** (1 / np.arange(1, len(leading)))
    return 1 + 2 * float(shares.max())


def _sign(coefficients: FloatArray, x: float) -> float:
    """Return the sign of a polynomial, 0 if rounding alone could make up its value."""
    value = float(np.polyval(coefficients, x))
    rounding = len(coefficients) * np.finfo(float).eps * float(np.polyval(np.abs(coefficients), abs(x)))
    return 0.0 if abs(value) <= rounding < np.inf else float(np.sign(value))


def _crossing(coefficients: FloatArray, low: float, high: float) -> float:
    falls = float(np.polyval(coefficients, low)) > 0
    return last_where(lambda x: (float(np.polyval(coefficients, x)) > 0) == falls, low, high)


def _told_apart(
    coefficients: FloatArray, roots: Sequence[float], bound: float
) -> list[tuple[float, float, float]]:
    """Join roots between which rounding hides the sign, and tell the signs before and behind each."""
    groups: list[list[float]] = []
    for root in roots:
        if groups and _sign(coefficients, (groups[-1][-1] + root) / 2) == 0:
            groups[-1].append(root)
        else:
            groups.append([root])
    middles = [(low[-1] + high[0]) / 2 for low, high in pairwise(groups)]
    signs = [_sign(coefficients, x) for x in (-bound, *middles, bound)]
    means = [sum(group) / len(group) for group in groups]
    return list(zip(means, signs[:-1], signs[1:], strict=True)) if groups else []


def _window_around(critical: Sequence[float]) -> tuple[float, float]:
    if not critical:
        return (-5.0, 5.0)
    largest = max(abs(critical[0]), abs(critical[-1]))
    margin = max(2.0, (critical[-1] - critical[0]) / 2, _NARROWEST * largest)
    return (critical[0] - margin, critical[-1] + margin)

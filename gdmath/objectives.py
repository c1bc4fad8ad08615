"""Objectives: what gradient descent walks down; with those of one variable that are polynomials."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final, Self

import numpy as np
from numpy.polynomial import Polynomial
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, PointFunction, checked_domain, read_only


class Objective(ABC):
    """A smooth function of `dimension` coordinates, with its derivatives.

    Every method is vectorised: points of shape (..., d) may have any leading axes, which the result keeps.

    Parameters
    ----------
    name
        What to call it in titles and messages.
    formula
        Typst mathematics, without the dollar signs; may be empty.
    domain : shape (d, 2)
        The window worth drawing, a (low, high) pair for each coordinate. The function may be asked outside
        it.
    minima : shape (m, d)
        Known minima, the global one first; m may be 0.

    Raises
    ------
    ValueError
        If the domain is empty or not finite, or the minima have another dimension.
    """

    def __init__(self, *, name: str, formula: str, domain: ArrayLike, minima: ArrayLike) -> None:
        self.name: Final = name
        self.formula: Final = formula
        self._domain = checked_domain(domain)
        known = read_only(minima)
        self.minima: Final = read_only(known.reshape(0, self.dimension)) if known.size == 0 else known
        if self.minima.ndim != 2 or self.minima.shape[1] != self.dimension:
            raise ValueError(f"minima must have shape (m, {self.dimension}), got {known.shape}")

    @property
    def domain(self) -> FloatArray:
        """The window worth drawing, shape (d, 2), read-only."""
        return self._domain

    @property
    def dimension(self) -> int:
        """The number d of coordinates."""
        return len(self._domain)

    @abstractmethod
    def value(self, points: ArrayLike) -> FloatArray:
        """Return the values at points of shape (..., d), shape (...)."""

    @abstractmethod
    def gradient(self, points: ArrayLike) -> FloatArray:
        """Return the gradients at points of shape (..., d), shape (..., d)."""

    @abstractmethod
    def hessian(self, points: ArrayLike) -> FloatArray:
        """Return the Hessians at points of shape (..., d), shape (..., d, d)."""

    def with_domain(self, domain: ArrayLike) -> Self:
        """Return the same objective with another window.

        Raises
        ------
        ValueError
            If the window is empty, not finite, or of another dimension.
        """
        window = checked_domain(domain)
        if len(window) != self.dimension:
            raise ValueError(
                f"{self.name} has {self.dimension} coordinate(s), but the domain has {len(window)}"
            )
        clone = copy.copy(self)
        clone._domain = window
        return clone

    def _checked(self, points: ArrayLike) -> FloatArray:
        array = np.asarray(points, dtype=np.float64)
        if array.shape[-1:] != (self.dimension,):
            raise ValueError(f"{self.name} needs points of shape (..., {self.dimension}), got {array.shape}")
        return array

    def __repr__(self) -> str:
        """Return a short description; the functions inside say nothing readable."""
        return f"<{type(self).__name__} {self.name!r}, dimension {self.dimension}>"


class FunctionObjective(Objective):
    """An objective put together from three vectorised functions of points of shape (..., d)."""

    def __init__(
        self,
        *,
        value: PointFunction,
        gradient: PointFunction,
        hessian: PointFunction,
        name: str,
        formula: str,
        domain: ArrayLike,
        minima: ArrayLike,
    ) -> None:
        super().__init__(name=name, formula=formula, domain=domain, minima=minima)
        self._value: Final = value
        self._gradient: Final = gradient
        self._hessian: Final = hessian

    def value(self, points: ArrayLike) -> FloatArray:
        """Return the values at points of shape (..., d), shape (...)."""
        return self._value(self._checked(points))

    def gradient(self, points: ArrayLike) -> FloatArray:
        """Return the gradients at points of shape (..., d), shape (..., d)."""
        return self._gradient(self._checked(points))

    def hessian(self, points: ArrayLike) -> FloatArray:
        """Return the Hessians at points of shape (..., d), shape (..., d, d)."""
        return self._hessian(self._checked(points))


def polynomial(
    coefficients: Sequence[float], domain: ArrayLike | None = None, name: str = "polynomial"
) -> FunctionObjective:
    """Return a polynomial in one variable.

    Parameters
    ----------
    coefficients
        Highest power first, as for `numpy.polyval`.
    domain
        The (low, high) window; by default all critical points with a margin.
    name
        What to call it.

    Raises
    ------
    ValueError
        If there is no coefficient, or one is not finite.

    Examples
    --------
    >>> curve = polynomial([1, -6, 5])
    >>> curve.formula
    'x^2 - 6x + 5'
    >>> curve.minima.tolist()
    [[3.0]]
    >>> float(curve.value([3.0]))
    -4.0
    """
    return _polynomial(coefficients, domain, name, formula=None)


def parabola() -> FunctionObjective:
    """Return x^2, the simplest bowl."""
    return polynomial([1, 0, 0], domain=(-5, 5), name="parabola")


def shifted_parabola() -> FunctionObjective:
    """Return x^2 - 6x + 5, with its minimum -4 at x = 3."""
    return polynomial([1, -6, 5], domain=(-20, 26), name="shifted parabola")


def double_well() -> FunctionObjective:
    """Return (x^2 - 9)^2 + 2x + 6: two wells, the left one deeper, and a barrier near 0."""
    return _polynomial([1, 0, -18, 2, 87], (-5, 5), "double well", formula="(x^2 - 9)^2 + 2x + 6")


def _polynomial(
    coefficients: Sequence[float], domain: ArrayLike | None, name: str, formula: str | None
) -> FunctionObjective:
    given = np.asarray(coefficients, dtype=np.float64)
    if given.ndim != 1 or given.size == 0 or not np.isfinite(given).all():
        raise ValueError(f"a polynomial needs a list of finite coefficients, got {coefficients!r}")
    curve = Polynomial(given[::-1]).trim()
    if formula is None:
        formula = _polynomial_formula(np.asarray(curve.coef[::-1], dtype=np.float64))
    slope, bend = curve.deriv(), curve.deriv(2)
    critical = _critical_points(slope)
    minima = _sign_changes_upwards(slope, critical)
    if domain is None:
        domain = _window_around(critical)
    return FunctionObjective(
        value=lambda points: np.asarray(curve(points[..., 0])),
        gradient=lambda points: np.asarray(slope(points)),
        hessian=lambda points: np.asarray(bend(points[..., np.newaxis])),
        name=name,
        formula=formula,
        domain=domain,
        minima=minima[np.argsort(curve(minima))].reshape(-1, 1),
    )


def _critical_points(slope: Polynomial) -> FloatArray:
    """Return the real roots of `slope`, sorted, a multiple root once."""
    roots = np.sort_complex(np.asarray(slope.roots(), dtype=np.complex128))
    # Rounding splits an m-fold root into a small circle of complex ones; their mean is the root.
    near_real = roots[np.abs(roots.imag) <= 1e-4 * np.maximum(1.0, np.abs(roots))].real
    if near_real.size == 0:
        return near_real
    gaps = np.diff(near_real) > 1e-4 * np.maximum(1.0, np.abs(near_real[1:]))
    clusters = np.split(near_real, np.flatnonzero(gaps) + 1)
    return np.array([cluster.mean() for cluster in clusters])


def _sign_changes_upwards(slope: Polynomial, critical: FloatArray) -> FloatArray:
    """Return those critical points before which the slope is negative and after which it is positive."""
    if critical.size == 0:
        return critical
    between = (critical[:-1] + critical[1:]) / 2
    signs = np.sign(slope(np.concatenate([[critical[0] - 1], between, [critical[-1] + 1]])))
    return critical[(signs[:-1] < 0) & (signs[1:] > 0)]


def _window_around(critical: FloatArray) -> tuple[float, float]:
    if critical.size == 0:
        return (-5.0, 5.0)
    margin = max(2.0, float(np.ptp(critical)) / 2)
    return (float(critical[0]) - margin, float(critical[-1]) + margin)


def _polynomial_formula(coefficients: FloatArray) -> str:
    """Write a polynomial, highest power first, in Typst."""
    terms = ""
    for power, coefficient in zip(range(len(coefficients) - 1, -1, -1), coefficients, strict=True):
        if coefficient == 0:
            continue
        sign = "-" if coefficient < 0 else "+"
        terms += (
            f" {sign} {_term(abs(coefficient), power)}" if terms else _term(abs(coefficient), power, sign)
        )
    return terms or "0"


def _term(size: float, power: int, sign: str = "+") -> str:
    digits, _, exponent = f"{size:.6g}".partition("e")
    number = f"{digits} dot 10^({int(exponent)}) " if exponent else digits
    variable = ("", "x")[power] if power < 2 else f"x^{power}"
    shown = variable if variable and size == 1 else number + variable
    return ("-" if sign == "-" else "") + shown.strip()

"""Objectives: what gradient descent walks down."""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Final, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, PointFunction, checked_domain, numbers, read_only
from gdmath.derivative_checks import check_gradient, check_hessian, check_points
from gdmath.minima import find_minima

MinimumFinder: TypeAlias = Callable[[FloatArray], ArrayLike]
"""Called with the window, shape (d, 2); returns the minima, shape (m, d)."""


CHECKS: Final = 8
"""So often an objective's gradient is compared with differences: descents in a loop do not pay for each."""


class Objective(ABC):
    """A smooth function of `dimension` coordinates, with its derivatives.

    Every method is vectorised: points of shape (..., d) may have any leading axes, which the result keeps.

    Parameters
    ----------
    name
        What to call it in titles and messages.
    domain : shape (d, 2)
        The window worth drawing, a (low, high) pair for each coordinate. The function may be asked outside
        it.
    minima : shape (m, d)
        Its strict local minima, the lowest first; m may be 0. Or a function that finds them in a window: it
        is called when they are first asked for, so that making an objective takes no time.
    formula
        The formula as its user wrote it, in whatever the user's pictures are typeset with; may be empty.
    form
        Plain data that say which function it is, for whoever writes its formula (`Polynomial`,
        `GaussianDifference`, ...); None where nothing is known.

    Raises
    ------
    ValueError
        If the domain is empty or not finite, or the minima have another dimension.
    """

    def __init__(
        self,
        *,
        name: str,
        domain: ArrayLike,
        minima: ArrayLike | MinimumFinder,
        formula: str = "",
        form: object = None,
    ) -> None:
        self.name: Final = name
        self.formula: Final = formula
        self.form: Final = form
        self._domain = checked_domain(domain)
        self._given: Final = minima
        self._checks, self._steepest = 0, 0.0
        self._minima = None if callable(minima) else self._checked_minima(minima)

    def check_gradient(self, points: ArrayLike) -> None:
        """Compare a gradient that was written by hand with differences of values, at points and in a window.

        In the window only the first time, and at the points of the first few calls. What has a form, or
        derivatives found by differences, needs none of it.

        Parameters
        ----------
        points : shape (m, d)
            Where the gradient is needed, such as at the start of a descent; the first three are looked at.

        Raises
        ------
        ValueError
            If they contradict each other: one line that names the point and both.
        """
        if self._needs_checks and self._checks < CHECKS:
            points = self._checked(points)[:3]
            if self._checks == 0:
                points = np.vstack([points, check_points(self._domain)])
            self._steepest = check_gradient(self, points, self._steepest)
            self._checks += 1

    def check_hessian(self, points: ArrayLike) -> None:
        """Compare a Hessian that was written by hand with differences of gradients, as `check_gradient`."""
        if self._needs_checks:
            check_hessian(self, self._checked(points).reshape(-1, self.dimension)[:3])

    @property
    def _needs_checks(self) -> bool:
        return self.form is None

    @property
    def domain(self) -> FloatArray:
        """The window worth drawing, shape (d, 2), read-only."""
        return self._domain

    @property
    def dimension(self) -> int:
        """The number d of coordinates."""
        return len(self._domain)

    @property
    def minima(self) -> FloatArray:
        """The strict local minima, the lowest first, shape (m, d), read-only; m may be 0.

        A minimum is strict if all points around it are higher: the floor of a valley, where whole lines of
        points are equally low, has none.
        """
        if self._minima is None:
            given = self._given
            self._minima = self._checked_minima(given(self._domain) if callable(given) else given)
        return self._minima

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
        """Return the same objective with another window; minima that are searched for are those in it.

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
        clone._minima = None
        clone._checks, clone._steepest = 0, 0.0
        return clone

    def along(self, start: ArrayLike, direction: ArrayLike) -> FunctionObjective:
        """Return the slice g(t) = f(start + t direction), an objective of the one variable t.

        Its derivatives are g'(t) = direction . grad f and g''(t) = direction . H direction. Its domain holds
        0 and all t at which the line is inside the window of f.

        Parameters
        ----------
        start : shape (d,)
        direction : shape (d,)
            Not zero. Its length is the unit of t: with direction = -gradient, t is a learning rate.

        Raises
        ------
        ValueError
            If start or direction is not d finite numbers, the direction is zero, or the line misses the
            window.

        Examples
        --------
        >>> from gdmath import quadratic_form
        >>> bowl = quadratic_form([[2, 0], [0, 1]])
        >>> down = bowl.along([1, 2], [-2, -2])
        >>> down.minima.round(9).tolist(), down.domain.tolist()
        ([[0.666666667]], [[-1.0, 2.5]])
        """
        origin, way = (
            self._vector(name, vector) for name, vector in (("start", start), ("direction", direction))
        )
        if not way.any():
            raise ValueError("the direction of a slice must not be zero")

        def line(t: FloatArray) -> FloatArray:
            return np.asarray(origin + t * way)

        def value(t: FloatArray) -> FloatArray:
            return self.value(line(t))

        def gradient(t: FloatArray) -> FloatArray:
            return np.asarray(self.gradient(line(t)) @ way[:, np.newaxis])

        return FunctionObjective(
            value=value,
            gradient=gradient,
            hessian=lambda t: np.asarray(way @ self.hessian(line(t)) @ way[:, np.newaxis])[..., np.newaxis],
            name=f"{self.name} along a line",
            domain=self._inside(origin, way),
            minima=lambda window: find_minima(value, gradient, window),
        )

    def _inside(self, origin: FloatArray, way: FloatArray) -> tuple[float, float]:
        """Return the interval of t with 0 in it for which the line is inside the window."""
        moving = way != 0
        low, high = self._domain.T
        stays = (low <= origin) & (origin <= high)
        ends = np.sort((self._domain[moving] - origin[moving, np.newaxis]) / way[moving, np.newaxis], axis=1)
        enters, leaves = float(ends[:, 0].max()), float(ends[:, 1].min())
        if not (enters < leaves and stays[~moving].all()):
            raise ValueError(
                f"the line from {origin.tolist()} along {way.tolist()} misses the window "
                f"{self._domain.tolist()} of {self.name}"
            )
        return min(enters, 0.0), max(leaves, 0.0)

    def _vector(self, name: str, given: ArrayLike) -> FloatArray:
        vector = np.atleast_1d(numbers(f"the {name}", given))
        if vector.shape != (self.dimension,) or not np.isfinite(vector).all():
            raise ValueError(
                f"the {name} must be {self.dimension} finite number(s), the dimension of {self.name}, "
                f"got {vector.tolist()}"
            )
        return vector

    def _checked_minima(self, minima: ArrayLike) -> FloatArray:
        known = read_only(minima)
        if known.size == 0:
            return read_only(known.reshape(0, self.dimension))
        if known.ndim != 2 or known.shape[1] != self.dimension:
            raise ValueError(f"minima must have shape (m, {self.dimension}), got {known.shape}")
        return known

    def _checked(self, points: ArrayLike) -> FloatArray:
        array = np.asarray(points, dtype=np.float64)
        if array.shape[-1:] != (self.dimension,):
            raise ValueError(f"{self.name} needs points of shape (..., {self.dimension}), got {array.shape}")
        return array

    def __repr__(self) -> str:
        """Return a short description; the functions inside say nothing readable."""
        return f"<{type(self).__name__} {self.name!r}, dimension {self.dimension}>"


class FunctionObjective(Objective):
    """An objective put together from three vectorised functions of points of shape (..., d).

    The functions are given copies of the points: one that changes its argument harms nobody. Where they are
    not defined they may be NaN or infinite, and NumPy does not warn of it. Gradient and Hessian are compared
    with differences when they are first needed, unless `by_differences` says that they are such.
    """

    def __init__(
        self,
        *,
        value: PointFunction,
        gradient: PointFunction,
        hessian: PointFunction,
        name: str,
        domain: ArrayLike,
        minima: ArrayLike | MinimumFinder,
        formula: str = "",
        form: object = None,
        by_differences: bool = False,
    ) -> None:
        super().__init__(name=name, domain=domain, minima=minima, formula=formula, form=form)
        self._by_differences: Final = by_differences
        self._value: Final = value
        self._gradient: Final = gradient
        self._hessian: Final = hessian

    def value(self, points: ArrayLike) -> FloatArray:
        """Return the values at points of shape (..., d), shape (...)."""
        with np.errstate(all="ignore"):
            return self._value(self._checked(points).copy())

    def gradient(self, points: ArrayLike) -> FloatArray:
        """Return the gradients at points of shape (..., d), shape (..., d)."""
        with np.errstate(all="ignore"):
            return self._gradient(self._checked(points).copy())

    def hessian(self, points: ArrayLike) -> FloatArray:
        """Return the Hessians at points of shape (..., d), shape (..., d, d)."""
        with np.errstate(all="ignore"):
            return self._hessian(self._checked(points).copy())

    @property
    def _needs_checks(self) -> bool:
        return super()._needs_checks and not self._by_differences

"""Numerical derivatives, for functions that come without them.

SciPy's adaptive `scipy.differentiate` takes thirty times as long for one point and starts with wide steps
that leave the window; a descent wants thousands of gradients. Here a derivative costs four values, and more
only where these show that the function is not smooth on the scale of the step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gdmath.arrays import BoolArray, FloatArray, IntArray, PointFunction

_EPS = float(np.finfo(np.float64).eps)

_REFINEMENTS = 12
_FINER = 8.0
"""Where a step is too wide, it is divided by this, so many times at most."""

_ALIKE = 1e-6
"""What the estimates by a step and by its double may differ by, as a share of the steepest slope there."""

_NEGLIGIBLE = 1e-6
"""The same, as a share of the usual slope: at a flat minimum, finer steps would only see rounding."""


@dataclass(frozen=True)
class _Stencil:
    """A formula for the derivative from five places, and how far one of lower order is from it.

    Source: Abramowitz and Stegun, table 25.2.
    """

    offsets: FloatArray
    weights: FloatArray
    """Of the slope, and of the difference of the two, shape (2, n)."""

    @classmethod
    def of(cls, offsets: list[float], weights: list[float], lower: list[float]) -> _Stencil:
        return cls(np.array(offsets), np.array([weights, np.subtract(weights, lower)]))


_CENTRAL = _Stencil.of([-2, -1, 1, 2], [1 / 12, -2 / 3, 2 / 3, -1 / 12], [0, -1 / 2, 1 / 2, 0])
_FORWARD = _Stencil.of([0, 1, 2, 3, 4], [-25 / 12, 4, -3, 4 / 3, -1 / 4], [-3 / 2, 2, -1 / 2, 0, 0])
_BACKWARD = _Stencil(-_FORWARD.offsets, -_FORWARD.weights)


@dataclass(frozen=True)
class _Places:
    """Where to differentiate, and along which coordinate: one row for each point and coordinate."""

    function: PointFunction
    negligible: float
    points: FloatArray
    ways: FloatArray
    steps: FloatArray

    def __getitem__(self, rows: IntArray) -> _Places:
        return replace(self, points=self.points[rows], ways=self.ways[rows], steps=self.steps[rows])

    def finer(self) -> _Places:
        """Return the same places with finer steps, but none so fine that a coordinate would swallow it."""
        least = 4 * np.spacing(np.abs(self.points * self.ways).max(axis=-1))
        return replace(self, steps=np.maximum(self.steps / _FINER, least))

    def estimated(self, stencil: _Stencil) -> tuple[FloatArray, FloatArray, BoolArray]:
        """Return the slopes, shape (m, ...), the doubts about them, (m,), and whether they can be trusted.

        A doubt is not finite where a value is not.
        """
        steps = self.steps[:, np.newaxis]
        samples = self.function(
            self.points + stencil.offsets[:, np.newaxis, np.newaxis] * (steps * self.ways)
        )
        n, m, *tail = samples.shape
        samples = samples.reshape(n, m, -1)
        slopes, differences = (stencil.weights @ samples.reshape(n, -1)).reshape(2, m, -1)
        highest, lowest = samples.max(axis=0), samples.min(axis=0)
        spreads = (highest - lowest).max(axis=1)
        rounding = 16 * _EPS * np.maximum(highest, -lowest).max(axis=1)
        doubts = np.abs(differences).max(axis=1)
        trusted = doubts <= _ALIKE * spreads + rounding + self.negligible * self.steps
        return (slopes / steps).reshape(m, *tail), doubts / self.steps, trusted


def numerical_gradient(value: PointFunction, domain: FloatArray, size: float) -> PointFunction:
    """Return the gradient of `value`, (..., d) to (..., d), by differences.

    Parameters
    ----------
    value
        A vectorised function, (..., d) to (...).
    domain : shape (d, 2)
        The window on whose scale it varies.
    size
        Of its usual values there; 0 if not known.

    Notes
    -----
    Inside the window the step is about 1/10 000 of it, wherever the window lies; outside, of the distance to
    it, for a function that is asked far away is asked because it grows. Steps are powers of two, so that
    adding them to a coordinate does not round. This makes the error about 1e-11 of the function's size in the
    window, divided by the window's width, if the function varies on the scale of its window.

    Where estimates by the step and by its double do not agree, near a kink or an end of where the function is
    defined, the step is made finer. At such an end itself the differences are one-sided, and infinite where
    they grow without bound; where the function is not finite, they are NaN.
    """
    return _differentiated(value, domain, size, share=1e-4)


def numerical_hessian(gradient: PointFunction, domain: FloatArray, size: float) -> PointFunction:
    """Return the symmetric Jacobian of `gradient`, (..., d) to (..., d, d), by differences as above.

    The step is 1/1000 of the window: so a gradient that is itself numerical does it the least harm.
    """
    jacobian = _differentiated(gradient, domain, size, share=1e-3)

    def hessian(points: FloatArray) -> FloatArray:
        matrices = jacobian(points)
        return (matrices + np.swapaxes(matrices, -1, -2)) / 2

    return hessian


def _differentiated(function: PointFunction, domain: FloatArray, size: float, share: float) -> PointFunction:
    """Differentiate (..., d) to (..., *output) along every coordinate: (..., d) to (..., d, *output)."""
    dimension = len(domain)
    low, high = domain.T
    negligible = _NEGLIGIBLE * size / float((high - low).max())
    ways = np.eye(dimension)

    def derivative(points: FloatArray) -> FloatArray:
        sizes = np.maximum(high - low, np.maximum(low - points, points - high))
        steps = np.maximum(np.exp2(np.rint(np.log2(share * sizes))), 4 * np.spacing(np.abs(points)))
        rows = points.reshape(-1, dimension).repeat(dimension, axis=0)
        along = np.broadcast_to(ways, (len(rows) // dimension, *ways.shape)).reshape(-1, dimension)
        slopes = _slopes(_Places(function, negligible, rows, along, steps.ravel()))
        return slopes.reshape(*points.shape, *slopes.shape[1:])

    return derivative


def _slopes(places: _Places) -> FloatArray:
    """Return the derivative at each place, shape (m, ...)."""
    slopes, doubts, trusted = places.estimated(_CENTRAL)
    if trusted.all():
        return slopes
    values = places.function(places.points)
    is_finite = np.isfinite(values.reshape(len(values), -1)).all(axis=1)
    slopes[~trusted & ~is_finite] = np.nan
    todo = np.flatnonzero(~trusted & is_finite)
    if todo.size == 0:
        return slopes
    slopes[todo], doubts[todo], _ = _refined(places[todo], _CENTRAL)
    ends = todo[~np.isfinite(doubts[todo])]
    if ends.size > 0:
        slopes[ends] = _one_sided(places[ends])
    return slopes


def _refined(places: _Places, stencil: _Stencil) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Return the best slopes with the doubts about them, and whether these grow as steps become finer.

    An estimate that cannot be trusted replaces another only if it is much better: else, of two spoilt by
    rounding, chance would choose.
    """
    best, doubts, trusted = places.estimated(stencil)
    first, last = doubts.copy(), doubts.copy()
    for _ in range(_REFINEMENTS):
        if trusted.all():
            break
        places = places.finer()
        todo = np.flatnonzero(~trusted)
        slopes, last[todo], trusted[todo] = places[todo].estimated(stencil)
        first = np.where(np.isfinite(first), first, last)
        better = trusted[todo] | (np.isfinite(last[todo]) & ~(last[todo] >= doubts[todo] / _FINER))
        best[todo[better]], doubts[todo[better]] = slopes[better], last[todo[better]]
    return best, doubts, ~trusted & (last > first / 2)


def _one_sided(places: _Places) -> FloatArray:
    """Return the slopes where the function ends, infinite if they have no limit."""
    (ahead, fore, fore_grows), (behind, aft, aft_grows) = (
        _refined(places, stencil) for stencil in (_FORWARD, _BACKWARD)
    )
    is_ahead = ~np.isfinite(aft) | (fore < aft)
    chosen = np.where(is_ahead.reshape(-1, *(1,) * (ahead.ndim - 1)), ahead, behind)
    grows = np.where(is_ahead, fore_grows, aft_grows)
    chosen[grows] = np.copysign(np.inf, chosen[grows])
    return np.asarray(chosen)

"""Numerical derivatives by the five-point central difference, for functions that come without them.

SciPy's adaptive `scipy.differentiate` takes thirty times as long for one point and starts with wide steps
that leave the window; a descent wants thousands of gradients, each of the same small cost.
"""

from __future__ import annotations

import numpy as np

from gdmath.arrays import FloatArray, PointFunction

# f'(x) h = (f(x - 2h) - 8 f(x - h) + 8 f(x + h) - f(x + 2h)) / 12 + O(h^5).
# Source: Abramowitz and Stegun, table 25.2.
_OFFSETS = np.array([-2.0, -1.0, 1.0, 2.0])
_WEIGHTS = np.array([1.0, -8.0, 8.0, -1.0]) / 12.0


def numerical_gradient(value: PointFunction, domain: FloatArray) -> PointFunction:
    """Return the gradient of `value`, (..., d) to (..., d), by central differences.

    The step is 1/10 000 of the window, or of the coordinate where that is larger, which makes the error of a
    function that varies on the scale of its window about 1e-11 of its size.
    """
    return _differentiated(value, domain)


def numerical_hessian(gradient: PointFunction, domain: FloatArray) -> PointFunction:
    """Return the symmetric Jacobian of `gradient`, (..., d) to (..., d, d), by central differences."""
    jacobian = _differentiated(gradient, domain)

    def hessian(points: FloatArray) -> FloatArray:
        matrices = jacobian(points)
        return (matrices + np.swapaxes(matrices, -1, -2)) / 2

    return hessian


def _differentiated(function: PointFunction, domain: FloatArray) -> PointFunction:
    """Differentiate along every coordinate; the derivatives stand along a new last axis."""
    dimension = len(domain)
    width = domain[:, 1] - domain[:, 0]
    directions = np.multiply.outer(_OFFSETS, np.eye(dimension))  # (4, d, d)

    def derivative(points: FloatArray) -> FloatArray:
        step = 1e-4 * np.maximum(width, np.abs(points))
        lead = (1,) * (points.ndim - 1)
        samples = function(
            points + directions.reshape(4, dimension, *lead, dimension) * step
        )  # (4, d, ..., *output)
        changes = np.tensordot(_WEIGHTS, samples, axes=1)  # (d, ..., *output)
        lengths = np.moveaxis(step, -1, 0)
        lengths = lengths.reshape(lengths.shape + (1,) * (changes.ndim - lengths.ndim))
        return np.moveaxis(changes / lengths, 0, -1)

    return derivative

"""Values on grids, and which of their differences mean anything."""

from __future__ import annotations

import numpy as np

from gdmath.arrays import FloatArray, PointFunction

PARTS = 20
"""A grid cell around a basin's lowest point is cut into so many again, to tell near minima apart."""

ROUNDING = 16 * float(np.finfo(np.float64).eps)
"""By what share of their size rounding alone may let values differ."""

JUMP = 0.7
"""Ten thousand times nearer to a minimum, no such share of the rise is left; beside a jump all of it is."""


def grid_over(domain: FloatArray, parts: int) -> FloatArray:
    """Return the points of a grid of so many parts along each side, shape (parts + 1, ..., d)."""
    axes = [np.linspace(low, high, parts + 1) for low, high in domain]
    return np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)


def heights_on(value: PointFunction, grid: FloatArray) -> FloatArray:
    """Return the values; those that are not finite count as higher than all others."""
    heights = value(grid)
    return np.where(np.isfinite(heights), heights, np.inf)


def rounding_of(heights: FloatArray) -> float:
    """Return by how much rounding alone may let values of a usual size differ."""
    finite = heights[np.isfinite(heights)]
    return ROUNDING * float(np.median(np.abs(finite))) if finite.size else 0.0


def is_pole(value: PointFunction, point: FloatArray, cell: FloatArray, rounding: float) -> bool:
    """Say whether a function has no value at a point, or falls as much over each hundredth of the way there.

    At a minimum it falls less and less, in the end even if it is as sharp as |x|^(1/10). At the foot of a
    jump it does not fall at all on the way there: it is as high as ever, right beside the point.
    """
    angles = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    ways = (
        np.array([[1.0], [-1.0]]) if len(point) == 1 else np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    )
    shares = np.array([1e-2, 1e-4, 1e-6])
    around = heights_on(value, point + shares[:, np.newaxis, np.newaxis] * ways * cell)
    if not (np.isfinite(value(point)) and np.isfinite(around[-1]).all()):
        return True
    if (around[-1] - value(point) > JUMP * np.abs(around[0] - value(point)) + rounding).any():
        return True
    before, last = -np.diff(around, axis=0)
    return bool(((last > 0.9 * before) & (last > rounding + ROUNDING * np.abs(around[-1]))).any())

"""The minima of a function of one variable: where its slope changes from falling to rising."""

from __future__ import annotations

import numpy as np

from gdmath.arrays import FloatArray, PointFunction
from gdmath.bisection import last_where
from gdmath.minima.samples import PARTS, ROUNDING, grid_over, heights_on, is_pole, rounding_of

_CELLS = 1000

_FLOOR = 1 / 50
"""A level stretch that takes up more of the interval is a floor; a shorter one may be made by rounding."""


def minima_of_curve(value: PointFunction, gradient: PointFunction, domain: FloatArray) -> FloatArray:
    """Return the minima in an interval, shape (m,), sorted; for the rest see `find_minima`."""
    grid = grid_over(domain, _CELLS)
    heights = heights_on(value, grid)
    rounding, longest = rounding_of(heights), _FLOOR * float(np.ptp(domain))
    pits = _pits(grid, heights, rounding, longest)
    for _ in range(2):
        closer = [(pit, grid_over(pit[np.newaxis], 2 * PARTS)) for pit in pits]
        # Seen so closely, a flat pit may be level.
        pits = [
            part
            for pit, grid in closer
            for part in _pits(grid, heights_on(value, grid), rounding, longest) or [pit]
        ]
    found = [_turning_point(gradient, pit, longest) for pit in pits]
    cell = np.diff(domain)[:, 0] / _CELLS
    kept = [x for x in found if x is not None and not is_pole(value, np.array([x]), cell, rounding)]
    return np.unique(kept)


def _pits(grid: FloatArray, heights: FloatArray, rounding: float, longest: float) -> list[FloatArray]:
    """Return intervals, shape (2,), around level stretches with higher ground on both sides."""
    is_step = ~(np.abs(np.diff(heights)) <= rounding + ROUNDING * np.abs(heights[1:]))
    first = np.concatenate([[0], np.flatnonzero(is_step) + 1])
    last = np.concatenate([np.flatnonzero(is_step), [len(heights) - 1]])
    places = grid[:, 0]
    return [
        places[[a - 1, b + 1]]
        for a, b in zip(first[1:-1].tolist(), last[1:-1].tolist(), strict=True)
        if heights[a - 1] > heights[a] and heights[b + 1] > heights[b] and places[b] - places[a] <= longest
    ]


def _turning_point(gradient: PointFunction, pit: FloatArray, longest: float) -> float | None:
    """Return the middle between where the function ceases to fall and where it begins to rise."""

    def slope(x: float) -> float:
        return float(gradient(np.array([x]))[0])

    low, high = pit.tolist()
    if not slope(low) < 0 < slope(high):
        return None
    falls_until = last_where(lambda x: slope(x) < 0, low, high)
    rises_from = last_where(lambda x: slope(x) > 0, high, low)
    return None if rises_from - falls_until > longest else (falls_until + rises_from) / 2

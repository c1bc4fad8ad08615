"""The minima of a function of two variables: lowest points of a grid, from where one walks down."""

from __future__ import annotations

import numpy as np

from gdmath.arrays import FloatArray, PointFunction
from gdmath.minima.samples import PARTS, ROUNDING, grid_over, heights_on, is_pole, rounding_of

_CELLS = 120
"""Along each side of the window's grid."""

_SUBSEEDS = 3
"""So many minima in one cell are told apart at most: a narrow valley's floor would look like many more."""

_NEAR = 3.0
"""Cells from a seed within which its minimum is looked for."""


def minima_of_surface(value: PointFunction, gradient: PointFunction, domain: FloatArray) -> FloatArray:
    """Return the minima in a rectangle, shape (m, 2) or (0,); for the rest see `find_minima`."""
    grid = grid_over(domain, _CELLS)
    heights = heights_on(value, grid)
    rounding, cell = rounding_of(heights), np.ptp(domain, axis=1) / _CELLS
    found: list[FloatArray] = []
    for seed in _seeds(grid, heights, rounding):
        close = grid_over(np.stack([seed - cell, seed + cell], axis=-1), 2 * PARTS)
        for start in _seeds(close, heights_on(value, close), rounding)[:_SUBSEEDS]:
            point = _lowest_near(value, gradient, start, cell)
            if any(_is_same(value, point, other, cell, rounding) for other in found):
                continue
            if not (_is_inside(point, domain) and _is_strict(value, point, cell, rounding)):
                break  # a floor or a pole: so would be all the other starts here
            found.append(point)
    return np.array(found)


def _seeds(grid: FloatArray, heights: FloatArray, rounding: float) -> FloatArray:
    """Return the grid points, off the border, that no neighbour lies below and some neighbour lies above."""
    windows = np.lib.stride_tricks.sliding_window_view(heights, (3, 3))
    middle = heights[1:-1, 1:-1]
    is_lowest = (middle <= windows.min(axis=(2, 3))) & np.isfinite(middle)
    is_hollow = windows.max(axis=(2, 3)) - middle > rounding + ROUNDING * np.abs(middle)
    is_seed = is_lowest & is_hollow
    return np.asarray(grid[1:-1, 1:-1][is_seed][np.argsort(middle[is_seed], kind="stable")])


def _lowest_near(
    value: PointFunction, gradient: PointFunction, seed: FloatArray, cell: FloatArray
) -> FloatArray:
    """Walk down from a seed: by BFGS, and where that ends on a slope, at a kink, by a simplex."""
    from scipy.optimize import (
        OptimizeResult,
        minimize,
        root,
    )  # takes a quarter of a second, and few lessons need it

    # In grid cells, and in what the ground rises on a cell, all is of order one, whatever the window.
    corners = value(seed + np.array([(1, 1), (1, -1), (-1, 1), (-1, -1)]) * cell)
    finite = corners[np.isfinite(corners)]
    rise = float(np.ptp(finite)) if finite.size else 0.0
    rise = rise if rise > 0 else 1.0

    def height(u: FloatArray) -> float:
        return float(value(seed + u * cell)) / rise

    def slope(u: FloatArray) -> FloatArray:
        return gradient(seed + u * cell) * cell / rise

    def check_is_near(intermediate_result: OptimizeResult) -> None:
        if (
            np.abs(intermediate_result.x).max() > _NEAR
        ):  # along a narrow valley: the bottom is near another seed
            raise StopIteration

    found = minimize(
        height, np.zeros(2), jac=slope, method="BFGS", callback=check_is_near, options={"gtol": 1e-13}
    )
    if np.abs(found.x).max() <= _NEAR and not np.linalg.norm(found.jac) < 1e-3:
        found = minimize(height, found.x, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-15})
        return seed + np.asarray(found.x) * cell
    # Values cannot tell points apart closer than sqrt(eps); where the slope vanishes is sharper.
    sharp = root(slope, found.x, tol=1e-14)
    is_sharper = (
        np.linalg.norm(sharp.fun) < np.linalg.norm(found.jac) and np.abs(sharp.x - found.x).max() < 0.1
    )
    return seed + np.asarray(sharp.x if is_sharper else found.x) * cell


def _is_same(
    value: PointFunction, point: FloatArray, other: FloatArray, cell: FloatArray, rounding: float
) -> bool:
    """Say whether two points are less than a cell apart and no hill is between them."""
    if np.any(np.abs(point - other) > cell):
        return False
    ends = float(value(np.stack([point, other])).max())
    between = value(other + np.linspace(0, 1, 11)[:, np.newaxis] * (point - other))
    return bool(between.max() <= ends + rounding + ROUNDING * abs(ends))


def _is_inside(point: FloatArray, domain: FloatArray) -> bool:
    return bool(np.all((domain[:, 0] < point) & (point < domain[:, 1])))


def _is_strict(value: PointFunction, point: FloatArray, cell: FloatArray, rounding: float) -> bool:
    """Say whether rings around a point, from some size down, lie wholly above it.

    On a valley's floor, straight or curved, each ring has a place that is as low as the point.
    """
    height = float(value(point))
    radii = 8.0 ** -np.arange(5)
    lowest, highest = _on_rings(value, point, radii[:, np.newaxis] * cell)
    slack = rounding + ROUNDING * abs(height)
    is_above = lowest - height > slack + 1e-9 * (highest - height)
    is_below = ~(lowest - height >= -slack)
    below = np.flatnonzero(is_below)
    smallest_below = int(below[-1]) if below.size else -1
    if not is_above[smallest_below + 1 :].any():
        return False
    return not is_pole(value, point, cell, rounding)


def _on_rings(value: PointFunction, point: FloatArray, radii: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the lowest and the highest value on ellipses around a point, each of shape (r,).

    Between 64 places on each the lowest is narrowed down to 1e-6 of the ring.
    """

    def heights(angles: FloatArray) -> FloatArray:
        ways = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        return heights_on(value, point + radii[:, np.newaxis] * ways)

    angles = np.tile(np.linspace(0, 2 * np.pi, 64, endpoint=False), (len(radii), 1))
    around = heights(angles)
    lowest, highest = around.min(axis=1), around.max(axis=1)
    best = angles[np.arange(len(radii)), around.argmin(axis=1)]
    reach = 2 * np.pi / 64
    for _ in range(5):
        angles = best[:, np.newaxis] + reach * np.linspace(-1, 1, 17)
        near = heights(angles)
        best, lowest = (
            angles[np.arange(len(radii)), near.argmin(axis=1)],
            np.minimum(lowest, near.min(axis=1)),
        )
        reach /= 8
    return lowest, highest

"""Search for the minima of a function in a window: a grid finds the basins, SciPy their bottoms."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import minimum_filter

from gdmath.arrays import FloatArray, PointFunction

_CELLS = {1: 1000, 2: 120}


def find_minima(value: PointFunction, gradient: PointFunction, domain: FloatArray) -> FloatArray:
    """Return the interior local minima of a function of one or two variables.

    A basin narrower than a grid cell (1/1000 of an interval, 1/120 of a side of a rectangle) can be missed.

    Parameters
    ----------
    value, gradient
        Vectorised: points (..., d) to (...) and (..., d).
    domain : shape (d, 2)

    Returns
    -------
    FloatArray, shape (m, d)
        Lowest first; empty for more than two variables.
    """
    dimension = len(domain)
    if dimension not in _CELLS:
        return np.empty((0, dimension))
    cell = (domain[:, 1] - domain[:, 0]) / _CELLS[dimension]
    refine = _refine_interval if dimension == 1 else _refine_rectangle
    with np.errstate(all="ignore"):
        found = [refine(value, gradient, seed, cell) for seed in _basin_seeds(value, domain)]
    inside = [point for point in found if _is_inside(point, domain)]
    inside.sort(key=lambda point: float(value(point)))
    distinct: list[FloatArray] = []
    for point in inside:
        if all(np.any(np.abs(point - other) > 0.1 * cell) for other in distinct):
            distinct.append(point)
    return np.array(distinct).reshape(-1, dimension)


def _basin_seeds(value: PointFunction, domain: FloatArray) -> FloatArray:
    """Return the grid points, off the border, that lie below all their neighbours or level with some."""
    axes = [np.linspace(low, high, _CELLS[len(domain)] + 1) for low, high in domain]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    heights = np.nan_to_num(value(grid), nan=np.inf, posinf=np.inf)
    interior = np.zeros(heights.shape, dtype=bool)
    interior[(slice(1, -1),) * len(domain)] = True
    lowest = heights == minimum_filter(heights, size=3)
    # On a shelf all neighbours are level, but for rounding; in a basin some neighbour lies higher.
    rise = -minimum_filter(-heights, size=3) - heights
    finite = heights[np.isfinite(heights)]
    rounding = 1e-12 * np.ptp(finite) if finite.size else 0.0
    return np.asarray(grid[interior & lowest & (rise > rounding)])


def _refine_interval(
    value: PointFunction, gradient: PointFunction, seed: FloatArray, cell: FloatArray
) -> FloatArray:
    """Narrow down a minimum between the seed's neighbours, by its values, so that a kink is found too."""
    from scipy.optimize import minimize_scalar  # takes a quarter of a second, and few lessons need it

    low, high = float((seed - cell)[0]), float((seed + cell)[0])
    found = minimize_scalar(
        lambda x: float(value(np.array([x]))),
        bounds=(low, high),
        method="bounded",
        options={"xatol": 1e-9 * cell[0]},
    )
    by_values = np.array([float(found.x)])
    # Values cannot tell points apart closer than sqrt(eps); one secant step on the gradient can.
    reach = 1e-3 * cell
    before, after = gradient(by_values - reach), gradient(by_values + reach)
    rise = after - before
    if not rise[0] > 0:
        return by_values
    root = by_values - reach - before * (2 * reach) / rise
    is_better = (
        np.abs(root - by_values)[0] < reach[0] and np.abs(gradient(root))[0] < np.abs(gradient(by_values))[0]
    )
    return root if is_better else by_values


def _refine_rectangle(
    value: PointFunction, gradient: PointFunction, seed: FloatArray, cell: FloatArray
) -> FloatArray:
    from scipy.optimize import minimize  # as above

    # In units of grid cells both coordinates are of order one, whatever the window.
    def scaled_value(u: FloatArray) -> float:
        return float(value(seed + u * cell))

    def scaled_gradient(u: FloatArray) -> FloatArray:
        return gradient(seed + u * cell) * cell

    found = minimize(
        scaled_value,
        np.zeros(2),
        jac=scaled_gradient,
        method="BFGS",
        options={"gtol": 1e-13},
    )
    return seed + np.asarray(found.x) * cell


def _is_inside(point: FloatArray, domain: FloatArray) -> bool:
    return bool(np.all((domain[:, 0] < point) & (point < domain[:, 1])))

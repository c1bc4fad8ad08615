"""Which iterations of a descent to show, and the path between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, IntArray, check_count


def first_then_every(iterations: int, stages: Sequence[tuple[int, int]]) -> IntArray:
    """Return iterations to show that become sparser in stages.

    Parameters
    ----------
    iterations
        The last iteration.
    stages
        (until, every) pairs: every so many iterations, from where the stage before ended. After the last
        stage only the last iteration follows.

    Returns
    -------
    IntArray
        Sorted, without repeats, with 0 and `iterations`.

    Raises
    ------
    ValueError
        If a count is no whole number above 0, or the stages do not come in increasing order.

    Examples
    --------
    >>> first_then_every(30, [(3, 1), (13, 5), (100, 10)]).tolist()
    [0, 1, 2, 3, 8, 13, 23, 30]
    """
    check_count("iterations", iterations, least=1)
    chosen = [np.array([0, iterations])]
    begin = 0
    for until, every in stages:
        check_count("every", every, least=1)
        if until <= begin:
            raise ValueError(f"the stages must end one after the other, but {until} follows {begin}")
        chosen.append(np.arange(begin, min(until, iterations) + 1, every))
        begin = until
    return np.unique(np.concatenate(chosen))


def geometric(iterations: int, count: int) -> IntArray:
    """Return `count` iterations from 0 to `iterations`, each about a constant factor after the one before.

    Early iterations, closer than a factor apart, are all there; if `count` is above iterations + 1, simply
    all are.

    Raises
    ------
    ValueError
        If `iterations` is no whole number above 0 or `count` none above 1.

    Examples
    --------
    >>> geometric(1000, 8).tolist()
    [0, 1, 3, 10, 32, 100, 316, 1000]
    """
    check_count("iterations", iterations, least=1)
    check_count("count", count, least=2)
    if count > iterations:
        return np.arange(iterations + 1)
    ordinals = np.arange(1, count)
    # Rounding makes the first ones coincide; none may come before its place in the row. The last is exact.
    factors = np.rint(np.geomspace(1, iterations, count - 1)).astype(np.int_)
    return np.concatenate([[0], np.maximum(factors, ordinals)[:-1], [iterations]])


def by_arc_length(points: ArrayLike, count: int) -> IntArray:
    """Return the indices of at most `count` points spread evenly along a polyline.

    Parameters
    ----------
    points : shape (k + 1, m)
        The path as it is seen, for instance on the screen.
    count
        Fewer come back where the path has no points close enough to the even places.

    Returns
    -------
    IntArray
        Sorted, without repeats, with the first and the last index.

    Raises
    ------
    ValueError
        If the points are no table of finite numbers, or `count` is no whole number above 1.

    Examples
    --------
    >>> by_arc_length([[0, 0], [1, 0], [2, 0], [2.1, 0], [2.2, 0], [4, 0]], 3).tolist()
    [0, 2, 5]
    """
    check_count("count", count, least=2)
    path = np.asarray(points, dtype=np.float64)
    if path.ndim != 2 or len(path) == 0:
        raise ValueError(f"a path needs shape (k + 1, m), got {path.shape}")
    if not np.isfinite(path).all():
        raise ValueError(f"point {int(np.argmin(np.isfinite(path).all(axis=1)))} of the path is not finite")
    lengths = np.linalg.norm(np.diff(path, axis=0), axis=1)
    travelled = np.concatenate([[0.0], np.cumsum(lengths)])
    places = np.linspace(0, travelled[-1], count)[1:-1]
    after = np.searchsorted(travelled, places)
    before = np.maximum(after - 1, 0)
    nearest = np.where(places - travelled[before] <= travelled[after] - places, before, after)
    return np.unique(np.concatenate([[0], nearest, [len(path) - 1]]))


def at(values: ArrayLike, position: ArrayLike) -> FloatArray:
    """Return values at fractional iterations, by linear interpolation.

    Parameters
    ----------
    values : shape (k + 1, ...)
        One entry for each iteration.
    position : any shape
        Iterations; those before the first or after the last count as the first or last.

    Returns
    -------
    FloatArray, shape (*position.shape, ...)

    Raises
    ------
    ValueError
        If there are no values or a position is not a number.

    Examples
    --------
    >>> at([[0, 10], [2, 20]], [0.5, 7]).tolist()
    [[1.0, 15.0], [2.0, 20.0]]
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim == 0 or len(table) == 0:
        raise ValueError("there are no values to interpolate between")
    place = np.asarray(position, dtype=np.float64)
    if np.isnan(place).any():
        raise ValueError("the position must be a number, got nan")
    place = np.clip(place, 0, len(table) - 1)
    lower = np.floor(place).astype(np.int_)
    upper = np.minimum(lower + 1, len(table) - 1)
    share = (place - lower).reshape(place.shape + (1,) * (table.ndim - 1))
    # This form gives the stored values exactly at whole iterations.
    return np.asarray((1 - share) * table[lower] + share * table[upper])

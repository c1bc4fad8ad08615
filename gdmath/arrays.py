"""Array types and the checks that every module shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.int_]
BoolArray: TypeAlias = NDArray[np.bool_]

PointFunction: TypeAlias = Callable[[FloatArray], FloatArray]
"""A vectorised function of points of shape (..., d)."""


def read_only(array: ArrayLike) -> FloatArray:
    """Return a copy of `array` as floats that nobody can write to."""
    frozen = np.array(array, dtype=np.float64)
    frozen.setflags(write=False)
    return frozen


def numbers(name: str, values: ArrayLike) -> FloatArray:
    """Return `values` as floats, or raise ValueError saying what they are not."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be numbers in rows of equal length: {error}") from error


def checked_domain(domain: ArrayLike) -> FloatArray:
    """Return `domain` as a read-only array of intervals.

    Parameters
    ----------
    domain
        One (low, high) pair for each coordinate, or a single pair for one dimension.

    Returns
    -------
    FloatArray, shape (d, 2)

    Raises
    ------
    ValueError
        If it is no list of pairs, is empty, is not finite, or has low >= high.
    """
    intervals = np.atleast_2d(np.asarray(domain, dtype=np.float64))
    if intervals.ndim != 2 or intervals.shape[1] != 2 or len(intervals) == 0:
        raise ValueError(
            f"the domain needs one (low, high) pair for each coordinate, got shape {np.shape(domain)}"
        )
    for axis, (low, high) in enumerate(intervals):
        if not (np.isfinite(low) and np.isfinite(high)):
            raise ValueError(f"the domain of coordinate {axis + 1} must be finite, got ({low:g}, {high:g})")
        if low >= high:
            raise ValueError(f"the domain of coordinate {axis + 1} is empty: {low:g} is not below {high:g}")
    return read_only(intervals)


def check_count(name: str, count: int, least: int) -> None:
    """Raise ValueError unless `count` is a whole number of at least `least`."""
    if not isinstance(count, (int, np.integer)) or count < least:
        raise ValueError(f"{name} must be a whole number of at least {least}, got {count!r}")

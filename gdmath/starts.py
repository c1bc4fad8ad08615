"""Random places for many descents to start from, spread so that each can be seen."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, check_count, read_only


def spread_starts(
    low: float,
    high: float,
    count: int,
    *,
    seed: int,
    spacing: float = 0.0,
    avoid: ArrayLike = (),
    clearance: float = 0.0,
) -> FloatArray:
    """Return random starts on a line, without those too close to another one or to a place to avoid.

    All `count` are drawn evenly from the interval and sorted. Then they are gone through from left to right:
    a start is left out if it lies closer than `clearance` to a place to avoid, or closer than `spacing` to
    the one before it that has been kept. So at most `count` come back, often fewer.

    Parameters
    ----------
    low, high
        Ends of the interval.
    count
        How many are drawn.
    seed
        The same seed gives the same starts.
    spacing
        Least distance between neighbours that are kept.
    avoid
        Places where a start would show nothing, such as the minima.
    clearance
        Least distance from each of them.

    Returns
    -------
    FloatArray, shape (k,)
        Increasing and read-only; k is at most `count`, and may be 0.

    Raises
    ------
    ValueError
        If the interval is empty or not finite, `count` is no whole number above 0, or a distance is negative
        or not finite.

    Examples
    --------
    >>> spread_starts(-5, 5, 6, seed=2).round(2).tolist()
    [-4.08, -2.38, -2.02, 1.0, 2.29, 3.14]
    >>> spread_starts(-5, 5, 6, seed=2, spacing=0.5, avoid=[3], clearance=0.5).round(2).tolist()
    [-4.08, -2.38, 1.0, 2.29]
    """
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"the starts need a finite interval, low end first, got ({low:g}, {high:g})")
    check_count("count", count, least=1)
    for name, distance in (("spacing", spacing), ("clearance", clearance)):
        if not 0 <= distance < math.inf:
            raise ValueError(f"the {name} must be finite and not negative, got {distance:g}")
    drawn = np.sort(np.random.default_rng(seed).uniform(low, high, count))
    shunned = np.asarray(avoid, dtype=np.float64).ravel()
    is_clear = (np.abs(drawn[:, None] - shunned) >= clearance).all(axis=1)
    kept: list[float] = []
    for start in drawn[is_clear].tolist():
        if not kept or start - kept[-1] >= spacing:
            kept.append(start)
    return read_only(kept)

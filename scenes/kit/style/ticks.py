"""Round numbers for axes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

ROUND_STEPS = (1.0, 2.0, 5.0, 10.0)


def nice_step(span: float, count: int) -> float:
    """Return the round step (1, 2 or 5 times a power of ten) that gives about ``count`` intervals.

    Raises
    ------
    ValueError
        If the span is not positive and finite, or the count is below 1.
    """
    if not (span > 0 and math.isfinite(span)):
        raise ValueError(f"An axis needs a positive, finite span, not {span:g}: give it high > low.")
    if count < 1:
        raise ValueError(f"An axis needs at least one interval, not {count}.")
    raw = span / count
    power = 10.0 ** math.floor(math.log10(raw))
    return power * min(ROUND_STEPS, key=lambda step: abs(math.log(step * power / raw)))


def decimals_of(step: float) -> int:
    """Return how many decimals tell the multiples of a step apart.

    Examples
    --------
    >>> decimals_of(0.25), decimals_of(20.0)
    (2, 0)
    """
    for decimals in range(12):
        if math.isclose(round(step, decimals), step, rel_tol=1e-9):
            return decimals
    return 12


def nice_ticks(low: float, high: float, count: int = 5) -> tuple[NDArray[np.float64], int]:
    """Return the multiples of a round step within ``low..high``, and the decimals to write them with.

    Examples
    --------
    >>> nice_ticks(0.0, 10.0, 5)
    (array([ 0.,  2.,  4.,  6.,  8., 10.]), 0)
    """
    step = nice_step(high - low, count)
    slack = 1e-9 * (high - low)
    first, last = math.ceil((low - slack) / step), math.floor((high + slack) / step)
    return np.arange(first, last + 1, dtype=np.float64) * step, decimals_of(step)


def padded_range(values: NDArray[np.float64], margin: float = 0.08) -> tuple[float, float]:
    """Return the range of the finite values, widened on both sides by a share of itself.

    A range of no width is widened by 1 (or a tenth of its value), so that an axis can show it.
    """
    finite = np.asarray(values, dtype=float)
    finite = finite[np.isfinite(finite)]
    if finite.size == 0:
        raise ValueError("An axis has no finite value to show: check the data for NaN and infinity.")
    low, high = float(finite.min()), float(finite.max())
    pad = margin * (high - low) if low < high else max(1.0, 0.1 * abs(high))
    return low - pad, high + pad

"""Round numbers for axes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from scenes.kit.style.numbers import RESIDUE, NumberFormat

ROUND_STEPS = (1.0, 2.0, 5.0, 10.0)

NARROWEST = 1e-14
"""Steps that are smaller shares of the numbers on an axis are lost in the rounding of floats."""


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


def nice_ticks(low: float, high: float, count: int = 5) -> tuple[NDArray[np.float64], NumberFormat]:
    """Return the multiples of a round step within ``low..high``, and the format to write them in.

    Raises
    ------
    ValueError
        As `nice_step` does, and if the range is too narrow for its ticks to be different numbers.

    Examples
    --------
    >>> ticks, number_format = nice_ticks(0.0, 1.0, 4)
    >>> [number_format.typst(tick) for tick in ticks]
    ['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']
    """
    step, largest = nice_step(high - low, count), max(abs(low), abs(high))
    if step < NARROWEST * largest:
        raise ValueError(
            f"An axis from {low:.17g} to {high:.17g} is too narrow for its ticks to differ: "
            "shift or rescale the data."
        )
    slack = 1e-9 * (high - low)
    first, last = math.ceil((low - slack) / step), math.floor((high + slack) / step)
    ticks = np.arange(first, last + 1, dtype=np.float64) * step
    return ticks, NumberFormat.of_multiples(step, float(np.abs(ticks).max(initial=0.0)))


def padded_range(values: NDArray[np.float64], margin: float = 0.08) -> tuple[float, float]:
    """Return the range of the finite values, widened on both sides by a share of itself.

    A range of no width, but for rounding, is widened by 1 (or a tenth of its value), so that an axis can
    show it.
    """
    finite = np.asarray(values, dtype=float)
    finite = finite[np.isfinite(finite)]
    if finite.size == 0:
        raise ValueError("An axis has no finite value to show: check the data for NaN and infinity.")
    low, high = float(finite.min()), float(finite.max())
    largest = max(abs(low), abs(high))
    pad = margin * (high - low) if high - low > RESIDUE * largest else max(1.0, 0.1 * largest)
    return low - pad, high + pad

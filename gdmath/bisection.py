"""Bisection down to neighbouring floating-point numbers, where a whole library would take long to load."""

from __future__ import annotations

from collections.abc import Callable


def last_where(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the last number from `low` on at which a condition holds that does not hold at `high`.

    Parameters
    ----------
    holds
        The condition. If it changes more than once between the ends, one of its changes is found.
    low, high
        Finite, in any order.

    Examples
    --------
    >>> last_where(lambda x: x * x < 2, 0.0, 2.0)
    1.414213562373095
    """
    while (middle := low + (high - low) / 2) not in (low, high):
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low

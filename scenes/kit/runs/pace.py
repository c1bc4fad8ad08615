"""How quickly steps are shown: the first one by one and all others evenly, or ever faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath import FloatArray, IntArray
from scenes.kit.style.language import translated

SOON: Final = 0.04
"""Share of a race in which what tells of an arrival appears."""


def steps_a_second(count: int, seconds: float) -> float:
    """Return at which pace so many steps take about so long: a number with one digit, at least 1.

    Examples
    --------
    >>> steps_a_second(1997, 6.5), steps_a_second(4, 6.5)
    (300.0, 1.0)
    """
    return max(1.0, float(f"{count / seconds:.1g}"))


def first_then_evenly(last: int, first: int, count: int) -> IntArray:
    """Return the first steps one by one, and about so many of all others up to the last, evenly.

    Examples
    --------
    >>> first_then_evenly(10, 2, 5).tolist(), first_then_evenly(1, 3, 5).tolist()
    ([0, 1, 2, 4, 6, 8, 10], [0, 1])
    """
    begin = min(first, last)
    others = np.linspace(begin, last, count).round().astype(int)
    return np.unique(np.append(np.arange(begin), others))


def paced(shown: ArrayLike, first: int, slow: float, pace: float) -> FloatArray:
    """Return at what second each shown step is reached.

    Parameters
    ----------
    shown : shape (m + 1,)
        The steps' numbers, from 0.
    first, slow
        So many of them take so many seconds each.
    pace
        So many of the others are taken in each second.
    """
    steps = np.asarray(shown, dtype=np.float64)
    return slow * np.minimum(steps, first) + np.maximum(steps - first, 0.0) / pace


def pace_in_words(pace: float) -> str:
    """Return words for the pace: what is seen quickly may be slow."""
    words = "{pace} steps a second" if pace != 1 else "{pace} step a second"
    return translated(words, pace=f"{pace:.0f}")


def ever_faster(end: float, begin: float = 0.0) -> Callable[[float], float]:
    """Return the rate function for a clock to an end: ten times as many steps take about the same time.

    Parameters
    ----------
    end, begin
        What the clock says at last and at first, begin < end.

    Examples
    --------
    >>> pace = ever_faster(99.0)
    >>> [round(99.0 * pace(share), 9) for share in (0.0, 0.5, 1.0)]
    [0.0, 9.0, 99.0]
    >>> pace = ever_faster(99.0, 9.0)
    >>> [round(9.0 + 90.0 * pace(share), 9) for share in (0.0, 1.0)]
    [9.0, 99.0]
    """
    times = (1 + end) / (1 + begin)
    # It may be asked after its end.
    return lambda share: float((1 + begin) * (times ** min(share, 1.0) - 1) / (end - begin))

"""Which levels a contour map shows: even ones, those of a flat valley's floor, or those of equal areas."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath import LinearRegression
from scenes.kit.painted.painted import Floats
from scenes.kit.style.ticks import nice_step, nice_ticks

VALLEY = 0.5
"""How far the lowest line of a valley's floor reaches to either side, in sizes of the map."""

VALLEY_LINES = 3

EVEN = (0.15, 0.85)
"""Where the median height lies, as a share of all heights, if these are spread evenly enough."""


USUAL: Final = 0.05
"""Beside a pole, this share of all heights is no guide to what a space should hold."""

FAR_OFF: Final = 1000.0
"""A height so many times the usual spread away from the usual ones is at a pole."""


def cost_levels(
    cost: LinearRegression, window: ArrayLike, count: int = 10, top: float | None = None
) -> tuple[Floats, Floats]:
    """Return even round levels of a cost, and finer ones of its valley's floor, if it has one.

    Parameters
    ----------
    cost
        Of two parameters.
    window
        What the map shows, shape (2, 2).
    count
        About how many even levels there are.
    top
        How high they go; as high as the window's highest corner if None.
    """
    if top is None:
        top = float(cost.value(np.stack(np.meshgrid(*np.asarray(window)), axis=-1)).max())
    even, _ = nice_ticks(float(cost.value(cost.closed_form())), top, count)
    return even, valley_levels(cost, window, below=even[0])


def valley_levels(cost: LinearRegression, window: ArrayLike, below: float) -> Floats:
    """Return the first round levels above a cost's least value, evenly spaced.

    Parameters
    ----------
    window
        What the map shows, shape (2, 2): the lowest of their lines is about half as long as it.
    below
        None is as high as this.

    Returns
    -------
    Array of some levels, or of none where fewer than two are below.
    """
    best = cost.closed_form()
    least = float(cost.value(best))
    _, ways = np.linalg.eigh(cost.hessian(best))
    end = best + VALLEY * ways[:, 0] / np.max(np.abs(ways[:, 0]) / np.ptp(window, axis=1))
    step = nice_step(float(cost.value(end)) - least, 1)
    levels = nice_ticks(least, least + (VALLEY_LINES + 1) * step, VALLEY_LINES + 1)[0]
    floor = levels[(levels > least) & (levels < below)][:VALLEY_LINES]
    return floor if len(floor) > 1 else floor[:0]


def round_levels(heights: Floats) -> Floats:
    """Return even round levels where heights are spread evenly enough, and else levels of equal areas.

    Parameters
    ----------
    heights
        Sampled values of any shape; values that are not finite are left out.

    Raises
    ------
    ValueError
        If the heights are all the same: there is no contour to draw.
    """
    finite = heights[np.isfinite(heights)]
    low, high = float(finite.min(initial=np.inf)), float(finite.max(initial=-np.inf))
    if low < high and EVEN[0] < (np.median(finite) - low) / (high - low) < EVEN[1]:
        return nice_ticks(low, high, 10)[0]
    return quantile_levels(heights)


def usual_heights(heights: Floats) -> Floats:
    """Return the heights that a space should hold, shape (n,): all finite ones, but no extremes at a pole.

    Parameters
    ----------
    heights
        Sampled values of any shape.
    """
    finite = heights[np.isfinite(heights)]
    if finite.size == 0:
        return finite
    low, high = np.quantile(finite, [USUAL, 1 - USUAL])
    reach = FAR_OFF * (high - low)
    if finite.max() > high + reach:
        finite = finite[finite <= high]
    return finite[finite >= low] if finite.min() < low - reach else finite


def quantile_levels(heights: Floats, count: int = 9) -> Floats:
    """Return about ``count`` round levels that share the sampled area out evenly.

    Parameters
    ----------
    heights
        Sampled values of any shape; values that are not finite are left out.

    Raises
    ------
    ValueError
        If the heights are all the same: there is no contour to draw.
    """
    finite = heights[np.isfinite(heights)]
    if finite.size == 0 or np.ptp(finite) == 0:
        raise ValueError("The objective is constant over the plot: it has no contours; choose other ranges.")
    raw = np.quantile(finite, np.linspace(0, 1, count + 2)[1:-1])
    return _distinct(np.array([_two_digits(level) for level in raw]))


def _two_digits(value: float) -> float:
    return float(f"{value:.1e}")


def _distinct(levels: Floats) -> Floats:
    unique = np.unique(levels)
    return unique if len(unique) > 1 else np.array([unique[0] * 0.5, unique[0]])

"""A valley whose gradients are noisy: the cost of fitting a line, seen a few rows of the data at a time."""

from __future__ import annotations

from typing import Final

import numpy as np

from gdmath.data import Dataset
from gdmath.regression import Convention, LinearRegression

ROWS: Final = 40
"""So many points has the data set."""

LINE: Final = (0.8, -0.5)
"""Slope and intercept of the line that they scatter about."""


def noisy_valley(scatter: float = 0.4, seed: int = 5) -> LinearRegression:
    """Return half the mean squared error of a line through 40 points that scatter about one.

    Itself it is a smooth, narrow valley; its condition number is about 34. The noise is the rule's, as in
    practice: ``mini_batch(rule, 4, seed)`` follows gradients of 4 of the points at a time, which agree on
    where the walls are, not on where the minimum is. How much they disagree there grows with the scatter.

    Formula: y_i = 0.8 x_i - 0.5 + e_i, with x_i normal about 1.5 with the standard deviation 0.6, and e_i
    about 0 with `scatter`.

    Parameters
    ----------
    scatter
        Standard deviation of the points about the line; not negative.
    seed
        The same seed gives the same points.

    Raises
    ------
    ValueError
        If the scatter is negative or not finite.

    Examples
    --------
    >>> valley = noisy_valley()
    >>> valley.terms, valley.minima.round(2).tolist()
    (40, [[0.78, -0.48]])
    """
    if not 0 <= scatter < np.inf:
        raise ValueError(f"the scatter of the points must be finite and not negative, got {scatter!r}")
    random = np.random.default_rng(seed)
    x = random.normal(1.5, 0.6, ROWS)
    y = LINE[0] * x + LINE[1] + random.normal(0.0, scatter, ROWS)
    return LinearRegression(Dataset.from_arrays(x, y), Convention.HALF_MSE)

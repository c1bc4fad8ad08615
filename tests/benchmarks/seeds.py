"""The numbers behind the three animations that everybody draws: the same for all who draw them."""

from __future__ import annotations

from typing import Any

import numpy as np

from gdmath import SIX_POINTS, TEN_POINTS, fit_by_descent

LINE = fit_by_descent(TEN_POINTS, start=(0.0, 0.0), iterations=200, learning_rate=0.001)
"""A line that is fitted to ten points."""

VALLEY = fit_by_descent(SIX_POINTS, start=(3.0, -1.0), iterations=12_000, learning_rate=0.001)
"""A path through the contours of its cost, and over the same cost as a surface."""

SHOWN = np.unique(np.geomspace(1, 12_000, 220).astype(int))
PATH = VALLEY.path[np.append(0, SHOWN)]

W_RANGE, B_RANGE = (-4.0, 4.0), (-3.0, 4.0)
LEVELS = np.array([44.0, 50.0, 70.0, 100.0, 200.0, 300.0, 450.0, 600.0])

TURN = 40.0
"""Degrees by which the camera goes round the surface."""


def cost(w: Any, b: Any) -> Any:
    """Return the cost of lines, for numbers or arrays of equal shape."""
    return VALLEY.cost.value(np.stack([w, b], axis=-1))


def progress(share: float, last: int) -> int:
    """Return the iterate that is shown after a share of the film, 0 to 1."""
    return min(round(share * last), last)

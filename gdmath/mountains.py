"""The mountainside on which the lecture begins and ends."""

from __future__ import annotations

import numpy as np

from gdmath.arrays import FloatArray
from gdmath.functions import from_function
from gdmath.objectives import Objective


def mountainside() -> Objective:
    """Return the height of a mountainside with a high valley, a pass, and a deeper valley behind it.

    Examples
    --------
    >>> high, deep = sorted(mountainside().minima[:, 0].round(1).tolist())
    >>> high, deep
    (4.2, 8.3)
    """
    return from_function(_height, (0.0, 10.0), name="the mountainside")


def _height(x: FloatArray) -> FloatArray:
    summit = 2.9 * np.exp(-(((x - 1.0) / 1.5) ** 2))
    crossing = 2.0 * np.exp(-(((x - 6.0) / 0.95) ** 2))
    far_side = 1.9 * np.exp(-(((x - 10.7) / 1.3) ** 2))
    return np.asarray(summit + crossing + far_side + 0.24 * (8.2 - x) + 0.05 * np.sin(2.9 * x))

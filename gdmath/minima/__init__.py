"""Search for the strict local minima of a function in a window: grids find basins, then each is narrowed."""

from __future__ import annotations

import numpy as np

from gdmath.arrays import FloatArray, PointFunction
from gdmath.minima.curve import minima_of_curve
from gdmath.minima.surface import minima_of_surface

_SEARCHES = {1: minima_of_curve, 2: minima_of_surface}


def find_minima(value: PointFunction, gradient: PointFunction, domain: FloatArray) -> FloatArray:
    """Return the strict local minima of a function of one or two variables inside a window.

    A minimum may be smooth, as flat as x^4, or a kink; it is strict if all points around it are higher. So
    the points of a valley's floor and of a plateau are none, and neither are poles, the places where the
    function ends, and those on the window's border. A basin narrower than a grid cell (1/1000 of an interval,
    1/120 of a side of a rectangle) can be missed, unless another lies beside it in one cell: minima are told
    apart down to 1/20 of a cell.

    Parameters
    ----------
    value, gradient
        Vectorised: points (..., d) to (...) and (..., d). Where they are not defined, they may be NaN or
        infinite.
    domain : shape (d, 2)

    Returns
    -------
    FloatArray, shape (m, d)
        Lowest first; empty for more than two variables.
    """
    if len(domain) not in _SEARCHES:
        return np.empty((0, len(domain)))
    with np.errstate(all="ignore"):
        found = _SEARCHES[len(domain)](value, gradient, domain).reshape(-1, len(domain))
        return found[np.argsort(value(found), kind="stable")]

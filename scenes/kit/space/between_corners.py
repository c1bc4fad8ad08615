"""Heights between the corners of a grid: what lies on a surface asks for them many times a picture."""

from __future__ import annotations

from typing import Any

import numpy as np

from scenes.kit.painted.compiled import compiled

_ROUNDING = 1e-9  # cells that a point may lie beside the grid


@compiled("void(float64[:,:], float64[::1], float64[::1], float64[::1])")
def bilinear(heights: Any, u: Any, v: Any, result: Any) -> None:
    """Interpolate a grid: linearly along either side of a cell.

    Parameters
    ----------
    heights
        At the corners, shape (n + 1, m + 1).
    u, v
        Points, in cells from the first corner, shape (k,).
    result
        Gets the heights there, shape (k,): NaN beside the grid. In a cell that has a corner without a value
        it is the mean of the other corners', NaN if there is none.
    """
    rows, columns = heights.shape[0] - 1, heights.shape[1] - 1
    for k in range(u.shape[0]):
        result[k] = np.nan
        is_over = abs(u[k] - rows / 2) <= rows / 2 + _ROUNDING
        if not (is_over and abs(v[k] - columns / 2) <= columns / 2 + _ROUNDING):
            continue
        i, j = min(max(int(u[k]), 0), rows - 1), min(max(int(v[k]), 0), columns - 1)
        s, t = u[k] - i, v[k] - j
        near = (1 - t) * heights[i, j] + t * heights[i, j + 1]
        far = (1 - t) * heights[i + 1, j] + t * heights[i + 1, j + 1]
        height = (1 - s) * near + s * far
        if np.isnan(height):
            total, count = 0.0, 0
            for a in range(i, i + 2):
                for b in range(j, j + 2):
                    if np.isfinite(heights[a, b]):
                        total, count = total + heights[a, b], count + 1
            height = total / count if count else np.nan
        result[k] = height

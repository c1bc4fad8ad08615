"""How far a lamp on the floor lights what a picture shows of a surface, pixel by pixel."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from scenes.kit.painted.compiled import compiled, inlined

RIM = 0.4
"""Share of the lamp's reach in which the light fades out."""


@compiled("void(uint8[:,:,::1], float32[:,::1], float64[:,::1], float32, UniTuple(float64, 5))")
def light_up(pixels: Any, depth: Any, look: Any, nothing: Any, lamp: Any) -> None:
    """Darken the pixels that a lamp lights in part, and leave out those that it does not light, in place.

    Parameters
    ----------
    pixels
        Four bytes each, shape (height, width, 4).
    depth
        Of each pixel, from the eye, in world units, shape (height, width); those that are lit by half or
        less have none afterwards.
    look
        How the eye sees, as `place_corners` takes it.
    nothing
        The depth of pixels that have none.
    lamp
        Its place on the floor and its reach in world units, and the column and row of the first pixel.
    """
    height, width = depth.shape
    light = np.empty((height, width))
    for row in range(height):
        for column in range(width):
            far = float(depth[row, column])
            light[row, column] = _light(look, lamp, row, column, far) if far < nothing / 2 else 0.0
    for row in range(height):
        for column in range(width):
            is_known = depth[row, column] < nothing / 2
            share = light[row, column] if is_known else _brightest_beside(light, row, column)
            for channel in range(4):
                pixels[row, column, channel] = np.uint8(np.rint(pixels[row, column, channel] * share))
            if share <= 0.5:
                depth[row, column] = nothing


@inlined()
def _light(look: Any, lamp: Any, row: Any, column: Any, far: Any) -> Any:
    """Return how lit a pixel is, 0 to 1: its depth tells how far from the lamp is what it shows."""
    x, y, reach, left, top = lamp
    unit, center_x, center_y, distance = look[4, 0], look[4, 1], look[4, 2], look[4, 3]
    across = (column + 0.5 + left - center_x) * far / (unit * distance)
    upwards = (center_y - (row + 0.5 + top)) * far / (unit * distance)
    near = distance - far
    away_x = look[3, 0] - x + across * look[0, 0] + upwards * look[1, 0] + near * look[2, 0]
    away_y = look[3, 1] - y + across * look[0, 1] + upwards * look[1, 1] + near * look[2, 1]
    faded = min(max((math.hypot(away_x, away_y) / reach - (1 - RIM)) / RIM, 0.0), 1.0)
    return 1 - faded * faded * (3 - 2 * faded)


@inlined()
def _brightest_beside(light: Any, row: Any, column: Any) -> Any:
    """Return how lit a rim's pixel is that the surface fills in part: as the brightest beside it."""
    height, width = light.shape
    brightest = 0.0
    if row > 0:
        brightest = max(brightest, light[row - 1, column])
    if row + 1 < height:
        brightest = max(brightest, light[row + 1, column])
    if column > 0:
        brightest = max(brightest, light[row, column - 1])
    if column + 1 < width:
        brightest = max(brightest, light[row, column + 1])
    return brightest

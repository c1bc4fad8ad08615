"""From where a run over a surface is seen best."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from scenes.kit.painted.painted import Floats
from scenes.kit.space.surface import HeightField

MIDDLE = -40.0
"""Azimuth in the middle of a turn: x runs to the right and nearer, y to the right and away from the eye."""

ABOVE = 0.1
"""World units from the ground to what is to be seen, a ball's middle."""

SPOTS = 17
"""Places along the walk at which it is asked whether they are seen."""

READING = 2.0
"""So many spots may be hidden for the sake of axes that run as one reads them."""


BESIDE = 28.0
"""Degrees from a valley's end to where a turn ends that shows its wall."""


def best_turn(surface: HeightField, walk: Floats, turn: float, elevations: tuple[float, float]) -> Floats:
    """Return the first and last azimuth and elevation, shape (2, 2), of a turn that shows a walk well.

    It turns to the right, about `MIDDLE` or that a quarter, half or three quarters further: with a turn
    of at most 60 degrees, every axis keeps its edge of the box. Of these it is the one that hides the
    walk least; if several hide it equally, the one with the walk nearest to the eye.

    Parameters
    ----------
    surface
        What may hide the walk.
    walk
        Where it leads, shape (n, 2), in the space's coordinates.
    turn
        Degrees between the first and the last azimuth.
    elevations
        The first and the last one, in degrees.
    """
    view = surface.space.view
    places = np.linspace(0, len(walk) - 1, SPOTS)
    x, y = (np.interp(places, np.arange(len(walk)), walk[:, k]) for k in (0, 1))
    spots = np.nan_to_num(surface.lift(x, y)) + np.array([0.0, 0.0, ABOVE])
    before = view.pose.copy()

    def merit(poses: Floats) -> float:
        seen = READING if abs(poses[:, 0].mean() - MIDDLE) < 1 else 0.0
        for pose, spot in zip(np.linspace(poses[0], poses[1], SPOTS), spots, strict=True):
            view.turn_to(*pose.tolist())
            seen += float(view.axes[2] @ spot) / SPOTS - float(surface.hides(spot)[0])
        return seen

    azimuths = MIDDLE + turn / 2 * np.array([1.0, -1.0])
    turns = [np.column_stack([azimuths + quarter, elevations]) for quarter in (0, 90, 180, 270)]
    best = max(turns, key=merit)
    view.turn_to(*before.tolist())
    return best


def turn_to_wall(
    hessian: Floats, away: Floats, window: ArrayLike, turn: float, near: float
) -> tuple[float, float]:
    """Return the first azimuth of a turn that ends past a valley's end, facing a wall, and the turn to it.

    Parameters
    ----------
    hessian
        Of the function in its minimum, shape (2, 2): the valley runs where it is least curved.
    away
        From the minimum to a point on the wall, and towards the end of the valley, shape (2,).
    window
        What the floor spans, shape (2, 2).
    turn
        Degrees, without the sign: the turn goes from the valley's side towards its end.
    near
        An azimuth; the first one is at most half a turn from it.
    """
    _, ways = np.linalg.eigh(hessian)
    along, across = (way * (np.sign(way @ away) or 1.0) / np.ptp(window, axis=1) for way in ways.T)
    end = math.degrees(math.atan2(along[1], along[0]))
    side = float(np.sign(along[0] * across[1] - along[1] * across[0]))
    first = end - side * (BESIDE + turn)
    return near + (first - near + 180) % 360 - 180, side * turn

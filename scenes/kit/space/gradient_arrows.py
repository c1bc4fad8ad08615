"""Gradients of a function of two variables as arrows over its surface, never below the ground."""

from __future__ import annotations

from typing import Self

import numpy as np

from gdmath import Objective
from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.space.surface_marks import SurfaceArrow


class RaisedArrow(SurfaceArrow):
    """An arrow that starts where another one ends."""

    def set_tail(self, other: SurfaceArrow) -> Self:
        """Start at another arrow's tip."""
        tip = other.world_points()[-1]
        self.floor, self.height_of_tail = tip[:2], float(tip[2])
        return self

    @property
    def foot(self) -> Floats:
        """World point, shape (3,), of the tail."""
        return np.append(self.floor, self.height_of_tail)


def uphill(objective: Objective, points: Floats, gradients: Floats, scale: float) -> Floats:
    """Return arrows along gradients, shape (n, 3), as steep as it takes to stay above the ground.

    Parameters
    ----------
    objective
        The ground.
    points, gradients
        Where they stand, and the gradients there, shape (n, 2) each.
    scale
        Length on the floor that stands for a gradient of 1: an arrow's shadow is its gradient.
    """
    flat = scale * gradients
    shares = np.linspace(0, 1, 21)[1:, None, None]
    rises = (objective.value(points + shares * flat) - objective.value(points)) / shares[..., 0]
    return np.column_stack([flat, rises.max(axis=0)])


def scale_of(objective: Objective, space: Space, points: Floats, gradients: Floats, longest: float) -> float:
    """Return the scale in which the longest of these arrows has about a length in world units."""
    widths = np.ptp(space.ranges, axis=1)
    steepest = float(np.linalg.norm(gradients, axis=1).max())
    scales = float(widths[:2].max()) / max(steepest, 1e-12) * np.geomspace(1, 1e-4, 200)
    for scale in scales.tolist():
        arrows = uphill(objective, points, gradients, scale) / widths * space.view.size
        if np.linalg.norm(arrows, axis=1).max() <= longest:
            break
    return float(scale)

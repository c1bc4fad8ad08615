"""A coil spring, seen from the side."""

from __future__ import annotations

from typing import Any, Final, Self

import numpy as np

from scenes.kit.painted.strokes import Stroke
from scenes.kit.style import palette

TURNS, STRAIGHT, RADIUS = 7, 0.1, 0.18
"""Its turns, how much of each end is straight, and how far it reaches to each side, in scene units."""

DEPTH: Final = 0.05
"""How far each turn goes back along the spring, as it is seen a little from the end."""


class Spring(Stroke):
    """A coil between two scene points: the nearer they are, the closer its turns.

    Parameters
    ----------
    end, other
        Scene points, shape (3,).
    color
        Of the wire.
    """

    def __init__(self, end: Any, other: Any, color: palette.Color = palette.MUTED) -> None:
        super().__init__(color=color, width=2.5)
        self.put(end, other)

    def put(self, end: Any, other: Any) -> Self:
        """Move both ends: scene points, shape (3,)."""
        first, last = np.asarray(end, dtype=float), np.asarray(other, dtype=float)
        length = float(np.linalg.norm(last - first))
        along = (last - first) / length if length else np.array([0.0, -1.0, 0.0])
        across = np.array([-along[1], along[0], 0.0])
        straight, angle = min(STRAIGHT, length / 4), np.linspace(0, 2 * np.pi * TURNS, 20 * TURNS + 1)
        places = np.linspace(straight, length - straight, len(angle)) + DEPTH * (np.cos(angle) - 1)
        coil = first + places[:, None] * along + RADIUS * np.sin(angle)[:, None] * across
        return self.set_points(np.vstack([first, first + straight * along, coil[1:-1], coil[-1], last]))

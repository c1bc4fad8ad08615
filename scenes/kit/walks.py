"""Descents that are told apart: each with a letter, a colour, and how many of its steps are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from manim import Mobject, ValueTracker

from gdmath import Descent, at
from scenes.kit.motion import stepwise
from scenes.kit.painted import Floats

LETTER_AWAY = 0.38
"""Scene units from a walk's point to its letter."""


class Walk(NamedTuple):
    """A descent with its letter, its colour, and the tracker that says how many of its steps are done."""

    letter: str
    color: str
    radius: float
    descent: Descent
    moment: ValueTracker

    @property
    def done(self) -> float:
        """Steps done at this moment."""
        return stepwise(min(self.moment.get_value(), float(self.descent.iterations)))

    @property
    def landed(self) -> int:
        """Whole steps done at this moment."""
        return int(self.done + 1e-6)

    @property
    def place(self) -> Floats:
        """Where the walk is at this moment, shape (2,)."""
        return at(self.descent.points, self.done)

    @property
    def slopes(self) -> Floats:
        """Length of the gradient at each iterate."""
        return np.asarray(np.linalg.norm(self.descent.gradients, axis=1))


def letter_offsets(paths: Sequence[Floats]) -> list[Floats]:
    """Return the way from each path's point to its letter: onwards from where it came, unless one is there.

    Parameters
    ----------
    paths
        Scene points of each walk's iterates, shape (k + 1, 3).
    """
    offsets: list[Floats] = []
    held = np.empty((0, 3))
    for path in paths:
        x, y, _ = path[-1] - path.mean(axis=0)
        angles = np.arctan2(y, x) + np.radians([0, 60, -60, 120, -120, 180])
        ring = LETTER_AWAY * np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=-1)
        spots = path[[0, -1]] + ring[:, None]
        room = np.linalg.norm(spots[:, :, None] - held, axis=-1).min(axis=(1, 2), initial=9.0)
        best = int(np.argmax(room > LETTER_AWAY))
        offsets.append(ring[best])
        held = np.vstack([held, spots[best]])
    return offsets


def following(walk: Walk, seen: Callable[..., Floats], offset: Floats) -> Callable[[Mobject], None]:
    """Return the updater that keeps a label beside a walk's point, where that is seen at all."""

    def follow(label: Mobject) -> None:
        place = seen(*walk.place) + offset
        if np.isfinite(place).all():
            label.move_to(place)

    return follow

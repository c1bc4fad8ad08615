"""Parameters that are tried out one at a time, by hand, before any rule moves them."""

from __future__ import annotations

import numpy as np
from manim import Animation, ValueTracker, smooth
from numpy.typing import ArrayLike

from gdmath import FloatArray
from scenes.kit.style.motion import glide


class Trial:
    """Parameters that can be moved away from where they are, and back; whatever follows them goes along.

    Parameters
    ----------
    start : shape (d,)
        Where they are.

    Examples
    --------
    >>> trial = Trial([3.0, -1.0])
    >>> trial.changes[1].set_value(0.5)
    ValueTracker
    >>> trial.point.tolist()
    [3.0, -0.5]
    """

    def __init__(self, start: ArrayLike) -> None:
        self.start: FloatArray = np.array(start, dtype=np.float64)
        self.changes = [ValueTracker(0.0) for _ in self.start]

    @property
    def point(self) -> FloatArray:
        """The parameters at this moment, shape (d,)."""
        return self.start + [change.get_value() for change in self.changes]

    def move(self, number: int, change: float, run_time: float) -> Animation:
        """Return the animation that takes one parameter so far away from its start, slow off and slow on."""
        return glide(self.changes[number], change, run_time, smooth)

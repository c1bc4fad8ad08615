"""What is said of a descent along a curve in a word or two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdmath import Descent, StopReason, at
from scenes.kit.painted.painted import Floats
from scenes.kit.style.numbers import short


def arrived(walk: Descent) -> bool:
    """Return whether a descent came to steps as short as asked for."""
    return walk.stop is StopReason.CONVERGED


def verdict(walk: Descent, iterations: int) -> str:
    """Return in a word or two what a descent in one variable does in its first iterations."""
    steps = np.diff(walk.points[:, 0])
    if not arrived(walk) and abs(steps[-1]) > abs(steps[0]):
        return "runs away"
    if np.any(steps[1:] * steps[:-1] < 0):
        return "overshoots"
    slopes = np.abs(walk.gradients[:, 0])
    return "crawls" if at(slopes, iterations) > 0.1 * slopes[0] else "walks straight in"


def growth_of_swings(x: Floats) -> list[str]:
    """Return in rows by how much steps between iterates x, shape (k + 1,), are longer than the one before.

    It is the same for all of them on a parabola; else it is that of the last one.
    """
    steps = np.abs(np.diff(x))
    ratios = steps[1:] / steps[:-1]
    if np.allclose(ratios, ratios[0]):
        return ["each swing is", f"${short(ratios[0])}$ times as wide", "as the last one"]
    return [f"last swing: ${short(ratios[-1])}$ times", "as wide as the", "one before"]


def listed(words: Sequence[str]) -> str:
    """Return words as one would say them.

    Examples
    --------
    >>> listed(["303", "19", "22"])
    '303, 19 and 22'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

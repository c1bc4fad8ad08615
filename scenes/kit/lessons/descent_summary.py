"""What is said of a descent along a curve in a word or two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdmath import Descent, Objective, StopReason, at
from gdmath.valleys import nearest_minimum
from scenes.kit.runs.run import Run
from scenes.kit.style.numbers import short


def arrived(walk: Descent) -> bool:
    """Return whether a descent came to steps as short as asked for."""
    return walk.stop is StopReason.SMALL_STEP


def verdict(walk: Descent, iterations: int) -> str:
    """Return in a word or two what a descent in one variable does in its first iterations."""
    steps = np.diff(walk.points[:, 0])
    if not arrived(walk) and abs(steps[-1]) > abs(steps[0]):
        return "runs away"
    if np.any(steps[1:] * steps[:-1] < 0):
        return "overshoots"
    slopes = np.abs(walk.gradients[:, 0])
    return "crawls" if at(slopes, iterations) > 0.1 * slopes[0] else "walks straight in"


def steps_taken(walk: Descent, cap: int) -> str:
    """Return how many steps a descent took until it stopped, or that it did not stop within a cap."""
    return str(walk.iterations) if arrived(walk) else f"more than {cap}"


def distance_left(walk: Descent, objective: Objective) -> float:
    """Return how far from the nearest minimum a descent stopped."""
    return float(np.linalg.norm(nearest_minimum(objective, walk.points[-1]) - walk.points[-1]))


def ending(walk: Descent, objective: Objective, cap: int) -> str:
    """Return how far from which minimum a descent stopped, or that it did not within a cap, as Typst."""
    if not arrived(walk):
        return f"not within {cap} steps"
    minimum = float(nearest_minimum(objective, walk.points[-1])[0])
    return f"${short(distance_left(walk, objective), 2)}$ from $x = {short(minimum)}$"


def growth_of_swings(run: Run) -> list[str]:
    """Return in rows by how much a run's steps along a curve are longer than the one before.

    It is the same for all shown ones on a parabola; else it is that of the last one. Two steps are
    compared at least.
    """
    steps = np.abs(np.diff(run.series("point")[: max(run.shown[-1], 2) + 1, 0]))
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

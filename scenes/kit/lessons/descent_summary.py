"""What is said of a descent along a curve in a word or two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np

from gdmath import Descent, Objective, StopReason, at
from gdmath.valleys import nearest_minimum
from scenes.kit.runs.run import Run
from scenes.kit.style.language import translated
from scenes.kit.style.numbers import short


def arrived(walk: Descent) -> bool:
    """Return whether a descent came to steps as short as asked for."""
    return walk.stop is StopReason.SMALL_STEP


def verdict(walk: Descent, iterations: int) -> str:
    """Return in a word or two what a descent in one variable does in its first iterations."""
    steps = np.diff(walk.points[:, 0])
    if not arrived(walk) and abs(steps[-1]) > abs(steps[0]):
        return translated("runs away")
    if np.any(steps[1:] * steps[:-1] < 0):
        return translated("overshoots")
    slopes = np.abs(walk.gradients[:, 0])
    crawls = at(slopes, iterations) > 0.1 * slopes[0]
    return translated("crawls") if crawls else translated("walks straight in")


class Ending(NamedTuple):
    """How a descent along a curve ended.

    Attributes
    ----------
    steps
        How many steps it took until it stopped, or that it did not stop within a cap, as it is spoken.
    gap
        How far from the nearest minimum it ended.
    words
        The gap, and from which minimum, or that it did not stop, as Typst markup.
    """

    steps: str
    gap: float
    words: str

    @classmethod
    def of(cls, walk: Descent, objective: Objective, cap: int) -> Self:
        """Return the ending of a descent that was given so many iterations at most."""
        minimum, end = float(nearest_minimum(objective, walk.points[-1])[0]), float(walk.points[-1, 0])
        gap = abs(end - minimum)
        if not arrived(walk):
            return cls(f"more than {cap}", gap, translated("not within {cap} steps", cap=cap))
        words = translated("${gap}$ from $x = {minimum}$", gap=short(gap, 2), minimum=short(minimum))
        return cls(str(walk.iterations), gap, words)


def growth_of_swings(run: Run) -> list[str]:
    """Return in rows by how much a run's steps along a curve are longer than the one before.

    It is the same for all shown ones on a parabola; else it is that of the last one. Two steps are
    compared at least; there are no rows where there are not so many.
    """
    steps = np.abs(np.diff(run.series("point")[: max(run.shown[-1], 2) + 1, 0]))
    if len(steps) < 2 or not steps.all():
        return []
    ratios = steps[1:] / steps[:-1]
    if np.allclose(ratios, ratios[0]):
        words = translated("each swing is\n${ratio}$ times as wide\nas the last one", ratio=short(ratios[0]))
    else:
        words = translated("last swing: ${ratio}$ times\nas wide as the\none before", ratio=short(ratios[-1]))
    return words.splitlines()


def listed(words: Sequence[str]) -> str:
    """Return words as one would say them.

    Examples
    --------
    >>> listed(["303", "19", "22"])
    '303, 19 and 22'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

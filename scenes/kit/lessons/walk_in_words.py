"""What is true of a walk's rate, of its steps and of its end, in words: another walk says something else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdmath import FloatArray, Objective
from gdmath.valleys import nearest_minimum
from scenes.kit.runs.run import Run

SHRINK, GROW = "Every step is shorter than the one before", "Some steps are longer than the one before"

FLATTENS = "As the slope flattens, the steps shorten by themselves"
"""What is true where every step is shorter at one and the same learning rate: each slope is smaller then."""

SHRINK_WHERE_FLAT = "Where it flattens, they shrink by themselves"
NOT_ALL_SHRINK = "But not every step is shorter than the one before"

KEPT = "Eta is found by trying: {tried}. We take"
"""Of a machine that is told no more than a height and slopes: no curvature, from which to compute a rate."""

CHANGES = "The learning rate changes from step to step, at last to"

AS_NEAR_AS_WISHED = "as close as you like"
CLOSE, THERE, UNKNOWN = "close to a minimum, not quite there", "a minimum", "as far as this walk goes"

ONLY = "Is it the only one? The ball cannot know."
TWIN, OTHERS = "Is it the only one? No: here is its twin.", "Is it the only one? No: others are as deep."

LOWEST = "Here are {count} pits. Ours is the lowest, and that was luck."
AMONG = "Here are {count} pits. Ours is one of the {lowest} lowest, and that was luck."
MISSED = "Here are {count} pits. Ours is not the lowest, and the ball cannot know."

LEVEL, HIGHER, LOWER = "just as high as before: nothing gained", "higher than before", "lower than before"

VALUELESS = "there, it has no value"

ALIKE = 1e-6
"""Heights that differ by no more than this share of them are one."""

NEAR, AT = 0.2, 0.005
"""So near the minimum, in shares of the way from the start, it is close; and it is there."""


def height_in_words(before: float, then: float) -> str:
    """Return how high a place lies beside the one before, also where the function has no value there."""
    if not np.isfinite(then):
        return VALUELESS
    if np.isclose(then, before, rtol=ALIKE):
        return LEVEL
    return HIGHER if then > before else LOWER


def steps_in_words(run: Run) -> str:
    """Return whether each step of a run is shorter than the one before, and if it is the slope's doing."""
    if not _all_shrink(run):
        return GROW
    return FLATTENS if _is_rate_kept(run) else SHRINK


def repeated_in_words(run: Run) -> str:
    """Return what becomes of a run's steps while they are repeated, once it is said that they are long."""
    if not _all_shrink(run):
        return NOT_ALL_SHRINK
    return SHRINK_WHERE_FLAT if _is_rate_kept(run) else SHRINK


def _all_shrink(run: Run) -> bool:
    lengths = run.series("length")[:-1]  # the last point's is that of the step before
    return bool(((np.diff(lengths) < 0) | (lengths[1:] == 0)).all())  # once there, none is left to shrink


def rate_in_words(run: Run, tried: Sequence[str]) -> str:
    """Return what a run's learning rate does, and why; the last rate is to follow.

    Parameters
    ----------
    run
        Whose rate it is.
    tried
        What other rates do, if it stays, as `TriedRates` tells it.
    """
    return KEPT.format(tried=", ".join(tried)) if _is_rate_kept(run) else CHANGES


def _is_rate_kept(run: Run) -> bool:
    return bool(np.ptp(run.series("rate")) == 0)


def end_in_words(objective: Objective, run: Run, goal: FloatArray) -> str:
    """Return where a run has ended, as seen from the minimum nearest to its end."""
    if len(objective.minima) == 0:
        return UNKNOWN
    first, last = np.linalg.norm(run.path[[0, -1]] - goal, axis=1)
    if last <= AT * first:
        return THERE
    return UNKNOWN if last > NEAR * first else CLOSE


def nearness_in_words(objective: Objective, run: Run) -> str:
    """Return how near a run has come to the minimum nearest to its end."""
    words = end_in_words(objective, run, nearest_minimum(objective, run.path[-1]))
    return AS_NEAR_AS_WISHED if words == THERE else words


def pits_in_words(own: float, *others: float) -> str:
    """Return what a walk has found among the pits in sight: the lowest, one of these, or another.

    Parameters
    ----------
    own
        The height of the pit in which it has ended.
    others
        Those of the others.
    """
    heights = np.array([own, *others])
    is_lowest = np.isclose(heights, heights.min(), rtol=ALIKE)
    count, lowest = len(heights), int(is_lowest.sum())
    if lowest == count:
        return ONLY if count == 1 else TWIN if count == 2 else OTHERS
    if not is_lowest[0]:
        return MISSED.format(count=count)
    return LOWEST.format(count=count) if lowest == 1 else AMONG.format(count=count, lowest=lowest)

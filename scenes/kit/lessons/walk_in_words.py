"""What is true of a walk's rate, of its steps and of its end, in words: another walk says something else."""

from __future__ import annotations

import numpy as np

from gdmath import FloatArray, Objective
from scenes.kit.runs.run import Run

SHRINK, GROW = "Every step is shorter than the one before", "Some steps are longer than the one before"

SMALLER = "long steps far out, short ones near the goal"

LIKEWISE = "that is what was chosen"

CLOSE, THERE, UNKNOWN = "close to the minimum, not quite there", "the minimum", "as far as this walk goes"

TOO_CAREFUL = "close to the minimum, not quite there: the price of short steps"

NEAR, AT = 0.2, 0.005
"""So near the minimum, in shares of the way from the start, it is close; and it is there."""


def steps_in_words(path: FloatArray) -> str:
    """Return whether each step of a path, shape (n, 2), is shorter than the one before."""
    lengths = np.linalg.norm(np.diff(path, axis=0), axis=1)
    return SHRINK if (np.diff(lengths) < 0).all() else GROW


def rate_in_words(run: Run) -> str:
    """Return why a run's learning rate is what it is."""
    return SMALLER if _rate_falls(run) else LIKEWISE


def _rate_falls(run: Run) -> bool:
    changes = np.diff(run.series("rate")[:-1])  # the last point's is that of the step before
    return bool(len(changes) and (changes < 0).all())


def end_in_words(objective: Objective, run: Run, goal: FloatArray) -> str:
    """Return where a run has ended, as seen from the minimum nearest to its end."""
    if len(objective.minima) == 0:
        return UNKNOWN
    first, last = np.linalg.norm(run.path[[0, -1]] - goal, axis=1)
    if last <= AT * first:
        return THERE
    if last > NEAR * first:
        return UNKNOWN
    return TOO_CAREFUL if _rate_falls(run) else CLOSE

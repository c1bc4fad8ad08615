"""What is true of a walk's rate, of its steps and of its end, in words: another walk says something else."""

from __future__ import annotations

import numpy as np

from gdmath import FloatArray, Objective
from scenes.kit.runs.run import Run

SHRINK, GROW = "Every step is shorter than the one before", "Some steps are longer than the one before"

CURVED = "near the minimum, where the valley curves most, long steps would jump across"
SMALLER, LIKEWISE = "bold at first, careful in the end", "that is what was chosen"

CLOSE, THERE, UNKNOWN = "close to the minimum, not quite there", "the minimum", "as far as this walk goes"

NEAR, AT = 0.2, 0.005
"""So near the minimum, in shares of the way from the start, it is close; and it is there."""


def steps_in_words(path: FloatArray) -> str:
    """Return whether each step of a path, shape (n, 2), is shorter than the one before."""
    lengths = np.linalg.norm(np.diff(path, axis=0), axis=1)
    return SHRINK if (np.diff(lengths) < 0).all() else GROW


def rate_in_words(objective: Objective, run: Run, goal: FloatArray) -> str:
    """Return why a run's learning rate, its series "rate", is what it is; ``goal`` is its minimum.

    A step jumps across a minimum if the rate times the largest curvature there is above 1.
    """
    rates = run.series("rate")
    if not (np.diff(rates) < 0).all():
        return LIKEWISE
    if len(objective.minima) == 0:
        return SMALLER
    curvatures = [float(np.linalg.eigvalsh(objective.hessian(point))[-1]) for point in (*run.path, goal)]
    is_curved = (
        curvatures[-1] == max(curvatures) and rates[0] * curvatures[-1] > 1 >= rates[-1] * curvatures[-1]
    )
    return CURVED if is_curved else SMALLER


def end_in_words(objective: Objective, run: Run, goal: FloatArray) -> str:
    """Return where a run has ended, as seen from the minimum nearest to its end."""
    if len(objective.minima) == 0:
        return UNKNOWN
    first, last = np.linalg.norm(run.path[[0, -1]] - goal, axis=1)
    if last <= AT * first:
        return THERE
    return CLOSE if last <= NEAR * first else UNKNOWN

"""A descent near the limit of its learning rate, whose first swings can be followed by eye."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath import LinearRegression, descend
from scenes.kit.runs.run import Run

ARRIVED: Final = 2e-5
"""The descent is shown until so small a share of its first excess is left."""

ARRIVED_AS: Final = "99.998"
"""The percentage of the way down that is done then, as it is written."""

FASTER: Final = 0.7
"""After the first swings, each takes so much of the time of the one before."""

DOUBLED: Final = 0.9
"""But never so little that their number doubles in fewer seconds: one sees that the descent creeps."""


def swinging_run(cost: LinearRegression, share: float, start: ArrayLike, slow: int) -> Run:
    """Return the run of a descent at a share of the largest learning rate; its clock counts seconds.

    Parameters
    ----------
    cost
        What it goes down, at its minimum in the end.
    share
        Of the limit, below 1.
    start
        Slope and intercept, shape (2,).
    slow
        So many swings last a second each; then they become faster and faster.
    """
    # Each step leaves so much of the distance along the valley, or across; of the excess, the square of it.
    left = max(abs(1 - 2 * share / cost.condition_number), abs(1 - 2 * share))
    steps = int(np.log(ARRIVED) / (2 * np.log(left))) + slow + 1
    walk = descend(cost, share * cost.learning_rate_limit, start, iterations=steps)
    excess = walk.values - float(cost.value(cost.closed_form()))
    last = max(slow + 1, int(np.argmax(excess <= ARRIVED * excess[0])))
    swings = np.arange(last)
    creeping = np.minimum(1.0, DOUBLED / (np.log(2) * np.maximum(swings, 1)))
    seconds = np.maximum(FASTER ** np.clip(swings - slow + 1, 0, None), creeping)
    return Run(walk, shown=np.arange(last + 1), times=np.append(0, np.cumsum(seconds)), eased=True)

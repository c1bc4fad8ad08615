"""A descent near the limit of its learning rate, whose first swings can be followed by eye."""

from __future__ import annotations

import math
from bisect import bisect_left
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath import LinearRegression, descend
from scenes.kit.runs.run import Run

ARRIVED: Final = 2e-5
"""The descent is shown until so small a share of its first excess is left."""

FASTER: Final = 0.7
"""After the first swings, each takes so much of the time of the one before."""

DOUBLED: Final = 0.55
"""But never so little that their number doubles in fewer seconds: one sees that the descent creeps."""


def steps_to_arrive(cost: LinearRegression, rate: float, start: ArrayLike) -> int:
    """Return how many steps a descent below its largest rate takes until `ARRIVED` of its excess is left."""
    spectrum = cost.spectrum
    excess = spectrum.curvatures * ((np.asarray(start) - cost.closed_form()) @ spectrum.axes) ** 2
    factors = 1 - rate * spectrum.curvatures  # what a step leaves of the distance along each axis

    def has_arrived(steps: int) -> bool:
        return bool((excess * factors ** (2 * steps)).sum() <= ARRIVED * excess.sum())

    enough = math.ceil(math.log(ARRIVED) / (2 * math.log(np.abs(factors).max())))
    return bisect_left(range(enough), True, key=has_arrived)


def swinging_run(cost: LinearRegression, rate: float, start: ArrayLike, slow: int) -> Run:
    """Return the run of a descent near the largest learning rate; its clock counts seconds.

    Parameters
    ----------
    cost
        What it goes down, at its minimum in the end.
    rate
        Below the limit.
    start
        Slope and intercept, shape (2,).
    slow
        So many swings last a second each; then they become faster and faster.
    """
    last = max(slow + 1, steps_to_arrive(cost, rate, start))
    walk = descend(cost, rate, start, iterations=last)
    swings = np.arange(last)
    creeping = np.minimum(1.0, DOUBLED / (np.log(2) * np.maximum(swings, 1)))
    seconds = np.maximum(FASTER ** np.clip(swings - slow + 1, 0, None), creeping)
    return Run(walk, shown=np.arange(last + 1), times=np.append(0, np.cumsum(seconds)), eased=True)


def single_step(cost: LinearRegression, start: ArrayLike) -> Run:
    """Return the run of one step at one over the curvature: in a round bowl, it leads to the minimum."""
    return Run(descend(cost, 1 / cost.spectrum.curvatures[0], start, iterations=1))


def told_arrival(cost: LinearRegression, swinging: Run, rate: float) -> dict[str, str]:
    """Return what is said of a swinging run's end, by name.

    It is after how many ``steps``, how many there are from the same start at the rate ``before``, and how
    many ``parts`` there would be of the first excess, if one is what is left then.
    """
    before = str(steps_to_arrive(cost, rate, swinging.path[0]))
    return {"steps": str(swinging.steps), "before": before, "parts": f"{1 / ARRIVED:.0f}"}

"""A walk over a plain into a pit, which takes thousands of steps, in one run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from gdmath import Objective, descend, geometric
from scenes.kit.runs.run import Run
from scenes.kit.space.crowd import ELSEWHERE, pit_of

MOST = 40_000
"""So many steps are tried."""

ARRIVED = 0.002
"""So near to the deepest place of a pit has a walk arrived, in widths of the window, if it is also flatter
there than at its start: nobody believes in an arrival where it is steep."""

MOMENTS = 90
"""So many of the later steps are shown, half of them the closer together the earlier, half the later."""

ARRIVES, STAYS = "It reaches the pit after", "It stays out of the pit for all of"
"""What is said of a walk before the number of its steps."""

ALIKE, STILL = "By slope alone, plain and pit look alike.", "Where it is flat, a walk is slow."
"""What is said of a walk at last: where the slope at its end is as that at its start, and elsewhere."""

SAME = 0.5
"""A slope is as another one if it is at least so many times as steep, and not steeper."""


class LateWalk(NamedTuple):
    """A run whose first steps are shown one by one, and then some moments until it arrives.

    ``arrived`` is the number of steps until it is at the bottom of a pit; None if `MOST` do not take it
    there. Its clock counts the first steps; each of the moments that are shown thereafter takes as long as
    the others.
    """

    run: Run
    arrived: int | None

    @property
    def told(self) -> str:
        """Whether it arrives, as spoken before a number of steps."""
        return STAYS if self.arrived is None else ARRIVES

    @property
    def alike(self) -> str:
        """What its slopes at the start and at its end say of where they are."""
        first, *_, last = self.run.series("slope")[self.run.shown]
        return ALIKE if self.arrived is not None and SAME * first <= last <= first else STILL


def late_walk(objective: Objective, rate: float, start: ArrayLike, first: int) -> LateWalk:
    """Return a walk that ends in a pit, or after its first steps if it does not get there.

    Parameters
    ----------
    objective
        With a known minimum at least.
    rate
        The learning rate.
    start
        Shape (2,).
    first
        So many steps are shown one by one.

    Raises
    ------
    ValueError
        If it starts where it is level.
    """
    walk = descend(objective, rate, start, iterations=MOST, gradient_tolerance=1e-9)
    if walk.iterations == 0:
        raise ValueError(f"there is no step to show, for it is level where the walk starts. {walk.message}")
    last = min(first, walk.iterations)
    steps = np.arange(last + 1)
    if pit_of(objective, walk.points[-1:])[0] == ELSEWHERE:
        return LateWalk(Run(walk, shown=steps, eased=False), None)
    width = float(np.ptp(objective.domain, axis=1).mean())
    away = np.linalg.norm(walk.points - walk.points[-1], axis=1)
    slopes = np.linalg.norm(walk.gradients, axis=1)
    is_flat = slopes <= max(slopes[0], slopes[-1])  # one that is not there after all steps ends where it is
    arrived = int(np.argmax((away < ARRIVED * width) & is_flat))
    if arrived > last + 1:
        early = geometric(max(1, (arrived - last) // 2), MOMENTS // 2)
        # Where both halves meet, one moment is left out: it may be a single step from its neighbour.
        steps = np.concatenate([steps[:-1], last + early, arrived - early[-2::-1]])
    return LateWalk(Run(walk, shown=steps, eased=False), arrived)

"""How steep the ground of a race is, where all start, and where the first rule spends its time."""

from __future__ import annotations

from typing import Final, NamedTuple, Self

import numpy as np

from gdmath import FloatArray
from scenes.kit.runs.ranked_race import RankedRace

LEVEL: Final = 0.01
"""A slope so many times as large as the one along the other axis counts as none."""

ELSEWHERE: Final = 0.1
"""The first rule is elsewhere than at the start from so far on, in shares of what its path spans."""


class RaceSlopes(NamedTuple):
    """Slopes of a race's ground: lengths of the gradient, but for the one across.

    Attributes
    ----------
    start, halfway
        Where all start; and where the first rule is once it has spent half of its gradients; shape (2,).
    steep, floor
        The slopes there.
    level
        The axis, 0 or 1, along which it is less steep at the start.
    along, across
        The slopes at the start along the other axis, and along this one.
    is_level_across
        Whether that is next to nothing beside the slope along the other axis.
    is_elsewhere
        Whether the first rule is, halfway, no longer where it has started.
    """

    start: FloatArray
    halfway: FloatArray
    steep: float
    floor: float
    level: int
    along: float
    across: float
    is_level_across: bool
    is_elsewhere: bool

    @classmethod
    def of(cls, race: RankedRace) -> Self:
        """Return the slopes of a race's ground."""
        run = next(iter(race.runs))
        start, halfway = run.path[0], run.path[np.searchsorted(run.times, run.end / 2)]
        slope, later = (np.abs(race.ground.objective.gradient(place)) for place in (start, halfway))
        return cls(
            start,
            halfway,
            float(np.linalg.norm(slope)),
            float(np.linalg.norm(later)),
            int(slope.argmin()),
            float(slope.max()),
            float(slope.min()),
            bool(slope.min() < LEVEL * slope.max()),
            bool(np.linalg.norm(halfway - start) > ELSEWHERE * np.ptp(run.path, axis=0).max()),
        )

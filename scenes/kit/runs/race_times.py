"""How long races take."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.kit.runs.ranked_race import RankedRace


def race_seconds(races: Sequence[RankedRace], most: float, least: float) -> list[float]:
    """Return how long each race takes: in all, ten times as many gradients in the same time.

    Parameters
    ----------
    races
        All that are shown.
    most, least
        Seconds of the longest one, and of the shortest.
    """
    lengths = np.log1p([race.runs.end for race in races])
    longest = max(lengths.max(), 1.0)
    return [max(least, float(most * length / longest)) for length in lengths]

"""How long races take, and when each rule of one runs: all at once, or one after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from manim import Animation, ValueTracker, linear, squish_rate_func

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


def run_off(
    race: RankedRace, seconds: float, turns: Mapping[str, tuple[float, float]]
) -> tuple[list[Animation], dict[str, float]]:
    """Return the animations of a race, and at which share of its time each rule is through.

    Parameters
    ----------
    race
        Which one it is.
    seconds
        How long it takes.
    turns
        For each rule, between which shares of that time it runs: evenly, on a clock of its own. If it is
        empty, all run at once, on one clock.
    """
    if not turns:
        return [race.advance(seconds)], {rule: race.share(rule) for rule in race.searches}
    for run in race.runs:
        run.clock = ValueTracker(0.0)
    paces = {rule: squish_rate_func(linear, *turn) for rule, turn in turns.items()}
    runs = [race.runs[rule].advance(run_time=seconds, rate_func=pace) for rule, pace in paces.items()]
    return runs, {rule: end for rule, (_, end) in turns.items()}

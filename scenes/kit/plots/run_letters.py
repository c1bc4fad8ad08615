"""A letter beside the point of each run, by which several are told apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Group, Mobject, Typst

from scenes.kit.painted.painted import Floats
from scenes.kit.plots.labels import behind_ends, outlined
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run

AWAY = 0.38
"""Scene units from a run's point to its letter."""


def run_letters(runs: Sequence[Run], offsets: Sequence[Floats], seen: Callable[[Run], Floats]) -> list[Typst]:
    """Return the runs' names, each of which stays beside its point.

    Parameters
    ----------
    runs
        What they name.
    offsets
        From each point to its name, shape (3,) each: `letter_offsets` chooses them.
    seen
        Where a run's point is seen at its clock, scene point of shape (3,). Where it is not seen, NaN, its
        name stays where it was.
    """
    return [_following(run, offset, seen) for run, offset in zip(runs, offsets, strict=True)]


def _following(run: Run, offset: Floats, seen: Callable[[Run], Floats]) -> Typst:
    def follow(label: Mobject) -> None:
        place = seen(run) + offset
        if np.isfinite(place).all():
            label.move_to(place)

    return outlined(run.name, run.color).add_updater(follow, call_updater=True)


def letter_offsets(paths: Sequence[Floats]) -> list[Floats]:
    """Return the way from each path's point to its letter: onwards from where it came, unless one is there.

    Parameters
    ----------
    paths
        Scene points of each run's iterates, shape (k + 1, 3).
    """
    offsets: list[Floats] = []
    held = np.empty((0, 3))
    for path in paths:
        x, y, _ = path[-1] - path.mean(axis=0)
        angles = np.arctan2(y, x) + np.radians([0, 60, -60, 120, -120, 180])
        ring = AWAY * np.stack([np.cos(angles), np.sin(angles), 0 * angles], axis=-1)
        spots = path[[0, -1]] + ring[:, None]
        room = np.linalg.norm(spots[:, :, None] - held, axis=-1).min(axis=(1, 2), initial=9.0)
        best = int(np.argmax(room > AWAY))
        offsets.append(ring[best])
        held = np.vstack([held, spots[best]])
    return offsets


def letters_at_ends(chart: RunChart, runs: Sequence[Run]) -> Group:
    """Return the runs' names behind the ends of their curves; the chart makes room for them."""
    ends = [chart.nodes(run)[-1] for run in runs]
    names = behind_ends([outlined(run.name, run.color) for run in runs], ends)
    left, right = (float(side[0]) for side in (chart.frame.get_left(), chart.frame.get_right()))
    room = float(names.get_right()[0]) - right
    chart.reach(left, right - room)
    return names.shift((-room, 0.0, 0.0))

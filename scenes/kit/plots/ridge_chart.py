"""How runs leave a ridge: where each step only multiplies the distance, a straight line on a log axis."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Final

import numpy as np
from manim import DR, LEFT, UL, UP, Group

from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short

ROOM: Final = 4.0
"""Factor by which the axis of distances goes beyond them at both ends."""

AWAY: Final = 0.14
"""Scene units from a line to what stands beside it."""


class RidgeChart(RunChart):
    """Distances from a ridge on a logarithmic axis, against what has been spent.

    Parameters
    ----------
    box
        What it may fill.
    named
        Runs, by what they are called, words as they are; first the one whose line lies left of the others.
    across
        Which variable is the distance: the ridge is where that is 0.
    spent, away, each
        What is spent, and the distance, at the axes; and what is said of the costs; words as they are.

    Attributes
    ----------
    trails
        The lines, with a dot for each step; they grow with the runs.
    factors
        For each run, by what its steps multiply the distance: one note for steps of the same factor.
    costs
        Above each step of the last run, what it costs, and in a corner what these numbers are.
    """

    def __init__(
        self, box: Box, named: Mapping[str, Run], across: int, spent: str, away: str, each: str
    ) -> None:
        runs = list(named.values())
        reached = np.concatenate([np.abs(run.path[:, across]) for run in runs])
        super().__init__(
            box,
            runs,
            y="point",
            x="spent",
            component=across,
            x_range=(0, max(run.end for run in runs)),
            y_range=(float(reached.min()) / ROOM, ROOM * float(reached.max())),
            x_label=typography.quoted(spent),
            y_label=typography.quoted(away),
            y_scale="log",
        )
        self.trails = [Trail.of(run, self, dots=0.08, width=4.5).with_whole_dots() for run in runs]
        self.factors = [self._factors(run) for run in runs]
        self.costs = self._costs(runs[-1], each)
        for name, run in named.items():
            words = typography.text(typography.as_is(name), typography.BODY, run.color)
            words.next_to(self.nodes(run)[-1], UP, buff=2 * AWAY)
            beyond = max(0.0, words.get_right()[0] - self.frame.get_right()[0])
            self.add(words.shift(beyond * LEFT))

    def _values(self, run: Run) -> Floats:
        """Return the distance for every iteration, shape (k + 1,)."""
        return np.abs(super()._values(run))

    def _factors(self, run: Run) -> Group:
        """Return by what steps multiply the distance, below the line."""
        ends, notes, first = self.nodes(run), Group(), 0
        for factor, steps in groupby(step_factors(self._values(run)[run.shown])):
            last = first + len(list(steps))
            note = typography.formula(f"times {factor}", typography.BODY, run.color)
            notes.add(note.next_to((ends[first] + ends[last]) / 2, DR, buff=AWAY))
            first = last
        return notes

    def _costs(self, run: Run, each: str) -> Group:
        """Return what each step of a run costs, above the middle of its line, and words in a corner."""
        ends = self.nodes(run)
        words = typography.text(typography.as_is(each), typography.LABEL, run.color)
        costs = Group(words.next_to(self.frame.get_corner(DR), UL, buff=AWAY))
        for cost, place in zip(np.diff(run.times), (ends[1:] + ends[:-1]) / 2, strict=True):
            number = typography.text(short(float(cost)), typography.LABEL, run.color)
            costs.add(number.next_to(place, UP, buff=AWAY))
        return costs


def step_factors(lengths: Floats) -> list[str]:
    """Return by what each step multiplies a length, as it is written.

    Examples
    --------
    >>> step_factors(np.array([1.0, 2.0, 4.0, 10.0]))
    ['2', '2', '2.5']
    """
    return [short(factor, 2) for factor in (lengths[1:] / lengths[:-1]).tolist()]

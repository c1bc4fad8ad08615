"""How runs leave a ridge: each step only multiplies the distance, and has its price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from manim import DOWN, DR, LEFT, UP, Group
from numpy.typing import NDArray

from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short

ROOM: Final = 4.0
"""Factor by which the axis of distances goes beyond them at both ends."""

UPPER, LOWER = 0.8, 0.3
"""How far along its best steps the first run has its note, above the other lines, and these have theirs."""

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
    spent, away, halved
        What is spent, and the distance, at the axes; and what is said of a rate that is smaller than the
        largest one of its run; words as they are.

    Attributes
    ----------
    trails
        The lines, with a dot for each step; they grow with the runs.
    best
        For each run the step that goes farthest: by what it multiplies the distance, and what it costs.
    notes
        For each run, what its best step does, beside the steps that do so, and its cost below; and, beside
        the steps of smaller rates, that these are smaller: there the line is less steep.
    """

    def __init__(
        self, box: Box, named: Mapping[str, Run], across: int, spent: str, away: str, halved: str
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
        self.best = [best_step(self._values(run)[run.shown], run.times) for run in runs]
        self.notes = [
            Group(
                self._note(run, best, spent, UPPER if run is runs[0] else LOWER), *self._smaller(run, halved)
            )
            for run, best in zip(runs, self.best, strict=True)
        ]
        for name, run in named.items():
            words = typography.text(typography.as_is(name), typography.BODY, run.color)
            words.next_to(self.nodes(run)[-1], UP, buff=2 * AWAY)
            beyond = max(0.0, words.get_right()[0] - self.frame.get_right()[0])
            self.add(words.shift(beyond * LEFT))

    def _values(self, run: Run) -> Floats:
        """Return the distance for every iteration, shape (k + 1,)."""
        return np.abs(super()._values(run))

    def _note(self, run: Run, best: BestStep, spent: str, share: float) -> Group:
        """Return what the best step of a run does, and its cost, below a share of the steps that do so."""
        factor = typography.formula(f"times {best.factor}", typography.TITLE, run.color)
        cost = typography.text(typography.as_is(f"{spent}: {best.cost}"), typography.BODY, run.color)
        note = Group(factor, cost.next_to(factor, DOWN, buff=AWAY, aligned_edge=LEFT))
        return self._beside(note, run, best.steps, share)

    def _smaller(self, run: Run, halved: str) -> list[Group]:
        """Return words below the first steps of smaller rates, if there are any."""
        rates = run.descent.rates[run.shown[:-1]]
        smaller = np.flatnonzero(rates < rates.max())
        if not len(smaller):
            return []
        words = Group(typography.text(typography.as_is(halved), typography.LABEL, run.color))
        return [self._beside(words, run, smaller, LOWER)]

    def _beside(self, note: Group, run: Run, steps: NDArray[np.intp], share: float) -> Group:
        """Lay a note to the right of a share of the way that steps go, and below it, within the frame."""
        ends = self.nodes(run)[[steps[0], steps[-1] + 1]]
        note.next_to(share * ends[1] + (1 - share) * ends[0], DR, buff=AWAY)
        return note.shift(max(0.0, note.get_right()[0] - self.frame.get_right()[0]) * LEFT)


class BestStep(NamedTuple):
    """The step of a run that multiplies a length by most: the factor and the cost, as they are written.

    Attributes
    ----------
    factor, cost
        Of several steps of this factor, the least cost.
    steps
        The numbers of those steps.
    """

    factor: str
    cost: str
    steps: NDArray[np.intp]


def best_step(lengths: Floats, times: Floats) -> BestStep:
    """Return the step that multiplies a length by most.

    Parameters
    ----------
    lengths
        Before each step, and after the last one, shape (k + 1,).
    times
        What has been spent then, shape (k + 1,).

    Examples
    --------
    >>> best_step(np.array([1.0, 2.0, 5.0, 12.5]), np.array([0.0, 3.0, 5.0, 6.0]))
    BestStep(factor='2.5', cost='1', steps=array([1, 2]))
    """
    factors = [short(factor, 2) for factor in (lengths[1:] / lengths[:-1]).tolist()]
    most = max(factors, key=float)
    steps = np.flatnonzero([factor == most for factor in factors])
    return BestStep(most, short(float(np.diff(times)[steps].min())), steps)

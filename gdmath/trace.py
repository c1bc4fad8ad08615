"""What descents write down while they run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import EllipsisType
from typing import Self

import numpy as np

from gdmath.arrays import FloatArray, IntArray
from gdmath.record import StopReason
from gdmath.rules import Move, State


@dataclass(frozen=True)
class End:
    """Where one descent ended, and why.

    Attributes
    ----------
    iterations
        How many it had taken.
    stop
        For now it has diverged if the next point, or the value or gradient there, is not finite.
    onward : shape (d,)
        Where it would have gone next, had that been possible.
    """

    iterations: int
    stop: StopReason
    onward: FloatArray | None = None


@dataclass(frozen=True, eq=False)
class Trace:
    """Room for one descent of at most K iterations, or for n of them side by side.

    One descent has the shapes given here; for n of them, there is an axis of length n after the first, but
    in the counts, which they share: each has asked for the same as long as it was going on.

    Attributes
    ----------
    points, gradients : shape (K + 1, d)
        The gradients are those followed; there is none yet at the last point.
    steps : shape (K, d)
    rates : shape (K,)
    counts : shape (K + 1, 4)
        Values, gradients, Hessians and terms evaluated until each point was reached.
    states : shape (K + 1, ...) each
    """

    points: FloatArray
    gradients: FloatArray
    steps: FloatArray
    rates: FloatArray
    counts: IntArray
    states: dict[str, FloatArray]

    @classmethod
    def begin(cls, starts: FloatArray, state: State, iterations: int) -> Self:
        """Return the trace of descents that have not moved yet, from starts of shape (d,) or (n, d)."""
        points = np.empty((iterations + 1, *starts.shape))
        states = {name: np.empty((iterations + 1, *np.shape(held))) for name, held in state.items()}
        for name, held in state.items():
            states[name][0] = held
        points[0] = starts
        return cls(
            points=points,
            gradients=np.empty_like(points),
            steps=np.empty((iterations, *starts.shape)),
            rates=np.empty((iterations, *starts.shape[:-1])),
            counts=np.zeros((iterations + 1, 4), dtype=np.int_),
            states=states,
        )

    def write(
        self, k: int, rows: IntArray | EllipsisType, move: Move, onward: FloatArray, counts: Sequence[int]
    ) -> None:
        """Write iteration k, a move and where it leads, of all descents (an ellipsis) or of those in rows."""
        self.gradients[k, rows] = move.gradient
        self.steps[k, rows] = move.step
        self.rates[k, rows] = move.rate
        self.points[k + 1, rows] = onward
        self.counts[k + 1] = counts
        for name, held in self.states.items():
            held[k + 1, rows] = move.state[name]

    def side_by_side(self) -> Trace:
        """Return the trace of one descent with an axis for the descents."""
        return Trace(
            points=self.points[:, np.newaxis],
            gradients=self.gradients[:, np.newaxis],
            steps=self.steps[:, np.newaxis],
            rates=self.rates[:, np.newaxis],
            counts=self.counts,
            states={name: held[:, np.newaxis] for name, held in self.states.items()},
        )

    def column(self, i: int, k: int) -> Trace:
        """Return the first k iterations of one of the descents side by side."""
        return Trace(
            points=self.points[: k + 1, i],
            gradients=self.gradients[: k + 1, i],
            steps=self.steps[:k, i],
            rates=self.rates[:k, i],
            counts=self.counts[: k + 1],
            states={name: held[: k + 1, i] for name, held in self.states.items()},
        )

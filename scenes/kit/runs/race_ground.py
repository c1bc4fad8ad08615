"""A surface to race on: where the rules start, what they may spend, and when they have arrived."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from contourpy import LineType, contour_generator
from numpy.typing import ArrayLike

from gdmath import (
    FloatArray,
    Objective,
    RateSearch,
    Rule,
    RuleFamily,
    SumOverData,
    batch_rows,
    mini_batch,
    search_rate,
    share_of_excess,
)
from gdmath.arrays import read_only
from gdmath.rate_search import WATCHED

SEED: Final = 1
"""By which mini-batches are drawn, the same for all rules."""

SAMPLES: Final = 401
"""Along each side, for the finish: valleys can be narrow there."""


@dataclass(frozen=True, eq=False)
class RaceGround:
    """A surface to race on, and what counts as having arrived there.

    Attributes
    ----------
    objective
        A function of two variables.
    start : shape (2,)
    budget
        The most gradient evaluations that a rule may spend.
    left
        The share of the start's height above the lowest minimum that may be left.
    aim
        The value to be reached, instead: where no minimum is known, as on a saddle.
    batch
        How many rows of its data each gradient is of, if the objective is a sum over data; all if None.
    trait
        What it is like, in a word or two, as it stands on its map; empty if nothing is said.
    """

    objective: Objective
    start: tuple[float, float]
    budget: int = 1000
    left: float = 0.01
    aim: float | None = None
    batch: int | None = None
    trait: str = ""

    @property
    def height(self) -> float:
        """The value to be reached."""
        return share_of_excess(self.objective, self.start, self.left) if self.aim is None else self.aim

    @property
    def watched(self) -> int:
        """For so many gradients a rule has to stay at the value or below it."""
        return math.ceil(WATCHED * self.budget)

    def finish(self, ranges: ArrayLike) -> list[FloatArray]:
        """Return where the value to be reached is, within ranges of both variables, shape (2, 2).

        Returns
        -------
        list of arrays
            Lines, each of shape (n, 2): a rule has arrived beyond them.
        """
        (left, right), (bottom, top) = np.asarray(ranges, dtype=float).tolist()
        return list(_finish(self, left, right, bottom, top))

    def rule(self, family: RuleFamily, rate: float) -> Rule:
        """Return a rule for a rate, as it goes here: on mini-batches, if gradients are of these."""
        rule = family(rate)
        return rule if self.batch is None else mini_batch(rule, self.batch, SEED)

    @property
    def rows(self) -> int:
        """Of so many rows of data the objective is a sum; 1 if it is none."""
        return self.objective.terms if isinstance(self.objective, SumOverData) else 1

    def measured(self, place: ArrayLike, count: int) -> FloatArray:
        """Return the gradients at a place as the first mini-batches of a race measure them, shape (n, 2)."""
        assert isinstance(self.objective, SumOverData)
        assert self.batch is not None
        drawn = (batch_rows(k, self.rows, size=self.batch, seed=SEED) for k in range(count))
        point = np.asarray(place, dtype=float)
        return np.array([self.objective.batch(rows).gradient(point) for rows in drawn])

    def search(self, family: RuleFamily, rates: tuple[float, ...]) -> RateSearch:
        """Try a rule at each of some rates here."""
        return search_rate(
            self.objective,
            lambda rate: self.rule(family, rate),
            self.start,
            rates,
            budget=self.budget,
            aim=self.height,
        )


@lru_cache(maxsize=50)  # a lesson is set up several times
def _finish(
    ground: RaceGround, left: float, right: float, bottom: float, top: float
) -> tuple[FloatArray, ...]:
    x, y = np.linspace(left, right, SAMPLES), np.linspace(bottom, top, SAMPLES)
    heights = np.ma.masked_invalid(ground.objective.value(np.stack(np.meshgrid(x, y), axis=-1)))
    lines = contour_generator(x, y, heights, line_type=LineType.Separate).lines(ground.height)
    return tuple(read_only(np.asarray(line)) for line in lines)

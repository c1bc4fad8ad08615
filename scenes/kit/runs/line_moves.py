"""Moves of the best line: of its slope, and of both numbers, so that it turns about the middle."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath import FloatArray, LinearRegression

ROUND: Final = (1, 2, 5)
"""Times a power of ten, a change of slope."""


def line_moves(cost: LinearRegression, turn: float) -> FloatArray:
    """Return changes of slope and intercept, shape (2, 2): of w alone, and of both.

    The slope is changed by so much, and the line becomes flatter. The intercept makes up for it: with both,
    the line turns about the middle of the points, at their mean.
    """
    slope = -turn if cost.closed_form()[0] > 0 else turn
    intercept = -slope * float(cost.dataset.x[:, 0].mean())
    return np.array([[slope, 0.0], [slope, intercept]])


def round_turn(cost: LinearRegression, start: ArrayLike) -> float:
    """Return a round number, by which the slope may change: no move then costs more than a start."""
    excess = float(cost.value(start)) - float(cost.value(cost.closed_form()))
    most = math.sqrt(excess / float(costs_of_moves(cost, line_moves(cost, 1.0)).max()))
    unit = 10.0 ** math.floor(math.log10(most))
    return max(times * unit for times in ROUND if times * unit <= most)


def costs_of_moves(cost: LinearRegression, moves: ArrayLike) -> FloatArray:
    """Return by how much more each move from the best line costs, shape (n,)."""
    best = cost.closed_form()
    return np.asarray(cost.value(best + np.asarray(moves)) - cost.value(best))

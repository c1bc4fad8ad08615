"""Moves of the best line that are equally far: of its slope, of its intercept, and along its valley."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath import FloatArray, LinearRegression

ROUND: Final = (1, 2, 5)
"""Times a power of ten, a distance."""


def line_moves(cost: LinearRegression, far: float) -> FloatArray:
    """Return changes of slope and intercept, shape (3, 2): of w alone, of b alone, and along the valley.

    All are so far. The line becomes flatter, and b is changed as it is along the valley, where it makes up
    for w.
    """
    flatter = -1.0 if cost.closed_form()[0] > 0 else 1.0
    along = cost.spectrum.axes[:, -1]
    along = along * (1.0 if along[0] * flatter >= 0 else -1.0)
    return np.asarray(far * np.array([[flatter, 0.0], [0.0, np.copysign(1.0, along[1])], along]))


def move_distance(cost: LinearRegression, start: ArrayLike) -> float:
    """Return how far the best line may be moved: a round distance, and no move costs more than a start."""
    best = cost.closed_form()
    excess = float(cost.value(start)) - float(cost.value(best))
    most = math.sqrt(2 * excess / float(np.diag(cost.hessian(best)).max()))
    unit = 10.0 ** math.floor(math.log10(most))
    return max(times * unit for times in ROUND if times * unit <= most)


def costs_of_moves(cost: LinearRegression, moves: ArrayLike) -> FloatArray:
    """Return by how much more each move from the best line costs, shape (n,)."""
    best = cost.closed_form()
    return np.asarray(cost.value(best + np.asarray(moves)) - cost.value(best))


def bends_of_moves(cost: LinearRegression, moves: ArrayLike) -> FloatArray:
    """Return the cost's second derivatives along moves, shape (n,)."""
    ways = np.asarray(moves) / np.linalg.norm(moves, axis=-1, keepdims=True)
    return np.asarray(np.einsum("ni,ij,nj->n", ways, cost.hessian(cost.closed_form()), ways))

"""Paths along the gradient of a function of two variables: uphill and downhill, and where they end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from gdmath.arrays import BoolArray, FloatArray, IntArray
from gdmath.objectives import Objective

STRIDE = 0.005
"""Length of a stride, in widths of the window."""

SHORTEST = 1e-6
"""Where strides as short as this still lead too far, a path has arrived."""

MARGIN = 1.0
"""Widths of the window around it in which a path may still end: minima outside have basins inside, too."""

MAX_STRIDES = 1500
"""Strides after which a path ends, wherever it is."""


@dataclass(frozen=True, eq=False)
class SteepestFlow:
    """The curves dx/ds = +-grad f / |grad f|, followed by the Runge-Kutta method of fourth order.

    Lengths are measured in widths of the window, so that its shape does not matter.

    Attributes
    ----------
    objective
        A function of two variables.
    low, high : shape (2,)
        Corners of the window in which paths are of interest.
    """

    objective: Objective
    low: FloatArray
    high: FloatArray

    @classmethod
    def over(cls, objective: Objective, points: FloatArray) -> Self:
        """Return the flow over the objective's domain, widened so that the points are in it."""
        low, high = objective.domain.T
        return cls(objective, np.minimum(low, points.min(axis=0)), np.maximum(high, points.max(axis=0)))

    @property
    def widths(self) -> FloatArray:
        """Widths of the window, shape (2,)."""
        return self.high - self.low

    def is_inside(self, points: FloatArray, margin: float = 0.0) -> BoolArray:
        """Say which points, shape (n, 2), are in the window, widened by so many widths on each side."""
        beyond = margin * self.widths
        return np.asarray(((self.low - beyond <= points) & (points <= self.high + beyond)).all(axis=-1))

    def distances(self, points: FloatArray, place: FloatArray) -> FloatArray:
        """Return how far points, shape (..., 2), are from places, in widths of the window."""
        return np.asarray(np.linalg.norm((points - place) / self.widths, axis=-1))

    def turns(self, before: FloatArray, here: FloatArray, there: FloatArray) -> bool:
        """Say whether a path from one point over a second to a third turns by more than 60 degrees."""
        first, second = (here - before) / self.widths, (there - here) / self.widths
        return bool(first @ second < 0.5 * np.linalg.norm(first) * np.linalg.norm(second))

    def step_along(self, points: FloatArray, lengths: FloatArray) -> FloatArray:
        """Return where strides lead from points, shape (n, 2), downhill if their lengths are negative."""
        far = lengths[:, np.newaxis]
        first = self._directions(points)
        second = self._directions(points + far / 2 * first)
        third = self._directions(points + far / 2 * second)
        fourth = self._directions(points + far * third)
        return np.asarray(points + far / 6 * (first + 2 * second + 2 * third + fourth))

    def ends(self, points: FloatArray, known: FloatArray | None = None) -> FloatArray:
        """Return where paths downhill from points, shape (n, 2), end: in a minimum, or far off the window.

        A path that comes near one of the `known` ends, shape (k, 2), ends there.
        """
        at, heights = points.copy(), self.objective.value(points)
        lengths = np.full(len(points), STRIDE)
        going = np.arange(len(points))
        for _ in range(MAX_STRIDES):
            longest = np.where(self.is_inside(at[going]), STRIDE, 4 * STRIDE)
            lengths[going] = np.minimum(1.2 * lengths[going], longest)
            falls = self._try(self.step_along(at[going], -lengths[going]), at, heights, going)
            stuck = going[~falls]
            if stuck.size:
                falls = self._try(self._damped(at[stuck], lengths[stuck]), at, heights, stuck)
                lengths[stuck[~falls]] /= 4
            goes_on = (lengths[going] > SHORTEST) & self.is_inside(at[going], margin=MARGIN)
            if known is not None:
                away = self.distances(at[going, np.newaxis], known)
                arrived = away.min(axis=1) < STRIDE
                at[going[arrived]] = known[away[arrived].argmin(axis=1)]
                goes_on &= ~arrived
            going = going[goes_on]
            if going.size == 0:
                break
        return at

    def _try(self, there: FloatArray, at: FloatArray, heights: FloatArray, which: IntArray) -> BoolArray:
        """Move those points that are lower there, and say which they are."""
        height = self.objective.value(there)
        falls = height < heights[which]
        at[which[falls]], heights[which[falls]] = there[falls], height[falls]
        return np.asarray(falls)

    def _damped(self, points: FloatArray, lengths: FloatArray) -> FloatArray:
        """Return where strides (H + m I) step = -grad f lead, with m so large that they are no longer.

        In a narrow valley, where the path swings to and fro, they keep to the floor; near a minimum they are
        Newton's. Source: Nocedal and Wright, "Numerical Optimization" (2nd edition, 2006), section 4.3.
        """
        curvatures, axes = np.linalg.eigh(self.objective.hessian(points))
        slopes = np.einsum("nji,nj->ni", axes, self.objective.gradient(points))

        def steps(damping: FloatArray) -> FloatArray:
            return np.asarray(-np.einsum("nij,nj->ni", axes, slopes / (curvatures + damping[:, np.newaxis])))

        least = np.maximum(0.0, -1.01 * curvatures[:, 0])
        largest = (
            least
            + np.abs(curvatures).max(axis=1)
            + np.linalg.norm(slopes / self.widths.min(), axis=1) / lengths
        )
        for _ in range(40):
            middle = (least + largest) / 2
            too_long = self.distances(steps(middle), np.zeros(2)) > lengths
            least, largest = np.where(too_long, middle, least), np.where(too_long, largest, middle)
        return points + steps(largest)

    def uphill_path(self, point: FloatArray) -> FloatArray:
        """Return the path uphill from a point, itself excluded, as far as the window goes, shape (n, 2)."""
        path, length = [point], STRIDE
        while len(path) < MAX_STRIDES and length > STRIDE / 16:
            there = self.step_along(path[-1][np.newaxis], np.array([length]))[0]
            if not self.is_inside(there):
                break
            if self.objective.value(there) > self.objective.value(path[-1]):
                path.append(there)
            else:
                length /= 2
        return np.array(path[1:]).reshape(-1, 2)

    def _directions(self, points: FloatArray) -> FloatArray:
        gradients = self.objective.gradient(points)
        lengths = np.linalg.norm(gradients / self.widths, axis=-1, keepdims=True)
        directions = gradients / np.where(lengths > 0, lengths, 1.0)
        return np.where(np.isfinite(directions), directions, 0.0)

"""Logistic regression as an objective: the probability of a class, with slopes and, last, an intercept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, IntArray, read_only
from gdmath.context import Differentiable
from gdmath.data import Dataset
from gdmath.objectives import Objective
from gdmath.regression import design_of

NEWTON_STEPS: Final = 100
"""More than Newton's method takes on data that have a best fit; it doubles the right digits at each step."""

STEEP: Final = 12.0
"""Change of the score z over all data at which the window's slopes end: from p = 0.12 to 0.88 takes 4."""

FLAT: Final = 1e-12
"""A gradient so short, in units in which each feature is at most 1, is zero but for rounding."""


@dataclass(frozen=True)
class CrossEntropy:
    """The form of the cost 1/n sum_i (log(1 + exp z_i) - y_i z_i)."""


class LogisticRegression(Objective):
    """The cost of fitting the probability p = 1 / (1 + exp(-z)), z = x . slopes + intercept, of class 1.

    It is the mean negative log-likelihood, also called cross-entropy, of n rows of class y = 0 or 1:
    J = 1/n sum_i (log(1 + exp z_i) - y_i z_i). Its gradient is X^T (p - y) / n and its Hessian
    X^T diag(p (1 - p)) X / n, with a column of ones in X. Source: Hastie, Tibshirani and Friedman, "The
    Elements of Statistical Learning" (2nd edition, 2009), section 4.4.1.

    There is no minimum if the classes can be parted by a plane: the steeper the slopes, the lower the cost
    (Albert and Anderson, "On the existence of maximum likelihood estimates in logistic regression models",
    Biometrika 71, 1984). `minima` is then empty.

    Parameters
    ----------
    dataset
        With n rows, p features and a target that is 0 or 1.

    Raises
    ------
    ValueError
        If a target is neither 0 nor 1, all are alike, there are fewer than p + 1 rows, or the features and
        the intercept are linearly dependent.

    Examples
    --------
    >>> hours = Dataset.from_arrays([1, 2, 3, 4, 5, 6], [0, 0, 1, 0, 1, 1])
    >>> cost = LogisticRegression(hours)
    >>> round(float(cost.value([0, 0])), 6)  # log 2: either class is as likely
    0.693147
    >>> cost.minima.round(4).tolist()
    [[1.214, -4.2491]]
    """

    def __init__(self, dataset: Dataset) -> None:
        for row, target in enumerate(dataset.y, 1):
            if target not in (0.0, 1.0):
                raise ValueError(
                    f"row {row}: the class {dataset.target_name!r} must be 0 or 1, not {target:g}; "
                    "number two classes so, and leave others out"
                )
        if np.ptp(dataset.y) == 0:
            raise ValueError(f"all rows are of class {dataset.y[0]:g}; there is nothing to tell apart")
        self.dataset: Final = dataset
        self._design: Final = design_of(dataset)
        self._entropy: Final = _CrossEntropy(self._design, dataset.y)
        super().__init__(
            name="logistic regression",
            domain=_window(dataset),
            minima=lambda _: self._best(),
            form=CrossEntropy(),
        )

    def predict(self, parameters: ArrayLike, x: ArrayLike | None = None) -> FloatArray:
        """Return the probabilities of class 1 for parameters of shape (..., p + 1), shape (..., m).

        Parameters
        ----------
        parameters : shape (..., p + 1)
        x : shape (m, p)
            Rows of features; those of the data if None.
        """
        given = self._checked(parameters)
        rows = self.dataset.x if x is None else np.asarray(x, dtype=np.float64)
        return _probability(given[..., :-1] @ rows.T + given[..., -1:])

    def residuals(self, parameters: ArrayLike) -> FloatArray:
        """Return y - p for parameters of shape (..., p + 1), shape (..., n)."""
        return self.dataset.y - self.predict(parameters)

    def value(self, points: ArrayLike) -> FloatArray:
        """Return the cost of parameters of shape (..., p + 1), shape (...)."""
        return self._entropy.value(self._checked(points))

    def gradient(self, points: ArrayLike) -> FloatArray:
        """Return the gradient of the cost, shape (..., p + 1)."""
        return self._entropy.gradient(self._checked(points))

    def hessian(self, points: ArrayLike) -> FloatArray:
        """Return the Hessian of the cost, shape (..., p + 1, p + 1)."""
        return self._entropy.hessian(self._checked(points))

    @property
    def terms(self) -> int:
        """The number n of rows."""
        return len(self.dataset.y)

    def batch(self, rows: IntArray) -> Differentiable:
        """Return the cost of some rows: on average over batches, that of all."""
        return _CrossEntropy(self._design[rows], self.dataset.y[rows])

    def _best(self) -> FloatArray:
        """Return the parameters of least cost, shape (1, p + 1), or (0, p + 1) if there are none.

        Newton's method from 0, halving a step that does not lower the cost: the cost is convex. It runs in
        units in which each column of the design is at most 1.
        """
        widths = np.abs(self._design).max(axis=0)
        design, y = self._design / widths, self.dataset.y
        if _are_separable(design, y):
            return np.empty((0, len(widths)))

        def cost(parameters: FloatArray) -> float:
            scores = design @ parameters
            return float((np.logaddexp(0.0, scores) - y * scores).mean())

        best = np.zeros(len(widths))
        for _ in range(NEWTON_STEPS):
            chances = _probability(design @ best)
            gradient = design.T @ (chances - y) / len(y)
            if np.abs(gradient).max() <= FLAT:
                break
            hessian = design.T @ ((chances * (1 - chances))[:, np.newaxis] * design) / len(y)
            step = np.linalg.solve(hessian, gradient)
            while cost(best - step) > cost(best) and np.abs(step).max() > FLAT:
                step = step / 2
            best = best - step
        return np.array([best / widths])


class _CrossEntropy:
    """The mean negative log-likelihood of rows with a design matrix of shape (m, p + 1) and classes y."""

    def __init__(self, design: FloatArray, y: FloatArray) -> None:
        self._design, self._y = design, y

    def value(self, points: FloatArray) -> FloatArray:
        scores = points @ self._design.T
        return np.asarray((np.logaddexp(0.0, scores) - self._y * scores).mean(axis=-1))

    def gradient(self, points: FloatArray) -> FloatArray:
        wrong = _probability(points @ self._design.T) - self._y
        return np.asarray(wrong @ self._design / len(self._y))

    def hessian(self, points: FloatArray) -> FloatArray:
        chances = _probability(points @ self._design.T)
        weights = (chances * (1 - chances))[..., np.newaxis]
        return np.asarray(self._design.T @ (weights * self._design) / len(self._y))


def _probability(scores: FloatArray) -> FloatArray:
    """Return 1 / (1 + exp(-z)) for scores z of any shape, without overflow."""
    return np.asarray(np.exp(-np.logaddexp(0.0, -scores)))


def _are_separable(design: FloatArray, y: FloatArray) -> bool:
    """Return whether a plane has one class on one side and the other on the other, or in the plane itself.

    A linear program asks for the plane: how far apart can it keep the classes, no row by more than 1?
    """
    from scipy.optimize import linprog

    sides = np.where(y == 1, 1.0, -1.0)[:, np.newaxis] * design
    rows = np.concatenate([-sides, sides])
    limits = np.concatenate([np.zeros(len(y)), np.ones(len(y))])
    found = linprog(-sides.sum(axis=0), A_ub=rows, b_ub=limits, bounds=(None, None))
    return found.fun is not None and bool(found.fun < -1e-7)


def _window(dataset: Dataset) -> FloatArray:
    """Return a window around 0: its steepest slopes take the data from improbable to probable in a third."""
    slopes = STEEP / np.ptp(dataset.x, axis=0)
    half = np.append(slopes, STEEP / 2 + slopes @ np.abs(dataset.x.mean(axis=0)))
    return read_only(np.stack([-half, half], axis=-1))

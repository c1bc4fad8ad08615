"""Linear regression as an objective: its parameters are the slopes and, last, the intercept."""

from __future__ import annotations

from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike
from scipy.linalg import solve_triangular

from gdmath.arrays import FloatArray, IntArray, read_only
from gdmath.context import Differentiable
from gdmath.data import Dataset
from gdmath.quadratic import QuadraticObjective, Spectrum


class Convention(Enum):
    """How the cost of a fit is scaled. Here r = y - y_hat are the n residuals, and X the design matrix.

    Attributes
    ----------
    HALF_SSE
        Half the sum of squared errors, r.r / 2, with the gradient -X^T r. Courses that report the sum itself,
        but follow half its gradient, descend on this cost; `LinearRegression.sum_of_squares` is what they
        report.
    MSE
        Mean squared error, r.r / n, with the gradient -2 X^T r / n.
    HALF_MSE
        Half the mean squared error, r.r / (2 n), with the gradient -X^T r / n.
    """

    HALF_SSE = "half the sum of squared errors"
    MSE = "mean squared error"
    HALF_MSE = "half the mean squared error"


class LinearRegression(QuadraticObjective):
    """The cost of fitting y_hat = x . slopes + intercept to a data set.

    Value and gradient go through the thin QR factorisation X = Q R of the design matrix, R^T (R theta - Q^T
    y). That needs p + 1 rows instead of n at every step, and does not square the condition number as X^T X
    does. Source: Golub and Van Loan, "Matrix Computations" (4th edition, 2013), section 5.3.

    Parameters
    ----------
    dataset
        With n rows and p features.
    convention
        How the cost is scaled.

    Raises
    ------
    ValueError
        If the convention is none, there are fewer than p + 1 rows, or the features and the intercept are
        linearly dependent, so that there is no unique best fit.

    Examples
    --------
    >>> from gdmath import SIX_POINTS
    >>> cost = LinearRegression(SIX_POINTS)
    >>> cost.closed_form().round(9).tolist()
    [-2.0, 2.0]
    >>> round(float(cost.value([3, -1])), 9)
    472.5
    """

    def __init__(self, dataset: Dataset, convention: Convention = Convention.MSE) -> None:
        if not isinstance(convention, Convention):
            known = ", ".join(map(str, Convention))
            raise ValueError(f"the convention must be one of {known}, got {convention!r}")
        n = len(dataset.y)
        design = design_of(dataset)
        orthonormal, triangle = np.linalg.qr(design)
        projected = orthonormal.T @ dataset.y
        best = solve_triangular(triangle, projected)
        residual = dataset.y - design @ best
        self.dataset: Final = dataset
        self.convention: Final = convention
        factor = _factor(convention, n)
        self._squares: Final = _Squares(triangle, projected, float(residual @ residual), factor)
        _, singular_values, axes = np.linalg.svd(triangle)
        self._spectrum: Final = Spectrum(best, 2 * factor * singular_values**2, axes.T)
        super().__init__(name=convention.value, form=convention, domain=_window(dataset, best), minima=[best])

    def predict(self, parameters: ArrayLike, x: ArrayLike | None = None) -> FloatArray:
        """Return the predictions y_hat of parameters of shape (..., p + 1), shape (..., m).

        Parameters
        ----------
        parameters : shape (..., p + 1)
        x : shape (m, p)
            Rows of features; the n rows of the data if None.
        """
        given = self._checked(parameters)
        rows = self.dataset.x if x is None else np.asarray(x, dtype=np.float64)
        return np.asarray(given[..., :-1] @ rows.T + given[..., -1:])

    def residuals(self, parameters: ArrayLike) -> FloatArray:
        """Return y - y_hat for parameters of shape (..., p + 1), shape (..., n)."""
        return self.dataset.y - self.predict(parameters)

    def sum_of_squares(self, parameters: ArrayLike) -> FloatArray:
        """Return the sum of squared residuals r.r of parameters of shape (..., p + 1), shape (...)."""
        return self._squares.sum(self._checked(parameters))

    def value(self, points: ArrayLike) -> FloatArray:
        """Return the cost of parameters of shape (..., p + 1), shape (...)."""
        return self._squares.value(self._checked(points))

    def gradient(self, points: ArrayLike) -> FloatArray:
        """Return the gradient of the cost, shape (..., p + 1)."""
        return self._squares.gradient(self._checked(points))

    def hessian(self, points: ArrayLike) -> FloatArray:
        """Return the Hessian, the same matrix everywhere, shape (..., p + 1, p + 1)."""
        return self._squares.hessian(self._checked(points))

    @property
    def terms(self) -> int:
        """The number n of rows."""
        return len(self.dataset.y)

    def batch(self, rows: IntArray) -> Differentiable:
        """Return the cost of some rows, as if all were like these: on average over batches, that of all."""
        design = np.column_stack([self.dataset.x[rows], np.ones(len(rows))])
        factor = _factor(self.convention, self.terms) * self.terms / len(rows)
        return _Squares(design, self.dataset.y[rows], 0.0, factor)

    def closed_form(self) -> FloatArray:
        """Return the least-squares parameters, shape (p + 1,)."""
        return np.array(self.minima[0])

    def best_slope(self, intercepts: ArrayLike) -> FloatArray:
        """Return the slope that fits best with each of some intercepts, of any shape: the valley's floor.

        Formula: w_best - (b - b_best) H_wb / H_ww, with the Hessian H.

        Raises
        ------
        ValueError
            If the data have several features.

        Examples
        --------
        >>> from gdmath import TEN_POINTS
        >>> LinearRegression(TEN_POINTS).best_slope([0.0, 17.4]).round(4).tolist()
        [0.9403, -1.5455]
        """
        best = self.closed_form()
        if len(best) != 2:
            raise ValueError(
                f"one slope fits best with an intercept where there is one feature, and here are "
                f"{len(best) - 1}: choose one"
            )
        bend = self.hessian(best)[0]
        return np.asarray(best[0] - (np.asarray(intercepts, dtype=np.float64) - best[1]) * bend[1] / bend[0])

    @property
    def spectrum(self) -> Spectrum:
        """The Hessian's eigenvalues, largest first, and eigenvectors."""
        return self._spectrum

    @property
    def learning_rate_limit(self) -> float:
        """2 / lambda_max of the Hessian: gradient descent converges below this learning rate."""
        return float(2 / self.spectrum.curvatures[0])

    @property
    def condition_number(self) -> float:
        """lambda_max / lambda_min of the Hessian; the iterations needed grow in proportion."""
        return float(self.spectrum.curvatures[0] / self.spectrum.curvatures[-1])


class _Squares:
    """factor (|A theta - b|^2 + rest), with A of shape (m, p + 1)."""

    def __init__(self, matrix: FloatArray, target: FloatArray, rest: float, factor: float) -> None:
        self._matrix, self._target, self._rest, self._factor = matrix, target, rest, factor
        self._gradient_matrix = 2 * factor * matrix

    def sum(self, points: FloatArray) -> FloatArray:
        excess = points @ self._matrix.T - self._target
        return np.asarray((excess * excess).sum(axis=-1) + self._rest)

    def value(self, points: FloatArray) -> FloatArray:
        return self._factor * self.sum(points)

    def gradient(self, points: FloatArray) -> FloatArray:
        return np.asarray((points @ self._matrix.T - self._target) @ self._gradient_matrix)

    def hessian(self, points: FloatArray) -> FloatArray:
        bend = self._matrix.T @ self._gradient_matrix
        return np.array(np.broadcast_to(bend, (*points.shape, len(bend))))


def _factor(convention: Convention, n: int) -> float:
    """Return what to multiply r.r by for the cost."""
    match convention:
        case Convention.HALF_SSE:
            return 0.5
        case Convention.MSE:
            return 1 / n
        case Convention.HALF_MSE:
            return 0.5 / n


def design_of(dataset: Dataset) -> FloatArray:
    """Return the design matrix of a data set, shape (n, p + 1): its features and, last, a column of ones.

    Raises
    ------
    ValueError
        If there are fewer than p + 1 rows, or the columns are linearly dependent.
    """
    design = np.column_stack([dataset.x, np.ones(len(dataset.y))])
    _check_rank(design, dataset)
    return design


def _check_rank(design: FloatArray, dataset: Dataset) -> None:
    n, columns = design.shape
    names = (*dataset.feature_names, "intercept")
    if n < columns:
        raise ValueError(f"{columns} parameters ({', '.join(names)}) need at least as many points, got {n}")
    # Columns of equal length, so that units do not decide what counts as zero.
    lengths = np.linalg.norm(design, axis=0)
    rank = int(np.linalg.matrix_rank(design / np.where(lengths > 0, lengths, 1.0)))
    if rank < columns:
        raise ValueError(
            f"the columns {', '.join(names)} are linearly dependent (rank {rank} of {columns}), so "
            "there is no unique best fit; drop a constant or repeated feature"
        )


def _window(dataset: Dataset, best: FloatArray) -> FloatArray:
    """Return a window around the best parameters that also shows the origin and moderately bad fits."""
    height = float(np.ptp(dataset.y)) or float(np.abs(dataset.y).max()) or 1.0
    steepness = np.append(height / np.ptp(dataset.x, axis=0), height / 2)
    half = 1.75 * np.maximum(np.abs(best), steepness)
    return read_only(np.stack([best - half, best + half], axis=-1))

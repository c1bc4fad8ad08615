"""Objectives that are quadratic: their Hessian is the same everywhere."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

import numpy as np

from gdmath.arrays import FloatArray
from gdmath.objectives import Objective
from gdmath.surfaces import QuadraticForm


@dataclass(frozen=True, eq=False)
class Spectrum:
    """A quadratic function around a stationary point, in the axes of its Hessian.

    Attributes
    ----------
    center : shape (d,)
        Where the gradient is 0.
    curvatures : shape (d,)
        The eigenvalues of the Hessian.
    axes : shape (d, d)
        Its eigenvectors, one a column.
    """

    center: FloatArray
    curvatures: FloatArray
    axes: FloatArray

    def contour(self, excess: float, count: int = 361) -> FloatArray:
        """Return points around a minimum of two variables at which the function is so much higher.

        They lie on the ellipse center + sqrt(2 excess / curvature_i) along each axis i.

        Parameters
        ----------
        excess
            How much higher than in the minimum; not negative.
        count
            How many points, the first and the last of which are the same.

        Returns
        -------
        FloatArray, shape (count, 2)

        Raises
        ------
        ValueError
            If there are other than two variables, the function has no minimum, or the excess is negative.

        Examples
        --------
        >>> round_bowl = Spectrum(np.zeros(2), np.full(2, 2.0), np.eye(2))
        >>> round_bowl.contour(4.0, 5).round(9).tolist()
        [[2.0, 0.0], [0.0, 2.0], [-2.0, 0.0], [-0.0, -2.0], [2.0, -0.0]]
        """
        if len(self.center) != 2 or not (self.curvatures > 0).all() or not excess >= 0:
            raise ValueError(
                "contours are drawn around a minimum of two variables, at an excess of 0 or more: got "
                f"curvatures {self.curvatures.tolist()} and the excess {excess!r}"
            )
        turn = np.linspace(0, 2 * np.pi, count)
        around = np.stack([np.cos(turn), np.sin(turn)], axis=-1) * np.sqrt(2 * excess / self.curvatures)
        return np.asarray(self.center + around @ self.axes.T)


class QuadraticObjective(Objective):
    """An objective that says by its spectrum that it is quadratic."""

    @property
    @abstractmethod
    def spectrum(self) -> Spectrum:
        """The spectrum of its Hessian."""


def spectrum_of(objective: Objective, points: FloatArray) -> Spectrum | None:
    """Return the spectrum of an objective that says it is quadratic, and is so at points, or None.

    A subclass may have changed the function, by a penalty perhaps, and not what it says of itself; then the
    spectrum does not give its gradients.

    Parameters
    ----------
    objective
        Such as a `quadratic_form` or a `LinearRegression`.
    points : shape (n, d)
        Where its gradients are compared with those of the spectrum.

    Examples
    --------
    >>> from gdmath import quadratic_form
    >>> spectrum_of(quadratic_form([[1, 0], [0, 4]]), np.array([[8.0, 1.0]])).curvatures.tolist()
    [1.0, 4.0]
    """
    spectrum = _said_spectrum(objective)
    if spectrum is None:
        return None
    distances = (points - spectrum.center) @ spectrum.axes
    expected = (distances * spectrum.curvatures) @ spectrum.axes.T
    largest = np.abs(spectrum.curvatures).max() * np.abs(distances).max()
    is_true = np.abs(objective.gradient(points) - expected).max() <= 1e-9 * largest
    return spectrum if is_true else None


def _said_spectrum(objective: Objective) -> Spectrum | None:
    if isinstance(objective, QuadraticObjective):
        return objective.spectrum
    if isinstance(objective.form, QuadraticForm):
        curvatures, axes = np.linalg.eigh(objective.form.matrix)
        return Spectrum(objective.form.center, curvatures, axes)
    return None

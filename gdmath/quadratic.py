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


class QuadraticObjective(Objective):
    """An objective that says by its spectrum that it is quadratic."""

    @property
    @abstractmethod
    def spectrum(self) -> Spectrum:
        """The spectrum of its Hessian."""


def spectrum_of(objective: Objective, points: FloatArray) -> Spectrum | None:
    """Return the spectrum of an objective that says it is quadratic, and is so at points (n, d), or None.

    A subclass may have changed the function, by a penalty perhaps, and not what it says of itself; then the
    spectrum does not give its gradients.
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

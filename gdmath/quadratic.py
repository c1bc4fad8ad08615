"""Objectives that are quadratic: their Hessian is the same everywhere."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from gdmath.arrays import FloatArray
from gdmath.objectives import Objective


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
    """An objective that says it is quadratic, by its spectrum."""

    @property
    @abstractmethod
    def spectrum(self) -> Spectrum:
        """The spectrum of its Hessian."""

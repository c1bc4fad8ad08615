"""What a plot of a fit asks of a cost: its data, and what its model says of them."""

from __future__ import annotations

from typing import Protocol

from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray
from gdmath.data import Dataset


class Model(Protocol):
    """A model of a target with p features and d parameters, and the data that it is fitted to.

    `LinearRegression` and `LogisticRegression` are such models; a class of one's own needs no base class.

    Attributes
    ----------
    dataset
        With n rows and p features.
    minima : shape (m, d)
        The best parameters first; m is 0 if no parameters are best.
    """

    @property
    def dataset(self) -> Dataset:
        """The data, of n rows and p features."""

    @property
    def minima(self) -> FloatArray:
        """The best parameters first, shape (m, d)."""

    def predict(self, parameters: ArrayLike, x: ArrayLike | None = None) -> FloatArray:
        """Return the predictions of parameters of shape (d,).

        Parameters
        ----------
        parameters : shape (d,)
        x : shape (m, p)
            What to predict for; the n rows of the data if None.

        Returns
        -------
        Array of shape (m,).
        """

    def residuals(self, parameters: ArrayLike) -> FloatArray:
        """Return target minus prediction for each row of the data, shape (n,)."""

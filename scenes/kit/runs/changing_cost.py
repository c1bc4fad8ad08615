"""The cost of a fit whose data are centred and scaled before one's eyes."""

from __future__ import annotations

from typing import Final

from numpy.typing import ArrayLike

from gdmath import Convention, Dataset, FloatArray, LinearRegression


class ChangingCost:
    """What a line costs among data that are on their way to mean 0 and deviation 1.

    Parameters
    ----------
    dataset, convention
        As for `LinearRegression`.

    Attributes
    ----------
    changed
        The data as they are changed so far.
    """

    def __init__(self, dataset: Dataset, convention: Convention) -> None:
        self.dataset: Final = dataset
        self.convention: Final = convention
        self.changed = dataset.partly_standardized(0.0)

    def after(self, centered: float, scaled: float = 0.0) -> LinearRegression:
        """Change the data by shares, from what they were, and return what lines cost among them."""
        self.changed = self.dataset.partly_standardized(centered, scaled)
        return self.now

    def condition_after(self, centered: float, scaled: float = 0.0) -> float:
        """Return the condition number after such changes, and make none."""
        changed = self.dataset.partly_standardized(centered, scaled)
        return LinearRegression(changed.dataset, self.convention).condition_number

    @property
    def now(self) -> LinearRegression:
        """The cost among the data as they are changed so far."""
        return LinearRegression(self.changed.dataset, self.convention)

    def line(self, parameters: ArrayLike) -> FloatArray:
        """Return the slope and intercept that a line of the original data has among the changed ones."""
        return self.changed.from_original(parameters)

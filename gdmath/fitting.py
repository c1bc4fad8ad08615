"""Fit a line or a plane by gradient descent, in units in which the descent gets somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from numpy.typing import ArrayLike

from gdmath.arrays import FloatArray, numbers, read_only
from gdmath.data import Dataset
from gdmath.descent import descend
from gdmath.record import Descent
from gdmath.regression import Convention, LinearRegression

WORST_CONDITION: Final = 1000.0
"""Features are standardised above this condition number unless it is said otherwise.

Under MSE the least curvature is at most 2, that of the intercept. Whatever is not standardised therefore
has a learning-rate limit of at least 1 / WORST_CONDITION = 0.001.
"""


@dataclass(frozen=True, eq=False)
class Fit:
    """A fit by gradient descent, told in the data's units in whichever it was walked. Arrays are read-only.

    Attributes
    ----------
    cost
        In the data's units.
    walked
        The cost that was walked down: of standardised features, or `cost` itself.
    descent
        The walk down `walked`, in its units.
    path : shape (k + 1, p + 1)
        Slopes and intercept in the data's units, entry 0 being the start.
    learning_rate
        Of the walk.
    """

    cost: LinearRegression
    walked: LinearRegression
    descent: Descent
    path: FloatArray
    learning_rate: float

    @property
    def values(self) -> FloatArray:
        """The costs along the path, shape (k + 1,): a line costs the same in either units."""
        return self.descent.values

    @property
    def iterations(self) -> int:
        """The number k of iterations taken."""
        return self.descent.iterations

    @property
    def standardized(self) -> bool:
        """Whether the walk ran on standardised features."""
        return self.walked is not self.cost

    @property
    def learning_rate_limit(self) -> float:
        """The limit of what was walked: the walk converges below this learning rate."""
        return self.walked.learning_rate_limit

    @property
    def diverges(self) -> bool:
        """Whether the learning rate is too large."""
        return self.learning_rate >= self.learning_rate_limit

    @property
    def best(self) -> FloatArray:
        """The least-squares parameters in the data's units, shape (p + 1,)."""
        return self.cost.closed_form()

    @property
    def least(self) -> float:
        """The cost of the least-squares parameters."""
        return float(self.cost.value(self.best))


def fit_by_descent(
    dataset: Dataset,
    *,
    start: ArrayLike,
    iterations: int,
    convention: Convention = Convention.MSE,
    learning_rate: float | None = None,
    standardize: bool | None = None,
) -> Fit:
    """Fit a line or a plane to a data set by gradient descent.

    Parameters
    ----------
    dataset
        With p features.
    start : shape (p + 1,)
        Slopes and intercept in the data's units.
    iterations
        How many to take.
    convention
        How the cost is scaled.
    learning_rate
        Positive; it is obeyed even where it diverges. None takes a fifth of the limit, rounded to one digit.
    standardize
        Whether to walk on features of mean 0 and standard deviation 1. None does so where the condition
        number is above `WORST_CONDITION`, as it is for features that lie far from 0.

    Raises
    ------
    ValueError
        As `LinearRegression`, `Dataset.standardized` and `descend`, or if the start is not p + 1 numbers.

    Examples
    --------
    >>> areas = Dataset.from_arrays([2000, 4000, 7000, 9000], [31, 38, 61, 70])
    >>> fit = fit_by_descent(areas, start=[0, 0], iterations=100)
    >>> fit.standardized, fit.learning_rate
    (True, 0.2)
    >>> fit.path[-1].round(9).tolist() == fit.best.round(9).tolist()
    True
    """
    cost = LinearRegression(dataset, convention)
    first = _checked_start(start, dataset)
    if standardize is None:
        standardize = cost.condition_number > WORST_CONDITION
    walked = cost
    if standardize:
        scaled = dataset.standardized()
        walked = LinearRegression(scaled.dataset, convention)
        first = scaled.from_original(first)
    if learning_rate is None:
        learning_rate = float(f"{walked.learning_rate_limit / 5:.1g}")
    descent = descend(walked, learning_rate, first, iterations=iterations)
    path = scaled.to_original(descent.points) if standardize else descent.points
    return Fit(cost, walked, descent, read_only(path), learning_rate)


def _checked_start(start: ArrayLike, dataset: Dataset) -> FloatArray:
    names = (*dataset.feature_names, "intercept")
    first = numbers("the start", start)
    if first.shape != (len(names),):
        raise ValueError(f"the start must be {len(names)} numbers ({', '.join(names)}), got {first.tolist()}")
    return first

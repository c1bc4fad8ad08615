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
from gdmath.rules import Rule, gradient_descent
from gdmath.rules.plain import constant_rate

WORST_CONDITION: Final = 1000.0
"""Above this condition number features are standardised, unless a rate or a rule was given, or it is said
otherwise."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A fit by gradient descent, in the data's units whichever the descent ran in. Arrays are read-only.

    Attributes
    ----------
    cost
        In the data's units.
    descended_cost
        What the descent lowered: the cost of standardised features, or `cost` itself.
    descent
        The record, in the units of `descended_cost`.
    path : shape (k + 1, p + 1)
        Slopes and intercept in the data's units, entry 0 being the start.
    rule
        That of the descent.
    message
        In which units and at which rate the descent ran, and why; and how it ended.
    """

    cost: LinearRegression
    descended_cost: LinearRegression
    descent: Descent
    path: FloatArray
    rule: Rule
    message: str

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
        """Whether the descent ran on standardised features."""
        return self.descended_cost is not self.cost

    @property
    def learning_rate(self) -> float:
        """The rate of the rule, at its first iteration if it changes."""
        return self.rule.learning_rate(0)

    @property
    def learning_rate_limit(self) -> float:
        """The limit of `descended_cost`: plain descent converges below this learning rate."""
        return self.descended_cost.learning_rate_limit

    @property
    def diverges(self) -> bool:
        """Whether a constant rate is too large for plain descent; of another rule, whether it diverged."""
        rate = constant_rate(self.rule)
        return self.descent.diverged if rate is None else rate >= self.learning_rate_limit

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
    rule: Rule | None = None,
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
        That of plain descent; positive, and obeyed even where it diverges. If there is neither a rate nor a
        rule, it is a fifth of the limit, rounded to one digit.
    rule
        Another rule than plain descent, with a rate of its own.
    standardize
        Whether to descend on features of mean 0 and standard deviation 1. A given rate or rule is meant for
        the units of the data, and None leaves them; without either, None standardises where the condition
        number is above `WORST_CONDITION`, as it is for features that lie far from 0.

    Raises
    ------
    ValueError
        As `LinearRegression`, `Dataset.standardized` and `descend`; if the start is not p + 1 numbers; if
        both a rate and a rule are given.

    Examples
    --------
    >>> areas = Dataset.from_arrays([2000, 4000, 7000, 9000], [31, 38, 61, 70])
    >>> fit = fit_by_descent(areas, start=[0, 0], iterations=100)
    >>> fit.standardized, fit.learning_rate
    (True, 0.2)
    >>> fit.path[-1].round(9).tolist() == fit.best.round(9).tolist()
    True
    >>> fit_by_descent(areas, start=[0, 0], iterations=100, learning_rate=1e-8).standardized
    False
    """
    if learning_rate is not None and rule is not None:
        raise ValueError("give a learning rate or a rule, not both: the rule has a rate of its own")
    cost = LinearRegression(dataset, convention)
    first = _checked_start(start, dataset)
    is_given = learning_rate is not None or rule is not None
    units, is_scaled = _units(cost.condition_number, standardize, is_given=is_given)
    descended_cost = cost
    if is_scaled:
        scaled = dataset.standardized()
        descended_cost = LinearRegression(scaled.dataset, convention)
        first = scaled.from_original(first)
    if rule is None:
        fifth = float(f"{descended_cost.learning_rate_limit / 5:.1g}")
        rule = gradient_descent(fifth if learning_rate is None else learning_rate)
    descent = descend(descended_cost, rule, first, iterations=iterations)
    path = scaled.to_original(descent.points) if is_scaled else descent.points
    rate = f"{rule.learning_rate(0):g}, {'as given' if is_given else 'about a fifth of the limit'}"
    message = f"{units}; {rule.name} with the rate {rate}. {descent.message}"
    return Fit(cost, descended_cost, descent, read_only(path), rule, message)


def _units(condition: float, standardize: bool | None, *, is_given: bool) -> tuple[str, bool]:
    """Return in which units to descend and why, and whether they are those of standardised features."""
    is_bad = condition > WORST_CONDITION
    number = f"the condition number {condition:.2g} is above {WORST_CONDITION:g}"
    if standardize or (standardize is None and is_bad and not is_given):
        return f"Features standardised, {'as asked' if standardize else f'because {number}'}", True
    return "In the units of the data" + (f", although {number}" if is_bad else ""), False


def _checked_start(start: ArrayLike, dataset: Dataset) -> FloatArray:
    names = (*dataset.feature_names, "intercept")
    first = numbers("the start", start)
    if first.shape != (len(names),):
        raise ValueError(f"the start must be {len(names)} numbers ({', '.join(names)}), got {first.tolist()}")
    return first

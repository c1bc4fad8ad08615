"""Learning rates that depend on the iteration."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real
from typing import TypeAlias

from gdmath.arrays import check_count

Schedule: TypeAlias = Callable[[int], float]
"""The learning rate of each iteration, counted from 0."""


def as_schedule(learning_rate: float | Schedule) -> Schedule:
    """Return a schedule as it is, and a number as a constant one."""
    return learning_rate if callable(learning_rate) else constant(learning_rate)


def constant(rate: float) -> Constant:
    """Return the schedule rate_k = rate.

    Raises
    ------
    ValueError
        If the rate is not positive and finite.
    """
    return Constant(rate)


def inverse_time_decay(rate: float, decay: float) -> InverseTimeDecay:
    """Return the schedule rate_k = rate / (1 + decay * k).

    Raises
    ------
    ValueError
        If the rate is not positive and finite, or the decay is negative or not finite.

    Examples
    --------
    >>> schedule = inverse_time_decay(1.0, 0.5)
    >>> [schedule(k) for k in (0, 2, 6)]
    [1.0, 0.5, 0.25]
    """
    return InverseTimeDecay(rate, decay)


def geometric_decay(rate: float, factor: float) -> GeometricDecay:
    """Return the schedule rate_k = rate * factor^k.

    Raises
    ------
    ValueError
        If the rate is not positive and finite, or the factor is not in (0, 1].
    """
    return GeometricDecay(rate, factor)


def step_decay(rate: float, factor: float, every: int) -> StepDecay:
    """Return the schedule rate_k = rate * factor^floor(k / every).

    Raises
    ------
    ValueError
        If the rate is not positive and finite, the factor is not in (0, 1], or `every` is no whole number
        above 0.
    """
    return StepDecay(rate, factor, every)


@dataclass(frozen=True)
class Constant:
    """What `constant` returns."""

    rate: float

    def __post_init__(self) -> None:
        """Check the rate."""
        check_positive("the learning rate", self.rate)

    def __call__(self, iteration: int) -> float:
        """Return the rate."""
        return self.rate


@dataclass(frozen=True)
class InverseTimeDecay:
    """What `inverse_time_decay` returns."""

    rate: float
    decay: float

    def __post_init__(self) -> None:
        """Check the numbers."""
        check_positive("the learning rate", self.rate)
        if not 0 <= self.decay < math.inf:
            raise ValueError(f"the decay must be finite and not negative, got {self.decay!r}")

    def __call__(self, iteration: int) -> float:
        """Return the rate of an iteration."""
        return self.rate / (1 + self.decay * iteration)


@dataclass(frozen=True)
class GeometricDecay:
    """What `geometric_decay` returns."""

    rate: float
    factor: float

    def __post_init__(self) -> None:
        """Check the numbers."""
        check_positive("the learning rate", self.rate)
        _check_factor(self.factor)

    def __call__(self, iteration: int) -> float:
        """Return the rate of an iteration."""
        return float(self.rate * self.factor**iteration)


@dataclass(frozen=True)
class StepDecay:
    """What `step_decay` returns."""

    rate: float
    factor: float
    every: int

    def __post_init__(self) -> None:
        """Check the numbers."""
        check_positive("the learning rate", self.rate)
        _check_factor(self.factor)
        check_count("every", self.every, least=1)

    def __call__(self, iteration: int) -> float:
        """Return the rate of an iteration."""
        return float(self.rate * self.factor ** (iteration // self.every))


def check_positive(name: str, number: float) -> None:
    """Raise ValueError unless a number is positive and finite."""
    if not isinstance(number, Real) or not 0 < number < math.inf:
        raise ValueError(f"{name} must be positive and finite, got {number!r}")


def _check_factor(factor: float) -> None:
    if not 0 < factor <= 1:
        raise ValueError(f"the factor must be above 0 and at most 1, got {factor!r}")

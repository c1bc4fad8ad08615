"""Update rules as pure functions, and learning-rate schedules.

A rule is a pair of functions, as in optax: `init` makes the first state, `update` turns a gradient into the
step to add to the point and the next state. Neither changes its arguments, so a rule can be shared and
replayed.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real
from typing import TypeAlias

import numpy as np

from gdmath.arrays import FloatArray, check_count

Schedule: TypeAlias = Callable[[int], float]
"""The learning rate of each iteration, counted from 0."""

State: TypeAlias = tuple[FloatArray, ...]
"""What a rule remembers from one iteration to the next; () for plain gradient descent."""


@dataclass(frozen=True)
class Rule:
    """How gradient descent moves.

    Attributes
    ----------
    learning_rate
        The schedule.
    init
        init(point) -> state, before the first iteration; the point has shape (d,).
    update
        update(gradient, state, learning_rate) -> (step, state); the step, shape (d,), is added to the point.
    """

    learning_rate: Schedule
    init: Callable[[FloatArray], State]
    update: Callable[[FloatArray, State, float], tuple[FloatArray, State]]


def gradient_descent(learning_rate: float | Schedule) -> Rule:
    """Return plain gradient descent: step = -learning_rate * gradient.

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite.

    Examples
    --------
    >>> rule = gradient_descent(0.5)
    >>> step, state = rule.update(np.array([4.0, -2.0]), rule.init(np.zeros(2)), rule.learning_rate(0))
    >>> step.tolist()
    [-2.0, 1.0]
    """
    return Rule(as_schedule(learning_rate), _no_state, _plain_update)


def heavy_ball(learning_rate: float | Schedule, momentum: float) -> Rule:
    """Return gradient descent with momentum: step = momentum * previous step - learning_rate * gradient.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods" (1964).

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite, or the momentum is not in [0, 1).
    """
    if not 0 <= momentum < 1:
        raise ValueError(f"the momentum must be at least 0 and below 1, got {momentum!r}")
    return Rule(as_schedule(learning_rate), _at_rest, _HeavyBallUpdate(momentum))


def as_schedule(learning_rate: float | Schedule) -> Schedule:
    """Return a schedule as it is, and a number as a constant one."""
    return learning_rate if callable(learning_rate) else constant(learning_rate)


def _no_state(point: FloatArray) -> State:
    return ()


def _plain_update(gradient: FloatArray, state: State, learning_rate: float) -> tuple[FloatArray, State]:
    return -learning_rate * gradient, state


def _at_rest(point: FloatArray) -> State:
    return (np.zeros_like(point),)


@dataclass(frozen=True)
class _HeavyBallUpdate:
    momentum: float

    def __call__(self, gradient: FloatArray, state: State, learning_rate: float) -> tuple[FloatArray, State]:
        (previous_step,) = state
        step = self.momentum * previous_step - learning_rate * gradient
        return step, (step,)


def constant(rate: float) -> Schedule:
    """Return the schedule rate_k = rate.

    Raises
    ------
    ValueError
        If the rate is not positive and finite.
    """
    return Constant(rate)


def inverse_time_decay(rate: float, decay: float) -> Schedule:
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


def exponential_decay(rate: float, factor: float) -> Schedule:
    """Return the schedule rate_k = rate * factor^k.

    Raises
    ------
    ValueError
        If the rate is not positive and finite, or the factor is not in (0, 1].
    """
    return ExponentialDecay(rate, factor)


def step_decay(rate: float, factor: float, every: int) -> Schedule:
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
        _check_rate(self.rate)

    def __call__(self, iteration: int) -> float:
        """Return the rate of an iteration."""
        return self.rate


@dataclass(frozen=True)
class InverseTimeDecay:
    """What `inverse_time_decay` returns."""

    rate: float
    decay: float

    def __post_init__(self) -> None:
        _check_rate(self.rate)
        if not 0 <= self.decay < math.inf:
            raise ValueError(f"the decay must be finite and not negative, got {self.decay!r}")

    def __call__(self, iteration: int) -> float:
        """Return the rate of an iteration."""
        return self.rate / (1 + self.decay * iteration)


@dataclass(frozen=True)
class ExponentialDecay:
    """What `exponential_decay` returns."""

    rate: float
    factor: float

    def __post_init__(self) -> None:
        _check_rate(self.rate)
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
        _check_rate(self.rate)
        _check_factor(self.factor)
        check_count("every", self.every, least=1)

    def __call__(self, iteration: int) -> float:
        """Return the rate of an iteration."""
        return float(self.rate * self.factor ** (iteration // self.every))


def _check_rate(rate: float) -> None:
    if not isinstance(rate, Real) or not 0 < rate < math.inf:
        raise ValueError(f"the learning rate must be positive and finite, got {rate!r}")


def _check_factor(factor: float) -> None:
    if not 0 < factor <= 1:
        raise ValueError(f"the factor must be above 0 and at most 1, got {factor!r}")

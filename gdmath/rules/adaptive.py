"""Rules that give each coordinate a rate of its own, by the sizes of its gradients so far.

All operations are coordinate by coordinate; `epsilon` keeps a coordinate whose gradient has been 0 from being
divided by 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np

from gdmath.arrays import FloatArray, IntArray
from gdmath.context import Context
from gdmath.rules.base import Move, Rule, State
from gdmath.rules.schedules import Schedule, as_schedule, check_positive


def adagrad(learning_rate: float | Schedule, epsilon: float = 1e-10) -> Rule:
    """Return AdaGrad, whose rates fall as squared gradients add up.

    Formula: s_{k+1} = s_k + g_k^2 with s_0 = 0, and x_{k+1} = x_k - rate_k g_k / (sqrt(s_{k+1}) + epsilon).
    The state is the sum ``square`` s_k.

    Source: Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic
    optimization" (2011), figure 1.

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite, or epsilon is not.

    Examples
    --------
    Any first step is as long as the rate, whatever the gradient.

    >>> from gdmath import descend, parabola
    >>> descend(parabola(), adagrad(1.0), 4, iterations=2).points[:, 0].round(6).tolist()
    [4.0, 3.0, 2.4]
    """
    check_positive("epsilon", epsilon)
    return Rule("AdaGrad", as_schedule(learning_rate), _no_squares, _AdaGrad(epsilon), vectorized=True)


def rmsprop(learning_rate: float | Schedule, decay: float = 0.9, epsilon: float = 1e-8) -> Rule:
    """Return RMSProp, which divides by the root of a moving average of squared gradients.

    Formula: s_{k+1} = decay s_k + (1 - decay) g_k^2 with s_0 = 0, and x_{k+1} = x_k - rate_k g_k /
    (sqrt(s_{k+1}) + epsilon). The state is the average ``square`` s_k.

    Source: Tieleman and Hinton, "Lecture 6.5: RMSProp", Neural Networks for Machine Learning (2012).

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite, the decay is not in [0, 1), or
        epsilon is not positive and finite.

    Examples
    --------
    >>> from gdmath import descend, parabola
    >>> descend(parabola(), rmsprop(0.3, decay=0.75), 4, iterations=1).points[:, 0].round(6).tolist()
    [4.0, 3.4]
    """
    _check_decay("decay", decay)
    check_positive("epsilon", epsilon)
    return Rule("RMSProp", as_schedule(learning_rate), _no_squares, _RMSProp(decay, epsilon), vectorized=True)


def adam(
    learning_rate: float | Schedule, beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8
) -> Rule:
    """Return Adam, which divides a moving average of gradients by the root of one of their squares.

    Formula, with t = k + 1: m_t = beta1 m_{t-1} + (1 - beta1) g and s_t = beta2 s_{t-1} + (1 - beta2) g^2
    with m_0 = s_0 = 0; without the bias towards these zeros, M = m_t / (1 - beta1^t) and S = s_t / (1 -
    beta2^t); and x_{k+1} = x_k - rate_k M / (sqrt(S) + epsilon). The state is the averages ``mean`` m and
    ``square`` s.

    Source: Kingma and Ba, "Adam: a method for stochastic optimization" (2015), algorithm 1.

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite, a beta is not in [0, 1), or epsilon
        is not positive and finite.

    Examples
    --------
    >>> from gdmath import descend, parabola
    >>> descend(parabola(), adam(0.5), 4, iterations=2).points[:, 0].round(4).tolist()
    [4.0, 3.5, 3.0028]
    """
    _check_decay("beta1", beta1)
    _check_decay("beta2", beta2)
    check_positive("epsilon", epsilon)
    update = AdamUpdate(beta1, beta2, epsilon)
    return Rule("Adam", as_schedule(learning_rate), _no_averages, update, vectorized=True)


@runtime_checkable
class DividesByRoots(Protocol):
    """An update that divides by a root of the state ``square``, coordinate by coordinate."""

    def root(self, square: FloatArray, t: int | IntArray) -> FloatArray:
        """Return what is divided by in iteration t, counted from 1, with the new square."""


def _no_squares(point: FloatArray) -> State:
    return {"square": np.zeros_like(point)}


def _no_averages(point: FloatArray) -> State:
    return {"mean": np.zeros_like(point), "square": np.zeros_like(point)}


@dataclass(frozen=True)
class _AdaGrad:
    epsilon: float

    def __call__(self, context: Context, state: State) -> Move:
        gradient = context.gradient
        square = state["square"] + gradient**2
        step = -context.rate * gradient / self.root(square, context.k + 1)
        return Move(step, {"square": square}, context.rate, gradient)

    def root(self, square: FloatArray, t: int | IntArray) -> FloatArray:
        return np.sqrt(square) + self.epsilon


@dataclass(frozen=True)
class _RMSProp:
    decay: float
    epsilon: float

    def __call__(self, context: Context, state: State) -> Move:
        gradient = context.gradient
        square = self.decay * state["square"] + (1 - self.decay) * gradient**2
        step = -context.rate * gradient / self.root(square, context.k + 1)
        return Move(step, {"square": square}, context.rate, gradient)

    def root(self, square: FloatArray, t: int | IntArray) -> FloatArray:
        return np.sqrt(square) + self.epsilon


@dataclass(frozen=True)
class AdamUpdate:
    """The update of `adam`."""

    beta1: float
    beta2: float
    epsilon: float

    def __call__(self, context: Context, state: State) -> Move:
        """Return the move."""
        gradient, t = context.gradient, context.k + 1
        mean = self.beta1 * state["mean"] + (1 - self.beta1) * gradient
        square = self.beta2 * state["square"] + (1 - self.beta2) * gradient**2
        step = -context.rate * self.unbiased_mean(mean, t) / self.root(square, t)
        return Move(step, {"mean": mean, "square": square}, context.rate, gradient)

    def unbiased_mean(self, mean: FloatArray, t: int | IntArray) -> FloatArray:
        """Return the mean of iteration t, counted from 1, without its bias towards 0."""
        return np.asarray(mean / (1 - self.beta1**t))

    def unbiased_square(self, square: FloatArray, t: int | IntArray) -> FloatArray:
        """Return the mean of squares of iteration t, counted from 1, without its bias towards 0."""
        return np.asarray(square / (1 - self.beta2**t))

    def root(self, square: FloatArray, t: int | IntArray) -> FloatArray:
        """Return what is divided by in iteration t, counted from 1, with the new square."""
        return np.sqrt(self.unbiased_square(square, t)) + self.epsilon


def _check_decay(name: str, decay: float) -> None:
    if not 0 <= decay < 1:
        raise ValueError(f"{name} must be at least 0 and below 1, got {decay!r}")

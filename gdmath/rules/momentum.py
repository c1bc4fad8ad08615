"""Rules with a velocity: the heavy ball, and Nesterov's, which looks ahead."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdmath.arrays import FloatArray
from gdmath.context import Context
from gdmath.rules.base import Move, Rule, State
from gdmath.rules.schedules import Schedule, as_schedule


def heavy_ball(learning_rate: float | Schedule, momentum: float) -> Rule:
    """Return gradient descent with momentum.

    Formula: v_{k+1} = momentum v_k - rate_k grad f(x_k) with v_0 = 0, and x_{k+1} = x_k + v_{k+1}. The state
    is the ``velocity`` v_k, which is the step before.

    Source: Polyak, "Some methods of speeding up the convergence of iteration methods" (1964).

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite, or the momentum is not in [0, 1).

    Examples
    --------
    >>> from gdmath import descend, parabola
    >>> walk = descend(parabola(), heavy_ball(0.25, 0.5), 8, iterations=3)
    >>> walk.points[:, 0].tolist(), walk.states["velocity"][:, 0].tolist()
    ([8.0, 4.0, 0.0, -2.0], [0.0, -4.0, -4.0, -2.0])
    """
    check_momentum(momentum)
    update = _Accelerated(momentum)
    return Rule("heavy ball", as_schedule(learning_rate), _at_rest, update, vectorized=True)


def nesterov(learning_rate: float | Schedule, momentum: float) -> Rule:
    """Return Nesterov's accelerated gradient, with the gradient where the momentum alone would lead.

    Formula: v_{k+1} = momentum v_k - rate_k grad f(x_k + momentum v_k) with v_0 = 0, and x_{k+1} = x_k +
    v_{k+1}. The state is the ``velocity`` v_k.

    Sources: Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k^2)"
    (1983); in this form Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and
    momentum in deep learning" (2013), equations 3 and 4.

    Raises
    ------
    ValueError
        As `heavy_ball`.

    Examples
    --------
    >>> from gdmath import descend, parabola
    >>> walk = descend(parabola(), nesterov(0.25, 0.5), 8, iterations=3)
    >>> walk.points[:, 0].tolist(), walk.gradients[:, 0].tolist()
    ([8.0, 4.0, 1.0, -0.25], [16.0, 4.0, -1.0, -0.5])
    """
    check_momentum(momentum)
    update, look = _Accelerated(momentum), _LookAhead(momentum)
    return Rule("Nesterov", as_schedule(learning_rate), _at_rest, update, look, vectorized=True)


def _at_rest(point: FloatArray) -> State:
    return {"velocity": np.zeros_like(point)}


@dataclass(frozen=True)
class _Accelerated:
    momentum: float

    def __call__(self, context: Context, state: State) -> Move:
        gradient = context.gradient
        velocity = self.momentum * state["velocity"] - context.rate * gradient
        return Move(velocity, {"velocity": velocity}, context.rate, gradient)


@dataclass(frozen=True)
class _LookAhead:
    momentum: float

    def __call__(self, point: FloatArray, state: State, rate: float) -> FloatArray:
        return point + self.momentum * state["velocity"]


def check_momentum(momentum: float) -> None:
    """Raise ValueError unless a momentum is in [0, 1)."""
    if not 0 <= momentum < 1:
        raise ValueError(f"the momentum must be at least 0 and below 1, got {momentum!r}")

"""Plain gradient descent."""

from __future__ import annotations

from gdmath.context import Context
from gdmath.rules.base import Move, Rule, State, no_state
from gdmath.rules.schedules import Constant, Schedule, as_schedule


def gradient_descent(learning_rate: float | Schedule) -> Rule:
    """Return plain gradient descent.

    Formula: x_{k+1} = x_k - rate_k grad f(x_k).

    Source: Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées" (1847).

    Raises
    ------
    ValueError
        If the learning rate is a number that is not positive and finite.

    Examples
    --------
    >>> from gdmath import descend, parabola
    >>> descend(parabola(), gradient_descent(0.25), 8, iterations=3).points[:, 0].tolist()
    [8.0, 4.0, 2.0, 1.0]
    """
    return Rule("gradient descent", as_schedule(learning_rate), no_state, plain_update, vectorized=True)


def constant_rate(rule: Rule) -> float | None:
    """Return the rate of plain gradient descent with a constant one, None for any other rule."""
    is_constant = rule.update is plain_update and isinstance(rule.learning_rate, Constant)
    return rule.learning_rate(0) if is_constant else None


def plain_update(context: Context, state: State) -> Move:
    """Go against the gradient."""
    gradient = context.gradient
    return Move(-context.rate * gradient, state, context.rate, gradient)

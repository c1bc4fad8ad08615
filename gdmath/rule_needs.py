"""What a rule needs: numbers that it holds, what it has evaluated, and numbers that somebody chooses."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass

import numpy as np

from gdmath.record import Descent
from gdmath.rules import Rule


@dataclass(frozen=True)
class RuleNeeds:
    """What a rule needs on a function of n variables, besides these.

    Attributes
    ----------
    held
        How many numbers it holds: the factors of 1, n and n^2. That is what it remembers from one iteration
        to the next, and the Hessian, if it asks for one.
    gradients, hessians, values
        How often it has these evaluated in an iteration, on average.
    chosen
        Names of the numbers that are to be chosen, the learning rate first. Of a rule whose update is a plain
        function, no others are known.
    """

    held: tuple[float, float, float]
    gradients: float
    hessians: float
    values: float
    chosen: tuple[str, ...]

    def numbers(self, n: float) -> float:
        """Return how many numbers it holds for n variables."""
        constant, linear, square = self.held
        return constant + linear * n + square * n**2


def rule_needs(rule: Rule, descent: Descent) -> RuleNeeds:
    """Return what a rule needs, as its state and a record of it tell.

    Parameters
    ----------
    rule
        Any; its state has at most as many numbers as a square of n has.
    descent
        One by this rule, of an iteration or more.

    Raises
    ------
    ValueError
        If the descent took no iteration.

    Examples
    --------
    >>> from gdmath import adam, descend, rosenbrock
    >>> needs = rule_needs(adam(0.1), descend(rosenbrock(), adam(0.1), [-1, 1], iterations=5))
    >>> needs.held, needs.numbers(1000), needs.gradients, needs.chosen
    ((0.0, 2.0, 0.0), 2000.0, 1.0, ('learning_rate', 'beta1', 'beta2', 'epsilon'))
    """
    if not descent.iterations:
        raise ValueError("what a rule asks for is told by a descent of an iteration or more")
    spent = descent.evaluations
    gradients, hessians, values = (
        float(counts[-1] / descent.iterations) for counts in (spent.gradients, spent.hessians, spent.values)
    )
    constant, linear, square = _state_size(rule)
    held = constant, linear, square + (1.0 if hessians else 0.0)
    return RuleNeeds(held, gradients, hessians, values, ("learning_rate", *fixed_numbers(rule)))


def fixed_numbers(rule: Rule) -> dict[str, float]:
    """Return the numbers that a rule holds besides its learning rate, by the names of its parameters.

    Of a rule whose update is a plain function, none are known.

    Examples
    --------
    >>> from gdmath import adam, damped_newton, gradient_descent
    >>> fixed_numbers(adam(0.1)), fixed_numbers(gradient_descent(0.1))
    ({'beta1': 0.9, 'beta2': 0.999, 'epsilon': 1e-08}, {})
    >>> fixed_numbers(damped_newton())
    {'shrink': 0.5, 'sufficient_decrease': 0.0001}
    """
    return _held(rule.update)


def _state_size(rule: Rule) -> tuple[float, float, float]:
    """Return the numbers in a rule's state as factors of 1, n and n^2: three sizes tell them."""
    two, three, four = (sum(np.size(array) for array in rule.init(np.ones(n)).values()) for n in (2, 3, 4))
    square = (four - 2 * three + two) / 2
    linear = three - two - 5 * square
    return two - 2 * linear - 4 * square, linear, square


def _held(update: object) -> dict[str, float]:
    """Return the numbers that an update holds by their names, also those in what it is made of."""
    if not is_dataclass(update):
        return {}
    numbers: dict[str, float] = {}
    for field in fields(update):
        value = getattr(update, field.name)
        numbers |= {field.name: float(value)} if isinstance(value, int | float) else _held(value)
    return numbers

"""What rules with a rate for each coordinate did: their effective rates, and Adam's corrected averages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gdmath.arrays import FloatArray, IntArray
from gdmath.record import Descent
from gdmath.rules import Rule, Schedule
from gdmath.rules.adaptive import AdamUpdate, DividesByRoots
from gdmath.rules.schedules import as_schedule


def effective_rates(rule: Rule, descent: Descent) -> FloatArray:
    """Return what each iteration multiplied each coordinate of the gradient by; for Adam, of its mean.

    Formula: rate_k / (sqrt(s) + epsilon), with the new sum or average s of squared gradients (Adam: without
    its bias). So it is the learning rate that plain descent would have needed in this coordinate; Adam's
    step is the negative product with the mean of `corrected_averages`.

    Parameters
    ----------
    rule
        `adagrad`, `rmsprop` or `adam`, with which the descent was made.
    descent
        Of k iterations.

    Returns
    -------
    FloatArray, shape (k, d)

    Raises
    ------
    ValueError
        If the rule is none of these, or the descent does not have its states.

    Examples
    --------
    AdaGrad's rate falls as squared gradients add up: 8^2, then 8^2 + 6^2.

    >>> from gdmath import adagrad, descend, parabola
    >>> effective_rates(adagrad(1.0), descend(parabola(), adagrad(1.0), 4, iterations=2)).round(6).tolist()
    [[0.125], [0.1]]
    """
    update = rule.update
    if not isinstance(update, DividesByRoots):
        raise ValueError(
            f"{rule.name} has one rate for all coordinates: adagrad, rmsprop and adam have one for each"
        )
    square = _state(rule, descent, "square")
    return descent.rates[:, np.newaxis] / update.root(square, _counted(descent))


def corrected_averages(rule: Rule, descent: Descent) -> tuple[FloatArray, FloatArray]:
    """Return Adam's averages as it uses them: without the bias towards the zeros with which they began.

    Formula: m_t / (1 - beta1^t) and s_t / (1 - beta2^t). What they are before, ``descent.states`` has.

    Source: Kingma and Ba, "Adam: a method for stochastic optimization" (2015), section 3.

    Parameters
    ----------
    rule
        `adam`, with which the descent was made.
    descent
        Of k iterations.

    Returns
    -------
    mean, square : FloatArray, shape (k, d)
        In iterations t = 1 to k.

    Raises
    ------
    ValueError
        If the rule is not Adam, or the descent does not have its states.

    Examples
    --------
    After one iteration they are the gradient and its square; the averages themselves are far smaller.

    >>> from gdmath import adam, descend, parabola
    >>> walk = descend(parabola(), adam(0.5), 4, iterations=1)
    >>> [average.round(6).tolist() for average in corrected_averages(adam(0.5), walk)]
    [[[8.0]], [[64.0]]]
    >>> [round(float(walk.states[name][1, 0]), 6) for name in ("mean", "square")]
    [0.8, 0.064]
    """
    update = rule.update
    if not isinstance(update, AdamUpdate):
        raise ValueError(f"{rule.name} corrects no averages: adam does")
    mean, square, t = _state(rule, descent, "mean"), _state(rule, descent, "square"), _counted(descent)
    return update.unbiased_mean(mean, t), update.unbiased_square(square, t)


def without_correction(
    learning_rate: float | Schedule, beta1: float = 0.9, beta2: float = 0.999
) -> Uncorrected:
    """Return the schedule with which `adam` takes the steps that it would take with uncorrected averages.

    Formula: rate_k (1 - beta1^t) / sqrt(1 - beta2^t) with t = k + 1, which leaves out both corrections, but
    for epsilon. The first step is (1 - beta1) / sqrt(1 - beta2) times too long: 3.2 times, by default.

    Source: Kingma and Ba, "Adam: a method for stochastic optimization" (2015), end of section 2.

    Examples
    --------
    >>> from gdmath import adam, descend, parabola
    >>> descend(parabola(), adam(without_correction(0.1)), 4, iterations=1).steps.round(4).tolist()
    [[-0.3162]]
    """
    return Uncorrected(as_schedule(learning_rate), beta1, beta2)


@dataclass(frozen=True)
class Uncorrected:
    """What `without_correction` returns."""

    schedule: Schedule
    beta1: float
    beta2: float

    def __call__(self, iteration: int) -> float:
        """Return the rate of an iteration."""
        t = iteration + 1
        return float(self.schedule(iteration) * (1 - self.beta1**t) / np.sqrt(1 - self.beta2**t))


def _state(rule: Rule, descent: Descent, name: str) -> FloatArray:
    """Return what each iteration of a descent made of a state, shape (k, d)."""
    if name not in descent.states:
        raise ValueError(
            f"this descent has no state {name!r}, as {rule.name} has: give the rule that it was made with"
        )
    return descent.states[name][1:]


def _counted(descent: Descent) -> IntArray:
    """Return the iterations counted from 1, shape (k, 1)."""
    return np.arange(1, descent.iterations + 1)[:, np.newaxis]

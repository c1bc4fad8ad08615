"""What an update rule is: a pair of pure functions, as in optax, and what they hand over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from gdmath.arrays import FloatArray
from gdmath.context import Context
from gdmath.rules.schedules import Schedule

State: TypeAlias = Mapping[str, FloatArray]
"""What a rule remembers from one iteration to the next, by name; {} for plain gradient descent."""


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """What a rule decides at a point.

    Attributes
    ----------
    step : shape (d,)
        Is added to the point.
    state
        What to remember for the next iteration.
    rate
        The learning rate that was really used.
    gradient : shape (d,)
        The gradient that was followed.
    """

    step: FloatArray
    state: State
    rate: float
    gradient: FloatArray


@dataclass(frozen=True)
class Rule:
    """How a descent moves.

    Neither function changes its arguments or knows the objective, which the context offers: so a rule can be
    shared, and a descent repeated.

    Attributes
    ----------
    name
        What to call it in legends and messages.
    learning_rate
        The schedule.
    init
        init(point) -> state, before the first iteration; the point has shape (d,).
    update
        update(context, state) -> move.
    look
        look(point, state, rate) -> the point at which the rule wants its gradient. None means the point
        itself.
    vectorized
        Whether the three functions also take points of shape (n, d), with a state and gradients of as many
        rows, so that `descend_many` can move all its starts at once. The rate may then come back as one
        number, or one for each row.
    """

    name: str
    learning_rate: Schedule
    init: Callable[[FloatArray], State]
    update: Callable[[Context, State], Move]
    look: Callable[[FloatArray, State, float], FloatArray] | None = None
    vectorized: bool = False


def no_state(point: FloatArray) -> State:
    """Return the state of a rule that remembers nothing."""
    return {}

"""One rule at many constant learning rates at once: each row of the points has a rate of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

import numpy as np

from gdmath.arrays import FloatArray
from gdmath.context import Context
from gdmath.record import Descent
from gdmath.rules.base import Move, Rule, State
from gdmath.rules.schedules import Constant

RATE: Final = "rate of the row"
"""Name in the state of what tells the rows apart: so it goes with them when some of them end."""


def side_by_side(rules: Sequence[Rule]) -> Rule | None:
    """Return the rule that moves row i of its points as rule i of several would; None if there is none.

    There is one for two or more that are vectorised, and differ by constant learning rates alone.
    """
    first, *others = rules
    schedules = [rule.learning_rate for rule in rules]
    rates = [schedule.rate for schedule in schedules if isinstance(schedule, Constant)]
    can_be_one = first.vectorized and others and len(rates) == len(rules)
    if not can_be_one or not all(_alike(first, rule) for rule in others):
        return None
    rows = _Rows(first, np.array(rates))
    look = None if first.look is None else rows.look
    return replace(first, init=rows.init, update=rows.update, look=look)


def without_rates(descent: Descent) -> Descent:
    """Return the record of one row as its rule would have written it."""
    states = {name: held for name, held in descent.states.items() if name != RATE}
    return replace(descent, states=states)


def _alike(one: Rule, other: Rule) -> bool:
    """Return whether rules are the same but for their learning rates, as far as they can be compared."""
    try:
        return replace(other, learning_rate=one.learning_rate) == one
    except ValueError:  # they hold arrays
        return False


@dataclass(frozen=True, eq=False)
class _Rows:
    rule: Rule
    rates: FloatArray

    def init(self, points: FloatArray) -> State:
        return {**self.rule.init(points), RATE: self.rates}

    def update(self, context: Context, state: State) -> Move:
        rates = state[RATE]
        move = self.rule.update(context.at_rates(rates[:, np.newaxis]), state)
        used = cast("Any", np.broadcast_to(np.ravel(move.rate), rates.shape))  # one for each row
        return Move(move.step, {**move.state, RATE: rates}, used, move.gradient)

    def look(self, points: FloatArray, state: State, rate: float) -> FloatArray:
        look, rates = self.rule.look, cast("Any", state[RATE][:, np.newaxis])
        assert look is not None
        return look(points, state, rates)

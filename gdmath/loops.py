"""The iterations themselves: of one descent, or of many side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from gdmath.arrays import FloatArray
from gdmath.context import Context, CountedObjective, Differentiable
from gdmath.record import StopReason
from gdmath.rules import Move, Rule, State
from gdmath.stopping import Limits
from gdmath.trace import End, Trace


def descend_alone(
    objective: Differentiable, rule: Rule, start: FloatArray, limits: Limits
) -> tuple[Trace, End]:
    """Take one descent from a start of shape (d,)."""
    counted = CountedObjective(objective)
    point, state = start, rule.init(start)
    trace = Trace.begin(point, state, limits.iterations)
    k, stop = 0, _first_small(limits.small(counted, point))
    while stop is None and k < limits.iterations:
        move = rule.update(_context(counted, rule, k, point, state), state)
        if k == 0:
            _check_move(rule, move, point, state)
        onward = point + move.step
        if not _is_finite(onward):
            return trace, End(k, StopReason.DIVERGED, onward)
        if limits.window is not None and not limits.allow(onward):
            return trace, End(k, StopReason.LEFT_DOMAIN, onward)
        onward.setflags(write=False)
        trace.write(k, ..., move, onward, counted.counts)
        counted.begin_iteration()
        stop = _first_small(limits.small(counted, onward, move.step, point))
        if stop is None and limits.is_spent(counted.counts, len(point)):
            stop = StopReason.BUDGET_SPENT
        point, state, k = onward, move.state, k + 1
    return trace, End(k, stop or StopReason.ITERATION_CAP)


def descend_together(
    objective: Differentiable, rule: Rule, starts: FloatArray, limits: Limits
) -> tuple[Trace, list[End]]:
    """Take n descents side by side from starts of shape (n, d), by a rule that is vectorised."""
    counted = CountedObjective(objective)
    points, state = starts, rule.init(starts)
    trace = Trace.begin(points, state, limits.iterations)
    ends = [End(limits.iterations, StopReason.ITERATION_CAP)] * len(starts)
    rows = np.arange(len(starts))  # those that still move
    go_on = np.ones(len(rows), dtype=bool)
    tests = limits.small(counted, points)
    for k in range(limits.iterations + 1):
        for stop, is_small in tests:
            for row in rows[go_on & is_small]:
                ends[row] = End(k, stop)
            go_on &= ~is_small
        if not go_on.all():
            rows, points = rows[go_on], points[go_on]
            state = {name: held[go_on] for name, held in state.items()}
            counted.keep_only(go_on)
        if k == limits.iterations or len(rows) == 0:
            break
        if limits.is_spent(counted.counts, points.shape[1]):
            for row in rows:
                ends[row] = End(k, StopReason.BUDGET_SPENT)
            break
        move = rule.update(_context(counted, rule, k, points, state), state)
        if k == 0:
            _check_move(rule, move, points, state)
        onward = points + move.step
        onward.setflags(write=False)
        trace.write(k, ... if len(rows) == len(starts) else rows, move, onward, counted.counts)
        counted.begin_iteration()
        go_on = limits.allow(onward)
        for row, point in zip(rows[~go_on], onward[~go_on], strict=True):
            stop = StopReason.LEFT_DOMAIN if _is_finite(point) else StopReason.DIVERGED
            ends[row] = End(k, stop, point)
        tests = limits.small(counted, onward, move.step, points)
        points, state = onward, move.state
    return trace, ends


def _context(objective: CountedObjective, rule: Rule, k: int, points: FloatArray, state: State) -> Context:
    rate = rule.learning_rate(k)
    if not 0 <= rate < math.inf:  # 0, because a long decay may underflow to it
        raise ValueError(f"the learning rate must be positive and finite, but iteration {k} has {rate!r}")
    look = None if rule.look is None else rule.look(points, state, rate)
    return Context(objective, points, k=k, rate=rate, gradient_point=look)


def _first_small(tests: Iterable[tuple[StopReason, NDArray[np.bool_]]]) -> StopReason | None:
    return next((stop for stop, is_small in tests if is_small), None)


def _check_move(rule: Rule, move: Move, points: FloatArray, state: State) -> None:
    """Raise ValueError if a rule's first move does not fit the points; later ones are like it."""
    for what, given in (("step", move.step), ("gradient", move.gradient)):
        if np.shape(given) != points.shape:
            raise ValueError(
                f"the rule {rule.name!r} gave a {what} of shape {np.shape(given)} "
                f"at a point of shape {points.shape}"
            )
    if move.state.keys() != state.keys():
        raise ValueError(
            f"the rule {rule.name!r} began with the state {sorted(state)}, "
            f"but went on with {sorted(move.state)}"
        )


def _is_finite(vector: FloatArray) -> bool:
    # The square is cheap but overflows early; only then look at each number.
    return math.isfinite(vector.dot(vector)) or bool(np.isfinite(vector).all())

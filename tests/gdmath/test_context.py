"""What a rule asks for is evaluated when asked, once a point, and counted; nothing else is."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import (
    Context,
    FunctionObjective,
    Move,
    Rule,
    State,
    constant,
    descend,
    descend_many,
    gradient_descent,
    nesterov,
    parabola,
    rosenbrock,
)
from gdmath.arrays import FloatArray
from gdmath.context import CountedObjective
from gdmath.rules.base import no_state


class Witness:
    """A bowl that remembers at which points it was asked for what."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[float]]] = []
        self.objective = FunctionObjective(
            value=self.value,
            gradient=self.gradient,
            hessian=self.hessian,
            name="bowl",
            domain=(-5, 5),
            minima=[],
            form="bowl",  # known, so that its derivatives are not compared with differences
        )

    def value(self, points: FloatArray) -> FloatArray:
        self.asked.append(("value", points.ravel().tolist()))
        return np.asarray(points[..., 0] ** 2)

    def gradient(self, points: FloatArray) -> FloatArray:
        self.asked.append(("gradient", points.ravel().tolist()))
        return 2 * points

    def hessian(self, points: FloatArray) -> FloatArray:
        self.asked.append(("hessian", points.ravel().tolist()))
        return np.full((*points.shape, 1), 2.0)


def test_nothing_is_evaluated_unasked_and_nothing_twice() -> None:
    witness = Witness()
    counted = CountedObjective(witness.objective)
    context = Context(counted, np.array([3.0]), k=7, rate=0.5)
    assert (context.k, context.rate) == (7, 0.5)
    assert witness.asked == []
    for _ in range(2):
        assert context.value == 9
        assert context.value_at([3.0]) == 9
        assert context.value_at(np.array([1.0])) == 1
        assert context.gradient.tolist() == [6]
        assert context.gradient_at([2.0]).tolist() == [4]
        assert context.hessian.tolist() == context.hessian_at([3.0]).tolist() == [[2]]
    assert witness.asked == [
        *(("value", [3]), ("value", [1]), ("gradient", [3]), ("gradient", [2]), ("hessian", [3]))
    ]
    assert counted.counts == [2, 2, 1, 2]


def test_values_that_were_tried_in_the_last_iteration_are_still_known() -> None:
    witness = Witness()
    counted = CountedObjective(witness.objective)
    Context(counted, np.array([3.0])).value_at([1.0])
    counted.begin_iteration()
    assert Context(counted, np.array([1.0])).value == 1
    counted.begin_iteration()
    assert Context(counted, np.array([1.0])).value == 1
    assert counted.counts[0] == 1
    counted.begin_iteration()
    counted.begin_iteration()
    assert Context(counted, np.array([1.0])).value == 1
    assert counted.counts[0] == 2


def test_a_rule_cannot_change_what_it_sees() -> None:
    def update(context: Context, state: State) -> Move:
        context.gradient[:] = 0
        return Move(-context.gradient, state, 1.0, context.gradient)

    with pytest.raises(ValueError, match="read-only"):
        descend(parabola(), Rule("careless", constant(0.1), no_state, update), 4, iterations=1)


def test_the_gradient_is_evaluated_where_the_rule_looks_and_only_there() -> None:
    witness = Witness()
    walk = descend(witness.objective, nesterov(0.25, 0.5), 4, iterations=2)
    # The first two check the start, the last is for the record, as all values are.
    asked = [point for what, point in witness.asked if what == "gradient"]
    assert asked == [[4], [4], [1], [0.5]]
    assert walk.gradients[:, 0].tolist() == [8, 2, 1]


def test_a_tolerance_pays_for_what_it_needs() -> None:
    plain = descend(parabola(), 0.1, 4, iterations=3, gradient_tolerance=1e-9)
    ahead = descend(parabola(), nesterov(0.1, 0.5), 4, iterations=3, gradient_tolerance=1e-9)
    changes = descend(parabola(), 0.1, 4, iterations=3, value_tolerance=1e-9)
    assert plain.evaluations.gradients.tolist() == [0, 1, 2, 3]  # the rule then gets it for nothing
    assert ahead.evaluations.gradients.tolist() == [0, 1, 3, 5]
    assert plain.evaluations.values.tolist() == [0, 0, 0, 0]
    assert changes.evaluations.values.tolist() == [0, 0, 2, 3]


def test_many_starts_pay_each_for_itself() -> None:
    starts = [[-1.2, 1.0], [0.5, 0.5], [0.0, 0.0]]
    for rule in (gradient_descent(1e-3), nesterov(1e-3, 0.5)):
        walks = descend_many(rosenbrock(), rule, starts, iterations=50, gradient_tolerance=2.0)
        for walk, start in zip(walks, starts, strict=True):
            alone = descend(rosenbrock(), rule, start, iterations=50, gradient_tolerance=2.0)
            np.testing.assert_array_equal(walk.evaluations.gradients, alone.evaluations.gradients)


@pytest.mark.parametrize(
    ("move", "message"),
    [
        (
            Move(np.zeros(2), {}, 0.1, np.zeros(1)),
            r"'odd' gave a step of shape \(2,\) at a point of shape \(1,\)",
        ),
        (Move(np.zeros(1), {}, 0.1, np.zeros(())), r"'odd' gave a gradient of shape \(\) at a point"),
        (Move(np.zeros(1), {"v": np.zeros(1)}, 0.1, np.zeros(1)), r"state \[\], but went on with \['v'\]"),
    ],
)
def test_a_rule_that_does_not_fit_is_named(move: Move, message: str) -> None:
    rule = Rule("odd", constant(0.1), no_state, lambda context, state: move)
    with pytest.raises(ValueError, match=message):
        descend(parabola(), rule, 4, iterations=1)


def test_an_iteration_that_stays_where_it_is_costs_a_gradient_all_the_same() -> None:
    walk = descend(parabola(), nesterov(0.5, 0.0), 4, iterations=5)
    assert walk.points[:, 0].tolist() == [4, 0, 0, 0, 0, 0]
    assert walk.evaluations.gradients.tolist() == [0, 1, 2, 3, 4, 5]

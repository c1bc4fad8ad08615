"""A walk that takes thousands of steps is shown from its first ones to its arrival, or not so far."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import descend, from_function
from scenes.kit.space.late_walk import ALIKE, ARRIVED, ARRIVES, MOMENTS, STAYS, STILL, late_walk

HOLLOW = from_function(lambda x, y: -np.exp(-(x**2 + y**2)), [(-3, 3), (-3, 3)])


def test_it_is_shown_step_by_step_and_then_until_it_arrives() -> None:
    walk = late_walk(HOLLOW, 0.1, (1.9, 1.0), 20)
    run, arrived = walk
    assert walk.told == ARRIVES
    assert arrived is not None
    away = np.linalg.norm(descend(HOLLOW, 0.1, (1.9, 1.0), iterations=arrived).points, axis=1)
    assert away[-1] < ARRIVED * 6 <= away[-2]
    assert run.shown[:21].tolist() == list(range(21))
    assert run.shown[-1] == arrived
    assert len(run.shown) <= 21 + MOMENTS
    slopes = np.linalg.norm(run.descent.gradients, axis=1)
    assert slopes[arrived] < slopes[0]
    np.testing.assert_allclose(
        run.path, descend(HOLLOW, 0.1, (1.9, 1.0), iterations=arrived).points[run.shown]
    )


@pytest.mark.parametrize("first", [20, 21])
def test_its_pace_grows_to_the_middle_and_sinks_to_the_end(first: int) -> None:
    run = late_walk(HOLLOW, 0.1, (2.6, 1.3), first).run
    legs = np.diff(run.shown[first:])
    longest = int(legs.argmax())
    assert (np.diff(legs[: longest + 1]) >= 0).all()
    assert (np.diff(legs[longest:]) <= 0).all()


def test_it_has_not_arrived_where_it_is_steeper_than_at_its_start() -> None:
    run, arrived = late_walk(HOLLOW, 0.1, (2.45, 1.0), 20)
    assert arrived is not None
    slopes = np.linalg.norm(run.descent.gradients, axis=1)
    near = np.linalg.norm(run.descent.points - run.descent.points[-1], axis=1) < ARRIVED * 6
    assert slopes[arrived] < slopes[0] <= slopes[arrived - 1]
    assert near[arrived - 1]


def test_of_one_that_never_arrives_the_first_steps_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scenes.kit.space.late_walk.MOST", 200)
    walk = late_walk(HOLLOW, 0.1, (2.7, 2.7), 20)
    run, arrived = walk
    assert walk.told == STAYS
    assert arrived is None
    assert run.shown.tolist() == list(range(21))
    assert run.descent.iterations == 200


def test_one_that_arrives_at_once_is_shown_no_longer_than_it_takes() -> None:
    run, arrived = late_walk(HOLLOW, 0.2, (0.1, 0.0), 20)
    assert arrived is not None
    assert arrived < 20
    assert run.shown.tolist() == list(range(21))


def test_slopes_are_alike_where_that_is_true() -> None:
    for start in ((1.9, 1.0), (2.45, 1.0), (0.1, 0.0)):
        walk = late_walk(HOLLOW, 0.1, start, 20)
        first, last = walk.run.series("slope")[[0, walk.run.shown[-1]]]
        assert walk.alike == (ALIKE if 0.5 * first <= last <= first else STILL)
    assert walk.alike == STILL

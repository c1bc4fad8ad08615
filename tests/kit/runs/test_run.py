"""A run at its clock: which iterate, how far to the next, and what the record says there."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import Descent, descend, parabola
from scenes.kit.runs.run import Run


@pytest.fixture
def descent() -> Descent:
    """Return x -> 0.8 x from 4, ten times."""
    return descend(parabola(), 0.1, 4.0, iterations=10)


def at_clock(run: Run, time: float) -> Run:
    run.clock.set_value(time)
    return run


@pytest.mark.parametrize(("time", "position"), [(0, 0.0), (3, 3.0), (2.5, 2.5), (2.25, 2.15625), (99, 10.0)])
def test_steps_are_slow_off_and_slow_on_and_end_with_the_record(
    descent: Descent, time: float, position: float
) -> None:
    run = at_clock(Run(descent), time)
    assert run.position == pytest.approx(position)  # 3 s^2 - 2 s^3
    done = min(int(position), 9)
    assert run.point[0] == pytest.approx(4 * 0.8**done * (1 - 0.2 * (position - done)))


def test_between_distant_iterates_the_pace_is_even(descent: Descent) -> None:
    long = descend(parabola(), 0.01, 4.0, iterations=400)
    run = at_clock(Run(long, shown=np.arange(0, 401, 10)), 2.25)
    assert run.position == 2.25
    assert run.iteration == 22
    assert run.now("value") == pytest.approx(long.values[22])
    assert at_clock(Run(descent, eased=False), 2.25).position == 2.25


def test_numbers_are_those_of_the_last_iterate_reached(descent: Descent) -> None:
    run = Run(descent)
    for time, iteration in ((0.99, 0), (1.0, 1), (2 - 1e-9, 2), (10, 10), (12, 10)):
        assert at_clock(run, time).iteration == iteration
        assert run.now("iteration") == iteration
        assert run.now("point", 0) == pytest.approx(4 * 0.8**iteration)
        assert run.now("slope") == pytest.approx(8 * 0.8**iteration)
        assert run.now("length") == pytest.approx(0.8 * 0.8 ** min(iteration, 9))


def test_a_point_may_rest_at_the_beginning_of_each_step(descent: Descent) -> None:
    run = at_clock(Run(descent, rest=0.5), 1.25)
    assert (run.step, run.position) == (1, 1.0)
    assert run.part(0, 0.5) == 0.5
    assert at_clock(run, 1.75).position == pytest.approx(1.5)
    assert run.part(0, 0.5) == 1


def test_the_clock_may_say_anything_at_the_iterates(descent: Descent) -> None:
    run = Run(descent, shown=[0, 2, 10], times=[0.0, 1.0, 5.0])
    assert (run.steps, run.end) == (2, 5.0)
    assert at_clock(run, 3.0).position == pytest.approx(1.5)
    assert run.iteration == 6


def test_other_units_and_further_series(descent: Descent) -> None:
    run = Run(descent, path=10 * descent.points, more={"J": 2 * descent.values})
    assert at_clock(run, 1).point[0] == pytest.approx(32.0)
    assert run.now("J") == pytest.approx(2 * 3.2**2)
    with pytest.raises(ValueError, match="no series 'loss': choose one of iteration, point"):
        run.now("loss")


@pytest.mark.parametrize(
    ("shown", "times", "words"),
    [
        ([1, 2], None, "begin with 0"),
        ([0, 2, 2], None, "begin with 0 and increase"),
        ([0, 11], None, "iteration 11 cannot be shown: the descent has 10"),
        ([0, 5], [0.0], "one for each iteration"),
        ([0, 5], [1.0, 0.5], "must increase"),
    ],
)
def test_what_cannot_be_shown_is_named(
    descent: Descent, shown: list[int], times: list[float] | None, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        Run(descent, shown=shown, times=times)


def test_a_series_needs_an_entry_for_each_iterate(descent: Descent) -> None:
    with pytest.raises(ValueError, match="'J' needs 11 entries, one for each iterate, and has 10"):
        Run(descent, more={"J": descent.values[1:]})

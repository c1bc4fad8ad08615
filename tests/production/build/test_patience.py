"""When a job is taken for stuck, by a clock that the tests turn."""

import pytest

from scenes.production.build.patience import Patience, Watch
from scenes.production.build.protocol import AtWork, BeatStarted, WaitingForCore


class Clock:
    """What `time.monotonic` says."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return a clock that stands still until it is turned."""
    made = Clock()
    monkeypatch.setattr("time.monotonic", made)
    return made


@pytest.mark.parametrize("event", [AtWork(), BeatStarted(name="data")])
def test_a_job_may_be_silent_for_so_long_from_each_event_on(
    clock: Clock, event: AtWork | BeatStarted
) -> None:
    watch = Watch(Patience(10), loads=False)
    for _ in range(3):
        clock.now += 9
        assert not watch.is_over
        watch.hear(event)
    clock.now += 11
    assert watch.is_over


def test_who_waits_for_a_core_is_no_longer_stuck_than_all_others(clock: Clock) -> None:
    patience = Patience(10)
    draws, waits = Watch(patience, loads=False), Watch(patience, loads=False)
    for _ in range(50):
        clock.now += 1
        draws.hear(AtWork())
        waits.hear(WaitingForCore())
    for _ in range(11):
        clock.now += 1
        waits.hear(WaitingForCore())
    assert draws.is_over, "so it is ended, and leaves its core"
    assert not waits.is_over
    waits.hear(AtWork())
    clock.now += 9
    assert not waits.is_over


def test_two_that_wait_for_what_hangs_are_not_waited_for(clock: Clock) -> None:
    patience = Patience(10)
    watches = [Watch(patience, loads=False) for _ in range(2)]
    for _ in range(21):
        clock.now += 1
        for watch in watches:
            watch.hear(WaitingForCore())
    assert all(watch.is_over for watch in watches)


def test_to_load_manim_takes_its_time(clock: Clock) -> None:
    watch = Watch(Patience(1), loads=True)
    clock.now += 100
    assert not watch.is_over
    watch.hear(AtWork())
    clock.now += 2
    assert watch.is_over

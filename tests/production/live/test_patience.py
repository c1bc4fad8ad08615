"""Where a take is that has told nothing for a while."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from runpy import run_path
from socket import socket, socketpair
from typing import Any

import pytest

from scenes.production.live.told import Began, Busy, TakeJob, Told, Whole, read_told
from scenes.production.studio.live import processes
from scenes.production.studio.live.processes import Line

LOOP = """
def wait(has_come):
    while True:
        if has_come():
            break
"""


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[socket, socket]]:
    """Both ends of a connection; what is told by one of them has to come soon."""
    monkeypatch.setattr(processes, "PATIENCE", 0.01)
    before = signal.getsignal(signal.SIGALRM)
    here, there = socketpair()
    with here, there:
        yield here, there
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def job_in(folder: Path) -> TakeJob:
    texts = dict.fromkeys(("media", "theme", "language", "folder", "texts", "state"), "")
    lesson: dict[str, Any] = {**texts, "module": "loop", "scene": "Loop", "values": {}, "becomes_base": False}
    return TakeJob(
        screenplay=str(folder / "loop.toml"), width=160, height=90, frame_rate=10, focus=0, **lesson
    )


def test_a_loop_is_told_by_its_line_until_the_take_is_over(
    ends: tuple[socket, socket], tmp_path: Path
) -> None:
    (tmp_path / "loop.py").write_text(LOOP)
    wait: Callable[[Callable[[], bool]], None] = run_path(str(tmp_path / "loop.py"))["wait"]
    here, there = ends
    heard: list[Told] = []

    def has_come() -> bool:
        here.setblocking(False)
        with suppress(BlockingIOError):
            heard.extend(map(read_told, here.recv(4096).splitlines()))
        return len(heard) > 2

    line = Line(there)
    line.begin(job_in(tmp_path))
    wait(has_come)
    assert isinstance(heard[0], Began)
    assert {type(each) for each in heard[1:]} == {Busy}
    assert all(isinstance(each, Busy) and each.place.startswith("loop.py:") for each in heard[1:])
    line.tell(Whole(frames=1))
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)

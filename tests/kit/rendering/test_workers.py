"""When a process is forked to draw, and what forks leave behind."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from scenes.kit.rendering import half_written
from scenes.kit.rendering.workers import may_fork

ROOT = Path(__file__).parents[3]


def alone(monkeypatch: pytest.MonkeyPatch, *others: threading.Thread) -> None:
    """Let this seem to be the main thread, beside others."""
    here = threading.current_thread()
    monkeypatch.setattr(threading, "main_thread", lambda: here)
    monkeypatch.setattr(threading, "enumerate", lambda: [here, *others])


def test_a_process_with_one_thread_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch)
    assert may_fork()


def of_package(name: str, what: Any) -> Any:
    """Return a class or a function as if it were in a package's module."""
    what.__module__ = f"{name}.module"
    return what


OTHERS = {
    "of a notebook's history": of_package("IPython", type("Saving", (threading.Thread,), {}))(),
    "of a notebook's output": threading.Thread(target=of_package("ipykernel", lambda: None)),
    "of a notebook's pictures": of_package("zmq", type("Garbage", (threading.Thread,), {}))(),
    "of a progress bar": of_package("tqdm", type("Monitor", (threading.Thread,), {}))(),
}


@pytest.mark.parametrize("thread", OTHERS.values(), ids=OTHERS)
def test_so_is_one_with_a_thread(thread: threading.Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch, thread)
    assert may_fork()


def test_a_process_with_threads_of_its_own_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch, threading.Thread(target=print))
    assert not may_fork()


def test_nor_is_it_from_another_thread() -> None:
    found: list[bool] = []
    thread = threading.Thread(target=lambda: found.append(may_fork()))
    thread.start()
    thread.join()
    assert found == [False]


def test_nor_where_no_process_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    alone(monkeypatch)
    monkeypatch.delattr("os.fork")
    assert not may_fork()


WRITING = """
import os, sys
from pathlib import Path
from scenes.kit.rendering import half_written
print(half_written.begin(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""


def test_what_is_half_written_stays_as_long_as_it_is_written(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITING, str(tmp_path / "segment.mp4")]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        path = Path(process.stdout.readline().strip())
        half_written.remove_abandoned(tmp_path)
        assert path.exists()
        process.stdin.close()
    half_written.remove_abandoned(tmp_path)
    assert not list(tmp_path.iterdir())

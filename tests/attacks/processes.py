"""A command that renders, in a process of its own, and all that it starts: found, signalled, seen to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

GUARD = 300.0
"""Seconds after which a test fails that would wait for ever; it measures nothing."""

_LOOK = 0.01  # seconds between two looks
_MARK = "LECTURE_TEST"
_PROJECT = Path(__file__).parents[2]

ROLES = ("command", "server", "stepper", "worker")
"""Each is started by the one before it."""

LECTURE = ("scenes.production", "render", "--quality", "low")
MANIM = ("manim", "render", "--progress_bar", "none")


class Rendering:
    """A command that renders, and its family."""

    def __init__(self, root: Path, *options: str, command: Sequence[str] = LECTURE) -> None:
        self._roles = ROLES if command == LECTURE else ("command", "worker")
        self._mark = uuid.uuid4().hex
        self._command = subprocess.Popen(
            [sys.executable, "-P", "-m", *command, *options],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(_PROJECT), _MARK: self._mark},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def signal(self, role: str, number: int) -> bool:
        """Send a signal to a process of this role, if there is one."""
        for pid in self.family()[self._roles.index(role)][:1]:
            with suppress(ProcessLookupError):  # it has ended by itself
                os.kill(pid, number)
                return True
        return False

    def is_stopped(self, role: str) -> bool:
        """Find out whether a process of this role is stopped."""
        return any(b") T " in _read(pid, "stat") for pid in self.family()[self._roles.index(role)])

    def wait_until(self, happens: Callable[[], bool]) -> bool:
        """Wait for something; False if the command has ended before that."""
        deadline = time.monotonic() + GUARD
        while time.monotonic() < deadline:
            if happens():
                return True
            with suppress(subprocess.TimeoutExpired):
                self._command.wait(_LOOK)
                return False
        pytest.fail("it never happened")

    def end(self) -> tuple[int, str]:
        """Wait for the command's end, and return its exit code and what it said."""
        if self._command.stdout is not None and not self._command.stdout.closed:
            self._said, _ = self._command.communicate(timeout=GUARD)
        return self._command.returncode, self._said

    def wait_for_the_last(self) -> None:
        """Wait until no process is left of all that were started: those that were killed take a moment."""
        deadline = time.monotonic() + GUARD
        while self.left():
            assert time.monotonic() < deadline, self.left()

    def left(self) -> list[int]:
        """Return the processes that are still there, whoever their parent is by now."""
        mark = f"{_MARK}={self._mark}".encode()
        return [pid for pid, _ in _processes() if mark in _read(pid, "environ")]

    def family(self) -> list[list[int]]:
        """Return the command, its children, their children and so on, in as many lists as there are roles."""
        processes, generations = list(_processes()), [[self._command.pid]]
        for _ in self._roles[1:]:
            generations.append([pid for pid, parent in processes if parent in generations[-1]])
        return generations


@contextmanager
def rendering(root: Path, *options: str, command: Sequence[str] = LECTURE) -> Iterator[Rendering]:
    """Yield a running command; leave nothing behind, even if the test fails."""
    run = Rendering(root, *options, command=command)
    try:
        yield run
    finally:
        for pid in run.left():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        run.end()


def _processes() -> Iterator[tuple[int, int]]:
    """Yield each running process and its parent."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            state, _, rest = _read(int(folder.name), "stat").rpartition(b")")[2].strip().partition(b" ")
            if state and state not in b"ZX":
                yield int(folder.name), int(rest.split()[0])


def _read(pid: int, what: str) -> bytes:
    try:
        return Path("/proc", str(pid), what).read_bytes()
    except OSError:  # it has ended
        return b""

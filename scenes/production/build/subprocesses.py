"""The processes that a command has started, so that all of them end with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO

from scenes.script.project import CHECKOUT

_GRACE = 10.0  # seconds for a process to end that has nothing left to do
_MOMENT = 5.0  # seconds for killed processes to be gone, where the system is slow to take note
_PAUSE = 0.01  # seconds between two looks at them


class Subprocesses:
    """Starts processes, each in a group of its own, and ends those that still run.

    A Ctrl-C in the terminal then reaches the command alone, which ends its subprocesses one by one
    with all that they have started. They are killed, for one that is stopped or loops hears nothing else;
    what they leave half written stands under names of its own.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._started: list[subprocess.Popen[bytes]] = []
        self._closed = False

    def start(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        errors: IO[bytes],
        descriptors: Sequence[int],
    ) -> subprocess.Popen[bytes]:
        """Start a process that is written to through its `stdin`, and read from through its `stdout`.

        Parameters
        ----------
        command : sequence of str
            The program and its arguments.
        folder : Path
            Where it works.
        environment : mapping
            Its environment variables.
        errors : file
            Where its error output goes.
        descriptors : sequence of int
            Open files that it inherits.

        Returns
        -------
        subprocess.Popen

        Raises
        ------
        RuntimeError
            After `end`: a command that is ending starts nothing.
        """
        with self._lock:
            if self._closed:
                raise RuntimeError("nothing is started any more")
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=with_this_project(environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
                pass_fds=descriptors,
            )
            self._started.append(process)
            return process

    @property
    def is_closed(self) -> bool:
        """Whether `end` was called."""
        return self._closed

    def end(self) -> None:
        """End what still runs, and start nothing more."""
        with self._lock:
            self._closed = True
            running = list(self._started)
        for process in running:
            self._signal(process)
        for process in running:
            _await(process)
            _await_group(process.pid)

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process at once, with all that it has started; it may have ended, and left others behind."""
        self._signal(process)
        _await(process)
        _await_group(process.pid)

    def finish(self, process: subprocess.Popen[bytes]) -> None:
        """Let a process end that has nothing left to do, and end what it leaves behind."""
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.close()
        _await(process)
        self.kill(process)

    def _signal(self, process: subprocess.Popen[bytes]) -> None:
        with self._lock:
            if process in self._started:
                self._started.remove(process)
                with suppress(ProcessLookupError, PermissionError):  # nobody is left: macOS says the latter
                    os.killpg(process.pid, signal.SIGKILL)


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of ours or of Manim's, wherever it works.

    What lies in the folder where it works is not taken for a module of Python's or of another package.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def with_this_project(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Have a process import this very checkout, and no other that may be installed."""
    if CHECKOUT is None:
        return environment
    inherited = environment.get("PYTHONPATH")
    return {**environment, "PYTHONPATH": os.pathsep.join(filter(None, [str(CHECKOUT), inherited]))}


def _await(process: subprocess.Popen[bytes]) -> None:
    with suppress(subprocess.TimeoutExpired):  # a killed one, too, may be held by the system
        process.wait(_GRACE)


def _await_group(number: int) -> None:
    """Wait for processes that were killed, perhaps with their parent: they take a moment to end."""
    deadline = time.monotonic() + _MOMENT
    with suppress(ProcessLookupError, PermissionError):
        while time.monotonic() < deadline:
            os.killpg(number, 0)
            time.sleep(_PAUSE)

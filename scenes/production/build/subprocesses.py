"""The processes that a command has started, so that all of them end with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

from scenes.script.project import CHECKOUT

_GRACE = 5.0  # seconds to end in peace


class Subprocesses:
    """Starts processes, each in a group of its own, and ends those that still run.

    A Ctrl-C in the terminal then reaches the command alone, which ends its subprocesses one by one
    with all that they have started.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._started: list[subprocess.Popen[str]] = []
        self._closed = False

    def start(
        self,
        command: Sequence[str],
        folder: Path,
        environment: Mapping[str, str],
        descriptors: Sequence[int] = (),
        *,
        is_fed: bool = False,
    ) -> subprocess.Popen[str]:
        """Start a process whose output, errors among it, comes through its `stdout`.

        Parameters
        ----------
        command : sequence of str
            The program and its arguments.
        folder : Path
            Where it works.
        environment : mapping
            Its environment variables.
        descriptors : sequence of int
            Open files that it inherits.
        is_fed : bool
            Whether something is written to its `stdin`.

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
                env=_with_this_project(environment),
                stdin=subprocess.PIPE if is_fed else subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
                pass_fds=descriptors,
            )
            self._started.append(process)
            return process

    def end(self) -> None:
        """End what still runs, and start nothing more."""
        with self._lock:
            self._closed = True
            running = [process for process in self._started if process.poll() is None]
        for process in running:
            _signal(process, signal.SIGTERM)
        for process in running:
            try:
                process.wait(_GRACE)
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)


def python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of ours or of Manim's, wherever it works.

    What lies in the folder where it works is not taken for a module of Python's or of another package.
    """
    return [sys.executable, "-P", "-m", module, *arguments]


def _with_this_project(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Have a process import this very checkout, and no other that may be installed."""
    if CHECKOUT is None:
        return environment
    inherited = environment.get("PYTHONPATH")
    return {**environment, "PYTHONPATH": os.pathsep.join(filter(None, [str(CHECKOUT), inherited]))}


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):  # it may have ended by itself
        os.killpg(process.pid, number)

"""Has processes of the studio forked from one that has loaded Manim, which takes a processor three seconds.

Commands that tests run in their own process get them so. A command in a process of its own, as most attacks
run it, starts the studio as it is started anywhere.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from select import select
from threading import Lock
from types import SimpleNamespace
from typing import IO, Any

import pytest

from scenes.production.build import subprocesses

ROOT = Path(__file__).parents[1]

_STUDIO = subprocesses.python("scenes.production.studio")
_SERVER = Path(__file__).with_name("studio_server.py")

# What a command tells each process that it starts, and what says nothing to one that loads Manim.
_TOLD = {"COLUMNS", "FORCE_COLOR", "LECTURE_CPU_TOKENS", "NO_COLOR", "OPENBLAS_NUM_THREADS"}
_TOLD |= {"PYTEST_CURRENT_TEST", "PYTHONIOENCODING", "TMPDIR"}


class Forked:
    """A process of the studio: what `subprocess.Popen` is of one that is started.

    Parameters
    ----------
    pid
        Its number, and that of its group.
    status
        Where its exit status comes.
    stdin, stdout
        Pipes to it and from it.
    """

    def __init__(self, pid: int, status: socket.socket, stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self._status = status
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return its exit status, None while it runs."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end, and return its exit status."""
        if self.returncode is None:
            if not select([self._status], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(_STUDIO, timeout or 0)
            self.returncode = int(self._status.recv(16))
            self._status.close()
        return self.returncode


class Studios:
    """The process that forks studios; it is started when the first is needed."""

    def __init__(self) -> None:
        self._lock = Lock()
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        self._expected = _but_what_is_told({**os.environ, "PYTHONPATH": path})
        self._server: subprocess.Popen[bytes] | None = None

    def popen(
        self, command: Sequence[str], cwd: Path, env: Mapping[str, str], **others: Any
    ) -> Forked | subprocess.Popen[bytes]:
        """Do what `subprocess.Popen` does, by forking if a studio would load the same.

        It would load something else where Manim is configured by a file in the folder or by variables.
        """
        is_another = _but_what_is_told(env) != self._expected or (cwd / "manim.cfg").exists()
        if list(command) != _STUDIO or is_another:
            return subprocess.Popen(command, cwd=cwd, env=env, **others)
        with self._lock:
            return self._forked(cwd, env, others["stderr"], others["pass_fds"])

    def _forked(
        self, folder: Path, environment: Mapping[str, str], errors: IO[bytes], descriptors: Sequence[int]
    ) -> Forked:
        if self._server is None:
            self._start(environment)
        (mine, its), (reads, stdin), (stdout, writes) = _message_pair(), os.pipe(), os.pipe()
        request = json.dumps([str(folder), dict(environment), list(descriptors)]).encode()
        files = [its.fileno(), reads, writes, errors.fileno(), *descriptors]
        socket.send_fds(self._requests, [request], files)
        its.close()
        for end in (reads, writes):
            os.close(end)
        pid = mine.recv(16)
        assert pid, "the process that forks studios has ended"
        return Forked(int(pid), mine, os.fdopen(stdin, "wb"), os.fdopen(stdout, "rb"))

    def _start(self, environment: Mapping[str, str]) -> None:
        self._requests, its = _message_pair()
        self._server = subprocess.Popen(
            [sys.executable, "-P", str(_SERVER), str(its.fileno())],
            cwd=_SERVER.parent,  # where no `manim.cfg` is
            env=environment,
            stdin=subprocess.DEVNULL,
            pass_fds=[its.fileno()],
            start_new_session=True,
        )
        its.close()

    def end(self) -> None:
        """End the process that forks studios."""
        if self._server is not None:
            self._requests.close()
            self._server.wait()


@pytest.fixture(scope="session")
def studios() -> Iterator[None]:
    """Have commands of this process get forked studios."""
    forking = Studios()
    with pytest.MonkeyPatch.context() as patched:
        popen = {"Popen": forking.popen}
        patched.setattr(subprocesses, "subprocess", SimpleNamespace(**{**vars(subprocess), **popen}))
        yield
    forking.end()


def _message_pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def _but_what_is_told(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in _TOLD}

"""Does a program's work again and again: loaded once, for that takes seconds, and each time in a fork."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]


class Done(NamedTuple):
    """How a piece of work ended, and what it said."""

    status: int
    said: str


class Forks:
    """A program that serves, ready to work.

    Parameters
    ----------
    program
        Its file, which calls `serve`.
    log
        A file for what the work says.
    """

    def __init__(self, program: Path, log: Path) -> None:
        self._log = log
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(program)],
            cwd=log.parent,  # where no `manim.cfg` is
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, folder: Path, environment: dict[str, str], *arguments: object) -> Done:
        """Do the work once, in a folder, with these variables in its environment."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        told = [str(folder), str(self._log), environment, arguments]
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        return Done(int(self._process.stdout.readline()), self._log.read_text())

    def end(self) -> None:
        """End the program; it has nothing to do."""
        self._process.communicate()


def serve(work: Callable[..., None]) -> None:
    """Read from the input what is to be done, a line each, and answer each with its exit status."""
    for line in sys.stdin:
        folder, log, environment, arguments = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os.environ.update(environment)
            os.chdir(folder)
            said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            for stream in (sys.stdout, sys.stderr):
                os.dup2(said, stream.fileno())
            work(*arguments)
            sys.exit()
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)

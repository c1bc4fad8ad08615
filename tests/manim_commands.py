"""Runs Manim's command again and again: loaded once, for that takes two seconds, and each time in a fork.

As a program it reads commands from its input, a line each, and answers each with its exit status.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, NoReturn
from unittest.mock import patch

ROOT = Path(__file__).parents[1]


class Done(NamedTuple):
    """How a command ended, and what it said."""

    status: int
    said: str


class ManimCommands:
    """Manim's command, ready to run."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(Path(__file__))],
            cwd=log.parent,  # where no `manim.cfg` is
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, folder: Path, *arguments: str, by_manim_alone: bool = False, **environment: str) -> Done:
        """Run `manim render` in a folder; by Manim alone, as where a process cannot be forked.

        Parameters
        ----------
        folder
            Where it works.
        arguments
            What follows `manim render`.
        by_manim_alone
            Whether it takes this process for one that cannot be forked.
        environment
            Variables of its environment.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        log = self._log
        command = [str(folder), str(log), by_manim_alone, environment, arguments]
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        return Done(int(self._process.stdout.readline()), log.read_text())

    def end(self) -> None:
        """End the process; it has nothing to do."""
        self._process.communicate()


@contextmanager
def manim_commands(log: Path) -> Iterator[ManimCommands]:
    """Yield Manim's command, loaded.

    Parameters
    ----------
    log
        A file for what it says.
    """
    commands = ManimCommands(log)
    try:
        yield commands
    finally:
        commands.end()


def _serve() -> None:

    import scenes.kit  # noqa: F401

    for line in sys.stdin:
        folder, log, by_manim_alone, environment, arguments = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os.environ.update(environment)
            _render(Path(folder), Path(log), by_manim_alone, arguments)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        print(status, flush=True)


def _render(folder: Path, log: Path, by_manim_alone: bool, arguments: Sequence[str]) -> NoReturn:
    from manim.__main__ import main

    os.chdir(folder)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(said, stream.fileno())
    if by_manim_alone:
        patch("scenes.kit.lessons.own_renderer.may_fork", lambda: False).start()
    main(["render", *arguments], prog_name="manim")
    sys.exit()


if __name__ == "__main__":
    _serve()

"""One process that runs Manim: its environment, its log, and why it failed."""

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from scenes.production.build.subprocesses import Subprocesses, python

ENDED = "\x04 status "
"""So begins the line by which `scenes.production.studio.serving` tells that a scene has ended."""

_ERROR = re.compile(r"[A-Za-z_][\w.]*(Error|Exception|Exit|Interrupt|Warning)\b")
_LOG_WIDTH = 200  # columns: Manim's log breaks its lines there


class PartFailedError(Exception):
    """A part did not render.

    Parameters
    ----------
    lesson : str
        Its class.
    reason : str
        One line.
    log : Path
        What Manim said.
    """

    def __init__(self, lesson: str, reason: str, log: Path) -> None:
        super().__init__(f"{lesson} failed: {reason} (log: {log})")


def run_manim(
    lesson: str,
    command: Sequence[str],
    root: Path,
    log: Path,
    subprocesses: Subprocesses,
    heard: Callable[[str], None],
) -> None:
    """Run a Python module that runs Manim, and keep what it says.

    Parameters
    ----------
    lesson : str
        The class that it runs.
    command : sequence of str
        The module and its arguments.
    root : Path
        The lecture's folder, in which it works.
    log : Path
        Where its output goes.
    subprocesses : Subprocesses
        Starts the process, and may end it.
    heard : callable
        Told each line of its output.

    Raises
    ------
    PartFailedError
        If it fails.
    """
    process = subprocesses.start(python(*command), root, _environment({}))
    assert process.stdout is not None
    with process.stdout, _written(log) as said:
        _follow(process.stdout, said, heard)
    _check(lesson, process.wait(), log)


class RenderServer:
    """A process that has loaded Manim, and renders one part after another; it starts with the first.

    Parameters
    ----------
    root : Path
        The lecture's folder, in which it works.
    subprocesses : Subprocesses
        Starts the process, and may end it.
    variables : mapping
        More environment variables.
    descriptors : sequence of int
        Open files that it inherits.
    """

    def __init__(
        self, root: Path, subprocesses: Subprocesses, variables: Mapping[str, str], descriptors: Sequence[int]
    ) -> None:
        self._root, self._children = root, subprocesses
        self._variables, self._descriptors = variables, descriptors
        self._process: subprocess.Popen[str] | None = None

    def render(self, lesson: str, arguments: Sequence[str], log: Path, heard: Callable[[str], None]) -> None:
        """Render a scene, and keep what is said.

        Parameters
        ----------
        lesson : str
            The scene's class.
        arguments : sequence of str
            Of `scenes.production.studio`.
        log : Path
            Where the output goes.
        heard : callable
            Told each line of the output.

        Raises
        ------
        PartFailedError
            If it fails.
        """
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        with _written(log) as said:
            print(json.dumps(arguments), file=process.stdin, flush=True)
            last = _follow(process.stdout, said, heard)
        if last is None:  # the process has ended, not only its fork
            self._process = None
        _check(lesson, process.wait() if last is None else last, log)

    def close(self) -> None:
        """Let the process end."""
        if self._process is not None:
            self._process.communicate()

    def _start(self) -> subprocess.Popen[str]:
        command = python("scenes.production.studio.serving")
        environment = _environment(self._variables)
        return self._children.start(command, self._root, environment, self._descriptors, is_fed=True)


def plain_log(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Manim writes a plain log: no colours and few broken lines."""
    inherited = {name: value for name, value in environment.items() if name != "FORCE_COLOR"}
    return {**inherited, "NO_COLOR": "1", "COLUMNS": str(_LOG_WIDTH), "PYTHONIOENCODING": "utf-8"}


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Have Manim write a plain log, and NumPy keep to its core."""
    return {**plain_log(os.environ), "OPENBLAS_NUM_THREADS": "1", **variables}


def _written(log: Path) -> TextIO:
    log.parent.mkdir(parents=True, exist_ok=True)
    return log.open("w", encoding="utf-8")


def _follow(output: Iterable[str], log: TextIO, heard: Callable[[str], None]) -> int | None:
    """Keep what is said, up to the line that tells a status; return that, or None if there is none."""
    for line in output:
        if line.startswith(ENDED):
            return int(line.removeprefix(ENDED))
        log.write(line)
        log.flush()
        heard(line)
    return None


def _check(lesson: str, status: int, log: Path) -> None:
    if status != 0:
        raise PartFailedError(lesson, failure_reason(log, status), log)


def failure_reason(log: Path, status: int) -> str:
    """Return the error at the end of a log as one line, also where the log broke it."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
    last = next((i for i in reversed(range(len(lines))) if _ERROR.match(lines[i])), -1)
    return " ".join(lines[last:]) or f"Manim ended with status {status} and said nothing"

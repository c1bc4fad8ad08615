"""One process that runs Manim: its environment, its log, and why it failed."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from scenes.production.children import Children

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
    children: Children,
    heard: Callable[[str], None],
    variables: Mapping[str, str] | None = None,
    descriptors: Sequence[int] = (),
) -> None:
    """Run a Python module that runs Manim, and keep what it says.

    Parameters
    ----------
    lesson : str
        The class that it runs.
    command : sequence of str
        The module and its arguments.
    root : Path
        The project's folder, in which it works.
    log : Path
        Where its output goes.
    children : Children
        Starts the process, and may end it.
    heard : callable
        Told each line of its output.
    variables : mapping, optional
        More environment variables.
    descriptors : sequence of int
        Open files that it inherits.

    Raises
    ------
    PartFailedError
        If it fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as said:
        process = children.start(
            [sys.executable, "-m", *command], root, _environment(variables or {}), descriptors
        )
        assert process.stdout is not None
        with process.stdout:
            _follow(process.stdout, said, heard)
        status = process.wait()
    if status != 0:
        raise PartFailedError(lesson, failure_reason(log, status), log)


def plain_log(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which Manim writes a plain log: no colours and few broken lines."""
    inherited = {name: value for name, value in environment.items() if name != "FORCE_COLOR"}
    return {**inherited, "NO_COLOR": "1", "COLUMNS": str(_LOG_WIDTH), "PYTHONIOENCODING": "utf-8"}


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Have Manim write a plain log, NumPy keep to its core, and the GNU C library keep its memory.

    That gives each large array back to the system, and takes the next one from there, page by page.
    """
    memory = {
        "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
        "MALLOC_TRIM_THRESHOLD_": str(512 << 20),
        "MALLOC_TOP_PAD_": str(64 << 20),
    }
    return {**plain_log(os.environ), "OPENBLAS_NUM_THREADS": "1", **memory, **variables}


def _follow(output: Iterable[str], log: TextIO, heard: Callable[[str], None]) -> None:
    for line in output:
        log.write(line)
        log.flush()
        heard(line)


def failure_reason(log: Path, status: int) -> str:
    """Return the error at the end of a log as one line, also where the log broke it."""
    lines = [line.strip() for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
    last = next((i for i in reversed(range(len(lines))) if _ERROR.match(lines[i])), -1)
    return " ".join(lines[last:]) or f"Manim ended with status {status} and said nothing"

"""Commands measured as whole processes: seconds of wall and processor, and the most memory at a time."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EVERY = 1.0
"""Seconds between two looks at the memory: each holds up a dozen processes for some milliseconds."""


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Attributes
    ----------
    wall, processor
        Seconds; the processor's over all processes it started.
    memory
        Bytes at the most, of the whole tree of processes; shared pages count once. NaN where the
        system does not tell.
    """

    wall: float
    processor: float
    memory: float


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end.

    Parameters
    ----------
    command
        The program and its arguments.
    folder
        Where it works.
    environment
        Variables beside those of this process.

    Returns
    -------
    Cost

    Raises
    ------
    RuntimeError
        If it fails; with the end of what it said.
    """
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    memory, said = 0.0, ""
    while process.poll() is None:
        memory = max(memory, _memory(process.pid))
        try:
            said = process.communicate(timeout=EVERY)[0]
        except subprocess.TimeoutExpired:
            continue
    wall, after = time.perf_counter() - start, os.times()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:6])} … failed: {said[-2000:]}")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, used, memory or float("nan"))


def python(*arguments: str) -> list[str]:
    """Return the command that runs this Python."""
    return [sys.executable, *arguments]


def alternately(tasks: Mapping[str, Callable[[], Cost]], runs: int) -> dict[str, Cost]:
    """Run tasks in turn, several times over, so that all of them meet the same machine.

    Returns
    -------
    dict
        For each task, the median of each figure.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in tasks}
    for _ in range(runs):
        for name, task in tasks.items():
            costs[name].append(task())
    return {name: median(each) for name, each in costs.items()}


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.processor for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )


def milliseconds(task: Callable[[], object], runs: int = 9) -> float:
    """Return what a call takes of this processor at the least, in milliseconds."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        task()
        best = min(best, time.process_time() - start)
    return 1000 * best


def _memory(pid: int) -> float:
    """Return the bytes that a process and its descendants hold, shared pages in shares."""
    return sum(_own_memory(each) for each in _tree(pid))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [each for child in children.read_text().split() for each in _tree(int(child))]
        except OSError:  # it has ended
            continue
    return found


def _own_memory(pid: int) -> float:
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(1024.0 * int(row.split()[1]) for row in rows if row.startswith("Pss:"))

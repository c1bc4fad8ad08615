"""Segments that a process is still writing, told from those that one has left behind."""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from pathlib import Path

_PREFIX = "part_"


def begin(target: Path) -> Path:
    """Return the path of a new file beside a segment, which is to become it; this process holds it.

    A lock tells so, which ends with the process, however that ends.
    """
    path = target.with_name(f"{_PREFIX}{os.getpid()}_{target.name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    fcntl.flock(
        os.open(path, os.O_WRONLY | os.O_CREAT), fcntl.LOCK_EX
    )  # never closed, for that would unlock it
    return path


def remove_abandoned(folder: Path) -> None:
    """Remove from a folder of segments what processes have left half written."""
    for path in folder.glob(f"{_PREFIX}*"):
        with suppress(FileNotFoundError, BlockingIOError):  # it has become a segment, or is being written
            _remove_if_free(path)


def _remove_if_free(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink()
    finally:
        os.close(descriptor)

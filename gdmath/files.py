"""Files that others name: whether they can be read at once, and as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Final

LARGEST: Final = 100 * 2**20
"""Bytes; a table of a million points in a plane has a third of it, and a picture shows far fewer."""


def check_readable(path: Path) -> None:
    """Check that a file is an ordinary one of a sensible size; one that is missing is left to its reader.

    A pipe is read until someone ends it, and a device such as ``/dev/zero`` without end.

    Raises
    ------
    ValueError
        If it is not.
    """
    if path.exists() and not path.is_file():
        raise ValueError(f"cannot read {path}: it is no ordinary file; save the table as one")
    if path.exists() and path.stat().st_size > LARGEST:
        size = f"{path.stat().st_size / 2**20:.0f} MiB"
        raise ValueError(f"cannot read {path}: it has {size}, the most is {LARGEST >> 20}; keep fewer rows")

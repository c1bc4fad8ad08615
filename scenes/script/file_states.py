"""Files as they were at one time, to be compared with what they are now."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

_Stamp: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class FileStates:
    """What tells whether files have been changed.

    Code counts as changed if it was written at all, for it may have been changed back since. Of other
    files the content counts: a lesson may write its data anew, and the same.
    """

    states: dict[Path, _Stamp | str | None]

    @classmethod
    def of(cls, paths: Iterable[Path]) -> "FileStates":
        """Return the states of files as they are now."""
        return cls({path: _state(path) for path in paths})

    def still_hold(self) -> bool:
        """Tell whether the files are what they were."""
        return FileStates.of(self.states) == self


def _state(path: Path) -> _Stamp | str | None:
    try:
        now = path.stat()
        stamp = (now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns)
        return stamp if path.suffix == ".py" else _digest(path, stamp)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=1000)
def _digest(path: Path, stamp: _Stamp) -> str:
    """Return a digest of a file that has this stamp."""
    return hashlib.sha256(path.read_bytes()).hexdigest()

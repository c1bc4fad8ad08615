"""Temporary folders of processes that may be killed: the next such process removes what they have left."""

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

_PREFIX = "lecture-live."
_ITSELF = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW  # and nothing that it leads to


class HeldFolder:
    """A new temporary folder, held by a lock, which ends with this process, however that ends.

    Attributes
    ----------
    path : Path
        Where it is.
    """

    def __init__(self) -> None:
        _remove_abandoned(Path(tempfile.gettempdir()))
        self._descriptor: int | None = None
        while self._descriptor is None:
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            self._descriptor = _locked(self.path)  # unless one that begins now has taken it for abandoned

    def remove(self) -> None:
        """Remove it; once is enough."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _remove_abandoned(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        descriptor = _locked(folder)
        if descriptor is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(descriptor)


def _locked(folder: Path) -> int | None:
    """Return the descriptor by which a folder is locked; None if it is another's, or has gone."""
    descriptor = None
    with suppress(OSError):
        descriptor = os.open(folder, _ITSELF)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(descriptor), os.stat(folder)):
            return descriptor
    if descriptor is not None:
        os.close(descriptor)
    return None

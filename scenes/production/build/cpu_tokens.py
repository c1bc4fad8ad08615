"""CPU tokens shared between the processes of one command: whoever holds one may use a core."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from collections.abc import Callable, Mapping

_VARIABLE = "LECTURE_CPU_TOKENS"

_PAUSE = 0.02  # seconds between two tries: short beside the drawing of a segment


class CpuTokens:
    """As many tokens as processes may work at once, each a byte of a file that is locked by its holder.

    Such a lock belongs to one process, not to its forks, and ends with it, however it ends (record locks,
    POSIX.1-2017, `fcntl`). No token therefore needs to be given back, and none can be lost.

    Parameters
    ----------
    descriptor
        Of the file, which has no name; `environment` tells it to a process that inherits it.
    count
        How many tokens there are.
    """

    def __init__(self, descriptor: int, count: int) -> None:
        self._descriptor, self._count = descriptor, count

    @classmethod
    def of(cls, count: int) -> CpuTokens:
        """Make so many free tokens."""
        with tempfile.TemporaryFile() as file:
            return cls(os.dup(file.fileno()), count)

    @classmethod
    def inherited(cls, environment: Mapping[str, str]) -> CpuTokens | None:
        """Return the tokens that the command which started this process shares with it, if any."""
        if _VARIABLE not in environment:
            return None
        descriptor, count = map(int, environment[_VARIABLE].split(","))
        return cls(descriptor, count)

    @property
    def descriptors(self) -> tuple[int, ...]:
        """What a process must inherit to share the tokens."""
        return (self._descriptor,)

    def environment(self) -> dict[str, str]:
        """Return what tells a process that inherits the descriptors about them."""
        return {_VARIABLE: f"{self._descriptor},{self._count}"}

    def take(self, waiting: Callable[[], None] = lambda: None) -> None:
        """Wait for a free token, and hold it until this process ends.

        Parameters
        ----------
        waiting
            Called again and again while there is none.
        """
        while not any(map(self._try, range(self._count))):
            waiting()
            time.sleep(_PAUSE)

    def close(self) -> None:
        """Close this process's file, and so give back what it holds."""
        os.close(self._descriptor)

    def _try(self, token: int) -> bool:
        try:
            fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, token)
        except (BlockingIOError, PermissionError):  # another process holds it; POSIX leaves open which it is
            return False
        return True

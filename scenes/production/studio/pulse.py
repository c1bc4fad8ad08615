"""Signs of life of a process that steps through a scene, or draws it."""

from __future__ import annotations

import time
from collections.abc import Callable

from scenes.production.build.protocol import AtWork, Event, WaitingForCore

_PAUSE = 0.25  # seconds between two signs, which cost more than some frames do


class Pulse:
    """Reports that a process is alive, some times a second. A fork has one of its own.

    Parameters
    ----------
    report
        Called with each event.
    """

    def __init__(self, report: Callable[[Event], None]) -> None:
        self._report = report
        self._next = 0.0

    def beat(self) -> None:
        """Take note that a frame has come."""
        self._tell(AtWork())

    def wait(self) -> None:
        """Take note that this process waits for a core."""
        self._tell(WaitingForCore())

    def _tell(self, event: Event) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _PAUSE
            self._report(event)

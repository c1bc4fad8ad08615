"""How long a job may go without a frame before it is taken for stuck."""

import time

from scenes.production.build.protocol import Event, WaitingForCore

PATIENCE = 300
"""Seconds, if nobody says otherwise: no frame, and no set-up of a lesson, takes as long by far."""

_LOADING = 120.0  # seconds that a busy machine may take to load Manim, however little patience there is


class Patience:
    """What a command's jobs have in common: how long each may be silent, and when one was last heard of.

    Parameters
    ----------
    seconds : float
        How long a job may go without a frame.
    """

    def __init__(self, seconds: float = PATIENCE) -> None:
        self.seconds = seconds
        self.last_frame = time.monotonic()


class Watch:
    """Tells when one job has been silent for too long.

    Parameters
    ----------
    patience : Patience
        Of all jobs that share the same cores.
    loads : bool
        Whether the process that does the job has yet to load Manim.
    """

    def __init__(self, patience: Patience, loads: bool) -> None:
        self._patience = patience
        self._until = time.monotonic() + max(patience.seconds, _LOADING if loads else 0)

    def hear(self, event: Event) -> None:
        """Take note of an event.

        To wait for a core is no progress. But a job may wait until all others have been given up that could
        hold one: these have last been heard of, and are given as long as this one from then on.
        """
        if isinstance(event, WaitingForCore):
            self._until = max(self._until, self._patience.last_frame + 2 * self._patience.seconds)
        else:
            now = time.monotonic()
            self._patience.last_frame = now
            self._until = now + self._patience.seconds

    @property
    def is_over(self) -> bool:
        """Whether nothing was heard for too long."""
        return time.monotonic() > self._until

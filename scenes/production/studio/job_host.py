"""What a job gives the processes that draw its scene."""

from __future__ import annotations

from collections.abc import Callable

from scenes.kit.rendering.host import Host
from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.studio.pulse import Pulse


class JobHost(Host):
    """A job of the studio, which has a scene drawn beside other jobs.

    Parameters
    ----------
    workers
        How many processes may be at work for the scene, or wait for a core.
    tokens
        Shared with all other processes that draw.
    pulse
        Where this process and its workers give signs of life.
    """

    def __init__(self, workers: int, tokens: CpuTokens, pulse: Pulse) -> None:
        super().__init__(workers)
        self._tokens, self._pulse = tokens, pulse

    def take_core(self, waiting: Callable[[], None]) -> None:
        """Wait for a CPU token, which this process then keeps."""

        def wait() -> None:
            self._pulse.wait()
            waiting()

        self._tokens.take(wait)

    def beat(self) -> None:
        """Give a sign of life."""
        self._pulse.beat()

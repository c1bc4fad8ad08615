"""What the kit asks of a lesson where it plays a part of it."""

from __future__ import annotations

from typing import Any, Protocol


class Player(Protocol):
    """A lesson, as far as those need it who play a part of it."""

    def play(self, *args: Any, **kwargs: Any) -> None:
        """Play animations."""

    def hold(self, seconds: float) -> None:
        """Hold the picture."""

    def add(self, *mobjects: Any) -> Any:
        """Lay mobjects on top of all others."""

    def remove(self, *mobjects: Any) -> Any:
        """Take mobjects away."""

"""What processes that draw a scene need of whoever has it drawn."""

from __future__ import annotations

from collections.abc import Callable


class Host:
    """Whoever has a scene drawn; this one has the machine to itself, and looks for no signs of life.

    Parameters
    ----------
    workers
        How many processes may be at work for the scene, or wait for a core.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def take_core(self, waiting: Callable[[], None]) -> None:
        """Wait until this process may use a core, which it then keeps.

        Parameters
        ----------
        waiting
            Called again and again while it may not.
        """

    def beat(self) -> None:
        """Take note that a process that steps through the scene, or draws it, has come to its next frame."""


class WholeScene:
    """Which segments of a scene are drawn here: all of them, unless a subclass says otherwise."""

    is_all: bool = True
    """Whether they are joined to a film here."""

    @property
    def has_next(self) -> bool:
        """Whether the segment that starts now is drawn here."""
        return True

    def count(self, frames: int) -> None:
        """Take account of so many frames of the segment that ends now."""

    def is_kept(self, name: str) -> bool:
        """Tell whether whoever has the scene drawn has the segment of this name."""
        return False

"""Which segments of a scene this process has drawn, where others draw the rest."""

from __future__ import annotations

from scenes.kit.rendering.host import WholeScene
from scenes.production.build.protocol import Share


class ShareOfDrawing(WholeScene):
    """Gives each segment to the share that has the fewest frames so far.

    All processes that step through the same scene give alike, and need not talk to each other.

    Parameters
    ----------
    share
        What is drawn here; all of it, if None.
    """

    def __init__(self, share: Share | None) -> None:
        self._share = share or Share(index=0, count=1)
        self._frames = [0] * self._share.count
        self._kept = frozenset(self._share.kept)
        self.is_all = share is None

    @property
    def has_next(self) -> bool:
        """Whether the segment that starts now is drawn here."""
        return self._next == self._share.index

    def count(self, frames: int) -> None:
        """Take account of so many frames of the segment that ends now."""
        self._frames[self._next] += frames

    def is_kept(self, name: str) -> bool:
        """Tell whether whoever asked for the share has the segment of this name."""
        return name in self._kept

    @property
    def _next(self) -> int:
        return self._frames.index(min(self._frames))

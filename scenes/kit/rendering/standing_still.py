"""What stands still in a segment of frames, and can be drawn once, behind all of them."""

from __future__ import annotations

from collections.abc import Sequence

from manim import Mobject

from scenes.kit.painted.extents import common_box, do_meet, extent
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.style.layout import Box


class StandingStill:
    """Finds which mobjects look the same in all frames, and meet none that is drawn anew before them.

    Parameters
    ----------
    camera
        Draws the frames.
    """

    def __init__(self, camera: PaintingCamera) -> None:
        self._camera = camera
        self._first: list[bytes] | None = None
        self._extents: list[Box | None] = []
        self._changes: list[bool] = []

    def look_at(self, mobjects: Sequence[Mobject], digests: Sequence[bytes]) -> None:
        """Take account of a frame.

        Parameters
        ----------
        mobjects
            What is drawn of it, in this order.
        digests
            One of the region that is drawn, and one of each mobject, as `FrameDigests` has them; where
            there are fewer, or the first is another than before, all is drawn anew in each frame.
        """
        if self._first is None:
            self._first = list(digests)
            self._extents = [extent(mobject, self._camera) for mobject in mobjects]
            self._changes = [False] * (len(digests) - 1)
        elif digests[0] != self._first[0]:
            self._changes.clear()
        del self._changes[len(digests) - 1 :]
        for place, digest in enumerate(digests[1 : 1 + len(self._changes)]):
            if self._changes[place] or digest != self._first[place + 1]:
                self._changes[place] = True
                self._reach(place, extent(mobjects[place], self._camera))
                if self._extents[place] is None:
                    del self._changes[place:]  # whatever comes after may lie on it
                    return

    def drawn_once(self) -> frozenset[int]:
        """Return the places, in the order of drawing, of what need not be drawn anew in each frame."""
        once, anew = [], list[Box]()
        for place, (box, changes) in enumerate(zip(self._extents, self._changes, strict=False)):
            if not changes and not anew:
                once.append(place)
            elif box is None:
                break
            elif changes or any(do_meet(box, other) for other in anew):
                anew.append(box)
            else:
                once.append(place)
        return frozenset(once)

    def _reach(self, place: int, box: Box | None) -> None:
        """Let the extent of a place hold what is drawn at it in another frame."""
        before = self._extents[place]
        self._extents[place] = None if before is None or box is None else common_box(before, box)

"""What stands still in a segment of frames, and can be drawn once, behind all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from manim import Mobject

from scenes.kit.painted.extents import NOTHING, common_box, do_meet, extent
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
        self._are_all_seen = True

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
        self._are_all_seen &= len(digests) == 1 + len(mobjects) == len(self._first or digests)
        if self._first is None:
            self._first = list(digests)
            self._extents = [extent(mobject, self._camera) for mobject in mobjects]
            self._changes = [False] * (len(digests) - 1)
        elif digests[0] != self._first[0]:
            self._changes.clear()
            self._are_all_seen = False
        del self._changes[len(digests) - 1 :]
        for place, digest in enumerate(digests[1 : 1 + len(self._changes)]):
            if self._changes[place] or digest != self._first[place + 1]:
                self._changes[place] = True
                self._reach(place, extent(mobjects[place], self._camera))
                if self._extents[place] is None:
                    del self._changes[place:]  # whatever comes after may lie on it
                    self._are_all_seen = False
                    return

    def found(self) -> tuple[frozenset[int], Box | None]:
        """Return what need not be drawn anew in each frame, and where all lies that must be.

        Returns
        -------
        places : frozenset of int
            In the order of drawing.
        box : Box or None
            In scene units; None if the rest may be drawn anywhere.
        """
        once, anew = [], list[Box]()
        for place, (box, changes) in enumerate(zip(self._extents, self._changes, strict=False)):
            if not changes and not anew:
                once.append(place)
            elif box is None:
                return frozenset(once), None
            elif changes or any(do_meet(box, other) for other in anew):
                anew.append(box)
            else:
                once.append(place)
        return frozenset(once), reduce(common_box, anew, NOTHING) if self._are_all_seen else None

    def _reach(self, place: int, box: Box | None) -> None:
        """Let the extent of a place hold what is drawn at it in another frame."""
        before = self._extents[place]
        self._extents[place] = None if before is None or box is None else common_box(before, box)

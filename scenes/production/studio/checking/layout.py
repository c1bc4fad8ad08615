"""Whether everything is in the frame and large enough for a phone, and no text on another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from manim import DL, ORIGIN, UR, Mobject, MovingCamera, config
from numpy.typing import NDArray

from scenes.kit.painted.painted import Painted
from scenes.production.studio.checking.finding import Fault
from scenes.production.studio.checking.texts import AnyText, em, named

SMALLEST_EM = 1 / 30
"""Of the frame's shorter side: on a phone, such a text has the size of small print."""

TOUCH = 0.02
"""Scene units by which boxes may touch."""


def layout_faults(seen: Sequence[Mobject], camera: MovingCamera) -> Iterator[Fault]:
    """Yield what is clipped, too small, or covers another text.

    Parameters
    ----------
    seen
        Texts as wholes, and the pieces of everything else.
    camera
        Its frame is what is shown. Where that is not the whole of Manim's frame, the picture is a
        close-up, and only a text may not be cut by its edge.
    """
    boxes = {part: _box_of(part) for part in seen}
    frame = _box_of(camera.frame)
    texts = [part for part in seen if isinstance(part, AnyText)]
    is_whole = bool(
        np.allclose(camera.frame.get_center(), ORIGIN) and np.isclose(camera.frame.width, config.frame_width)
    )
    for part in seen if is_whole else texts:
        if _can_reach_out(part) and boxes[part].reaches_out(frame, is_whole):
            yield part, "is outside the frame: move or shrink it"
    smallest = SMALLEST_EM * min(camera.frame_width, camera.frame_height)
    for text in texts:
        if em(text) < smallest - 1e-6:
            least = math.ceil(100 * smallest / em(text))
            yield text, f"is too small for a phone: set it at {least} % of its size or more"
    for one, other in combinations(texts, 2):
        if boxes[one].overlaps(boxes[other]):
            yield one, f"and {named(other)} cover each other: move one of them"


class _Box(NamedTuple):
    """A lower left and an upper right corner in the scene."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]

    def reaches_out(self, frame: _Box, also_beside: bool) -> bool:
        """Return whether it reaches out of a frame; one that lies beside it only if asked."""
        is_cut = bool((self.low < frame.low - TOUCH).any() or (self.high > frame.high + TOUCH).any())
        return is_cut and (also_beside or self.overlaps(frame))

    def overlaps(self, other: _Box) -> bool:
        """Return whether it and another one do more than touch."""
        return bool((np.minimum(self.high, other.high) - np.maximum(self.low, other.low) > TOUCH).all())


def _box_of(mobject: Mobject) -> _Box:
    return _Box(mobject.get_corner(DL)[:2], mobject.get_corner(UR)[:2])


def _can_reach_out(mobject: Mobject) -> bool:
    """Return whether a mobject is not cut off at its plot."""
    return not (isinstance(mobject, Painted) and mobject.window is not None)

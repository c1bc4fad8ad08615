"""The waves as which a network is told a place: as pictures over all places, and read where the place is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import Circle, Group, Square

from gdmath import FloatArray
from scenes.kit.network.learnt import FRAME, LearntPicture, told
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

COLUMNS, ROWS = 96, 54
"""How finely a wave is drawn."""

APART: Final = 0.14
"""Scene units from one picture to the next."""

RADIUS: Final = 0.1
"""Of the ring around the place, in scene units: the wave's colour there is seen in it."""


class WavePictures(Group):
    """Some of a network's waves over the whole picture, below one another, each with a ring at one place.

    What a wave is at the place goes along a line to where that number stands.

    Parameters
    ----------
    box
        What they fill in height, at its right.
    learnt
        Whose waves they are.
    spot
        The place, in shares of the picture's width and height.
    shown
        Which of the waves, as `gdmath.waves` orders them.
    ends : shape (k, 3)
        Where the lines end, in scene points.

    Attributes
    ----------
    pictures
        One for each of the waves, with its frame and its ring.
    lines
        To the ends.
    """

    def __init__(
        self, box: Box, learnt: LearntPicture, spot: tuple[float, float], shown: Sequence[int], ends: Floats
    ) -> None:
        waves = told(COLUMNS, ROWS, learnt.frequencies).reshape(ROWS, COLUMNS, -1)
        height = (box.height - APART * (len(shown) - 1)) / len(shown)
        tops = box.top - (height + APART) * np.arange(len(shown))
        boxes = [Box(box.right - FRAME * height, box.right, top - height, top) for top in tops.tolist()]
        self.pictures = Group(
            *(_picture(each, waves[..., k], spot) for each, k in zip(boxes, shown, strict=True))
        )
        starts = np.array([picture.get_right() for picture in self.pictures])
        self.lines = Segments(starts, ends, palette.MUTED, 2.5)
        super().__init__(self.pictures, self.lines)


def shades(numbers: FloatArray) -> Floats:
    """Return the colours of numbers between -1 and 1, shape (..., 3): the larger, the brighter."""
    dark, bright = palette.rgb(palette.PANEL), palette.rgb(palette.POINT)
    return np.asarray(dark + (1 + numbers[..., np.newaxis]) / 2 * (bright - dark))


def _picture(box: Box, wave: FloatArray, spot: tuple[float, float]) -> Group:
    picture = Flipbook(box, shades(wave)[np.newaxis])
    edge = Square(color=palette.AXIS, stroke_width=2).replace(picture, stretch=True)
    place = (box.left + spot[0] * box.width, box.bottom + spot[1] * box.height, 0.0)
    # A light ring with a dark rim is seen on dark stripes and on bright ones.
    rings = [
        Circle(RADIUS, color=color, stroke_width=width).move_to(place)
        for color, width in ((palette.BACKGROUND, 7), (palette.TEXT, 3))
    ]
    return Group(picture, edge, *rings)

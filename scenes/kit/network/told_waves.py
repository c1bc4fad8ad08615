"""Some of the fixed waves as which a network is told a place."""

from __future__ import annotations

import numpy as np
from manim import Group

from scenes.kit.network.drawing import COLUMNS, ROWS
from scenes.kit.network.learnt import LearntPicture, told
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

RADIUS = 0.09
"""Of the point in each of them, in scene units."""


class ToldWaves(Group):
    """A row of small pictures, of one wave each, and in all of them the same place.

    A wave is bright where its sine is 1, and dark where it is −1.

    Parameters
    ----------
    box
        Within which they lie, side by side, the slowest wave first.
    learnt
        Whose picture is told by the waves.
    count
        How many of the waves are shown; at least 2.

    Attributes
    ----------
    frequencies : shape (count, 2)
        Of the waves that are shown.
    pages
        The pictures.
    points
        The place in each of them.
    """

    def __init__(self, box: Box, learnt: LearntPicture, count: int = 4) -> None:
        speeds = np.argsort(np.linalg.norm(learnt.frequencies, axis=1))
        chosen = speeds[np.linspace(0, len(speeds) - 1, count).astype(int)]
        self.frequencies = learnt.frequencies[chosen]
        sines = told(COLUMNS, ROWS, self.frequencies)[:, :count]
        self.boxes = [column.holding(COLUMNS / ROWS) for column in box.columns(*[1.0] * count)]
        self.pages = [Flipbook(each, _shades(sine)) for each, sine in zip(self.boxes, sines.T, strict=True)]
        self.places = [Dots(_place(each, np.full(2, 0.5)), palette.POINT, RADIUS) for each in self.boxes]
        super().__init__(*self.pages, *self.places)

    def follow(self, point: Dots, drawing: Flipbook) -> None:
        """Let the place be the one at which a point stands in a drawing."""
        for each, dot in zip(self.boxes, self.places, strict=True):
            dot.add_updater(lambda moved, each=each: moved.set_points(_place(each, _shares(point, drawing))))


def _shares(point: Dots, drawing: Flipbook) -> Floats:
    low, high = drawing.points[:, :2]
    return np.asarray((point.points[0, :2] - low) / (high - low))


def _place(box: Box, shares: Floats) -> Floats:
    """Return the scene point, shape (1, 3), at such shares of a box's width and height."""
    across, up = shares
    return np.array([[box.left + across * box.width, box.bottom + up * box.height, 0.0]])


def _shades(sines: Floats) -> Floats:
    """Return one page, shape (1, rows, columns, 3), of a wave over the picture, row by row."""
    light = (1 + sines.reshape(1, ROWS, COLUMNS, 1)) / 2
    return palette.rgb(palette.PANEL) * (1 - light) + palette.rgb(palette.MUTED) * light

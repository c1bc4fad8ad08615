"""Boxes of the frame: where things go, by relation and not by coordinates.

The frame has the shape of the picture, which ``manim render -r WIDTH,HEIGHT`` chooses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Self

import numpy as np
from manim import config
from numpy.typing import NDArray

MARGIN = 0.45
"""Scene units between the frame's edge and what is shown."""

GAP = 0.45
"""Scene units between neighbours."""

WIDE_FRAME = (8.0 * 16 / 9, 8.0)
"""Width and height of Manim's frame, in scene units."""

NARROW = 8.7
"""Width of a square or a tall frame: there, a text of 1/30 of it is as large as small print on a phone."""

CAPTIONS = 0.1
"""Share of a wide frame's height, at its bottom, over which players lay captions."""

PLAYER = (0.04, 0.12)
"""Shares of a tall frame's height, at its top and bottom, over which players lay words and buttons."""


class Shape(Enum):
    """What decides how a lesson lays itself out.

    In a wide frame panels stand side by side, in a tall one they are stacked; in a square one,
    which is for all that is neither, a lesson does what suits it.
    """

    WIDE = "wide"
    SQUARE = "square"
    TALL = "tall"


@dataclass(frozen=True)
class Box:
    """An upright rectangle of the frame, in scene units."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def width(self) -> float:
        """Extent from left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent from bottom to top."""
        return self.top - self.bottom

    @property
    def center(self) -> NDArray[np.float64]:
        """Middle point, shape (3,)."""
        return np.array([(self.left + self.right) / 2, (self.bottom + self.top) / 2, 0.0])

    def columns(self, *shares: float, gap: float = GAP) -> tuple[Box, ...]:
        """Cut the box into columns from left to right, as wide as their shares."""
        widths = np.array(shares) / sum(shares) * (self.width - gap * (len(shares) - 1))
        edges = self.left + np.concatenate([[0.0], np.cumsum(widths + gap)])
        return tuple(
            Box(float(edge), float(edge + width), self.bottom, self.top)
            for edge, width in zip(edges[:-1], widths, strict=True)
        )

    def rows(self, *shares: float, gap: float = GAP) -> tuple[Box, ...]:
        """Cut the box into rows from top to bottom, as high as their shares."""
        heights = np.array(shares) / sum(shares) * (self.height - gap * (len(shares) - 1))
        edges = self.top - np.concatenate([[0.0], np.cumsum(heights + gap)])
        return tuple(
            Box(self.left, self.right, float(edge - height), float(edge))
            for edge, height in zip(edges[:-1], heights, strict=True)
        )

    def holding(self, ratio: float) -> Self:
        """Return the largest box in its middle that is so many times as wide as high."""
        width = min(self.width, ratio * self.height)
        sides, ends = (self.width - width) / 2, (self.height - width / ratio) / 2
        return self.inset(sides, sides, ends, ends)

    def inset(self, left: float = 0.0, right: float = 0.0, bottom: float = 0.0, top: float = 0.0) -> Self:
        """Return the box with room taken off its sides."""
        return type(self)(self.left + left, self.right - right, self.bottom + bottom, self.top - top)


def shape() -> Shape:
    """Return the shape of the picture that is rendered."""
    if config.aspect_ratio > 1.2:
        return Shape.WIDE
    return Shape.SQUARE if config.aspect_ratio > 2 / 3 else Shape.TALL


def frame_size() -> tuple[float, float]:
    """Return the frame's width and height in scene units.

    Manim's own frame does not follow the picture's shape: with ``-r`` alone it stays as wide as it is
    by default.
    """
    return WIDE_FRAME if shape() is Shape.WIDE else (NARROW, NARROW / config.aspect_ratio)


def whole_frame() -> Box:
    """Return the frame with its margin: the landscape runs on behind its edges."""
    half_width, half_height = (extent / 2 for extent in frame_size())
    return Box(-half_width, half_width, -half_height, half_height)


def frame() -> Box:
    """Return what of the frame is used: all but the margin, and what players lay words and buttons over."""
    used = whole_frame().inset(MARGIN, MARGIN, MARGIN, MARGIN)
    _, height = frame_size()
    match shape():
        case Shape.WIDE:
            return used.inset(bottom=CAPTIONS * height - MARGIN)
        case Shape.TALL:
            top, bottom = (share * height for share in PLAYER)
            return used.inset(top=top, bottom=bottom)
        case Shape.SQUARE:
            return used


def beside(wide: float, tall: float, gap: float = GAP, across: float = GAP) -> tuple[Box, Box]:
    """Cut the stage into a main box and one beside it, or below it where the frame is not wide.

    Parameters
    ----------
    wide, tall
        How many times as wide, or as high, the main box is as the other one.
    gap
        Between them, in scene units, where one is below the other.
    across
        Between them where one is beside the other.
    """
    if shape() is Shape.WIDE:
        main, side = stage().columns(wide, 1, gap=across)
    else:
        main, side = stage().rows(tall, 1, gap=gap)
    return main, side


def grid(box: Box, count: int, most: int = 3) -> list[Box]:
    """Cut a box into so many cells, row by row, at most so many in each; those of a last row stand left.

    Examples
    --------
    >>> [round(cell.width, 6) for cell in grid(Box(0, 9 + 2 * GAP, 0, 5), 5)]
    [3.0, 3.0, 3.0, 3.0, 3.0]
    """
    across = min(count, most)
    rows = box.rows(*[1.0] * -(-count // across))
    return [cell for row in rows for cell in row.columns(*[1.0] * across)][:count]


def largest_grid(box: Box, count: int, size: Callable[[Box], float]) -> list[Box]:
    """Cut a box into so many cells, as `grid` does, so that the size of a cell is largest."""
    grids = (grid(box, count, across) for across in range(1, count + 1))
    return max(grids, key=lambda cells: size(cells[0]))


def stage() -> Box:
    """Return the frame below a lesson's title."""
    return frame().inset(top=0.8)

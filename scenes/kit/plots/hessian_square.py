"""How many numbers a Hessian has: a square that outgrows the picture, and the picture lost in it."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from manim import DOWN, LEFT, Group, Mobject, Rectangle, ValueTracker
from numpy.typing import ArrayLike

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.number_square import NumberSquare
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Stroke
from scenes.kit.plots.labels import plated
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

PIXELS: Final = (1920, 1080)
"""Of a wide picture, in which each number is to have one."""

FIRST_CELL: Final = 1.7
"""Side of a cell in scene units, as long as there are few."""

LARGE: Final = 80.0
"""Size of the digits."""

INSIDE: Final = 0.15
"""Scene units from the square's rim to the picture's name, at least."""

COMES: Final = 0.4
"""Scene units from the lower edge at which the picture's name is there in full."""

THIN: Final = "\u2009"
"""The space between thousands."""


class HessianSquare(Group):
    """A square of n x n numbers that grows from a small matrix to that of a network, and is then seen whole.

    Parameters
    ----------
    box
        Where the whole square is in the end, at the left.
    side
        Where the counts stand.
    matrix : shape (n, n)
        The Hessian that it begins with.
    count
        The number of weights that it grows to.
    weights, numbers, screen
        Words: what n and n^2 are the numbers of, and what the picture is called.

    Attributes
    ----------
    grown
        Share of the way to all weights, on a logarithmic scale.
    zoom
        Share of the way on which the eye draws back.
    entries
        The numbers of the first matrix, in their cells.
    counts
        n and n^2 with their words, each on a plate: the square grows below them.
    screen
        The picture's frame and its name, to be seen when the eye draws back.
    pictures
        How many pictures all the numbers fill, a pixel each.

    Raises
    ------
    ValueError
        If one picture has room for all of them.
    """

    def __init__(
        self, box: Box, side: Box, matrix: ArrayLike, count: int, weights: str, numbers: str, screen: str
    ) -> None:
        self.box, self.matrix, self.last = box, np.asarray(matrix, dtype=float), count
        self.pictures = count**2 / math.prod(PIXELS)
        if self.pictures <= 1:
            raise ValueError(
                f"one picture has a pixel for each of {count} x {count} numbers: choose "
                f"{math.isqrt(math.prod(PIXELS)) + 1} weights or more"
            )
        self.grown, self.zoom = ValueTracker(0.0), ValueTracker(0.0)
        self.pixel = layout.frame_size()[0] / picture_pixels()[0]
        width, height = layout.frame_size()
        frame = Rectangle(width=width, height=height)
        self.square = NumberSquare(box_corner(box), 1.0, len(self.matrix), window=frame)
        self.square.add_updater(lambda _: self._lie(), call_updater=True)
        centers = self.square.centers().reshape(-1, 3)
        self.entries = Group(
            *(
                typography.fitted(typography.formula(short(value), SIZE), 0.8 * FIRST_CELL).move_to(place)
                for value, place in zip(self.matrix.ravel(), centers, strict=True)
            )
        )
        above, below = side.rows(1, 1)
        self.counts = Group(
            *(
                _count(place, words, power, self)
                for place, words, power in (
                    (above, weights, 1),
                    (below, numbers, 2),
                )
            )
        )
        edge = Stroke(color=palette.TEXT, width=4, outlined=True)
        edge.add_updater(lambda stroke: stroke.set_points(self.picture()), call_updater=True)
        self.screen = Group(edge, typography.text(typography.as_is(screen), typography.LABEL))
        self.screen[1].add_updater(self._name_picture, call_updater=True)
        super().__init__(self.square)

    @property
    def count(self) -> int:
        """The number of weights now."""
        first = len(self.matrix)
        return round(first * math.pow(self.last / first, self.grown.get_value()))

    @property
    def scale_now(self) -> float:
        """By what the eye's drawing back makes all smaller."""
        whole = self.last * self.pixel
        return float((self.box.height / whole) ** self.zoom.get_value())

    def picture(self) -> Floats:
        """Return the corners of the picture's frame, as it is seen when the eye draws back, shape (5, 3)."""
        width, height = layout.frame_size()
        first = self._corner()
        shares = np.array([[0, 0], [1, 0], [1, -1], [0, -1], [0, 0]], dtype=float)
        corners = np.zeros((5, 3))
        corners[:, :2] = shares * [width, height] * self.scale_now
        return np.asarray(first + corners)

    def under_picture(self, width: float) -> Floats:
        """Return the middle of its name, which is so wide: below it, and inside the square."""
        corners = self.picture()
        place = corners[2:4].mean(axis=0) + 0.35 * DOWN
        place[0] = max(place[0], corners[0, 0] + INSIDE + width / 2)
        return np.asarray(place)

    def _name_picture(self, name: Mobject) -> None:
        """Lay the picture's name below it; it comes when there is room for all of it above the lower edge."""
        name.move_to(self.under_picture(name.width))
        room = float(name.get_bottom()[1]) + layout.frame_size()[1] / 2
        name.set_opacity(min(max(room / COMES, 0.0), 1.0))

    def _corner(self) -> Floats:
        """Return the upper left corner of the square: at last that of the frame, and then of the box."""
        width, height = layout.frame_size()
        begin, frame = box_corner(self.box), np.array([-width / 2, height / 2, 0.0])
        grown, zoom = self.grown.get_value(), self.zoom.get_value()
        away = begin + grown * (frame - begin)
        return np.asarray(away + zoom * (begin - away))

    def _lie(self) -> None:
        grown = self.grown.get_value()
        cell = FIRST_CELL * (self.pixel / FIRST_CELL) ** grown
        continuous = len(self.matrix) * (self.last / len(self.matrix)) ** grown
        self.square.count = self.count
        self.square.put(self._corner(), continuous * cell * self.scale_now)


def picture_pixels() -> tuple[int, int]:
    """Return how many pixels the picture has, across and down: a tall one stands on end."""
    width, height = PIXELS
    return (height, width) if layout.shape() is layout.Shape.TALL else (width, height)


def box_corner(box: Box) -> Floats:
    """Return the upper left corner of a box."""
    return np.array([box.left, box.top, 0.0])


def _count(box: Box, words: str, power: int, square: HessianSquare) -> Group:
    """Return a plate with room for the largest n or n^2, the live number, and its words."""
    most = f"{square.last**power:,}".replace(",", THIN)
    symbol = "n" if power == 1 else f"n^{power}"
    number = Readout(symbol, size=LARGE)
    number.number.set_written(most)
    named = typography.fitted(typography.text(typography.as_is(words), typography.BODY), box.width)
    number.scale(min(1.0, box.width / number.width)).move_to(
        (box.left, box.center[1], 0.0), aligned_edge=LEFT + DOWN
    )
    named.next_to(number, DOWN, buff=0.25, aligned_edge=LEFT)

    def show(_: Mobject) -> None:
        number.number.set_written(f"{square.count**power:,}".replace(",", THIN))

    plate, counted = plated(Group(number, named))
    number.add_updater(show, call_updater=True)
    return Group(plate, *counted)

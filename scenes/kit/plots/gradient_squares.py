"""Squares on the axes: what a rule with a rate for each coordinate remembers of the gradient's components."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, Mobject

from gdmath import FloatArray, at
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Areas
from scenes.kit.painted.strokes import Segments
from scenes.kit.runs.run import Run
from scenes.kit.style import layout, palette
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import NumberFormat

GROWS: Final = (0.0, 0.4)
"""Between which shares of a step's time the squares take the new gradient in."""

BELOW, COLUMN = 0.95, 2.5
"""Scene units for the numbers below the squares, and in a wide frame from one corner to the other one's."""


class GradientSquares(Group):
    """Two squares on one ground line; their areas are the two components of a run's state "square".

    Parameters
    ----------
    box
        What they may fill with their sides' lengths below them.
    run
        Of AdaGrad or RMSProp, in the plane.

    Attributes
    ----------
    sides : shape (k + 1, 2)
        The squares' sides, the roots of the state.
    unit
        Scene units of a side's 1.
    squares, rims
        The squares as they are now, and those of the steps before.
    """

    def __init__(self, box: Box, run: Run) -> None:
        self.sides = np.sqrt(run.series("square")[run.shown])
        inner = box.inset(bottom=BELOW)
        column = COLUMN if layout.shape() is layout.Shape.WIDE else inner.width / 2
        self.unit = min(inner.height, inner.width - column) / float(self.sides.max())
        foot = np.array([inner.left, inner.bottom, 0.0])
        self.corners = foot + np.array([[0.0, 0.0, 0.0], [column, 0.0, 0.0]])
        ground = Segments(foot, foot + inner.width * RIGHT, palette.AXIS, 3)
        self.rims = Areas([], [], palette.GRADIENT, fill=0.0, opacity=0.45)
        self.squares = Areas([], [], palette.GRADIENT, fill=0.35)
        sides = self.sides

        def now() -> FloatArray:
            grown: FloatArray = at(sides, min(run.step + run.part(*GROWS), run.steps))
            return grown

        def lie(_: Mobject) -> None:
            diagonal = self.unit * np.array([1.0, 1.0, 0.0])
            self.squares.put(self.corners, self.corners + now()[:, None] * diagonal)
            before = self.corners + sides[1 : run.step + 1, :, None] * diagonal
            self.rims.put(np.broadcast_to(self.corners, before.shape), before)

        self.numbers = Group(*(self._told(way, now) for way in range(2)))
        super().__init__(ground, self.rims, self.squares, self.numbers)
        self.add_updater(lie, call_updater=True)

    def _told(self, way: int, now: Callable[[], FloatArray]) -> Readout:
        """Return the side's length below a square."""
        side = Readout(
            f"sqrt(s_{way + 1})", 0.0, NumberFormat.significant(float(self.sides[:, way].max())), size=SIZE
        )
        side.tell(lambda: float(now()[way]))
        return side.move_to(self.corners[way] + 0.25 * DOWN, aligned_edge=UP + LEFT)

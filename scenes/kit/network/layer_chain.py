"""A network as a chain: a place goes in, numbers go from layer to layer, and a colour comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, cast

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, Group, LaggedStart, ManimColor, Square, Typst
from numpy.typing import ArrayLike

from gdmath import FloatArray
from scenes.kit.network.drawing import NetworkDrawing
from scenes.kit.network.learnt import LearntPicture
from scenes.kit.network.weight_grid import BELOW, GAP, WeightGrid
from scenes.kit.painted.cell_row import CellRow
from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.painted.painted import Floats
from scenes.kit.style import palette, typography
from scenes.kit.style.numbers import NumberFormat

WIDE: Final = 3
"""Width of a number's cell, in cells of the grid: there is room for it between two layers."""

REACH, CLEAR, SWATCH = 0.4, 0.12, 0.4
"""Length of an arrow, what it keeps clear, and side of the square of colour, in scene units."""

RADIUS: Final = 0.13
"""Of the point, in scene units."""

DECIMALS: Final = NumberFormat(2)


class LayerChain:
    """The layers of a learnt network as boxes where a grid has their weights, and the numbers between them.

    Parameters
    ----------
    grid
        Of its weights: each number stands where the row of the unit ends that makes it.
    learnt
        The network, with the weights at the end of its training.
    drawing
        What it draws, from which a place is taken.
    spot
        The place in the drawing, in shares of its width and height.
    words
        What the place, the waves as which the network is told it, and the colour are called, as they are.
    layers
        What each layer is called.

    Attributes
    ----------
    point
        At the place: all numbers follow it.
    place
        The point's coordinates, and an arrow to the first column.
    columns
        The waves, and what the units of each hidden layer make of them: the larger, the brighter.
    boxes, layers
        One for each layer, and its name above it.
    out
        An arrow from the last box, and a square in the colour that comes out.
    names
        The three words below.
    """

    def __init__(
        self,
        grid: WeightGrid,
        learnt: LearntPicture,
        drawing: NetworkDrawing,
        spot: ArrayLike,
        words: tuple[str, str, str],
        layers: Sequence[str],
    ) -> None:
        self._learnt, self._drawing = learnt, drawing
        self.point = Dots([self._seen(spot)], palette.POINT, radius=RADIUS).set_z_index(1)
        self.boxes, self.layers = Group(*grid.blocks()), Group(*grid.named_layers(*layers))
        self.columns = Group(*(_column(grid, layer, row) for layer, row in enumerate(self.numbers()[:-1])))
        for layer, cells in enumerate(self.columns):
            cells.add_updater(
                lambda cells, layer=layer: _show(cells, self.numbers()[layer]), call_updater=True
            )
        into, away = self.columns.get_left() + CLEAR * LEFT, self.boxes.get_right() + CLEAR * RIGHT
        arrows = [
            Pointer(tail, tail + REACH * RIGHT, palette.MUTED, 4.0) for tail in (into + REACH * LEFT, away)
        ]
        x, y = (Readout(name, -1.0, DECIMALS, color=palette.POINT) for name in ("x", "y"))
        self.place = Group(column(x, y).next_to(arrows[0], LEFT, buff=CLEAR), arrows[0])
        x.tell(lambda: float(self.coordinates()[0]))
        y.tell(lambda: float(self.coordinates()[1]))
        swatch = Square(SWATCH, stroke_color=palette.AXIS, stroke_width=2, fill_opacity=1)
        swatch.add_updater(lambda each: each.set_fill(ManimColor(self.numbers()[-1])), call_updater=True)
        self.out = Group(arrows[1], swatch.next_to(arrows[1], RIGHT, buff=CLEAR))
        self.names = Group(*map(_name, words, (palette.POINT, palette.POINT, palette.TEXT)))
        for name, above in zip(self.names, (self.place[0], self.columns[0], swatch), strict=True):
            name.next_to(grid, DOWN, buff=BELOW).set_x(above.get_x())

    @property
    def parts(self) -> Group:
        """All of it, the point last."""
        return Group(self.boxes, self.layers, self.place, self.columns, self.out, self.names, self.point)

    def ask(self, spot: ArrayLike, run_time: float) -> Animation:
        """Return the animation in which the point goes to another place."""
        point: Any = self.point
        return cast(Animation, point.animate(run_time=run_time).move_to(self._seen(spot)).build())

    def _seen(self, spot: ArrayLike) -> Floats:
        """Return the scene point of a place of the drawing, shape (3,)."""
        low, high = self._drawing.points
        return np.asarray(low + (high - low) * np.append(spot, 0.0))

    def shares(self) -> FloatArray:
        """Return where the point is in the drawing, in shares of its width and height, shape (2,)."""
        low, high = self._drawing.points[:, :2]
        return np.asarray((self.point.points[0, :2] - low) / (high - low))

    def coordinates(self) -> FloatArray:
        """Return where that is for the network, shape (2,)."""
        return self._learnt.place(self.shares())

    def numbers(self) -> list[FloatArray]:
        """Return the waves there, what each hidden layer makes of them, and the colour."""
        return self._learnt.numbers(self.shares())

    def flow(self, run_time: float) -> Animation:
        """Return the animation in which numbers go through once, from the place to the colour."""
        into, waves, colour = self.names
        parts = [Group(self.place, into)]
        for cells, box, name in zip(self.columns, self.boxes, self.layers, strict=True):
            parts += Group(cells), Group(box, name)
        parts[1].add(waves)
        parts.append(Group(self.out, colour))
        return LaggedStart(*map(FadeIn, parts), lag_ratio=0.6, run_time=run_time)


def _name(words: str, color: palette.Color) -> Typst:
    return typography.text(typography.as_is(words), typography.LABEL, color)


def _column(grid: WeightGrid, layer: int, numbers: FloatArray) -> CellRow:
    """Return as many cells below one another, before a layer's block, each as high as one of the grid."""
    cell = grid.height / len(grid.cells)
    x = grid.blocks()[layer].get_left()[0] - GAP * cell / 2
    y = grid.get_top()[1] - (np.arange(len(numbers)) + 0.5) * cell
    points = np.column_stack([np.full_like(y, x), y, np.zeros_like(y)])
    return CellRow(points, (WIDE * cell, cell), np.zeros((len(y), 3)), np.zeros(len(y), bool), len(y))


def _show(cells: CellRow, numbers: FloatArray) -> None:
    """Give each cell its brightness: numbers are between -1 and 1."""
    dark, bright = palette.rgb(palette.PANEL), palette.rgb(palette.POINT)
    cells.colors = dark + (1 + numbers[:, np.newaxis]) / 2 * (bright - dark)

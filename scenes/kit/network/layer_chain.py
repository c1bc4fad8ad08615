"""A network as a chain: a place goes in, numbers go from layer to layer, and a colour comes out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, Animation, FadeIn, Group, LaggedStart, ManimColor, Square, Typst

from gdmath import FloatArray
from scenes.kit.network.drawing import NetworkDrawing
from scenes.kit.network.learnt import LearntPicture
from scenes.kit.network.wave_pictures import WavePictures, shades
from scenes.kit.network.weight_grid import BELOW, GAP, WeightGrid
from scenes.kit.painted.cell_row import CellRow
from scenes.kit.painted.marks import Dots, Pointer
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

WIDE: Final = 3
"""Width of a number's cell, in cells of the grid: there is room for it between two layers."""

REACH, CLEAR, SWATCH = 0.4, 0.12, 0.4
"""Length of an arrow, what it keeps clear, and side of the square of colour, in scene units."""

RADIUS: Final = 0.13
"""Of the point, in scene units."""

PICTURED, AWAY = 2.5, 0.7
"""Height of the pictures of waves, and how far they stay away from the column of waves, in scene units."""


class LayerChain:
    """The layers of a learnt network where a grid has their weights, and the numbers between them at a place.

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
    shown
        Which of the waves are seen as pictures.

    Attributes
    ----------
    point
        At the place.
    waves
        Some of the waves as pictures, each with a line to its number in the first column.
    columns
        The waves at the place, and what each hidden layer makes of them: the larger, the brighter.
    boxes, layers
        One for each layer, with its weights, dim, and its name above it.
    arrows
        From the drawing to the waves, and from the last box on.
    swatch
        A square in the colour that comes out.
    names
        The three words below.
    """

    def __init__(
        self,
        grid: WeightGrid,
        learnt: LearntPicture,
        drawing: NetworkDrawing,
        spot: tuple[float, float],
        words: tuple[str, str, str],
        layers: Sequence[str],
        shown: Sequence[int],
    ) -> None:
        low, high = drawing.points
        self.point = Dots([low + (high - low) * (*spot, 0.0)], palette.POINT, radius=RADIUS).set_z_index(1)
        *numbers, color = learnt.numbers(spot)
        self.boxes, self.layers = Group(*grid.layers()), Group(*grid.named_layers(*layers))
        first, *others = (_column(grid, layer, row) for layer, row in enumerate(numbers))
        self.columns = Group(first, *others)
        ends = first.points[list(shown)] + (first.size[0] / 2 + CLEAR / 2) * LEFT
        left, right, middle = drawing.get_right()[0], ends[0, 0] - AWAY, grid.get_y()
        room = Box(left, right, middle - PICTURED / 2, middle + PICTURED / 2)
        self.waves = WavePictures(room, learnt, spot, shown, ends)
        into, away = drawing.get_right() + CLEAR * RIGHT, self.boxes.get_right() + CLEAR * RIGHT
        self.arrows = Group(*(Pointer(at, at + REACH * RIGHT, palette.MUTED, 4.0) for at in (into, away)))
        self.swatch = Square(SWATCH, stroke_color=palette.AXIS, stroke_width=2, fill_opacity=1)
        self.swatch.set_fill(ManimColor(color)).next_to(self.arrows[1], RIGHT, buff=CLEAR)
        self.names = Group(*map(_name, words, (palette.POINT, palette.POINT, palette.TEXT)))
        pairs = (self.point, drawing), (first, grid), (self.swatch, grid)
        for name, (above, level) in zip(self.names, pairs, strict=True):
            name.next_to(level, DOWN, buff=BELOW).set_x(above.get_x())

    @property
    def parts(self) -> Group:
        """All of it, the point last."""
        through = self.boxes, self.layers, self.waves, self.columns
        return Group(*through, self.arrows, self.swatch, self.names, self.point)

    def tell_waves(self, run_time: float) -> Animation:
        """Return the animation in which the place becomes waves, and these a column of numbers."""
        parts = Group(self.names[0], self.arrows[0]), self.waves.pictures
        told = Group(self.waves.lines, self.columns[0], self.names[1])
        return LaggedStart(*map(FadeIn, (*parts, told)), lag_ratio=0.6, run_time=run_time)

    def flow(self, run_time: float) -> Animation:
        """Return the animation in which numbers go through once, from the waves to the colour."""
        parts: list[Group] = []
        for box, name, cells in zip(self.boxes, self.layers, (*self.columns[1:], Group()), strict=True):
            parts += Group(box, name), Group(cells)
        parts[-1].add(self.arrows[1], self.swatch, self.names[2])
        return LaggedStart(*map(FadeIn, parts), lag_ratio=0.6, run_time=run_time)


def _name(words: str, color: palette.Color) -> Typst:
    return typography.text(typography.as_is(words), typography.LABEL, color)


def _column(grid: WeightGrid, layer: int, numbers: FloatArray) -> CellRow:
    """Return as many cells below one another, before a layer's block, each as high as one of the grid."""
    cell = grid.height / len(grid.cells)
    x = grid.blocks()[layer].get_left()[0] - GAP * cell / 2
    y = grid.get_top()[1] - (np.arange(len(numbers)) + 0.5) * cell
    points = np.column_stack([np.full_like(y, x), y, np.zeros_like(y)])
    return CellRow(points, (WIDE * cell, cell), shades(numbers), np.zeros(len(y), bool), len(y))

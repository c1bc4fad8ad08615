"""All the weights of a network, each as a cell of one picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    RIGHT,
    UL,
    UP,
    Animation,
    Group,
    Mobject,
    Rectangle,
    Typst,
    UpdateFromAlphaFunc,
)

from gdmath import FloatArray, IntArray, NeuralNetwork
from scenes.kit.network.learnt import LearntPicture
from scenes.kit.painted.flipbook import Flipbook
from scenes.kit.painted.painted import Floats
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box

BELOW = 0.15
"""Scene units from it to the words below."""

GAP = 5
"""Cells that are left free between two layers: there a column of what goes from one to the next has room."""

FAINTEST = 0.7
"""Power of the share of the largest number with which colours become stronger: small ones are seen, too."""

LARGEST = 0.995
"""Share of the numbers that are no larger than what is shown in full colour."""

STEEP = 0.9
"""Share of the slopes that are no steeper than what is shown in full colour; a few are far steeper."""

DIM = 0.35
"""Opacity of the cells of a layer while it is not they that are told of."""

CHANGES = 0.5
"""The same power for changes: the first steps are small beside what thousands of them come to."""


class WeightGrid(Flipbook):
    """Numbers that belong to the weights of a network, each as one cell: weights, or slopes along them.

    The layers stand side by side, of each its matrix, a unit a row, and its biases as the last column; that
    of the outputs lies on its side. The stronger the colour, the larger the number: one colour for positive
    numbers, another one for negative ones, the panel's for zero.

    Parameters
    ----------
    box
        Within which it lies, in the middle, as large as cells that are squares allow.
    network
        Whose weights they are.
    numbers : shape (m, d)
        A page for each row.
    colors
        Of positive and of negative numbers.
    power
        Of the share of the largest number with which colours become stronger.

    Attributes
    ----------
    network
        Whose weights they are.
    cells : shape (rows, columns)
        Which weight stands in each cell; -1 where there is none.
    """

    def __init__(
        self,
        box: Box,
        network: NeuralNetwork,
        numbers: FloatArray,
        colors: tuple[palette.Color, palette.Color] = (palette.FIRST_PARAMETER, palette.SECOND_PARAMETER),
        power: float = FAINTEST,
    ) -> None:
        self.network, self.cells = network, (cells := cells_of(network))
        largest = float(np.quantile(np.abs(numbers), LARGEST)) or 1.0
        rows, columns = cells.shape
        shape = box.holding(columns / rows)
        super().__init__(shape, _colored(numbers / largest, cells, colors, power), is_smooth=False)

    @classmethod
    def of_weights(cls, box: Box, learnt: LearntPicture) -> Self:
        """Return the grid of the weights that were kept of a training, each page with one of them."""
        return cls(box, learnt.network, learnt.training.weights)

    @classmethod
    def of_slopes(cls, box: Box, learnt: LearntPicture) -> Self:
        """Return the grid of the gradient at each of the kept weights, each beside its steepest slopes."""
        slopes = learnt.slopes
        relative = np.clip(slopes / np.quantile(np.abs(slopes), STEEP, axis=1, keepdims=True), -1, 1)
        return cls(box, learnt.network, relative, (palette.GRADIENT, palette.GRADIENT))

    @classmethod
    def of_changes(cls, box: Box, learnt: LearntPicture) -> Self:
        """Return the grid of how far each weight has moved from where it was on the first page."""
        changes = learnt.training.weights - learnt.training.weights[0]
        largest = float(np.quantile(np.abs(changes[-1]), STEEP)) or 1.0
        return cls(box, learnt.network, np.clip(changes / largest, -1, 1), power=CHANGES)

    def place_of(self, weight: int) -> Floats:
        """Return the scene point in the middle of a weight's cell, shape (3,)."""
        [[row, column]] = np.argwhere(self.cells == weight)
        shares = np.array([column + 0.5, len(self.cells) - row - 0.5, 0.0]) / (*self.cells.shape[::-1], 1)
        low, high = self.points
        return np.asarray(low + shares * (high - low))

    def named(self, into: str, weights: str, out: str) -> list[Typst]:
        """Return words below it: what goes in at its left, what it holds, and what comes out at its right."""
        roles = (palette.POINT, palette.FIRST_PARAMETER, palette.TEXT)
        texts = [
            typography.text(typography.as_is(words), typography.LABEL, role)
            for words, role in zip((into, weights, out), roles, strict=True)
        ]
        for text, edge in zip(texts, (LEFT, ORIGIN, RIGHT), strict=True):
            text.next_to(self, DOWN, buff=BELOW).align_to(self, edge)
        return texts

    def framed(self, weights: IntArray) -> Rectangle:
        """Return a frame around the cells of some weights that stand in a row."""
        places = np.array([self.place_of(weight) for weight in weights.tolist()])
        cell = self.height / len(self.cells)
        low, high = places.min(axis=0), places.max(axis=0)
        frame = Rectangle(palette.POINT, height=2 * cell, width=high[0] - low[0] + 2 * cell, stroke_width=4)
        return frame.move_to((low + high) / 2)

    def blocks(self) -> list[Rectangle]:
        """Return an empty box for each layer, as large as all of its cells, biases included."""
        bounds = np.flatnonzero(np.diff((self.cells >= 0).any(axis=0).astype(int), prepend=0, append=0))
        cell, (low, high) = self.height / len(self.cells), self.points
        boxes = []
        for begin, end in bounds.reshape(-1, 2).tolist():
            rows = int((self.cells[:, begin:end] >= 0).any(axis=1).sum())
            box = Rectangle(palette.AXIS, height=rows * cell, width=(end - begin) * cell, stroke_width=2)
            box.set_fill(palette.PANEL, 1)
            boxes.append(box.move_to((low[0] + begin * cell, high[1], 0.0), aligned_edge=UL))
        return boxes

    def part(self, weights: IntArray) -> Flipbook:
        """Return the cells of some weights that fill a rectangle alone, with their last numbers."""
        rows, columns = np.nonzero(np.isin(self.cells, weights))
        top, bottom, left, right = rows.min(), rows.max(), columns.min(), columns.max()
        half = np.full(3, self.height / len(self.cells) / 2)
        low = self.place_of(self.cells[bottom, left]) - half
        high = self.place_of(self.cells[top, right]) + half
        page = self.pages[-1][top : bottom + 1, left : right + 1] / 255
        return Flipbook(Box(low[0], high[0], low[1], high[1]), page[np.newaxis], is_smooth=False)

    def layers(self) -> list[Group]:
        """Return, for each layer, its box with its cells alone in it, dim."""
        layers = self.network.layers(np.arange(self.network.dimension))
        held = [np.append(layer.matrix, layer.bias).astype(int) for layer in layers]
        return [
            Group(box, self.part(each).set_opacity(DIM))
            for box, each in zip(self.blocks(), held, strict=True)
        ]

    def named_layers(self, *words: str) -> list[Typst]:
        """Return words above it, each in the middle of a layer's block."""
        texts = [typography.text(typography.as_is(each), typography.LABEL) for each in words]
        for text, block in zip(texts, self.blocks(), strict=True):
            text.next_to(self, UP, buff=BELOW).set_x(block.get_x())
        return texts

    def come_backwards(self, run_time: float) -> Animation:
        """Return the animation that draws it from the outputs back, as backpropagation finds slopes."""

        def reveal(grid: Mobject, share: float) -> None:
            grid.pointwise_become_partial(self, 1 - share, 1)

        return UpdateFromAlphaFunc(self, reveal, run_time=run_time)


class TrainingGrids:
    """The weights of a training, the slopes along them, and their changes, each a grid in the same place.

    Parameters
    ----------
    box
        Within which the grids lie; words stand below.
    learnt
        The record of the training.
    run
        Of it: the grids follow it.
    ends
        What goes in and what comes out is called, as it is.
    words
        What weights, slopes and changes are called.

    Attributes
    ----------
    weights, slopes, changes
        The grids.
    ends
        The words at the left and at the right.
    named, steep, moved
        What is told of weights, slopes and changes, in the middle.
    """

    def __init__(
        self, box: Box, learnt: LearntPicture, run: Run, ends: tuple[str, str], words: Sequence[str]
    ) -> None:
        self.weights = WeightGrid.of_weights(box, learnt).follow(run)
        self.slopes = WeightGrid.of_slopes(box, learnt).follow(run)
        self.changes = WeightGrid.of_changes(box, learnt).follow(run)
        names = [self.weights.named(ends[0], each, ends[1]) for each in words]
        self.named, self.steep, self.moved = (middle for _, middle, _ in names)
        self.ends = Group(*names[0][::2])
        self.steep.set_color(palette.GRADIENT)


def cells_of(network: NeuralNetwork) -> IntArray:
    """Return which weight stands in each cell, shape (rows, columns); -1 where there is none."""
    layers = network.layers(np.arange(network.dimension))
    blocks = [np.column_stack([layer.matrix, layer.bias]).astype(int) for layer in layers]
    blocks[-1] = blocks[-1].T
    height = max(len(block) for block in blocks)
    padded = [np.pad(block, ((0, height - len(block)), (0, GAP)), constant_values=-1) for block in blocks]
    cells: IntArray = np.hstack(padded)[:, :-GAP]
    return cells


def _colored(
    shares: FloatArray,
    cells: IntArray,
    colors: tuple[palette.Color, ...],
    power: float,
) -> Floats:
    """Return pages, shape (m, rows, columns, 4), of shares of the largest number, shape (m, d)."""
    strength = np.minimum(np.abs(shares), 1) ** power
    ground, (above, below) = palette.rgb(palette.PANEL), map(palette.rgb, colors)
    full = np.where((shares > 0)[..., np.newaxis], above, below)
    shades = ground + strength[..., np.newaxis] * (full - ground)
    opacity = np.broadcast_to((cells >= 0)[..., np.newaxis], (len(shares), *cells.shape, 1))
    return np.concatenate([shades[:, cells], opacity], axis=-1)

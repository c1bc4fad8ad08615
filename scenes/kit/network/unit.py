"""What one unit of a network does: numbers come in, each times a weight; they are summed, and bent."""

from __future__ import annotations

from typing import ClassVar, Final

import numpy as np
from manim import LEFT, RIGHT, Animation, FadeIn, Group, LaggedStart, MathTypst, Rectangle

from gdmath import FloatArray
from scenes.kit.network.learnt import LearntPicture
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Segments, Stroke
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw
from scenes.kit.style.numbers import NumberFormat

SHOWN: Final = 3
"""So many of the unit's weights are written; of the others, and of its bias, it is said how many they are."""

LAYER: Final = 1
"""The unit's layer: the first one is told waves, this one what the units of the first have made of them."""

BENT: Final = 1.0
"""About so large is the sum of the unit that is shown: there the curve bends, and has not ended yet."""

SPAN: Final = 3.0
"""The bending curve goes from minus so much to as much."""

COLUMNS: Final = (0.8, 0.85, 0.7, 0.8, 1.5, 0.8)
"""Shares of the width: numbers, weights, lines, their sum, the curve, and what goes out."""

ROW, CELL, NAMED, ABOVE = 0.62, 0.48, 0.35, 0.58
"""Scene units from one number to the next, of a weight's cell in height, from the curve to its name, and from
the first number to where the numbers are from."""

MARGIN: Final = 0.2
"""Scene units from the unit to its frame."""

CURVE: Final = 1.3
"""Height of the bending curve, in scene units."""

DECIMALS: Final = NumberFormat(2)


class Unit(Group):
    """A unit of a learnt network at one place of its picture, with the numbers that it has there.

    Parameters
    ----------
    box
        What it may fill.
    learnt
        Whose unit it is, with the weights at the end of the training.
    spot
        The place in the picture, in shares of its width and height from the lower left.
    words
        What summing and bending are called, where what comes in is from, and how many more terms there are,
        as `others` counts them; as they are.

    Attributes
    ----------
    before
        From which layer what comes in is, counted from 1.
    number
        Which unit of its layer it is.
    shown : shape (k,)
        Which of the network's weights are written: the unit's largest.
    weights : shape (m,)
        Which of the network's weights are the unit's, the last of them its bias.
    frame
        Around it, not yet shown.
    total
        The sum of all that comes in, each times its weight, and of the bias.
    """

    before: ClassVar[int] = LAYER

    def __init__(
        self, box: Box, learnt: LearntPicture, spot: tuple[float, float], words: tuple[str, str, str, str]
    ) -> None:
        network, weights = learnt.network, learnt.training.weights[-1]
        layer, inputs = network.layers(weights)[LAYER], learnt.numbers(spot)[LAYER]
        sums = layer.matrix @ inputs + layer.bias
        self.number = int(np.argmin(np.abs(sums - BENT)))
        self.total = float(sums[self.number])
        shown = np.sort(np.argsort(-np.abs(layer.matrix[self.number]))[:SHOWN])
        cells = network.layers(np.arange(network.dimension))[LAYER]
        self.weights = np.append(cells.matrix[self.number], cells.bias[self.number]).astype(int)
        self.shown = self.weights[shown]
        self._columns, middle = box.columns(*COLUMNS, gap=0.2), float(box.center[1])
        self._levels = middle + ROW * (SHOWN / 2 - np.arange(SHOWN + 1))  # the last row is of words
        self._write(inputs[shown], weights[self.shown], *words[2:])
        self._sum_and_bend(middle, words[:2])
        super().__init__(self.numbers, self.signs, self.cells, self.lines, self.summed, self.bent, self.out)
        self.frame = Rectangle(palette.POINT, height=self.height + 2 * MARGIN, width=self.width + 2 * MARGIN)
        self.frame.move_to(self)

    @staticmethod
    def others(learnt: LearntPicture) -> int:
        """Return how many terms of the sum are not written: products, and the bias."""
        return int(learnt.network.sizes[LAYER]) - SHOWN + 1

    def _write(self, inputs: FloatArray, weights: FloatArray, source: str, more: str) -> None:
        """Write what comes in, and from where, beside each number its weight in a cell, and what is left."""
        left, right = self._columns[:2]
        self.numbers, self.signs, self.cells = Group(), Group(), Group()
        for number, weight, level in zip(inputs, weights, self._levels[:-1], strict=True):
            color = palette.FIRST_PARAMETER if weight > 0 else palette.SECOND_PARAMETER
            cell = Rectangle(height=CELL, width=right.width, color=color, stroke_width=2, fill_opacity=0.2)
            self.numbers.add(_number(number, palette.POINT).move_to((left.center[0], level, 0.0)))
            self.signs.add(typography.formula("dot").move_to(((left.right + right.left) / 2, level, 0.0)))
            self.cells.add(Group(cell, _number(weight, color)).move_to((right.center[0], level, 0.0)))
        came = typography.text(typography.as_is(source), typography.LABEL, palette.POINT)
        self.numbers.add(came.move_to((left.left, self._levels[0] + ABOVE, 0.0), aligned_edge=LEFT))
        rest = typography.text(typography.as_is(more), typography.LABEL)
        self.signs.add(rest.move_to((right.right, self._levels[-1], 0.0), aligned_edge=RIGHT))

    def _sum_and_bend(self, middle: float, words: tuple[str, str]) -> None:
        """Let lines lead to the sum; draw the curve that bends it, and what comes out of that."""
        _, _, lines, place, bend, last = self._columns
        starts = np.array([(lines.left, level, 0.0) for level in self._levels])
        self.lines = Segments(starts, np.full_like(starts, (lines.right, middle, 0.0)), palette.MUTED, 2.5)
        total = _number(self.total, palette.TEXT).move_to((place.center[0], middle, 0.0))
        names = [typography.text(typography.as_is(name), typography.LABEL) for name in words]
        for name, column in zip(names, (place, bend), strict=True):
            name.move_to((column.center[0], middle + CURVE / 2 + NAMED, 0.0))
        self.summed = Group(total, names[0])
        x = np.linspace(-SPAN, SPAN, 61)
        half = np.array([bend.width / 2 / SPAN, CURVE / 2, 1.0])

        def on(sums: FloatArray) -> FloatArray:
            """Return scene points of the curve above sums."""
            return np.asarray(bend.center + half * np.column_stack([sums, np.tanh(sums), 0 * sums]))

        axes = on(np.array([-SPAN, SPAN, 0.0, 0.0]))
        axes[:, 1] = middle, middle, middle - CURVE / 2, middle + CURVE / 2
        cross = Segments(axes[::2], axes[1::2], palette.AXIS, 2.0)
        curve, dot = (
            Stroke(on(x), palette.OBJECTIVE, 4.0),
            Dots(on(np.array([self.total])), palette.POINT, 0.1),
        )
        self.bent = Group(cross, curve, dot, names[1])
        self.out = _number(float(np.tanh(self.total)), palette.POINT).move_to((last.center[0], middle, 0.0))

    def work(self, run_time: float) -> Animation:
        """Return the animation in which numbers come in, are weighed, summed and bent, and one goes out."""
        inwards = FadeIn(self.numbers), FadeIn(self.signs, self.cells), draw(self.lines)
        outwards = map(FadeIn, (self.summed, self.bent, self.out))
        return LaggedStart(*inwards, *outwards, lag_ratio=0.7, run_time=run_time)


def _number(value: float, color: palette.Color) -> MathTypst:
    return typography.formula(DECIMALS.typst(float(value)), typography.LABEL, color)

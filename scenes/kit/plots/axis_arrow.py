"""A number of the x axis's own unit, as an arrow that lies along the axis at true scale: a slope, a step."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Self

import numpy as np
from manim import UP, Animation, Group, UpdateFromAlphaFunc

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Areas, Pointer
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.numbers import NumberFormat

ABOVE, NUMBER_ABOVE = 0.3, 0.22
"""Scene units from the axis to the arrow, and from the arrow to its number."""

LAID, THIN = 0.75, 7.0
"""Opacity and stroke width of steps that have been taken."""

PLATE = np.array([0.03, 0.05, 0.0])
"""By how much the ground behind the number is larger than it, in scene units."""

CLEAR = 0.15
"""Scene units between an arrow shorter than its number and the number, which then stands beyond its tip."""

OVER = 0.4
"""Scene units that a number beyond a tip may reach out of the plot."""

SPECK = 0.15, 0.25
"""An arrow shorter than the one, in scene units, has no number; from the other on, it has all of it."""

BRIEF = 0.02
"""Share of a change of length, slow off and slow on, in which its number fades: no other one is read."""

SIZE = 48.0
"""Of the number."""


class AxisArrow(Group):
    """An arrow just above the x axis, as long as what it stands for, with its length above it.

    What is longer than the plot is wide leaves it; its number stays. What is shorter than its number has it
    beyond its tip, clear of the lines that drop to both its ends; a mere speck has none.

    Parameters
    ----------
    plot
        Along whose axis it lies.
    x
        Where it begins.
    length
        How far it reaches, in x's unit; negative to the left.
    color
        Of the arrow and the number.

    Attributes
    ----------
    pointer, plate, number
        Its parts; the plate is the ground behind the number, for lines run down to the axis.

    Examples
    --------
    >>> from gdmath import parabola
    >>> from scenes.kit.style import layout
    >>> plot = CurvePlot(layout.stage(), parabola())
    >>> AxisArrow(plot, 4.3, -0.86).number.written
    '0.86'
    """

    def __init__(self, plot: CurvePlot, x: float, length: float, color: palette.Color = palette.STEP) -> None:
        self.plot, self.x, self.length = plot, x, length
        self.pointer = Pointer(*self._ends(x, length), color, 10, window=plot.frame)
        self.plate = Areas([], [], palette.BACKGROUND, fill=1.0)
        self.number = LiveNumber(0.0, size=SIZE, color=color)
        super().__init__(self.pointer, self.plate, self.number)
        self.put(x, length)

    def put(self, x: float, length: float) -> Self:
        """Let it begin at an x, and be so long."""
        self.x, self.length = x, length
        tail, tip = self._ends(x, length)
        self.pointer.put(tail, tip)
        self._lay_number(tail, tip)
        return self

    def grow(self, run_time: float) -> Animation:
        """Return the animation in which it grows from its tail; its number comes when it stands."""
        x, length = self.x, self.length
        self.put(x, 0.0)

        def grow(share: float) -> None:
            self.put(x, share * length)
            self._tell(length, float(np.interp(share, (1 - BRIEF, 1), (0, 1))))

        return self._animated(grow, run_time)

    def become(self, length: float, color: palette.Color, run_time: float) -> Animation:  # type: ignore[override]
        """Return the animation in which it gets another length and colour, and then its new number."""
        x, first, last = self.x, self.length, length
        before, after = self.pointer.rgb.copy(), palette.rgb(color)

        def change(share: float) -> None:
            self.put(x, first + share * (last - first))
            seen = np.interp(share, (0, BRIEF, 1 - BRIEF, 1), (1, 0, 0, 1))
            self._tell(first if share < 0.5 else last, float(seen))
            for part in (self.pointer, self.number):
                part.rgb = before + share * (after - before)

        return self._animated(change, run_time)

    def follow(self, run: Run) -> Self:
        """Be the step of a run that is under way, from now on; after the last one there is none.

        It has no number any more, and the steps that have been taken stay where they were, from tail to tip.
        """
        feet = self.plot.feet(run.path[:, 0]) + ABOVE * UP
        frame = self.plot.frame
        self.laid = [Pointer(tail, tip, palette.STEP, THIN, window=frame) for tail, tip in pairwise(feet)]
        self.add(*self.laid)

        def lie(arrow: Any) -> None:
            ends = run.path[run.step : run.step + 2, 0].tolist()
            arrow.put(ends[0], ends[-1] - ends[0])
            for part in (arrow.number, arrow.plate):
                part.set_opacity(0.0)
            for step, pointer in enumerate(self.laid):
                pointer.set_opacity(LAID * (step < run.step))

        self.add_updater(lie)
        return self

    def _ends(self, x: float, length: float) -> tuple[Any, Any]:
        return tuple(self.plot.feet([x, x + length]) + ABOVE * UP)

    def _lay_number(self, tail: Any, tip: Any) -> None:
        """Write the length above the middle of what is seen of the arrow, or above and beyond its tip."""
        size, drawn = abs(self.length), float(np.linalg.norm(tip - tail))
        self.number.number_format = NumberFormat.significant(size)
        self.number.set_value(size).set_opacity(float(np.interp(drawn, SPECK, (0, 1))))
        left, right = self.plot.frame.get_left()[0], self.plot.frame.get_right()[0]
        low, high = sorted(np.clip([tail[0], tip[0]], left, right).tolist())
        middle = np.array([(low + high) / 2, max(tail[1], tip[1]), 0.0])
        half = self.number.width / 2
        beyond = float(np.clip((2 * (half + CLEAR) - drawn) / half, 0, 1))
        middle[0] += beyond * (drawn / 2 + half + CLEAR) * np.sign(self.length)
        over = OVER * beyond
        middle[0] = np.clip(middle[0], left + half - over, right - half + over)
        self.number.move_to(middle + NUMBER_ABOVE * UP, aligned_edge=-UP)
        low_corner, high_corner = self.number.points
        self.plate.put(low_corner - PLATE, high_corner + PLATE).set_opacity(self.number.opacity)

    def _tell(self, length: float, share: float) -> None:
        """Let the number, as far as it is seen, be that of a length before or after a change."""
        self.number.number_format = NumberFormat.significant(abs(length))
        self.number.set_value(abs(length)).set_opacity(share * self.number.opacity)
        self.plate.set_opacity(self.number.opacity)

    def _animated(self, change: Any, run_time: float) -> Animation:
        return UpdateFromAlphaFunc(self, lambda _, share: change(share), run_time=run_time)

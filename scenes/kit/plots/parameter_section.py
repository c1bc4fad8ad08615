"""What a function says when one of its parameters is moved and the others are held: a curve and a dial."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from manim import DOWN, LEFT, RIGHT, Group, MathTypst
from numpy.typing import ArrayLike

from gdmath import FloatArray, Objective
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.hillside import Hillside
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import DASH, Segments, Stroke
from scenes.kit.plots.plot import CURVE_POINTS, Plot
from scenes.kit.runs.trial import Trial
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import short
from scenes.kit.style.ticks import padded_range

REACH = 0.6
"""How far a section reaches, in ways on which its bend alone makes up for all that is above the minimum."""

ALIKE = 30.0
"""Reaches that differ by at most this factor are made equal: slopes can then be compared by eye."""

NUDGE = 0.55
"""How far a parameter is moved to see what the function does, in reaches."""

NAMED, WORDY = 0.4, 0.4
"""Width of the function's name before that of its slope; height of a row for a slope without room there."""

LETTER, WIDE = 0.45, 4.5
"""Width of the parameter's letter right of its axis, if its box is so wide; else it stands below."""

MARGIN = 0.08
"""Room above and below the sections, in shares of their heights."""

SAMPLES = 41
"""So many values of each section tell how high the axis has to be."""

DASHED = (0.2, 0.13)
"""Dashes of the tangent, and the gaps in which the curve is seen where both are nearly one."""

KNOB, POINT = 0.12, 0.11
"""Radii of the dial's knob and of the point on the curve, in scene units."""


class Parameter(Protocol):
    """What a parameter is called, as Typst mathematics, and its colour."""

    @property
    def label(self) -> str:
        """Typst mathematics."""

    @property
    def color(self) -> palette.Color:
        """Of its axis and its knob."""


class ParameterSection(Plot):
    """Axes for a function against one of its parameters, the others being held where they are.

    The x axis is a dial: a knob on it stands at the parameter, and a point above it on the curve.

    Parameters
    ----------
    box
        What the plot may fill.
    objective
        The function, of d parameters.
    trial
        Moves the parameters; the curve goes through its start.
    number
        Which parameter, from 0.
    parameter
        Its letter and colour.
    reach
        How far the axis goes to either side of the start.
    y_range
        Low and high end of the y axis.
    y_label
        What the function is called, as Typst mathematics.

    Attributes
    ----------
    slope
        The partial derivative at the start.
    is_wordy
        Whether the slope is so long a number that it stands where the function's name does else.
    nudge
        A small change of the parameter, with one digit, that can be seen.
    curve, dial, tangent
        What is drawn in the axes; a lesson adds them one by one. The dial is the knob, the point, and a line
        between them.
    """

    def __init__(
        self,
        box: Box,
        objective: Objective,
        trial: Trial,
        number: int,
        parameter: Parameter,
        reach: float,
        y_range: tuple[float, float],
        y_label: str = "J",
    ) -> None:
        self.box, self.objective, self.trial, self.number = box, objective, trial, number
        first = float(trial.start[number])
        colors: dict[str, Any] = {"x_color": parameter.color, "y_color": palette.OBJECTIVE}
        self.slope, self.is_wordy = float(objective.gradient(trial.start)[number]), False
        longest = self._slope_in_words("partial J \\/ partial w").width
        self.is_wordy = bool(longest > box.width - NAMED)
        axes = box.inset(top=WORDY) if self.is_wordy else box
        y_name = "" if self.is_wordy else y_label
        x_range, letter, right = (first - reach, first + reach), parameter.label, LETTER * (box.width >= WIDE)
        super().__init__(axes.inset(right=right), x_range, y_range, "" if right else letter, y_name, **colors)
        if right:
            name = typography.formula(letter, typography.BODY, parameter.color)
            self.add(name.next_to(self.frame.get_corner(DOWN + RIGHT), RIGHT, buff=0.15))
        if not self.is_wordy:
            self.y_label.align_to((box.left, 0.0, 0.0), LEFT)
        self.nudge = float(f"{NUDGE * reach:.1g}")
        self.curve = self._hillside()
        self.tangent = Stroke(self._tangent_ends(), palette.GRADIENT, 4.0, dash=DASHED, window=self.frame)
        drop = Segments(color=palette.MUTED, width=2.0, dash=DASH)
        drop.add_updater(lambda line: line.put(*self._drop_ends()), call_updater=True)
        knob, point = Dots([[0, 0, 0]], parameter.color, KNOB), Ball([[0, 0, 0]], palette.POINT, POINT)
        knob.add_updater(lambda dot: dot.set_points(self._drop_ends()[1]), call_updater=True)
        point.add_updater(lambda dot: dot.set_points(self._drop_ends()[0]), call_updater=True)
        self.dial = Group(drop, knob, point)

    def value(self, x: ArrayLike) -> FloatArray:
        """Return the function's values where the parameter is x, of any shape, and the others are held."""
        values = np.asarray(x, dtype=float)
        points = np.broadcast_to(self.trial.start, (*values.shape, len(self.trial.start))).copy()
        points[..., self.number] = values
        return self.objective.value(points)

    def _hillside(self) -> Hillside:
        """Return the graph with the ground below it."""
        x = np.linspace(*self.x_range, CURVE_POINTS)
        y = self.value(x)
        heights = np.clip([self.y_range[0], y.min(), y.max()], *self.y_range)
        grounds = self.c2p(self.x_range[0], heights)[:, 1]
        return Hillside(self.c2p(x, y), grounds, palette.OBJECTIVE, 5.0, window=self.frame)

    def slope_named(self, name: str) -> MathTypst:
        """Return the slope and its name (Typst mathematics), above the axes, at their right end."""
        room = self.box.width - (0.0 if self.is_wordy else NAMED)
        words = typography.fitted(self._slope_in_words(name), room)
        height = self.box.top - WORDY / 2 if self.is_wordy else float(self.y_label.get_y())
        return words.move_to((self.box.right, height, 0.0), aligned_edge=RIGHT)

    def _slope_in_words(self, name: str) -> MathTypst:
        digits, size = (2, typography.TICK) if self.is_wordy else (3, typography.BODY)
        return typography.formula(f"{name} = {short(self.slope, digits)}", size, palette.GRADIENT)

    def _drop_ends(self) -> tuple[Floats, Floats]:
        x = self.trial.point[[self.number]]
        return self.c2p(x, self.value(x)), self.c2p(x, self.y_range[0])

    def _tangent_ends(self) -> Floats:
        first, x = self.trial.start[self.number], np.array(self.x_range)
        return self.c2p(x, self.value(first) + self.slope * (x - first))


def parameter_sections(
    boxes: Sequence[Box], objective: Objective, trial: Trial, parameters: Sequence[Parameter], least: float
) -> list[ParameterSection]:
    """Return a section for each parameter, on one y axis and, if they reach about as far, on equal x axes.

    Parameters
    ----------
    boxes
        One for each parameter.
    objective, trial, parameters
        As for `ParameterSection`.
    least
        The function's least value.
    """
    start = trial.start
    above = float(objective.value(start)) - least
    reaches: Floats = REACH * np.sqrt(2 * above / np.diag(objective.hessian(start)))
    if reaches.max() <= ALIKE * reaches.min():
        reaches[:] = reaches.min()
    ways = np.linspace(-1, 1, SAMPLES)[:, None, None] * np.diag(reaches)
    y_range = padded_range(objective.value(start + ways).ravel(), MARGIN)
    return [
        ParameterSection(box, objective, trial, number, parameter, reach, y_range)
        for number, (box, parameter, reach) in enumerate(
            zip(boxes, parameters, reaches.tolist(), strict=True)
        )
    ]

"""Steps against the condition number on logarithmic axes: a power of it is a straight line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group

from gdmath import FloatArray
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.plot import Plot
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE

ROOM: Final = 1.5
"""Below and above what is shown, as a factor."""

RING: Final = 0.24
"""Radius of the ring around a dot that is named, in scene units."""


class ConditionChart(Plot):
    """Logarithmic axes for the steps that rules need in valleys of growing condition number.

    Parameters
    ----------
    box
        What it may fill.
    conditions
        The condition numbers, rising.
    steps
        By the rule's name: its steps in each valley.
    y_label
        Typst mathematics of what is counted.
    """

    def __init__(
        self, box: Box, conditions: Sequence[float], steps: Mapping[str, FloatArray], y_label: str
    ) -> None:
        self.conditions, self.steps = np.asarray(conditions, dtype=float), dict(steps)
        everything = np.concatenate(list(self.steps.values()))
        super().__init__(
            box,
            (self.conditions[0] / ROOM, self.conditions[-1] * ROOM),
            (float(everything.min()) / ROOM, float(everything.max()) * ROOM),
            "kappa = lambda_2 \\/ lambda_1",
            y_label,
            x_scale="log",
            y_scale="log",
        )

    def dots(self, name: str, color: palette.Color) -> Dots:
        """Return what was counted of a rule."""
        return Dots(self.c2p(self.conditions, self.steps[name]), color, 0.13)

    def power(self, name: str, exponent: float, formula: str, color: palette.Color) -> Group:
        """Return the line of a power of the condition number through a rule's last dot, and its formula."""
        last = float(self.steps[name][-1])
        lines = last * (self.conditions[[0, -1]] / self.conditions[-1]) ** exponent
        first, end = self.c2p(self.conditions[[0, -1]], lines)
        line = Segments([first], [end], color, 3, DASH, window=self.frame)
        words = typography.formula(formula, SIZE, color)
        middle = self.c2p(np.sqrt(self.conditions[0] * self.conditions[-1]), float(np.sqrt(lines.prod())))
        side = UP + LEFT if exponent >= 1 else DOWN + RIGHT
        return Group(line, words.next_to(middle, side, buff=0.2))

    def named(self, condition: float, colors: Mapping[str, palette.Color]) -> Group:
        """Return rings around the rules' dots of one condition number, and their steps.

        The most stand left of their dot, others below.

        Parameters
        ----------
        condition
            Nothing is named if it is not one of those shown.
        colors
            By the rule's name.
        """
        names = Group()
        for k in np.flatnonzero(np.isclose(self.conditions, condition)).tolist():
            most = max(self.steps[rule][k] for rule in colors)
            for rule, color in colors.items():
                steps = float(self.steps[rule][k])
                place = self.c2p(condition, steps)
                count = typography.formula(f"{steps:.0f}", SIZE, color)
                ring = Dots(place[None], color, RING, ring=0.05)
                names.add(ring, count.next_to(place, LEFT if steps == most else DOWN, buff=RING + 0.1))
        return names

    def slope(self, name: str) -> float:
        """Return the measured power: the slope between a rule's last two dots."""
        steps = np.log(self.steps[name][-2:])
        return float(np.diff(steps)[0] / np.diff(np.log(self.conditions[-2:]))[0])

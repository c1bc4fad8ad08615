"""The chart of a race: the value against the gradients spent, both in powers of ten."""

from __future__ import annotations

from typing import Final

from manim import DOWN, LEFT, RIGHT, Group

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated, translated_formula
from scenes.kit.style.layout import Box

BEYOND: Final = 1.3
"""The axis of what is spent ends so many times beyond the last arrival."""

FINISH: Final = "arrived"
"""Word at the dashed line."""


class RaceChart(RunChart):
    """How far each rule is above the lowest minimum, against what it has spent.

    Where no minimum is known, it is the value itself, and its axis is even. A dashed line is where a rule has
    arrived, if it stays below.

    Parameters
    ----------
    box
        What the chart may fill.
    race
        Who runs.
    x_label
        Typst mathematics.

    Attributes
    ----------
    finish
        The dashed line.
    curves, dots
        What moves: for each rule its curve, and its point. Add them to the scene after the chart.
    """

    def __init__(self, box: Box, race: RankedRace, x_label: str) -> None:
        objective = race.ground.objective
        known = len(objective.minima) > 0
        super().__init__(
            box,
            race.runs,
            y="excess" if known else "value",
            x="spent",
            x_range=(1.0, BEYOND * max(race.runs.end, 10.0)),
            x_label=x_label,
            y_label=translated_formula('J - J_"min"') if known else "J",
            x_scale="log",
            y_scale="log" if known else "linear",
        )
        level = race.ground.height - (float(objective.value(objective.minima[0])) if known else 0.0)
        self.finish = self.level(level, palette.TEXT)
        word = typography.text(typography.as_is(translated(FINISH)), typography.TICK)
        word.next_to(self.finish, DOWN, buff=0.1).align_to(self.frame, LEFT).shift(0.15 * RIGHT)
        self.add(self.finish, word)
        self.curves = Group(*(Trail.of(run, self, width=3.5, dots=0) for run in race.runs))
        self.dots = Group(*(Dots.of(run, self, 0.1) for run in race.runs))

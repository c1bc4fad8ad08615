"""The chart of a race: the value against the work spent, and below the finish who arrives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from manim import LEFT, RIGHT, UP, Animation, FadeIn, Group, Typst

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats
from scenes.kit.painted.strokes import Segments, Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.pace import SOON
from scenes.kit.runs.ranked_race import RankedRace
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated, translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import draw, during
from scenes.kit.style.numbers import in_full

BEYOND: Final = 1.3
"""The axis of what is spent ends so many times beyond the last arrival."""

AROUND: Final = 1.65
"""Height of what is above and below the frame of a chart, in scene units."""

ROW: Final = 0.32
"""Height of a row of names, in scene units."""

ABOVE: Final = 0.06
"""Room above the curves, as a share of what they need."""

LEAP: Final = 4.0
"""Leaps to more than so many times the excess of the start are cut off: what follows would be flat."""

FINISH: Final = "finish"
"""Word at the dashed line."""


class RaceChart(RunChart):
    """How far each rule is above the lowest minimum, against what it has spent; curves end at the finish.

    Where no minimum is known, it is the value itself, and its axis is even. Below the finish there is a row
    for each rule: a line leads down there from where its curve ends.

    Parameters
    ----------
    box
        What the chart may fill.
    race
        Who runs.
    x_label
        Typst mathematics.
    names, colors
        Of the rules, by name; words as they are.

    Attributes
    ----------
    finish
        The dashed line.
    curves, dots
        What moves: for each rule its curve, and its point. Add them to the scene after the chart.
    order, leaders, tags
        The rules in their order of arrival, and the line and the words of each.
    """

    def __init__(
        self,
        box: Box,
        race: RankedRace,
        x_label: str,
        names: Mapping[str, str],
        colors: Mapping[str, palette.Color],
    ) -> None:
        objective, runs = race.ground.objective, race.runs
        known = len(objective.minima) > 0
        self.height_left = race.ground.height - (
            float(objective.value(objective.minima[0])) if known else 0.0
        )
        series = "excess" if known else "value"
        tops = [run.series(series)[run.shown] for run in runs]
        top = float(np.max(np.concatenate(tops)))
        if known:
            top = min(top, LEAP * float(tops[0][0]))
        super().__init__(
            box,
            runs,
            y=series,
            x="spent",
            x_range=(1.0, BEYOND * max(runs.end, 10.0)),
            y_range=_range(self.height_left, top, ROW * (len(names) + 0.6) / (box.height - AROUND), known),
            x_label=x_label,
            y_label=translated_formula('J - J_"min"') if known else "J",
            x_scale="log",
            y_scale="log" if known else "linear",
        )
        self._number()
        self.finish = self.level(self.height_left, palette.TEXT)
        word = typography.text(typography.as_is(translated(FINISH)), typography.TICK)
        word.next_to(self.finish, UP, buff=0.1).align_to(self.frame, LEFT).shift(0.15 * RIGHT)
        self.add(self.finish, word)
        self.curves = Group(*(Trail.of(run, self, width=4, dots=0) for run in runs))
        self.dots = Group(*(Dots.of(run, self, 0.12) for run in runs))
        self.order = race.order
        self._shares = [min(race.share(rule), 1 - SOON) for rule in race.order]
        self._name(race, names, colors)

    def arrivals(self, run_time: float) -> list[Animation]:
        """Return how rules are named, each as it arrives in a race of so many seconds."""
        animations: list[Animation] = []
        for share, leader, tag in zip(self._shares, self.leaders, self.tags, strict=True):
            pace = during(share, share + SOON)
            animations.append(draw(leader, run_time=run_time, rate_func=pace))
            animations.append(FadeIn(tag, run_time=run_time, rate_func=pace))
        return animations

    def _values(self, run: Run) -> Floats:
        """Return y for every iteration: not below the finish, where names stand."""
        return np.maximum(super()._values(run), self.height_left)

    def _number(self) -> None:
        """Write numbers in full along x, and along y none below the finish."""
        ticks = self._ticks
        above = ticks.y_places >= self.height_left
        x_numbers: list[Typst] = [
            typography.formula(in_full(place), typography.TICK, palette.MUTED)
            for place in ticks.x_places.tolist()
        ]
        y_numbers = [number for number, kept in zip(ticks.y_numbers, above, strict=True) if kept]
        self._ticks = ticks._replace(x_numbers=x_numbers, y_places=ticks.y_places[above], y_numbers=y_numbers)
        self.numbers.submobjects = [*x_numbers, *y_numbers]
        self._lay()

    def _name(self, race: RankedRace, names: Mapping[str, str], colors: Mapping[str, palette.Color]) -> None:
        self.leaders: list[Segments] = []
        self.tags: list[Group] = []
        floor, left = self.c2p(1.0, self.height_left)[1], float(self.frame.get_left()[0])
        for place, rule in enumerate(self.order):
            end = self.nodes(race.runs[rule])[-1]
            level = floor - ROW * (place + 0.75)
            foot = np.array([end[0], level, 0.0])
            words = f"{typography.as_is(names[rule])} *{typography.as_is(race.written(rule))}*"
            tag = typography.on_baseline(words, typography.TICK, colors[rule])
            is_near = end[0] - tag.width - 0.15 < left
            start = end[0] + 0.12 if is_near else end[0] - tag.width - 0.12
            tag.shift((start - tag.get_left()[0], level - 0.1, 0.0))
            self.leaders.append(Segments([end], [foot], color=colors[rule], width=3))
            self.tags.append(Group(tag))


def _range(finish: float, top: float, share: float, is_log: bool) -> tuple[float, float]:
    """Return the range of an axis on which the finish stands after a share of its length."""
    low, high = (np.log10(finish), np.log10(max(top, 2 * finish))) if is_log else (finish, top)
    reach = max(high - low, 1e-9) * (1 + ABOVE)
    low, high = low - reach * share / (1 - share), low + reach
    return (float(10**low), float(10**high)) if is_log else (float(low), float(high))

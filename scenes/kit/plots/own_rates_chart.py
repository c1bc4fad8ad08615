"""A learning rate for each coordinate, step by step, on a logarithmic axis."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group, MathTypst, Mobject

from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.adaptive_runs import AdaptiveRuns
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short
from scenes.kit.style.worked import Number, worked

OWN_RATE: Final = "eta \\/ sqrt(s_i)"
"""A coordinate's learning rate, as Typst mathematics."""

BESIDE: Final = 0.9
"""Scene units to the right of the axes, for letters."""

ROOM: Final = 1.3
"""Factor by which the axis of rates goes beyond them at both ends."""

NEXT: Final = 0.14
"""Scene units from a limit's line to what it is, and from one row of that to the next."""


class OwnRatesChart(RunChart):
    """Axes for the rates of a rule along both coordinates, no larger than these, with room at the right.

    Both have the colour of rates: letters tell them apart.

    Parameters
    ----------
    box
        What it may fill.
    runs
        Of the rules.
    rule
        One of them that has a rate for each coordinate.
    below
        Factor by which the axis goes on below the least rate: a limit is named there.

    Attributes
    ----------
    trails
        The curves, as far as they have come.
    names
        The coordinates' letters, which go along at the curves' ends.
    firsts, lasts
        The first and the last numbers of the curves, above their ends.
    """

    def __init__(self, box: Box, runs: AdaptiveRuns, rule: Run, below: float = ROOM) -> None:
        own = runs.own_rates(rule)
        rates = np.concatenate([run.series("own") for run in own])
        super().__init__(
            box.inset(right=BESIDE),
            own,
            y="own",
            y_range=(float(rates.min()) / below, ROOM * float(rates.max())),
            y_label=OWN_RATE,
            y_scale="log",
        )
        self.trails = [Trail.of(run, self, width=6, dots=0) for run in own]
        self.names, self.firsts, self.lasts = Group(), list[MathTypst](), list[MathTypst]()
        for way, run in enumerate(own):
            first, last = self.nodes(run)[[0, -1]]
            values = run.series("own")[[0, -1]].tolist()
            left, right = (typography.formula(short(value, 2), SIZE, run.color) for value in values)
            self.firsts.append(left.next_to(first, UP + RIGHT, buff=0.12))
            self.lasts.append(right.next_to(last, UP + LEFT, buff=0.12))
            self.names.add(self._name(way, run))
        self.add(*self.trails, self.names)

    def _name(self, way: int, run: Run) -> MathTypst:
        """Return a coordinate's letter, which goes along with the end of its curve."""

        def follow(name: Mobject) -> None:
            name.next_to(self.place(run)[0], RIGHT, buff=0.15)

        name: MathTypst = typography.formula(f"w_{way + 1}", SIZE, run.color)
        name.add_updater(follow, call_updater=True)
        return name

    def limit(self, runs: AdaptiveRuns, way: int, known: str) -> Group:
        """Return RMSProp's limit for a coordinate: a line, and below it what that is.

        Parameters
        ----------
        runs
            Of the rules.
        way
            The coordinate.
        known
            What else is said of the limit: words as they are.
        """
        limit, back = float(runs.limits[way]), runs.past_limit(way)[1]
        (curvature,), sign, result = worked(lambda bend: 2 / bend, Number.short(2 / limit))
        told = typography.formula(f"2 \\/ {curvature} {sign} {result}")
        words = typography.text(typography.as_is(known), typography.TICK)
        # While the rate is above its limit, it leaves the room below free: there the first row ends.
        told.next_to(self.c2p(back, limit), DOWN + LEFT, buff=NEXT)
        return Group(self.level(limit, palette.TEXT), told, words.next_to(told, DOWN, buff=NEXT))

"""A learning rate for each coordinate, step by step, on a logarithmic axis."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, RIGHT, UP, Group, MathTypst

from scenes.kit.painted.strokes import DASH, Segments, Trail
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.adaptive_runs import AdaptiveRuns
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

BESIDE: Final = 1.1
"""Scene units to the right of the axes, for letters."""


APART: Final = 0.08
"""Scene units between both letters."""


class OwnRatesChart(RunChart):
    """Axes for the rates of AdaGrad and RMSProp along both coordinates, with room for letters at the right.

    Parameters
    ----------
    box
        What it may fill.
    runs
        Of both rules; the axis counts RMSProp's steps, too.

    Attributes
    ----------
    falling, rising
        The curves of AdaGrad and of RMSProp, as far as these have come.
    names
        The coordinates' letters, at the end of AdaGrad's curves.
    firsts, lasts
        The first numbers of these curves, above them, and the last ones, beside the letters.
    limits
        Dashed lines at the rates beyond which a step along a coordinate leads farther away, and 2 over the
        curvature beside them.
    """

    def __init__(self, box: Box, runs: AdaptiveRuns) -> None:
        slow, fast = runs.own_rates(runs.slow), runs.own_rates(runs.rattling)
        steps = max(runs.slow.steps, runs.rattling.steps)
        shown = np.concatenate([run.series("own") for run in (*slow, *fast)])
        super().__init__(
            box.inset(right=BESIDE),
            slow,
            y="own",
            x_range=(0, steps),
            y_range=(0.4 * float(shown.min()), 2.0 * float(shown.max())),
            y_label="eta \\/ sqrt(s_i)",
            y_scale="log",
        )
        self.falling, self.rising = (
            [Trail.of(run, self, width=6, dots=0) for run in pair] for pair in (slow, fast)
        )
        self.names, self.firsts, self.lasts = Group(), list[MathTypst](), list[MathTypst]()
        for way, run in enumerate(slow):
            first, last = self.nodes(run)[[0, -1]]
            name = typography.formula(f"w_{way + 1}", SIZE, run.color).next_to(last, RIGHT, buff=0.15)
            values = run.series("own")[[0, -1]].tolist()
            left, right = (typography.formula(short(value, 2), SIZE, run.color) for value in values)
            self.firsts.append(left.next_to(first, UP + RIGHT, buff=0.12))
            self.lasts.append(right)
            self.names.add(name)
        low, high = sorted(self.names, key=lambda name: float(name.get_center()[1]))
        apart = max(0.0, float(low.get_top()[1] - high.get_bottom()[1]) + APART)
        low.shift(apart / 2 * DOWN)
        high.shift(apart / 2 * UP)
        for letter, right in zip(self.names, self.lasts, strict=True):
            right.next_to(letter, RIGHT, buff=0.2)
        self.limits = Group()
        for limit, run in zip(runs.limits.tolist(), slow, strict=True):
            ends = self.c2p([0, steps], [limit, limit])
            words = typography.formula(f"2 \\/ {short(2 / limit)}", SIZE, run.color)
            self.limits.add(
                Segments(ends[:1], ends[1:], run.color, 3, DASH), words.next_to(ends[1], RIGHT, buff=0.15)
            )

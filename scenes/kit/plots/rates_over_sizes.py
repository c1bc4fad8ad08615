"""RMSProp's learning rates and their limits, and below them how large the coordinates are meanwhile."""

from __future__ import annotations

from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group

from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import DASH, Segments, Trail
from scenes.kit.plots.own_rates_chart import OWN_RATE, ROOM
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.runs.adaptive_runs import AdaptiveRuns
from scenes.kit.runs.run import Run
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.worked import Number, worked

SHARES: Final = (1.0, 1.15)
"""Of the height, for the rates and for the coordinates: these have the numbers of the steps below them."""

BELOW: Final = 10.0
"""Factor by which the axis of rates goes on below the least limit: there is room for words."""

NEXT, INSIDE = 0.14, 0.06
"""Scene units from a limit's line to what it is, and from there to the end of the line."""


class RatesOverSizes(Group):
    """Two charts on the same steps: a rate that is past its limit, above, makes its coordinate grow, below.

    Parameters
    ----------
    box
        What they may fill.
    runs
        Of the rules; RMSProp's is shown.
    known
        What the least limit is called, which is that of plain descent: words as they are.

    Attributes
    ----------
    trails
        The curves of both charts, as far as they have come.
    limits
        For each coordinate a dashed line at the rate beyond which a step leads farther away, what that is,
        and dots where it is first passed, one below the other: how large the coordinate is then.
    """

    def __init__(self, box: Box, runs: AdaptiveRuns, known: str) -> None:
        upper, lower = box.rows(*SHARES, gap=0.1)
        own = runs.own_rates(runs.rattling)
        rates = np.concatenate([run.series("own") for run in own])
        low = min(float(rates.min()) / ROOM, float(runs.limits.min()) / BELOW)
        self.rates = RunChart(
            upper,
            own,
            y="own",
            y_range=(low, ROOM * float(rates.max())),
            x_label="",
            y_label=OWN_RATE,
            y_scale="log",
            x_numbered=False,
        )
        names = ", ".join(f"{{{{ abs(w_{way + 1}) : way_{way} }}}}" for way in range(len(own)))
        self.sizes = RunChart(lower, own, y="size", y_label=names, y_scale="log")
        for way, run in enumerate(own):
            self.sizes.y_label.select(f"way_{way}").set_color(run.color)
        charts = self.rates, self.sizes
        left = max(chart.frame.get_left()[0] for chart in charts)
        right = min(chart.frame.get_right()[0] for chart in charts)
        for chart in charts:
            chart.reach(left, right)
        self.trails = [Trail.of(run, chart, width=6, dots=0) for chart in charts for run in own]
        super().__init__(*charts, *self.trails)
        steep = int(np.argmin(runs.limits))
        self.limits = [
            self._limit(run, limit, runs.past_limit(way)[0], known if way == steep else "")
            for way, (run, limit) in enumerate(zip(own, runs.limits.tolist(), strict=True))
        ]

    def _limit(self, run: Run, limit: float, first: int, known: str) -> Group:
        """Return a rate's limit, first passed after so many steps; named below its line if it has a name."""
        line = self.rates.level(limit, run.color)
        (curvature,), sign, result = worked(lambda bend: 2 / bend, Number.short(2 / limit))
        words = f'"," {typography.quoted(known)}' if known else ""
        told = typography.formula(f"2 \\/ {curvature} {sign} {result}{words}", typography.TICK, run.color)
        # Below the least limit rates are only at first; above the other one, only in the end.
        side, end = (DOWN, RIGHT) if known else (UP, LEFT)
        told.next_to(line, side, buff=NEXT).align_to(line, end).shift(-INSIDE * end)
        rate, size = self.rates.c2p(first, limit), self.sizes.c2p(first, run.series("size")[first])
        top = self.sizes.c2p(first, self.sizes.y_range[1])  # the line leaves out the words between
        down = Segments([top], [size], color=run.color, width=3, dash=DASH)
        return Group(line, down, told, Dots([rate, size], run.color, 0.1))

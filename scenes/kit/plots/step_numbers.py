"""The numbers of a run of two weights, step by step: both updates, its rate, which one, and the height."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, Group

from scenes.kit.painted.live_numbers import LiveNumber, Readout
from scenes.kit.plots.rate_bar import RateBar
from scenes.kit.plots.update_row import UpdateRow
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE, NumberFormat

SPACING = 0.62
"""Scene units from one row to the next."""

COLORS = (palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)
"""Of what belongs to the first and the second weight."""


class StepNumbers:
    """Live numbers of a run, all of them those of the step that is under way.

    Parameters
    ----------
    box
        From whose top they go downwards.
    run
        Whose numbers they are; it has the series ``rate``.
    schedule
        The learning rate's formula (Typst mathematics); empty for none.

    Attributes
    ----------
    rate, counter, height
        The learning rate, as long as a step follows; in a row, the number of steps taken and the height
        where that step begins.
    updates
        Both weights' updates, above all of them.
    slopes
        The gradient's components, below all of them, for the first step.
    """

    def __init__(self, box: Box, run: Run, schedule: str) -> None:
        self.box = box
        self.counter = Readout(translated_formula('"step" k'), 0, WHOLE).follow(run, "iteration")
        rate = _readout(f"eta = {schedule}" if schedule else "eta", run, "rate", palette.STEP)
        self.updates = [UpdateRow(f"w_{k + 1}", run, k, color) for k, color in enumerate(COLORS)]
        self.height = _readout("J", run, "value", palette.OBJECTIVE)
        self.slopes = [
            _readout(f"partial J \\/ partial w_{k + 1}", run, "gradient", palette.GRADIENT, k) for k in (0, 1)
        ]
        rows: list[Group] = [*self.updates, rate, self.counter, *self.slopes]
        for number, row in enumerate(rows):
            self._place(row, number + 1)
        self._place(self.height, rows.index(self.counter) + 1)
        self.height.shift((box.center[0] - box.left) * RIGHT)
        self.rate = Group(rate, RateBar(run, rate, box.right))
        for part in self.rate.get_family():
            if part.has_points():
                part.add_updater(lambda shown: shown.set_opacity(0.0) if run.step == run.steps else shown)

    @property
    def bottom(self) -> float:
        """Scene y of the lower edge of the height, the lowest number that stays."""
        return float(self.height.get_bottom()[1])

    def _place(self, row: Group, number: int) -> None:
        """Put a row into the box: no wider, and its baseline so many rows below the top."""
        row.scale(min(1.0, self.box.width / row.width))
        baseline = next(part for part in row if isinstance(part, LiveNumber)).points[0, 1]
        shift = (self.box.left - row.get_left()[0], self.box.top - number * SPACING - baseline, 0.0)
        row.shift(np.array(shift))


def _readout(
    label: str, run: Run, series: str, color: palette.Color, component: int | None = None
) -> Readout:
    """Return the readout of a series, about three digits where it is largest."""
    number_format = NumberFormat.of(np.abs(run.series(series)).max(), 3)
    return Readout(label, run.now(series, component), number_format, color=color).follow(
        run, series, component
    )

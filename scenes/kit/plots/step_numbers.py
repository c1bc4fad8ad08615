"""The numbers of a run of two weights, step by step: both updates, its rate, which one, and the height."""

from __future__ import annotations

import numpy as np
from manim import RIGHT, Group

from scenes.kit.painted.live_numbers import LiveNumber, Readout
from scenes.kit.plots.series_bar import SeriesBar
from scenes.kit.plots.update_row import UpdateRow, rate_format
from scenes.kit.runs.run import Run
from scenes.kit.style import palette
from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE, NumberFormat

CLOSE, WIDE = 0.62, 0.8
"""Scene units from one row to the next: at least, and at most where the box has room."""

TOP = 0.4
"""Scene units from the top of the box to the first row's baseline."""

NAMES = ("w_1", "w_2")
"""Of the weights, as Typst mathematics."""

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
    counter, height
        In the first row, the number of steps taken and the height where the step begins.
    rate, length
        Below it, as long as a step follows: the learning rate, and how long the step is.
    slopes, updates
        Below these, of both weights: the gradient's components, and where the step leads.
    """

    def __init__(self, box: Box, run: Run, schedule: str) -> None:
        self.box = box
        self.counter = Readout(translated_formula('"step" k'), 0, WHOLE).follow(run, "iteration")
        self.height = _readout("J", run, "value", palette.OBJECTIVE)
        self.rate = _readout(f"eta = {schedule}" if schedule else "eta", run, "rate", palette.STEP)
        length = _readout(translated_formula('"step length"'), run, "length", palette.STEP)
        self.slopes = [
            _readout(f"partial J \\/ partial {name}", run, "gradient", color, k)
            for k, (name, color) in enumerate(zip(NAMES, COLORS, strict=True))
        ]
        self.updates = [
            UpdateRow(name, run, k, color) for k, (name, color) in enumerate(zip(NAMES, COLORS, strict=True))
        ]
        rows: list[Group] = [self.counter, self.rate, length, *self.slopes, *self.updates]
        self.spacing = min(WIDE, max(CLOSE, box.height / (len(rows) + 1)))
        for number, row in enumerate(rows):
            self._place(row, number)
        for update in self.updates:
            update.tell(run.step)
        self._place(self.height, 0)
        self.height.shift((self.box.center[0] - self.box.left) * RIGHT)
        self.length = Group(length, SeriesBar(run, "length", length, box.right))
        for part in (*self.rate.get_family(), *self.length.get_family()):
            if part.has_points():
                part.add_updater(lambda shown: shown.set_opacity(0.0) if run.step == run.steps else shown)

    @property
    def lasting(self) -> tuple[Group, ...]:
        """The rows that are shown as long as the run goes on."""
        return self.counter, self.height, self.rate, self.length

    @property
    def bottom(self) -> float:
        """Scene y of the lower edge of the step's length, the lowest row that stays."""
        return float(self.length.get_bottom()[1])

    def _place(self, row: Group, number: int) -> None:
        """Put a row into the box: no wider, and its baseline so many rows below the top."""
        row.scale(min(1.0, self.box.width / row.width))
        baseline = next(part for part in row if isinstance(part, LiveNumber)).points[0, 1]
        down = self.box.top - TOP - number * self.spacing - baseline
        row.shift(np.array([self.box.left - row.get_left()[0], down, 0.0]))


def _readout(
    label: str, run: Run, series: str, color: palette.Color, component: int | None = None
) -> Readout:
    """Return the readout of a series, about three digits where it is largest."""
    values = run.series(series)
    number_format = rate_format(values) if series == "rate" else NumberFormat.of(np.abs(values).max(), 3)
    return Readout(label, run.now(series, component), number_format, color=color).follow(
        run, series, component
    )

"""The numbers of a run, step by step: count, gradient, learning rate and loss, below one another."""

from __future__ import annotations

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group

from scenes.kit.painted.live_numbers import Readout, column
from scenes.kit.plots.rate_bar import RateBar
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE, NumberFormat
from scenes.kit.style.worked import Number
from scenes.kit.style.worked_rows import worked_update

SPACING, INDENT = 0.55, 0.3
"""Scene units from one row to the next, and from the box's left side to the rows."""

COLORS = (palette.FIRST_PARAMETER, palette.SECOND_PARAMETER)
"""Of what belongs to the first and the second weight."""


class StepNumbers:
    """Live numbers of a run of two weights; they are those of an iterate until the next one is reached.

    Parameters
    ----------
    box
        From whose top they go downwards.
    run
        Whose numbers they are.
    schedule
        The learning rate's formula (Typst mathematics), which stands above its number; empty for none.

    Attributes
    ----------
    counter, loss
        The number of steps taken, and the value.
    slopes
        The gradient's components.
    rate
        The learning rate: its formula, its number, and a bar.
    """

    def __init__(self, box: Box, run: Run, schedule: str) -> None:
        self.run, self.width = run, box.width
        self.counter = Readout(translated_formula('"step" k'), 0, WHOLE).follow(run, "iteration")
        self.slopes = [
            self._readout(f"partial L \\/ partial w_{k + 1}", "gradient", k, color)
            for k, color in enumerate(COLORS)
        ]
        self.loss = self._readout(translated_formula('"loss" L'), "value")
        self._rate_number = self._readout("" if schedule else "eta", "rate", color=palette.STEP)
        rows = column(self.counter, *self.slopes, self._rate_number, self.loss, spacing=SPACING)
        if schedule:  # above its number, the two equals signs below each other
            Group(self._rate_number, self.loss).shift(SPACING * DOWN)
        rows.move_to((box.left + INDENT, box.top, 0.0), aligned_edge=LEFT + UP)
        self.rate = Group(
            *self._formula(schedule), self._rate_number, RateBar(run, self._rate_number, box.right)
        )

    @property
    def bottom(self) -> float:
        """Scene y of the lowest row's lower edge."""
        return float(self.loss.get_bottom()[1])

    def worked(self) -> Group:
        """Return the present step of each weight, written out so that it holds for the numbers shown."""
        rate = Number.short(self.run.now("rate"))
        return Group(
            *(
                worked_update(
                    f"w_{k + 1}",
                    Number(self.run.now("point", k), self._format("point")),
                    rate,
                    Number(self.run.now("gradient", k), self._format("gradient")),
                    self.width,
                    color,
                )
                for k, color in enumerate(COLORS)
            )
        ).arrange(DOWN, buff=0.45, aligned_edge=LEFT)

    def _format(self, series: str) -> NumberFormat:
        """Return the format of a series: about three digits where it is largest."""
        return NumberFormat.of(np.abs(self.run.series(series)).max(), 3)

    def _readout(
        self, label: str, series: str, component: int | None = None, color: palette.Color = palette.TEXT
    ) -> Readout:
        readout = Readout(label, self.run.now(series, component), self._format(series), color=color)
        return readout.follow(self.run, series, component)

    def _formula(self, schedule: str) -> Group:
        """Return the formula of the learning rate, above its number; empty if it has none."""
        if not schedule:
            return Group()
        formula = typography.on_baseline(f"$eta = {schedule}$", color=palette.STEP)
        sign, left = formula.submobjects[1], self._rate_number.label.get_left()[0]
        baseline = self._rate_number.number.points[0, 1] + SPACING
        return Group(formula.shift((left - sign.get_left()[0]) * RIGHT + baseline * UP))

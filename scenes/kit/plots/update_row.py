"""One weight's update in numbers, step by step: where it is, what is subtracted, and where that leads."""

from __future__ import annotations

from typing import Self

import numpy as np
from manim import RIGHT, Group, Typst

from gdmath import FloatArray
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.numbers import NumberFormat
from scenes.kit.style.worked import Number, WorkedNumbers, moved, worked_numbers

GAP, TIGHT = 0.13, 0.04
"""Scene units between the parts of a row, and between a number and its brackets."""

MINUS = "\u2212"
"""What a negative number begins with."""


class UpdateRow(Group):
    """A row ``w <- 0.38 - 0.5 dot (-1.45) = 1.11`` for the step of a run that is under way.

    It holds for the numbers as they are shown, and a number that is not negative has no brackets. When the
    run has ended, ``w = 0.80`` is left.

    Parameters
    ----------
    name
        Typst mathematics of the weight.
    run
        Shows all of its iterations, and has the series "rate".
    component
        Which of the run's weights it is.
    color
        Of the weight, its numbers and its slope.

    Attributes
    ----------
    steps
        The numbers of each step.
    """

    def __init__(self, name: str, run: Run, component: int, color: palette.Color) -> None:
        self.steps = _worked_steps(run, component)
        self.end = Number(run.path[-1, component], self.steps[-1].result.number_format)
        self.weight, self.arrow, self.equals = (_part(part, color) for part in (name, "<-", "="))
        holds = all(step.holds for step in self.steps)
        signs = ("-", "dot", '"("', '")"', "=" if holds else "approx")
        self.minus, times, self.opening, self.closing, equal = map(_part, signs)
        colors = color, palette.STEP, color, color
        self.numbers = [LiveNumber(color=each) for each in colors]
        before, rate, slope, after = self.numbers
        brackets = self.opening, slope, self.closing
        self.parts: list[LiveNumber | Typst] = [
            self.weight,
            self.arrow,
            before,
            self.minus,
            rate,
            times,
            *brackets,
            equal,
            after,
        ]
        super().__init__(*self.parts, self.equals)
        self.tell(max(range(len(self.steps)), key=lambda k: float(self.tell(k).width)))
        self.add_updater(lambda row: row.tell(run.step))

    def tell(self, k: int) -> Self:
        """Show step k, counted from 0; past the last one, the weight."""
        under_way = k < len(self.steps)
        step = self.steps[min(k, len(self.steps) - 1)]
        shown = step.terms if under_way else (self.end, *step.terms[1:])
        for number, each in zip(self.numbers, (*shown, step.result), strict=True):
            number.set_written(each.characters)
        self._lay()
        if not under_way:
            for part in (self.arrow, *self.parts[3:]):
                part.set_opacity(0.0)
            self.equals.set_opacity(1.0)
        return self

    def _lay(self) -> None:
        """Put the parts beside one another, however long the numbers are."""
        unit = self.numbers[0].em / (typography.BODY * typography.EM_PER_SIZE)  # the row may be scaled
        is_negative = self.numbers[2].written.startswith(MINUS)
        right = float(self.weight.get_left()[0]) - GAP * unit
        for part in self.parts:
            is_bracket = part is self.opening or part is self.closing
            if is_bracket:
                part.set_opacity(self.minus.submobjects[0].get_fill_opacity() if is_negative else 0.0)
            if is_bracket and not is_negative:
                part.shift((right - part.get_right()[0]) * RIGHT)
                continue
            within = is_negative and part in (self.numbers[2], self.closing)
            gap = TIGHT if within else GAP
            part.shift((right + gap * unit - part.get_left()[0]) * RIGHT)
            right = float(part.get_right()[0])
        self.equals.set_opacity(0.0)
        self.equals.shift((self.arrow.get_center()[0] - self.equals.get_center()[0]) * RIGHT)


def _part(mathematics: str, color: palette.Color = palette.TEXT) -> Typst:
    """Return a part that stays as it is."""
    return typography.on_baseline(f"${mathematics}$", color=color)


def rate_format(rates: FloatArray) -> NumberFormat:
    """Return how learning rates are written: no zeros at the end where all are the same.

    Parameters
    ----------
    rates
        In the order in which they are shown.
    """
    largest = float(rates.max())
    return NumberFormat.significant(largest) if np.ptp(rates) == 0 else NumberFormat.of(largest, 3)


def _worked_steps(run: Run, component: int) -> list[WorkedNumbers]:
    """Return a weight's update in each step, worked out so that it holds for the numbers shown."""
    points, slopes = (run.series(series)[:, component] for series in ("point", "gradient"))
    rates = run.series("rate")
    point_format, slope_format = (NumberFormat.of(np.abs(values).max(), 3) for values in (points, slopes))
    return [
        worked_numbers(
            moved,
            Number(point, point_format),
            Number(rate, rate_format(rates)),
            Number(slope, slope_format),
            result_format=point_format,
        )
        for point, rate, slope in zip(points[:-1], rates[:-1], slopes[:-1], strict=True)
    ]

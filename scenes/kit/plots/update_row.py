"""One weight's update in numbers, step by step: where it is, what is subtracted, and where that leads."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, Group, Typst

from scenes.kit.painted.live_numbers import LiveNumber, glyph
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.numbers import NumberFormat
from scenes.kit.style.worked import Number, WorkedNumbers, moved, worked_numbers

GAP, TIGHT = 0.13, 0.05
"""Scene units between the parts of a row, and between a number and its brackets."""


class UpdateRow(Group):
    """A row ``w <- 0.38 - 0.5 (1.45) = -0.35`` for the step of a run that is under way.

    It holds for the numbers as they are shown. When the run has ended, ``w = 0.80`` is left.

    Parameters
    ----------
    name
        Typst mathematics of the weight.
    run
        Shows all of its iterations, and has the series "rate".
    component
        Which of the run's weights it is.
    color
        Of the weight and its numbers.

    Attributes
    ----------
    steps
        The numbers of each step.
    """

    def __init__(self, name: str, run: Run, component: int, color: palette.Color) -> None:
        super().__init__()
        self.steps = _worked_steps(run, component)
        self.end = Number(run.path[-1, component], self.steps[-1].result.number_format)
        self.right = 0.0
        before, rates, slopes = zip(*(step.terms for step in self.steps), strict=True)
        self._write(name, color)
        self.right += GAP
        self.arrow = self._write("<-", color)
        self.equals = typography.on_baseline("$=$", color=color).set_opacity(0.0)
        self.equals.shift((self.arrow.get_center()[0] - self.equals.get_center()[0]) * RIGHT)
        self.right += GAP
        numbers = [self._count([*before, self.end], color)]
        self._write("-", palette.TEXT)
        numbers.append(self._count(rates, palette.STEP))
        self._write("dot", palette.TEXT)
        self.bracket = self._write('"("', palette.TEXT)
        self.right += TIGHT - GAP
        numbers.append(self._count(slopes, palette.GRADIENT))
        self.right += TIGHT - GAP
        self._write('")"', palette.TEXT)
        self._write("=" if all(step.holds for step in self.steps) else "approx", palette.TEXT)
        numbers.append(self._count([step.result for step in self.steps], color))
        self.numbers = numbers
        self.add(self.equals)
        self.add_updater(lambda row: row.tell(run.step), call_updater=True)

    def tell(self, k: int) -> None:
        """Show step k, counted from 0; past the last one, the weight."""
        under_way = k < len(self.steps)
        step = self.steps[min(k, len(self.steps) - 1)]
        shown = step.terms if under_way else (self.end, *step.terms[1:])
        for number, each in zip(self.numbers, (*shown, step.result), strict=True):
            number.set_written(each.characters)
        left = self.numbers[2].points[0, 0]
        self.bracket.shift((left - TIGHT - self.bracket.get_right()[0]) * RIGHT)
        if not under_way:
            for part in (self.arrow, *self.submobjects[3:]):
                part.set_opacity(0.0)
            self.equals.set_opacity(1.0)

    def _write(self, mathematics: str, color: palette.Color) -> Typst:
        """Add a part that stays as it is, and return it."""
        part = typography.on_baseline(f"${mathematics}$", color=color)
        self.add(part.shift((self.right - part.get_left()[0]) * RIGHT))
        self.right = part.get_right()[0] + GAP
        return part

    def _count(self, numbers: Sequence[Number], color: palette.Color) -> LiveNumber:
        """Add a number, with room for the longest that it will be."""
        em = typography.BODY * typography.EM_PER_SIZE
        widths = [sum(glyph(character).advance for character in number.characters) for number in numbers]
        end = self.right + em * max(widths)
        number = LiveNumber(anchor=(end, 0.0, 0.0), color=color, right=True).set_written(
            numbers[0].characters
        )
        self.add(number)
        self.right = end + GAP
        return number


def _worked_steps(run: Run, component: int) -> list[WorkedNumbers]:
    """Return a weight's update in each step, worked out so that it holds for the numbers shown."""
    points, slopes = (run.series(series)[:, component] for series in ("point", "gradient"))
    rates = run.series("rate")
    point_format, slope_format, rate_format = (
        NumberFormat.of(np.abs(values).max(), 3) for values in (points, slopes, rates)
    )
    return [
        worked_numbers(
            moved,
            Number(point, point_format),
            Number(rate, rate_format),
            Number(slope, slope_format),
            result_format=point_format,
        )
        for point, rate, slope in zip(points[:-1], rates[:-1], slopes[:-1], strict=True)
    ]

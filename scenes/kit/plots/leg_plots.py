"""The two lengths of a valley as things of their own: balls on parabolas, lines on a logarithmic chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Group

from gdmath import measured_factors
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.run_chart import RunChart
from scenes.kit.plots.valley_map import WAY_COLORS, WAY_NAMES
from scenes.kit.runs.run import Run
from scenes.kit.runs.valley import Valley
from scenes.kit.style import typography
from scenes.kit.style.layout import Box
from scenes.kit.style.notes import SIZE
from scenes.kit.style.numbers import short

BEYOND: Final = 1.15
"""How far a slice goes to both sides, and up, in what the two starts need."""

ROOM, LARGE = 3.2, 50.0
"""Factor by which the chart's axis goes beyond the lengths at both ends, and size of what is measured."""


class LegSlice(Group):
    """The valley cut along one of its ways: a parabola, the ball that goes down it, and the factor of a step.

    The axis of the shorter leg is drawn as many whole times as wide as there is room for, and says so.

    Parameters
    ----------
    box
        What it may fill.
    valley
        Which is cut.
    way
        Along which way: 0 for the flattest, 1 for the steepest.
    runs
        How the two lengths change.
    rate
        The learning rate.
    wide
        Words on an axis that is drawn wider; see `widened`.

    Attributes
    ----------
    whole
        All of it but the factor.
    factor
        1 - eta times the curvature.
    """

    def __init__(
        self, box: Box, valley: Valley, way: int, runs: Sequence[Run], rate: float, wide: str
    ) -> None:
        color, least, run = WAY_COLORS[way], valley.least, runs[way]
        highest = max(float(each.series("value")[0]) for each in runs) - least
        longest, times = float(np.abs(valley.lengths).max()), widened(valley, way)
        said = f" quad {typography.quoted(wide)}" if times > 1 else ""
        self.plot = CurvePlot(
            box,
            valley.slice(way, BEYOND * longest / times),
            x_margin=0.0,
            y_range=(least - 0.06 * highest, least + BEYOND * highest),
            x_label=WAY_NAMES[way] + said,
            y_label="J",
            x_color=color,
        )
        curvature, factor = (
            short(float(number[way])) for number in (valley.curvatures, valley.factors(rate))
        )
        self.factor = typography.formula(f"1 - eta dot {curvature} = {factor}", typography.TITLE, color)
        typography.fitted(self.factor, 0.85 * self.plot.frame.width)
        self.factor.next_to(self.plot.frame.get_corner(UP + RIGHT), UP, buff=0.14)
        self.factor.align_to(self.plot.frame, RIGHT)
        self.trail, self.ball = Trail.of(run, self.plot, width=2.5), Ball.of(run, self.plot, radius=0.17)
        # No farther than it is seen: beyond, there would be nothing but ground up to the edge.
        side = min(float(np.sqrt(2 * BEYOND * highest / valley.curvatures[way])), self.plot.x_range[1])
        self.whole = Group(self.plot, self.plot.curve(-side, side), self.trail, self.ball)
        super().__init__(self.whole, self.factor)


def widened(valley: Valley, way: int) -> int:
    """Return how many whole times as wide as the longer leg's axis that of a way is drawn."""
    lengths = np.abs(valley.lengths)
    return int(lengths.max() / lengths[way])


class SwingChart(RunChart):
    """Both lengths against the step, with their signs: how they swing about their rest.

    Parameters
    ----------
    box
        What it may fill.
    legs
        The lengths' runs, the flattest direction's first.

    Attributes
    ----------
    rest, trails
        The line of rest, and the curves, which grow with the runs.
    """

    def __init__(self, box: Box, legs: Sequence[Run]) -> None:
        parts = [f"{{{{ {name} : way_{k} }}}}" for k, name in enumerate(WAY_NAMES)]
        super().__init__(box, legs, y="point", component=0, y_label=", ".join(parts))
        for k, color in enumerate(WAY_COLORS):
            self.y_label.select(f"way_{k}").set_color(color)
        self.rest = self.level(0.0)
        self.trails = [Trail.of(leg, self, dots=0, width=4.5) for leg in legs]


class LegChart(RunChart):
    """Both lengths against the step on a logarithmic axis, where a constant factor makes a straight line.

    Parameters
    ----------
    box
        What it may fill.
    runs
        How the two lengths change.
    last
        The last step on the chart, if there are as many.

    Attributes
    ----------
    last
        The last step on the chart.
    measured
        By what factor each length falls at a step, as measured on its line.
    upper
        Which of the lengths begins above the other.
    trails
        The lengths so far.
    """

    def __init__(self, box: Box, runs: Sequence[Run], last: int) -> None:
        self.last = last = min(last, *(run.steps for run in runs))
        lengths = np.stack([run.series("length")[: last + 1] for run in runs])
        first, second = (short(float(measured_factors(run.series("length")))) for run in runs)
        self.measured = first, second
        self.upper = int(lengths[:, 0].argmax())
        super().__init__(
            box,
            runs,
            y="length",
            x_range=(0, last),
            y_range=(float(lengths[lengths > 0].min()) / ROOM, ROOM * float(lengths.max())),
            y_label=f"abs({WAY_NAMES[0]}), abs({WAY_NAMES[1]})",
            y_scale="log",
            grid=False,
        )
        self.trails = [Trail.of(run, self, dots=0.07, width=4.5) for run in runs]

    def notes(self, valley: Valley, rate: float, word: str) -> list[Group]:
        """Return for each length the measured factor and below it the one that theory predicts.

        That of the upper line stands above it, at the right; that of the lower one below it, at the left.

        Parameters
        ----------
        valley, rate
            From which the prediction comes.
        word
            "measured", as Typst mathematics.
        """
        predicted, notes = np.abs(valley.factors(rate)).tolist(), []
        for way, color in enumerate(WAY_COLORS):
            theory = f"abs(1 - eta dot {short(float(valley.curvatures[way]))}) = {short(predicted[way])}"
            rows = (f"{word} space {self.measured[way]}", LARGE), (theory, SIZE)
            note = Group(
                *(
                    typography.fitted(typography.formula(row, size, color), 0.68 * self.frame.width)
                    for row, size in rows
                )
            )
            corner = UP + RIGHT if way == self.upper else DOWN + LEFT
            note.arrange(DOWN, buff=0.2, aligned_edge=corner * RIGHT)
            notes.append(note.move_to(self.frame.get_corner(corner) - 0.2 * corner, aligned_edge=corner))
        return notes

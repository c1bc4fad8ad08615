"""A panel for one of several runs on the same curve: its caption, its marks, its numbers, a note below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import ORIGIN, RIGHT, UP, Group, MathTypst, Typst

from gdmath import Objective
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.step_marks import StepMarks
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import WHOLE, NumberFormat

PLOT, STRIP = 5.4, 1.0
"""Shares of the panel's height that go to the plot, and to the two rows of text below it."""

DIGITS = 5
"""Of the point's coordinate at its start; its other places have as many decimals."""


class RunPanel:
    """A curve with a run on it: a caption above, the run's numbers and a note below.

    Its parts are shown one by one, so it is no mobject itself. Panels of one height stand level.

    Parameters
    ----------
    box
        What it may fill.
    objective
        A function of one variable.
    run
        What goes down it.
    caption
        Typst mathematics: what tells this panel from its neighbours.
    minimum
        The x of the minimum that is marked.

    Attributes
    ----------
    plot, curve, ring, caption, marks, numbers
        Its parts.
    still
        Those that stay as they are, as one group: all but the marks and the numbers.
    """

    def __init__(self, box: Box, objective: Objective, run: Run, caption: str, minimum: float) -> None:
        upper, strip = box.rows(PLOT, STRIP, gap=0.15)
        self.upper_row, self.lower_row = strip.rows(1, 1, gap=0.0)
        self.run, self.minimum = run, minimum
        self.plot = CurvePlot(upper, objective, run.path[0], y_margin=0.05)
        self.curve, self.ring = self.plot.curve(), self.plot.rings(minimum)
        self.caption = self._caption(caption)
        self.marks = StepMarks(run, self.plot)
        self.numbers = self._numbers()
        self.still = Group(self.plot, self.curve, self.ring, self.caption)

    def _caption(self, mathematics: str) -> MathTypst:
        """Return the caption above the plot, right of the y axis's label."""
        label = typography.formula(mathematics, color=palette.STEP).next_to(self.plot.frame, UP, buff=0.15)
        return label.shift(max(0.0, self.plot.y_label.get_right()[0] + 0.25 - label.get_left()[0]) * RIGHT)

    def _numbers(self) -> Group:
        """Return the count of steps and where they have led, laid out for the longest of these numbers."""
        x, room = self.run.series("point")[:, 0], self.upper_row.width
        number_format = NumberFormat.of(x[0], DIGITS)
        longest = max(x.tolist(), key=lambda place: len(number_format.characters(place)))
        count, place = (
            Readout("k", self.run.descent.iterations, WHOLE),
            Readout("x_k", longest, number_format),
        )
        row = Group(count, place).arrange(RIGHT, buff=0.5)
        place.shift((count.number.points[0, 1] - place.number.points[0, 1]) * UP)  # one baseline
        if row.width * typography.TICK > room * typography.BODY:
            row.remove(place)  # of a run that has gone so far, its numbers would be too small to read
        row.scale(min(1.0, room / row.width)).move_to(self.upper_row.center)
        count.follow(self.run, "iteration")
        place.follow(self.run, "point", 0)
        return row

    def note(self, words: str, color: palette.Color = palette.TEXT) -> Typst:
        """Return words (Typst markup) in the lower row below the plot, level with those of other panels."""
        note = typography.on_baseline(words, color=color)
        note.scale(min(1.0, self.lower_row.width / note.width), about_point=ORIGIN)
        x, y, _ = self.lower_row.center
        return note.set_x(x).shift((y - 0.1) * UP)

    def distances(self, count: int) -> tuple[Segments, Segments]:
        """Return an upright line through the minimum, and the way from it to each of the first iterates."""
        x, heights = self.run.path[:count, 0], self.plot.value(self.run.path[:count, 0])
        foot, top = (self.plot.c2p(self.minimum, end) for end in self.plot.y_range)
        upright = Segments([foot], [top], palette.MINIMUM, 2.5, DASH, window=self.plot.frame)
        from_line, to_point = self.plot.c2p(self.minimum, heights), self.plot.c2p(x, heights)
        return upright, Segments(from_line, to_point, window=self.plot.frame)


def run_panels(
    box: Box, objective: Objective, runs: Iterable[Run], captions: Sequence[str], minimum: float
) -> list[RunPanel]:
    """Return panels side by side for runs on one curve; see `RunPanel`."""
    boxes = box.columns(*[1.0] * len(captions))
    return [
        RunPanel(column, objective, run, caption, minimum)
        for column, run, caption in zip(boxes, runs, captions, strict=True)
    ]


def notes_below(panels: Iterable[RunPanel], words: Iterable[str]) -> Group:
    """Return words (Typst markup) below each panel, on one line."""
    return Group(*(panel.note(note) for panel, note in zip(panels, words, strict=True)))

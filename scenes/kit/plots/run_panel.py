"""A panel for one of several runs on the same curve: its caption, its marks, its numbers, a note below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from manim import (
    ORIGIN,
    RIGHT,
    UP,
    Animation,
    FadeIn,
    Group,
    MathTypst,
    Mobject,
    Succession,
    Typst,
    rate_functions,
)

from gdmath import Objective
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.step_marks import StepMarks
from scenes.kit.runs.run import Run
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.letters import Letters
from scenes.kit.style.motion import later
from scenes.kit.style.numbers import WHOLE, NumberFormat, short

STRIP, GAP = 0.95, 0.15
"""Scene units of the two rows of text below the plot, and between it and them."""

COMES, RACING = 0.5, 2.2
"""Seconds in which a panel's words come, and in which its run goes then."""

FIRST, NEXT = 0.6, 1.7
"""Seconds until the first run sets off, and from one to the next: it is said then what that one does."""

DIGITS = 5
"""Of the point's coordinate at its start; its other places have as many decimals."""


class RunPanel:
    """A curve with a run on it: a caption above, the run's numbers and a note below.

    Its parts are shown one by one, so it is no mobject itself. Panels of one height stand level.

    Parameters
    ----------
    box
        What it may fill.
    run
        What goes down the curve.
    caption
        Typst mathematics: what tells this panel from its neighbours.
    objective
        A function of one variable.
    minimum
        The x of the minimum that is marked.
    letters
        Those of the variable and the function.

    Attributes
    ----------
    plot, curve, ring, caption, marks, numbers
        Its parts.
    scenery
        What of them stands still, as one group: all but the graph and the caption.
    """

    def __init__(
        self, box: Box, run: Run, caption: str, objective: Objective, minimum: float, letters: Letters
    ) -> None:
        strip = box.inset(top=box.height - STRIP)
        self.upper_row, self.lower_row = strip.rows(1, 1, gap=0.0)
        self.run, self.letters = run, letters
        self.plot = CurvePlot(
            box.inset(bottom=STRIP + GAP),
            objective,
            run.path[0],
            y_margin=0.08,
            x_label=letters.variable,
            y_label=letters.value(),
        )
        self.curve, self.ring = self.plot.curve(), self.plot.rings(minimum)
        self.caption = self._caption(caption)
        self.marks = StepMarks(run, self.plot)
        self.numbers = self._numbers()
        self.scenery = Group(self.plot, self.ring)

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
            Readout(self.letters.at("k"), longest, number_format),
        )
        row = Group(count, place).arrange(RIGHT, buff=0.5)
        place.shift((count.number.points[0, 1] - place.number.points[0, 1]) * UP)  # one baseline
        if row.width * typography.TICK > room * typography.BODY:
            row.remove(place)  # of a run that has gone so far, its numbers would be too small to read
        row.scale(min(1.0, room / row.width)).move_to(self.upper_row.center)
        count.follow(self.run, "iteration")
        place.follow(self.run, "point", 0)
        return row

    def set_off(self, note: Mobject, steps: int) -> Animation:
        """Return the animation in which what is said of the run comes, and then its steps, ever quicker."""
        words = FadeIn(self.caption, self.numbers, note, run_time=COMES)
        return Succession(words, self.run.advance(steps, RACING, rate_functions.ease_in_sine))

    def note(self, words: str, color: palette.Color = palette.TEXT) -> Typst:
        """Return words (Typst markup) in the lower row below the plot, level with those of other panels."""
        note = typography.on_baseline(words, color=color)
        note.scale(min(1.0, self.lower_row.width / note.width), about_point=ORIGIN)
        x, y, _ = self.lower_row.center
        return note.set_x(x).shift((y - 0.1) * UP)


def run_panels(
    box: Box,
    runs: Iterable[Run],
    rates: Sequence[float],
    objective: Objective,
    minimum: float,
    letters: Letters,
) -> list[RunPanel]:
    """Return a panel for each of several learning rates on one curve; see `RunPanel`.

    They stand below one another in a tall frame, else side by side.
    """
    cut = box.rows if layout.shape() is layout.Shape.TALL else box.columns
    return [
        RunPanel(part, run, f"eta = {short(rate)}", objective, minimum, letters)
        for part, run, rate in zip(cut(*[1.0] * len(rates)), runs, rates, strict=True)
    ]


def set_off_in_turn(panels: Sequence[RunPanel], notes: Sequence[str], steps: int) -> list[Animation]:
    """Return the animations in which one run after the other sets off, and a note comes below it."""
    runs = [
        panel.set_off(note, steps) for panel, note in zip(panels, notes_below(panels, notes), strict=True)
    ]
    return [later(FIRST + NEXT * place, run) for place, run in enumerate(runs)]


def notes_below(panels: Iterable[RunPanel], words: Iterable[str]) -> Group:
    """Return words (Typst markup), in the picture's language, below each panel, on one line."""
    return Group(*(panel.note(translated(note)) for panel, note in zip(panels, words, strict=True)))

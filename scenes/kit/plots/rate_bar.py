"""The learning rate of each step: its formula, its number, and a bar that shrinks with it."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Group

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Areas
from scenes.kit.painted.painted import Floats
from scenes.kit.runs.run import Run
from scenes.kit.style import palette

AWAY, HALF = 0.35, 0.13
"""Scene units from the number to the bar, and half of the bar's height."""


class RateBar(Group):
    """A bar as long as a run's present learning rate, over the outline of the largest one.

    Parameters
    ----------
    run
        Whose rate it shows.
    readout
        The rate's number; the bar begins behind it at its longest.
    right
        Scene x where the bar of the largest rate ends.
    """

    def __init__(self, run: Run, readout: Readout, right: float) -> None:
        rates = run.series("rate")
        self.largest = float(rates.max())
        readout.set_value(self.largest)
        self.foot = readout.get_right() + AWAY * RIGHT
        self.room = right - float(self.foot[0])
        readout.set_value(run.now("rate"))
        outline = Areas(*self._corners(self.largest), color=palette.MUTED, fill=0.0)
        self.bar = Areas(*self._corners(run.now("rate")), color=palette.STEP, fill=0.8)
        self.bar.add_updater(lambda bar: bar.put(*self._corners(run.now("rate"))))
        super().__init__(outline, self.bar)

    def _corners(self, rate: float) -> tuple[Floats, Floats]:
        """Return two opposite corners of the bar of a rate."""
        return self.foot + HALF * DOWN, self.foot + HALF * UP + self.room * rate / self.largest * RIGHT

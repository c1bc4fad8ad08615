"""A bar beside a number of a run that is as long as the number, so that it is seen to grow or to shrink."""

from __future__ import annotations

from manim import DOWN, RIGHT, UP, Group

from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Areas
from scenes.kit.painted.painted import Floats
from scenes.kit.runs.run import Run
from scenes.kit.style import palette

AWAY, HALF = 0.35, 0.13
"""Scene units from the number to the bar, and half of the bar's height."""


class SeriesBar(Group):
    """A bar as long as the present number of a run's series, over the outline of the largest one.

    Parameters
    ----------
    run
        Whose number it shows.
    series
        A series of numbers that are not negative.
    readout
        The number; the bar begins behind it at its longest.
    right
        Scene x where the bar of the largest number ends.
    """

    def __init__(self, run: Run, series: str, readout: Readout, right: float) -> None:
        self.largest = float(run.series(series).max())
        readout.set_value(self.largest)
        self.foot = readout.get_right() + AWAY * RIGHT
        self.room = right - float(self.foot[0])
        readout.set_value(run.now(series))
        outline = Areas(*self._corners(self.largest), color=palette.MUTED, fill=0.0)
        self.bar = Areas(*self._corners(run.now(series)), color=palette.STEP, fill=0.8)
        self.bar.add_updater(lambda bar: bar.put(*self._corners(run.now(series))))
        super().__init__(outline, self.bar)

    def _corners(self, number: float) -> tuple[Floats, Floats]:
        """Return two opposite corners of the bar of a number."""
        return self.foot + HALF * DOWN, self.foot + HALF * UP + self.room * number / self.largest * RIGHT

"""The squares of residuals as areas, in rows, and their mean: the one square that all of them become."""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np
from manim import DOWN, RIGHT, Animation, Rectangle, Typst, ValueTracker, smooth
from numpy.typing import NDArray

from scenes.kit.painted.marks import Areas
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import glide

Indices = NDArray[np.intp]

MOST_SQUARES = 20
"""So many squares can be told apart; of more data, as many are drawn, spread evenly along x."""

GROWN_AFTER, LAG = 5.0, 1.0
"""The last square begins to grow so many growths after the first one, and to fly so many flights after it."""

MEAN = 0.72
"""The mean's side at first is at most so much of the box's: there is room above for a title's row."""

BETWEEN = 0.08
"""Scene units between neighbours in a row, and between rows."""

BEHIND = -1
"""The z index of the squares: words and data that they pass can be read all the while."""

FILL, MANY_FILL, ONE_FILL = 0.16, 0.08, 0.3
"""Opacity of the squares' insides: of few, of those that stand for others too, and of the one at the end."""


class SquaredResiduals:
    """The squares on a plot's residuals, as they are at the moment.

    They grow one after the other. They can fly out of the plot and line up in rows in a box, in the order of
    the data: the row first that is farthest from the plot's foot, and each from right to left, so that none
    passes another. There they share out their areas, until all are equal; then they slide together: what is
    seen as one square has the mean of their areas, and goes on changing with the residuals.

    Parameters
    ----------
    plot
        The fit, whose residuals are squared.
    box
        In the middle of which they meet.
    rows_box
        In which they line up; the same box if none is given.

    Attributes
    ----------
    drawn
        Indices of the data whose squares are drawn: all, or one in each group of neighbours.
    squares
        What is drawn, all the while. Add it to the scene first.
    rows
        Which of them stand in each row, from the top.
    lined
        How many times shorter the sides are drawn in rows than in the plot; 1 if they fit in.
    shrinking
        The same for the one square.
    """

    def __init__(self, plot: FitPlot, box: Box, rows_box: Box | None = None) -> None:
        self.plot, self.box, self.rows_box = plot, box, rows_box or box
        order = np.argsort(plot.model.dataset.x[:, plot.feature])
        groups = np.array_split(order, min(len(order), MOST_SQUARES))
        self.drawn = np.array([group[len(group) // 2] for group in groups])
        self.grown, self.flown, self.shared, self.met = (ValueTracker(0.0) for _ in range(4))
        self.rows, self.lined = self._in_few_rows()
        self.shrinking = max(
            1, math.ceil(math.sqrt(self.mean) * plot.unit[1] / MEAN / min(box.width, box.height))
        )
        self._room = Rectangle(width=box.width, height=box.height, stroke_width=0).move_to(box.center)
        self._fill = FILL if len(self.drawn) == len(order) else MANY_FILL
        self.squares = Areas(*self._corners(), fill=self._fill).set_z_index(BEHIND)
        self.squares.add_updater(lambda areas: self._draw(areas))

    @property
    def mean(self) -> float:
        """The mean of the squared residuals at the moment, of all data."""
        return float(self._squared().mean())

    def grow(self, run_time: float) -> Animation:
        """Return the animation in which all are squared, one after the other, from left to right."""
        self.rows, self.lined = self._in_few_rows()  # the line may have moved
        return glide(self.grown, 1.0, run_time)

    def fly(self, run_time: float) -> Animation:
        """Return the animation in which all fly into the rows, one after the other."""
        return glide(self.flown, 1.0, run_time)

    def share_out(self, run_time: float) -> Animation:
        """Return the animation in which large squares give and small ones take, until all are their mean."""
        return glide(self.shared, 1.0, run_time, smooth)

    def meet(self, run_time: float) -> Animation:
        """Return the animation in which the equal squares slide together, and become one.

        Of that one, nothing is seen outside the box: a mean may grow.
        """
        return glide(self.met, 1.0, run_time, smooth)

    def row_note(self) -> list[Typst]:
        """Return the note below the box that the rows' squares are drawn smaller; none if they are not."""
        return self._scale_note(self.lined)

    def scale_note(self) -> list[Typst]:
        """Return the note below the box that the one square is drawn smaller; none if it is not."""
        return self._scale_note(self.shrinking)

    def _scale_note(self, times: int) -> list[Typst]:
        if times == 1:
            return []
        words = translated(r"drawn $1 \/ {times}$ as wide", times=times)
        note = typography.text(words, typography.TICK, palette.MUTED)
        return [note.next_to((self.box.right, self.box.bottom, 0.0), DOWN, buff=0.1, aligned_edge=RIGHT)]

    def sampling_note(self) -> list[Typst]:
        """Return the note that only some of the squares are drawn; none if all are."""
        count = len(self.plot.model.dataset.y)
        if len(self.drawn) == count:
            return []
        words = translated("drawn: {drawn} of the {count} squares", drawn=len(self.drawn), count=count)
        return [typography.text(words, typography.LABEL, palette.MUTED)]

    def _draw(self, areas: Any) -> None:
        shared = self.shared.get_value()
        residual, objective = palette.rgb(palette.RESIDUAL), palette.rgb(palette.OBJECTIVE)
        areas.put(*self._corners())
        areas.window = self._room if self.met.get_value() == 1 else None
        areas.rgb = residual + shared * (objective - residual)
        areas.fill = self._fill + shared * (ONE_FILL - self._fill)

    def _squared(self) -> Floats:
        squared: Floats = self.plot.model.residuals(self.plot.parameters) ** 2
        return squared

    def _on_residuals(self, grown: Floats) -> tuple[Floats, Floats]:
        """Return opposite corners of the squares in the plot, grown by shares of shape (n, 1)."""
        data, predictions = (ends[self.drawn] for ends in self.plot.residual_ends(self.plot.parameters))
        side = np.abs(predictions[:, 1] - data[:, 1])
        inwards = np.where(data[:, 0] <= self.plot.frame.get_center()[0], 1.0, -1.0)
        opposite = predictions + np.outer(inwards * side, RIGHT)
        frame = self.plot.frame.points
        seen = np.clip([data, data + grown * (opposite - data)], frame.min(axis=0), frame.max(axis=0))
        return seen.min(axis=0), seen.max(axis=0)

    def _in_few_rows(self) -> tuple[list[Indices], int]:
        """Return the rows in which the sides need to be shortened least, the fewest, and how many times."""
        count = len(self.drawn)
        splits: list[list[Indices]] = [np.array_split(np.arange(count), n + 1) for n in range(count)]
        shorter = [self._times_shorter(rows) for rows in splits]
        fewest = int(np.argmin(shorter))
        return splits[fewest], shorter[fewest]

    def _times_shorter(self, rows: list[Indices]) -> int:
        """Return how many times shorter the sides have to be for such rows to fit into their box."""
        sides, mean, box = self._sides(), math.sqrt(self.mean) * self.plot.unit[1], self.rows_box
        wide = max(
            max(sides[row].sum(), len(row) * mean) / (box.width - BETWEEN * (len(row) - 1)) for row in rows
        )
        room = box.height - BETWEEN * (len(rows) - 1)
        high = sum(max(sides[row].max(), mean) for row in rows) / room if room > 0 else math.inf
        return max(1, math.ceil(max(wide, high))) if math.isfinite(high) else sys.maxsize

    def _sides(self) -> Floats:
        """Return the sides of the squares in the plot, in scene units."""
        sides: Floats = np.sqrt(self._squared()[self.drawn]) * self.plot.unit[1]
        return sides

    def _in_rows(self) -> tuple[Floats, Floats]:
        """Return lower left and upper right corners of the squares in rows, or on their way together.

        Each row is centred, and stands on a level on which the highest of its squares has room.
        """
        shared, met, unit = self.shared.get_value(), self.met.get_value(), self.plot.unit[1]
        full, mean = self._sides(), math.sqrt(self.mean) * unit
        sides = np.sqrt((1 - shared) * full**2 + shared * mean**2)
        sides = sides * ((1 - met) / self.lined + met / self.shrinking)
        heights = np.array([max(full[row].max(), mean) for row in self.rows]) / self.lined + BETWEEN
        levels = (heights.sum() - BETWEEN) / 2 + BETWEEN - np.cumsum(heights)
        lows = np.zeros((len(full), 3))
        for row, level in zip(self.rows, levels, strict=True):
            ends = np.cumsum(sides[row] + BETWEEN)
            lows[row, 0] = ends - sides[row] - (ends[-1] + BETWEEN) / 2
            lows[row, 1] = level
        middle = (1 - met) * self.rows_box.center + met * self.box.center
        lows = middle + (1 - met) * lows - met * sides[:, None] / 2 * [1, 1, 0]
        return lows, lows + sides[:, None] * [1, 1, 0]

    def _corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the squares on their way from the residuals into the rows."""
        flown = self.flown.get_value()
        if flown == 1:
            return self._in_rows()
        turns = np.linspace(0, 1, max(2, len(self.drawn)))[: len(self.drawn)]
        grown = _in_turn(self.grown.get_value(), turns, GROWN_AFTER)
        leave, is_below = np.empty_like(turns), self.rows_box.center[1] < self.plot.frame.get_bottom()[1]
        rows = self.rows[::-1] if is_below else self.rows
        leave[np.concatenate([row[::-1] for row in rows])] = turns
        shares = _in_turn(flown, leave, LAG)
        low, high = (
            start + shares * (end - start)
            for start, end in zip(self._on_residuals(grown), self._in_rows(), strict=True)
        )
        return low, high


def _in_turn(share: float, turns: Floats, lag: float) -> Floats:
    """Return how far each has come, shape (n, 1); the last one begins after so many times what it takes."""
    gone = np.clip(share * (1 + lag) - lag * turns, 0, 1)
    return np.array([smooth(each) for each in gone.tolist()])[:, None]

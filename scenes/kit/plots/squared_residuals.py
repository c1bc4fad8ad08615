"""The squares of residuals as areas, in a row, and their mean: the one square that all of them become."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from manim import DOWN, RIGHT, Animation, Rectangle, Typst, ValueTracker, smooth

from scenes.kit.painted.marks import Areas
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import glide

MOST_SQUARES = 20
"""So many squares can be told apart; of more data, as many are drawn, spread evenly along x."""

LAG = 2.5
"""The last square sets off so many flights after the first one."""

GROWING = 0.4
"""In this share of its flight a square grows where it is: few are in the plot at a time."""

MEAN = 0.72
"""The mean's side at first is at most so much of the box's: there is room above for a title's row."""

BETWEEN = 0.08
"""Scene units between neighbours in the row."""

BEHIND = -1
"""The z index of the squares: words and data that they pass can be read all the while."""

FILL, MANY_FILL, ONE_FILL = 0.16, 0.08, 0.3
"""Opacity of the squares' insides: of few, of those that stand for others too, and of the one at the end."""


class SquaredResiduals:
    """The squares on a plot's residuals, as they are at the moment.

    They can fly out of the plot, from right to left so that none passes another, and line up in a box in the
    order of the data. There they share out their areas, until all are equal; then they slide together: what
    is seen as one square has the mean of their areas, and goes on changing with the residuals.

    Parameters
    ----------
    plot
        The fit, whose residuals are squared.
    box
        In which they line up, and in the middle of which they meet.

    Attributes
    ----------
    drawn
        Indices of the data whose squares are drawn: all, or one in each group of neighbours.
    squares
        What is drawn, all the while. Add it to the scene first.
    lined
        How many times shorter the sides are drawn in the row than in the plot; 1 if they fit in.
    shrinking
        The same for the one square.
    """

    def __init__(self, plot: FitPlot, box: Box) -> None:
        self.plot, self.box = plot, box
        order = np.argsort(plot.model.dataset.x[:, plot.feature])
        groups = np.array_split(order, min(len(order), MOST_SQUARES))
        self.drawn = np.array([group[len(group) // 2] for group in groups])
        self.one, self.flown, self.shared, self.met = (ValueTracker(0.0) for _ in range(4))
        self.example, self.lined = self._example(), self._times_shorter()
        self.shrinking = max(
            1, math.ceil(math.sqrt(self.mean) * plot.unit[1] / MEAN / min(box.width, box.height))
        )
        self._fill = FILL if len(self.drawn) == len(order) else MANY_FILL
        self.squares = Areas(*self._corners(), fill=self._fill).set_z_index(BEHIND)
        self.squares.add_updater(lambda areas: self._draw(areas))

    @property
    def mean(self) -> float:
        """The mean of the squared residuals at the moment, of all data."""
        return float(self._squared().mean())

    def grow_one(self, run_time: float) -> Animation:
        """Return the animation that squares a single residual, one of medium length near the middle."""
        self.example, self.lined = self._example(), self._times_shorter()  # the line may have moved
        return glide(self.one, 1.0, run_time, smooth)

    def fly(self, run_time: float) -> Animation:
        """Return the animation in which all are squared and fly into the row, one after the other."""
        return glide(self.flown, 1.0, run_time)

    def share_out(self, run_time: float) -> Animation:
        """Return the animation in which large squares give and small ones take, until all are their mean."""
        return glide(self.shared, 1.0, run_time, smooth)

    def meet(self, run_time: float) -> Animation:
        """Return the animation in which the equal squares slide together, and become one.

        From now on nothing is seen outside the box: a mean may grow.
        """
        room = Rectangle(width=self.box.width, height=self.box.height, stroke_width=0)
        self.squares.window = room.move_to(self.box.center)
        return glide(self.met, 1.0, run_time, smooth)

    def row_note(self) -> list[Typst]:
        """Return the note below the box that the row's squares are drawn smaller; none if they are not."""
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
        areas.rgb = residual + shared * (objective - residual)
        areas.fill = self._fill + shared * (ONE_FILL - self._fill)

    def _example(self) -> int:
        """Return which of the drawn squares is shown alone."""
        ranks = np.argsort(np.argsort(self._squared()[self.drawn]))
        middle = (len(ranks) - 1) / 2
        return int(np.argmin(abs(ranks - middle) + abs(np.arange(len(ranks)) - middle)))

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

    def _times_shorter(self) -> int:
        """Return how many times shorter the sides have to be for the row to fit into the box."""
        squared, room = self._squared()[self.drawn], self.box.width - BETWEEN * (len(self.drawn) - 1)
        sides = np.sqrt(np.append(squared, self.mean)) * self.plot.unit[1]
        across = max(float(sides[:-1].sum()), len(squared) * float(sides[-1])) / room
        return max(1, math.ceil(max(across, float(sides.max()) / self.box.height)))

    def _in_row(self) -> tuple[Floats, Floats]:
        """Return lower left and upper right corners of the squares in the row, or on their way together.

        They stand on the level on which the highest of them is in the middle of the box.
        """
        shared, met, squared = self.shared.get_value(), self.met.get_value(), self._squared()[self.drawn]
        unit = self.plot.unit[1] * ((1 - met) / self.lined + met / self.shrinking)
        sides = unit * np.sqrt((1 - shared) * squared + shared * self.mean)
        ends = np.cumsum(sides + BETWEEN)
        in_row = ends - sides - (ends[-1] + BETWEEN) / 2
        level = -math.sqrt(squared.max()) * self.plot.unit[1] / self.lined / 2
        lefts, bottoms = ((1 - met) * start - met * sides / 2 for start in (in_row, level))
        lows = np.column_stack([lefts, bottoms, 0 * lefts])
        return self.box.center + lows, self.box.center + lows + sides[:, None] * [1, 1, 0]

    def _corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the squares on their way from the residuals into the box."""
        flown = self.flown.get_value()
        if flown == 1:
            return self._in_row()
        turns = np.arange(len(self.drawn), dtype=float)[::-1].copy()  # the last one on the right goes first,
        turns[self.example + 1 :] += 1
        turns[self.example] = 0  # but for the one that has been shown alone
        gone = flown * (1 + LAG) - LAG * turns / max(1, len(turns) - 1)
        grown, shares = (
            _smooth(share)[:, None] for share in (gone / GROWING, (gone - GROWING) / (1 - GROWING))
        )
        grown[self.example] = max(self.one.get_value(), float(grown[self.example, 0]))
        low, high = (
            start + shares * (end - start)
            for start, end in zip(self._on_residuals(grown), self._in_row(), strict=True)
        )
        return low, high


def _smooth(shares: Floats) -> Floats:
    """Return shares, cut to 0 to 1, as Manim's smooth motion takes them."""
    return np.array([smooth(share) for share in np.clip(shares, 0, 1).tolist()])

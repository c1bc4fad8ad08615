"""The squares of residuals as areas, and their sum as one square of strips, into which they fly."""

from __future__ import annotations

import math

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Rectangle, Typst, ValueTracker, smooth

from scenes.kit.painted.marks import Areas
from scenes.kit.painted.painted import Floats
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import glide

MOST_SQUARES = 20
"""So many squares can be told apart; of more data, as many are drawn, spread evenly along x."""

LAG = 1.5
"""The last square sets off so many flights after the first one."""

BEHIND = -1
"""The z index of the flying squares: words and data that they pass can be read all the while."""


class SquaredResiduals:
    """The squares on a plot's residuals, and their sum, drawn smaller by a round factor so that it fits.

    Parameters
    ----------
    plot
        The fit, whose residuals are squared as they are at the moment.
    sum_box
        In whose lower right corner the sum is drawn.

    Attributes
    ----------
    drawn
        Indices of the data whose squares are drawn: all, or one in each group of neighbours.
    squares, sum
        What is drawn: the squares, and the strips that they become. Add them to the scene first.
    shrinking
        How many times shorter the sum's sides are drawn than those of the squares.
    corner, side
        The sum's lower left corner, shape (3,), and its side, for the first line.
    """

    def __init__(self, plot: FitPlot, sum_box: Box) -> None:
        self.plot = plot
        order = np.argsort(plot.model.dataset.x[:, plot.feature])
        self.groups = np.array_split(order, min(len(order), MOST_SQUARES))
        self.drawn = np.array([group[len(group) // 2] for group in self.groups])
        self.one, self.others, self.flown = ValueTracker(0.0), ValueTracker(0.0), ValueTracker(0.0)
        self.example = self._example()
        side = math.sqrt(float(self._squared().sum())) * plot.unit[1]
        self.shrinking = max(1, math.ceil(side / min(sum_box.height, sum_box.width)))
        self.side = side / self.shrinking
        self.corner = np.array([sum_box.right - self.side, sum_box.bottom, 0.0])
        fill = 0.16 if len(self.drawn) == len(order) else 0.08
        self.squares = Areas(*self._grown_corners(), fill=fill, window=plot.frame)
        self.squares.add_updater(lambda areas: areas.put(*self._grown_corners()))
        self.sum = Areas(*self._flying_corners(), fill=fill)
        self.sum.add_updater(lambda areas: areas.put(*self._flying_corners())).set_z_index(BEHIND)

    def grow_one(self, run_time: float) -> Animation:
        """Return the animation that squares a single residual, one of medium length near the middle."""
        return glide(self.one, 1.0, run_time, smooth)

    def grow_others(self, run_time: float) -> Animation:
        """Return the animation that squares all the other residuals."""
        return glide(self.others, 1.0, run_time, smooth)

    def fly(self, run_time: float) -> Animation:
        """Return the animation in which copies of the squares become the strips, one after the other."""
        return glide(self.flown, 1.0, run_time)

    def keep_sum_in_place(self) -> None:
        """Let nothing of the sum be seen outside the place that it has landed in: a sum may grow."""
        room = Rectangle(width=self.side, height=self.side, stroke_width=0)
        self.sum.window = room.move_to(self.corner, LEFT + DOWN).scale(1.02)

    def caption(self, *rows: str) -> Typst:
        """Return rows of words below the sum, and by how much it is drawn smaller, if it is."""
        smaller = translated(r"drawn $1 \/ {times}$ as wide", times=self.shrinking)
        drawn = [smaller] if self.shrinking > 1 else []
        words = typography.lines(*rows, *drawn, size=typography.TICK, color=palette.RESIDUAL, align="right")
        corner = self.corner + self.side * RIGHT
        return words.next_to(corner, DOWN, buff=0.3, aligned_edge=RIGHT)

    def sampling_note(self) -> list[Typst]:
        """Return the note that only some of the squares are drawn; none if all are."""
        count = len(self.plot.model.dataset.y)
        if len(self.drawn) == count:
            return []
        words = translated("drawn: {drawn} of the {count} squares", drawn=len(self.drawn), count=count)
        return [typography.text(words, typography.LABEL, palette.MUTED)]

    def _example(self) -> int:
        """Return which of the drawn squares is shown alone."""
        ranks = np.argsort(np.argsort(self._squared()[self.drawn]))
        middle = (len(ranks) - 1) / 2
        return int(np.argmin(abs(ranks - middle) + abs(np.arange(len(ranks)) - middle)))

    def _squared(self) -> Floats:
        squared: Floats = self.plot.model.residuals(self.plot.parameters) ** 2
        return squared

    def _square_corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the squares: each stands on its residual, towards the middle."""
        data, predictions = (ends[self.drawn] for ends in self.plot.residual_ends(self.plot.parameters))
        side = np.abs(predictions[:, 1] - data[:, 1])
        inwards = np.where(data[:, 0] <= self.plot.frame.get_center()[0], 1.0, -1.0)
        return data, predictions + np.outer(inwards * side, RIGHT)

    def _grown_corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the squares, as far as they have grown from their data."""
        data, opposite = self._square_corners()
        grown = np.full((len(data), 1), self.others.get_value())
        grown[self.example] = self.one.get_value()
        return data, data + grown * (opposite - data)

    def _strip_corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of the strips: each as large as a square, or as those it stands for."""
        squared = self._squared()
        parts = np.array([squared[group].sum() for group in self.groups])
        side = math.sqrt(parts.sum()) * self.plot.unit[1] / self.shrinking
        edges = side * np.concatenate([[0.0], np.cumsum(parts) / (parts.sum() or 1.0)])
        corners = self.corner + np.outer(edges, RIGHT)
        return corners[:-1], corners[1:] + side * UP

    def _flying_corners(self) -> tuple[Floats, Floats]:
        """Return opposite corners of what is on its way from the squares, as they are seen, to the strips."""
        strips = self._strip_corners()
        flown = self.flown.get_value()
        if flown == 1:
            return strips
        frame, squares = self.plot.frame.points, np.stack(self._square_corners())
        seen = np.clip(squares, frame.min(axis=0), frame.max(axis=0))
        late = LAG * np.linspace(0, 1, len(self.drawn))
        shares = np.array([smooth(min(max(share, 0.0), 1.0)) for share in flown * (1 + LAG) - late])[:, None]
        low, high = (
            start + shares * (end - start)
            for start, end in zip((seen.min(axis=0), seen.max(axis=0)), strips, strict=True)
        )
        return low, high

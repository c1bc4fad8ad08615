"""Data whose feature loses its mean and is divided by its deviation, before one's eyes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import numpy as np
from manim import (
    DL,
    DOWN,
    DR,
    LEFT,
    RIGHT,
    UL,
    UP,
    UR,
    Group,
    MathTypst,
    Mobject,
    Typst,
    UpdateFromAlphaFunc,
    VMobject,
    linear,
)
from numpy.typing import ArrayLike

from gdmath import Dataset, FloatArray, LinearRegression
from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.strokes import DASH, Segments
from scenes.kit.plots.labels import holds
from scenes.kit.plots.plot import TICK_LENGTH, Plot
from scenes.kit.plots.valley_map import on_map
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.axis_names import MOST, axis_name
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import during
from scenes.kit.style.ticks import nice_ticks, padded_range

AWAY, BACK = during(0.0, 0.42), during(0.82, 1.0)
"""When the line is moved, and when it goes back; between, one sees what that costs."""

SPREAD_AT: Final = 0.14
"""How high above the axis the deviation is drawn, in scene units."""

BELOW, UNDER = 0.35, 0.35
"""Scene units from the axis down to its numbers, and by which its name makes room for them."""

ROW: Final = 0.12
"""Scene units between the names of marks and that of y, where they meet."""

LEFT_OF_ZERO: Final = 0.7
"""Scene units, of a box, left beside the points: the intercept's name stands there."""

AROUND: Final = 0.08
"""In shares of the points' widths: so far around them are numbers, and above and below there is room."""

FOOT: Final = 0.16
"""In shares of what is held: so far below it there is room for the names of the deviation, and of a line."""

TICKS: Final = 3
"""So many intervals are about numbered, of the feature as it is, without its mean, and divided."""

CORNERS: Final = (DL, DR, UL, UR)
"""Where the intercept's name may stand beside its point; the first one is taken where all are as free."""

PIECES: Final = 100
"""In so many pieces is the line seen to run behind a name, or beside it."""

FAINT: Final = 0.4
"""Opacity of the best line where the line that is turned was."""

FADED: Final = 0.4
"""In this share of a change, an old name fades out at its beginning, and a new one in at its end."""


class RescaledData(Plot):
    """Points that stay in their places while the numbers below them change, and a line that is turned.

    Parameters
    ----------
    box
        What the plot may fill.
    dataset
        With one feature.
    mean, spread
        What the feature's mean and its deviation are called.
    moves
        Changes of slope and intercept, shape (n, 2), for which the line has room: see `line_moves`.

    Attributes
    ----------
    data, line, best
        The points, their best line as it is turned, and, faint, where it was.
    misses
        From each point to the line.
    zero, mean, pivot
        Where the feature is 0, where it is at its mean, and where the line crosses zero: at its intercept.
    spread
        From the mean to a deviation more.
    below
        Ticks and round numbers, of the feature as it was, without its mean, and divided by its deviation.
    names
        Of the feature as well.
    """

    def __init__(
        self, box: Box, dataset: Dataset, mean: str = "mean", spread: str = "spread", moves: ArrayLike = ()
    ) -> None:
        self.dataset, whole = dataset, dataset.standardized()
        heights = np.append(dataset.y, _heights_of_moves(dataset, moves))
        heights = np.append(heights, heights.min() - FOOT * np.ptp(heights))
        y_name = axis_name(dataset.target_name, "y")
        mean, spread = typography.quoted(mean), typography.quoted(spread)
        x, more = dataset.x[:, 0], typography.formula(rf"( - {mean}) \/ {spread}", typography.LABEL)
        name = axis_name(dataset.feature_names[0], "x", room=min(MOST, box.width - more.width))
        super().__init__(
            box,
            padded_range(np.append(x, 0.0), LEFT_OF_ZERO / box.width),
            padded_range(heights, AROUND),
            rf"({name} - {mean}) \/ {spread}",
            y_name,
            grid=False,
            x_numbered=False,
        )
        self.centered, self.scaled, self.moved = 0.0, 0.0, np.zeros(2)
        self.zero = Segments(color=palette.AXIS, width=2.5)
        self.zero_name = typography.formula("0", typography.LABEL, palette.MUTED)
        self.mean_name = typography.formula(mean, typography.LABEL, palette.MUTED)
        self._make_row([self.zero_name, self.mean_name], [0.0, float(whole.mean[0])])
        middle = self.c2p(whole.mean[0], np.array(self.y_range))
        self.mean = Segments(middle[:1], middle[1:], color=palette.MUTED, width=3, dash=DASH)
        deviation = float(whole.scale[0])
        ends = self.c2p(float(whole.mean[0]) + deviation * np.array([0.0, 1.0]), self.y_range[0])
        ends = ends + SPREAD_AT * UP
        self.spread = Segments(ends[:1], ends[1:], color=palette.STEP, width=4)
        self.spread_name = on_map(typography.formula(spread, typography.LABEL, palette.STEP))
        self.spread_name.next_to(ends.mean(axis=0), UP, buff=0.1)
        self.below = [self._numbered(*shares) for shares in ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0))]
        self.line = self.polyline([0, 1], [0, 1], palette.FIRST_PARAMETER)
        self.best = self.polyline([0, 1], [0, 1], palette.FIRST_PARAMETER).set_opacity(FAINT)
        self.misses = Segments(color=palette.RESIDUAL, width=3)
        self.data = self.scatter(x, dataset.y)
        self.pivot = self.scatter(0.0, 0.0, palette.SECOND_PARAMETER, radius=0.13)
        self.pivot_name = on_map(typography.formula("b", typography.LABEL, palette.SECOND_PARAMETER))
        self.x_label.shift(UNDER * DOWN)
        written = (name, f"{name} - {mean}")
        self.names: list[VMobject] = [
            typography.formula(words, typography.LABEL).move_to(self.x_label) for words in written
        ]
        self.mean_name.next_to(middle[1], UP, buff=0.1)
        self.add(
            self.zero,
            self.zero_name,
            self.mean,
            self.mean_name,
            self.spread,
            *self.names,
            self.best,
            self.misses,
            self.line,
            self.data,
        )
        self.add(self.spread_name, self.pivot, self.pivot_name, *self.below)
        self.names.append(self.x_label)
        self.corner = CORNERS[0]
        self.corner = self._freest_corner()
        self.redraw()

    def _make_row(self, marks: list[Typst], places: list[float]) -> None:
        """Let y's name, if it reaches to those of marks at such places of x, stand a row above them."""
        ends = (
            self.c2p(x, self.y_range[1])[0] - mark.width / 2 for mark, x in zip(marks, places, strict=True)
        )
        if self.y_label.get_right()[0] + ROW < min(ends):
            return
        row = max(mark.height for mark in marks) + ROW
        self.frame.stretch_to_fit_height(self.frame.height - row, about_edge=DOWN)
        self._lay()
        self.y_label.shift(row * UP)

    def _freest_corner(self) -> FloatArray:
        """Return the corner at which the intercept's name covers least, without the mean and with it."""
        covered = np.zeros(len(CORNERS))
        for self.centered in (1.0, 0.0):
            self.redraw()
            for k, corner in enumerate(CORNERS):
                self._name_pivot(corner)
                covered[k] += self._covered()
        return CORNERS[int(covered.argmin())]

    def _name_pivot(self, corner: FloatArray) -> None:
        self.pivot_name.next_to(self.pivot, corner, buff=0.17)

    def _covered(self) -> int:
        """Return how many misses with their points, pieces of the line, and edges the name lies on."""
        low, high = self.pivot_name.get_corner(DL), self.pivot_name.get_corner(UR)
        margin = self.data.radius * (RIGHT + UP)
        line = np.linspace(self.line.points[0], self.line.points[-1], PIECES)
        starts, ends = np.vstack([self.misses.starts, line[:-1]]), np.vstack([self.misses.ends, line[1:]])
        above, below = np.maximum(starts, ends) >= low - margin, np.minimum(starts, ends) <= high + margin
        return int((above & below)[:, :2].all(axis=1).sum()) + (not holds(self.frame, self.pivot_name))

    def _numbered(self, centered: float, scaled: float) -> Group:
        """Return ticks at round numbers of the feature, changed by such shares, and these numbers."""
        changed = self.dataset.partly_standardized(centered, scaled)
        first, scale = float(changed.mean[0]), float(changed.scale[0])
        points = padded_range(np.append(self.dataset.x[:, 0], 0.0), AROUND)
        low, high = ((end - first) / scale for end in points)
        numbers, as_written = nice_ticks(low, high, TICKS)
        feet = self.c2p(first + scale * numbers, self.y_range[0])
        ticks = Segments(feet, feet + TICK_LENGTH * DOWN, color=palette.AXIS, width=2.5)
        written = [LiveNumber(number, as_written) for number in numbers]
        return Group(
            ticks, *(each.move_to(foot + BELOW * DOWN) for each, foot in zip(written, feet, strict=True))
        )

    def shown_line(self) -> FloatArray:
        """Return the slope and intercept of the line as it is moved for now, shape (2,)."""
        changed = self.dataset.partly_standardized(self.centered, self.scaled)
        return np.asarray(LinearRegression(changed.dataset).closed_form() + self.moved)

    def redraw(self) -> None:
        """Draw the line, where zero is, and the numbers below the points as they are changed so far."""
        changed = self.dataset.partly_standardized(self.centered, self.scaled)
        first, scale = float(changed.mean[0]), float(changed.scale[0])
        slope, intercept = self.shown_line()
        x, _y = self.dataset.x[:, 0], self.dataset.y
        reach = np.array([min(x.min(), first), max(x.max(), first)])
        self.misses.put(self.data.points, self.c2p(x, slope * (x - first) / scale + intercept))
        self.line.set_points(self.c2p(reach, slope * (reach - first) / scale + intercept))
        slope, intercept = self.shown_line() - self.moved
        self.best.set_points(self.c2p(reach, slope * (reach - first) / scale + intercept))
        zero = self.c2p(first, np.array(self.y_range))
        self.zero.put(zero[:1], zero[1:])
        self.pivot.set_points(self.c2p([first], [intercept]))
        self.zero_name.next_to(zero[1], UP, buff=0.1)
        self._name_pivot(self.corner)
        clear = _clearness(self.centered), _clearness(self.scaled)
        self.mean_name.set_opacity(clear[0][0])  # zero comes to stand there
        self.spread.set_opacity(clear[0][1])
        self.spread_name.set_opacity(clear[0][1])
        for name, numbers, (leaves, comes) in zip(
            self.names,
            self.below,
            ((clear[0][0], 1.0), (clear[1][0], clear[0][1]), (1.0, clear[1][1])),
            strict=True,
        ):
            for part in (name, *numbers):
                part.set_opacity(min(leaves, comes))

    def move_line(
        self, away: ArrayLike = (0.0, 0.0), *, back: bool = True, **kwargs: Any
    ) -> UpdateFromAlphaFunc:
        """Return an animation: the best line is moved, stays so for a while, and goes back.

        Parameters
        ----------
        away
            By how much slope and intercept are changed, shape (2,).
        back
            Whether it goes back.
        kwargs
            As for Manim's animations.
        """
        return self._moving(self.moved, np.asarray(away, dtype=float), back, **kwargs)

    def _moving(self, first: FloatArray, there: FloatArray, back: bool, **kwargs: Any) -> UpdateFromAlphaFunc:
        """Return the animation in which the best line is moved from a change of its numbers to another."""

        def move(_: Mobject, alpha: float) -> None:
            here = first + float(AWAY(alpha)) * (there - first)
            self.moved = here * (1 - float(BACK(alpha)) if back else 1.0)
            self.redraw()

        return UpdateFromAlphaFunc(self, move, rate_func=linear, **kwargs)

    def each_move(self, moves: ArrayLike, seconds: float) -> list[UpdateFromAlphaFunc]:
        """Return animations of so many seconds each: the line makes one of `line_moves` after the other."""
        ways = np.vstack([self.moved, np.asarray(moves)])
        return [self._moving(first, there, back=False, run_time=seconds) for first, there in pairwise(ways)]

    def named_line(self, words: str) -> MathTypst:
        """Return words at the left end of the line, below it, and left of the deviation's name."""
        told = on_map(typography.formula(typography.quoted(words), typography.LABEL, palette.FIRST_PARAMETER))
        told.next_to(self.line.points[0], DOWN, buff=0.1, aligned_edge=LEFT)
        beyond = told.get_right()[0] + ROW - self.spread_name.get_left()[0]
        return told.shift(max(0.0, beyond) * LEFT)

    def follow(self, run: Run) -> None:
        """Let the line be, from now on, that of a run, in the feature's units of this moment."""
        best = self.shown_line() - self.moved

        def move(_: Mobject) -> None:
            self.moved = run.point - best
            self.redraw()

        self.add_updater(move)

    def rescale(self, centered: float, scaled: float = 0.0, **kwargs: Any) -> UpdateFromAlphaFunc:
        """Return an animation: the feature loses such a share of its mean, and is divided as far."""
        first = np.array([self.centered, self.scaled])

        def change(_: Mobject, alpha: float) -> None:
            self.centered, self.scaled = first + alpha * (np.array([centered, scaled]) - first)
            self.redraw()

        return UpdateFromAlphaFunc(self, change, **kwargs)


def _heights_of_moves(dataset: Dataset, moves: ArrayLike) -> FloatArray:
    """Return how high the best line's ends, and it at zero, are: where it is, and after each move."""
    x = dataset.x[:, 0]
    lines = LinearRegression(dataset).closed_form() + np.vstack([np.zeros(2), *np.asarray(moves)])
    return np.asarray(np.outer(lines[:, 0], [x.min(), 0.0, x.max()]) + lines[:, 1:]).ravel()


def _clearness(share: float) -> tuple[float, float]:
    """Return how clear an old name and a new one are at a share of the change between them."""
    return max(0.0, 1 - share / FADED), max(0.0, 1 - (1 - share) / FADED)

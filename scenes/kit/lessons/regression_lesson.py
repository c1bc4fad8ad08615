"""What the lessons on fitting a line share: their parameters, their descent, and the moment they show."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from manim import LEFT, RIGHT, UP, Group, Mobject, Typst, ValueTracker

from gdmath import SIX_POINTS, Convention, Dataset, Fit, IntArray, at, fit_by_descent
from scenes.kit.lessons.attribute_checks import check_dataset
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import Readout, decimals_for, short
from scenes.kit.painted.painted import Floats
from scenes.kit.style import layout, palette, typography
from scenes.kit.style.layout import Box
from scenes.kit.style.motion import stepwise
from scenes.kit.style.ticks import padded_range

FEW_EPOCHS = 35
"""So few shown epochs are eased one by one, so that each can be seen."""

SETTLED = 1e-7
"""Once so small a share of the cost's first excess over the least is left, nothing more can be seen."""

OTHER_WALL = 0.3
"""How far the plane's window reaches beyond the minimum, in distances from it to the start."""

AROUND = 0.15
"""Room around what the window holds, in shares of it."""

NEAR_LIMIT = 0.9
"""Share of the learning-rate limit at which steps swing from wall to wall, and still arrive."""

LOST = 10_000.0
"""An excess so many times the first one is past all sense; a diverging descent is shown so far."""


class RegressionLesson(Lesson):
    """A lesson on fitting a line by gradient descent; a subclass changes one line, and all else fits itself.

    Attributes
    ----------
    dataset
        Points with one feature.
    convention
        How the cost is scaled.
    start
        Slope and intercept of the first line, in the units of the data.
    learning_rate
        Positive, and obeyed: one above the limit diverges, and is shown to. None takes a fifth of the limit,
        rounded to one digit, which suits data of your own.
    epochs
        How many steps are taken; fewer are shown where the line is lost before, or has settled.
    standardize
        Whether the descent runs on a feature of mean 0 and deviation 1, as it should if x lies far from 0.
        Pictures and numbers stay in the units of the data. None does it where the condition number is
        above 1000; under the mean squared error, the rate 0.001 then suits any data.

    Notes
    -----
    Standardised, the cost of a line is equally steep all around, and the descent has one speed. What the
    screenplay says of two speeds is then untrue: give such a subclass `lines` of its own.
    """

    dataset: Dataset = SIX_POINTS
    convention: Convention = Convention.MSE
    start: ClassVar[tuple[float, float]] = (3.0, -1.0)
    learning_rate: float | None = 0.001
    epochs: int = 12_000
    standardize: bool | None = None

    def setup(self) -> None:
        """Compute the whole descent; at first, all its epochs are to be shown."""
        super().setup()
        check_dataset(self.dataset)
        self.fit = fit_by_descent(
            self.dataset,
            start=self.start,
            iterations=self.epochs,
            convention=self.convention,
            learning_rate=self.learning_rate,
            standardize=self.standardize,
        )
        self.cost, self.best, self.least = self.fit.cost, self.fit.best, self.fit.least
        self.moment = ValueTracker(0.0)
        self.show_only(np.arange(self.fit.iterations + 1))

    def show_only(self, epochs: IntArray) -> None:
        """Choose the epochs that are shown; the moment counts these."""
        self.shown, self.path, self.costs = epochs, self.fit.path[epochs], self.fit.values[epochs]

    def last_epoch(self, *, lost: float = LOST, until_settled: bool = True) -> int:
        """Return the last epoch worth showing.

        Parameters
        ----------
        lost
            How many times its first excess over the least cost may grow to.
        until_settled
            Whether to end where nothing more can be seen.
        """
        excess = self.fit.values - self.fit.least
        over = np.append(excess[1:] > lost * excess[0], True)
        if until_settled:
            over |= excess <= SETTLED * excess[0]
        return max(1, int(over.argmax()))

    def tame_path(self, lost: float) -> Floats:
        """Return the first step, and the path where the excess is at most so many times the first one."""
        excess = self.fit.values - self.fit.least
        tame = excess <= lost * excess[0]
        tame[:2] = True
        path: Floats = self.fit.path[tame]
        return path

    def plane_window(self, lost: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return ranges of slope and intercept that hold start, closed form and the tame part of the path."""
        away = np.asarray(self.start) - self.best
        held = np.vstack([self.best, self.best - OTHER_WALL * away, self.tame_path(lost)])
        return padded_range(held[:, 0], AROUND), padded_range(held[:, 1], AROUND)

    def fit_near_limit(self, start: Floats, epochs: int) -> Fit:
        """Return another descent on the same cost, at a learning rate a little below the limit."""
        return fit_by_descent(
            self.dataset,
            start=start,
            iterations=epochs,
            convention=self.convention,
            learning_rate=float(f"{NEAR_LIMIT * self.fit.learning_rate_limit:.2g}"),
            standardize=self.fit.standardized,
        )

    @property
    def position(self) -> float:
        """The place along the shown epochs at this moment."""
        moment: float = self.moment.get_value()
        return stepwise(moment) if len(self.shown) < FEW_EPOCHS else moment

    @property
    def epoch(self) -> int:
        """The epoch nearest to this moment."""
        return round(float(at(self.shown, self.moment.get_value())))

    @property
    def passed(self) -> int:
        """Which of the shown epochs was the last; numbers that stand beside their dots are those of it."""
        return int(self.moment.get_value() + 1e-6)

    def parameters(self) -> Floats:
        """Return slope and intercept at this moment, shape (2,)."""
        return at(self.path, self.position)

    def get_readouts(self, box: Box) -> Group:
        """Return live numbers in two columns: epoch over J, w over b."""
        w_decimals, b_decimals, j_decimals = map(decimals_for, (*self.best, self.least))
        epoch = Readout('"epoch"', 0, 0)
        j = Readout("J", self.costs[0], j_decimals, color=palette.OBJECTIVE)
        w = Readout("w", self.start[0], w_decimals, color=palette.FIRST_PARAMETER)
        b = Readout("b", self.start[1], b_decimals, color=palette.SECOND_PARAMETER)
        epoch.add_updater(lambda row: row.set_value(self.epoch))
        j.add_updater(lambda row: row.set_value(self.fit.values[self.epoch]))
        w.add_updater(lambda row: row.set_value(self.fit.path[self.epoch, 0]))
        b.add_updater(lambda row: row.set_value(self.fit.path[self.epoch, 1]))
        rows, columns = box.rows(1, 1, gap=0.0), box.columns(1.2, 1)
        for readout, row, place in ((epoch, 0, 0), (j, 1, 0), (w, 0, 1), (b, 1, 1)):
            readout.move_to((columns[place].left, rows[row].center[1], 0.0), aligned_edge=LEFT)
        return Group(epoch, j, w, b)

    def get_rate_note(self, title: Mobject | None = None) -> Typst:
        """Return what the descent runs with, beside a title: learning rate, units, and a warning."""
        fit = self.fit
        rows = [f"$eta = {short(fit.learning_rate)}$"]
        if fit.diverges:
            rows.append(f"limit ${short(fit.learning_rate_limit)}$")
        if fit.standardized:
            rows = [", ".join(rows), "standardised $x$"]
        color = palette.WARNING if fit.diverges else palette.STEP
        note = typography.lines(*rows, size=typography.TICK, color=color)
        if title is None:
            return note
        note.next_to(title, RIGHT, buff=0.5)
        return note.align_to(title, UP) if len(rows) > 1 else note

    def get_rate_beside(self, title: Mobject, right: float | None = None) -> Typst:
        """Return the learning rate beside a title, large where it is all there is to say.

        Parameters
        ----------
        title
            What it stands beside.
        right
            Scene x that it may reach to; the frame's edge if None.
        """
        limit = layout.frame().right if right is None else right
        note = self.get_rate_note(title)
        if not (self.fit.diverges or self.fit.standardized):
            note.scale(typography.LABEL / typography.TICK, about_edge=LEFT)
        return typography.fitted(note, limit - title.get_right()[0] - 0.5)

    def get_caution(self, title: Mobject) -> Group:
        """Return the note on the rate if the descent is no plain one that converges, else nothing."""
        return Group(*[self.get_rate_note(title)] * (self.fit.standardized or self.fit.diverges))

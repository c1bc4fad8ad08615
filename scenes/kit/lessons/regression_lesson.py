"""What lessons on fitting a line share: parameters, their run, and how much of it is worth showing."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

import numpy as np
from manim import Group, logger
from numpy.typing import ArrayLike

from gdmath import SIX_POINTS, Convention, Dataset, Fit, FloatArray, fit_by_descent
from scenes.kit.lessons.attribute_checks import check_dataset, check_descends, check_rate
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import Readout, two_columns
from scenes.kit.runs.run import Run
from scenes.kit.style import palette, typography
from scenes.kit.style.language import translated_formula
from scenes.kit.style.layout import Box
from scenes.kit.style.numbers import LARGE, RESIDUE, WHOLE, NumberFormat, short
from scenes.kit.style.ticks import padded_range


class Quantity(NamedTuple):
    """What is told of a run: Typst mathematics of it, its series and component, its colour and digits."""

    label: str
    series: str
    component: int | None = None
    color: palette.Color = palette.TEXT
    digits: int = 4


QUANTITIES = {
    "epoch": Quantity('"epoch"', "iteration"),
    "k": Quantity("k", "iteration"),
    "J": Quantity("J", "value", color=palette.OBJECTIVE),
    "w": Quantity("w", "point", 0, palette.FIRST_PARAMETER),
    "b": Quantity("b", "point", 1, palette.SECOND_PARAMETER),
    "dJ/dw": Quantity("partial J \\/ partial w", "gradient", 0, palette.FIRST_PARAMETER),
    "dJ/db": Quantity("partial J \\/ partial b", "gradient", 1, palette.SECOND_PARAMETER),
    "slope": Quantity("norm(nabla J)", "slope", color=palette.GRADIENT, digits=5),
}

SETTLED = 1e-7
"""Once so small a share of the cost's first excess over the least is left, nothing more can be seen."""

WIDE = 10.0
"""A first excess of more times the spread of y says nothing of what can be seen: that spread does."""

NEAR = 1e-3
"""With a larger share of it left after all epochs, the line is not where the data are."""

OTHER_WALL = 0.3
"""How far the plane's window reaches beyond the minimum, in distances from it to the start."""

AROUND = 0.15
"""Room around what the window holds, in shares of it."""

LOST = 10_000.0
"""An excess so many times the first one is too large to draw; a diverging descent is shown so far."""


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
        rounded to one digit, which suits data of your own; so it does in a subclass with a dataset and no
        learning rate.
    epochs
        How many steps are taken; fewer are shown where the line is lost before, or has settled.
    standardize
        Whether the descent runs on a feature of mean 0 and deviation 1, as it should if x lies far from 0.
        Pictures and numbers stay in the units of the data. None does it where the learning rate is None and
        the condition number is above 1000, or all epochs do not lead near the best line.
    run
        The descent as it is shown, once `setup` has computed it.

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
        if self.rate is not None:
            check_rate("learning_rate", self.rate)
        self.fit = self.fitted(self.start, self.epochs, self.rate, self.standardize)
        if self.rate is None and self.standardize is None and not self._is_near():
            self.fit = self.fitted(self.start, self.epochs, None, standardize=True)
        self.cost, self.best, self.least = self.fit.cost, self.fit.best, self.fit.least
        check_descends(self.fit)
        if self.fit.diverges:
            logger.warning(f"{type(self).__name__} is shown to diverge; learning_rate = None suits the data")
        self.run = Run.of_fit(self.fit)

    @property
    def rate(self) -> float | None:
        """The learning rate, unless it was written beside other data than these: then it is None."""
        places = [
            next(k for k, cls in enumerate(type(self).__mro__) if name in vars(cls))
            for name in ("learning_rate", "dataset")
        ]
        return self.learning_rate if places[0] <= places[1] else None

    @property
    def exact(self) -> dict[str, float]:
        """Cost, slope and intercept of the closed form, by name."""
        return {"J": self.least, "w": float(self.best[0]), "b": float(self.best[1])}

    def fitted(
        self, start: ArrayLike, epochs: int, learning_rate: float | None, standardize: bool | None
    ) -> Fit:
        """Return a fit to the lesson's data under its convention."""
        return fit_by_descent(
            self.dataset,
            start=start,
            iterations=epochs,
            convention=self.convention,
            learning_rate=learning_rate,
            standardize=standardize,
        )

    def last_epoch(self, *, lost: float = LOST, until_settled: bool = True) -> int:
        """Return the last epoch worth showing.

        Parameters
        ----------
        lost
            How many times its first excess over the least cost may grow to.
        until_settled
            Whether to end where nothing more can be seen.
        """
        excess = self.run.series("excess")
        over = np.append(excess[1:] > lost * excess[0], True)
        if until_settled:
            over |= excess <= SETTLED * self._seen_excess()
        return max(1, int(over.argmax()))

    def _seen_excess(self) -> float:
        """Return the first excess; where it is much larger than the spread of y, a multiple of that."""
        fit = self.fit
        y, first = self.dataset.y, float(fit.values[0]) - fit.least
        if np.ptp(y) <= RESIDUE * np.abs(y).max():
            return first
        return min(first, WIDE * float(fit.cost.value([0.0, y.mean()])))

    def _is_near(self) -> bool:
        """Return whether the descent came near to the best line."""
        return float(self.fit.values[-1]) - self.fit.least <= NEAR * self._seen_excess()

    def tame_path(self, lost: float) -> FloatArray:
        """Return the first step, and the path where the excess is at most so many times the first one."""
        excess = self.run.series("excess")
        tame = excess <= lost * excess[0]
        tame[:2] = True
        return np.asarray(self.fit.path[tame])

    def parameter_window(self, lost: float) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return ranges of slope and intercept that hold start, closed form and the tame part of the path."""
        away = np.asarray(self.start) - self.best
        held = np.vstack([self.best, self.best - OTHER_WALL * away, self.tame_path(lost)])
        return padded_range(held[:, 0], AROUND), padded_range(held[:, 1], AROUND)

    def readout(self, quantity: str, label: str = "", digits: int | None = None) -> Readout:
        """Return a number that goes along with the run, in the colour of its role.

        Parameters
        ----------
        quantity
            One of `QUANTITIES`.
        label
            Typst mathematics; the quantity's own if empty.
        digits
            About so many are shown where the quantity is at its best; its own number of them if None.
        """
        what = QUANTITIES[quantity]
        name = label or translated_formula(what.label)
        readout = Readout(name, 0.0, self.number_format(quantity, digits), color=what.color)
        return readout.follow(self.run, what.series, what.component)

    def readouts(self, box: Box, *quantities: str) -> Group:
        """Return numbers that go along with the run, in two columns, with as many digits as have room."""
        for digits, first in ((None, 1.2), (3, 1.2), (2, 1.2), (2, 1.0)):
            readouts = [self.readout(quantity, digits=digits) for quantity in quantities]
            for readout, quantity in zip(readouts, quantities, strict=True):
                readout.set_value(self._longest(quantity, readout.number.number_format))
            numbers = two_columns(box, *readouts, first=first)
            if all(row.number.em >= typography.TICK * typography.EM_PER_SIZE for row in readouts):
                break
        return numbers.update()

    def _longest(self, quantity: str, number_format: NumberFormat) -> float:
        """Return of a quantity's shown values that which takes most room."""
        _, series, component, *_ = QUANTITIES[quantity]
        values = self.run.series(series)[self.run.shown]
        shown = (values if component is None else values[:, component]).tolist()
        return float(max(shown, key=lambda value: len(number_format.characters(value))))

    def number_format(self, quantity: str, digits: int | None = None) -> NumberFormat:
        """Return the format of a quantity: so many digits of its best value, rounding's residues being 0.

        A gradient is zero where it is best: it has the digits of the first one.
        """
        if QUANTITIES[quantity].series == "iteration":
            return WHOLE
        count = QUANTITIES[quantity].digits if digits is None else digits
        if quantity in self.exact:
            best = NumberFormat.of(self.exact[quantity], count, scale=self.rounded_scale(quantity))
            first = NumberFormat.of(self.run.series("value")[0], min(count, 4))
            # With a power of ten, numbers are short if it is that of the largest, which is the first cost.
            return first if quantity == "J" and best.exponent and first.exponent else best
        return NumberFormat.of(self.run.series("slope")[0], count)

    def best_in_words(self, quantity: str) -> str:
        """Return a quantity of the closed form as it is written and spoken."""
        return short(self.exact[quantity], scale=self.rounded_scale(quantity))

    def rounded_scale(self, quantity: str) -> float:
        """Return the size of what a quantity is computed from, and rounded with."""
        x, y = (float(np.abs(values).max()) for values in (self.dataset.x, self.dataset.y))
        cost = float(self.run.series(QUANTITIES["J"].series)[0])
        # What is left over from rounding is squared in a cost; that tells where the first one is huge.
        return {"w": y / x, "b": y, "J": RESIDUE * cost if cost >= LARGE else cost}[quantity]

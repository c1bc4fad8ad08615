"""The one data set that a lecture follows from its line to its landscape, and how a descent fits it."""

from __future__ import annotations

from typing import ClassVar

from manim import DOWN, LEFT, Group

from gdmath import TEN_POINTS, Convention, Dataset
from scenes.kit.lessons.regression_lesson import QUANTITIES, RegressionLesson
from scenes.kit.style.layout import Box
from scenes.kit.style.worked import Number
from scenes.kit.style.worked_rows import worked_update

BETWEEN = 0.6
"""Scene units from one parameter's update to the next."""


class TenPointsLesson(RegressionLesson):
    """A lesson on fitting a line to the ten points, by one and the same descent in all lessons of its kind.

    The attributes are those of `RegressionLesson`: a subclass changes one line, and all else fits itself.
    """

    dataset: Dataset = TEN_POINTS
    convention: Convention = Convention.MSE
    start: ClassVar[tuple[float, float]] = (0.0, 0.0)
    learning_rate: float | None = 0.005
    epochs: int = 2000

    def first_step(self, box: Box) -> Group:
        """Return the first step of both parameters in numbers; nothing if it is taken in other units."""
        rows = Group()
        if self.fit.standardized:
            return rows
        rate, slopes = self.run.series("rate")[0], self.run.series("gradient")[0]
        for name, point, slope in zip("wb", self.start, slopes, strict=True):
            numbers = Number(point, self.number_format(name)), Number.short(rate), Number.short(slope)
            rows.add(worked_update(name, *numbers, box.width, QUANTITIES[name].color))
        return rows.arrange(DOWN, buff=BETWEEN, aligned_edge=LEFT).move_to(box.center)

"""The one data set that a lecture follows from its line to its landscape, and how a descent fits it."""

from __future__ import annotations

from typing import ClassVar

from gdmath import TEN_POINTS, Convention, Dataset
from scenes.kit.lessons.regression_lesson import RegressionLesson


class TenPointsLesson(RegressionLesson):
    """A lesson on fitting a line to the ten points, by one and the same descent in all lessons of its kind.

    The attributes are those of `RegressionLesson`: a subclass changes one line, and all else fits itself.
    """

    dataset: Dataset = TEN_POINTS
    convention: Convention = Convention.MSE
    start: ClassVar[tuple[float, float]] = (0.0, 0.0)
    learning_rate: float | None = 0.005
    epochs: int = 2000

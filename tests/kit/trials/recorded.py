"""A run that happened elsewhere: scikit-learn's SGD on the ten points, epoch by epoch, read from a CSV.

The table was written by scikit-learn 1.9.1: `SGDRegressor(penalty=None, learning_rate="constant",
eta0=0.004, random_state=3)`, one `partial_fit` of all ten points an epoch, and the mean squared error.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from manim import RIGHT, UP, FadeIn

from gdmath import TEN_POINTS, Descent, LinearRegression
from scenes import kit
from scenes.kit import layout

TABLE = Path(__file__).with_name("data") / "sklearn_sgd.csv"


class RecordedElsewhere(kit.Lesson):
    """The line, the map and the loss of a run that this project did not compute."""

    lines: ClassVar = {"go": "This is scikit-learn's own run, of {epochs} epochs."}

    def setup(self) -> None:
        """Read the record, and put data, map and loss on the stage."""
        super().setup()
        self.run = kit.Run(Descent.from_csv(TABLE, parameters=["coef", "intercept"], loss="loss"))
        cost = LinearRegression(TEN_POINTS)
        left, right = layout.stage().columns(1, 1)
        upper, lower = left.rows(1.3, 1)
        self.plot = kit.FitPlot(upper, cost, self.run.path[0])
        self.plot.follow(self.run)
        self.chart = kit.RunChart(lower, [self.run], x_label='"epoch"', y_label="J")
        self.map = kit.RunMap(right, cost, [self.run], "w", "b")
        loss = kit.Readout("J").next_to(self.map.frame, UP, buff=0.15).align_to(self.map.frame, RIGHT)
        self.loss = loss.follow(self.run, "value")

    def construct(self) -> None:
        """Play the record."""
        with self.beat("go", epochs=self.run.steps):
            self.play(FadeIn(self.plot, self.plot.data, self.map, self.chart))
            moving = (self.plot.prediction, self.map.moving, kit.Trail.of(self.run, self.chart), self.loss)
            self.add(self.plot.residuals, *moving, self.plot.data)
            self.play(self.run.advance(run_time=3))

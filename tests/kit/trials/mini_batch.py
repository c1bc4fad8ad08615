"""Mini-batches: the points that a step has seen are lit, and the path trembles down the map."""

from __future__ import annotations

from typing import ClassVar

from manim import FadeIn

from gdmath import (
    TEN_POINTS,
    FloatArray,
    IntArray,
    LinearRegression,
    batch_rows,
    descend,
    gradient_descent,
    mini_batch,
)
from scenes import kit
from scenes.kit import layout, palette


class MiniBatches(kit.Lesson):
    """Each step asks a few of the data only."""

    lines: ClassVar = {"go": "Each of {steps} steps sees {size} of the {count} points."}
    size: int = 2
    seed: int = 4
    steps: int = 40

    def setup(self) -> None:
        """Compute the run, and put the data beside the map."""
        super().setup()
        self.cost = LinearRegression(TEN_POINTS)
        rule = mini_batch(gradient_descent(0.008), self.size, self.seed)
        self.run = kit.Run(descend(self.cost, rule, (0.0, 0.0), iterations=self.steps))
        left, right = layout.stage().columns(1, 1)
        self.plot = kit.FitPlot(left, self.cost, (0.0, 0.0))
        self.plot.follow(self.run)
        self.map = kit.RunMap(right, self.cost, [self.run], "w", "b")
        self.batch = kit.Dots([], palette.STEP, 0.14, ring=0.04)
        self.batch.add_updater(lambda lit: lit.set_points(self.seen_points()))

    def rows(self) -> IntArray:
        """Return the rows that the step which is under way has seen."""
        return batch_rows(self.run.step, len(TEN_POINTS.y), size=self.size, seed=self.seed)

    def seen_points(self) -> FloatArray:
        """Return the scene points of these rows."""
        points: FloatArray = self.plot.data.points[self.rows()]
        return points

    def construct(self) -> None:
        """Take the steps."""
        with self.beat("go", steps=self.steps, size=self.size, count=len(TEN_POINTS.y)):
            self.play(FadeIn(self.plot, self.plot.data, self.map))
            self.add(self.plot.residuals, self.plot.prediction, self.plot.data, self.batch, self.map.moving)
            self.play(self.run.advance(run_time=3))

"""The plane of all lines: contours of the cost, and the descent's walk through them beside the data."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import FadeIn, FadeOut, Group

from gdmath import geometric
from scenes import kit
from scenes.kit import draw, layout, palette, short, typography

PROBES = ((0.8, 0.22), (0.62, 0.8), (0.3, 0.42))
"""Where in the plane the example lines are, as shares of its width and height."""

SHOWN_EPOCHS = 220
"""How many of the epochs are shown: each of the first, then ever fewer."""

DROPPED = 0.02
"""Share of the cost's excess that is left when the first, fast part of the descent is over."""

CLEAR = 1.0
"""Scene units around the best line in which the map has no numbers."""

OFF_THE_MAP = 4.0
"""The run is shown until its cost's excess is so many times the first one."""


class CostContours(kit.RegressionLesson):
    """Each line is a point of a plane: the descent walks through the contours of its cost."""

    words = {"title": "A map of all lines", "epoch": "epoch"}
    shapes = tuple(kit.Shape)

    def setup(self) -> None:
        """Choose the epochs that are shown, and put the map and the line on the stage."""
        super().setup()
        self.run.show(geometric(self.last_epoch(lost=OFF_THE_MAP), SHOWN_EPOCHS))
        self.first_gradient = self.run.series("gradient")[0]
        window = self.parameter_window(OFF_THE_MAP)
        self.arrow_scale = kit.arrow_scale(window, self.first_gradient)
        self.window = kit.window_with_arrows(window, self.start, self.first_gradient, self.arrow_scale)
        self.lay_out()
        axes: dict[str, Any] = {"x_color": palette.FIRST_PARAMETER, "y_color": palette.SECOND_PARAMETER}
        self.plane = kit.MapPlot(self.plane_box, *self.window, "w", "b", grid=False, **axes)
        self.chart = kit.FitPlot(self.chart_box, self.cost, self.start)
        self.chart.follow(self.run)
        self.goal = self.best_line()
        self.marks = kit.path_marks(
            self.run, self.plane, self.plane.on(self.best), self.goal, self.word("epoch")
        )
        self.point, self.trail = kit.Dots.of(self.run, self.plane), kit.Trail.of(self.run, self.plane, dots=0)
        self.arrow = kit.downhill_arrow(self.run, self.plane, self.cost, self.arrow_scale)
        self.numbers = self.readouts(self.numbers_box, "epoch", "w", "J", "b")
        self.slopes = self.readouts(self.slopes_box, "dJ/dw", "dJ/db", "slope")

    def lay_out(self) -> None:
        """Give the map, the data and the live numbers their boxes."""
        match layout.shape():
            case kit.Shape.WIDE:
                self.plane_box, right = layout.stage().columns(1.35, 1)
                self.chart_box, self.numbers_box, self.slopes_box = right.rows(2.4, 1, 1, gap=0.2)
            case kit.Shape.TALL:
                rows = layout.stage().rows(5.6, 3.2, 1.1, 0.9, gap=0.2)
                self.plane_box, self.chart_box, self.numbers_box, self.slopes_box = rows
            case kit.Shape.SQUARE:
                self.plane_box, lower = layout.stage().rows(1.3, 1, gap=0.2)
                self.chart_box, right = lower.columns(1, 1.5)
                self.numbers_box, self.slopes_box = right.rows(1, 1, gap=0.2)

    def construct(self) -> None:
        """Fall down the steep side of the map, then creep along its valley."""
        self.show_plane()
        self.walk()
        self.follow_valley()
        self.arrive()

    def best_line(self) -> Group:
        """Return a ring around the closed form, and its numbers."""
        w, b = map(self.best_in_words, "wb")
        numbers = kit.plated(typography.formula(f"w = {w}, quad b = {b}", color=palette.MINIMUM))
        place = self.plane.on(self.best)
        return Group(self.plane.rings(self.best), kit.beside(numbers, place, self.plane.frame, 0.48))

    def contours(self) -> kit.ContourMap:
        """Return the cost's contours; their numbers keep clear of the run, its marks and the best line."""
        levels, dashed = kit.cost_levels(self.cost, self.window)
        contours = kit.ContourMap(self.plane, self.cost.value, levels, dashed.tolist())
        contours.bands.set_opacity(0.65)
        held = [part.get_all_points() for part in (*self.marks, self.goal)]
        clear = kit.around(self.plane.on(self.best), CLEAR)
        return contours.keep_clear(np.vstack([self.plane.nodes(self.run), clear, *held]))

    def show_plane(self) -> None:
        """Show that points of the plane are lines, and draw the cost's contours."""
        samples = kit.probes(self.plane, self.chart, self.cost, PROBES)
        contours = self.contours()
        with self.beat("plane"):
            self.title = self.heading(self.word("title"))
            self.play(*map(FadeIn, (self.title, self.plane, self.chart, self.chart.data)))
            for chip, line, twin in samples:
                self.play(FadeIn(chip, scale=0.5), run_time=0.6)
                self.play(draw(line), FadeIn(twin), run_time=0.9)
            self.play(FadeIn(contours, contours.title("J(w, b)"), run_time=2))
            self.wait(1.5)
            self.play(*(FadeOut(part) for sample in samples for part in sample))

    def walk(self) -> None:
        """Put the start on the map and its line among the data; then take the fast part of the descent."""
        line, residuals = self.chart.prediction, self.chart.residuals
        with self.beat("walk"):
            note = kit.caution(self.fit, self.title)
            self.play(*map(FadeIn, (self.point, line, residuals, self.numbers, note)))
            arrows = kit.gradient_arrows(self.plane, self.start, self.first_gradient, self.arrow_scale)
            for arrow, slope in zip(arrows, self.slopes, strict=True):
                self.play(draw(arrow), FadeIn(slope))
            self.wait(1)
            self.play(draw(self.arrow), *map(FadeOut, arrows[:2]))
            self.wait(1)
            self.play(FadeOut(arrows[2]), run_time=0.5)
            self.add(residuals, line, self.chart.data, self.trail, self.marks, self.arrow, self.point)
            self.play(self.run.advance(self.dropped(), run_time=8))

    def dropped(self) -> int:
        """Return the place along the shown epochs where the cost has lost most of its excess."""
        excess = self.run.series("excess")[self.run.shown]
        below = excess <= DROPPED * excess[0]
        return int(np.argmax(below)) if below.any() else len(excess) // 2

    def follow_valley(self) -> None:
        """Take the slow part of the descent, in which the gradient is all but nothing."""
        middle = self.run.shown[(self.dropped() + self.run.steps) // 2]
        slopes = self.run.series("slope")
        with self.beat("valley", shorter=short(slopes[0] / slopes[middle], 2)):
            self.play(self.run.advance(run_time=11))

    def arrive(self) -> None:
        """Mark the closed form, and tell how near the descent has come to it."""
        w, b = map(self.best_in_words, "wb")
        reached = {
            f"{name}_reached": self.number_format(name).typst(value)
            for name, value in zip("wb", self.run.path[-1], strict=True)
        }
        halo = self.chart.prediction_of(self.best, palette.MINIMUM, 14, opacity=0.6).set_z_index(-1)
        with self.beat("arrive", w=w, b=b, epochs=self.run.shown[-1], **reached):
            ring, numbers = self.goal
            self.play(FadeIn(ring, scale=2), FadeIn(numbers))
            self.play(draw(halo, run_time=4))

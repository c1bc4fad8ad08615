"""The three animations as lessons: ``python -m tests.benchmarks.ours LineFilm 10 1920 1080 60 MEDIA HANDS``.

Without a number of workers, Manim alone renders them, in one process.
"""

from __future__ import annotations

import sys
from typing import ClassVar

from manim import ValueTracker, linear, tempconfig

from gdmath import at
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.plot import Plot
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import Surface
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style import layout, palette
from scenes.kit.style.motion import glide
from tests.benchmarks import seeds


class Film(Lesson):
    """One animation of so many seconds, and a tenth of a second for the words."""

    lecture = None
    lines: ClassVar = {"film": "Down."}
    seconds = 10.0

    def setup(self) -> None:
        super().setup()
        self.moment = ValueTracker(0.0)

    def play_until(self, last: float, *animations: object) -> None:
        with self.beat("film"):
            self.play(glide(self.moment, last, self.seconds, linear), *animations, run_time=self.seconds)


class LineFilm(Film):
    """Points, the line, its dashed residuals, and the cost as a number."""

    def construct(self) -> None:
        path, values = seeds.LINE.path, seeds.LINE.values
        plot = FitPlot(layout.stage(), seeds.LINE.cost, tuple(path[0]))
        plot.follow(lambda: at(path, self.moment.get_value()))
        cost = Readout("J", values[0], 1, color=palette.OBJECTIVE).to_corner()
        cost.add_updater(lambda row: row.set_value(float(at(values, self.moment.get_value()))))
        self.add(plot, plot.residuals, plot.line, plot.data, cost)
        self.play_until(len(path) - 1)


class ContourFilm(Film):
    """Filled, numbered contours, and the path that grows over them."""

    def construct(self) -> None:
        plot = Plot(layout.stage(), seeds.W_RANGE, seeds.B_RANGE, "w", "b", grid=False)
        path = plot.c2p(*seeds.PATH.T)
        trail, ball = Trail(path, dots=0), Dots(path[:1], radius=0.13, color=palette.POINT)
        trail.add_updater(lambda trail: trail.show_until(self.moment.get_value()))
        ball.add_updater(lambda ball: ball.set_points(at(path, self.moment.get_value())[None]))
        self.add(plot, ContourMap(plot, seeds.VALLEY.cost.value, seeds.LEVELS), trail, ball)
        self.play_until(len(path) - 1)


class SurfaceFilm(Film):
    """The cost as a surface under a moving camera, numbered axes, and the path and a ball on it."""

    cells = 32

    def construct(self) -> None:
        space = Space(seeds.W_RANGE, seeds.B_RANGE, (0.0, 850.0), layout.stage())
        surface = Surface(space, seeds.VALLEY.cost, resolution=(self.cells, self.cells), lines_every=4)
        trail, ball = SurfaceTrail(surface, seeds.PATH), SurfaceBall(surface, *seeds.PATH[0])
        trail.add_updater(lambda trail: trail.show_until(self.moment.get_value()))
        ball.add_updater(lambda ball: ball.set_xy(*at(seeds.PATH, self.moment.get_value())))
        self.add(space, surface, trail, ball)
        self.play_until(len(seeds.PATH) - 1, space.view.animate.turn_by(azimuth=seeds.TURN))


class FineSurfaceFilm(SurfaceFilm):
    """The same with 64 by 64 cells."""

    cells = 64


def main(name: str, seconds: str, width: str, height: str, rate: str, media: str, workers: str = "") -> None:
    """Render one of the films."""
    from scenes.production.studio.rendering import render

    size = {"pixel_width": int(width), "pixel_height": int(height), "frame_rate": int(rate)}
    quiet = {"media_dir": media, "progress_bar": "none", "verbosity": "ERROR", "disable_caching": True}
    with tempconfig({**size, **quiet}):
        film: type[Film] = globals()[name]
        film.seconds = float(seconds)
        if workers:
            render(film, int(workers))
        else:
            film().render()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Three animations as lessons: ``python -m tests.benchmarks.ours LineFilm 10 1920 1080 60 MEDIA WORKERS``.

Without a number of workers, Manim alone renders them, in one process.
"""

from __future__ import annotations

import sys
from typing import ClassVar

import numpy as np
from manim import tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.painted.strokes import Trail
from scenes.kit.plots.contours import ContourMap
from scenes.kit.plots.fit_plot import FitPlot
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.runs.run import Run
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style import layout, palette
from scenes.kit.style.numbers import NumberFormat
from tests.benchmarks import seeds


class Film(Lesson):
    """One animation of so many seconds, and a tenth of a second for the words."""

    lines: ClassVar = {"film": "Down."}
    seconds = 10.0

    def play_through(self, run: Run, *animations: object) -> None:
        with self.beat("film"):
            self.play(run.advance(run_time=self.seconds), *animations, run_time=self.seconds)


def valley_run() -> Run:
    """Return the run that all draw as a path."""
    return Run.of_fit(seeds.VALLEY, shown=np.append(0, seeds.SHOWN), eased=False)


class LineFilm(Film):
    """Points, the line, its dashed residuals, and the cost as a number."""

    def construct(self) -> None:
        run = Run.of_fit(seeds.LINE, eased=False)
        plot = FitPlot(layout.stage(), seeds.LINE.cost, run.point)
        plot.follow(run)
        cost = Readout("J", run.now("value"), NumberFormat(1), color=palette.OBJECTIVE).to_corner()
        self.add(plot, plot.residuals, plot.prediction, plot.data, cost.follow(run, "value"))
        self.play_through(run)


class ContourFilm(Film):
    """Filled, numbered contours, and the path that grows over them."""

    def construct(self) -> None:
        run = valley_run()
        plot = MapPlot(layout.stage(), seeds.W_RANGE, seeds.B_RANGE, "w", "b", grid=False)
        contours = ContourMap(plot, seeds.VALLEY.cost.value, seeds.LEVELS)
        self.add(plot, contours, Trail.of(run, plot, dots=0), Dots.of(run, plot))
        self.play_through(run)


class SurfaceFilm(Film):
    """The cost as a surface under a moving camera, numbered axes, and the path and a ball on it."""

    cells = 32

    def construct(self) -> None:
        space = Space(seeds.W_RANGE, seeds.B_RANGE, (0.0, 850.0), layout.stage())
        surface = HeightField(space, seeds.VALLEY.cost, resolution=(self.cells, self.cells))
        run = valley_run()
        self.add(space, surface, SurfaceTrail.of(run, surface), SurfaceBall.of(run, surface))
        self.play_through(run, space.view.animate.turn_by(azimuth=seeds.TURN))


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
            film(renderer=CairoRenderer(camera_class=PaintingCamera)).render()


if __name__ == "__main__":
    main(*sys.argv[1:])

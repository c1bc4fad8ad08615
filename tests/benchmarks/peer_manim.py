"""The three animations as Manim's documentation would have one write them.

Lines and residuals are redrawn by `always_redraw`, numbers are `DecimalNumber`, the surface is
`Surface` between `ThreeDAxes`; the axes carry no numbers, which would take stock Manim longer still.
``python -m tests.benchmarks.peer_manim LineFilm 10 1920 1080 60 MEDIA``, in a folder without a
manim.cfg, so that Manim's own settings hold, but for those that make it faster.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from manim import (
    BLUE,
    DEGREES,
    GREEN,
    RED,
    YELLOW,
    Axes,
    DashedLine,
    DecimalNumber,
    Dot,
    Dot3D,
    Line,
    MathTypst,
    Scene,
    Surface,
    ThreeDAxes,
    ThreeDScene,
    ValueTracker,
    VGroup,
    VMobject,
    always_redraw,
    linear,
    tempconfig,
)

from gdmath import TEN_POINTS, at
from tests.benchmarks import seeds

SECONDS = 10.0

BEST = {"max_inflight_encoders": 4, "video_encoder_options": {"preset": "superfast"}}
"""Manim's settings that make it fastest; its own default encodes with `medium`, one segment at a time."""


class LineFilm(Scene):
    """Points, the line, its dashed residuals, and the cost as a number."""

    def construct(self) -> None:
        path, values = seeds.LINE.path, seeds.LINE.values
        x, y = TEN_POINTS.x[:, 0], TEN_POINTS.y
        low, high = float(y.min()), float(y.max())
        axes = Axes(x_range=[0, x.max() + 1], y_range=[low - 1, high + 1], tips=False)
        moment = ValueTracker(0)
        line = always_redraw(lambda: self.line(axes, x, at(path, moment.get_value())))
        residuals = always_redraw(lambda: self.residuals(axes, x, y, at(path, moment.get_value())))
        cost = DecimalNumber(values[0], 1, mob_class=MathTypst).to_corner()  # type: ignore[arg-type]
        cost.add_updater(lambda number: number.set_value(float(at(values, moment.get_value()))))
        dots = VGroup(*(Dot(axes.c2p(a, b)) for a, b in zip(x, y, strict=True)))
        self.add(axes, residuals, line, dots, cost)
        self.play(moment.animate.set_value(len(path) - 1), run_time=SECONDS, rate_func=linear)

    def line(self, axes: Axes, x: Any, place: Any) -> Line:
        ends = [0.0, float(x.max()) + 1]
        first, last = (axes.c2p(end, place[0] * end + place[1]) for end in ends)
        return Line(first, last, color=YELLOW)

    def residuals(self, axes: Axes, x: Any, y: Any, place: Any) -> VGroup:
        return VGroup(
            *(
                DashedLine(axes.c2p(a, b), axes.c2p(a, place[0] * a + place[1]), color=RED)
                for a, b in zip(x, y, strict=True)
            )
        )


class ContourFilm(Scene):
    """Contours, and the path that grows over them; stock Manim fills none and numbers none."""

    def construct(self) -> None:
        axes = Axes(x_range=[*seeds.W_RANGE, 1], y_range=[*seeds.B_RANGE, 1], tips=False)
        for level in seeds.LEVELS.tolist():
            self.add(axes.plot_implicit_curve(above(level), color=BLUE))
        places = axes.c2p(np.column_stack([seeds.PATH, np.zeros(len(seeds.PATH))]))
        moment = ValueTracker(0)
        trail = always_redraw(lambda: grown(places, moment.get_value()))
        ball = Dot(color=YELLOW).add_updater(lambda ball: ball.move_to(at(places, moment.get_value())))
        self.add(axes, trail, ball)
        self.play(moment.animate.set_value(len(places) - 1), run_time=SECONDS, rate_func=linear)


def above(level: float) -> Callable[[float, float], float]:
    """Return how far the cost of a line lies above a level."""
    return lambda w, b: float(seeds.cost(w, b)) - level


def grown(places: Any, moment: float) -> VMobject:
    """Return a path as far as it has come."""
    seen = np.vstack([places[: int(moment) + 1], at(places, moment)])
    return VMobject(color=YELLOW).set_points_as_corners(seen)


class SurfaceFilm(ThreeDScene):
    """The cost as a surface under a moving camera, axes, and the path and a ball on it."""

    cells = 32

    def construct(self) -> None:
        axes = ThreeDAxes(x_range=[*seeds.W_RANGE, 1], y_range=[*seeds.B_RANGE, 1], z_range=[0, 850, 200])
        surface = Surface(
            lambda w, b: axes.c2p(w, b, float(seeds.cost(w, b))),
            u_range=seeds.W_RANGE,
            v_range=seeds.B_RANGE,
            resolution=(self.cells, self.cells),
        )
        surface.set_fill_by_value(axes=axes, colorscale=[(BLUE, 0), (GREEN, 300), (RED, 1200)], axis=2)
        heights = seeds.cost(*seeds.PATH.T)
        places = axes.c2p(np.column_stack([seeds.PATH, heights]))
        moment = ValueTracker(0)
        trail = always_redraw(lambda: grown(places, moment.get_value()))
        ball = Dot3D(color=YELLOW).add_updater(lambda ball: ball.move_to(at(places, moment.get_value())))
        self.set_camera_orientation(phi=62 * DEGREES, theta=-55 * DEGREES)
        self.begin_ambient_camera_rotation(rate=seeds.TURN * DEGREES / SECONDS)
        self.add(axes, surface, trail, ball)
        self.play(moment.animate.set_value(len(places) - 1), run_time=SECONDS, rate_func=linear)


class FineSurfaceFilm(SurfaceFilm):
    """The same with 64 by 64 cells."""

    cells = 64


def main(name: str, seconds: str, width: str, height: str, rate: str, media: str) -> None:
    """Render one of the films."""
    global SECONDS  # the scenes are written as a user would: with constants
    SECONDS = float(seconds)
    size = {"pixel_width": int(width), "pixel_height": int(height), "frame_rate": int(rate)}
    quiet = {"media_dir": media, "progress_bar": "none", "verbosity": "ERROR", "disable_caching": True}
    with tempconfig({**size, **quiet, **BEST}):
        scene: type[Scene] = globals()[name]
        scene().render()


if __name__ == "__main__":
    main(*sys.argv[1:])

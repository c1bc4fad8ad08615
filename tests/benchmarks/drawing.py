"""What drawing alone takes, of one processor: surfaces, residuals, trails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import DEGREES, Mobject, ThreeDAxes, ThreeDCamera, tempconfig
from manim import Surface as StockSurface

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.painted.strokes import DASH, Segments, Trail
from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.style import layout
from tests.benchmarks import seeds
from tests.benchmarks.measure import milliseconds

HD = {"pixel_width": 1920, "pixel_height": 1080}


def drawn_by(camera: Any, mobjects: list[Mobject], change: Callable[[], object]) -> Callable[[], None]:
    """Return a task: change something, and draw everything."""

    def task() -> None:
        change()
        camera.reset()
        camera.capture_mobjects(mobjects)

    return task


def our_surface(cells: int) -> float:
    """Return milliseconds a frame of a surface with numbered axes, under a moving view."""
    with tempconfig(HD):
        space = Space(seeds.W_RANGE, seeds.B_RANGE, (0.0, 850.0), layout.stage())
        surface = HeightField(space, seeds.VALLEY.cost, resolution=(cells, cells))
        turn = lambda: space.view.turn_by(azimuth=1.0)  # noqa: E731
        return milliseconds(drawn_by(PaintingCamera(), [space, surface], turn))


def stock_surface(cells: int) -> float:
    """Return the same for Manim's `Surface` and `ThreeDAxes`, without numbers."""
    with tempconfig(HD):
        axes = ThreeDAxes(x_range=[*seeds.W_RANGE, 1], y_range=[*seeds.B_RANGE, 1], z_range=[0, 850, 200])
        surface = StockSurface(
            lambda w, b: axes.c2p(w, b, float(seeds.cost(w, b))),
            u_range=seeds.W_RANGE,
            v_range=seeds.B_RANGE,
            resolution=(cells, cells),
        )
        camera = ThreeDCamera(phi=62 * DEGREES, theta=-55 * DEGREES)
        turn = lambda: camera.set_theta(camera.get_theta() + DEGREES)  # noqa: E731
        return milliseconds(drawn_by(camera, [axes, surface], turn), runs=3)


def residuals(count: int) -> float:
    """Return milliseconds a frame of so many dashed residuals that move."""
    x = np.linspace(-6, 6, count)
    feet = np.column_stack([x, np.zeros(count), np.zeros(count)])
    bundle = Segments(feet, feet, dash=DASH)
    heights = np.random.default_rng(1).normal(size=count)

    def move() -> None:
        bundle.put(feet, feet + heights[:, None] * [0.0, 1.0, 0.0])

    with tempconfig(HD):
        return milliseconds(drawn_by(PaintingCamera(), [bundle], move))


def trail(length: int) -> float:
    """Return milliseconds a frame of a trail of so many iterates."""
    angles = np.linspace(0, 40, length)
    spiral = np.column_stack([np.cos(angles), np.sin(angles), 0 * angles]) * (0.5 + angles[:, None] / 13)
    path = Trail(spiral, dots=0)
    with tempconfig(HD):
        return milliseconds(drawn_by(PaintingCamera(), [path], lambda: path.show_until(length - 1.5)))

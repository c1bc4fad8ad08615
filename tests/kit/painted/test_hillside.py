"""The ground below a graph and the lit ball, by the colours of their pixels."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Mobject, tempconfig

from gdmath import parabola
from scenes.kit.painted.ball import Ball
from scenes.kit.painted.hillside import Hillside
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.painted import Floats, PaintingCamera
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.style import layout, palette

WIDTH, HEIGHT = 640, 360


def picture(*mobjects: Mobject) -> Floats:
    """Return the picture's colours, 0 to 1, shape (height, width, 3)."""
    with tempconfig({"pixel_width": WIDTH, "pixel_height": HEIGHT}):
        camera = PaintingCamera(pixel_width=WIDTH, pixel_height=HEIGHT, frame_rate=15)
        camera.background_color = palette.BACKGROUND
        camera.reset()
        camera.capture_mobjects(list(mobjects))
    return np.asarray(camera.pixel_array[..., :3] / 255)


def at(seen: Floats, x: float, y: float) -> Floats:
    """Return the colour of a scene point."""
    width, height = layout.WIDE_FRAME
    column, row = WIDTH * (x / width + 0.5), HEIGHT * (0.5 - y / height)
    colour: Floats = seen[int(row), int(column)]
    return colour


@pytest.fixture
def plot() -> CurvePlot:
    return CurvePlot(layout.stage(), parabola(), room_below=0.3)


def test_the_ground_is_light_at_the_top_dark_in_the_valley_and_above_the_graph_there_is_none(
    plot: CurvePlot,
) -> None:
    seen = picture(plot.curve())
    nothing = palette.rgb(palette.BACKGROUND)
    lightness = [at(seen, *plot.c2p(4.9, y)[:2]).mean() for y in (22, 15, 8, 2, -4)]
    assert lightness == sorted(lightness, reverse=True)
    assert lightness[0] > nothing.mean() + 0.1
    np.testing.assert_allclose(at(seen, *plot.c2p(0.0, 12.0)[:2]), nothing, atol=0.01)


def test_rich_ground_is_more_strongly_coloured_at_the_top_and_as_usual_at_the_axis(plot: CurvePlot) -> None:
    usual, rich = (picture(plot.curve(richness=richness)) for richness in (1.0, 1.7))
    (_, axis, _), (x, top, _) = plot.c2p(0, plot.y_range[0]), plot.on(4.8)
    assert at(rich, x, top - 0.4).sum() > 1.3 * at(usual, x, top - 0.4).sum()
    np.testing.assert_allclose(at(rich, x, axis + 0.1), at(usual, x, axis + 0.1), atol=0.02)


def test_half_drawn_the_graph_has_the_ground_of_its_first_half(plot: CurvePlot) -> None:
    half = plot.curve()
    half.pointwise_become_partial(half, 0, 0.5)
    seen, nothing = picture(half), palette.rgb(palette.BACKGROUND)
    assert at(seen, *plot.c2p(-4.5, 10.0)[:2]).mean() > nothing.mean() + 0.03
    np.testing.assert_allclose(at(seen, *plot.c2p(4.5, 10.0)[:2]), nothing, atol=0.01)


def test_its_heights_are_those_of_the_axis_and_of_the_graph(plot: CurvePlot) -> None:
    curve = plot.curve(-1.0, 1.0)
    low, high = plot.value([0.0, plot.x_range[1]])
    np.testing.assert_allclose(curve.heights, plot.c2p(0, [plot.y_range[0], low, high])[:, 1], atol=0.02)


def test_a_level_graph_on_the_axis_can_be_painted() -> None:
    picture(Hillside([[-1, 0, 0], [1, 0, 0]], [0.0, 0.0, 0.0]))


def test_a_ball_is_a_dot_with_light_from_the_upper_left() -> None:
    ball, dot = picture(Ball([[0, 0, 0]], palette.POINT, 1.0)), picture(Dots([[0, 0, 0]], palette.POINT, 1.0))
    assert at(ball, -0.36, 0.42).mean() > at(dot, 0, 0).mean() > at(ball, 0.6, -0.6).mean()
    for seen in (ball, dot):
        np.testing.assert_allclose(at(seen, -2.5, 2.5), palette.rgb(palette.BACKGROUND), atol=0.01)

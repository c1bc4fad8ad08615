"""Plots tell where points are seen on them, and marks what they mark."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import parabola, turned_bowl
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.strokes import Segments, Trail
from scenes.kit.plots.curve_plot import CurvePlot
from scenes.kit.plots.map_plot import MapPlot
from scenes.kit.space.axes import Space
from scenes.kit.space.from_above import MAP_AZIMUTH
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_marks import SurfaceBall, SurfaceTrail
from scenes.kit.style.layout import Box

BOX = Box(-6, 2, -3, 3)
RANGES = (-4, 4), (-2, 2), (0, 10)


def flat(height: float = 0.004, azimuth: float = MAP_AZIMUTH, elevation: float = 90) -> Space:
    return Space(*RANGES, BOX, "w", "b", "J", (2.4, 2.0, height), azimuth, elevation)


def test_on_a_curve_the_area_is_the_frame_and_points_lie_on_the_graph() -> None:
    plot = CurvePlot(BOX, parabola()).shift((1.0, 0.5, 0.0))
    area = plot.plot_area()
    assert np.allclose([area.low, area.high], plot.c2p(plot.x_range, plot.y_range))
    assert np.allclose(area.on([2.0]), plot.c2p(2.0, 4.0))
    assert [scale.limits for scale in area.scales] == [plot.x_range]


def test_on_a_map_both_coordinates_have_their_scales() -> None:
    plot = MapPlot(BOX, (0.01, 10), (-3, 5), x_scale="log")
    area = plot.plot_area()
    assert np.allclose(area.on((0.1, 1)), plot.c2p(0.1, 1))
    assert [scale.limits for scale in area.scales] == [(0.01, 10), (-3, 5)]


def test_a_space_is_one_while_it_is_seen_as_a_map() -> None:
    space = flat()
    area = space.plot_area()
    assert area is not None
    for share in (0.0, 0.25, 1.0):  # evenly, as on a plot
        point = [low + share * (high - low) for low, high in RANGES[:2]]
        assert np.allclose(area.on(point), area.low + share * (area.high - area.low))
    moved = space.shift((1.0, 0.0, 0.0)).plot_area()
    assert moved is not None
    assert np.allclose(moved.low - area.low, (1, 0, 0))


@pytest.mark.parametrize("space", [flat(height=1.3), flat(azimuth=-60), flat(elevation=80)])
def test_a_landscape_is_none(space: Space) -> None:
    assert space.plot_area() is None


def test_marks_tell_where() -> None:
    surface = HeightField(space := flat(), turned_bowl((1, 4), 20), (8, 8), rulings=0)
    path = [(1.0, 1.0), (0.5, 0.2)]
    there = space.project(1.0, 1.0, 0.0)
    assert np.allclose(SurfaceBall(surface, 1.0, 1.0).marked(), there, atol=0.02)
    assert np.allclose(SurfaceTrail(surface, path).marked(), there, atol=0.02)
    points = np.array([[0.0, 1.0, 0.0], [2.0, 1.0, 0.0]])
    assert Dots(points).marked().tolist() == points.tolist()
    assert Trail(points).marked().tolist() == points[:1].tolist()
    assert Segments(points[:1], points[1:]).marked().shape == (0, 3)

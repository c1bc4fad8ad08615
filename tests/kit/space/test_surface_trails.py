"""The ways of many walks lie on the surface, and reach as far as the walks have come."""

from __future__ import annotations

import numpy as np
import pytest
from manim import ValueTracker

from scenes.kit.space.axes import Space
from scenes.kit.space.surface import HeightField
from scenes.kit.space.surface_trails import SurfaceTrails
from scenes.kit.style.layout import Box

PATHS = np.array([[[0, 0], [1, 0], [1, 1]], [[-1, -1], [-1, 0], [0, 1]]], dtype=float)


def test_ways_end_where_the_walks_are_on_the_surface() -> None:
    space = Space((-2, 2), (-2, 2), (0, 8), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=30)
    surface = HeightField(space, lambda points: (points**2).sum(axis=-1), (64, 64))
    clock = ValueTracker(0.0)
    trails = SurfaceTrails(surface, PATHS, clock)
    for moment, ends in ((0.0, [[0, 0], [-1, -1]]), (1.5, [[1, 0.5], [-0.5, 0.5]]), (9.0, [[1, 1], [0, 1]])):
        clock.set_value(moment)
        points = trails.update().world_points()
        gaps = np.flatnonzero(np.isnan(points).any(axis=1))
        assert len(gaps) == 2
        assert points[gaps - 1] == pytest.approx(surface.lift(*np.transpose(ends)))
        assert points[[0, gaps[0] + 1]] == pytest.approx(surface.lift(*PATHS[:, 0].T))

"""Two arrows on a floor show which way its coordinates grow, however the floor is turned."""

from __future__ import annotations

import numpy as np
import pytest
from manim import Group

from gdmath import TEN_POINTS, LinearRegression
from scenes.kit.space.axes import Space
from scenes.kit.space.compass import SEEN, Compass, bearings
from scenes.kit.space.cost_terrain import cost_terrain, turn_sight
from scenes.kit.style.layout import Box

COST = LinearRegression(TEN_POINTS)


@pytest.mark.parametrize("azimuth", [-70.0, -20.0])
def test_arrows_point_the_way_that_slope_and_intercept_grow_and_stay_on_the_floor(azimuth: float) -> None:
    terrain = cost_terrain(Box(-6, 0, -3, 3), COST, (0.0, 0.0))
    compass: Group = Compass(terrain.space)
    terrain.put(**{**turn_sight(COST, (0.0, 0.0), 1.14), "azimuth": azimuth})
    compass.update()
    view = terrain.space.view
    for arrow, way in zip(compass.submobjects[::2], np.eye(3), strict=False):
        tail, tip = arrow.points
        start, end = view.project(np.array([[0.0, 0.0, 0.0], 0.1 * way]))
        along = (tip - tail) / np.linalg.norm(tip - tail)
        assert along @ (end - start) / np.linalg.norm(end - start) > 0.98


def test_names_stand_beyond_the_tips() -> None:
    compass = Compass(cost_terrain(Box(-6, 0, -3, 3), COST, (0.0, 0.0)).space)
    arrow, name, *_ = compass.submobjects
    tail, tip = arrow.points
    assert (name.get_center() - tip) @ (tip - tail) > 0


def test_bearings_point_as_the_floor_is_seen_at_a_spot() -> None:
    space = Space((-2, 2), (-2, 2), (0, 4), Box(-6, 0, -3, 3), azimuth=-60, elevation=50)
    space.view.turn_to(zoom=3.0)
    box = Box(-6, 0, -3, 3)
    arrows = bearings(space, np.array([0.4, 0.2]), ["w_1", "w_2"], box)
    for arrow, way in zip(arrows.submobjects[::2], np.eye(3), strict=False):
        tail, tip = arrow.points
        start, end = space.view.project(np.array([[0.4, 0.2, 0.0], [0.4, 0.2, 0.0] + 0.01 * way]))
        along = (tip - tail) / np.linalg.norm(tip - tail)
        assert along @ (end - start) / np.linalg.norm(end - start) > 0.999
    assert max(np.linalg.norm(np.subtract(*arrow.points)) for arrow in arrows.submobjects[::2]) == (
        pytest.approx(SEEN)
    )
    assert arrows.get_left()[0] >= box.left

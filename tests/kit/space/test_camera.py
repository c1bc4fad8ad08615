"""A view keeps the box in its panel, whichever way it turns, and looks the way its angles say."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from manim import FadeIn, Group, config

from scenes.kit.space.camera import Room, View
from scenes.kit.style.layout import Box

PANEL = Box(-6, 1, -3, 3)
SIZE = (2.0, 1.4, 1.3)
ROOM = Room(left=0.8, right=0.2, bottom=0.9, top=0.3)
CORNERS = np.array([[x, y, z] for x, y, z in product((-1.0, 1.0), (-0.7, 0.7), (0.0, 1.3))])
AZIMUTHS = np.arange(0, 360, 7)


@pytest.mark.parametrize("elevation", [0, 10, 28, 45, 80, 90])
def test_the_box_stays_in_the_panel_at_every_azimuth(elevation: float) -> None:
    view = View(PANEL, SIZE, ROOM, elevation=elevation)
    seen = np.array([view.turn_to(azimuth=float(azimuth)).project(CORNERS) for azimuth in AZIMUTHS])
    assert seen[..., 0].min() >= -6 + 0.8 - 1e-9
    assert seen[..., 0].max() <= 1 - 0.2 + 1e-9
    assert seen[..., 1].min() >= -3 + 0.9 - 1e-9
    assert seen[..., 1].max() <= 3 - 0.3 + 1e-9


def test_the_box_fills_the_panel_in_one_direction() -> None:
    view = View(PANEL, SIZE, elevation=30)
    turns = np.linspace(0, 360, 721)
    seen = np.array([view.turn_to(azimuth=float(azimuth)).project(CORNERS) for azimuth in turns])
    width, height = np.ptp(seen[..., 0]), np.ptp(seen[..., 1])
    assert max(width / 7, height / 6) == pytest.approx(1, abs=1e-3)


def test_the_picture_keeps_its_size_while_the_view_turns() -> None:
    view = View(PANEL, SIZE)
    size = view.scale_factor
    assert view.turn_by(azimuth=77).scale_factor == size


def test_a_point_is_brought_to_its_place_and_the_picture_keeps_its_size() -> None:
    view = View(PANEL, SIZE, ROOM, zoom=3)
    size, place = view.scale_factor, np.array([-2.5, 0.5, 0.0])
    assert view.bring(CORNERS[3], place).project(CORNERS[3]) == pytest.approx(place)
    assert view.scale_factor == pytest.approx(size)


@pytest.mark.parametrize(("azimuth", "nearest"), [(0, (1, 0)), (90, (0, 1)), (180, (-1, 0)), (-90, (0, -1))])
def test_azimuth_says_which_side_is_near(azimuth: float, nearest: tuple[float, float]) -> None:
    view = View(PANEL, azimuth=azimuth)
    sides = np.array([[1, 0, 0], [0, 1, 0], [-1, 0, 0], [0, -1, 0]], dtype=float)
    assert sides[view.depth(sides).argmax()][:2].tolist() == list(nearest)


def test_what_is_higher_is_seen_higher_and_what_is_nearer_is_seen_larger() -> None:
    view = View(PANEL, azimuth=0, elevation=20)
    low, high = view.project([[0, 0, 0], [0, 0, 1]])
    assert high[1] > low[1]
    assert high[0] == pytest.approx(low[0])
    near, far = (np.ptp(view.project([[x, -0.5, 0], [x, 0.5, 0]])[:, 0]) for x in (1, -1))
    assert 1 < near / far < 1.5


def test_a_sight_line_is_seen_as_a_point() -> None:
    view = View(PANEL, azimuth=33, elevation=41)
    point = np.array([0.3, -0.2, 0.1])
    line = point + np.linspace(0, 0.9, 5)[:, None] * (view.eye - point)
    assert np.ptp(view.project(line), axis=0) == pytest.approx(np.zeros(3), abs=1e-9)


def test_project_takes_any_shape() -> None:
    points = np.random.default_rng(1).uniform(-1, 1, (2, 3, 4, 3))
    view = View(PANEL)
    seen = view.project(points)
    assert seen.shape == points.shape
    assert not seen[..., 2].any()
    assert seen[1, 2, 3] == pytest.approx(view.project(points[1, 2, 3]))


def test_several_arrays_are_projected_as_each_alone() -> None:
    view, random = View(PANEL), np.random.default_rng(3)
    arrays = [random.uniform(-1, 1, shape) for shape in ((5, 3), (0, 3), (2, 4, 3), (3,))]
    for array, seen in zip(arrays, view.project_all(arrays), strict=True):
        assert seen.shape == array.shape
        assert seen == pytest.approx(view.project(array))


def test_animate_turns_it_evenly() -> None:
    view = View(PANEL, azimuth=10, elevation=20)
    builder: Any = view.animate
    animation = builder(rate_func=lambda share: share).turn_to(azimuth=70, elevation=50).build()
    animation.begin()
    animation.interpolate(0.5)
    assert (view.azimuth, view.elevation, view.zoom) == pytest.approx((40, 35, 1))
    animation.interpolate(1)
    animation.finish()
    assert (view.azimuth, view.elevation) == pytest.approx((70, 50))


def test_a_copy_turns_on_its_own() -> None:
    view = View(PANEL, azimuth=10)
    view.copy().turn_to(azimuth=90)
    assert view.azimuth == 10


def test_save_and_restore() -> None:
    view = View(PANEL, azimuth=10)
    view.save_state()
    view.turn_to(azimuth=80, zoom=2).restore()
    assert (view.azimuth, view.zoom) == (10, 1)


def test_shifting_and_fading_in_leave_the_direction_alone() -> None:
    view = View(PANEL, azimuth=10, elevation=20)
    before = view.project([0.2, 0.3, 0.4])
    animation = FadeIn(Group(view), shift=np.array([0, 2.0, 0]))
    animation.begin()
    animation.interpolate(0)
    assert (view.azimuth, view.elevation) == (10, 20)
    assert view.project([0.2, 0.3, 0.4]) == pytest.approx(before - [0, 2, 0])


def test_layout_sees_the_panel() -> None:
    view = View(PANEL)
    assert (view.get_left()[0], view.get_right()[0]) == (-6, 1)
    assert view.width < config.frame_width


@pytest.mark.parametrize("pose", [{"elevation": -1}, {"elevation": 91}, {"zoom": 0}])
def test_impossible_poses_are_refused(pose: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"above the floor|positive"):
        View(PANEL).turn_to(**pose)


def test_zoom_enlarges() -> None:
    view = View(PANEL)
    assert view.copy().turn_to(zoom=1.5).scale_factor == pytest.approx(1.5 * view.scale_factor)

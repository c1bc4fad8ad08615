"""A turn of the view shows the walk, with axes as one reads them if that is possible."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.space.camera_choice import best_turn, turn_to_wall
from scenes.kit.space.surface import HeightField
from scenes.kit.style.layout import Box


@pytest.fixture
def space() -> Space:
    return Space((-2, 2), (-2, 2), (0, 4), Box(-6, 6, -3.5, 3.5))


def wall(points: Floats) -> Floats:
    """Stand high where y is below -1."""
    return np.where(points[..., 1] < -1, 3.9, 0.2)


WALK = np.array([[-1.0, -0.5], [1.0, -0.6]])


def test_on_open_ground_both_axes_run_to_the_right_and_x_nearer(space: Space) -> None:
    pose = space.view.pose.copy()
    open_ground = HeightField(space, lambda points: np.full(points.shape[:-1], 0.2))
    for azimuth, elevation in best_turn(open_ground, WALK, 28, (40, 50)):
        space.view.turn_to(azimuth, elevation)
        right, _, towards = space.view.axes
        assert (right[:2] > 0).all()
        assert towards[0] > 0 > towards[1]
    space.view.turn_to(*pose)
    np.testing.assert_allclose(best_turn(open_ground, WALK, 28, (40, 50)), [[-26, 40], [-54, 50]])
    np.testing.assert_allclose(space.view.pose, pose)


def test_it_goes_round_what_would_hide_the_walk(space: Space) -> None:
    surface = HeightField(space, wall)
    spots = surface.lift(WALK[:, 0], WALK[:, 1]) + np.array([0, 0, 0.1])
    for azimuth, elevation in best_turn(surface, WALK, 28, (40, 50)):
        space.view.turn_to(azimuth, elevation)
        assert not surface.hides(spots).any()


@pytest.mark.parametrize("angle", [0.0, 40.0, 130.0, -75.0])
@pytest.mark.parametrize("wall", [1.0, -1.0])
@pytest.mark.parametrize("near", [-90.0, 200.0])
def test_a_turn_ends_past_the_valleys_end_on_the_side_away_from_the_wall(
    angle: float, wall: float, near: float
) -> None:
    turn = np.radians(angle)
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    hessian = 1.0 * np.outer(along, along) + 50.0 * np.outer(across, across)
    first, whole = turn_to_wall(hessian, 3 * along + wall * across, np.array([[-1, 1], [-1, 1]]), 30, near)
    assert abs(whole) == pytest.approx(30)
    assert abs(first - near) <= 180
    last = np.radians(first + whole)
    eye = np.array([np.cos(last), np.sin(last)])
    assert eye @ along == pytest.approx(np.cos(np.radians(28)))
    assert eye @ across == pytest.approx(-wall * np.sin(np.radians(28)))  # it faces the wall

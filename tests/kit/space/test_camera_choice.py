"""A turn of the view shows the walk, with axes as one reads them if that is possible."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.painted.painted import Floats
from scenes.kit.space.axes import Space
from scenes.kit.space.camera_choice import best_turn
from scenes.kit.space.surface import Surface
from scenes.kit.style.layout import Box


@pytest.fixture
def space() -> Space:
    return Space((-2, 2), (-2, 2), (0, 4), Box(-6, 6, -3.5, 3.5))


def wall(points: Floats) -> Floats:
    """Stand high where y is below -1."""
    return np.where(points[..., 1] < -1, 3.9, 0.2)


WALK = np.array([[-1.0, -0.5], [1.0, -0.6]])


def test_on_open_ground_x_runs_to_the_right_and_y_away(space: Space) -> None:
    pose = space.view.pose.copy()
    open_ground = Surface(space, lambda points: np.full(points.shape[:-1], 0.2))
    for azimuth, elevation in best_turn(open_ground, WALK, 28, (40, 50)):
        space.view.turn_to(azimuth, elevation)
        right, _, towards = space.view.axes
        assert right[0] > abs(right[1])
        assert towards[1] < 0
    space.view.turn_to(*pose)
    np.testing.assert_allclose(best_turn(open_ground, WALK, 28, (40, 50)), [[-46, 40], [-74, 50]])
    np.testing.assert_allclose(space.view.pose, pose)


def test_it_goes_round_what_would_hide_the_walk(space: Space) -> None:
    surface = Surface(space, wall)
    spots = surface.lift(WALK[:, 0], WALK[:, 1]) + np.array([0, 0, 0.1])
    for azimuth, elevation in best_turn(surface, WALK, 28, (40, 50)):
        space.view.turn_to(azimuth, elevation)
        assert not surface.hides(spots).any()

"""A surface that rises out of its map, which is seen from straight above at first."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import gaussian_difference, landscape, quadratic_form
from scenes.kit.space.axes import ROOM_BELOW
from scenes.kit.space.from_above import space_from_above
from scenes.kit.space.rising import rise, stages
from scenes.kit.space.surface import HeightField
from scenes.kit.style.layout import Box

WINDOW = ((-2.0, 3.0), (-1.0, 1.0))
BOWL = quadratic_form([[2.0, 0.0], [0.0, 4.0]])


def test_from_above_the_first_parameter_runs_to_the_right_and_the_second_up() -> None:
    space = space_from_above(Box(-6, 6, -3.5, 3.5), WINDOW, lowest=0.0, top=10.0)
    corner, right, up = (space.project(w, b, 0.0) for w, b in ((-2.0, -1.0), (3.0, -1.0), (-2.0, 1.0)))
    assert right[0] > corner[0]
    assert right[1] == pytest.approx(corner[1])
    assert up[1] > corner[1]
    assert up[0] == pytest.approx(corner[0])
    assert space.ranges[2] == pytest.approx((-10 * ROOM_BELOW, 10.0))
    assert space.axes.lowest == pytest.approx(space.c2p(0.0, 0.0, 0.0)[2])
    assert space.axes.ticks[2][0] == pytest.approx(space.axes.lowest)


def test_it_grows_from_a_clear_sheet_to_its_heights() -> None:
    surface = HeightField(space_from_above(Box(-6, 6, -3.5, 3.5), WINDOW, lowest=0.0, top=10.0), BOWL, (8, 8))
    heights, sheet = surface.heights.copy(), surface.space.c2p(0.0, 0.0, 0.0)[2]
    rising = rise(surface, 0.0, rate_func=lambda share: share)
    rising.begin()
    np.testing.assert_allclose(surface.heights, sheet)
    assert surface.opacity == 0
    rising.interpolate(0.2)
    np.testing.assert_allclose(surface.heights, sheet + 0.2 * (heights - sheet))
    assert surface.opacity == pytest.approx(0.5)
    rising.interpolate(1.0)
    np.testing.assert_allclose(surface.heights, heights)
    assert surface.opacity == 1


def test_a_bowl_with_hills_comes_hill_by_hill() -> None:
    parts, points = stages(landscape()), np.array([[1.3, -1.4], [-1.0, 0.7], [0.2, 0.1]])
    assert len(parts) == 5
    bowl = 1.9 + (0.7 * points[:, 0] ** 2 + 0.8 * points[:, 1] ** 2) / 2
    np.testing.assert_allclose(parts[0](points), bowl)
    pit = np.exp(-((points - [1.3, -1.4]) ** 2).sum(axis=1) / (2 * 1.1**2))
    np.testing.assert_allclose(parts[1](points), bowl - 3 * pit)
    np.testing.assert_allclose(parts[-1](points), landscape().value(points))


def test_two_bells_come_one_after_the_other_and_all_else_at_once() -> None:
    points = np.array([[0.3, -0.4], [-1.0, 0.7]])
    bells = gaussian_difference()
    first, both = stages(bells)
    assert (first(points) > 0).all()
    np.testing.assert_allclose(both(points), bells.value(points))
    [whole] = stages(BOWL)
    np.testing.assert_allclose(whole(points), BOWL.value(points))

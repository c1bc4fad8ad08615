"""One surface is a map, rises, is looked at closer, and becomes another function's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import DL, UR

from gdmath import TEN_POINTS, LinearRegression
from scenes.kit.space.cost_terrain import (
    around_step,
    bowl_window,
    box_heights,
    cost_terrain,
    equal_window,
    landscape_boxes,
    swing_sight,
    told_top,
    valley_cuts,
    valley_sights,
)
from scenes.kit.space.floor_contours import FloorContours
from scenes.kit.space.surface_marks import SurfaceTrail
from scenes.kit.space.terrain import Terrain
from scenes.kit.style.layout import Box

PANEL = Box(-6, 2, -3, 3)
COST = LinearRegression(TEN_POINTS)
START = (0.0, 0.0)


@pytest.fixture
def terrain() -> Terrain:
    return cost_terrain(PANEL, COST, START)


def corners(terrain: Terrain) -> np.ndarray:
    return terrain.on([[terrain.x_range[i], terrain.y_range[j]] for i, j in ((0, 0), (1, 0), (0, 1), (1, 1))])


def seen_at(terrain: Terrain, share: float, **sight: Any) -> None:
    journey = terrain.travel(**sight, rate_func=lambda time: time)
    journey.begin()
    journey.interpolate(share)


def test_a_map_is_a_rectangle_in_its_panel_with_slopes_to_the_right_and_intercepts_upwards(
    terrain: Terrain,
) -> None:
    low, right, up, high = corners(terrain)
    np.testing.assert_allclose(right[1], low[1], atol=0.02)
    np.testing.assert_allclose(up[0], low[0], atol=0.02)
    assert PANEL.left < low[0] < right[0] < PANEL.right
    assert PANEL.bottom < low[1] < high[1] <= PANEL.top
    assert PANEL.top - high[1] < 0.2
    inside = terrain.on(np.array([START, COST.closed_form()]))
    assert ((low < inside) & (inside < high))[:, :2].all()


def test_what_is_higher_than_the_box_is_left_out_of_the_map_and_that_is_told_in_its_highest_corner(
    terrain: Terrain,
) -> None:
    places = [(w, b) for w in terrain.x_range for b in terrain.y_range]
    highest = max(places, key=lambda place: float(COST.value(place)))
    assert np.isnan(terrain.surface.lift(*highest)[2])
    told, middle = told_top(terrain, COST), corners(terrain).mean(axis=0)
    assert str(told.typst_code).strip("$ ") == "J > 201"
    near, far = terrain.on(highest) - told.get_center(), terrain.on(highest) - middle
    shares = (near / np.where(far == 0, 1.0, far))[:2]
    assert ((shares > 0) & (shares < 0.5)).all()


def test_light_changes_on_the_way_and_then_stays(terrain: Terrain) -> None:
    for share, brightness in ((0.0, 1.0), (0.5, 1.3), (1.0, 1.6)):
        terrain.put(brightness=1.0)
        seen_at(terrain, share, brightness=1.6)
        assert terrain.surface.brightness == pytest.approx(brightness)
    terrain.put(zoom=1.0)
    assert terrain.surface.brightness == 1.6


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 1.0])
def test_it_is_the_surface_of_its_function_all_the_way(terrain: Terrain, share: float) -> None:
    seen_at(terrain, share, **valley_sights(COST, START)[0], panel=landscape_boxes()[0])
    space, surface = terrain.space, terrain.surface
    w, b = COST.closed_form().tolist()
    low, high = space.ranges[2]
    expected = (float(COST.value([w, b])) - low) / (high - low) * space.view.size[2]
    assert surface.lift(w, b)[2] == pytest.approx(expected, abs=2e-3)
    assert surface.every is not None
    levels = surface.levels / surface.every
    np.testing.assert_allclose(levels, np.round(levels), atol=1e-6)
    assert space.view.size[2] == pytest.approx(1.3 * (0.004 + share * 0.996))


def test_axes_are_not_seen_while_they_change_their_places_and_have_new_numbers_then(terrain: Terrain) -> None:
    axes, before = terrain.space.axes, terrain.space.axes.ticks[0].copy()
    window = around_step(START, (0.362, 0.089), 0.2)
    seen_at(terrain, 0.5, window=window)
    assert axes.clearness == 0
    assert not list(axes.placed_labels())
    seen_at(terrain, 1.0, window=window)
    assert axes.clearness == 1
    assert len(axes.ticks[0]) >= 2
    assert not np.array_equal(axes.ticks[0], before)
    assert (np.abs(np.concatenate(axes.ticks[:2])) <= 1.2).all()


def test_where_it_is_looked_at_closely_units_are_equally_long_and_the_gradient_is_square_to_its_contour(
    terrain: Terrain,
) -> None:
    terrain.put(window=around_step(START, (0.362, 0.089), 0.2))
    origin, one_w, one_b = terrain.on([START, (0.1, 0.0), (0.0, 0.1)])
    assert np.linalg.norm(one_w - origin) == pytest.approx(np.linalg.norm(one_b - origin), rel=1e-3)
    line = COST.spectrum.contour(float(COST.value(START) - COST.value(COST.closed_form())), 20001)
    nearest = int(np.linalg.norm(line, axis=1).argmin())
    along = np.diff(terrain.on(line[[nearest - 1, nearest + 1]]), axis=0)[0]
    uphill = terrain.on(0.001 * COST.gradient(START)) - origin
    cosine = along @ uphill / (np.linalg.norm(along) * np.linalg.norm(uphill))
    assert abs(cosine) < 0.01


def test_it_becomes_another_functions_surface(terrain: Terrain) -> None:
    heights = box_heights(COST, START, 1.14)
    terrain.put(window=bowl_window(COST, START, 1.14), heights=heights, rise=1.0)
    for share in (0.0, 0.5, 1.0):
        seen_at(
            terrain,
            share,
            become=lambda done: LinearRegression(TEN_POINTS.partly_standardized(done, done).dataset),
        )
        cost = LinearRegression(TEN_POINTS.partly_standardized(share, share).dataset)
        assert terrain.function.condition_number == pytest.approx(cost.condition_number)
        low, high = heights
        expected = (float(cost.value(cost.closed_form())) - low) / (high - low) * 1.3
        assert terrain.surface.lift(*cost.closed_form())[2] == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
@pytest.mark.parametrize("sight", [{"rise": 1.0, "azimuth": -60}, {"window": [[-3, 3], [2, 20]]}])
def test_contours_on_its_floor_are_those_of_its_function_over_its_window(
    terrain: Terrain, sight: dict[str, Any], share: float
) -> None:
    seen_at(terrain, share, **sight)
    anew = FloorContours(terrain.space, terrain.function, terrain.floor.levels)
    for lines, others in zip(terrain.floor.lines, anew.lines, strict=True):
        for line, other in zip(lines, others, strict=True):
            assert np.array_equal(line, other)
    np.testing.assert_array_equal(terrain.floor.colors, anew.colors)


def test_contours_are_found_once_for_all_sights_of_the_same_window(terrain: Terrain) -> None:
    found = terrain.floor.lines
    seen_at(terrain, 0.7, rise=1.0, azimuth=-60)
    assert terrain.floor.lines is found


def test_a_round_bowl_is_seen_round_from_above() -> None:
    terrain = cost_terrain(PANEL, COST, START)
    bowl = LinearRegression(TEN_POINTS.standardized().dataset)
    terrain.put(window=bowl_window(COST, START, 1.14), become=lambda _: bowl)
    rim = terrain.on(bowl.spectrum.contour(90.0)) - terrain.on(bowl.closed_form())
    radii = np.linalg.norm(rim, axis=1)
    assert np.ptp(radii) < 0.01 * radii.mean()


def test_what_lies_on_it_goes_along_as_its_window_changes(terrain: Terrain) -> None:
    trail = SurfaceTrail(terrain.surface, [START, (0.3, 0.2)])
    terrain.put(window=equal_window([START, (0.3, 0.2)], 0.2))
    ends = terrain.space.view.project(trail.world_points()[[0, -1]])
    np.testing.assert_allclose(ends, terrain.on([START, (0.3, 0.2)]), atol=1e-9)


def test_swings_are_seen_from_close_by_below_the_rims_of_the_walls() -> None:
    swings = np.array([[0.0, 0.0], [1.806, 0.444], [0.022, 0.370], [1.684, 0.79]])
    sight = swing_sight(COST, swings)
    low, high = sight["window"].T
    assert ((swings > low) & (swings < high)).all()
    assert sight["heights"][0] < COST.value([float(COST.best_slope(0.4)), 0.4])
    assert sight["heights"][1] > COST.value(swings).max()


def test_cuts_across_and_along_go_through_the_minimum_up_to_the_top(terrain: Terrain) -> None:
    top = 120.0
    for cut in valley_cuts(terrain.surface, COST, top):
        np.testing.assert_allclose(cut.iterates.mean(axis=0), COST.closed_form())
        np.testing.assert_allclose(COST.value(cut.iterates), top)


def test_the_map_lies_in_its_panel_in_a_lessons_stage() -> None:
    panel, words = landscape_boxes()
    terrain = cost_terrain(panel, COST, START)
    assert terrain.space.view.get_corner(DL)[0] == pytest.approx(panel.left)
    assert terrain.space.view.get_corner(UR)[1] == pytest.approx(panel.top)
    assert words.width > 3

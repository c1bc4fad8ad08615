"""The ground has the colours of the fates of what starts there; names stand where their spots are seen."""

from __future__ import annotations

import numpy as np
import pytest
from manim import UP, ValueTracker

from gdmath import from_function
from scenes.kit.space.axes import Space
from scenes.kit.space.crowd import HARDLY, SMALLER, Crowd, fate_color, staying
from scenes.kit.space.fate_map import fate_map, undyed, without_kinks
from scenes.kit.space.spot_name import FLAT, HIGHEST, LOWEST, landscape_names, spot_name
from scenes.kit.space.surface import HeightField
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

WELLS = from_function(lambda x, y: (x**2 - 1) ** 2 + y**2, [(-2, 2), (-2, 2)])
"""Two pits as deep as each other, left and right of the line x = 0."""


def test_two_wells_colour_each_its_side() -> None:
    colors = fate_map(WELLS, 0.05, 30, (41, 41))
    assert colors.shape == (41, 41, 4)
    for side, minimum in ((slice(0, 18), 0), (slice(23, 41), 1)):
        assert colors[side, ..., :3] == pytest.approx(
            np.broadcast_to(palette.rgb(fate_color(minimum)), (18, 41, 3)), abs=0.02
        )
        assert colors[side, ..., 3] == pytest.approx(1, abs=0.02)


def test_a_plain_has_the_colour_of_what_hardly_moves() -> None:
    hollow = from_function(lambda x, y: -np.exp(-4 * (x**2 + y**2)), [(-3, 3), (-3, 3)])
    colors = fate_map(hollow, 0.05, 30, (31, 31))
    plain = np.array([*palette.rgb(fate_color(HARDLY)), 1.0])
    assert colors[[0, 0, -1, -1], [0, -1, 0, -1]] == pytest.approx(np.tile(plain, (4, 1)), abs=1e-3)
    assert undyed((31, 31)) == pytest.approx(np.broadcast_to(plain, (31, 31, 4)))
    assert colors[15, 15] == pytest.approx([*palette.rgb(palette.MINIMUM), 1], abs=0.02)


def test_a_line_without_kinks_keeps_its_ends_and_its_way() -> None:
    line = np.array([[0, 0], [1, 0.5], [2, 1], [1.995, 1.004], [2.004, 0.999], [3, 1], [4, 1]])
    smooth = without_kinks(line)
    assert smooth[[0, -1]] == pytest.approx(line[[0, -1]], abs=1e-9)
    turns = np.diff(np.unwrap(np.arctan2(*np.diff(smooth, axis=0).T[::-1])))
    assert np.abs(turns).max() < 0.06
    assert np.linalg.norm(smooth[:, None] - line[2], axis=-1).min() < 0.03


def test_fates_of_two_wells_are_their_minima() -> None:
    crowd = Crowd(WELLS, 0.05, [(-0.5, 1.0), (0.5, -1.0), (1.0, 0.0)], 30)
    assert crowd.fates.tolist() == [0, 1, 1]  # whoever starts in a pit is in it


def test_a_name_stays_above_its_spot() -> None:
    space = Space((-2, 2), (-2, 2), (0, 4), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=30)
    surface = HeightField(space, lambda points: np.full(points.shape[:-1], 2.0), (8, 8))
    name = spot_name(surface, np.array([1.0, 0.5]), "pit", above=0.4)
    for turn in (0, 50):
        space.view.turn_by(turn)
        surface.heights = surface.heights + 0.1
        name.update()
        seen = space.view.project(surface.lift(1.0, 0.5)) + 0.4 * UP
        assert name.get_center() == pytest.approx(seen)


def test_a_landscape_has_names_at_its_highest_and_lowest_place_and_where_it_is_flattest() -> None:
    slope = from_function(lambda x, y: (x - 1) ** 2 + y**2, [(-2, 2), (-2, 2)])
    space = Space((-2, 2), (-2, 2), (0, 14), Box(-6, 6, -3.5, 3.5), azimuth=-60, elevation=30)
    surface = HeightField(space, slope, (64, 64))
    names = landscape_names(surface, slope, "hill", "pit", "plain")
    places = ((-2, -2), (1, 0), (1, 0))
    for name, spot, above in zip(names, places, (HIGHEST, LOWEST, FLAT), strict=True):
        seen = space.view.project(surface.lift(*spot)) + above * UP
        assert name.get_center() == pytest.approx(seen, abs=1e-3)


def test_whose_walk_leaves_the_window_is_left_out() -> None:
    slope = from_function(lambda x, y: -x + 0 * y, [(-1, 1), (-1, 1)])
    assert staying(slope, 0.1, [(-0.5, 0.0), (0.8, 0.5)], 10).tolist() == [[-0.5, 0.0]]


def test_dots_are_of_one_size_until_it_is_told_which_hardly_move() -> None:
    hollow = from_function(lambda x, y: -np.exp(-4 * (x**2 + y**2)), [(-3, 3), (-3, 3)])
    space = Space((-3, 3), (-3, 3), (-1, 1), Box(-6, 6, -3.5, 3.5))
    surface, told = HeightField(space, hollow, (32, 32)), ValueTracker(0.0)
    crowd = Crowd(hollow, 0.05, [(0.3, 0.2), (2.5, 2.5)], 30)
    assert sorted(crowd.fates.tolist()) == [HARDLY, 0]
    dots = crowd.dots(surface, ValueTracker(0.0), 0.1, told)
    assert [each.radius for each in dots] == [0.1, 0.1]
    told.set_value(1.0)
    assert [each.update().radius for each in dots] == pytest.approx([0.1 * SMALLER, 0.1])

"""A height field's corners are where the eye sees them, lit as they lie, and cut where they leave the box."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.kit.painted.painted import Floats
from scenes.kit.space.camera import View
from scenes.kit.space.raster import WIDTH
from scenes.kit.space.relief import Window, look_of
from scenes.kit.space.shading import AMBIENT, LIGHT, cut_triangles, open_sky, openness, place_corners
from scenes.kit.style.layout import Box

N, TOP = 21, 1.3
PLACES = np.linspace(-1, 1, N)
X, Y = np.meshgrid(PLACES, PLACES, indexing="ij")
WINDOW = Window(200.0, 120.0, 25.0, 400, 240)
LEVELS = np.array([[40.0, 80.0, 120.0], [200.0, 180.0, 90.0]])


@pytest.fixture
def view() -> View:
    return View(Box(-6, 6, -4, 4), azimuth=-40, elevation=25)


def placed(view: View, z: Floats, ink: Any = (0, 0, 0, 0)) -> Floats:
    stain = np.tile(np.array(ink, dtype=float), (*z.shape, 1))
    corners = np.full((9 * N * N, WIDTH), np.nan)
    corners[: N * N, 6:] = 0.0
    look = look_of(view, WINDOW)
    place_corners(PLACES, PLACES, z, np.ones_like(z), stain, LEVELS, TOP, view.eye, LIGHT, look, corners)
    return corners


def cut(corners: Floats, z: Floats) -> tuple[Any, Floats, Any]:
    """Return the triangles, the heights of all corners, and the extent."""
    heights, triangles = (
        np.append(z.ravel(), np.full(8 * z.size, np.nan)),
        np.zeros((6 * z.size, 3), np.int32),
    )
    order = np.arange(N - 1)
    count, used, *extent = cut_triangles(order, order, N, corners, heights, TOP, triangles)
    return triangles[:count], heights[:used], extent


def test_corners_are_where_the_view_projects_them(view: View) -> None:
    z = 0.5 + 0.3 * X * Y
    corners = placed(view, z)[: N * N]
    world = np.stack([X, Y, z], axis=-1).reshape(-1, 3)
    seen = view.project(world)
    assert corners[:, 0] == pytest.approx(200 + 25 * seen[:, 0])
    assert corners[:, 1] == pytest.approx(120 - 25 * seen[:, 1])
    assert corners[:, 2] == pytest.approx(view.distance - view.depth(world))


def test_a_stain_changes_the_hue_and_no_place_becomes_lighter(view: View) -> None:
    z, luma = 0.6 + 0.3 * X * Y, np.array([0.2126, 0.7152, 0.0722])
    plain, clear, red, navy = (
        placed(view, z, ink)[: N * N, 3:6]
        for ink in ((0, 0, 0, 0), (255, 0, 0, 0.0), (255, 60, 60, 1.0), (0, 0, 90, 1.0))
    )
    assert (clear == plain).all()
    assert (red[:, 0] > plain[:, 0]).all()
    assert (red[:, 0] > 1.2 * red[:, 2]).all()
    assert (red @ luma <= plain @ luma + 0.5).all()
    assert (navy @ luma <= plain @ luma + 0.5).all()
    assert (navy[:, 2] > navy[:, 0]).all()


def test_what_faces_the_light_is_brighter_and_shade_is_not_black(view: View) -> None:
    steep = [
        placed(view, TOP / 2 + 0.5 * side * (LIGHT[0] * X + LIGHT[1] * Y))[: N * N, 3] for side in (-1, 1)
    ]
    middle = N * N // 2
    assert steep[0][middle] > steep[1][middle] > AMBIENT * LEVELS[:, 0].mean()
    assert all((colors >= 0).all() and (colors <= 255).all() for colors in steep)


def test_cuts_are_where_the_surface_crosses_top_and_bottom(view: View) -> None:
    z = TOP / 2 + TOP / 0.94 * X  # leaves the box at x = -0.47 and 0.47
    corners = placed(view, z)
    triangles, heights, extent = cut(corners, z)
    new = heights[N * N :]
    assert len(new)
    assert set(np.round(new, 12)) == {0.0, TOP}
    for height, x in ((0.0, -0.47), (TOP, 0.47)):
        at = corners[N * N : len(heights)][np.isclose(new, height)]
        ends = view.project([[x, -1.0, height], [x, 1.0, height]])[:, :2] * [25, -25] + [200, 120]
        way = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
        apart = (at[:, :2] - ends[0]) @ np.array([-way[1], way[0]])
        assert np.abs(apart).max() < 1e-9
        assert at[:, :2].min(axis=0) == pytest.approx(ends.min(axis=0))
        assert at[:, :2].max(axis=0) == pytest.approx(ends.max(axis=0))
    used = corners[np.unique(triangles)]
    assert ((heights[triangles] >= 0) & (heights[triangles] <= TOP)).all()
    assert extent == pytest.approx([used[:, 0].min(), used[:, 0].max(), used[:, 1].min(), used[:, 1].max()])


def test_a_sheet_that_is_cut_everywhere_fits_into_the_room_for_it(view: View) -> None:
    """Each triangle crosses both the floor and the top."""
    z = np.where((X * (N - 1) / 2 + Y * (N - 1) / 2).round().astype(int) % 2, 3.0, -2.0)
    triangles, heights, _ = cut(placed(view, z), z)
    assert len(heights) == N * N + 8 * (N - 1) ** 2
    assert len(triangles) == 2 * 2 * (N - 1) ** 2


def test_cells_without_a_value_are_left_out_and_no_others(view: View) -> None:
    z = 0.5 + 0.2 * X
    z[7, 9] = np.nan
    triangles, _, _ = cut(placed(view, z), z)
    assert len(triangles) == 2 * (N - 1) ** 2 - 6
    assert 7 * N + 9 not in triangles


def test_hollows_are_darker_than_plains_and_hills_are_not() -> None:
    size = np.array([2.0, 2.0])
    assert openness(np.full((N, N), 0.4), size) == pytest.approx(1)
    bump = np.exp(-(X**2 + Y**2) / 0.05)
    hollow, hill = openness(1 - bump, size), openness(bump, size)
    assert hollow[N // 2, N // 2] == hollow.min() < 0.95
    assert hill[N // 2, N // 2] == 1
    assert np.isfinite(openness(np.where(X > 0.5, np.nan, X), size)).all()


def test_openness_is_that_of_these_heights() -> None:
    size = np.array([2.0, 2.0])
    one, other = np.exp(-(X**2)), np.exp(-(Y**2))
    for heights in (one, other, one):
        assert np.array_equal(open_sky(heights, size), openness(heights, size))
    assert open_sky(one, size) is open_sky(one.copy(), size)

"""A height field's picture and depth are those of the surface, whatever was drawn before."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.spatial import cKDTree

from scenes.kit.painted.painted import Floats
from scenes.kit.space.camera import View
from scenes.kit.space.raster import NOTHING
from scenes.kit.space.relief import Lines, Relief, Sheet, Window, cached_relief, draw_relief
from scenes.kit.style.layout import Box

TOP = 1.3
WINDOW = Window(200.0, 120.0, 36.0, 400, 240)
LEVELS = np.full((2, 3), 0.4)
NO_LINES = (Lines(np.ones(3), 1.0, 0.0), Lines(np.ones(3), 1.0, 0.0))
CONTOURS = (Lines(np.ones(3), 1.0, 0.0), Lines(np.array([1.0, 0.0, 0.0]), 1.6, 1.0))
N = 65
PLACES = np.linspace(-1, 1, N)
X, Y = np.meshgrid(PLACES, PLACES, indexing="ij")


def view(azimuth: float = -50, elevation: float = 35) -> View:
    return View(Box(-5, 5, -3, 3), azimuth=azimuth, elevation=elevation)


def drawn(
    z: Floats, seen: View | None = None, lines: tuple[Lines, ...] = NO_LINES, block: Any = None
) -> Relief:
    rulings = np.full(N, 0.5)
    sheet = Sheet(
        PLACES, PLACES, z, rulings, rulings, z / 0.25, np.ones_like(z), TOP, TOP, np.zeros((*z.shape, 4))
    )
    return draw_relief(sheet, seen or view(), WINDOW, LEVELS, lines, block)


def channels(relief: Relief) -> Any:
    return relief.picture.view(np.uint8).reshape(*relief.picture.shape, 4).astype(int)


def world_of(relief: Relief, seen: View) -> tuple[Floats, Any]:
    """Return the world points of all pixels, from their depth, and which pixels have one."""
    rows, columns = np.mgrid[: relief.depth.shape[0], : relief.depth.shape[1]] + 0.5
    scale, middle = seen.fit()
    far = relief.depth.astype(float)
    growth = scale * seen.distance / far * WINDOW.unit
    right = (columns + relief.left - WINDOW.origin_x - middle[0] * WINDOW.unit) / growth
    up = (WINDOW.origin_y - rows - relief.top - middle[1] * WINDOW.unit) / growth
    local = np.stack([right, up, seen.distance - far], axis=-1)
    return local @ seen.axes + seen.middle, relief.depth < NOTHING


@pytest.mark.parametrize("azimuth", [-50, 20, 200])
def test_each_pixel_is_as_far_as_the_plane_that_it_shows(azimuth: float) -> None:
    seen = view(azimuth)
    relief = drawn(0.3 + 0.2 * X - 0.25 * Y, seen)
    points, shown = world_of(relief, seen)
    x, y, z = points[shown].T
    assert len(x) > 5000
    assert z == pytest.approx(0.3 + 0.2 * x - 0.25 * y, abs=1e-4)
    assert np.abs(x).max() <= 1 + 1e-4
    assert np.abs(y).max() <= 1 + 1e-4


def test_it_covers_the_area_that_it_is_seen_under() -> None:
    seen = view()
    corners = seen.project([[-1, -1, 0.4], [1, -1, 0.4], [1, 1, 0.4], [-1, 1, 0.4]])[:, :2] * WINDOW.unit
    x, y = corners.T
    area = abs((x * np.roll(y, -1) - y * np.roll(x, -1)).sum()) / 2
    opacities = channels(drawn(np.full((N, N), 0.4), seen))[..., 3]
    assert opacities.sum() / 255 == pytest.approx(area, rel=0.002)


@pytest.mark.parametrize("elevation", [45, 70])
def test_contours_of_a_paraboloid_are_circles_a_pixel_and_a_half_wide(elevation: float) -> None:
    seen = view(elevation=elevation)
    relief = drawn(X**2 + Y**2, seen, CONTOURS)
    red, green = channels(relief)[..., 0], channels(relief)[..., 1]
    points, shown = world_of(relief, seen)
    marked = shown & (red > 1.5 * green)
    assert marked.sum() > 500
    level = np.rint(points[marked][:, 2] / 0.25) * 0.25
    assert {0.25, 0.5, 0.75, 1.0, 1.25} <= set(level)
    turns = np.linspace(0, 2 * np.pi, 3000)
    own = seen.project(points[marked])[:, :2] * WINDOW.unit
    for height in np.unique(level[level > 0]):
        radius = np.sqrt(height)
        circle = np.column_stack([radius * np.cos(turns), radius * np.sin(turns), np.full(3000, height)])
        tree = cKDTree(seen.project(circle)[:, :2] * WINDOW.unit)
        apart = np.asarray(tree.query(own[level == height])[0])
        assert np.quantile(apart, 0.99) < 1.6 / 2 + 0.5  # few on the rim show what lies beside their middle
        assert len(apart) > 0.8 * 1.6 * np.ptp(own[level == height], axis=0).max()


def test_what_has_no_value_is_a_clean_hole() -> None:
    seen = view(elevation=70)
    z = np.where(np.hypot(X, Y) < 0.4, np.nan, 0.5)
    relief = drawn(z, seen)
    opacities = channels(relief)[..., 3]
    points, shown = world_of(relief, seen)
    assert not shown[opacities == 0].any()
    assert np.hypot(*points[shown][:, :2].T).min() > 0.4
    whole = drawn(np.full((N, N), 0.5), seen)
    lost = (whole.depth < NOTHING).sum() - shown.sum()
    cell = (whole.depth < NOTHING).sum() / (N - 1) ** 2
    missing = np.isnan(z)
    cells = (missing[1:, 1:] | missing[:-1, 1:] | missing[1:, :-1] | missing[:-1, :-1]).sum()
    assert lost == pytest.approx(cells * cell, rel=0.06)  # whole cells, or half of them at corners
    assert set(np.unique(channels(relief)[opacities > 0][:, 3]) // 128) <= {0, 1}


def test_what_leaves_the_box_is_cut_off_along_a_straight_edge() -> None:
    seen = view(azimuth=-90, elevation=20)
    relief = drawn(TOP / 2 + TOP * X, seen)
    points, shown = world_of(relief, seen)
    z = points[shown][:, 2]
    assert z.min() == pytest.approx(0, abs=0.01)
    assert z.max() == pytest.approx(TOP, abs=0.01)
    assert ((z > -1e-5) & (z < TOP + 1e-5)).all()


def test_nothing_at_all_is_an_empty_picture() -> None:
    for nowhere in (np.nan, TOP + 1, -1.0):
        relief = drawn(np.full((N, N), nowhere))
        assert (relief.depth == NOTHING).all()
        assert not relief.picture.any()


def test_a_picture_is_the_same_in_used_arrays() -> None:
    hill, bowl = np.exp(-3 * (X**2 + Y**2)), (X**2 + Y**2) / 2
    fresh = drawn(bowl, lines=CONTOURS)
    used = drawn(bowl, lines=CONTOURS, block=drawn(hill, view(elevation=80)).block)
    assert used.block is not fresh.block
    assert np.array_equal(used.picture, fresh.picture)
    assert np.array_equal(used.depth, fresh.depth)


def test_the_last_few_pictures_are_kept_and_older_ones_make_room() -> None:
    made = list[tuple[int, Any]]()

    def ask(number: int) -> Relief:
        def draw(block: Any) -> Relief:
            made.append((number, block))
            return drawn(np.full((N, N), 0.1 * number), block=block)

        return cached_relief(("a test's", number), draw)

    first = ask(1)
    assert [ask(number) for number in (2, 3, 4, 1)][-1] is first
    ask(5)  # in place of 2, which has not been asked for longest
    assert [number for number, _ in made] == [1, 2, 3, 4, 5]
    assert ask(1) is first
    ask(2)
    assert [number for number, _ in made] == [1, 2, 3, 4, 5, 2]
    assert made[-1][1] is not None

"""Triangles as pixels: depth, colour, lines and borders are where geometry puts them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.kit.painted.painted import Floats
from scenes.kit.space.raster import DITHER, NOTHING, WIDTH, fill, smooth

SIZE = 96
NO_LINES = np.zeros((2, 5))


def mesh(x: Any, y: Any, depth: Any, color: Any = 200.0, **columns: Any) -> Floats:
    corners = np.full((len(x), WIDTH), 0.5)
    corners[:, 0], corners[:, 1], corners[:, 2], corners[:, 3:6] = x, y, depth, np.broadcast_to(color, (3,))
    for name, values in columns.items():
        corners[:, {"height": 6, "along_x": 7, "along_y": 8}[name]] = values
    return corners


def drawn(
    corners: Floats, triangles: Any, lines: Floats = NO_LINES, jump: float = 0.5
) -> tuple[Any, Any, Any]:
    """Return depth, and red, green, blue and opacity before and after smoothing."""
    depth, picture = np.full((SIZE, SIZE), NOTHING), np.zeros((SIZE, SIZE), np.uint32)
    rows = np.array(triangles, np.int32, order="C").reshape(-1, 3)
    fill(corners, rows, lines, depth, picture, DITHER)
    plain = picture.copy().view(np.uint8).reshape(SIZE, SIZE, 4)
    smooth(corners, rows, lines, depth, np.float32(jump), picture, DITHER)
    return depth, plain, picture.view(np.uint8).reshape(SIZE, SIZE, 4)


SQUARE_X, SQUARE_Y = [8.2, 80.7, 80.7, 8.2], [5.1, 5.1, 90.4, 90.4]
HALVES = [(0, 1, 2), (0, 2, 3)]


def test_the_depth_of_a_plane_is_that_of_geometry_at_each_pixels_middle() -> None:
    x, y = np.array(SQUARE_X), np.array(SQUARE_Y)
    depth, _, _ = drawn(mesh(x, y, 3 + 0.02 * x - 0.013 * y), HALVES)
    rows, columns = np.mgrid[:SIZE, :SIZE] + 0.5
    inside = (columns > x[0]) & (columns < x[1]) & (rows > y[0]) & (rows < y[2])
    assert (inside == (depth < NOTHING)).all()
    assert depth[inside] == pytest.approx((3 + 0.02 * columns - 0.013 * rows)[inside], abs=1e-6)


def test_the_nearest_wins_whatever_the_order() -> None:
    random = np.random.default_rng(4)
    count = 40
    x, y = random.uniform(-10, SIZE + 10, (2, 3 * count))
    corners = mesh(x, y, np.repeat(random.uniform(1, 9, count), 3))
    corners[:, 3:6] = np.repeat(random.uniform(0, 255, (count, 3)), 3, axis=0)
    triangles = np.arange(3 * count).reshape(-1, 3)
    pictures = [drawn(corners, triangles[order]) for order in (np.arange(count), random.permutation(count))]
    assert len(np.unique(pictures[0][0])) > 10
    for one, other in zip(*pictures, strict=True):
        assert np.array_equal(one, other)


def test_neighbours_leave_no_gap_and_a_border_covers_its_area() -> None:
    turns = np.linspace(0, 2 * np.pi, 90, endpoint=False)
    x, y = 47.3 + 36 * np.cos(turns), 48.8 + 36 * np.sin(turns)
    fan = [(0, k, k % 90 + 1) for k in range(1, 91)]
    _, plain, smoothed = drawn(mesh([47.3, *x], [48.8, *y], 2.0), fan)
    area = 90 / 2 * 36**2 * np.sin(2 * np.pi / 90)
    assert (plain[..., 3] > 0).sum() == pytest.approx(area, rel=0.01)
    assert smoothed[..., 3].sum() / 255 == pytest.approx(area, rel=0.003)
    shares = smoothed[..., 3][(smoothed[..., 3] > 0) & (smoothed[..., 3] < 255)]
    assert len(shares) > 150
    assert (smoothed[..., :3] <= smoothed[..., 3:]).all()  # colours times their opacity
    inner = np.hypot(*(np.mgrid[:SIZE, :SIZE] + 0.5 - np.array([48.8, 47.3])[:, None, None])) < 34
    assert (plain[inner][:, 3] == 255).all()


def test_a_border_is_a_blend_of_what_lies_on_its_sides() -> None:
    x, y = [*SQUARE_X, 40.25, SIZE, SIZE, 40.25], [*SQUARE_Y, 0, 0, SIZE, SIZE]
    corners = mesh(x, y, [5.0] * 4 + [2.0] * 4)
    corners[4:, 3:6] = 100.0
    _, _, smoothed = drawn(corners, [*HALVES, (4, 5, 6), (4, 6, 7)])
    assert smoothed[40, 38:43, 0] == pytest.approx([200, 200, 125, 100, 100], abs=1)  # 3/4 of a pixel


def test_a_slope_is_no_border() -> None:
    """Depth that changes evenly by more than the threshold is left alone; a step is not."""
    x, y = (
        places.ravel() for places in np.meshgrid(np.linspace(5.2, 90.3, 120), np.linspace(4.1, 91.2, 120))
    )
    slope = mesh(x, y, 3 + 0.4 * x)
    slope[:, 3:6] = np.random.default_rng(2).uniform(0, 255, (len(x), 1))  # smoothing would be seen
    cells = (120 * np.arange(119)[:, None] + np.arange(119)).ravel()
    triangles = np.concatenate(
        [cells + np.array([[0], [1], [121]]), cells + np.array([[0], [121], [120]])], 1
    ).T
    _, plain, smoothed = drawn(slope, triangles, jump=0.3)
    assert np.array_equal(plain[10:80, 10:80], smoothed[10:80, 10:80])
    slope[x > 45, 2] += 3.0
    _, plain, smoothed = drawn(slope, triangles, jump=0.3)
    assert set(np.nonzero((plain != smoothed).any(axis=-1)[10:80, 10:80])[1] + 10) <= {44, 45, 46}
    assert (plain != smoothed).any(axis=-1)[10:80, 43:47].any(axis=1).mean() > 0.9


def test_dither_is_right_in_the_mean_and_never_off_by_more_than_one() -> None:
    for color in (0.0, 17.3, 100.5, 254.9, 255.0):
        _, plain, _ = drawn(mesh(SQUARE_X, SQUARE_Y, 2.0, color), HALVES)
        values = plain[16:80, 16:72, 0].astype(float)
        assert values.mean() == pytest.approx(color, abs=1 / 64)
        assert np.abs(values - color).max() < 1


@pytest.mark.parametrize(("width", "opacity"), [(1.0, 1.0), (2.6, 0.5), (0.6, 1.0)])
def test_lines_are_at_whole_numbers_as_wide_as_they_should_be(width: float, opacity: float) -> None:
    x = np.array(SQUARE_X)
    lines = np.array([[0, 0, 0, 0.5, 0], [0, 0, 0, width / 2, opacity]])
    _, plain, _ = drawn(mesh(x, SQUARE_Y, 2.0, 200.0, height=(x - 20.3) / 16), HALVES, lines)
    dark = 1 - plain[40, :, 0] / 200.0
    for middle in (20.3, 36.3, 52.3, 68.3):
        around = slice(int(middle) - 5, int(middle) + 6)
        places = np.arange(SIZE)[around] + 0.5
        assert dark[around].sum() == pytest.approx(opacity * width, abs=0.12)
        assert (dark[around] * places).sum() / dark[around].sum() == pytest.approx(middle, abs=0.25)
    assert dark[26:31] == pytest.approx(0, abs=0.01)


def test_lines_close_together_fade_instead_of_flickering() -> None:
    x = np.array(SQUARE_X)
    lines = np.array([[0, 0, 0, 0.5, 1.0], [0, 0, 0, 0.5, 1.0]])
    _, plain, _ = drawn(mesh(x, SQUARE_Y, 2.0, 200.0, along_x=x / 2.2), HALVES, lines)
    assert plain[40, 15:75, 0] == pytest.approx(200, abs=1)


def test_a_contour_goes_on_over_a_plain_and_a_level_one_has_none() -> None:
    """Far out, a bell is as good as level: its contour at 0 ends nowhere but at the border all the same."""
    x, y = (places.ravel() for places in np.meshgrid(np.linspace(5.2, 90.3, 40), np.linspace(4.1, 91.2, 40)))
    cells = (40 * np.arange(39)[:, None] + np.arange(39)).ravel()
    halves = [cells + np.array([[0], [1], [41]]), cells + np.array([[0], [41], [40]])]
    triangles, lines = np.concatenate(halves, 1).T, np.array([[0, 0, 0, 0.5, 0], [0, 0, 0, 0.75, 1.0]])
    plain = (
        0.02 * (x - 48.7) * np.exp(-((y / 20) ** 2))
    )  # at the lower border, lines were some 1e10 pixels apart
    _, drawn_over, _ = drawn(mesh(x, y, 2.0, height=plain), triangles, lines)
    rows = slice(6, 89)
    assert (drawn_over[rows, 47:51, 0].min(axis=1) < 60).all()
    assert (drawn_over[rows, 10:44, 0] > 190).all()
    left_over = np.random.default_rng(1).uniform(-1e-14, 1e-14, len(x))  # by rounding
    for height in (0.0, left_over):
        _, level, _ = drawn(mesh(x, y, 2.0, height=height), triangles, lines)
        assert (level[10:80, 10:80, 0] > 190).all()

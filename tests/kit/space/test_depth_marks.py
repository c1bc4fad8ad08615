"""What a surface hides of a mark is faint exactly where its depth says so."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from scenes.kit.space.depth_marks import (
    SIDE,
    cover_strokes,
    lay_ball,
    lay_samples,
    lay_shadow,
    lay_strokes,
    words_of,
)
from scenes.kit.space.raster import NOTHING

Pixels = NDArray[np.float32]

SIZE, GHOST = 60, 0.3
WHITE, BLACK = np.ones(3), np.zeros(3)


def near_on_the_left() -> Pixels:
    """A surface nearer than 2 left of column 30, and farther right of it."""
    return np.tile(np.where(np.arange(SIZE) < 30, 1.0, 3.0).astype(np.float32), (SIZE, 1))


def nothing() -> Pixels:
    return np.zeros((SIZE, SIZE, 4), np.float32)


def stroke(points: list[tuple[float, float, float]], depth: Pixels, width: float, edge: float) -> Pixels:
    x, y, far = np.array(points, float).T.copy()
    apart, deep, pixels = np.full((SIZE, SIZE), NOTHING), np.zeros((SIZE, SIZE), np.float32), nothing()
    joined = np.ones(len(points) - 1, bool)
    cover_strokes(x, y, far, joined, width / 2, edge, apart, deep)
    lay_strokes(apart, deep, depth, 0.01, width / 2, edge, WHITE, BLACK, 1.0, GHOST, pixels)
    return pixels


def test_a_stroke_is_faint_exactly_where_depth_hides_it() -> None:
    pixels = stroke([(5, 30, 2), (55, 30, 2)], near_on_the_left(), width=4, edge=2)
    assert pixels[29, 8:30, 3] == pytest.approx(GHOST)
    assert pixels[29, 30:52, 3] == pytest.approx(1)
    assert pixels[29, 30:52, 0] == pytest.approx(1)
    assert pixels[27, 8:30, 3] == pytest.approx(0)  # what is hidden has no outline
    assert pixels[27, 30:52, 3] == pytest.approx(1)
    assert pixels[27, 30:52, 0] == pytest.approx(0)


def test_it_is_hidden_from_where_it_passes_below_the_surface() -> None:
    """Its depth runs from 1 to 4 while the surface's is 2: they meet a third of the way."""
    flat = np.full((SIZE, SIZE), 2.0, np.float32)
    pixels = stroke([(0, 30, 1), (60, 30, 4)], flat, width=4, edge=1)
    assert pixels[29, :20, 3] == pytest.approx(1)
    assert pixels[29, 21:, 3] == pytest.approx(GHOST)


def test_a_stroke_is_as_wide_as_it_should_be_and_joined_without_blots() -> None:
    far = np.full((SIZE, SIZE), NOTHING)
    corner = stroke([(10, 10, 2), (30, 45, 2), (50, 12, 2)], far, width=3, edge=2)
    lengths = np.hypot(20, 35) + np.hypot(20, 33)
    assert corner[..., 3].sum() == pytest.approx(7 * lengths + np.pi * 3.5**2, rel=0.03)
    assert corner[..., 3].max() == pytest.approx(1)
    broken = np.zeros((SIZE, SIZE), np.float32)
    apart = np.full((SIZE, SIZE), NOTHING)
    x = np.array([10.0, 30, 50])
    cover_strokes(x, x, x, np.array([True, False]), 1.5, 0.0, apart, broken)
    assert apart[44, 44] == NOTHING
    assert apart[19, 19] < 1


def ball(depth: Pixels, edge: float = 2.0) -> Pixels:
    pixels, center, light = nothing(), np.array([30.0, 31.2]), np.array([0.0, 0.0, 1.0])
    colors = WHITE, np.full(3, 0.5), WHITE, BLACK
    lay_ball(depth, center, 2.5, 20.0, 0.5, light, *colors, edge, 1.0, GHOST, 0.0, pixels)
    return pixels


def test_a_ball_covers_its_disc_and_is_faint_where_depth_hides_it() -> None:
    free = ball(np.full((SIZE, SIZE), NOTHING))
    assert free[..., 3].sum() == pytest.approx(np.pi * 22**2, rel=0.005)
    assert free[31, 30, 0] > free[31, 45, 0] > 0.5
    half = ball(near_on_the_left())
    assert half[31, 12:30, 3] == pytest.approx(GHOST)
    assert half[31, 30:50, 3] == pytest.approx(1)


def test_the_surface_cuts_a_ball_where_it_cuts_a_sphere() -> None:
    """Of a ball around depth 2.5, of radius 0.5, a plane at depth 2.3 hides what lies beyond 0.4 of it."""
    pixels = ball(np.full((SIZE, SIZE), 2.1, np.float32))  # nz = 0.8: the circle of radius 0.6
    away = np.hypot(np.arange(SIZE) + 0.5 - 30, 31.5 - 31.2)
    assert (pixels[31, :, 3] == 1).tolist() == (away < 0.6 * 20).tolist()


def test_a_shadow_is_darkest_where_the_ball_stands_and_ends_two_radii_away() -> None:
    look = np.zeros((6, 4))
    look[:3, :3], look[4] = np.eye(3), [10.0, 30.0, 30.0, 5.0]  # from above, 10 pixels a unit
    pixels = nothing()
    flat = np.full((SIZE, SIZE), 5.0, np.float32)
    flat[:, 40:] = NOTHING
    lay_shadow(flat, np.zeros(2), look, np.zeros(3), 1.0, BLACK, 0.8, pixels)
    away = np.hypot(*(np.mgrid[:SIZE, :SIZE] + 0.5 - 30))
    assert ((pixels[..., 3] > 0) == ((away < 20) & (np.arange(SIZE) < 40))).all()
    assert pixels[29, 29, 3] == pixels[..., 3].max() == pytest.approx(0.8, abs=0.01)


def test_samples_are_hidden_one_by_one() -> None:
    depth = near_on_the_left()
    samples = np.zeros((SIDE * SIZE, SIDE * SIZE), np.uint32)
    samples[: SIDE * 20] = 0xFF0000FF  # red
    sample_depth = np.full(samples.shape, 2.0, np.float32)
    sample_depth[:, : SIDE * 30 : SIDE] = 0.5  # every fourth lies before the surface
    pixels = nothing()
    lay_samples(samples, sample_depth, depth, 0.0, 0.9, GHOST, pixels)
    assert pixels[:20, :30, 3] == pytest.approx(0.9 * (0.25 + 0.75 * GHOST))
    assert pixels[:20, 30:, 3] == pytest.approx(0.9)
    assert pixels[:20, 30:, 0] == pytest.approx(0.9)
    assert (pixels[20:] == 0).all()


def test_pixels_become_words_of_bytes() -> None:
    pixels = np.random.default_rng(3).random((7, 9, 4), np.float32)
    pixels[0, 0] = 0
    words = np.zeros((7, 9), np.uint32)
    words_of(pixels, words)
    assert words.view(np.uint8).reshape(7, 9, 4) == pytest.approx(255 * pixels, abs=0.501)
    assert words[0, 0] == 0

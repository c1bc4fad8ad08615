"""The eye goes where it is told, and what it looks at is in the middle of the stage."""

from __future__ import annotations

import numpy as np
import pytest
from manim import tempconfig

from scenes.kit.space.axes import Space
from scenes.kit.space.eye import NARROWER, eye_near, eye_over, eye_to, fitted_pose, seen_corners
from scenes.kit.space.surface import HeightField, stained
from scenes.kit.style import layout


@pytest.fixture
def surface() -> HeightField:
    space = Space((-2, 2), (-2, 2), (0, 4), layout.stage(), azimuth=-60, elevation=30)
    return HeightField(space, lambda points: 1 + 0.2 * points[..., 0] ** 2, (8, 8))


def test_the_middle_of_the_spots_comes_into_the_middle_of_the_stage(surface: HeightField) -> None:
    spots = [(1.0, -1.0), (0.0, 1.5)]
    going = eye_to(surface, (-20.0, 45.0, 2.0), spots)
    going.begin()
    going.finish()
    view = surface.space.view
    assert (view.azimuth, view.elevation, view.zoom) == (-20, 45, 2)
    seen = view.project(surface.lift(*np.transpose(spots)))
    assert seen.mean(axis=0) == pytest.approx(layout.stage().center)


def test_narrow_frames_are_seen_from_farther_off() -> None:
    assert fitted_pose((10.0, 20.0, 3.0)) == (10.0, 20.0, 3.0)
    with tempconfig({"pixel_width": 1080, "pixel_height": 1920}):
        assert fitted_pose((10.0, 20.0, 3.0)) == (10.0, 20.0, 3.0 * NARROWER)


def test_a_stain_comes_as_far_as_it_is_told(surface: HeightField) -> None:
    coming = stained(surface, 0.4)
    coming.begin()
    coming.finish()
    assert surface.stained == pytest.approx(0.4)


@pytest.mark.parametrize("box", [layout.Box(-6, 2, -3, 3), layout.Box(-2, 2, -3, 3.5)])
def test_all_of_a_surface_fills_a_box_from_side_to_side_or_from_end_to_end(
    surface: HeightField, box: layout.Box
) -> None:
    going = eye_over(surface, 20.0, 50.0, box)
    going.begin()
    going.finish()
    view = surface.space.view
    assert (view.azimuth, view.elevation) == (20, 50)
    seen = seen_corners(surface, view)
    assert len(seen) == 81
    low, high = seen.min(axis=0), seen.max(axis=0)
    assert (low + high) / 2 == pytest.approx(box.center, abs=1e-9)
    shares = (high - low)[:2] / [box.width, box.height]
    assert shares.max() == pytest.approx(1)


@pytest.mark.parametrize("most", [1.2, 50.0])
def test_spots_fill_a_box_as_far_as_the_eye_may_go_near(surface: HeightField, most: float) -> None:
    box, spots = layout.Box(-5, 0, -2, 2), [(1.0, -1.0), (0.0, 1.5), (-0.5, 0.2)]
    eye_near(surface, spots, box, most)
    seen = surface.space.view.project(surface.lift(*np.transpose(spots)))
    low, high = seen.min(axis=0), seen.max(axis=0)
    assert (low + high)[:2] / 2 == pytest.approx(box.center[:2])
    shares = (high - low)[:2] / [box.width, box.height]
    assert surface.space.view.zoom <= most
    assert shares.max() == pytest.approx(1) if most > 2 else surface.space.view.zoom == most

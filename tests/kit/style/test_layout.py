"""The frame takes the shape of the picture, and boxes follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from manim import config, tempconfig

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.style import layout
from scenes.kit.style.layout import Shape


@contextmanager
def picture(width: int, height: int) -> Iterator[PaintingCamera]:
    with tempconfig({"pixel_width": width, "pixel_height": height}):
        yield PaintingCamera()


@pytest.mark.parametrize(
    ("size", "shape"),
    [
        ((1920, 1080), Shape.WIDE),
        ((854, 480), Shape.WIDE),
        ((1440, 1080), Shape.WIDE),
        ((1080, 1080), Shape.SQUARE),
        ((1080, 1350), Shape.SQUARE),
        ((1080, 1920), Shape.TALL),
    ],
)
def test_shape_of_the_picture(size: tuple[int, int], shape: Shape) -> None:
    with picture(*size):
        assert layout.shape() is shape


def test_a_wide_frame_is_manims_own() -> None:
    own = config.frame_width, config.frame_height
    with picture(1920, 1080) as camera:
        assert layout.frame_size() == own == (128 / 9, 8.0)
        assert (camera.frame_width, camera.frame_height) == pytest.approx(own)


@pytest.mark.parametrize("size", [(1080, 1080), (1080, 1350), (1080, 1920)])
def test_an_upright_camera_s_frame_is_the_layout_s_and_has_the_picture_s_shape(size: tuple[int, int]) -> None:
    with picture(*size) as camera:
        width, height = layout.frame_size()
        assert width == layout.NARROW
        assert height / width == pytest.approx(size[1] / size[0])
        assert (camera.frame_width, camera.frame_height) == pytest.approx((width, height))


def test_making_a_camera_leaves_manim_configured_as_it_was() -> None:
    with tempconfig({"pixel_width": 1080, "pixel_height": 1920}):
        before = dict(config)
        PaintingCamera()
        assert dict(config) == before


def test_a_tall_frame_leaves_room_for_what_players_lay_over_it() -> None:
    with picture(1080, 1920):
        whole, used = layout.whole_frame(), layout.frame()
    assert used.bottom - whole.bottom > 0.12 * whole.height
    assert whole.top - used.top > 0.04 * whole.height
    assert used.width == pytest.approx(whole.width - 2 * layout.MARGIN)


def test_the_main_box_is_beside_the_other_or_above_it_with_the_gap_of_that_way() -> None:
    with picture(1920, 1080):
        main, side = layout.beside(2, 1, gap=0.3, across=0.6)
        assert side.left - main.right == pytest.approx(0.6)
        assert main.width == pytest.approx(2 * side.width)
    with picture(1080, 1920):
        main, side = layout.beside(2, 1, gap=0.3, across=0.6)
        assert main.bottom - side.top == pytest.approx(0.3)
        assert main.height == pytest.approx(side.height)

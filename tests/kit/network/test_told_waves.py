"""Some of the waves as which a network is told a place, and the place in each of them."""

from __future__ import annotations

import numpy as np
import pytest

from gdmath import waves
from scenes.kit.network.drawing import NetworkDrawing
from scenes.kit.network.learnt import FRAME, learnt_mountain
from scenes.kit.network.told_waves import ToldWaves
from scenes.kit.painted.marks import Dots
from scenes.kit.style import palette
from scenes.kit.style.layout import Box

BOX = Box(-6.0, 6.0, -3.0, -1.0)


@pytest.fixture(scope="module")
def told_waves() -> ToldWaves:
    return ToldWaves(BOX, learnt_mountain())


def test_the_slowest_and_the_fastest_wave_are_shown_in_order(told_waves: ToldWaves) -> None:
    speeds = np.linalg.norm(told_waves.frequencies, axis=1)
    every = np.linalg.norm(learnt_mountain().frequencies, axis=1)
    assert (np.diff(speeds) > 0).all()
    assert (speeds[0], speeds[-1]) == (every.min(), every.max())


def test_a_picture_is_as_light_as_its_wave_is_high(told_waves: ToldWaves) -> None:
    place = np.array([0.3, -0.2])
    sines = waves([place], told_waves.frequencies)[0, : len(told_waves.pages)]
    dark, light = palette.rgb(palette.PANEL), palette.rgb(palette.MUTED)
    for page, box, sine in zip(told_waves.pages, told_waves.boxes, sines, strict=True):
        across, up = 0.5 * place * (1, FRAME)  # shares of the picture, from its middle
        point = np.add(box.center, (across * box.width, up * box.height, 0.0))
        expected = dark + (light - dark) * (1 + sine) / 2
        np.testing.assert_allclose(page.color_at(point), expected, atol=0.03)


def test_the_place_is_the_same_in_each(told_waves: ToldWaves) -> None:
    drawing = NetworkDrawing(Box(0.0, 16.0, 0.0, 9.0), learnt_mountain())
    point = Dots([[4.0, 6.75, 0.0]], palette.POINT)
    told_waves.follow(point, drawing)
    for box, dot in zip(told_waves.boxes, told_waves.places, strict=True):
        dot.update()
        expected = box.left + box.width / 4, box.bottom + 3 * box.height / 4
        np.testing.assert_allclose(dot.points[0, :2], expected)

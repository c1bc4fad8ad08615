"""Fog hides what is far from where one stands, as much as it is dense."""

import numpy as np
import pytest

from scenes.kit.painted.fog import Fog
from scenes.kit.painted.marks import Areas
from scenes.kit.style import palette
from tests.conftest import Canvas

STANDING = (1.0, -0.5, 0.0)
AFAR = (-5.0, 2.0, 0.0)


def brightness(canvas: Canvas, density: float, sight: float = 2.0) -> tuple[float, float]:
    """How bright a white wall is where one stands and afar, 0 to 255."""
    wall = Areas([[-7, -4, 0]], [[7, 4, 0]], color=palette.TEXT, fill=1.0)
    canvas.draw(wall, Fog().put(np.array([STANDING]), sight, 3.0, density))
    near, far = (float(canvas.at(place).mean()) for place in (STANDING, AFAR))
    return near, far


def test_one_sees_what_is_near_and_nothing_else(canvas: Canvas) -> None:
    clear, _ = brightness(canvas, density=0.0)
    near, far = brightness(canvas, density=1.0)
    assert near == pytest.approx(clear, abs=0.2 * clear)
    assert far < 0.5 * clear


def test_half_the_fog_hides_half(canvas: Canvas) -> None:
    (_, clear), (_, half), (_, full) = (brightness(canvas, density) for density in (0.0, 0.5, 1.0))
    assert half == pytest.approx((clear + full) / 2, abs=3)


def test_without_sight_all_is_hidden(canvas: Canvas) -> None:
    _, far = brightness(canvas, density=1.0)
    near, _ = brightness(canvas, density=1.0, sight=0.0)
    assert near < 2 * far

"""Where two marks are at one place, each is seen in its own colour."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import ArrayLike

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.marks import Dots
from scenes.kit.painted.shared_place import RightHalves, YieldingBall
from scenes.kit.style import palette
from tests.conftest import Canvas

YELLOW, PINK = palette.PATH, palette.RESIDUAL


def nearer_to(pixel: ArrayLike, one: palette.Color, other: palette.Color) -> bool:
    """Return whether a pixel is more like the first of two colours than like the other."""
    first, second = (
        float(np.abs(np.asarray(pixel) - 255 * palette.rgb(color)).sum()) for color in (one, other)
    )
    return first < second


@pytest.mark.parametrize("apart", [0.0, 0.3])
def test_each_of_two_balls_is_seen_on_its_own_side(canvas: Canvas, apart: float) -> None:
    ball, other = Ball([[0, 0, 0]], YELLOW, 0.5), YieldingBall([[-apart, 0, 0]], PINK, 0.5)
    other.other = ball.points[0]
    canvas.draw(ball, other)
    assert nearer_to(canvas.at((-apart / 2 + 0.1, 0, 0)), YELLOW, PINK)
    assert nearer_to(canvas.at((-apart / 2 - 0.1, 0, 0)), PINK, YELLOW)


def test_a_ball_far_from_the_other_is_whole(canvas: Canvas) -> None:
    ball, other = Ball([[2, 0, 0]], YELLOW, 0.5), YieldingBall([[0, 0, 0]], PINK, 0.5)
    other.other = ball.points[0]
    canvas.draw(ball, other)
    for place in (-0.3, 0.3):
        assert nearer_to(canvas.at((place, 0, 0)), PINK, YELLOW)


def test_a_right_half_lies_on_a_dot(canvas: Canvas) -> None:
    canvas.draw(Dots([[0, 0, 0]], PINK, 0.5), RightHalves([[0, 0, 0]], YELLOW, 0.5))
    assert nearer_to(canvas.at((0.2, 0, 0)), YELLOW, PINK)
    assert nearer_to(canvas.at((-0.2, 0, 0)), PINK, YELLOW)

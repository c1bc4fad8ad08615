"""Without a background, words and marks have an outline, for anything may come to lie behind them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import ManimColor, Mobject, tempconfig

from scenes.kit.painted.live_numbers import LiveNumber
from scenes.kit.painted.marks import Pointer
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.painted.strokes import Stroke
from scenes.kit.space.axes import Space
from scenes.kit.style import layout, palette, typography

MADE: dict[str, Callable[[], Mobject]] = {
    "words": lambda: typography.text("words", 150),
    "a formula": lambda: typography.formula("x^2", 150),
    "a number": lambda: LiveNumber(3.14, size=150),
    "an arrow": lambda: Pointer([-3, 0, 0], [3, 0, 0]),
    "a curve": lambda: Stroke([[-3, 0, 0], [0, 1, 0], [3, 0, 0]]),
    "a space": lambda: Space((0, 1), (0, 1), (0, 1), layout.frame()).axes,
}


def outlines(make: Callable[[], Mobject], opacity: float) -> int:
    """Count the pixels in the colour of outlines, in a picture with a white background."""
    with tempconfig({"background_opacity": opacity}):
        camera = PaintingCamera(pixel_width=1280, pixel_height=720, frame_rate=15)
        camera.background_color = ManimColor("#FFFFFF")
        camera.reset()
        camera.capture_mobjects([make()])
    wanted = np.append(255 * palette.rgb(palette.OUTLINE), 255)
    return int((np.abs(camera.pixel_array - wanted).max(axis=-1) <= 2).sum())


@pytest.mark.parametrize("what", MADE)
def test_outlines_are_there_if_the_background_is_not(what: str) -> None:
    assert outlines(MADE[what], 1.0) == 0
    assert outlines(MADE[what], 0.0) > 100

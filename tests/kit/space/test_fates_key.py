"""The key of fates has the crowd's own colours, in free space, and the count below it follows a clock."""

from __future__ import annotations

import pytest
from manim import ValueTracker, tempconfig

from scenes.kit.painted.ball import Ball
from scenes.kit.painted.live_numbers import Readout
from scenes.kit.space.crowd import ELSEWHERE, HARDLY, SMALLER, fate_color
from scenes.kit.space.fates_key import FatesKey
from scenes.kit.style import layout, palette

WORDS = "to the pit", "down the far side", "hardly moved in 60 steps"


def test_each_fate_that_there_is_has_its_colour_and_size() -> None:
    key = FatesKey([ELSEWHERE, HARDLY, 0], *WORDS, radius=0.1)
    dots = [part for part in key.get_family() if isinstance(part, Ball)]
    fates = [0, ELSEWHERE, HARDLY]
    assert [dot.rgb.tolist() for dot in dots] == [palette.rgb(fate_color(fate)).tolist() for fate in fates]
    assert [dot.radius for dot in dots] == pytest.approx([0.1, 0.1, 0.1 * SMALLER])
    without = FatesKey([HARDLY, 0], *WORDS, radius=0.1)
    assert len([part for part in without.get_family() if isinstance(part, Ball)]) == 2


@pytest.mark.parametrize("size", [(960, 540), (540, 540), (540, 960)])
def test_key_and_count_are_in_the_frame_and_clear_of_the_ground(size: tuple[int, int]) -> None:
    with tempconfig(dict(zip(("pixel_width", "pixel_height"), size, strict=True))):
        clock = ValueTracker(0.0)
        key = FatesKey([ELSEWHERE, HARDLY, 0], *WORDS, radius=0.1)
        count = key.count('"step"', 60, clock.get_value)
        frame = layout.frame()
    for part in (key, count):
        assert frame.left <= part.get_left()[0] < part.get_right()[0] <= frame.right + 1e-9
        assert frame.bottom <= part.get_bottom()[1] < part.get_top()[1] <= frame.top + 1e-9
        assert part.get_left()[0] > key.ground.right or part.get_bottom()[1] > key.ground.top
    [number] = [part for part in count if isinstance(part, Readout)]
    clock.set_value(12)
    assert number.update().number.written == "12"
    assert count[0].width > number.width

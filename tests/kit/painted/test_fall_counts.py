"""Two counts of steps are equally large, and stand where the picture's shape has room for them."""

from __future__ import annotations

from typing import Any

import pytest
from manim import DOWN, RIGHT, UP, tempconfig

from scenes.kit.painted.fall_counts import FallCounts, before_and_now
from scenes.kit.style.layout import Box

TOLD = {"steps": "494", "before": "2470", "parts": "50000"}
RATES = ("eta = 0.0249", "eta = 0.005")
WIDE, NARROW = {"pixel_width": 160, "pixel_height": 90}, {"pixel_width": 90, "pixel_height": 160}


@pytest.mark.parametrize(
    ("shape", "box", "is_below"),
    [(WIDE, Box(0.0, 2.9, -3.4, 3.4), True), (NARROW, Box(0.0, 7.8, 0.0, 2.2), False)],
)
def test_both_numbers_are_equally_large_with_the_same_fall(
    shape: dict[str, int], box: Box, is_below: bool
) -> None:
    with tempconfig(shape):
        counts: Any = FallCounts(box, TOLD, RATES, "1/50000 of the fall is left", "steps", "step")
        now, before = counts.now[0].number, counts.before[0].number
        assert (now.written, before.written) == ("494", "2470")
        assert now.height == pytest.approx(before.height, rel=0.05)
        assert (before.get_edge_center(UP)[1] < now.get_edge_center(DOWN)[1]) == is_below
        assert (before.get_left()[0] > now.get_edge_center(RIGHT)[0]) != is_below
        for part in (counts.now, counts.before, counts.fall):
            assert box.bottom - 1e-9 <= part.get_bottom()[1] < part.get_top()[1] <= box.top + 1e-9
            assert part.get_right()[0] <= box.right + 1e-9


def test_before_and_now_stand_side_by_side() -> None:
    box = Box(0.0, 6.5, 0.0, 1.9)
    counts: Any = before_and_now(box, ("steps", 494, "eta = 0.0249"), ("step", 1, "eta = 1 / 2"))
    before, now = counts
    assert [count[0].number.written for count in (before, now)] == ["494", "1"]
    assert before.get_right()[0] < now.get_left()[0]
    assert now.get_right()[0] <= box.right + 1e-9

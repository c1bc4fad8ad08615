"""The boxes of a lesson in a valley: its map, what is told of it, and what is counted."""

from __future__ import annotations

import pytest
from manim import tempconfig

from scenes.kit.lessons.valley_lesson import ValleyLesson
from scenes.kit.style.layout import Box


def boxes(width: int, height: int) -> tuple[ValleyLesson, tuple[Box, ...]]:
    with tempconfig({"pixel_width": width, "pixel_height": height, "dry_run": True}):
        lesson = ValleyLesson(skip_animations=True)
        lesson.setup()
        return lesson, lesson.notes_and_counters(2, 1, 1, gap=0.1)


def test_in_a_wide_frame_counters_are_stacked_below_the_notes_beside_the_map() -> None:
    lesson, stacked = boxes(480, 270)
    assert lesson.side.left > lesson.map_box.right
    assert stacked == lesson.side.rows(2, 1, 1, gap=0.1)


def test_in_a_tall_frame_they_stand_side_by_side_below_the_notes_below_the_map() -> None:
    lesson, (notes, first, second) = boxes(270, 480)
    assert lesson.side.top < lesson.map_box.bottom
    assert notes.bottom - first.top == pytest.approx(0.1)
    assert notes.height == pytest.approx(first.height)
    assert (first.bottom, first.top) == (second.bottom, second.top)
    assert first.bottom == pytest.approx(lesson.side.bottom)
    assert first.right < second.left
    assert first.width == pytest.approx(second.width)

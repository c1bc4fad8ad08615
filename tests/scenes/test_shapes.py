"""The lessons that are marked as shorts lay themselves out for upright and square pictures."""

from __future__ import annotations

import pytest
from manim import tempconfig

from scenes.script.screenplay import Part
from tests.scenes.inspected import faults
from tests.scenes.test_lessons import LECTURES, lesson_of

MARKED = [part for lecture in LECTURES for part in lecture.parts if part.scene in lecture.shorts]


def test_some_lessons_are_shorts() -> None:
    assert {"LineFit", "CurveDescent", "NarrowValley"} <= {part.scene for part in MARKED}


@pytest.mark.parametrize(
    "size", [(270, 480), pytest.param((270, 270), marks=pytest.mark.long)], ids=["vertical", "square"]
)
@pytest.mark.parametrize("part", MARKED, ids=lambda part: part.scene)
def test_nothing_is_wrong_with_the_pictures(part: Part, size: tuple[int, int]) -> None:
    width, height = size
    with tempconfig({"pixel_width": width, "pixel_height": height}):
        assert faults(lesson_of(part)) == []

"""The lessons marked as shorts lay themselves out for upright pictures, and square ones if they say so."""

from __future__ import annotations

from typing import Any

import pytest
from manim import tempconfig

from scenes.kit.style.layout import Shape
from scenes.script.screenplay import Part
from tests.scenes.inspected import faults
from tests.scenes.test_lessons import LECTURES, lesson_of

MARKED = [part for lecture in LECTURES for part in lecture.parts if part.scene in lecture.shorts]

SIZES = {Shape.TALL: (270, 480), Shape.SQUARE: (270, 270)}

SHORTS = [(part, shape) for part in MARKED for shape in SIZES if shape in (lesson_of(part).shapes or ())]
"""Not each has a layout for a square."""


LONG = {"Momentum", "OwnRates", "Curvature"}


def short_id(value: Part | Shape) -> str:
    return value.scene if isinstance(value, Part) else value.value


def marked(short: tuple[Part, Shape]) -> Any:
    part, shape = short
    is_long = shape is Shape.SQUARE or part.scene in LONG
    return pytest.param(part, shape, marks=[pytest.mark.long] if is_long else [])


def test_some_lessons_are_shorts() -> None:
    assert {"LineFit", "CurveDescent", "NarrowValley", "TwoCurvatures"} <= {part.scene for part in MARKED}


@pytest.mark.parametrize("part", MARKED, ids=lambda part: part.scene)
def test_each_is_laid_out_for_an_upright_picture(part: Part) -> None:
    assert Shape.TALL in (lesson_of(part).shapes or ())


@pytest.mark.parametrize(("part", "shape"), [marked(short) for short in SHORTS], ids=short_id)
def test_nothing_is_wrong_with_the_pictures(part: Part, shape: Shape) -> None:
    width, height = SIZES[shape]
    with tempconfig({"pixel_width": width, "pixel_height": height}):
        assert faults(lesson_of(part)) == []

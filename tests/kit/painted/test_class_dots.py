"""Data in classes are told apart by shape as well as by colour."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.kit.painted.class_dots import ClassDots
from scenes.kit.style import palette
from tests.conftest import PIXELS_PER_UNIT, Canvas

CENTERS = np.array([[-4.5, 0.0, 0.0], [-1.5, 0.0, 0.0], [1.5, 0.0, 0.0], [4.5, 0.0, 0.0]])


def test_each_class_has_its_colour_and_all_have_one_area(canvas: Canvas) -> None:
    picture = canvas.draw(ClassDots(CENTERS, [0, 1, 2, 3], radius=0.8))
    for center, color in zip(CENTERS, palette.CATEGORIES, strict=True):
        rgb = np.rint(255 * palette.rgb(color)).astype(int)
        assert np.abs(canvas.at(center) - rgb).max() <= 1
        area = (np.abs(picture - rgb).max(axis=2) <= 1).sum() / PIXELS_PER_UNIT**2
        assert area == pytest.approx(np.pi * 0.8**2, rel=0.15)  # less the blended edges


def test_shapes_reach_as_far_as_they_do(canvas: Canvas) -> None:
    """A square reaches beyond the disc at its corners, a diamond at its tips, a triangle at its top."""
    canvas.draw(ClassDots(CENTERS, [0, 1, 2, 3], radius=0.8))
    lit = {
        way: [bool(canvas.at(center + 0.8 * np.array([*way, 0.0])).any()) for center in CENTERS]
        for way in ((0.8, 0.8), (1.15, 0.0), (0.0, 1.4))
    }
    assert lit == {
        (0.8, 0.8): [False, True, False, False],
        (1.15, 0.0): [False, False, False, True],
        (0.0, 1.4): [False, False, True, False],
    }


def test_create_shows_one_after_the_other(canvas: Canvas) -> None:
    dots = ClassDots(CENTERS, [0, 1, 2, 3], radius=0.5)
    dots.shown = (0.0, 0.5)
    canvas.draw(dots)
    assert [bool(canvas.at(center).any()) for center in CENTERS] == [True, True, False, False]


@pytest.mark.parametrize(
    ("classes", "words"),
    [([0, 1, 2], "need a class each"), ([0, 1, 2, 4], "from 0 to 3; .*4")],
)
def test_classes_that_are_none_are_named(classes: list[int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        ClassDots(CENTERS, classes)

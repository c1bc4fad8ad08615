"""Every lesson of the lecture plays from start to end, and each of its beats ends in a sound picture."""

from __future__ import annotations

import importlib
import inspect
import re

import pytest

from scenes.kit.lessons.lesson import Lesson
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Part, load
from tests.scenes.pictures import complaints

LECTURE = load(SCRIPTS / "gradient_descent.toml")


def lesson_of(part: Part) -> type[Lesson]:
    lesson: type[Lesson] = getattr(importlib.import_module(part.module), part.scene)
    return lesson


@pytest.mark.parametrize("part", LECTURE.parts, ids=lambda part: part.scene)
def test_everything_is_in_the_frame_and_no_text_covers_text(part: Part) -> None:
    assert complaints(lesson_of(part)) == []


@pytest.mark.parametrize("part", LECTURE.parts, ids=lambda part: part.scene)
def test_a_chapter_is_called_what_stands_above_its_picture(part: Part) -> None:
    source = inspect.getsource(importlib.import_module(part.module))
    assert re.findall(r'self\.heading\("(.+?)"\)', source) in ([part.chapter], [])

"""Every lesson of our lectures plays from start to end, and each of its beats ends in a sound picture."""

from __future__ import annotations

import importlib
import inspect

import pytest

from scenes.kit.lessons.lesson import Lesson
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Part, load, screenplays_in
from tests.scenes.inspected import faults_and_pictures
from tests.scenes.stills import Stills

LECTURES = [load(path) for path in screenplays_in(SCRIPTS)]
PARTS = [part for lecture in LECTURES for part in lecture.parts]


def lesson_of(part: Part) -> type[Lesson]:
    lesson: type[Lesson] = getattr(importlib.import_module(part.module), part.scene)
    return lesson


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.scene)
def test_each_beat_ends_in_the_picture_that_was_accepted_and_nothing_is_wrong_with_it(
    part: Part, stills: Stills
) -> None:
    wrong, pictures = faults_and_pictures(lesson_of(part))
    assert stills.compare(part.scene, pictures) + wrong == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.scene)
def test_a_chapter_is_called_what_stands_above_its_picture(part: Part) -> None:
    lesson = lesson_of(part)
    if "self.heading(" in inspect.getsource(lesson):
        assert lesson.words["title"] == part.chapter

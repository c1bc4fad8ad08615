"""Lessons with values that are possible, and unusual: each is gone through to its end, and tells no error."""

from __future__ import annotations

import pytest
from manim import tempconfig

from scenes.kit.lessons.lesson import Lesson
from scenes.production.studio.configured import with_beats
from scenes.production.studio.live.attributes import with_values
from scenes.production.studio.live.plays import UndrawnRenderer
from scenes.production.studio.scene_classes import scene_class
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import load


def gone_through(lecture: str, scene: str, name: str, value: str) -> Lesson:
    screenplay = load(SCRIPTS / f"{lecture}.toml")
    [part] = [each for each in screenplay.parts if each.scene == scene]
    with tempconfig({"pixel_width": 320, "pixel_height": 180, "frame_rate": 15, "dry_run": True}):
        lesson = with_beats(scene_class(SCRIPTS, part.module, scene))
        played = with_values(lesson, {name: value})(renderer=UndrawnRenderer())
        played.part = part
        played.render()
    return played


@pytest.mark.parametrize(
    ("lecture", "scene", "name", "value"),
    [
        ("gradient_descent", "LineFit", "epochs", "1"),
        ("gradient_descent", "LineFit", "learning_rate", "1.0"),  # lost after two steps
        ("gradient_descent", "LineFit", "dataset", "SIX_POINTS"),  # which leave a beat out
    ],
)
def test_a_lesson_is_gone_through_with_unusual_values(
    lecture: str, scene: str, name: str, value: str
) -> None:
    assert gone_through(lecture, scene, name, value).frames > 15 * 30


@pytest.mark.parametrize(
    ("lecture", "scene", "name", "value", "told"),
    [
        (
            "gradient_descent",
            "NarrowValley",
            "start",
            "(-1.545, 17.4)",
            "lies on the best one, as far as can be seen: choose",
        ),
        ("gradient_descent", "ManyStarts", "far", "(0.65, 6.8)", "there is no step to show"),
        ("better_descents", "Curvature", "from_side", "8.9", "outside the domain of .*: start within it"),
        ("better_descents", "Momentum", "share", "0.9", "the walk has 1 steps?, and .* start farther out"),
    ],
)
def test_values_with_which_nothing_can_be_shown_are_refused(
    lecture: str, scene: str, name: str, value: str, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        gone_through(lecture, scene, name, value)

"""A lesson's first picture shows something: it is what a short, a slide and a film begin with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import RIGHT, FadeIn, Mobject, Square, tempconfig
from manim.typing import PixelArray

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.manim_adapter import SteppingRenderer, displayed_mobjects
from scenes.kit.style.layout import Shape
from scenes.script.screenplay import Part
from tests.scenes.test_lessons import PARTS, lesson_of
from tests.scenes.test_shapes import SHORTS, short_id

ENOUGH = 25
"""Pixels of 284 × 160 that differ from the background: the point that is handed on has 32."""

IN_EVERY_RUN = ("Opening", "CurveDescent", "LineFit")

WIDE = (284, 160)

SIZES = {Shape.TALL: (160, 284), Shape.SQUARE: (214, 214)}


class _SeenError(Exception):
    """The first picture is drawn, and the rest does not matter."""


class _FirstPicture(SteppingRenderer):
    """Draws the first frame of the first play, and leaves."""

    def play(self, scene: Any, *args: Any, **kwargs: Any) -> None:
        self.prepare_play(scene, args, kwargs)
        self.begin(scene)
        scene.camera.reset()
        scene.camera.capture_mobjects(displayed_mobjects(scene))
        self.pixels: PixelArray = scene.camera.pixel_array.copy()
        raise _SeenError


def pixels_drawn(lesson: type[Lesson], size: tuple[int, int] = WIDE) -> int:
    """Return how many pixels of a lesson's first picture are not background."""
    width, height = size
    with tempconfig({"dry_run": True, "pixel_width": width, "pixel_height": height}):
        renderer = _FirstPicture(PaintingCamera)
        with pytest.raises(_SeenError):
            lesson(renderer=renderer).render()
    plain = renderer.camera.background
    return int(np.abs(renderer.pixels.astype(int) - plain).max(axis=2).astype(bool).sum())


@pytest.mark.parametrize(
    "part",
    [pytest.param(part, marks=[] if part.scene in IN_EVERY_RUN else pytest.mark.long) for part in PARTS],
    ids=lambda part: part.scene,
)
def test_each_lesson_begins_with_a_picture(part: Part) -> None:
    assert pixels_drawn(lesson_of(part)) > ENOUGH


@pytest.mark.long
@pytest.mark.parametrize(("part", "shape"), SHORTS, ids=short_id)
def test_each_short_begins_with_a_picture(part: Part, shape: Shape) -> None:
    assert pixels_drawn(lesson_of(part), SIZES[shape]) > ENOUGH


def beginning(*plays: Callable[[Lesson, Mobject], None]) -> type[Lesson]:
    class Begins(Lesson):
        def construct(self) -> None:
            for play in plays:
                play(self, Square(2, fill_opacity=1))

    return Begins


def test_what_fades_in_first_is_there_at_once() -> None:
    assert pixels_drawn(beginning(lambda lesson, square: lesson.play(FadeIn(square)))) > ENOUGH
    options = {"shift": RIGHT, "rate_func": lambda time: time**2}
    assert pixels_drawn(beginning(lambda lesson, square: lesson.play(FadeIn(square, **options)))) > ENOUGH


def test_on_a_stage_that_is_not_empty_what_comes_fades_in() -> None:
    def play(lesson: Lesson, square: Mobject) -> None:
        lesson.add(Square(0.2))
        lesson.play(FadeIn(square))

    assert 0 < pixels_drawn(beginning(play)) < 400  # of 6,400 the other square has when it is there


def test_what_comes_later_fades_in() -> None:
    opacities: list[float] = []

    def fade_in(lesson: Lesson, square: Mobject) -> None:
        square.add_updater(lambda fading: opacities.append(fading.get_fill_opacity()))
        lesson.play(FadeIn(square), run_time=1)
        lesson.remove(square)

    with tempconfig({"dry_run": True}):
        beginning(lambda lesson, square: lesson.play(FadeIn(square)), fade_in)().render()
    assert min(opacities) < 0.1
    assert max(opacities) > 0.9

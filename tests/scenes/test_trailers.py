"""Each shot of our trailers is there, in each language: as long as its beat, with its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from manim import Mobject, Scene, tempconfig

from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.manim_adapter import SteppingRenderer
from scenes.production.build.quality import HIGH
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Part, load, screenplays_in
from scenes.script.spoken import filled
from scenes.script.trailer import Shot
from scenes.script.translation import in_other_languages
from tests.scenes.test_lessons import lesson_of


class Jumping(SteppingRenderer):
    """Brings each play to its end at once."""

    def __init__(self) -> None:
        super().__init__(PaintingCamera)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        self.prepare_play(scene, args, kwargs)
        self.jump_to_end(scene)
        self.end_play()

    def render(self, scene: Scene, time: float, moving: Iterable[Mobject] | None = None) -> None:
        pass

    def scene_finished(self, scene: Scene) -> None:
        pass


def shown() -> list[Any]:
    """Return each lesson that a trailer shows, in each language, with its shots."""
    cases = []
    for original in map(load, screenplays_in(SCRIPTS)):
        for screenplay in (original, *in_other_languages(original)):
            for part in screenplay.parts:
                shots = [shot for shot in screenplay.trailer if shot.scene == part.scene]
                if shots:
                    cases.append(pytest.param(part, shots, id=f"{part.scene}-{screenplay.language}"))
    return cases


@pytest.mark.parametrize(("part", "shots"), shown())
def test_each_shot_ends_with_its_beat_at_the_latest_and_says_its_numbers(
    part: Part, shots: list[Shot]
) -> None:
    with tempconfig({"frame_rate": HIGH.frame_rate, "dry_run": True}):
        lesson = lesson_of(part)(renderer=Jumping())
        lesson.part = part
        lesson.render()
    beats = {beat.name: beat for beat in lesson.beats}
    for shot in shots:
        beat = beats[shot.beat]
        assert shot.start + shot.seconds <= beat.frames / HIGH.frame_rate, shot
        numbers = {name: part.said(value) for name, value in beat.numbers.items()}
        assert "{" not in filled(shot.words, numbers), shot  # it raises an error if there is no such number

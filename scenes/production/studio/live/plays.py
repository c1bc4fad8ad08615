"""The present play of a lesson that is stepped through, and its frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from manim import Mobject, Scene

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.painted import PaintingCamera
from scenes.kit.rendering.jumping import counts_time
from scenes.kit.rendering.manim_adapter import SteppingRenderer
from scenes.production.live.areas import json_of
from scenes.production.studio.live.areas import areas_of


class Play:
    """The present play of a lesson, which can be brought to any of its frames, but not back.

    Attributes
    ----------
    first, frames
        Its first frame in the lesson, and their number.
    """

    def __init__(self, renderer: SteppingRenderer, scene: Lesson) -> None:
        self._renderer, self._scene = renderer, scene
        self.first, self.frames = scene.frames, renderer.frames_in(scene)
        self._is_held = bool(renderer.frames_held(scene))
        self._counts_time = not self._is_held and counts_time(scene)
        self._has_begun = False
        self._at = -1
        self._has_background = False

    def go_to(self, frame: int) -> None:
        """Bring the play to one of its frames.

        What moves by the seconds that have passed is brought to each frame before; and all else to the one
        before: for what reads a thing that is moved after it is always a frame behind.
        """
        self._begin()
        if self._is_held:
            return
        first = 0 if self._counts_time else frame - 1
        for step in range(max(first, self._at + 1), frame + 1):
            self._renderer.show_at(self._scene, step)
        self._at = frame

    def draw(self) -> bytes:
        """Return the present frame, as an `Answer.PICTURE` has it."""
        if not self._has_background:
            self._renderer.draw_static(self._scene)
            self._has_background = True
        pixels = np.asarray(self._renderer.draw_frame(self._scene), dtype=np.uint8).tobytes()
        return pixels + json_of(areas_of(self._scene))

    def finish(self) -> None:
        """Bring the play to its end."""
        if self._counts_time:
            self.go_to(self.frames - 1)
            self._renderer.end_here(self._scene)
        else:
            self._renderer.jump_to_end(self._scene)

    def _begin(self) -> None:
        if not self._has_begun:
            self._renderer.begin(self._scene)
            self._has_begun = True


class UndrawnRenderer(SteppingRenderer):
    """Goes through a lesson, and draws nothing but what is asked for."""

    def __init__(self) -> None:
        super().__init__(PaintingCamera)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Go through one play."""
        if self.is_told_to_skip():
            super().play(scene, *args, **kwargs)
            return
        assert isinstance(scene, Lesson)
        self.prepare_play(scene, args, kwargs)
        play = Play(self, scene)
        self.look_at(play)
        play.finish()
        self.end_play()

    def look_at(self, play: Play) -> None:
        """Draw what is wanted of a play, before it is brought to its end: here, nothing."""

    def render(self, scene: Scene, time: float, moving: Iterable[Mobject] | None = None) -> None:
        """Do nothing."""

    def scene_finished(self, scene: Scene) -> None:
        """Do nothing: there is no film."""

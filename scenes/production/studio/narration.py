"""Narration of a lesson: each beat waits for its words, and their sound goes beside the video."""

from __future__ import annotations

import numpy as np
from manim import config
from numpy.typing import NDArray

from scenes.kit.lessons.beat_hooks import BeatHook
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.manim_adapter import movie_path
from scenes.production.media.sound import RATE, read_sound, write_track
from scenes.production.voice.choice import Voice


class Narration(BeatHook):
    """Speaks a lesson's lines as its beats start.

    Parameters
    ----------
    lesson
        What is spoken.
    voice
        Who speaks it.
    """

    def __init__(self, lesson: Lesson, voice: Voice) -> None:
        self._lesson, self._voice = lesson, voice
        self._sounds: list[NDArray[np.int16]] = []

    def speak(self, name: str, line: str) -> float:
        """Speak a beat's line, and return how many seconds that takes."""
        self._sounds.append(read_sound(self._voice.sound(type(self._lesson).__name__, name, line)))
        return len(self._sounds[-1]) / RATE

    def write(self) -> None:
        """Write the sound of the lesson that has been rendered, exactly as long as its video."""
        starts = [beat.start for beat in self._lesson.beats]
        sounds = list(zip(starts, self._sounds, strict=True))
        movie = movie_path(self._lesson)
        assert movie is not None
        write_track(movie.with_suffix(".wav"), sounds, self._lesson.frames, round(config.frame_rate))

"""One beat of a lesson whose attributes have other values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import NoReturn, cast

import numpy as np
from manim import config
from manim.typing import RGBAPixelArray
from numpy.typing import NDArray

from scenes.kit.lessons.beat_hooks import BeatHook, BeatStart
from scenes.kit.lessons.encoding import encoder_options
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.rendering.encoder import SegmentEncoder
from scenes.kit.rendering.manim_adapter import VideoEncoderSpec
from scenes.production.build.protocol import Event
from scenes.production.studio.clip_renderer import ClipRenderer
from scenes.script.atomic_write import replacing
from scenes.script.manifest import Beat, Manifest, manifest_path, write
from scenes.script.screenplay import Part

# A page holds many such movies, and seeks in them: they are small, and each second starts with a whole
# picture. At a crf above 24, some whole pictures have another background than the next ones.
_ENCODER = {"preset": "veryfast", "crf": "24", "bf": "0", "threads": "1"}


def try_out(lesson: type[Lesson], report: Callable[[Event], None], part: Part | None) -> None:
    """Make a lesson, and play it up to its first beat: what it cannot be shown with, it refuses by then.

    Parameters
    ----------
    lesson
        Its class.
    report
        Called with signs of life.
    part
        Its part in a lecture; found beside its file if None.

    Raises
    ------
    ValueError
        As the lesson.
    """
    renderer = ClipRenderer(report)
    _play(lesson, renderer, _FirstBeat(), part)


def frames_of(lesson: type[Lesson], beat: str, report: Callable[[Event], None], part: Part | None) -> int:
    """Return how many frames a beat of a lesson plays, without drawing any.

    Parameters
    ----------
    lesson
        Its class.
    beat
        Which beat.
    report
        Called with signs of life.
    part
        The lesson's part in a lecture; found beside its file if None.

    Raises
    ------
    ValueError
        If the beat is never played.
    """
    hook = _OneBeat(beat)
    _play(lesson, ClipRenderer(report), hook, part)
    return hook.played.frames


def draw_beat(
    lesson: type[Lesson], beat: str, movie: Path, report: Callable[[Event], None], part: Part | None
) -> None:
    """Draw a beat of a lesson as a small movie, and write its manifest, which counts from the beat's start.

    Parameters
    ----------
    lesson
        Its class.
    beat
        Which beat; all before it are jumped over.
    movie
        The MP4.
    report
        Called with an event for the frames that are drawn.
    part
        The lesson's part in a lecture; found beside its file if None.

    Raises
    ------
    ValueError
        If the beat is never played.
    """
    renderer = ClipRenderer(report)
    with replacing(movie) as beside:
        hook = _DrawnBeat(renderer, beat, beside)
        _play(lesson, renderer, hook, part)
    drawn = hook.played
    record = Manifest(lesson.__name__, round(config.frame_rate), drawn.frames, (_from_its_start(drawn),))
    write(manifest_path(movie), record)


class _EnoughSeen(Exception):  # noqa: N818 -- no error
    """The rest of a lesson need not be played."""


def _play(lesson: type[Lesson], renderer: ClipRenderer, hook: BeatHook, part: Part | None) -> None:
    """Play a lesson until its hook has seen enough."""
    scene = _that_must_be_stopped(lesson)(renderer=renderer)
    if part is not None:
        scene.part = part
    scene.beat_hooks.append(hook)
    try:
        scene.render()
    except _EnoughSeen:
        return


def _that_must_be_stopped(lesson: type[Lesson]) -> type[Lesson]:
    """Return a lesson that is refused if it comes to its end."""

    def tear_down(self: Lesson) -> NoReturn:
        raise ValueError("this beat is not played then")

    return type(lesson.__name__, (lesson,), {"tear_down": tear_down, "__module__": lesson.__module__})


class _FirstBeat(BeatHook):
    def beat_starts(self, beat: BeatStart) -> None:
        raise _EnoughSeen


class _OneBeat(BeatHook):
    """Ends the lesson with a beat."""

    def __init__(self, beat: str) -> None:
        self._beat = beat
        self.played: Beat

    def beat_ends(self, beat: Beat) -> None:
        if beat.name == self._beat:
            self.played = beat
            raise _EnoughSeen


class _DrawnBeat(_OneBeat):
    """Opens a movie when the beat starts, and closes it when the beat ends."""

    def __init__(self, renderer: ClipRenderer, beat: str, file: Path) -> None:
        super().__init__(beat)
        self._renderer, self._file = renderer, file

    def beat_starts(self, beat: BeatStart) -> None:
        if beat.name == self._beat:
            self._renderer.movies[self._file] = _SmallMovie(self._file)

    def beat_ends(self, beat: Beat) -> None:
        if beat.name == self._beat:
            self._renderer.movies.pop(self._file).close()
        super().beat_ends(beat)


class _SmallMovie:
    """Encodes opaque frames, of the size and the rate that Manim is configured for."""

    def __init__(self, file: Path) -> None:
        rate = round(config.frame_rate)
        tags = {name: value for name, value in encoder_options().items() if name.startswith("color")}
        options = {**_ENCODER, **tags, "g": str(rate)}
        spec = VideoEncoderSpec(
            container_format="mp4",
            codec="libx264",
            pixel_format="yuv420p",
            width=config.pixel_width,
            height=config.pixel_height,
            frame_rate=Fraction(rate),
            options=tuple(options.items()),
        )
        self._encoder = SegmentEncoder(target=file, spec=spec)

    def write(self, painted: NDArray[np.uint8], repeat: int) -> None:
        self._encoder.write_frame(cast(RGBAPixelArray, painted), repeat=repeat)

    def close(self) -> None:
        self._encoder.finish()


def _from_its_start(beat: Beat) -> Beat:
    captions = (replace(caption, start=caption.start - beat.start) for caption in beat.captions)
    return replace(beat, start=0, captions=tuple(captions))

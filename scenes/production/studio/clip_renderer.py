"""Clips of one lesson, drawn anew and not cut out of the film."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from manim import Mobject, Scene, config
from manim.typing import PixelArray
from numpy.typing import NDArray
from PIL import Image

from scenes.kit.lessons.beat_hooks import BeatHook, BeatStart
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.rendering.manim_adapter import SteppingRenderer, displayed_mobjects
from scenes.production.build.protocol import ClipRefused, Event, FramesDrawn
from scenes.production.media.alpha import PRORES, WEBM, AlphaMovie, straight
from scenes.production.media.clip_format import ClipFormat
from scenes.production.studio.pulse import Pulse
from scenes.production.studio.svg_camera import NotVectorsError, VectorCamera
from scenes.script.manifest import Beat
from scenes.script.screenplay import Part

_MOVIES = {ClipFormat.WEBM: WEBM, ClipFormat.PRORES: PRORES}


def draw_clips(
    lesson: type[Lesson],
    kind: ClipFormat,
    beats: Mapping[Path, str | None],
    report: Callable[[Event], None],
    part: Part | None = None,
) -> None:
    """Step through a lesson, and draw clips of it.

    Parameters
    ----------
    lesson
        Its class.
    kind
        The clips' format.
    beats
        For each clip's file the beat that it shows; None for the whole lesson, its curtain included.
    report
        Called with an event for the frames that are drawn, and for each clip that cannot be.
    part
        The lesson's part in a lecture; found beside its file if None.
    """
    renderer = ClipRenderer(report)
    scene = lesson(renderer=renderer)
    if part is not None:
        scene.part = part
    if kind.is_still:
        scene.beat_hooks.append(_Stills(scene, kind, beats, report))
        scene.render()
    else:
        movies = _Movies(renderer, kind, beats)
        scene.beat_hooks.append(movies)
        movies.open(None)
        scene.render()
        movies.close(None)


class Movie(Protocol):
    """A movie that is being written."""

    def write(self, painted: NDArray[np.uint8], repeat: int) -> None:
        """Add a picture, shown for so many frames, shape (height, width, 4)."""

    def close(self) -> None:
        """Write what is left."""


class ClipRenderer(SteppingRenderer):
    """Steps through plays as Manim does, and draws frames only for the movies that are open.

    Parameters
    ----------
    report
        Called with an event for the frames that are drawn.
    """

    def __init__(self, report: Callable[[Event], None]) -> None:
        super().__init__(VectorCamera)
        self.movies: dict[Path, Movie] = {}
        self._report = report
        self._pulse = Pulse(report)

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        """Step through one play; if no movie is open, straight to its end."""
        self._pulse.beat()
        self.prepare_play(scene, args, kwargs)
        if not self.movies:
            self.jump_to_end(scene)
        else:
            self.begin(scene)
            self.draw_static(scene)
            if held := self.frames_held(scene):
                self._write(self.draw_frame(scene), held)
            else:
                self.step_through(scene)
        self.end_play()

    def render(self, scene: Scene, time: float, moving: Iterable[Mobject] | None = None) -> None:
        """Draw one frame of a play, if a movie is open."""
        if self.movies:
            self._write(self.draw_frame(scene), 1)

    def scene_finished(self, scene: Scene) -> None:
        """Do nothing: the clips are written, and Manim has no film to join."""

    def _write(self, frame: PixelArray, repeat: int) -> None:
        self.advance(repeat)
        for movie in self.movies.values():
            movie.write(np.asarray(frame, dtype=np.uint8), repeat)
        self._report(FramesDrawn(count=repeat))


class _Movies(BeatHook):
    """Opens movies when their beats start, and closes them when they end."""

    def __init__(self, renderer: ClipRenderer, kind: ClipFormat, beats: Mapping[Path, str | None]) -> None:
        self._renderer, self._encoding, self._beats = renderer, _MOVIES[kind], beats

    def beat_starts(self, beat: BeatStart) -> None:
        self.open(beat.name)

    def beat_ends(self, beat: Beat) -> None:
        self.close(beat.name)

    def open(self, beat: str | None) -> None:
        """Open the movies of a beat, or of the whole lesson."""
        width, height, rate = config.pixel_width, config.pixel_height, round(config.frame_rate)
        for file in _files_of(self._beats, beat):
            self._renderer.movies[file] = AlphaMovie(file, self._encoding, width, height, rate)

    def close(self, beat: str | None) -> None:
        """Close the movies of a beat, or of the whole lesson."""
        for file in _files_of(self._beats, beat):
            self._renderer.movies.pop(file).close()


class _Stills(BeatHook):
    """Draws pictures when their beats end."""

    def __init__(
        self,
        scene: Lesson,
        kind: ClipFormat,
        beats: Mapping[Path, str | None],
        report: Callable[[Event], None],
    ) -> None:
        self._scene, self._kind, self._beats, self._report = scene, kind, beats, report

    def beat_ends(self, beat: Beat) -> None:
        for file in _files_of(self._beats, beat.name):
            if self._kind == ClipFormat.SVG:
                self._draw_outlines(file, beat.name)
            else:
                self._draw_pixels(file)
            self._report(FramesDrawn(count=1))

    @property
    def _camera(self) -> VectorCamera:
        camera = self._scene.camera
        assert isinstance(camera, VectorCamera)
        return camera

    def _draw_outlines(self, file: Path, beat: str) -> None:
        try:
            file.write_text(self._camera.svg(displayed_mobjects(self._scene)), encoding="utf-8")
        except NotVectorsError as error:
            reason = (
                f"{type(self._scene).__name__}.{beat}: {error}, which no SVG can hold as outlines: take png"
            )
            self._report(ClipRefused(reason=reason))

    def _draw_pixels(self, file: Path) -> None:
        camera = self._camera
        camera.reset()
        camera.capture_mobjects(displayed_mobjects(self._scene))
        picture = Image.fromarray(straight(np.asarray(camera.pixel_array)))
        picture.convert("RGBA" if config.transparent else "RGB").save(file, format="PNG")


def _files_of(beats: Mapping[Path, str | None], beat: str | None) -> list[Path]:
    return [file for file, name in beats.items() if name == beat]

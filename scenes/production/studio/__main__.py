"""Render one scene: ``python -m scenes.production.studio talk.toml fit Fit 1920 1080 60 media/parts/… 2``.

It writes what ``manim render`` writes for the same scene, from the same frames, sooner.
"""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

from manim import Scene, config, logger, tempconfig

from scenes.kit.lessons.encoding import complete_encoder_options, project_config
from scenes.kit.lessons.lesson import Lesson
from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.fingerprint import lesson_fingerprint, project_fingerprint
from scenes.production.build.lesson_sources import source_path
from scenes.production.media.sound import RATE, read_sound, write_track
from scenes.production.studio.beat_cache import StaleCacheError
from scenes.production.studio.failures import telling_where
from scenes.production.studio.forking import ForkingRenderer
from scenes.production.studio.scene_classes import scene_class
from scenes.production.voice.choice import Voice, voice_named
from scenes.script.screenplay import Part, load


def main(
    screenplay: str,
    module: str,
    name: str,
    width: str,
    height: str,
    frame_rate: str,
    media: str,
    workers: str,
    voice: str = "",
) -> None:
    """Render a part's video of a size into a media folder, with so many processes at a time.

    If a voice is named, it speaks the scene, and the sound goes beside the video.
    """
    lecture = load(Path(screenplay))
    source = source_path(lecture.path.parent, module)
    settings = {
        "pixel_width": int(width),
        "pixel_height": int(height),
        "frame_rate": int(frame_rate),
        "media_dir": media,
        "input_file": str(source),
        "scene_names": [name],
        "progress_bar": "none",
        "max_files_cached": project_config().getint("CLI", "max_files_cached"),
    }
    with tempconfig(settings), telling_where(source):
        complete_encoder_options()  # as a lesson does by itself, and another scene does not
        scene = scene_class(lecture.path.parent, module, name)
        speaker = voice_named(voice, Path.cwd()) if voice else None
        render(scene, int(workers), speaker, lecture.part_of([name]))


def render(scene: type[Scene], workers: int, voice: Voice | None = None, part: Part | None = None) -> None:
    """Render a scene as Manim is configured; by Manim alone, if it is no lesson or nothing can be forked."""
    if not (issubclass(scene, Lesson) and hasattr(os, "fork")):
        _play(scene(), voice, part)
        return
    try:
        _render_forking(scene, workers, voice, part, from_memory=not config.disable_caching)
    except StaleCacheError as strayed:
        logger.warning(f"{strayed}: all of it is stepped through again")
        _render_forking(scene, workers, voice, part, from_memory=False)


def _render_forking(
    scene: type[Lesson], workers: int, voice: Voice | None, part: Part | None, from_memory: bool
) -> None:
    tokens = CpuTokens.inherited(os.environ) or CpuTokens.of(workers)
    moved_by = lesson_fingerprint(Path(inspect.getfile(scene)), Path.cwd())
    renderer = ForkingRenderer(project_fingerprint(), moved_by, tokens, workers, from_memory)
    try:
        _play(scene(renderer=renderer), voice, part)
    finally:
        renderer.end_workers()


def _play(scene: Scene, voice: Voice | None, part: Part | None) -> None:
    if part is not None and isinstance(scene, Lesson):
        scene.part = part
    if voice is None:
        scene.render()
    elif isinstance(scene, Lesson):
        _play_spoken(scene, voice)
    else:
        raise ValueError(f"{type(scene).__name__} waits for no voice: have it inherit from Lesson")


def _play_spoken(lesson: Lesson, voice: Voice) -> None:
    """Render a lesson that waits for the words, and write beside its video what was said when."""
    said = []

    def say(beat: str, line: str) -> float:
        said.append(read_sound(voice.sound(type(lesson).__name__, beat, line)))
        return len(said[-1]) / RATE

    lesson.voice = say
    lesson.render()
    starts = [beat.start for beat in lesson.beats]
    track = lesson.renderer.file_writer.movie_file_path.with_suffix(".wav")
    write_track(track, list(zip(starts, said, strict=True)), lesson.frames, round(config.frame_rate))


if __name__ == "__main__":
    main(*sys.argv[1:])

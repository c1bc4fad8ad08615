"""Render one scene: ``python -m scenes.production.studio line_fit LineFit 1920 1080 60 media/parts/… 2``.

It writes what ``manim render`` writes for the same scene, from the same frames, sooner.
"""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

from manim import Scene, config, logger, tempconfig
from manim.utils.module_ops import scene_classes_from_file

from scenes.kit.lessons.lesson import Lesson
from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.fingerprint import lesson_fingerprint, project_fingerprint
from scenes.production.media.sound import RATE, read_sound, write_track
from scenes.production.studio.beat_cache import StaleCacheError
from scenes.production.studio.forking import ForkingRenderer
from scenes.production.voice.choice import Voice, voice_named


def main(
    module: str,
    name: str,
    width: str,
    height: str,
    frame_rate: str,
    media: str,
    workers: str,
    voice: str = "",
) -> None:
    """Render a scene's video of a size into a media folder, with so many processes at a time.

    If a voice is named, it speaks the scene, and the sound goes beside the video.
    """
    path = Path("scenes", f"{module}.py")
    settings = {
        "pixel_width": int(width),
        "pixel_height": int(height),
        "frame_rate": int(frame_rate),
        "media_dir": media,
        "input_file": str(path),
        "scene_names": [name],
        "progress_bar": "none",
    }
    with tempconfig(settings):
        scene = scene_classes_from_file(path, require_single_scene=True)
        render(scene, int(workers), voice_named(voice, Path.cwd()) if voice else None)


def render(scene: type[Scene], workers: int, voice: Voice | None = None) -> None:
    """Render a scene as Manim is configured; by Manim alone, if it is no lesson or nothing can be forked."""
    if not (issubclass(scene, Lesson) and hasattr(os, "fork")):
        _play(scene(), voice)
        return
    try:
        _render_forking(scene, workers, voice, from_memory=not config.disable_caching)
    except StaleCacheError as strayed:
        logger.warning(f"{strayed}: all of it is stepped through again")
        _render_forking(scene, workers, voice, from_memory=False)


def _render_forking(scene: type[Lesson], workers: int, voice: Voice | None, from_memory: bool) -> None:
    root = Path.cwd()
    tokens = CpuTokens.inherited(os.environ) or CpuTokens.of(workers)
    moved_by = lesson_fingerprint(root, Path(inspect.getfile(scene)))
    renderer = ForkingRenderer(project_fingerprint(root), moved_by, tokens, workers, from_memory)
    try:
        _play(scene(renderer=renderer), voice)
    finally:
        renderer.end_workers()


def _play(scene: Scene, voice: Voice | None) -> None:
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

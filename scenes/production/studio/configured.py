"""Manim configured for a job, and what the job is about: its scene, and that scene's part in its lecture."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from manim import Scene, tempconfig

from scenes.kit.lessons.encoding import encoder_options, project_config
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.rendering.failures import telling_where
from scenes.production.build.lesson_sources import source_path
from scenes.production.build.protocol import SceneJob
from scenes.production.studio.scene_classes import scene_class
from scenes.script.screenplay import Part, load
from scenes.script.translation import in_language


@contextmanager
def configured(job: SceneJob, **settings: Any) -> Iterator[type[Scene]]:
    """Yield the scene of a job, with Manim configured for it; an error tells where in its file it arose."""
    with configured_for(job, **settings):
        yield _themed(scene_class(Path(job.screenplay).parent, job.module, job.scene), job.theme)


@contextmanager
def configured_for(job: SceneJob, **settings: Any) -> Iterator[None]:
    """Have Manim configured for a job; an error tells where in its scene's file it arose."""
    source = source_path(Path(job.screenplay).parent, job.module)
    config = {
        "pixel_width": job.width,
        "pixel_height": job.height,
        "media_dir": job.media,
        "input_file": str(source),
        "scene_names": [job.scene],
        "progress_bar": "none",
        "max_files_cached": project_config().getint("CLI", "max_files_cached"),
        **settings,
    }
    with tempconfig(config), tempconfig({"video_encoder_options": encoder_options()}), telling_where(source):
        yield


def _themed(scene: type[Scene], theme: str) -> type[Scene]:
    """Give a scene's class a theme: no other job sees it, for each is done in a process of its own."""
    if theme:
        if not issubclass(scene, Lesson):
            raise ValueError(f"{scene.__name__} is no Lesson, and has no themes: have it inherit from Lesson")
        scene.theme = theme
    return scene


def part_of(job: SceneJob) -> Part | None:
    """Return the part of a job's scene in its lecture, in the language that is asked for."""
    screenplay = in_language(load(Path(job.screenplay)), job.language)
    parts = [*screenplay.parts, *([screenplay.cover] if screenplay.cover else [])]
    return next((part for part in parts if (part.module, part.scene) == (job.module, job.scene)), None)


def with_beats(scene: type[Scene]) -> type[Lesson]:
    """Return a scene that has beats; ValueError if it has none."""
    if not issubclass(scene, Lesson):
        raise ValueError(f"{scene.__name__} is no Lesson, and has no beats: have it inherit from Lesson")
    return scene

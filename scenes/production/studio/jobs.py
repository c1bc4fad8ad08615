"""The jobs of the studio, each done with Manim configured for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from manim import Scene, tempconfig

from scenes.kit.lessons.lesson import Lesson
from scenes.production.build.protocol import ClipsJob, Event, Job, RenderJob, SceneJob, StillJob, VoiceJob
from scenes.production.media.clip_format import ClipFormat
from scenes.production.studio.clip_renderer import draw_clips
from scenes.production.studio.manim_adapter import scene_class
from scenes.production.studio.rendering import render
from scenes.production.voice.choice import voice_named

Report = Callable[[Event], None]


def do(job: Job, report: Report) -> None:
    """Do a job in the present folder, and report events but for the last one.

    Parameters
    ----------
    job
        What to do.
    report
        Called with each event.
    """
    match job:
        case RenderJob():
            _render(job, report)
        case ClipsJob():
            _draw_clips(job, report)
        case StillJob():
            _draw_still(job)
        case VoiceJob():
            _start_service(job)


def _render(job: RenderJob, report: Report) -> None:
    with tempconfig({**_scene_config(job), "frame_rate": job.frame_rate}):
        voice = voice_named(job.voice, Path.cwd()) if job.voice else None
        render(_scene(job), job.workers, voice, report)


def _draw_clips(job: ClipsJob, report: Report) -> None:
    more = {"frame_rate": job.frame_rate, "transparent": job.is_transparent}
    with tempconfig({**_scene_config(job), **more}):
        lesson = _scene(job)
        if not issubclass(lesson, Lesson):
            raise ValueError(f"{job.scene} is no Lesson, and has no beats: have it inherit from Lesson")
        beats = {Path(file): beat for file, beat in job.beats.items()}
        draw_clips(lesson, ClipFormat(job.format), beats, report)


def _draw_still(job: StillJob) -> None:
    with tempconfig({**_scene_config(job), "save_last_frame": True, "output_file": job.target}):
        _scene(job)().render()


def _start_service(job: VoiceJob) -> None:
    from scenes.production.voice.speaking import started  # which needs the extra `voice`

    started(job.module, job.name)


def _scene_config(job: SceneJob) -> dict[str, Any]:
    return {
        "pixel_width": job.width,
        "pixel_height": job.height,
        "media_dir": job.media,
        "input_file": job.source,
        "scene_names": [job.scene],
        "progress_bar": "none",
    }


def _scene(job: SceneJob) -> type[Scene]:
    return scene_class(Path(job.source))

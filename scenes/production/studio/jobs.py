"""The jobs of the studio, each done with Manim configured for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from manim import Scene, tempconfig

from scenes.kit.lessons.encoding import encoder_options, project_config
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.rendering.failures import telling_where
from scenes.production.build.lesson_sources import source_path
from scenes.production.build.protocol import (
    BeatJob,
    BeatStarted,
    CheckJob,
    ClipRefused,
    ClipsJob,
    Event,
    FaultFound,
    FitJob,
    Job,
    RenderJob,
    SceneJob,
    StillJob,
    TrialJob,
    VoiceJob,
)
from scenes.production.media.clip_format import ClipFormat
from scenes.production.studio.beat_at_values import draw_beat, try_out
from scenes.production.studio.clip_renderer import draw_clips
from scenes.production.studio.live.attributes import with_values
from scenes.production.studio.loaded_code import lesson_code
from scenes.production.studio.rendering import render, render_by_manim
from scenes.production.studio.scene_classes import scene_class
from scenes.production.voice.choice import voice_named
from scenes.script.screenplay import Part, load
from scenes.script.sweeps import told
from scenes.script.translation import in_language

Report = Callable[[Event], None]


def do(job: Job, report: Report) -> None:
    """Do a job in the present folder, whose modules it may import, and report events but for the last one.

    Parameters
    ----------
    job
        What to do.
    report
        Called with each event.
    """
    sys.path.insert(0, str(Path.cwd()))
    match job:
        case RenderJob():
            _render(job, report)
        case ClipsJob():
            _draw_clips(job, report)
        case TrialJob():
            _try_out(job, report)
        case BeatJob():
            _draw_beat(job, report)
        case CheckJob():
            _check(job, report)
        case FitJob():
            _fit(job, report)
        case StillJob():
            _draw_still(job, report)
        case VoiceJob():
            _start_service(job)


def _render(job: RenderJob, report: Report) -> None:
    code = lesson_code(source_path(Path(job.screenplay).parent, job.module), Path.cwd())
    with _configured(job, frame_rate=job.frame_rate) as scene:
        voice = voice_named(job.voice, Path.cwd()) if job.voice else None
        render(scene, job.workers, voice, report, _part(job), code, job.share)


def _draw_clips(job: ClipsJob, report: Report) -> None:
    with _configured(job, frame_rate=job.frame_rate, transparent=job.is_transparent) as scene:
        lesson = _with_beats(scene)
        beats = {Path(file): beat for file, beat in job.beats.items()}
        draw_clips(lesson, ClipFormat(job.format), beats, report, _part(job))


def _try_out(job: TrialJob, report: Report) -> None:
    with _configured(job, frame_rate=job.frame_rate) as scene:
        for values in job.values:
            try:
                try_out(with_values(_with_beats(scene), values), report, _part(job))
            except ValueError as error:
                report(ClipRefused(reason=f"{told(values)}: {error}"))


def _draw_beat(job: BeatJob, report: Report) -> None:
    with _configured(job, frame_rate=job.frame_rate) as scene:
        draw_beat(with_values(_with_beats(scene), job.values), job.beat, Path(job.target), report, _part(job))


def _check(job: CheckJob, report: Report) -> None:
    from scenes.production.studio.checking.inspection import Finding, inspect_lesson  # which no film needs

    def tell(finding: Finding) -> None:
        report(FaultFound(beat=finding.beat, what=finding.what))

    with _configured(job, frame_rate=job.frame_rate) as scene:
        inspect_lesson(
            _with_beats(scene), tell, _part(job), beat_starts=lambda beat: report(BeatStarted(name=beat))
        )


def _fit(job: FitJob, report: Report) -> None:
    from scenes.production.studio.checking.inspection import Finding, inspect_layout  # which no film needs

    def tell(finding: Finding) -> None:
        report(FaultFound(beat=finding.beat, what=finding.what))

    with _configured(job, frame_rate=job.frame_rate) as scene:
        if not issubclass(scene, Lesson):
            return  # whatever it shows, nobody can tell
        if not scene.suits():
            report(FaultFound(beat="", what="it says so itself"))
        elif scene.shapes is None:
            inspect_layout(scene, tell, _part(job))


def _with_beats(scene: type[Scene]) -> type[Lesson]:
    if not issubclass(scene, Lesson):
        raise ValueError(f"{scene.__name__} is no Lesson, and has no beats: have it inherit from Lesson")
    return scene


def _draw_still(job: StillJob, report: Report) -> None:
    with _configured(job, save_last_frame=True, output_file=job.target) as scene:
        drawn, part = scene(), _part(job)
        if part is not None and isinstance(drawn, Lesson):
            drawn.part = part
        render_by_manim(drawn, report)


def _start_service(job: VoiceJob) -> None:
    from scenes.production.voice.speaking import started  # which needs the extra `voice`

    started(job.module, job.name)


@contextmanager
def _configured(job: SceneJob, **settings: Any) -> Iterator[type[Scene]]:
    """Yield the scene of a job, with Manim configured for it; an error tells where in its file it arose."""
    folder = Path(job.screenplay).parent
    source = source_path(folder, job.module)
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
        yield _themed(scene_class(folder, job.module, job.scene), job.theme)


def _themed(scene: type[Scene], theme: str) -> type[Scene]:
    """Give a scene's class a theme: no other job sees it, for each is done in a process of its own."""
    if theme:
        if not issubclass(scene, Lesson):
            raise ValueError(f"{scene.__name__} is no Lesson, and has no themes: have it inherit from Lesson")
        scene.theme = theme
    return scene


def _part(job: SceneJob) -> Part | None:
    """Return the part of a job's scene in its lecture, in the language that is asked for."""
    screenplay = in_language(load(Path(job.screenplay)), job.language)
    parts = [*screenplay.parts, *([screenplay.cover] if screenplay.cover else [])]
    return next((part for part in parts if (part.module, part.scene) == (job.module, job.scene)), None)

"""The jobs of the studio, each done with Manim configured for it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from scenes.kit.lessons.lesson import Lesson
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
    LengthFound,
    LengthJob,
    RenderJob,
    StillJob,
    TrialJob,
    VoiceJob,
)
from scenes.production.media.clip_format import ClipFormat
from scenes.production.studio.beat_at_values import draw_beat, frames_of, try_out
from scenes.production.studio.clip_renderer import draw_clips
from scenes.production.studio.configured import configured, part_of, with_beats
from scenes.production.studio.live.attributes import with_values
from scenes.production.studio.loaded_code import lesson_code
from scenes.production.studio.rendering import render, render_by_manim
from scenes.production.voice.choice import voice_named
from scenes.script.sweeps import told

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
        case LengthJob():
            _find_length(job, report)
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
    with configured(job, frame_rate=job.frame_rate) as scene:
        voice = voice_named(job.voice, Path.cwd()) if job.voice else None
        render(scene, job.workers, voice, report, part_of(job), code, job.share)


def _draw_clips(job: ClipsJob, report: Report) -> None:
    with configured(job, frame_rate=job.frame_rate, transparent=job.is_transparent) as scene:
        lesson = with_beats(scene)
        beats = {Path(file): beat for file, beat in job.beats.items()}
        draw_clips(lesson, ClipFormat(job.format), beats, report, part_of(job))


def _try_out(job: TrialJob, report: Report) -> None:
    with configured(job, frame_rate=job.frame_rate) as scene:
        for values in job.values:
            try:
                try_out(with_values(with_beats(scene), values), report, part_of(job))
            except ValueError as error:
                report(ClipRefused(reason=f"{told(values)}: {error}"))


def _find_length(job: LengthJob, report: Report) -> None:
    with configured(job, frame_rate=job.frame_rate) as scene:
        lesson = with_values(with_beats(scene), job.values)
        began, worked = time.monotonic(), time.process_time()
        frames = frames_of(lesson, job.beat, report, part_of(job))
        seconds, at_work = time.monotonic() - began, time.process_time() - worked
        report(LengthFound(frames=frames, seconds=seconds, at_work=at_work))


def _draw_beat(job: BeatJob, report: Report) -> None:
    with configured(job, frame_rate=job.frame_rate) as scene:
        draw_beat(
            with_values(with_beats(scene), job.values), job.beat, Path(job.target), report, part_of(job)
        )


def _check(job: CheckJob, report: Report) -> None:
    from scenes.production.studio.checking.inspection import Finding, inspect_lesson  # which no film needs

    def tell(finding: Finding) -> None:
        report(FaultFound(beat=finding.beat, what=finding.what))

    with configured(job, frame_rate=job.frame_rate) as scene:
        inspect_lesson(
            with_beats(scene), tell, part_of(job), beat_starts=lambda beat: report(BeatStarted(name=beat))
        )


def _fit(job: FitJob, report: Report) -> None:
    from scenes.production.studio.checking.inspection import Finding, inspect_layout  # which no film needs

    def tell(finding: Finding) -> None:
        report(FaultFound(beat=finding.beat, what=finding.what))

    with configured(job, frame_rate=job.frame_rate) as scene:
        if not issubclass(scene, Lesson):
            return  # whatever it shows, nobody can tell
        if not scene.suits():
            report(FaultFound(beat="", what="it says so itself"))
        elif scene.shapes is None:
            inspect_layout(scene, tell, part_of(job))


def _draw_still(job: StillJob, report: Report) -> None:
    with configured(job, save_last_frame=True, output_file=job.target) as scene:
        drawn, part = scene(), part_of(job)
        if part is not None and isinstance(drawn, Lesson):
            drawn.part = part
        render_by_manim(drawn, report)


def _start_service(job: VoiceJob) -> None:
    from scenes.production.voice.speaking import started  # which needs the extra `voice`

    started(job.module, job.name)

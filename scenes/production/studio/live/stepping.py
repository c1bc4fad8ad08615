"""One take: a lesson stepped through without drawing, while forks of this process stay at its plays.

The process jumps from play to play. At a play's start it may fork a snapshot of itself, which waits. For a
viewer that wants to see frames from there on, the snapshot forks a viewer's process, and stays as it is: the
viewer's process goes on with the lesson as slowly as its frames are asked for, and draws them.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from scenes.kit.lessons.beat_hooks import BeatHook
from scenes.kit.lessons.lesson import Lesson
from scenes.production.live.told import KnobsTold, TakeJob
from scenes.production.studio.configured import configured, configured_for, part_of, with_beats
from scenes.production.studio.live.attributes import knobs_of, with_values
from scenes.production.studio.live.changes import Running, Sources, noting
from scenes.production.studio.live.failures import failure
from scenes.production.studio.live.own_modules import own_modules
from scenes.production.studio.live.plays import Play, UndrawnRenderer
from scenes.production.studio.live.preparing import stay_prepared
from scenes.production.studio.live.previewing import draw_previews
from scenes.production.studio.live.processes import Line
from scenes.production.studio.live.running import Runner
from scenes.production.studio.live.texts import keep_texts_in
from scenes.production.studio.live.viewing import Viewer
from scenes.script.manifest import Beat
from scenes.script.screenplay import Part


def step_through(job: TakeJob, line: Line) -> None:
    """Do a take, and tell of it.

    Parameters
    ----------
    job
        What to step through.
    line
        To the server.
    """
    began = time.time()
    with configured(job, frame_rate=job.frame_rate, dry_run=True) as scene:
        sources = Sources(own_modules(Path(job.screenplay).parent).values(), began)
        lesson, part = with_beats(scene), part_of(job)
        knobs = knobs_of(lesson)
        if not job.becomes_base:  # else words and outlines are not at hand yet
            job, line = stay_prepared(job, line)
        try:
            line.tell(KnobsTold(knobs=knobs_of(lesson, job.values) if job.values else knobs))
            if job.is_for_previews:
                draw_previews(lesson, part, job, line)
            _play(with_values(lesson, job.values), part, sources, job, line)
        except Exception as error:
            line.tell(failure(error, job))
            os._exit(0)


def step_through_at_hand(lesson: type[Lesson], job: TakeJob, line: Line) -> None:
    """Do a take of a lesson whose class is at hand: it may be in no file, and is in no lecture.

    Parameters
    ----------
    lesson
        Its class.
    job, line
        As for `step_through`.
    """
    with configured_for(job, frame_rate=job.frame_rate, dry_run=True):
        line.tell(KnobsTold(knobs=knobs_of(lesson, job.values)))
        if job.is_for_previews:
            draw_previews(lesson, None, job, line)
        _play(with_values(lesson, job.values), None, Sources((), since=0), job, line)


def _play(lesson: type[Lesson], part: Part | None, sources: Sources, job: TakeJob, line: Line) -> None:
    keep_texts_in(Path(job.folder, "texts"), Path(job.texts) if job.texts else None)
    renderer = _LiveRenderer()
    played = noting(lesson)(renderer=renderer)
    if part is not None:
        played.part = part
    running = Running(played, sources)
    renderer.role = Runner(job, line, running)
    played.beat_hooks += [running, _BeatsTold(renderer)]
    try:
        played.render()
    except BaseException as error:
        renderer.role.fail(error)
    renderer.role.finish(played.frames)


class _LiveRenderer(UndrawnRenderer):
    """Has each play gone through as its process's role demands, which changes with a fork."""

    role: Runner | Viewer

    def look_at(self, play: Play) -> None:
        """Do what the process is there for, which may be another one afterwards."""
        self.role = self.role.go_on(play)
        self.role.pass_through(play)


class _BeatsTold(BeatHook):
    """Tells of beats, if that is what this process is there for."""

    def __init__(self, renderer: _LiveRenderer) -> None:
        self._renderer = renderer

    def beat_ends(self, beat: Beat) -> None:
        self._renderer.role.beat_ends(beat)

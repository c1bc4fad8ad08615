"""A scene's video, as ``manim render`` writes it, from the same frames, sooner."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from pathlib import Path

from manim import Scene, config, logger

from scenes.kit.lessons.beat_hooks import BeatHook, BeatStart
from scenes.kit.lessons.cached_files import checked_caches
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.rendering.beat_cache import StaleCacheError
from scenes.kit.rendering.forking import ForkingRenderer, Memory
from scenes.kit.rendering.manim_adapter import call_at_each_frame
from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.protocol import BeatStarted, Event, Share
from scenes.production.studio.job_host import JobHost
from scenes.production.studio.loaded_code import PROJECT, lesson_code
from scenes.production.studio.narration import Narration
from scenes.production.studio.pulse import Pulse
from scenes.production.studio.share_of_drawing import ShareOfDrawing
from scenes.production.voice.choice import Voice
from scenes.script.loaded_code import LoadedCode
from scenes.script.screenplay import Part


def render(
    scene: type[Scene],
    workers: int,
    voice: Voice | None = None,
    report: Callable[[Event], None] = lambda event: None,
    part: Part | None = None,
    code: LoadedCode | None = None,
    share: Share | None = None,
) -> None:
    """Render a scene as Manim is configured; by Manim alone, if it is no lesson or nothing can be forked.

    Parameters
    ----------
    scene
        Its class.
    workers
        How many processes may draw it at a time.
    voice
        Who speaks it; a lesson that is spoken waits for the words, and its sound goes beside the video.
    report
        Called with an event for each beat that starts.
    part
        Its part in a lecture; found beside the lesson's file if None.
    code
        The lesson's, as it was before it was loaded; as it is now if None.
    share
        What is drawn of it, without a video; nothing, if it is rendered by Manim alone.

    Raises
    ------
    ValueError
        If a scene that is no lesson is to be spoken.
    """
    if not issubclass(scene, Lesson):
        if voice is not None:
            raise ValueError(f"{scene.__name__} waits for no voice: have it inherit from Lesson")
        if share is None:
            render_by_manim(scene(), report)
    elif not hasattr(os, "fork"):
        if share is None:
            _play(scene(), voice, report, part)
    else:
        code = code or lesson_code(Path(inspect.getfile(scene)), Path.cwd())
        try:
            memory = Memory.WRITTEN if config.disable_caching else Memory.USED
            _render_forking(scene, workers, voice, report, part, code, share, memory)
        except StaleCacheError as error:
            logger.warning(f"{error}: all of it is stepped through again")
            _render_forking(scene, workers, voice, report, part, code, share, Memory.WRITTEN)


def render_by_manim(scene: Scene, report: Callable[[Event], None]) -> None:
    """Render a scene by Manim alone, with its caches checked, and report that it is at work."""
    if not isinstance(scene, Lesson):  # whose camera carries such a number by itself
        drawn_by = PROJECT.fingerprint if PROJECT.is_current() else os.urandom(16).hex()
        vars(scene.camera)["drawn_by"] = drawn_by
    call_at_each_frame(scene, Pulse(report).beat)
    with checked_caches(scene):
        scene.render()


class _BeatReport(BeatHook):
    """Reports beats as they start."""

    def __init__(self, report: Callable[[Event], None]) -> None:
        self._report = report

    def beat_starts(self, beat: BeatStart) -> None:
        self._report(BeatStarted(name=beat.name))


def _render_forking(
    scene: type[Lesson],
    workers: int,
    voice: Voice | None,
    report: Callable[[Event], None],
    part: Part | None,
    code: LoadedCode,
    share: Share | None,
    memory: Memory,
) -> None:
    tokens = CpuTokens.inherited(os.environ) or CpuTokens.of(workers)
    host = JobHost(workers, tokens, Pulse(report))
    renderer = ForkingRenderer(PROJECT, code, host, memory, ShareOfDrawing(share))
    _play(scene(renderer=renderer), voice, report, part)


def _play(lesson: Lesson, voice: Voice | None, report: Callable[[Event], None], part: Part | None) -> None:
    if part is not None:
        lesson.part = part
    lesson.beat_hooks.append(_BeatReport(report))
    narration = None if voice is None else Narration(lesson, voice)
    if narration is not None:
        lesson.beat_hooks.append(narration)
    lesson.render()
    if narration is not None:
        narration.write()

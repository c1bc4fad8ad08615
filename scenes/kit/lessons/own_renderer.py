"""The renderer that a lesson brings along where it is given none: processes share its film.

Manim itself draws what is no film, a still for instance, and where this process cannot be forked.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from manim import config

from scenes.kit.lessons.beat_hooks import BeatHook, BeatStart
from scenes.kit.lessons.code_digest import drawing_code, lesson_code, source_files
from scenes.kit.lessons.options import is_excerpt
from scenes.kit.rendering.manim_adapter import SteppingRenderer, writes_movie
from scenes.kit.rendering.workers import may_fork
from scenes.script.manifest import Beat
from scenes.script.screenplay import Part

if TYPE_CHECKING:
    from scenes.kit.rendering.forking import Memory

_MOST_WORKERS = 256


def own_renderer(lesson: type, digest: str) -> Any:
    """Return the renderer of a lesson that is given none, as Manim is configured; None leaves it to Manim.

    Parameters
    ----------
    lesson
        Its class.
    digest
        Of its code, as `code_digest` returns it.
    """
    if not (writes_movie() and may_fork()):
        return None
    from scenes.kit.rendering.forking import ForkingRenderer  # which only systems that fork can load
    from scenes.kit.rendering.host import Host

    host = Host(min(os.cpu_count() or 1, _MOST_WORKERS))
    return ForkingRenderer(drawing_code(), lesson_code(lesson, digest), host, _memory_for(lesson))


@contextmanager
def told_of_beats(renderer: object, hooks: list[BeatHook], part: Part | None) -> Iterator[None]:
    """Play a lesson's beats inside: its renderer is told of them, and has ended its workers in the end.

    Parameters
    ----------
    renderer
        The lesson's; nothing happens if it is Manim's own.
    hooks
        The lesson's, called at each beat.
    part
        The lesson's part in a lecture.
    """
    if not isinstance(renderer, SteppingRenderer):
        yield
        return
    told = _BeatsTold(renderer, part)
    hooks.append(told)
    try:
        yield
    finally:
        hooks.remove(told)
        renderer.end_workers()


class _BeatsTold(BeatHook):
    """Tells a renderer which beat plays: by what it says and shows, besides its code."""

    def __init__(self, renderer: SteppingRenderer, part: Part | None) -> None:
        self._renderer = renderer
        words = sorted(part.words.items()) if part else []
        translated = sorted(part.vocabulary.words.items()) if part and part.vocabulary else []
        self._words = f"{words} {translated} {config.seed}"
        self._turn_to("before the first beat")

    def beat_starts(self, beat: BeatStart) -> None:
        self._turn_to(f"{beat.name}, {beat.frames_of_words} frames of words: {beat.line}")

    def beat_ends(self, beat: Beat) -> None:
        self._turn_to(f"after {beat.name}")

    def _turn_to(self, beat: str) -> None:
        self._renderer.turn_to(f"{beat}\n{self._words}")


def _memory_for(lesson: type) -> Memory:
    """Return what the renderer of a lesson does with the beats that it has played before.

    A program may make a class anew, with other numbers in it, and a notebook's is in no file; one that
    Manim's command loads is what its file says. Of an excerpt no beat is whole.
    """
    from scenes.kit.rendering.forking import Memory

    asked_for = Path(config.input_file).absolute() if config.input_file else None
    if is_excerpt() or asked_for not in source_files(lesson)[:1]:
        return Memory.NONE
    return Memory.WRITTEN if config.disable_caching else Memory.USED

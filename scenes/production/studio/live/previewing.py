"""Frames of a lesson with values that change from one to the next: a picture while a knob is dragged."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import NoReturn

import msgspec

from scenes.kit.lessons.lesson import Lesson
from scenes.production.live.told import Answer, TakeJob, read_preview_asked
from scenes.production.studio.live.attributes import with_values
from scenes.production.studio.live.failures import failure
from scenes.production.studio.live.plays import Play, UndrawnRenderer
from scenes.production.studio.live.processes import Line
from scenes.production.studio.live.texts import keep_texts_in
from scenes.script.screenplay import Part


def draw_previews(lesson: type[Lesson], part: Part | None, job: TakeJob, line: Line) -> NoReturn:
    """Draw frames with the values that are asked for, until no more are.

    All in this process: what is copied of a page of memory after a fork takes longer than a play.

    Parameters
    ----------
    lesson
        Its class.
    part
        Its part in the lecture; None if it is in none.
    job
        What it is drawn for.
    line
        To the server, which asks.
    """
    keep_texts_in(Path(job.folder, "texts"), Path(job.texts) if job.texts else None)
    gc.freeze()  # what is there stays: it is not looked through for each frame
    while asked := line.read():
        try:
            preview = read_preview_asked(asked)
            picture = _frame_of(with_values(lesson, preview.values), part, preview.frame)
        except Exception as error:
            line.answer(Answer.FAILURE, msgspec.json.encode(failure(error, job)))
        else:
            line.answer(Answer.PICTURE, picture)
    os._exit(0)


def _frame_of(lesson: type[Lesson], part: Part | None, frame: int) -> bytes:
    """Return a frame of a lesson, or its last one if it is not that long."""
    played = lesson(renderer=_OneFrame(frame))
    if part is not None:
        played.part = part
    try:
        played.render()
    except _Drawn as drawn:
        return drawn.picture
    if played.frames == 0:
        raise ValueError("the lesson has no frames")
    return _frame_of(lesson, part, played.frames - 1)


class _Drawn(BaseException):
    """Ends a lesson whose frame is drawn: nobody needs the rest of it."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self.picture = picture


class _OneFrame(UndrawnRenderer):
    """Goes through a lesson until it has drawn a frame."""

    def __init__(self, frame: int) -> None:
        super().__init__()
        self._frame = frame

    def look_at(self, play: Play) -> None:
        """End the lesson with the frame, if it is one of this play."""
        if self._frame < play.first + play.frames:
            play.go_to(self._frame - play.first)
            raise _Drawn(play.draw())

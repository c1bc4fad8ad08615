"""A process that draws the frames of a lesson that one viewer asks for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from socket import MSG_WAITALL, socket
from typing import NoReturn

import msgspec

from scenes.production.live.told import FRAME_ASKED, Answer, TakeJob
from scenes.production.studio.live.failures import failure
from scenes.production.studio.live.plays import Play
from scenes.production.studio.live.processes import answer
from scenes.production.studio.live.texts import keep_texts_in
from scenes.script.manifest import Beat


class Viewer:
    """A process that draws the frames that one viewer asks for, none before the one before.

    Parameters
    ----------
    job
        The take that it comes from.
    connection
        To the server: closed there, it ends this process.
    """

    def __init__(self, job: TakeJob, connection: socket) -> None:
        self._job, self._connection = job, connection
        self._asked: int | None = None
        self._texts = Path(job.folder, f"texts-{os.getpid()}")
        keep_texts_in(self._texts)

    def pass_through(self, play: Play) -> None:
        """Draw the frames of a play that are asked for, until one after its end is."""
        while (frame := self._next_asked() - play.first) < play.frames:
            play.go_to(frame)
            self._answer(Answer.PICTURE, play.draw())
            self._asked = None

    def go_on(self, play: Play) -> Viewer:
        """Return itself."""
        return self

    def beat_ends(self, beat: Beat) -> None:
        """Do nothing: whoever steps through the lesson tells of it."""

    def fail(self, error: BaseException) -> NoReturn:
        """Answer that the frame cannot be drawn, and end the process."""
        self._answer(Answer.FAILURE, msgspec.json.encode(failure(error, self._job)))
        self._end()

    def finish(self, frames: int) -> NoReturn:
        """End the process: there is no frame after this lesson's end."""
        self._end()

    def _next_asked(self) -> int:
        if self._asked is None:
            asked = self._connection.recv(FRAME_ASKED.size, MSG_WAITALL)
            if len(asked) < FRAME_ASKED.size:
                self._end()
            [self._asked] = FRAME_ASKED.unpack(asked)
        return self._asked

    def _answer(self, kind: Answer, content: bytes) -> None:
        try:
            answer(self._connection, kind, content)
        except OSError:  # nobody is there any more
            self._end()

    def _end(self) -> NoReturn:
        shutil.rmtree(self._texts, ignore_errors=True)
        os._exit(0)

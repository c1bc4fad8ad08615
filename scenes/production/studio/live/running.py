"""The process that steps through a lesson, and the snapshots that it leaves at plays."""

from __future__ import annotations

import os
import time
from pathlib import Path
from select import select
from socket import AF_UNIX, socket
from typing import NoReturn

from scenes.kit.painted.compiled import load_needed
from scenes.production.live.told import (
    BeatTold,
    CaptionTold,
    Opening,
    PlayTold,
    TakeJob,
    Whole,
    read_job,
)
from scenes.production.studio.configured import part_of
from scenes.production.studio.live.changes import ChangedTooMuchError, Running
from scenes.production.studio.live.failures import failure
from scenes.production.studio.live.plays import Play
from scenes.production.studio.live.processes import Line, forked
from scenes.production.studio.live.texts import keep_texts_in
from scenes.production.studio.live.viewing import Viewer
from scenes.script.manifest import Beat

_APART = 0.04  # seconds of stepping between two snapshots: what it takes at most to come to a play from one


class Runner:
    """Steps through the lesson of this process.

    Parameters
    ----------
    job
        What it does.
    line
        To the server.
    running
        The lesson, as far as it has come.
    is_going_on
        Whether it was stepped through so far by another take: then a snapshot is left at once, from which
        the next may go on.
    """

    def __init__(self, job: TakeJob, line: Line, running: Running, *, is_going_on: bool = False) -> None:
        self._job, self._line, self._running, self._is_due = job, line, running, is_going_on
        self._snapshots, self._last, self._next = 0, "", 0.0

    def go_on(self, play: Play) -> Runner | Viewer:
        """Tell the server of a play; leave a snapshot at its start, if it is time for one.

        In a process that the snapshot forks, this returns what it is there for.
        """
        if self._is_due or (play.first + play.frames > self._job.focus and time.monotonic() >= self._next):
            self._is_due = False
            other = self._leave_snapshot()
            if other is not None:
                return other.go_on(play)
        self._line.tell(PlayTold(start=play.first, frames=play.frames, snapshot=self._last))
        return self

    def pass_through(self, play: Play) -> None:
        """Do nothing: no frame is drawn."""

    def beat_ends(self, beat: Beat) -> None:
        """Tell the server of a beat."""
        captions = [
            CaptionTold(start=each.start, frames=each.frames, text=each.text) for each in beat.captions
        ]
        self._line.tell(
            BeatTold(name=beat.name, start=beat.start, frames=beat.frames, line=beat.line, captions=captions)
        )

    def fail(self, error: BaseException) -> NoReturn:
        """Tell why the lesson cannot be stepped through any further, and end the process."""
        self._line.tell(failure(error, self._job))
        os._exit(0)

    def finish(self, frames: int) -> None:
        """Tell that the lesson was stepped through; end the process, unless more is to begin in it."""
        self._line.tell(Whole(frames=frames))
        if not self._job.becomes_base:
            os._exit(0)

    def _leave_snapshot(self) -> Runner | Viewer | None:
        load_needed()  # which viewers find loaded
        path = str(Path(self._job.folder, str(self._snapshots)))
        with socket(AF_UNIX) as listener:
            listener.bind(path)
            listener.listen()
            if forked():
                return self._wait_as_snapshot(listener)
        self._snapshots, self._last = self._snapshots + 1, path
        self._next = time.monotonic() + _APART
        return None

    def _wait_as_snapshot(self, listener: socket) -> Runner | Viewer:
        """Fork a process for each connection, until nobody needs this one; return only in those."""
        while True:
            if self._line.fileno() in select([listener.fileno(), self._line.fileno()], [], [])[0]:
                os._exit(0)
            connection, _ = listener.accept()
            opening = connection.recv(1)
            if opening == Opening.END:
                os._exit(0)
            if forked():
                listener.close()
                self._line.close()
                return self._begin(opening, connection)
            connection.close()

    def _begin(self, opening: bytes, connection: socket) -> Runner | Viewer:
        """Return what this process, which was forked for a connection, is there for."""
        if opening == Opening.VIEW:
            return Viewer(self._job, connection)
        line = Line(connection)
        job = read_job(line.read())
        try:
            self._running.go_on_with(part_of(job))
        except (ChangedTooMuchError, ValueError, OSError):  # whoever asks begins the lesson anew, and is told
            os._exit(0)
        keep_texts_in(Path(job.folder, "texts"))
        line.begin(job)
        return Runner(job, line, self._running, is_going_on=True)

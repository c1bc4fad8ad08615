"""Forked processes, and the lines of JSON that go between them and the server."""

from __future__ import annotations

import os
import signal
from select import select
from socket import socket
from types import FrameType

from scenes.production.live.told import (
    FRAME_ANSWERED,
    Answer,
    BaseReady,
    Began,
    Busy,
    Failed,
    TakeJob,
    Told,
    Whole,
    line_of,
)
from scenes.production.studio.live.failures import place_in

PATIENCE = 5.0
"""Seconds without a word after which a take tells where it is."""


def forked() -> bool:
    """Fork this process; return whether this is the new one. Nobody waits for those that end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    if os.fork():
        return False
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # what a lesson starts, it may wait for
    return True


def forked_for_each(listener: socket, lifeline: int) -> socket | None:
    """Fork this process for each connection; return that in the new one, and None here in the end.

    Parameters
    ----------
    listener
        Where connections come from.
    lifeline
        A file's descriptor: once it can be read, this is the end.
    """
    while lifeline not in select([listener.fileno(), lifeline], [], [])[0]:
        connection, _ = listener.accept()
        if forked():
            listener.close()
            return connection
        connection.close()
    return None


def answer(connection: socket, kind: Answer, content: bytes) -> None:
    """Answer what was asked by a connection; OSError if nobody is there any more."""
    connection.sendall(FRAME_ANSWERED.pack(kind, len(content)))
    connection.sendall(content)


class Line:
    """The connection of a take to the server. Once that has closed it, nobody needs the take any more.

    Parameters
    ----------
    connection
        The same as a socket.
    """

    def __init__(self, connection: socket) -> None:
        self._connection = connection

    def read(self) -> bytes:
        """Return the next line that the server writes; empty if it has closed the connection."""
        signal.setitimer(signal.ITIMER_REAL, 0)  # nothing is told until it has asked
        with self._connection.makefile("rb", buffering=0) as file:
            return file.readline()

    def fileno(self) -> int:
        """Return its descriptor: readable once the server has closed the connection."""
        return self._connection.fileno()

    def begin(self, job: TakeJob) -> None:
        """Tell the server that a take begins in this process; and where it is, if nothing else comes."""

        def tell_place(_: int, frame: FrameType | None) -> None:
            if place := place_in(frame, job):  # else the kit is being loaded, which ends
                self.tell(Busy(place=place, seconds=PATIENCE))

        signal.signal(signal.SIGALRM, tell_place)
        signal.siginterrupt(signal.SIGALRM, False)  # what waits in C goes on
        self.tell(Began(process=os.getpid()))

    def tell(self, told: Told) -> None:
        """Tell the server something; end this process if that has closed the connection."""
        signal.setitimer(signal.ITIMER_REAL, 0)  # nothing else is told amid it
        if select([self.fileno()], [], [], 0)[0]:
            os._exit(0)
        try:
            self._connection.sendall(line_of(told))
        except OSError:
            os._exit(0)
        if not isinstance(told, Whole | Failed | BaseReady):
            signal.setitimer(signal.ITIMER_REAL, PATIENCE, PATIENCE)  # which forks do not inherit

    def answer(self, kind: Answer, content: bytes) -> None:
        """Answer what the server has asked; end this process if that has closed the connection."""
        answer(self._connection, kind, content)

    def close(self) -> None:
        """Close it in this process."""
        self._connection.close()

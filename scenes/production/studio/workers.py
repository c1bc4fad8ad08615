"""Forked processes, each of which draws one segment of a scene's frames and ends."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, NoReturn

from scenes.production.build.cpu_tokens import CpuTokens


class Order(NamedTuple):
    """What a worker is to draw.

    Attributes
    ----------
    frames
        How many, from the one on before which it was forked.
    unchanging
        How many mobjects, of those that are drawn first, look the same in all of them.
    target
        The file that they go to.
    """

    frames: int
    unchanging: int
    target: Path


class DrawingFailedError(Exception):
    """A worker could not draw its segment."""


class Worker:
    """A forked process, as the process that forked it sees it."""

    def __init__(self, pid: int, connection: Connection) -> None:
        self._pid, self._connection = pid, connection

    def send(self, order: Order | None) -> None:
        """Have it draw; None if there is nothing to draw, for the segment is there already."""
        self._connection.send(order)

    def join(self) -> None:
        """Wait until it has ended.

        Raises
        ------
        DrawingFailedError
            If it did not draw what it was to.
        """
        try:
            error = self._connection.recv()
        except EOFError:
            error = "it was ended from outside; perhaps the machine has too little memory"
        finally:
            self._connection.close()
            os.waitpid(self._pid, 0)
        if error:
            raise DrawingFailedError(error)

    def end(self) -> None:
        """End it at once."""
        os.kill(self._pid, signal.SIGKILL)
        self._connection.close()
        os.waitpid(self._pid, 0)


class WorkerEndpoint:
    """A forked process's own side: where its order comes from, and how it ends."""

    def __init__(self, connection: Connection, tokens: CpuTokens) -> None:
        self._connection, self._tokens = connection, tokens

    def wait_for_order(self) -> Order:
        """Return the order, once there is a CPU token to draw with; end the process if there is none."""
        try:
            order: Order | None = self._connection.recv()
        except EOFError:  # the process that forked it has ended
            order = None
        if order is None:
            self.leave()
        self._tokens.take()
        return order

    def leave(self, error: BaseException | None = None, *, holds_token: bool = False) -> NoReturn:
        """End this process, of which the parent goes on; report an error to that."""
        message = ""
        try:
            if holds_token:
                self._tokens.free()
            if error is not None:
                traceback.print_exception(error)
                message = f"{type(error).__name__}: {error}"
            self._connection.send(message)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(1 if message else 0)


def fork(tokens: CpuTokens) -> Worker | WorkerEndpoint:
    """Fork this process: a `Worker` is returned where it goes on, a `WorkerEndpoint` in the new one."""
    ours, theirs = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        theirs.close()
        return Worker(pid, ours)
    ours.close()
    return WorkerEndpoint(theirs, tokens)

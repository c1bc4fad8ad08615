"""Forked processes, each of which draws one stretch of a scene's frames and ends."""

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
    standing
        How many mobjects, of those that are drawn first, stand still throughout.
    target
        The file that they go to.
    """

    frames: int
    standing: int
    target: Path


class DrawingFailedError(Exception):
    """A worker could not draw its stretch."""


class Worker:
    """A forked process, as the process that forked it sees it."""

    def __init__(self, pid: int, line: Connection) -> None:
        self._pid, self._line = pid, line

    def order(self, order: Order | None) -> None:
        """Have it draw; nothing, if the stretch is there already."""
        self._line.send(order)

    def join(self) -> None:
        """Wait until it has ended.

        Raises
        ------
        DrawingFailedError
            If it did not draw what it was to.
        """
        try:
            error = self._line.recv()
        except EOFError:
            error = "it was ended from outside; perhaps the machine has too little memory"
        finally:
            self._line.close()
            os.waitpid(self._pid, 0)
        if error:
            raise DrawingFailedError(error)

    def end(self) -> None:
        """End it at once."""
        os.kill(self._pid, signal.SIGKILL)
        self._line.close()
        os.waitpid(self._pid, 0)


class WorkerEndpoint:
    """A forked process's own side: its orders, and its end."""

    def __init__(self, line: Connection, tokens: CpuTokens) -> None:
        self._line, self._tokens = line, tokens

    def wait_for_order(self) -> Order:
        """Return the order, once there is a token to draw in; leave if there is none to carry out."""
        try:
            order: Order | None = self._line.recv()
        except EOFError:  # who forked it has ended
            order = None
        if order is None:
            self.leave()
        self._tokens.take()
        return order

    def leave(self, error: BaseException | None = None, token: bool = False) -> NoReturn:
        """End this process, whose other half goes on; tell why if something failed."""
        said = ""
        try:
            if token:
                self._tokens.free()
            if error is not None:
                traceback.print_exception(error)
                said = f"{type(error).__name__}: {error}"
            self._line.send(said)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(1 if said else 0)


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

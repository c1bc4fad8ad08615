"""Forked processes, each of which draws one segment of a scene's frames and ends."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, NoReturn

from scenes.production.build.cpu_tokens import CpuTokens

_HOLDS_TOKEN = True
"""Sent by a worker that has taken a token, before the message by which it ends, or none if all is well."""


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

    def __init__(self, pid: int, connection: Connection, tokens: CpuTokens) -> None:
        self._pid, self._connection, self._tokens = pid, connection, tokens

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
        holds_token = False
        try:
            while (message := self._connection.recv()) is _HOLDS_TOKEN:
                holds_token = True
        except EOFError:
            message = "it was ended from outside; perhaps the machine has too little memory"
            if holds_token:
                self._tokens.free()
        finally:
            self._connection.close()
            os.waitpid(self._pid, 0)
        if message:
            raise DrawingFailedError(message)

    def call_off(self) -> None:
        """Have it end once it has drawn what it has begun, and wait: killed, it would keep its token."""
        with suppress(BrokenPipeError):  # it has ended by itself
            self._connection.send(None)
        os.waitpid(self._pid, 0)
        self._connection.close()


class WorkerEndpoint:
    """A forked process's own side: where its order comes from, and how it ends."""

    def __init__(self, connection: Connection, tokens: CpuTokens) -> None:
        self._connection, self._tokens = connection, tokens

    def wait_for_order(self) -> Order:
        """Return the order, once there is a CPU token to draw with; end the process if it is called off."""
        try:
            order: Order | None = self._connection.recv()
        except EOFError:  # the process that forked it has ended
            order = None
        if order is None:
            self.leave()
        self._tokens.take()
        try:
            if self._connection.poll():  # nothing comes after an order but that it is called off
                self.leave(holds_token=True)
            self._connection.send(_HOLDS_TOKEN)
        except BrokenPipeError:  # the process that forked it has ended
            self.leave(holds_token=True)
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
        return Worker(pid, ours, tokens)
    ours.close()
    return WorkerEndpoint(theirs, tokens)

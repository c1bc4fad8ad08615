"""Forked processes, each of which draws one segment of a scene's frames and ends."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, NoReturn

from scenes.kit.style.layout import Box
from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.subprocesses import how_it_ended
from scenes.production.studio.pulse import Pulse


class Order(NamedTuple):
    """What a worker is to draw.

    Attributes
    ----------
    frames
        How many, from the one on before which it was forked.
    once
        Which mobjects are drawn once, behind all of them, by their places in the order of drawing.
    within
        Where all lies that is drawn anew, in scene units; None if that may be anywhere.
    target
        The file that they go to.
    """

    frames: int
    once: frozenset[int]
    within: Box | None
    target: Path


class DrawingFailedError(Exception):
    """A worker could not draw its segment.

    Parameters
    ----------
    reason
        One line.
    place
        Where in the lesson's files it arose; empty if nobody knows.
    """

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.place = place


class Worker:
    """A forked process, as the process that forked it sees it."""

    def __init__(self, pid: int, connection: Connection) -> None:
        self._pid, self._connection = pid, connection

    def send(self, order: Order | None) -> None:
        """Have it draw; None if there is nothing to draw, for the segment is there already."""
        with suppress(BrokenPipeError):  # it has ended by itself, as `join` will tell
            self._connection.send(order)

    def join(self) -> None:
        """Wait until it has ended.

        Raises
        ------
        DrawingFailedError
            If it did not draw what it was to.
        """
        failure: tuple[str, str] | None
        try:
            failure = self._connection.recv()
        except (EOFError, ConnectionResetError):
            failure = ("", "")
        status = self._wait()
        if failure is not None:
            reason, place = failure
            raise DrawingFailedError(reason or f"a process that draws it {how_it_ended(status)}", place)

    def kill(self) -> None:
        """End it at once."""
        os.kill(self._pid, signal.SIGKILL)
        self._wait()

    def forget(self) -> None:
        """Close this process's end of the connection: it has it from the process that forked both."""
        self._connection.close()

    def _wait(self) -> int:
        self._connection.close()
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])


class WorkerEndpoint:
    """A forked process's own side: where its order comes from, and how it ends."""

    def __init__(self, connection: Connection, tokens: CpuTokens, pulse: Pulse) -> None:
        self._connection, self._tokens, self._pulse = connection, tokens, pulse

    def wait_for_order(self) -> Order:
        """Return the order, once there is a CPU token to draw with, which this process then keeps."""
        try:
            order: Order | None = self._connection.recv()
        except EOFError:  # the process that forked it has ended
            order = None
        if order is None:
            self.leave()
        self._tokens.take(self._wait)
        return order

    def beat(self) -> None:
        """Take note of a frame that was drawn; end this process if nobody waits for the next."""
        self._pulse.beat()
        self._check_needed()

    def leave(self, error: BaseException | None = None, place: str = "") -> NoReturn:
        """End this process, of which the parent goes on; report an error to that, and where it arose."""
        failure = None
        try:
            if error is not None:
                traceback.print_exception(error)
                failure = (" ".join(f"{type(error).__name__}: {error}".split()), place)
            self._connection.send(failure)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(1 if failure else 0)

    def _wait(self) -> None:
        self._pulse.wait()
        self._check_needed()

    def _check_needed(self) -> None:
        if self._connection.poll():  # nothing comes after an order: the process that forked it has ended
            self.leave()


def fork(tokens: CpuTokens, pulse: Pulse, siblings: Iterable[Worker]) -> Worker | WorkerEndpoint:
    """Fork this process: a `Worker` is returned where it goes on, a `WorkerEndpoint` in the new one.

    Parameters
    ----------
    tokens
        Shared with all other processes that draw.
    pulse
        Where the new process gives signs of life.
    siblings
        What was forked before: the new process lets go of them.
    """
    ours, theirs = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        theirs.close()
        return Worker(pid, ours)
    ours.close()
    for sibling in siblings:  # if it held their connections, they would not hear of the end of the other side
        sibling.forget()
    return WorkerEndpoint(theirs, tokens, pulse)

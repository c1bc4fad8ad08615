"""Forked processes, each of which draws one segment of a scene's frames and ends."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, NoReturn

from scenes.kit.rendering.host import Host
from scenes.kit.style.layout import Box
from scenes.script.exit_status import how_it_ended

_IDLE = frozenset({"IPython", "ipykernel", "tqdm", "zmq"})
"""Packages whose threads hold nothing, while another thread runs Python, that a fork needs."""


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


class _Failure(NamedTuple):
    """Why a worker has not drawn its segment: in one line, where in the lesson's files, and in full."""

    reason: str
    place: str
    told: str


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
        self._has_ended = False

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
        failure: _Failure | None
        try:
            failure = self._connection.recv()
        except (EOFError, ConnectionResetError):
            failure = _Failure("", "", "")
        status = self._wait()
        if failure is not None:
            sys.stderr.write(failure.told)
            reason = failure.reason or f"a process that draws it {how_it_ended(status)}"
            raise DrawingFailedError(reason, failure.place)

    def kill(self) -> None:
        """End it at once, if it has not ended by itself."""
        if not self._has_ended:
            os.kill(self._pid, signal.SIGKILL)
            self._wait()

    def forget(self) -> None:
        """Close this process's end of the connection: it has it from the process that forked both."""
        self._connection.close()

    def _wait(self) -> int:
        self._connection.close()
        status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        self._has_ended = True
        return status


class WorkerEndpoint:
    """A forked process's own side: where its order comes from, and how it ends."""

    def __init__(self, connection: Connection, host: Host) -> None:
        self._connection, self._host = connection, host

    def wait_for_order(self) -> Order:
        """Return the order, once this process may use a core to draw with."""
        try:
            order: Order | None = self._connection.recv()
        except EOFError:  # the process that forked it has ended
            order = None
        if order is None:
            self.leave()
        self._host.take_core(self._check_needed)
        return order

    def beat(self) -> None:
        """Take note of a frame that was drawn; end this process if nobody waits for the next."""
        self._host.beat()
        self._check_needed()

    def leave(self, error: BaseException | None = None, place: str = "") -> NoReturn:
        """End this process, of which the parent goes on; report an error to that, and where it arose."""
        failure = None
        try:
            if error is not None:
                reason = " ".join(f"{type(error).__name__}: {error}".split())
                failure = _Failure(reason, place, "".join(traceback.format_exception(error)))
            self._connection.send(failure)
            sys.stderr.flush()
        finally:
            os._exit(1 if failure else 0)

    def _check_needed(self) -> None:
        if self._connection.poll():  # nothing comes after an order: the process that forked it has ended
            self.leave()


def may_fork() -> bool:
    """Return whether this process can be forked, and the fork can draw.

    Only the thread that forks goes on in the fork; what another one holds in this moment, nobody gives back.
    """
    here = threading.current_thread()
    others = (thread for thread in threading.enumerate() if thread is not here)
    return hasattr(os, "fork") and here is threading.main_thread() and all(map(_is_idle, others))


def _is_idle(thread: threading.Thread) -> bool:
    """Whether a thread is a notebook's, or a progress bar's."""
    target = getattr(thread, "_target", None)
    modules = (type(thread).__module__, getattr(target, "__module__", None) or "")
    return any(module.partition(".")[0] in _IDLE for module in modules)


def fork(host: Host, siblings: Iterable[Worker]) -> Worker | WorkerEndpoint:
    """Fork this process: a `Worker` is returned where it goes on, a `WorkerEndpoint` in the new one.

    Parameters
    ----------
    host
        Whoever has the scene drawn.
    siblings
        What was forked before: the new process lets go of them.
    """
    ours, theirs = Pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    with uninterrupted():
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that forked it ends it
    if pid:
        theirs.close()
        return Worker(pid, ours)
    try:
        ours.close()
        for sibling in siblings:  # else they would not hear of the end of the other side of their connections
            sibling.forget()
        _silence()
        gc.freeze()  # what was there before lives as long as the process: to look through it would copy it
        return WorkerEndpoint(theirs, host)
    except BaseException:
        os._exit(1)  # it must not go on as if it were the other one


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a Ctrl-C wait while it is open which of two processes this is."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _silence() -> None:
    """Say nothing twice: what this process steps through, the one that forked it steps through, too."""
    logging.disable()
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115  # until this process ends
    sys.stderr = sys.__stderr__ or sys.stdout  # not a notebook's, which is of threads that are not here

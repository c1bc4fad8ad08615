"""Takes: a lesson is stepped through in a process of its own, forked where all is loaded that it needs."""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from socket import AF_UNIX, socket
from typing import NoReturn, TypeAlias

from scenes.production.live.told import BaseReady, TakeJob, read_job
from scenes.production.studio.live.failures import failure
from scenes.production.studio.live.own_modules import own_modules
from scenes.production.studio.live.processes import Line, forked_for_each

StepThrough: TypeAlias = Callable[[TakeJob, Line], None]
"""Steps through the lesson that a job asks for, and tells of it."""


def begin_takes(listener: socket, lifeline: int, step_through: StepThrough) -> None:
    """Fork a process for each connection, which does the take that it asks for.

    Parameters
    ----------
    listener
        Where connections come from.
    lifeline
        A file's descriptor; this returns once it can be read, for that is its end.
    step_through
        Does a take, in such a process.
    """
    connection = forked_for_each(listener, lifeline)
    if connection is not None:
        _do(connection, step_through)


def _do(connection: socket, step_through: StepThrough) -> NoReturn:
    """Do one take, and end this process."""
    line = Line(connection)
    job = read_job(line.read())
    try:
        line.begin(job)
        _print_to(Path(job.folder, "log"))
        step_through(job, line)
        if job.becomes_base:
            _become_base(job, line, step_through)
    except BaseException as error:
        line.tell(failure(error, job))
    finally:
        os._exit(0)


def of_lecture(job: TakeJob, line: Line) -> None:
    """Step through a lesson of a lecture, with the lecture's own code as it is saved now."""
    _forget({*own_modules(Path(job.screenplay).parent), *job.outdated})
    from scenes.production.studio.live.stepping import step_through  # which loads the kit

    step_through(job, line)


def _become_base(job: TakeJob, line: Line, step_through: StepThrough) -> None:
    """Begin further takes here, where the words and outlines of a lesson are at hand.

    The first connection asks for none: this goes on until it is closed.
    """
    gc.collect()
    gc.freeze()  # what is there is there for all takes: to look through it would copy it in each
    with socket(AF_UNIX) as listener:
        listener.bind(str(Path(job.folder, "base")))
        listener.listen()
        line.tell(BaseReady())
        held, _ = listener.accept()
        line.close()
        begin_takes(listener, held.fileno(), step_through)


def _print_to(log: Path) -> None:
    """Have all that is printed go to a file, but for Manim's lines on its work, and nothing be read."""
    logging.disable(logging.INFO)  # a line for each text takes longer than the text
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(file, stream.fileno())
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _forget(names: Collection[str]) -> None:
    """Have modules loaded anew where they are imported next."""
    from scenes.script.bytecode import remove_outdated

    known = {name: module for name in names if (module := sys.modules.pop(name, None))}
    remove_outdated(Path(module.__file__) for module in known.values() if module.__file__)
    for name in known:
        package, _, last = name.rpartition(".")
        if package in sys.modules:  # which may be imported from before it is loaded anew
            vars(sys.modules[package]).pop(last, None)

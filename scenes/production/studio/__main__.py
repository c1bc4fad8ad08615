"""Do jobs as they are sent: ``python -m scenes.production.studio`` reads them from its input.

Loading Manim takes a second, so this process does it once. A fork of it does each job, so that none
sees what another has left behind. Events go to the output; what a job prints goes to its log.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn, TypeAlias

from scenes.production.build.protocol import Done, Envelope, Event, Failed, Job, line_of, read_job

_Report: TypeAlias = Callable[[Event], None]
_Do: TypeAlias = Callable[[Job, _Report], None]

_GLANCE = 0.05  # seconds after which it is looked whether a job is done
_FAILED = 3  # exit status of a fork that has told why its job failed


def serve() -> None:
    """Do jobs until the input ends."""
    events = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may be printed among events
    # Only now, for packages print while they are loaded.
    from scenes.production.studio.encoder import quick_converter
    from scenes.production.studio.jobs import do

    def report(event: Event) -> None:
        os.write(events, line_of(event))

    for number, line in enumerate(sys.stdin.buffer):
        if number == 1:
            quick_converter()  # there is much to do: loaded once, for all that follow
        status = _do_in_fork(do, read_job(line), report)
        if status == -signal.SIGTERM:  # all of this is to end
            sys.exit(1)
        if status == 0:
            report(Done())
        elif status != _FAILED:
            report(Failed(reason=_ended_by(status)))


def _do_in_fork(do: _Do, envelope: Envelope, report: _Report) -> int:
    """Do a job in a fork, and return its exit status."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # which reaches the fork, too: it ends first
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _do_and_exit(do, envelope, report)
    status = _wait_for(pid)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return os.waitstatus_to_exitcode(status)


def _wait_for(pid: int) -> int:
    """Return the status of a fork that has ended; end it with all it has forked, if the input ends before.

    Then whoever sent the job has gone, perhaps killed, and nobody waits for the job any more.
    """
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status
        if select.select([sys.stdin], [], [], _GLANCE)[0]:
            os.killpg(os.getpgrp(), signal.SIGTERM)  # a group of its own, as `Subprocesses` starts it
            return os.waitpid(pid, 0)[1]


def _do_and_exit(do: _Do, envelope: Envelope, report: _Report) -> NoReturn:
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
        log = os.open(envelope.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(log, stream.fileno())
        do(envelope.job, report)
    except (Exception, SystemExit) as error:  # a lesson may do anything, end the program too
        traceback.print_exc()
        report(Failed(reason=_in_one_line(error)))
        sys.exit(_FAILED)
    sys.exit()


def _in_one_line(error: BaseException) -> str:
    """Return an error's message and its notes; a plain ValueError's message tells by itself what is wrong."""
    message, kind = " ".join(str(error).split()), type(error).__name__
    line = (message if type(error) is ValueError else f"{kind}: {message}") if message else kind
    return " ".join([line, *getattr(error, "__notes__", [])])


def _ended_by(status: int) -> str:
    if status >= 0:
        return f"its process ended with status {status} before the job was done"
    name = signal.Signals(-status).name
    return f"its process was ended by {name}; perhaps the machine has too little memory"


if __name__ == "__main__":
    serve()

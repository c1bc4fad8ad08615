"""Do jobs as they are sent: ``python -m scenes.production.studio`` reads them from its input.

Loading Manim takes a second, so this process does it once. A fork of it does each job, so that none
sees what another has left behind. Events go to the output; what a job prints goes to its log.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from select import select
from typing import NoReturn, TypeAlias

from scenes.production.build.os_errors import in_one_line, refusal_behind
from scenes.production.build.protocol import (
    AtWork,
    Done,
    Envelope,
    Event,
    Failed,
    Job,
    RenderJob,
    line_of,
    read_job,
)
from scenes.script.exit_status import how_it_ended

_Report: TypeAlias = Callable[[Event], None]
_Do: TypeAlias = Callable[[Job, _Report], None]

_FAILED = 3  # exit status of a fork that has told why its job failed
_LOOK = 0.02  # seconds between two looks at a fork


def serve() -> None:
    """Do jobs until the input ends; if it ends while one is done, so does this process, with all its forks.

    It is the first process of its group, and only its forks are in that.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # with nothing to tidy up, it ends it as other signals do
    events = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing else may be printed among events
    # Only now, for packages print while they are loaded; and what is loaded is noted before it is.
    import scenes.production.studio.loaded_code  # noqa: F401
    from scenes.kit.rendering.encoder import quick_converter
    from scenes.production.studio.jobs import do

    def report(event: Event) -> None:
        os.write(events, line_of(event))

    report(AtWork())  # Manim is loaded
    jobs = sys.stdin.buffer
    assert isinstance(jobs, BufferedReader)
    for number, line in enumerate(jobs):
        envelope = read_job(line)
        if number == 1 and _has_many_pixels(envelope.job):
            quick_converter()  # there is much to do: loaded once, for all that follow
        status = _do_in_fork(do, envelope, report, jobs)
        if status == 0:
            report(Done())
        elif status != _FAILED:
            report(Failed(reason=f"its process {how_it_ended(status)}", left_behind=True))


def _has_many_pixels(job: Job) -> bool:
    from scenes.kit.rendering.encoder import is_worth_loading

    return isinstance(job, RenderJob) and is_worth_loading(job.width, job.height, job.frame_rate)


def _do_in_fork(do: _Do, envelope: Envelope, report: _Report, jobs: BufferedReader) -> int:
    """Do a job in a fork, and return its exit status."""
    pid = os.fork()
    if pid == 0:
        _do_and_exit(do, envelope, report)
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        # What can be read is the next job, if this one has told of its failure and is about to end, or the
        # end of all: then whoever sent it has died.
        if select([jobs], [], [], _LOOK)[0] and not jobs.peek(1):
            os.killpg(0, signal.SIGKILL)


def _do_and_exit(do: _Do, envelope: Envelope, report: _Report) -> NoReturn:
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
        log = os.open(envelope.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(log, stream.fileno())
        do(envelope.job, report)
    except (Exception, SystemExit) as error:  # a lesson may do anything, end the program too
        with suppress(OSError):  # the log may be what there is no room for
            traceback.print_exc()
        report(Failed(reason=_in_one_line(error, envelope.log)))
        _leave(_FAILED)
    _leave(0)


def _leave(status: int) -> NoReturn:
    """End this process without taking apart what it has loaded, which takes a fifth of its loading."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # it may be closed, or what is printed have no room
            stream.flush()
    os._exit(status)


def _in_one_line(error: BaseException, log: str) -> str:
    """Return an error's message and its notes; a plain ValueError's message tells by itself what is wrong."""
    refusal = refusal_behind(error)
    if refusal is not None:
        return in_one_line(refusal, Path(log).parent)
    message, kind = " ".join(str(error).split()), type(error).__name__
    line = (message if type(error) is ValueError else f"{kind}: {message}") if message else kind
    return " ".join([line, *getattr(error, "__notes__", [])])


if __name__ == "__main__":
    serve()
    _leave(0)

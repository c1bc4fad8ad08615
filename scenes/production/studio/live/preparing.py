"""A process that has loaded a lesson's class, and waits for values to step through it with."""

from __future__ import annotations

import os
from pathlib import Path
from select import select
from socket import AF_UNIX, socket

from scenes.production.live.told import Prepared, TakeJob, read_job
from scenes.production.studio.live.processes import Line, forked, forked_for_each


def stay_prepared(job: TakeJob, line: Line) -> tuple[TakeJob, Line]:
    """Leave a fork of this process, in which the same lesson can be begun with other values.

    Parameters
    ----------
    job, line
        Of the take in this process.

    Returns
    -------
    tuple
        The same; in forks of that fork, what they are to do and their line to the server.
    """
    with socket(AF_UNIX) as listener:
        listener.bind(str(Path(job.folder, "prepared")))
        listener.listen()
        if forked():
            return _wait(listener, line)
    line.tell(Prepared())
    return job, line


def _wait(listener: socket, line: Line) -> tuple[TakeJob, Line]:
    """Wait for takes; as for a base, the first connection asks for none, and this ends with it."""
    if line.fileno() in select([listener.fileno(), line.fileno()], [], [])[0]:
        os._exit(0)
    held, _ = listener.accept()
    line.close()
    connection = forked_for_each(listener, held.fileno())
    if connection is None:
        os._exit(0)
    held.close()
    line = Line(connection)
    job = read_job(line.read())
    line.begin(job)
    return job, line

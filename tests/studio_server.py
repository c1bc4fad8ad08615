"""Loads what a process of the studio loads, once, and forks one as often as it is asked: a program."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from select import select
from typing import NoReturn

REQUEST = 1 << 17
"""Bytes of a request, at most: a folder, an environment, and the numbers of inherited files."""
FILES = 64
"""How many files come with a request, at most."""

_ABOVE = 512  # no file that is inherited has so high a number


def serve(requests: socket.socket) -> None:
    """Fork a studio for each request; tell its number and in the end its exit status where it says."""
    import scenes.production.studio.loaded_code  # noqa: F401  # before all others, as a studio does it
    from scenes.kit.rendering.encoder import quick_converter  # noqa: F401
    from scenes.production.studio.jobs import do  # noqa: F401

    wakes, wake = os.pipe()
    for end in (wakes, wake):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    waiting: dict[int, socket.socket] = {}
    while True:
        ready, _, _ = select([requests.fileno(), wakes], [], [])
        if wakes in ready:
            os.read(wakes, 1 << 16)
            _tell_of_the_ended(waiting)
        if requests.fileno() in ready:
            request, files, _, _ = socket.recv_fds(requests, REQUEST, FILES)
            if not request:
                return
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _be_a_studio(request, files)
            status = waiting[pid] = socket.socket(fileno=files[0])
            status.send(str(pid).encode())
            for file in files[1:]:
                os.close(file)


def _tell_of_the_ended(waiting: dict[int, socket.socket]) -> None:
    while waiting:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with waiting.pop(pid) as told, suppress(BrokenPipeError):  # nobody waits for it
            told.send(str(os.waitstatus_to_exitcode(status)).encode())


def _be_a_studio(request: bytes, files: Sequence[int]) -> NoReturn:
    """Take the place of a process that was started with this folder, environment and files."""
    folder, environment, numbers = json.loads(request)
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    # Out of the way first: one may have the number that another is to have.
    away = [fcntl.fcntl(file, fcntl.F_DUPFD_CLOEXEC, _ABOVE) for file in files[1:]]
    os.closerange(3, _ABOVE)
    for file, number in zip(away, (0, 1, 2, *numbers), strict=True):
        os.dup2(file, number)
        os.close(file)
    from scenes.production.studio.__main__ import serve as be_a_studio

    be_a_studio()
    os._exit(0)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))

"""Render scenes as they are asked for: ``python -m scenes.production.studio.serving``.

Loading Manim takes a second. Each line of the input holds the arguments of one scene, as
``python -m scenes.production.studio`` takes them, in JSON. A fork of this process renders it, so
that no scene sees what another has left behind; then a line tells its exit status.
"""

from __future__ import annotations

import json
import os
import signal
import sys

from scenes.production.build.render_server import ENDED
from scenes.production.studio.__main__ import main
from scenes.production.studio.encoder import quick_converter


def serve() -> None:
    """Render until the input ends."""
    for number, line in enumerate(sys.stdin):
        if number == 1:
            quick_converter()  # there is much to do: loaded once, for all that follow
        status = _render_apart(json.loads(line))
        if status == -signal.SIGTERM:  # all of this is to end
            sys.exit(1)
        print(f"{ENDED}{status}", flush=True)


def _render_apart(arguments: list[str]) -> int:
    """Render a scene in a fork, and return its exit status."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # which reaches the fork, too: it ends first
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
        main(*arguments)
        sys.exit()
    status = os.waitpid(pid, 0)[1]
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    serve()

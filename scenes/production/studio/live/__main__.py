"""Load Manim once, and begin takes: ``python -m scenes.production.studio.live SOCKET``.

Of this project nothing is loaded here that draws: each take loads it anew, unless it begins where a lesson
has been stepped through before.
"""

from __future__ import annotations

import os
import signal
import socket
import sys

import manim  # noqa: F401  # what takes longest to load, as the next
import numba  # noqa: F401

from scenes.production.studio.live.takes import begin_takes, of_lecture


def serve(path: str) -> None:
    """Begin a take for each connection; when the input ends, so do all processes that were begun here."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        print("listening", flush=True)
        begin_takes(listener, sys.stdin.fileno(), of_lecture)
    os.killpg(0, signal.SIGKILL)  # it is the first process of its group


if __name__ == "__main__":
    serve(sys.argv[1])

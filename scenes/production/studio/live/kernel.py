"""A notebook's lesson: takes of a class that is at hand in the notebook's kernel, and maybe in no file."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import stat
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from socket import AF_UNIX, socket
from typing import Any, NoReturn

from scenes.kit.lessons.lesson import Lesson
from scenes.kit.lessons.script import Script
from scenes.kit.rendering.workers import may_fork, uninterrupted
from scenes.production.studio.live.stepping import step_through_at_hand
from scenes.production.studio.live.takes import begin_takes


class KernelBase:
    """A process forked from the kernel, in which takes of one lesson begin.

    It and all that it forks are a group of processes, which ends with the kernel, however that ends.

    Parameters
    ----------
    lesson
        The lesson's class.
    folder
        An empty one: the process listens at ``stage`` in it, and removes it if the kernel ends.

    Raises
    ------
    ValueError
        If this process cannot be forked.
    """

    def __init__(self, lesson: type[Lesson], folder: Path) -> None:
        if not may_fork():
            raise ValueError(
                "live cannot fork this kernel: it needs Linux or macOS, and no threads but the notebook's "
                "own: restart the kernel, and show the lesson before others are started"
            )
        listener = socket(AF_UNIX)
        listener.bind(str(folder / "stage"))
        listener.listen()
        lifeline, self._held = os.pipe()
        with uninterrupted():
            self._process = os.fork()
            if self._process == 0:
                signal.signal(signal.SIGINT, signal.SIG_IGN)  # what interrupts cells does not interrupt takes
        if self._process == 0:
            _serve(lesson, folder, listener, lifeline)
        with suppress(OSError):  # it has done so itself, and may have ended
            os.setpgid(self._process, self._process)
        listener.close()
        os.close(lifeline)

    def end(self) -> None:
        """End it, and all that it has forked."""
        with suppress(ProcessLookupError, PermissionError):  # nobody is left: macOS says the latter
            os.killpg(self._process, signal.SIGKILL)
        with suppress(ChildProcessError):  # the notebook has asked not to hear of processes that end
            os.waitpid(self._process, 0)
        os.close(self._held)


def checked(lesson: Any) -> type[Lesson]:
    """Return a lesson's class; ValueError if it is none."""
    if isinstance(lesson, type) and issubclass(lesson, Lesson):
        return lesson
    shown = " ".join(f"{lesson!r:.80}".split())
    raise ValueError(f"live shows a lesson, a class that inherits from kit.Lesson; this is none: {shown}")


def lines_of(lesson: type[Lesson]) -> Mapping[str, str]:
    """Return the lines of a lesson, by beat, as far as they are known before it is stepped through."""
    part = Script.beside(lesson).part
    written = {**(part.lines if part else {}), **lesson.lines}
    return {beat: line for beat, line in written.items() if isinstance(line, str)}


def _serve(lesson: type[Lesson], folder: Path, listener: socket, lifeline: int) -> NoReturn:
    """Begin takes until the kernel ends; this is the process that was forked for it."""
    try:
        os.setpgid(0, 0)
        _leave_notebook({listener.fileno(), lifeline})
        begin_takes(listener, lifeline, partial(step_through_at_hand, lesson))
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.killpg(0, signal.SIGTERM)  # the others, which may be writing there
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _leave_notebook(kept: Collection[int]) -> None:
    """Have nothing to do any more with what the kernel does and has open.

    Connections of the kernel, to its other widgets' processes among them, would not end while they are open
    here. Their numbers stay taken: there are objects that will close them.
    """
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.stdin, sys.stdout, sys.stderr = sys.__stdin__, sys.__stdout__, sys.__stderr__
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in map(int, os.listdir("/dev/fd")):
        with suppress(OSError):  # that by which they are listed
            mode = os.fstat(descriptor).st_mode
            if descriptor not in kept and (stat.S_ISSOCK(mode) or stat.S_ISFIFO(mode)):
                os.dup2(nothing, descriptor)
    gc.freeze()  # what is there belongs to the kernel: to look through it would copy it

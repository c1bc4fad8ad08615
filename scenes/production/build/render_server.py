"""Processes that have loaded Manim: jobs are sent to them, and what they report comes back."""

import os
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.protocol import Done, Envelope, Event, Failed, Job, line_of, read_event
from scenes.production.build.subprocesses import Subprocesses, python

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_LOG_WIDTH = 200  # columns: Manim's log breaks its lines there


class RenderFailedError(Exception):
    """A job failed.

    Parameters
    ----------
    what : str
        What was to be rendered.
    reason : str
        One line.
    log : Path
        What was printed.
    """

    def __init__(self, what: str, reason: str, log: Path) -> None:
        super().__init__(f"{what} failed: {reason} (log: {log})")
        self.reason = reason


class RenderServer:
    """A process that has loaded Manim, and does one job after another; it starts with the first.

    Parameters
    ----------
    root : Path
        The lecture's folder, in which it works.
    subprocesses : Subprocesses
        Starts the process, and may end it.
    tokens : CpuTokens
        Shared with all other processes that draw.
    temporary : Path, optional
        Where its temporary files go, if not to where the system has them.
    """

    def __init__(
        self, root: Path, subprocesses: Subprocesses, tokens: CpuTokens, temporary: Path | None = None
    ) -> None:
        self._root, self._subprocesses, self._tokens = root, subprocesses, tokens
        self._temporary = {"TMPDIR": str(temporary)} if temporary else {}
        self._process: subprocess.Popen[bytes] | None = None

    def run(
        self, job: Job, what: str, log: Path, handle: Callable[[Event], None] = lambda event: None
    ) -> None:
        """Have a job done, and wait for its end.

        Parameters
        ----------
        job : Job
            What to do.
        what : str
            How an error calls it.
        log : Path
            Where all goes that is printed meanwhile.
        handle : callable
            Called with each event before the last.

        Raises
        ------
        RenderFailedError
            If it fails.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_bytes(b"")
        process = self._process = self._process or self._start(log)
        last = _follow(process, Envelope(job, str(log)), handle)
        if last is None:  # the process itself has ended
            self._process = None
            process.communicate()  # to close its pipes
            status = process.returncode
            reason = f"the process that runs Manim ended with status {status}{_last_line(log)}"
            raise RenderFailedError(what, reason, log)
        if isinstance(last, Failed):
            raise RenderFailedError(what, last.reason, log)

    def close(self) -> None:
        """Let the process end."""
        if self._process is not None:
            self._process.communicate()

    def _start(self, log: Path) -> subprocess.Popen[bytes]:
        command = python("scenes.production.studio")
        environment = {**_environment(os.environ), **self._tokens.environment(), **self._temporary}
        with log.open("ab") as errors:
            return self._subprocesses.start(
                command, self._root, environment, errors, self._tokens.descriptors
            )


def share_out(
    root: Path, count: int, work: Callable[[RenderServer, _Item], _Result], items: Iterable[_Item]
) -> list[_Result]:
    """Share out items among so many servers, each of which works at one at a time.

    If the command is interrupted, what still runs is ended.

    Parameters
    ----------
    root : Path
        The lecture's folder.
    count : int
        How many servers there are, and CPU tokens for all that draws.
    work : callable
        Called with a server and an item, in a thread.
    items : iterable
        Begun in this order, each when it comes.

    Returns
    -------
    list
        What `work` returned for each item.
    """
    subprocesses, tokens = Subprocesses(), CpuTokens.of(count)
    servers = [RenderServer(root, subprocesses, tokens) for _ in range(count)]
    idle = deque(servers)  # as many as there are threads

    def work_at(item: _Item) -> _Result:
        server = idle.pop()
        try:
            return work(server, item)
        finally:
            idle.append(server)

    with ThreadPoolExecutor(count) as pool:
        try:
            results = [pool.submit(work_at, item) for item in items]
            wait(results)
            for server in servers:
                server.close()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            subprocesses.end()
            raise
        finally:
            tokens.close()
    return [result.result() for result in results]


def _follow(
    process: subprocess.Popen[bytes], envelope: Envelope, handle: Callable[[Event], None]
) -> Done | Failed | None:
    """Send a job, and return its last event; None if the process ends before that."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(line_of(envelope))
        process.stdin.flush()
    except BrokenPipeError:
        return None
    for line in process.stdout:
        event = read_event(line)
        if isinstance(event, Done | Failed):
            return event
        handle(event)
    return None


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """Have Manim write a plain log with few broken lines, and NumPy keep to its core."""
    plain = {"NO_COLOR": "1", "COLUMNS": str(_LOG_WIDTH), "PYTHONIOENCODING": "utf-8"}
    colored = "FORCE_COLOR"  # which would win
    return {
        **{name: value for name, value in inherited.items() if name != colored},
        **plain,
        "OPENBLAS_NUM_THREADS": "1",
    }


def _last_line(log: Path) -> str:
    """Return the end of a log, after a colon: what the process printed before it ended."""
    lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f": {last}" if last else ""

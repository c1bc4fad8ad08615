"""Processes that have loaded Manim: jobs are sent to them, and what they report comes back."""

import os
import subprocess
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import TypeVar

from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.fingerprint import shared_files
from scenes.production.build.os_errors import printable
from scenes.production.build.patience import PATIENCE, Patience, Watch
from scenes.production.build.protocol import (
    AtWork,
    BeatStarted,
    Done,
    Envelope,
    Event,
    Failed,
    Job,
    WaitingForCore,
    line_of,
    read_event,
)
from scenes.production.build.subprocesses import Subprocesses, python
from scenes.script.exit_status import how_it_ended
from scenes.script.file_states import FileStates

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_LOG_WIDTH = 200  # columns: Manim's log breaks its lines there
_LOOK = 0.5  # seconds between two looks at whether a silent process is still there


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
        super().__init__(f"{what} failed: {reason} (log: {printable(str(log))})")
        self.reason = reason


class StalledError(RenderFailedError):
    """A job was given up: for too long, no frame of it has come."""


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
    patience : Patience, optional
        Shared with the others, too.
    temporary : Path, optional
        Where its temporary files go, if not to where the system has them.
    """

    def __init__(
        self,
        root: Path,
        subprocesses: Subprocesses,
        tokens: CpuTokens,
        patience: Patience | None = None,
        temporary: Path | None = None,
    ) -> None:
        self._root, self._subprocesses, self._tokens = root, subprocesses, tokens
        self._patience = patience or Patience()
        self._temporary = {"TMPDIR": str(temporary)} if temporary else {}
        self._process: subprocess.Popen[bytes] | None = None
        self._code = FileStates({})

    @property
    def is_ended(self) -> bool:
        """Whether the command is ending, and all that it has started with it."""
        return self._subprocesses.is_closed

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
            Called with each event before the last, but for mere signs of life.

        Raises
        ------
        StalledError
            If nothing comes of it for too long; all its processes are ended.
        RenderFailedError
            If it fails.
        """
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_bytes(b"")
        if self._process is not None and FileStates.of(shared_files()) != self._code:
            self.close()  # it has loaded what has been changed since
        watch = Watch(self._patience, loads=self._process is None)
        process = self._process = self._process or self._start(log)
        try:
            last = _follow(process, Envelope(job, str(log)), handle, watch)
        except TimeoutError as error:
            self._end(process)
            raise StalledError(what, f"no frame for {self._patience.seconds:g} s{error}", log) from None
        if last is None:  # the process itself has ended
            self._end(process)
            reason = f"the process that runs Manim {how_it_ended(process.returncode)}{_last_line(log)}"
            raise RenderFailedError(what, reason, log)
        if isinstance(last, Failed):
            if last.left_behind:
                self._end(process)
            raise RenderFailedError(what, last.reason, log)

    def close(self) -> None:
        """Let the process end."""
        if self._process is not None:
            self._subprocesses.finish(self._process)
            self._forget(self._process)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        """End the process and all that it has started; the next job gets another."""
        self._subprocesses.kill(process)
        self._forget(process)

    def _forget(self, process: subprocess.Popen[bytes]) -> None:
        self._process = None
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):  # what it was to read
                pipe.close()

    def _start(self, log: Path) -> subprocess.Popen[bytes]:
        self._code = FileStates.of(shared_files())
        command = python("scenes.production.studio")
        environment = {**plain_environment(os.environ), **self._tokens.environment(), **self._temporary}
        with log.open("ab") as errors:
            return self._subprocesses.start(
                command, self._root, environment, errors, self._tokens.descriptors
            )


def share_out(
    root: Path,
    count: int,
    work: Callable[[RenderServer, _Item], _Result],
    items: Iterable[_Item],
    patience: float = PATIENCE,
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
    patience : float
        Seconds that a job may go without a frame.

    Returns
    -------
    list
        What `work` returned for each item.
    """
    subprocesses, tokens, shared = Subprocesses(), CpuTokens.of(count), Patience(patience)
    servers = [RenderServer(root, subprocesses, tokens, shared) for _ in range(count)]
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
    process: subprocess.Popen[bytes], envelope: Envelope, handle: Callable[[Event], None], watch: Watch
) -> Done | Failed | None:
    """Send a job, and return its last event; None if the process ends before that.

    Raises TimeoutError if nothing is heard of it for too long, with the beat that it has come to.
    """
    assert process.stdin is not None
    beat = ""
    try:
        process.stdin.write(line_of(envelope))
        process.stdin.flush()
    except BrokenPipeError:
        return None
    for event in _events(process):
        if isinstance(event, Done | Failed):
            return event
        if event is not None:
            watch.hear(event)
        if isinstance(event, BeatStarted):
            beat = f" in the beat {event.name!r}"
        if not isinstance(event, AtWork | WaitingForCore | None):
            handle(event)
        if watch.is_over:
            raise TimeoutError(beat)
    return None


def _events(process: subprocess.Popen[bytes]) -> Iterator[Event | None]:
    """Yield the events that a process writes until it ends, and None whenever none has come for a while."""
    assert process.stdout is not None
    unread = b""
    with DefaultSelector() as selector:
        selector.register(process.stdout, EVENT_READ)
        while True:
            has_ended = process.poll() is not None  # while others that it has started may go on to write
            if selector.select(0 if has_ended else _LOOK):
                written = os.read(process.stdout.fileno(), 1 << 16)
                *lines, unread = (unread + written).split(b"\n")
                yield from map(read_event, lines)
                has_ended = has_ended or not written
            else:
                yield None
            if has_ended:
                return


def plain_environment(inherited: Mapping[str, str]) -> dict[str, str]:
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

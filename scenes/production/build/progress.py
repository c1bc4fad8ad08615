"""What a person sees while a lecture renders: bars on a terminal, else a line for each event."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from scenes.script.screenplay import Part

if TYPE_CHECKING:
    from rich.console import Console

FIRST_LOOK = 10.0
"""Seconds of work by which one can tell how long the rest takes; and again when twice as many are gone."""


class Progress(Protocol):
    """Shows what happens; called from several threads."""

    def __enter__(self) -> Self:
        """Start showing."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop showing."""

    def started(self, part: Part) -> None:
        """Manim starts on a part."""

    def beat_started(self, part: Part, beat: str) -> None:
        """All beats before this one are rendered."""

    def stalled(self, part: Part, reason: str) -> None:
        """A part was given up for now, and is tried once more."""

    def share_ended(self, part: Part, problem: str) -> None:
        """One more share of a part is drawn elsewhere; or not, because of a problem, if there is one."""

    def finished(self, part: Part) -> None:
        """A part has rendered well."""

    def failed(self, part: Part) -> None:
        """A part has not rendered."""


def progress_on(console: "Console", parts: Sequence[Part]) -> Progress:
    """Return what suits the console.

    Parameters
    ----------
    console : Console
        Where to show it.
    parts : sequence of Part
        The parts that will be rendered.

    Returns
    -------
    Progress
    """
    return Bars(console, parts) if console.is_terminal else Lines(console, len(parts))


class Lines:
    """One line for each part that starts or ends."""

    def __init__(self, console: "Console", total: int) -> None:
        self._console = console
        self._total = total
        self._ended = 0

    def __enter__(self) -> Self:
        """Return itself: there is nothing to prepare."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the lines where they are."""

    def started(self, part: Part) -> None:
        """Say which part starts."""
        self._say(f"{part.scene}: started")

    def beat_started(self, part: Part, beat: str) -> None:
        """Say nothing: a log needs no beats."""

    def stalled(self, part: Part, reason: str) -> None:
        """Say why a part is tried once more."""
        self._console.print(_once_more(part, reason), markup=False, soft_wrap=True)

    def share_ended(self, part: Part, problem: str) -> None:
        """Say that a share has come, or why it has not."""
        self._console.print(_share_line(part, problem), markup=False, soft_wrap=True)

    def finished(self, part: Part) -> None:
        """Say which part has rendered."""
        self._end(part, "rendered")

    def failed(self, part: Part) -> None:
        """Say which part has failed."""
        self._end(part, "failed")

    def _end(self, part: Part, how: str) -> None:
        self._ended += 1
        self._say(f"{part.scene}: {how} ({self._ended} of {self._total})")

    def _say(self, line: str) -> None:
        with suppress(OSError, SystemExit):  # Rich's, if nobody reads: the work is done all the same
            self._console.print(line)


class Bars:
    """A bar for the whole with the time left, and one for each part that is rendering.

    A beat counts by the length of its line, which is about how long it takes to render.
    """

    def __init__(self, console: "Console", parts: Sequence[Part]) -> None:
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[beat]}"),
            console=console,
            speed_estimate_period=3600,
        )
        self._whole = self._progress.add_task(
            "Lecture", total=sum(map(_weight, parts)), beat="", visible=bool(parts)
        )
        self._tasks = {
            part.scene: self._progress.add_task(
                part.scene, total=_weight(part), beat="", visible=False, start=False
            )
            for part in parts
        }
        self._done = dict.fromkeys(self._tasks, 0)

    def __enter__(self) -> Self:
        """Draw the bars."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the last picture of the bars."""
        self._progress.stop()

    def started(self, part: Part) -> None:
        """Show the part's bar."""
        task = self._tasks[part.scene]
        self._progress.start_task(task)
        self._progress.update(task, visible=True, beat="starting")

    def beat_started(self, part: Part, beat: str) -> None:
        """Move the part's bar to the start of a beat."""
        if beat in part.lines:
            names = list(part.lines)
            self._move(part, sum(len(part.lines[name]) for name in names[: names.index(beat)]), beat)

    def stalled(self, part: Part, reason: str) -> None:
        """Say above the bars why a part is tried once more."""
        self._progress.console.print(_once_more(part, reason), markup=False, soft_wrap=True)

    def share_ended(self, part: Part, problem: str) -> None:
        """Say above the bars that a share has come, or why it has not."""
        self._progress.console.print(_share_line(part, problem), markup=False, soft_wrap=True)

    def finished(self, part: Part) -> None:
        """Take the part's bar away."""
        self._end(part)

    def failed(self, part: Part) -> None:
        """Take the part's bar away: what is left of it takes no time either."""
        self._end(part)

    def _end(self, part: Part) -> None:
        self._move(part, _weight(part), "")
        self._progress.update(self._tasks[part.scene], visible=False)

    def _move(self, part: Part, done: int, beat: str) -> None:
        self._progress.advance(self._whole, done - self._done[part.scene])
        self._done[part.scene] = done
        self._progress.update(self._tasks[part.scene], completed=done, beat=beat)


class Steps:
    """One bar with the time left, for work whose steps are of about equal length.

    Parameters
    ----------
    console : Console
        Where to show it; if it is no terminal, nothing is shown.
    what : str
        Stands before the bar.
    total : int
        How many steps there are, about.
    log : callable, optional
        Told in a line, where there is no terminal, about how long the rest will take.
    now : callable
        The clock, in seconds.
    """

    def __init__(
        self,
        console: "Console",
        what: str,
        total: int,
        log: Callable[[str], None] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._progress = Progress(
            *columns, console=console, disable=not console.is_terminal, speed_estimate_period=3600
        )
        self._task = self._progress.add_task(what, total=total)
        self._what, self._total, self._done = what, total, 0
        self._log, self._now = None if console.is_terminal else log, now
        self._first: tuple[float, int] | None = None
        self._look = FIRST_LOOK
        self._lock = Lock()

    def __enter__(self) -> Self:
        """Draw the bar."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the last picture of the bar."""
        self._progress.stop()

    @contextmanager
    def share(self, expected: int) -> Iterator[Callable[[int], None]]:
        """Yield a function that counts steps of a piece of the work; at its end, all expected steps count."""
        left = expected

        def tick(count: int) -> None:
            nonlocal left
            done = min(count, left)
            left -= done
            self._progress.advance(self._task, done)
            if self._log is not None:
                with self._lock:
                    self._tell(done, self._log)

        yield tick
        tick(left)

    def _tell(self, count: int, log: Callable[[str], None]) -> None:
        """Count steps, and say now and then how long the rest will take at the pace so far."""
        self._done += count
        if self._first is None:
            self._first = self._now(), self._done
        start, before = self._first
        passed, left = self._now() - start, self._total - self._done
        if passed >= self._look and left > 0 and self._done > before:
            log(f"{self._what}: about {roughly(passed / (self._done - before) * left)} left")
            while self._look <= passed:
                self._look *= 2


def roughly(seconds: float) -> str:
    """Return a length of time as one would guess it.

    Examples
    --------
    >>> roughly(14), roughly(100), roughly(5000)
    ('10 seconds', '2 minutes', '1.4 hours')
    """
    if seconds < 55:
        return f"{max(10, 10 * round(seconds / 10))} seconds"
    minutes = max(1, round(seconds / 60))
    return f"{minutes} minute{'s' * (minutes > 1)}" if minutes < 60 else f"{seconds / 3600:.1f} hours"


def _once_more(part: Part, reason: str) -> str:
    return f"{part.scene}: {reason}: its processes are ended, and it is tried once more"


def _share_line(part: Part, problem: str) -> str:
    return f"{part.scene}: a share is drawn {f'here, for {problem}' if problem else 'there'}"


def _weight(part: Part) -> int:
    return sum(map(len, part.lines.values()))

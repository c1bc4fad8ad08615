"""One stepping-through of a lesson, and the frames that are drawn from it."""

import asyncio
import os
import signal
from bisect import bisect_right
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from struct import Struct

import msgspec

from scenes.production.live.told import (
    BaseReady,
    Began,
    Failed,
    PlayTold,
    TakeJob,
    Told,
    Whole,
    line_of,
    read_told,
)

_ASKED, _ANSWER = Struct("<I"), Struct("<cI")
_BUFFER = 1 << 23  # bytes: a picture comes in few pieces


class TakeEndedError(Exception):
    """A frame cannot be drawn: the take has failed before it, or was closed.

    Parameters
    ----------
    failed : Failed
        Why.
    """

    def __init__(self, failed: Failed) -> None:
        super().__init__(failed.reason)
        self.failed = failed


class Base:
    """A process in which further takes can begin; closed, it ends.

    Parameters
    ----------
    socket : Path
        Where it listens.
    """

    def __init__(self, socket: Path, writer: asyncio.StreamWriter) -> None:
        self.socket, self._writer = socket, writer

    def close(self) -> None:
        """Let it end; takes that have begun there go on."""
        self._writer.close()


class Take:
    """A lesson that is being stepped through, or was.

    Parameters
    ----------
    job : TakeJob
        What to step through.
    begins_at : Path
        The socket of the process that it is forked from.
    tell : callable
        Called with what is told of it, in the event loop.
    keep : callable
        Called with the job and its process, if that has become a base.
    """

    def __init__(
        self,
        job: TakeJob,
        begins_at: Path,
        tell: Callable[[Told], None],
        keep: Callable[[TakeJob, Base], None],
    ) -> None:
        self._job, self._begins_at, self._tell, self._keep = job, begins_at, tell, keep
        self._earlier: Take | None = None
        self._plays: list[PlayTold] = []
        self._frames = 0
        self._failed: Failed | None = None
        self._is_stepping = True
        self._process = 0
        self._writer: asyncio.StreamWriter | None = None
        self._viewers: dict[str, _Viewer] = {}
        self._come_further = asyncio.Condition()
        self._task = asyncio.create_task(self._follow())

    async def frame(self, viewer: str, number: int) -> bytes:
        """Return a frame; wait until the lesson is stepped through so far.

        Parameters
        ----------
        viewer : str
            Who asks: frame after frame is drawn soonest for one who asks for them in order.
        number : int
            The frame's; beyond the end it is the last one.

        Returns
        -------
        bytes
            Red, green, blue and opacity of each pixel, row by row.

        Raises
        ------
        TakeEndedError
            If the lesson fails before that frame, or while it is drawn.
        """
        async with self._come_further:
            await self._come_further.wait_for(lambda: number < self._frames or not self._is_stepping)
        if self._frames == 0:
            raise TakeEndedError(self._failed or Failed(reason="the lesson has no frames"))
        number = max(0, min(number, self._frames - 1))
        if _play_of(number, self._plays).snapshot < 0:
            return await self._from_the_start().frame(viewer, number)
        drawing = self._viewers.setdefault(viewer, _Viewer(Path(self._job.folder)))
        return await drawing.frame(number, self._plays)

    async def close(self) -> None:
        """End its processes."""
        if self._is_stepping and self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)  # the lesson's code may never come to an end
        self._task.cancel()
        for viewer in self._viewers.values():
            viewer.close()
        if self._writer is not None:
            self._writer.close()
        if self._earlier is not None:
            await self._earlier.close()
        await self._end(Failed(reason="it was closed"))

    def _from_the_start(self) -> "Take":
        """Return the same take, with snapshots from its start on."""
        if self._earlier is None:
            folder = Path(self._job.folder, "earlier")
            folder.mkdir()
            job = msgspec.structs.replace(self._job, focus=0, folder=str(folder), becomes_base=False)
            self._earlier = Take(job, self._begins_at, lambda told: None, self._keep)
        return self._earlier

    async def _follow(self) -> None:
        try:
            reader, self._writer = await asyncio.open_unix_connection(str(self._begins_at))
            self._writer.write(line_of(self._job))
            while line := await reader.readline():
                await self._hear(read_told(line))
        except OSError as error:
            self._failed = Failed(reason=str(error))
        if self._is_stepping:
            failed = Failed(reason="the process that steps through the lesson has ended")
            await self._end(failed)
            self._tell(failed)

    async def _hear(self, told: Told) -> None:
        if isinstance(told, Began):
            self._process = told.process
        elif isinstance(told, BaseReady):
            await self._hold_base()
        elif isinstance(told, PlayTold):
            async with self._come_further:
                self._plays.append(told)
                self._frames = told.start + told.frames
                self._come_further.notify_all()
        elif isinstance(told, Failed):
            await self._end(told)
        elif isinstance(told, Whole):
            await self._end(None)
        if not isinstance(told, Began | BaseReady):
            self._tell(told)

    async def _end(self, failed: Failed | None) -> None:
        async with self._come_further:
            self._is_stepping, self._failed = False, self._failed or failed
            self._come_further.notify_all()

    async def _hold_base(self) -> None:
        socket = Path(self._job.folder, "base")
        with suppress(OSError):  # it has ended
            _, writer = await asyncio.open_unix_connection(str(socket))
            self._keep(self._job, Base(socket, writer))


class _Viewer:
    """Draws frames for one who asks for them, by a process that goes on with the lesson as they come.

    Parameters
    ----------
    folder : Path
        The take's, with the sockets of its snapshots.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._snapshot, self._at = -1, -1
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._lock = asyncio.Lock()

    async def frame(self, number: int, plays: list[PlayTold]) -> bytes:
        """Return a frame of these plays."""
        async with self._lock:
            play = _play_of(number, plays)
            if not self._goes_on_to(number, play, plays):
                await self._begin_at(play.snapshot)
            assert self._reader is not None
            assert self._writer is not None
            try:
                self._writer.write(_ASKED.pack(number))
                kind, size = _ANSWER.unpack(await self._reader.readexactly(_ANSWER.size))
                content = await self._reader.readexactly(size)
            except (OSError, EOFError) as error:
                self.close()
                raise TakeEndedError(Failed(reason="the process that draws the frame has ended")) from error
            except asyncio.CancelledError:
                self.close()  # what it goes on to answer is not for the next question
                raise
            if kind == b"F":
                self.close()
                raise TakeEndedError(msgspec.json.decode(content, type=Failed))
            self._at = number
            return content

    def close(self) -> None:
        """End the process."""
        if self._writer is not None:
            self._writer.close()
        self._writer = None

    def _goes_on_to(self, number: int, play: PlayTold, plays: list[PlayTold]) -> bool:
        """Whether the frame is reached soonest from where the process is: no snapshot lies between."""
        if self._writer is None or number < self._at:
            return False
        here = _play_of(self._at, plays)
        next_play = plays[plays.index(here) + 1] if here is not plays[-1] else here
        return play in (here, next_play) or play.snapshot == here.snapshot

    async def _begin_at(self, snapshot: int) -> None:
        self.close()
        self._reader, self._writer = await asyncio.open_unix_connection(
            str(self._folder / str(snapshot)), limit=_BUFFER
        )
        self._at = -1


def _play_of(frame: int, plays: list[PlayTold]) -> PlayTold:
    """Return the play that shows a frame."""
    return plays[bisect_right(plays, frame, key=lambda play: play.start) - 1]

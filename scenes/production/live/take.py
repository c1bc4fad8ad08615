"""One stepping-through of a lesson, of which frames can be drawn."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from scenes.production.live.bases import Base
from scenes.production.live.frames import Frames, TakeEndedError, close, end_snapshot, kill, play_of
from scenes.production.live.told import (
    BaseReady,
    BeatTold,
    Began,
    Failed,
    KnobsTold,
    Opening,
    PlayTold,
    Prepared,
    TakeJob,
    Told,
    Whole,
    line_of,
    read_told,
)

_MOST_FORMER = 8
"""Takes whose snapshots one may go on to use; beyond that it begins anew, and they end."""


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
        Called with the job and a process, in which other takes may begin.
    former : Take or None
        The one whose place it takes, which is closed when nothing of it is needed any more.
    goes_on : bool
        Whether it may begin at a snapshot of that one: then they differ in what was saved of the lecture's
        own files, and in nothing else.
    """

    def __init__(
        self,
        job: TakeJob,
        begins_at: Path,
        tell: Callable[[Told], None],
        keep: Callable[[TakeJob, Base], Awaitable[None]],
        former: "Take | None" = None,
        *,
        goes_on: bool = False,
    ) -> None:
        self.job, self.is_closed = job, False
        self._begins_at, self._tell, self._keep = begins_at, tell, keep
        self._former = former
        self._earlier: Take | None = None
        self._told: list[KnobsTold | BeatTold | PlayTold] = []
        self._plays: list[PlayTold] = []
        self._frames = 0
        self._failed: Failed | None = None
        self._is_stepping, self._is_going_on = True, False
        self._process = 0
        self._writer: asyncio.StreamWriter | None = None
        self._viewers: dict[str, Frames] = {}
        self._come_further = asyncio.Condition()
        if former is not None:
            former._stop()  # it would take a core from this one
        self._task = asyncio.create_task(self._follow(goes_on=goes_on))

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
            As in an `Answer.PICTURE`: its pixels, and its areas.

        Raises
        ------
        TakeEndedError
            If the lesson fails before that frame, or while it is drawn.
        """
        async with self._come_further:
            await self._come_further.wait_for(lambda: number < self._frames or not self._is_stepping)
        if self._frames == 0 or (number >= self._frames and self._failed is not None):
            raise TakeEndedError(self._failed or Failed(reason="the lesson has no frames"))
        number = max(0, min(number, self._frames - 1))
        if not play_of(number, self._plays).snapshot:
            return await self._from_the_start().frame(viewer, number)
        return await self._viewers.setdefault(viewer, Frames()).draw(number, self._plays)

    async def close(self) -> None:
        """End its processes."""
        self.is_closed = True
        self._stop()
        self._task.cancel()
        for frames in self._viewers.values():
            await frames.close()
        if self._writer is not None:
            await close(self._writer)
        if self._earlier is not None:
            await self._earlier.close()
        await self._close_former()
        await self._end(Failed(reason="it was closed"))

    async def _close_former(self) -> None:
        """Close the take before, of which nothing is needed any more: this one has pictures of its own."""
        if self._former is not None:
            await self._former.close()
            self._former = None

    @property
    def _formers(self) -> int:
        """Of how many takes before this one there may be processes."""
        return 0 if self._former is None else 1 + self._former._formers

    def _stop(self) -> None:
        """Step through no further."""
        if self._is_stepping and self._process:
            kill(self._process)
        if self._earlier is not None:
            self._earlier._stop()

    def _from_the_start(self) -> "Take":
        """Return the same take, with snapshots from its start on."""
        if self._earlier is None:
            folder = Path(self.job.folder, "earlier")
            folder.mkdir()
            job = msgspec.structs.replace(self.job, focus=0, folder=str(folder), becomes_base=False)
            self._earlier = Take(job, self._begins_at, lambda told: None, self._keep)
        return self._earlier

    async def _follow(self, *, goes_on: bool) -> None:
        try:
            reader = await self._go_on() if goes_on else None
            if reader is None:
                reader = await self._begin()
            while line := await reader.readline():
                await self._hear(read_told(line))
        except OSError as error:
            self._failed = Failed(reason=str(error))
        if self._is_stepping:
            await self._hear(
                self._failed or Failed(reason="the process that steps through the lesson has ended")
            )

    async def _begin(self) -> asyncio.StreamReader:
        """Begin at the lesson's start."""
        reader, self._writer = await asyncio.open_unix_connection(str(self._begins_at))
        self._writer.write(line_of(self.job))
        return reader

    async def _go_on(self) -> asyncio.StreamReader | None:
        """Begin at the last snapshot of the former take that what was saved has not changed."""
        former = self._last_with_plays()
        if former is None or former._formers >= _MOST_FORMER:
            return None
        plays = [play for play in former._plays if play.start <= self.job.focus and play.snapshot]
        snapshots = list(dict.fromkeys(play.snapshot for play in plays))
        found, accepted, refused = None, -1, len(snapshots)
        while accepted + 1 < refused:  # an earlier one accepts what a later one does
            tried = refused - 1 if refused == len(snapshots) else (accepted + refused) // 2
            begun = await self._begun_at(snapshots[tried])
            if begun is None:
                refused = tried
                continue
            if found is not None:
                kill(found[2].process)
                await close(found[1])
            found, accepted = begun, tried
        if found is None:
            return None
        reader, self._writer, began = found
        self._is_going_on = True
        await self._hear(began)
        first = next(play for play in plays if play.snapshot == snapshots[accepted])
        await self._tell_again(former, first.start)
        return reader

    async def _begun_at(
        self, snapshot: str
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, Began] | None:
        """Begin at a snapshot; return the connection to it, and what it told; None if it refuses."""
        with suppress(OSError):
            reader, writer = await asyncio.open_unix_connection(snapshot)
            writer.write(Opening.GO_ON + line_of(self.job))
            if line := await reader.readline():
                told = read_told(line)
                assert isinstance(told, Began)  # its first event
                return reader, writer, told
            await close(writer)
        return None

    def _last_with_plays(self) -> "Take | None":
        """Return the last take before this one that could be stepped through at all."""
        former = self._former
        return former if former is None or former._plays else former._last_with_plays()

    async def _tell_again(self, former: "Take", end: int) -> None:
        """Tell of the former take what comes before a frame; what came after it ends."""
        told = [each for each in former._told if isinstance(each, KnobsTold) or each.start < end]
        for each in told:
            if not isinstance(each, BeatTold) or each.start + each.frames <= end:
                await self._hear(each)
        needed = {play.snapshot for play in self._plays}
        await _end_all(play.snapshot for play in former._plays if play.snapshot not in needed)

    async def _hear(self, told: Told) -> None:
        if isinstance(told, Began):
            self._process = told.process
        elif isinstance(told, BaseReady):
            await self._hold("base")
        elif isinstance(told, Prepared):
            await self._hold("prepared")
        elif isinstance(told, KnobsTold | BeatTold | PlayTold):
            self._told.append(told)
        if isinstance(told, PlayTold):
            if not self._is_going_on:
                await self._close_former()
            async with self._come_further:
                self._plays.append(told)
                self._frames = told.start + told.frames
                self._come_further.notify_all()
        elif isinstance(told, Failed | Whole):
            await self._end(told if isinstance(told, Failed) else None)
            if not (self.is_closed or all(play.snapshot for play in self._plays)):
                self._from_the_start()  # so that what comes before is at hand, too
        if not isinstance(told, Began | Prepared | BaseReady):
            self._tell(told)

    async def _end(self, failed: Failed | None) -> None:
        async with self._come_further:
            self._is_stepping, self._failed = False, self._failed or failed
            self._come_further.notify_all()

    async def _hold(self, name: str) -> None:
        socket = Path(self.job.folder, name)
        with suppress(OSError):  # it has ended
            _, writer = await asyncio.open_unix_connection(str(socket))
            await self._keep(self.job, Base(socket, writer))


async def _end_all(snapshots: Iterable[str]) -> None:
    for snapshot in set(snapshots):
        await end_snapshot(snapshot)

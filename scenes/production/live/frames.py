"""Frames of a lesson, drawn by a process that goes on with it as slowly as they are asked for."""

import asyncio
import os
import signal
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from scenes.production.live.told import FRAME_ANSWERED, FRAME_ASKED, Answer, Failed, Opening, PlayTold

BUFFER = 1 << 23  # bytes: a picture comes in few pieces


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


class Frames:
    """The frames of a lesson, for one who asks for them."""

    def __init__(self) -> None:
        self._at = -1
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._lock = asyncio.Lock()

    async def draw(self, number: int, plays: Sequence[PlayTold]) -> bytes:
        """Return a frame.

        Parameters
        ----------
        number : int
            The frame's.
        plays : sequence of PlayTold
            The lesson's, as far as it was stepped through; one of them shows the frame.

        Returns
        -------
        bytes
            As in an `Answer.PICTURE`: its pixels, and its areas.

        Raises
        ------
        TakeEndedError
            If it cannot be drawn.
        """
        async with self._lock:
            try:
                if not self._goes_on_to(number, plays):
                    await self._begin_at(play_of(number, plays).snapshot)
                kind, content = await self._ask(number)
            except (OSError, EOFError) as error:
                await self.close()
                raise TakeEndedError(Failed(reason="the process that draws the frame has ended")) from error
            except asyncio.CancelledError:
                await self.close()  # what it goes on to answer is not for the next question
                raise
            if kind == Answer.FAILURE:
                await self.close()
                raise TakeEndedError(msgspec.json.decode(content, type=Failed))
            self._at = number
            return content

    async def close(self) -> None:
        """End the process."""
        if self._writer is not None:
            await close(self._writer)
        self._writer = None

    async def _ask(self, number: int) -> tuple[bytes, bytes]:
        assert self._reader is not None
        assert self._writer is not None
        self._writer.write(FRAME_ASKED.pack(number))
        return await answered(self._reader)

    def _goes_on_to(self, number: int, plays: Sequence[PlayTold]) -> bool:
        """Whether the frame is reached soonest from where the process is: no snapshot lies between."""
        if self._writer is None or number < self._at:
            return False
        here, there = play_of(self._at, plays), play_of(number, plays)
        return there.snapshot == here.snapshot or there.start <= here.start + here.frames

    async def _begin_at(self, snapshot: str) -> None:
        await self.close()
        self._reader, self._writer = await asyncio.open_unix_connection(snapshot, limit=BUFFER)
        self._writer.write(Opening.VIEW)
        self._at = -1


async def answered(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Return the kind and the content of an answer to what was asked for."""
    kind, size = FRAME_ANSWERED.unpack(await reader.readexactly(FRAME_ANSWERED.size))
    return kind, await reader.readexactly(size)


def play_of(frame: int, plays: Sequence[PlayTold]) -> PlayTold:
    """Return the play that shows a frame."""
    return plays[bisect_right(plays, frame, key=lambda play: play.start) - 1]


async def end_snapshot(snapshot: str) -> None:
    """Let a snapshot end that nobody needs any more."""
    with suppress(OSError):  # it has ended
        _, writer = await asyncio.open_unix_connection(snapshot)
        writer.write(Opening.END)
        await close(writer)


def kill(process: int) -> None:
    """End a process, whatever it does: a lesson's code may never come to an end."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


async def close(writer: asyncio.StreamWriter) -> None:
    """Close a connection."""
    writer.close()
    with suppress(OSError):  # the other end was closed before
        await writer.wait_closed()

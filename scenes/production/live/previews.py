"""Frames of a lesson while a knob is dragged: each with values of its own, two at once."""

import asyncio
import os
import shutil
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from scenes.production.live.frames import BUFFER, TakeEndedError, answered
from scenes.production.live.told import (
    Answer,
    Began,
    Failed,
    KnobsTold,
    PreviewAsked,
    TakeJob,
    line_of,
    read_told,
)

_MOST_AT_ONCE = 2
"""So many are drawn at the same time, each by a process of its own."""

_LONGEST = 10
"""Seconds that one may take."""

_ENDED = Failed(reason="the process that draws the frame has ended")


class Preview:
    """A process that draws frames with values, one after another.

    Parameters
    ----------
    reader : StreamReader
        From it.
    writer : StreamWriter
        To it.
    process : int
        Its number.
    folder : Path
        What it has written lies there.
    """

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, process: int, folder: Path
    ) -> None:
        self._reader, self._writer, self._process, self._folder = reader, writer, process, folder

    @classmethod
    async def begin(cls, job: TakeJob, begins_at: Path) -> "Preview":
        """Return a new one, once it has loaded the lesson.

        Parameters
        ----------
        job : TakeJob
            The lesson; it is for previews.
        begins_at : Path
            The socket of the process that it is forked from.

        Raises
        ------
        TakeEndedError
            If the lesson cannot be loaded.
        OSError
            If that process has ended.
        """
        reader, writer = await asyncio.open_unix_connection(str(begins_at), limit=BUFFER)
        writer.write(line_of(job))
        process, failed = 0, _ENDED
        while line := await reader.readline():
            told = read_told(line)
            if isinstance(told, Began):
                process = told.process
            elif isinstance(told, KnobsTold) and process:
                return cls(reader, writer, process, Path(job.folder))
            elif isinstance(told, Failed):
                failed = told
        writer.close()
        raise TakeEndedError(failed)

    async def frame(self, number: int, values: Mapping[str, str]) -> bytes:
        """Return a frame; errors as those of `Previews.frame`."""
        self._writer.write(line_of(PreviewAsked(frame=number, values=values)))
        kind, content = await answered(self._reader)
        if kind == Answer.FAILURE:
            raise TakeEndedError(msgspec.json.decode(content, type=Failed))
        return content

    def end(self) -> None:
        """End it, whatever it does."""
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)  # the lesson's code may never come to an end
        self._writer.close()
        shutil.rmtree(self._folder, ignore_errors=True)


class Previews:
    """The frames of one lesson.

    Parameters
    ----------
    begin : callable
        Begins a process for them.
    """

    def __init__(self, begin: Callable[[], Awaitable[Preview]]) -> None:
        self._begin = begin
        self._all: set[Preview] = set()
        self._free: list[Preview] = []
        self._slots = asyncio.Semaphore(_MOST_AT_ONCE)
        self._has_ended = False

    async def frame(self, number: int, values: Mapping[str, str]) -> bytes:
        """Return a frame of the lesson with some values.

        Parameters
        ----------
        number : int
            The frame's; beyond the end it is the last one.
        values : Mapping[str, str]
            Values of its attributes, as Python source, where they are not its own.

        Returns
        -------
        bytes
            Red, green, blue and opacity of each pixel, row by row.

        Raises
        ------
        TakeEndedError
            If the lesson cannot have such values, or fails before that frame, or takes too long.
        """
        async with self._slots:
            preview = self._free.pop() if self._free else await self._begun()
            picture = await self._drawn(preview, number, values)
            self._free.append(preview)
            return picture

    def end(self) -> None:
        """End its processes."""
        self._has_ended = True
        self._free.clear()
        for preview in list(self._all):
            self._end(preview)

    async def _drawn(self, preview: Preview, number: int, values: Mapping[str, str]) -> bytes:
        try:
            async with asyncio.timeout(_LONGEST):
                return await preview.frame(number, values)
        except TakeEndedError:
            self._free.append(preview)
            raise
        except (OSError, EOFError) as error:  # the first is also what says that time is up
            self._end(preview)
            reason = "the process that draws the frame has ended, or takes too long: let go of the knob"
            raise TakeEndedError(Failed(reason=reason)) from error
        except asyncio.CancelledError:
            self._end(preview)
            raise

    async def _begun(self) -> Preview:
        if self._has_ended:
            raise TakeEndedError(_ENDED)
        try:
            preview = await self._begin()
        except OSError as error:
            raise TakeEndedError(Failed(reason=str(error))) from error
        self._all.add(preview)
        if self._has_ended:
            self._end(preview)
        return preview

    def _end(self, preview: Preview) -> None:
        self._all.discard(preview)
        preview.end()

"""Frames of a lesson while a knob is dragged: each with values of its own, two at once."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

import msgspec

from scenes.production.live.frames import BUFFER, TakeEndedError, answered, kill
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
    folder : Path
        What it has written lies there.

    Attributes
    ----------
    is_free : bool
        Whether it has answered, and can be asked again.
    """

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, folder: Path) -> None:
        self._reader, self._writer, self._folder = reader, writer, folder
        self._process, self._has_loaded = 0, False
        self.is_free = False

    @classmethod
    async def begin(cls, job: TakeJob, begins_at: Path) -> "Preview":
        """Return a new one, which begins to load the lesson.

        Parameters
        ----------
        job : TakeJob
            The lesson; it is for previews.
        begins_at : Path
            The socket of the process that it is forked from.

        Raises
        ------
        OSError
            If that process has ended.
        """
        reader, writer = await asyncio.open_unix_connection(str(begins_at), limit=BUFFER)
        writer.write(line_of(job))
        return cls(reader, writer, Path(job.folder))

    async def frame(self, number: int, values: Mapping[str, str]) -> bytes:
        """Return a frame.

        Raises
        ------
        TakeEndedError
            If the lesson cannot be loaded, or the frame not be drawn.
        OSError, EOFError
            If the process has ended.
        """
        self.is_free = False
        if not self._has_loaded:
            await self._load()
        self._writer.write(line_of(PreviewAsked(frame=number, values=values)))
        kind, content = await answered(self._reader)
        self.is_free = True
        if kind == Answer.FAILURE:
            raise TakeEndedError(msgspec.json.decode(content, type=Failed))
        return content

    def end(self) -> None:
        """End it, whatever it does."""
        if self._process:
            kill(self._process)
        self._writer.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _load(self) -> None:
        """Wait until it has loaded the lesson: it tells so by the lesson's knobs."""
        while not self._has_loaded:
            line = await self._reader.readline()
            if not line:
                raise EOFError
            told = read_told(line)
            if isinstance(told, Failed):
                raise TakeEndedError(told)
            if isinstance(told, Began):
                self._process = told.process
            self._has_loaded = isinstance(told, KnobsTold)


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
            try:
                async with asyncio.timeout(_LONGEST):
                    return await preview.frame(number, values)
            except (OSError, EOFError) as error:  # the first is also what says that time is up
                reason = "the process that draws the frame has ended, or takes too long: let go of the knob"
                raise TakeEndedError(Failed(reason=reason)) from error
            finally:
                if preview.is_free and preview in self._all:
                    self._free.append(preview)
                else:
                    self._end(preview)

    def end(self) -> None:
        """End its processes."""
        self._has_ended = True
        self._free.clear()
        for preview in list(self._all):
            self._end(preview)

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
            raise TakeEndedError(_ENDED)
        return preview

    def _end(self, preview: Preview) -> None:
        if preview in self._all:
            self._all.remove(preview)
            preview.end()

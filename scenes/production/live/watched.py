"""The lesson that a page looks at: its present take, and what the page knows of it."""

import asyncio
from collections.abc import Callable
from functools import partial

from scenes.production.live.frames import TakeEndedError
from scenes.production.live.knobs import Knob, as_subclass
from scenes.production.live.messages import (
    CodeTold,
    FailedTold,
    LessonTold,
    PreviewAsked,
    PreviewFailedTold,
    Tell,
    retold,
)
from scenes.production.live.part_entry import as_part, file_of_subclass
from scenes.production.live.previews import Previews
from scenes.production.live.show import Show
from scenes.production.live.take import Take
from scenes.production.live.told import BeatTold, Failed, KnobsTold, PlayTold, Told, Whole
from scenes.script.screenplay import Part


class Watched:
    """A lesson, taken anew whenever its code or its values change.

    Parameters
    ----------
    viewer : str
        The name of who looks at it.
    show : Show
        Where it is played.
    tell : callable
        Says something to the page.
    """

    def __init__(self, viewer: str, show: Show, tell: Callable[[Tell], None]) -> None:
        self._viewer, self._show, self._tell = viewer, show, tell
        self._lesson = ""
        self._values: dict[str, str] = {}
        self._shown: dict[str, str] = {}  # those of the last take that was not refused
        self._knobs: list[Knob] = []
        self._beats: list[str] = []  # that the take has told by now
        self._failed: Failed | None = None  # what the page has been told of the take
        self._take: Take | None = None
        self._takes = 0
        self._reach: float = 0  # so many frames of it can be drawn by now
        self._frame = 0  # the one that was asked for last
        self._drawing: asyncio.Task[bytes] | None = None
        self._previews: Previews | None = None  # while a knob is dragged

    def open(self, lesson: str) -> None:
        """Show a lesson by its name, as it is written."""
        self._lesson, self._values, self._shown, self._knobs, self._frame = lesson, {}, {}, [], 0
        self.begin()

    def turn(self, values: dict[str, str]) -> None:
        """Show it with these values, where they are not its own."""
        self._values = values
        self.begin()

    def begin(self) -> None:
        """Begin a new take: the page forgets what it knows, and asks for its frame again."""
        part = self._part()
        if not part:
            return
        self._give_up()
        self._end_previews()
        self._takes, self._reach, self._failed, self._beats = self._takes + 1, 0, None, []
        self._tell(LessonTold(name=self._lesson, values=self._values))
        hear = partial(self._hear, self._takes)
        self._take = self._show.stage.take(part, self._values, hear, self._frame, self._take)
        if self._show.failure:
            self._tell(self._show.failure)

    def write_code(self) -> None:
        """Tell the lesson with the values that are shown as a subclass."""
        part = self._part()
        if not part:
            return
        try:
            text = as_subclass(part.module, part.scene, self._shown, self._knobs)
        except ValueError as error:
            self._tell(FailedTold(reason=str(error)))
            return
        has_place = part.module != "__main__" and part.vocabulary is None
        beats = self._beats if self._reach == float("inf") else part.lines
        entry = as_part(part, beats) if has_place else ""
        self._tell(CodeTold(text=text, file=file_of_subclass(part.scene), part=entry))

    def want(self, frame: int) -> None:
        """Prepare for a frame: if another one is still waited for, it is no longer."""
        if self._frame >= self._reach:
            self._give_up()
        self._frame = frame

    async def picture(self, frame: int) -> bytes | None:
        """Return a frame's pixels; None if there is none, or it was given up."""
        take = self._take
        if not take:
            return None
        self._drawing = asyncio.create_task(take.frame(self._viewer, frame))
        try:
            await asyncio.wait({self._drawing})
        finally:
            self._drawing.cancel()
        if self._drawing.cancelled() or take is not self._take:
            return None
        try:
            return self._drawing.result()
        except TakeEndedError as error:
            self._tell_failure(error.failed)
            return None

    async def preview(self, asked: PreviewAsked) -> bytes | None:
        """Return the pixels of a frame with other values; None if there is none, or nobody needs it."""
        part = self._part()
        if not part:
            return None
        if not self._previews:
            self._previews = self._show.stage.previews(part)
        previews = self._previews
        try:
            return await previews.frame(asked.frame, asked.values)
        except TakeEndedError as error:
            if previews is self._previews:
                why = error.failed
                self._tell(
                    PreviewFailedTold(serial=asked.serial, reason=why.reason, place=why.place, log=why.log)
                )
            return None

    async def close(self) -> None:
        """End its take."""
        self._end_previews()
        if self._take:
            await self._take.close()

    def _give_up(self) -> None:
        if self._drawing:
            self._drawing.cancel()

    def _end_previews(self) -> None:
        if self._previews:
            self._previews.end()
        self._previews = None

    def _part(self) -> Part | None:
        """Return the lesson's part; if there is none any more, say so."""
        part = self._show.part_named(self._lesson)
        if self._lesson and not part:
            self._tell(FailedTold(reason=f"the screenplay has no lesson {self._lesson}: choose another"))
        return part

    def _hear(self, take: int, event: Told) -> None:
        if take != self._takes:
            return
        if isinstance(event, PlayTold):
            self._shown = self._values
            self._reach = max(self._reach, event.start + event.frames)
        elif isinstance(event, Whole):
            self._reach = float("inf")
        elif isinstance(event, KnobsTold):
            self._knobs = event.knobs
        elif isinstance(event, BeatTold):
            self._beats.append(event.name)
        if isinstance(event, Failed):
            self._tell_failure(event)
        elif message := retold(event):
            self._tell(message)

    def _tell_failure(self, failed: Failed) -> None:
        """Tell why there are no more frames, or one of them cannot be drawn; once, not for each question."""
        if failed != self._failed:
            self._failed = failed
            self._tell(FailedTold(reason=failed.reason, place=failed.place, log=failed.log))

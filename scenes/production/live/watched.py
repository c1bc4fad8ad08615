"""The lesson that a page looks at: its present take, and what the page knows of it."""

import asyncio
from collections.abc import Callable
from functools import partial

from scenes.production.live.frames import TakeEndedError
from scenes.production.live.knobs import Knob, as_subclass
from scenes.production.live.messages import CodeTold, FailedTold, LessonTold, Tell, retold
from scenes.production.live.show import Show, Take
from scenes.production.live.told import KnobsTold, PlayTold, Told, Whole
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
        self._knobs: list[Knob] = []
        self._told: list[Tell] = []
        self._take: Take | None = None
        self._takes = 0
        self._focus = 0  # no frame of the take before this one can be drawn
        self._reach: float = 0  # nor, by now, this one and those after it
        self._frame = 0  # the one that was asked for last
        self._drawing: asyncio.Task[bytes] | None = None
        self._drawn = 0  # the frame that it is to draw

    async def open(self, lesson: str) -> None:
        """Show a lesson by its name, as it is written."""
        self._lesson, self._values, self._knobs, self._frame = lesson, {}, [], 0
        await self.begin()

    async def turn(self, values: dict[str, str]) -> None:
        """Show it with these values, where they are not its own."""
        self._values = values
        await self.begin()

    async def begin(self) -> None:
        """Begin a new take: the page forgets what it knows, and asks for its frame again."""
        part = self._part()
        if not part:
            return
        self._told = []
        self._tell(LessonTold(name=self._lesson, values=self._values))
        await self._begin(part, self._frame)
        if self._show.failure:
            self._tell(self._show.failure)

    def write_code(self) -> None:
        """Tell the lesson with its present values as a subclass."""
        part = self._part()
        if not part:
            return
        try:
            self._tell(CodeTold(text=as_subclass(part.module, part.scene, self._values, self._knobs)))
        except ValueError as error:
            self._tell(FailedTold(reason=str(error)))

    async def want(self, frame: int) -> None:
        """Prepare for a frame: give up one that is still waited for, and begin where it can be drawn."""
        self._frame = frame
        part = self._show.part_named(self._lesson)
        if part and frame < self._focus:
            await self._begin(part, 0)
        elif self._drawn >= self._reach:
            self._give_up()

    async def picture(self, frame: int) -> bytes | None:
        """Return a frame's pixels; None if there is none, or it was given up."""
        take = self._take
        if not take:
            return None
        self._drawing, self._drawn = asyncio.create_task(take.frame(self._viewer, frame)), frame
        try:
            await asyncio.wait({self._drawing})
        finally:
            self._drawing.cancel()
        if self._drawing.cancelled() or take is not self._take:
            return None
        try:
            return self._drawing.result()
        except TakeEndedError as error:
            self._tell_once(error.failed)
            return None

    async def close(self) -> None:
        """End its take."""
        if self._take:
            await self._take.close()

    async def _begin(self, part: Part, focus: int) -> None:
        """Begin a take whose frames can be drawn from the focus on, and close the one before."""
        self._give_up()
        former, self._takes = self._take, self._takes + 1
        self._focus, self._reach = focus, 0
        self._take = self._show.stage.take(part, self._values, partial(self._hear, self._takes), focus)
        if former:
            await former.close()

    def _give_up(self) -> None:
        if self._drawing:
            self._drawing.cancel()

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
            self._reach = max(self._reach, event.start + event.frames)
        elif isinstance(event, Whole):
            self._reach = float("inf")
        elif isinstance(event, KnobsTold):
            self._knobs = event.knobs
        self._tell_once(event)

    def _tell_once(self, event: Told) -> None:
        """Tell the page what it has not been told yet of the lesson as it is now."""
        message = retold(event)
        if message and message not in self._told:
            self._told.append(message)
            self._tell(message)

"""One page, and its web socket: what it asks, what it is told, and the newest picture that it wants."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from functools import partial
from itertools import count
from typing import NoReturn

from starlette.websockets import WebSocket, WebSocketDisconnect

from scenes.production.live.knobs import as_subclass
from scenes.production.live.messages import (
    Ask,
    CodeAsked,
    CodeTold,
    FailedTold,
    FrameAsked,
    LessonAsked,
    LessonTold,
    Tell,
    Turn,
    picture_message,
    read_ask,
    retold,
    text_of,
)
from scenes.production.live.show import Show, Take
from scenes.production.live.stage import TakeEndedError
from scenes.production.live.told import PlayTold, Told, Whole
from scenes.script.screenplay import Part

_MOST_WAITING = 10_000
"""Messages that a page may be behind; one that reads more slowly starts anew."""

_REFUSED = 1008
"""The code of web sockets for what breaks their rules (RFC 6455, section 7.4.1)."""

_LONGEST_REASON = 120
"""Letters of a reason, at most: a closing frame has room for 123 bytes."""

_NUMBERS = count(1)


class Viewer:
    """A page, from its first message to its last.

    Parameters
    ----------
    socket : WebSocket
        Leads to the page; not accepted yet.
    show : Show
        What it looks at.
    """

    def __init__(self, socket: WebSocket, show: Show) -> None:
        self._socket, self._show = socket, show
        self._name = f"page {next(_NUMBERS)}"
        self._outbox: deque[Tell | None] = deque()  # None: the page is too slow
        self._has_news, self._is_asked, self._sending = asyncio.Event(), asyncio.Event(), asyncio.Lock()
        self._lesson = ""
        self._values: dict[str, str] = {}
        self._take: Take | None = None
        self._takes = 0
        self._reach: float = 0  # so many frames of the take can be drawn by now
        self._request: FrameAsked | None = None
        self._drawing: tuple[FrameAsked, asyncio.Task[bytes]] | None = None

    async def serve(self) -> None:
        """Talk to the page until it goes."""
        await self._socket.accept()
        self.tell(self._show.lecture)
        self._show.pages.add(self)
        try:
            async with asyncio.TaskGroup() as group:
                for work in (self._read(), self._write(), self._draw()):
                    group.create_task(work)
        except* WebSocketDisconnect:
            pass
        finally:
            self._show.pages.discard(self)
            if self._take:
                await self._take.close()

    def tell(self, message: Tell) -> None:
        """Say something to the page, once it has read what was said before."""
        if len(self._outbox) >= _MOST_WAITING:
            self._outbox.clear()
            self._outbox.append(None)
        self._outbox.append(message)
        self._has_news.set()

    async def begin(self) -> None:
        """Begin a new take of the lesson that the page shows, with the values that it has turned."""
        part = self._part()
        if not part:
            return
        former, self._take = self._take, None
        self._forget_requests()
        self._takes, self._reach = self._takes + 1, 0
        self.tell(LessonTold(name=self._lesson, values=self._values))
        self._take = self._show.stage.take(part, self._values, partial(self._hear, self._takes))
        if self._show.failure:
            self.tell(self._show.failure)
        if former:
            await former.close()

    def _part(self) -> Part | None:
        """Return the lesson that the page shows; if there is none, say so."""
        part = self._show.part_named(self._lesson)
        if self._lesson and not part:
            self.tell(FailedTold(reason=f"there is no lesson {self._lesson} in the screenplay: choose another"))
        return part

    def _forget_requests(self) -> None:
        self._request = None
        if self._drawing:
            self._drawing[1].cancel()

    def _hear(self, take: int, event: Told) -> None:
        """Tell the page what its present take tells."""
        if take != self._takes:
            return
        if isinstance(event, PlayTold):
            self._reach = max(self._reach, event.start + event.frames)
        elif isinstance(event, Whole):
            self._reach = float("inf")
        self.tell(retold(event))

    async def _read(self) -> NoReturn:
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message["code"])
            try:
                ask = read_ask(message.get("text") or "")
            except ValueError as error:
                await self._refuse(str(error))
            else:
                await self._answer(ask)

    async def _refuse(self, reason: str) -> NoReturn:
        async with self._sending:
            await self._socket.close(_REFUSED, reason[:_LONGEST_REASON])
        raise WebSocketDisconnect(_REFUSED, reason)

    async def _answer(self, ask: Ask) -> None:
        match ask:
            case FrameAsked():
                self._want(ask)
            case LessonAsked(name=name):
                self._lesson, self._values = name, {}
                await self.begin()
            case Turn(values=values):
                self._values = values
                await self.begin()
            case CodeAsked():
                self._write_code()

    def _want(self, request: FrameAsked) -> None:
        """Have a frame drawn next; if the one before is still waited for, it is no longer."""
        self._request = request
        self._is_asked.set()
        if self._drawing and self._drawing[0].frame >= self._reach:
            self._drawing[1].cancel()

    def _write_code(self) -> None:
        part = self._part()
        if part:
            self.tell(CodeTold(text=as_subclass(part.module, part.scene, self._values)))

    async def _write(self) -> NoReturn:
        while True:
            await self._has_news.wait()
            self._has_news.clear()
            while self._outbox:
                message = self._outbox.popleft()
                if message is None:
                    await self._refuse("the page reads too slowly")
                async with self._sending:
                    await self._socket.send_text(text_of(message))

    async def _draw(self) -> NoReturn:
        while True:
            await self._is_asked.wait()
            self._is_asked.clear()
            request, take = self._request, self._take
            if request and take:
                pixels = await self._drawn(request, take.frame(self._name, request.frame))
                if pixels is not None:
                    await self._send(request, take, pixels)

    async def _drawn(self, request: FrameAsked, drawing: Coroutine[None, None, bytes]) -> bytes | None:
        """Return a frame's pixels; None if the take ends before it, or nobody wants it any more."""
        task = asyncio.create_task(drawing)
        self._drawing = request, task
        try:
            await asyncio.wait({task})
        finally:
            self._drawing = None
            task.cancel()
        if task.cancelled() or isinstance(task.exception(), TakeEndedError):
            return None
        return task.result()

    async def _send(self, request: FrameAsked, take: Take, pixels: bytes) -> None:
        """Send a picture, unless another take has begun meanwhile."""
        async with self._sending:
            if take is self._take:
                await self._socket.send_bytes(picture_message(request, *self._show.size, pixels))

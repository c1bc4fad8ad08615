"""One page, and its web socket: what it asks, what it is told, and the newest picture that it wants."""

import asyncio
from collections import deque
from itertools import count
from typing import NoReturn

from starlette.websockets import WebSocket, WebSocketDisconnect

from scenes.production.live.messages import (
    Ask,
    CodeAsked,
    FrameAsked,
    LessonAsked,
    PreviewAsked,
    Tell,
    Turn,
    picture_message,
    read_ask,
    text_of,
)
from scenes.production.live.show import Show
from scenes.production.live.watched import Watched

_MOST_WAITING = 10_000
"""Messages that a page may be behind; one that reads more slowly has to begin anew."""

_MOST_PREVIEWS = 20
"""Previews that a page may wait for: it asks for two at once, and may have given up some before."""

_REFUSED = 1008
"""The code of web sockets for what breaks a rule (RFC 6455, section 7.4.1)."""

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
        self._watched = Watched(f"page {next(_NUMBERS)}", show, self.tell)
        self._outbox: deque[Tell | None] = deque()  # None: it was too full
        self._has_news, self._sending = asyncio.Event(), asyncio.Lock()
        self._request: FrameAsked | None = None  # the newest that was not begun yet
        self._is_asked = asyncio.Event()
        self._previews = 0  # that the page waits for

    async def serve(self) -> None:
        """Talk to the page until it goes."""
        await self._socket.accept()
        self.tell(self._show.lecture)
        self._show.pages.add(self)
        try:
            async with asyncio.TaskGroup() as self._group:
                for work in (self._read(), self._write(), self._draw()):
                    self._group.create_task(work)
        except* WebSocketDisconnect:
            pass
        finally:
            self._show.pages.discard(self)
            await self._watched.close()

    def tell(self, message: Tell) -> None:
        """Say something to the page, once it has read what was said before."""
        if len(self._outbox) >= _MOST_WAITING:
            self._outbox.clear()
            self._outbox.append(None)
        self._outbox.append(message)
        self._has_news.set()

    def begin(self) -> None:
        """Show the lesson anew: its code has changed."""
        self._watched.begin()

    async def _read(self) -> NoReturn:
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                raise WebSocketDisconnect(message["code"])
            try:
                self._answer(read_ask(message.get("text") or ""))
            except ValueError as error:
                await self._refuse(str(error))

    def _answer(self, ask: Ask) -> None:
        """Begin to do what a page asks; ValueError if that is too much."""
        match ask:
            case FrameAsked():
                self._request = ask
                self._is_asked.set()
                self._watched.want(ask.frame)
            case LessonAsked(name=name):
                self._watched.open(name)
            case Turn(values=values):
                self._watched.turn(values)
            case PreviewAsked():
                self._begin_preview(ask)
            case CodeAsked():
                self._watched.write_code()

    def _begin_preview(self, asked: PreviewAsked) -> None:
        if self._previews >= _MOST_PREVIEWS:
            raise ValueError(f"a page may wait for {_MOST_PREVIEWS} previews, and for no more")
        self._previews += 1
        self._group.create_task(self._preview(asked))

    async def _preview(self, asked: PreviewAsked) -> None:
        try:
            pixels = await self._watched.preview(asked)
        finally:
            self._previews -= 1
        await self._send_picture(asked, pixels)

    async def _refuse(self, reason: str) -> NoReturn:
        async with self._sending:
            await self._socket.close(_REFUSED, reason[:_LONGEST_REASON])
        raise WebSocketDisconnect(_REFUSED, reason)

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
            request, self._request = self._request, None
            if request is None:
                continue
            await self._send_picture(request, await self._watched.picture(request.frame))

    async def _send_picture(self, request: FrameAsked | PreviewAsked, pixels: bytes | None) -> None:
        if pixels is not None:
            message = await self._packed(request, pixels)
            async with self._sending:
                await self._socket.send_bytes(message)

    async def _packed(self, request: FrameAsked | PreviewAsked, pixels: bytes) -> bytes:
        return await asyncio.to_thread(picture_message, request, self._show.size, pixels)

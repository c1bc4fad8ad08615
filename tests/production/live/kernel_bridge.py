"""Loaded in a notebook's kernel: does with a widget what Jupyter does, for tests and their browsers."""

from __future__ import annotations

import asyncio
import json
import socket
from io import BytesIO
from threading import Thread
from typing import Any

import uvicorn
from PIL import Image
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

HOST = "127.0.0.1"

# A model as Jupyter gives one to a widget's module: the channel has a text before each buffer.
PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Notebook</title>
<body style="margin: 0"><div id="cell"></div>
<script type="module">
import widget from "/widget.js";
const channel = new WebSocket(`ws://${location.host}/channel`);
channel.binaryType = "arraybuffer";
const heard = { "msg:custom": new Set(), comm_live_update: new Set() };
globalThis.end = () => heard.comm_live_update.forEach((hear) => hear());
let announced = null;
channel.onmessage = ({ data }) => {
  if (typeof data === "string") announced = JSON.parse(data);
  if (typeof data === "string" && announced.text === null) return;
  const buffers = typeof data === "string" ? [] : [new DataView(data)];
  for (const hear of [...heard["msg:custom"]]) hear(announced, buffers);
};
const model = {
  send: (content) => channel.readyState === 1 && channel.send(JSON.stringify(content)),
  on: (name, hear) => heard[name].add(hear),
  off: (name, hear) => heard[name].delete(hear),
};
globalThis.show = () => widget.render({ model, el: document.querySelector("#cell") });
channel.onopen = () => (globalThis.remove = show());
</script></body></html>"""


def hear(widget: Any, content: Any) -> None:
    """Have a widget hear a message of its front end, as in JupyterLab: in another thread."""
    message = {"content": {"data": {"method": "custom", "content": content}}, "buffers": []}
    thread = Thread(target=widget.comm.handle_msg, args=(message,))
    thread.start()
    thread.join()


class Talk:
    """Asks a widget what its page would ask, and hears what it tells.

    Attributes
    ----------
    told
        All that it has told, but for pictures.
    """

    def __init__(self, widget: Any, page: str = "one") -> None:
        self._widget, self._page, self._serial = widget, page, 0
        self.told: list[dict[str, Any]] = []
        self._pictures: asyncio.Queue[bytes] = asyncio.Queue()
        self._has_news = asyncio.Condition()
        widget.send = self._hear
        self.say("open")

    def say(self, says: str, **fields: str) -> None:
        hear(self._widget, {"page": self._page, "says": says, **fields})

    def ask(self, ask: str, **fields: Any) -> None:
        self.say("ask", text=json.dumps({"ask": ask, **fields}))

    async def until(self, *kinds: str) -> dict[str, Any]:
        """Wait until something of these kinds is told, and return it; what was told before is forgotten."""
        async with self._has_news:
            await self._has_news.wait_for(lambda: any(each["tell"] in kinds for each in self.told))
        found = next(each for each in self.told if each["tell"] in kinds)
        self.told = self.told[self.told.index(found) + 1 :]
        return found

    async def opened(self) -> dict[str, Any]:
        """Open the only lesson, and wait until it was stepped through; return what that ended with."""
        lecture = await self.until("lecture")
        self.ask("lesson", name=lecture["lessons"][0]["name"])
        return await self.until("whole", "failed")

    async def picture(self, frame: int) -> Image.Image:
        self._serial += 1
        self.ask("frame", serial=self._serial, frame=frame)
        message = await self._pictures.get()
        assert int.from_bytes(message[:4], "little") == self._serial
        assert int.from_bytes(message[4:8], "little") == frame
        length = int.from_bytes(message[8:12], "little")
        return Image.open(BytesIO(message[12 + length :]))

    def _hear(self, content: Any, buffers: Any = None) -> None:
        if buffers:
            self._pictures.put_nowait(*buffers)
            return
        self.told.append(json.loads(content["text"]))
        task = asyncio.ensure_future(self._tell_news())
        _TASKS.add(task)
        task.add_done_callback(_TASKS.discard)

    async def _tell_news(self) -> None:
        async with self._has_news:
            self._has_news.notify_all()


def serve(widget: Any) -> int:
    """Serve a widget in the kernel's event loop, and return the port."""
    listening = socket.create_server((HOST, 0))
    app = Starlette(
        routes=[
            Route("/", _page),
            Route("/widget.js", lambda _: Response(widget._esm, media_type="text/javascript")),
            WebSocketRoute("/channel", lambda channel: _talk(channel, widget)),
        ]
    )
    config = uvicorn.Config(app, ws="websockets-sansio", lifespan="off", log_config=None, access_log=False)
    serving = asyncio.ensure_future(uvicorn.Server(config).serve([listening]))
    _TASKS.add(serving)
    port: int = listening.getsockname()[1]
    return port


_TASKS: set[Any] = set()


def _page(_: Request) -> Response:
    return HTMLResponse(PAGE)


async def _talk(channel: WebSocket, widget: Any) -> None:
    """Be the channel between the widget and its front end."""
    await channel.accept()
    told: asyncio.Queue[tuple[Any, Any]] = asyncio.Queue()
    widget.send = lambda content, buffers=None: told.put_nowait((content, buffers))

    async def tell() -> None:
        while True:
            content, buffers = await told.get()
            await channel.send_text(json.dumps(content))
            for buffer in buffers or ():
                await channel.send_bytes(buffer)

    telling = asyncio.create_task(tell())
    try:
        async for text in channel.iter_text():
            hear(widget, json.loads(text))
    finally:
        telling.cancel()

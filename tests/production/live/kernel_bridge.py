"""Loaded in a notebook's kernel: shows a widget on a page without Jupyter, by a web socket of its own."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

import uvicorn
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
const heard = new Set();
let announced = null;
channel.onmessage = ({ data }) => {
  if (typeof data === "string") announced = JSON.parse(data);
  if (typeof data === "string" && announced.text === null) return;
  const buffers = typeof data === "string" ? [] : [new DataView(data)];
  for (const hear of [...heard]) hear(announced, buffers);
};
const model = {
  send: (content) => channel.readyState === 1 && channel.send(JSON.stringify(content)),
  on: (_, hear) => heard.add(hear),
  off: (_, hear) => heard.delete(hear),
};
globalThis.show = () => widget.render({ model, el: document.querySelector("#cell") });
channel.onopen = () => (globalThis.remove = show());
</script></body></html>"""


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
            widget._handle_custom_msg(json.loads(text), [])
    finally:
        telling.cancel()

"""The server of the page: on this machine, for this machine alone."""

import asyncio
from collections.abc import Collection
from pathlib import Path
from socket import socket

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from scenes.production.live.page_files import PAGE, palette
from scenes.production.live.show import Show
from scenes.production.live.viewer import Viewer
from scenes.production.live.watching import saves

HOST = "127.0.0.1"
"""This machine, which no other can reach by this address."""

_LARGEST_QUESTION = 64_000  # bytes of what a page asks
_SECONDS_TO_GO = 3  # for pages to be told that the server ends
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def server_of(show: Show, port: int) -> uvicorn.Server:
    """Return a server of the page, that listens at a port of this machine.

    Parameters
    ----------
    show : Show
        What is looked at.
    port : int
        Where it will listen.

    Returns
    -------
    uvicorn.Server
        It ends by SIGINT or SIGTERM, or once it is told that it `should_exit`.
    """
    return uvicorn.Server(
        uvicorn.Config(
            application(show, port),
            ws="websockets-sansio",
            ws_max_size=_LARGEST_QUESTION,
            ws_per_message_deflate=False,  # pictures are packed already
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_SECONDS_TO_GO,
        )
    )


async def serve(server: uvicorn.Server, show: Show, folder: Path, listening: socket) -> None:
    """Serve the page until the server is ended, and show what is saved.

    Parameters
    ----------
    server : uvicorn.Server
        As `server_of` has made it.
    show : Show
        The same.
    folder : Path
        Where the lecture's screenplay lies.
    listening : socket
        Bound to `HOST` and the server's port, and listening.

    Raises
    ------
    OSError
        If the operating system cannot tell what is saved.
    """
    watching = asyncio.create_task(_watch(show, folder, server))
    try:
        await server.serve([listening])
    finally:
        watching.cancel()
        await asyncio.wait({watching})
    if not watching.cancelled():
        watching.result()


async def _watch(show: Show, folder: Path, server: uvicorn.Server) -> None:
    """Show what is saved; if that cannot be known, end the server."""
    try:
        async for files in saves(folder):
            await show.saved(files)
    finally:
        server.should_exit = True


def application(show: Show, port: int) -> Starlette:
    """Return what answers requests.

    Parameters
    ----------
    show : Show
        What the pages look at.
    port : int
        Where the server listens: requests for another host are refused.

    Returns
    -------
    Starlette
    """

    async def talk(web_socket: WebSocket) -> None:
        await Viewer(web_socket, show).serve()

    return Starlette(
        routes=[
            Route("/", _index),
            Route("/palette.css", _palette),
            WebSocketRoute("/socket", talk),
            Mount("/", StaticFiles(directory=PAGE)),
        ],
        middleware=[Middleware(_OwnGuests, hosts=(f"{HOST}:{port}", f"localhost:{port}"))],
    )


async def _index(_: Request) -> Response:
    return FileResponse(PAGE / "live.html")


async def _palette(_: Request) -> Response:
    return Response(palette(), media_type="text/css")


class _OwnGuests:
    """Refuses whoever comes by another name or from another page, and gives each answer its headers.

    Else a page of any site could have its own name lead here, and ask this server in its reader's place.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app, self._hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        if self._is_own(Headers(scope=scope)):
            await self._app(scope, receive, send_with_headers)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).close()
        else:
            await PlainTextResponse("not by this name\n", 403)(scope, receive, send_with_headers)

    def _is_own(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        origins = [f"http://{host}" for host in self._hosts]
        return headers.get("host") in self._hosts and (origin is None or origin in origins)

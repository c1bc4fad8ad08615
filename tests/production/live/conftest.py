"""A server of the page, whose lessons a fake stage plays."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import TypeVar, cast

import pytest

from scenes.production.build.edition import Edition
from scenes.production.build.quality import Quality
from scenes.production.live.server import HOST, serve, server_of
from scenes.production.live.show import Show
from scenes.production.live.stage import Stage
from scenes.script.screenplay import load
from tests.production.live.fake_stage import FakeStage

QUALITY = Quality("small", 160, 90, 15)

T = TypeVar("T")


class Served:
    """The lecture `tiny`, served in a thread.

    Attributes
    ----------
    folder
        The lecture's.
    stage
        What plays it. Only the server's thread may call it: see `call`.
    port
        Of its address.
    """

    def __init__(self, folder: Path, port: int = 0, version: int = 0) -> None:
        self.folder, self._version = folder, version
        listening = socket.create_server((HOST, port))
        self.port = listening.getsockname()[1]
        self._begun = Event()
        self._thread = Thread(target=lambda: asyncio.run(self._serve(listening)))
        self._thread.start()
        self._begun.wait()

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.port}/"

    async def _serve(self, listening: socket.socket) -> None:
        self._loop = asyncio.get_running_loop()
        self.stage = FakeStage(QUALITY.width, QUALITY.height)
        self.stage.version = self._version
        show = Show(cast(Stage, self.stage), load(self.folder / "tiny.toml"), Edition(QUALITY))
        self._server = server_of(show, self.port)
        self._begun.set()
        await serve(self._server, show, self.folder.resolve(), listening)

    def call(self, function: Callable[[FakeStage], T]) -> T:
        """Return what a function of the stage returns, called in the server's thread."""

        async def called() -> T:
            return function(self.stage)

        return asyncio.run_coroutine_threadsafe(called(), self._loop).result()

    def save(self, name: str, text: str) -> None:
        """Write a file of the lecture until the stage has heard of it: watching may not have begun."""
        self.stage.has_heard.clear()
        while not self.stage.has_heard.is_set():
            (self.folder / name).write_text(text)
            self.stage.has_heard.wait(0.1)

    def end(self) -> None:
        """End the server."""
        self._server.should_exit = True
        self._thread.join()


@pytest.fixture
def served(project: Path) -> Iterator[Served]:
    """The lecture `tiny`, served."""
    running = Served(project)
    yield running
    running.end()

"""Firefox, driven by WebDriver BiDi, the protocol that it speaks itself."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from shutil import which
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from scenes.production.outputs.doctor import FIREFOX
from tests.pages import Browser, Page

PATIENCE = 60.0
"""Seconds after which Firefox, when it does not answer, is given up."""

# It asks for nothing by itself, and reaches this machine alone: the proxy for all others is not there.
PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disabled": True,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.type": 1,
    "toolkit.telemetry.enabled": False,
}

KEYS = {
    "Alt": "\ue00a",
    "ArrowDown": "\ue015",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "ArrowUp": "\ue013",
    "Backspace": "\ue003",
    "Control": "\ue009",
    "Delete": "\ue017",
    "End": "\ue010",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Home": "\ue011",
    "PageDown": "\ue00f",
    "PageUp": "\ue00e",
    "Shift": "\ue008",
    "Space": " ",
    "Tab": "\ue004",
}
"""The protocol's signs for keys, by the names that the DOM gives them."""


class Connection:
    """What is said to Firefox, and what it tells of its pages meanwhile."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.said = 0
        self.pages: dict[str, FirefoxPage] = {}

    def send(self, method: str, **parameters: Any) -> Any:
        """Give a command, and return its result."""
        self.said += 1
        self.socket.send(json.dumps({"id": self.said, "method": method, "params": parameters}))
        while True:
            told = json.loads(self.socket.recv(timeout=PATIENCE))
            if told["type"] == "event":
                self._hear(told["method"], told["params"])
            elif told["id"] == self.said:
                break
        if told["type"] == "error":
            raise RuntimeError(f"{method}: {told['error']}: {told['message']}")
        return told["result"]

    def _hear(self, event: str, told: dict[str, Any]) -> None:
        page = self.pages.get(told.get("context") or told.get("source", {}).get("context"))
        if page is None:
            return
        if event == "network.beforeRequestSent":
            page.heard_asked.append(told["request"]["url"])
        elif event == "log.entryAdded" and told["level"] == "error":
            page.heard_errors.append(told["text"])


class FirefoxPage(Page):
    """A page in a window of its own, which shares nothing with others."""

    def __init__(self, connection: Connection, width: int, height: int) -> None:
        super().__init__()
        self.connection = connection
        self.user = connection.send("browser.createUserContext")["userContext"]
        created = connection.send("browsingContext.create", type="window", userContext=self.user)
        self.context = created["context"]
        connection.pages[self.context] = self
        self.set_viewport(width, height)

    def _send(self, method: str, **parameters: Any) -> Any:
        return self.connection.send(method, context=self.context, **parameters)

    def goto(self, address: str) -> None:
        self._send("browsingContext.navigate", url=address, wait="complete")

    def set_viewport(self, width: int, height: int) -> None:
        self._send("browsingContext.setViewport", viewport={"width": width, "height": height})

    def screenshot(self) -> bytes:
        return base64.b64decode(self._send("browsingContext.captureScreenshot")["data"])

    def press(self, keys: str) -> None:
        signs = [KEYS.get(key, key) for key in keys.split("+")]
        pressed = [{"type": "keyDown", "value": sign} for sign in signs]
        released = [{"type": "keyUp", "value": sign} for sign in reversed(signs)]
        source = {"type": "key", "id": "keyboard", "actions": [*pressed, *released]}
        self._send("input.performActions", actions=[source])

    def drag_along(self, points: Sequence[tuple[float, float]]) -> None:
        self._point("mouse", points)

    def touch_along(self, points: Sequence[tuple[float, float]]) -> None:
        self._point("touch", points)

    def _point(self, kind: str, points: Sequence[tuple[float, float]]) -> None:
        first, *others = [{"type": "pointerMove", "x": round(x), "y": round(y)} for x, y in points]
        pressed, released = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
        source = {
            "type": "pointer",
            "id": kind,
            "parameters": {"pointerType": kind},
            "actions": [first, pressed, *others, released],
        }
        self._send("input.performActions", actions=[source])

    def close(self) -> None:
        self.connection.send("browser.removeUserContext", userContext=self.user)
        del self.connection.pages[self.context]

    def _run(self, expression: str) -> str | None:
        target = {"context": self.context}
        done = self.connection.send(
            "script.evaluate", expression=expression, target=target, awaitPromise=True
        )
        if done["type"] == "exception":
            raise RuntimeError(done["exceptionDetails"]["text"])
        value: str | None = done["result"].get("value")
        return value


class Firefox(Browser):
    """A running Firefox.

    Parameters
    ----------
    connection
        To Firefox, in a session that has begun.
    """

    name = "firefox"

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def open(self, address: str, width: int = 1280, height: int = 720) -> Page:
        page = FirefoxPage(self.connection, width, height)
        page.goto(address)
        return page


@contextmanager
def started() -> Iterator[Firefox]:
    """Start Firefox with a profile of its own, and end it; skip the test if there is none."""
    program = which(FIREFOX)
    if program is None:
        pytest.skip(f"{FIREFOX} is not installed")
    with TemporaryDirectory(prefix="firefox-") as profile:
        preferences = (f'user_pref("{name}", {json.dumps(value)});' for name, value in PREFERENCES.items())
        (Path(profile) / "user.js").write_text("\n".join(preferences))
        with _running(program, profile) as address, connect(address, max_size=None) as socket:
            connection = Connection(socket)
            connection.send("session.new", capabilities={})
            connection.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
            yield Firefox(connection)
            connection.send("browser.close")


@contextmanager
def _running(program: str, profile: str) -> Iterator[str]:
    """Run Firefox, and tell the address it listens at; it ends at the latest with this process."""
    options = ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
    with subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", program, *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        addresses: Queue[str] = Queue()
        reader = Thread(target=_read, args=(process.stderr, addresses))
        reader.start()
        try:
            yield f"{addresses.get(timeout=PATIENCE)}/session"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            reader.join()


def _read(lines: Iterable[str], addresses: Queue[str]) -> None:
    """Read all that Firefox says, for it would wait for that, and find in it where Firefox listens."""
    for line in lines:
        if "BiDi listening on" in line:
            addresses.put(line.split()[-1])

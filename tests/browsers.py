"""The browsers that tests look at films, decks and pages with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import which
from typing import TYPE_CHECKING

import pytest

from scenes.production.outputs.doctor import BROWSERS
from tests.pages import Browser, Page

if TYPE_CHECKING:
    from playwright.sync_api import Browser as PlaywrightBrowser
    from playwright.sync_api import ConsoleMessage
    from playwright.sync_api import Page as PlaywrightPage

# Nothing is reached but this machine.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


def browser_program() -> str:
    """Return the program of a browser; skip the test if there is none."""
    program = next(filter(None, map(which, BROWSERS)), None)
    if program is None:
        pytest.skip(f"none of {', '.join(BROWSERS)} is installed")
    return program


class ChromiumPage(Page):
    """A page of Chromium."""

    def __init__(self, page: PlaywrightPage) -> None:
        super().__init__()
        self.page = page
        page.on("request", lambda request: self.heard_asked.append(request.url))
        page.on("pageerror", lambda error: self.heard_errors.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.heard_errors.append(message.text)

    def goto(self, address: str) -> None:
        self.page.goto(address)

    def set_viewport(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self) -> bytes:
        return self.page.screenshot()

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)

    def drag_along(self, points: Sequence[tuple[float, float]]) -> None:
        first, *others = points
        self.page.mouse.move(*first)
        self.page.mouse.down()
        for point in others:
            self.page.mouse.move(*point)
        self.page.mouse.up()

    def touch_along(self, points: Sequence[tuple[float, float]]) -> None:
        session = self.page.context.new_cdp_session(self.page)
        for i, (x, y) in enumerate(points):
            touched = {"type": "touchMove" if i else "touchStart", "touchPoints": [{"x": x, "y": y}]}
            session.send("Input.dispatchTouchEvent", touched)
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        session.detach()

    def close(self) -> None:
        self.page.context.close()

    def _run(self, expression: str) -> str | None:
        told: str | None = self.page.evaluate(expression)
        return told


class Chromium(Browser):
    """A running Chromium.

    Parameters
    ----------
    browser
        As playwright has started it, for what only Chromium can do: paper, and windows that a page opens.
    """

    name = "chromium"

    def __init__(self, browser: PlaywrightBrowser) -> None:
        self.browser = browser

    def open(self, address: str, width: int = 1280, height: int = 720) -> Page:
        context = self.browser.new_context(viewport={"width": width, "height": height})
        page = ChromiumPage(context.new_page())
        page.goto(address)
        return page


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    """Chromium, for the tests of a module."""
    from playwright.sync_api import sync_playwright

    program = browser_program()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=[ALONE])
        yield Chromium(running)
        running.close()


@pytest.fixture(scope="module")
def firefox() -> Iterator[Browser]:
    """Firefox, for the tests of a module."""
    from tests.firefox import started

    with started() as running:
        yield running


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Browser:
    """Each browser in turn."""
    running: Browser = request.getfixturevalue(request.param)
    return running

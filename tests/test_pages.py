"""What tests see of a page is what is there, in each browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from tests import firefox, pages
from tests.pages import Browser, Page

HTML = b"""<!doctype html>
<style>body { margin: 0; background: #009e73 } input { margin: 40px; width: 200px }</style>
<input type="range" min="0" max="10" value="2"><button onclick="clicks += 1">Click</button>
<script>
let keys = [], clicks = 0;
const slider = document.querySelector("input");
addEventListener("keydown", event => keys.push((event.shiftKey ? "Shift " : "") + event.code));
</script>"""


class Host(BaseHTTPRequestHandler):
    """Gives each who asks for anything the same page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(HTML)))
        self.end_headers()
        self.wfile.write(HTML)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.open(address, 390, 844)
    yield opened
    opened.close()


def test_values_and_promises_are_told(page: Page) -> None:
    assert page.evaluate("({list: [1, 2.5, 'three'], nothing: null})") == {
        "list": [1, 2.5, "three"],
        "nothing": None,
    }
    assert page.evaluate("new Promise(kept => setTimeout(() => kept(3), 1))") == 3
    assert page.evaluate("undefined") is None
    with pytest.raises(Exception, match="missing is not defined"):
        page.evaluate("missing()")


def test_what_never_comes_true_is_given_up(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    page.evaluate("setTimeout(() => { clicks = 7 }, 1)")
    page.wait_for("clicks === 7")
    monkeypatch.setattr(pages, "PATIENCE", 1)
    with pytest.raises(Exception, match=r"in vain: clicks === \"eight\""):
        page.wait_for('clicks === "eight"')


def test_keys_the_mouse_and_fingers_reach_the_page(page: Page) -> None:
    for keys in ("ArrowRight", "Space", "Shift+ArrowLeft", "f"):
        page.press(keys)
    assert page.evaluate("keys.filter(key => !/ ?Shift(Left)?$/.test(key))") == [
        "ArrowRight",
        "Space",
        "Shift ArrowLeft",
        "KeyF",
    ]
    page.click("button")
    assert page.evaluate("clicks") == 1
    page.drag("input", 0.2, 0.5, 0.9)
    assert page.evaluate("slider.valueAsNumber") == 9
    page.press("ArrowLeft")
    assert page.evaluate("slider.valueAsNumber") == 8
    page.touch("input", 0.9, 0.7, 0.5)
    assert page.evaluate("slider.valueAsNumber") == 5


def test_windows_have_the_size_that_was_asked_for(page: Page) -> None:
    for size in ((390, 844), (1280, 720)):
        page.set_viewport(*size)
        assert page.evaluate("[innerWidth, innerHeight]") == list(size)
        seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
        assert (seen.size, seen.getpixel((5, 5))) == (size, (0, 158, 115))
    assert page.box("input")[:3] == (40, 40, 200)


def test_errors_and_requests_are_told(page: Page, address: str) -> None:
    assert page.errors == []
    page.evaluate("fetch('/more').then(() => console.log('fetched'))")
    assert page.errors == []
    assert page.asked[-1] == f"{address}more"
    page.evaluate("console.error('of the console')")
    page.evaluate("new Promise(thrown => setTimeout(() => { thrown(); throw Error('of a function') }))")
    first, second = page.errors
    assert first == "of the console"
    assert second.endswith("of a function")


def test_nothing_is_reached_but_this_machine(page: Page) -> None:
    with pytest.raises(Exception, match=r"(?i)error|failed"):
        page.evaluate("fetch('http://example.com/', {mode: 'no-cors'})")


def test_pages_share_nothing(browser: Browser, page: Page, address: str) -> None:
    page.evaluate("localStorage.setItem('kept', 'here'), document.cookie = 'kept=here'")
    other = browser.open(address)
    assert other.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    assert page.evaluate("[localStorage.length, document.cookie]") == [1, "kept=here"]
    other.close()


def test_firefox_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with suppress(KeyboardInterrupt), firefox.started():
        assert running_with(tmp_path)
        raise KeyboardInterrupt
    assert running_with(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def running_with(folder: Path) -> list[str]:
    """Return the commands that run, and have a folder in their arguments."""
    commands = []
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended meanwhile
            commands.append(told.read_text())
    return [command for command in commands if str(folder) in command]

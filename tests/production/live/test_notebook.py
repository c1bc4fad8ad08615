"""A lesson below a notebook's cell: in a real kernel, and on a page in each browser."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from scenes.production.build.edition import Edition
from scenes.production.build.quality import QUALITIES
from scenes.production.build.subprocesses import with_this_project
from scenes.production.live.notebook import live
from scenes.production.live.stage import Stage
from scenes.script.screenplay import load
from tests.pages import Browser, Page
from tests.production.live.test_page import found
from tests.production.live.test_stage import LESSON, Studio, processes, until

LINES = {"walk": "It walks.", "count": "It counts.", "turn": "It turns."}
CLASS = LESSON.replace("    shift = 2.0\n", f"    shift = 2.0\n    lines = {LINES}\n")
FRAMES = (0, 9, 20, 10_000)

IMPORTS = """
import asyncio, hashlib, json, os
from tests.production.live.kernel_bridge import Talk, serve
from scenes.production.live.notebook import live
"""
SHOWN = """
shown = live(Moving, quality="low")
talk = Talk(shown)
assert (await talk.opened())["tell"] == "whole"
"""
DIGESTS = """
def digest(picture):
    return hashlib.sha256(picture.tobytes()).hexdigest()
print(json.dumps([digest(await talk.picture(frame)) for frame in {frames}]))
"""
FEWER = """
from tests.production.live.test_stage import processes, until
await until(lambda: len(processes({group})) < {count})
"""
GROUP = "print(shown._stage._base._process)"


class Kernel:
    """Runs cells in a notebook's kernel, in a folder of its own."""

    def __init__(self, client: NotebookClient, temporary: Path) -> None:
        self._client = client
        self.temporary = temporary
        self.run(IMPORTS)
        self.run(CLASS)

    def run(self, code: str) -> str:
        """Run a cell, and return what it has printed."""
        cell = nbformat.v4.new_code_cell(code)  # type: ignore[no-untyped-call]
        self._client.nb.cells.append(cell)
        self._client.execute_cell(cell, len(self._client.nb.cells) - 1)
        return "".join(each.text for each in cell.outputs if each.output_type == "stream")

    def refusal(self, code: str) -> str:
        """Return the line by which a cell is refused."""
        with pytest.raises(CellExecutionError) as raised:
            self.run(code)
        assert raised.value.ename == "ValueError"
        return raised.value.evalue

    def show(self) -> int:
        """Show the lesson, and return the group of the processes that draw it."""
        self.run(SHOWN)
        return int(self.run(GROUP))


@contextmanager
def started(folder: Path) -> Iterator[Kernel]:
    """Yield a kernel."""
    temporary = folder / "tmp"
    temporary.mkdir()
    notebook = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    client = NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(folder)}})
    with client.setup_kernel(env=with_this_project({**os.environ, "TMPDIR": str(temporary)})):
        yield Kernel(client, temporary)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A kernel for all tests."""
    with started(tmp_path_factory.mktemp("kernel")) as running:
        yield running


def wait_for_end(group: int) -> None:
    asyncio.run(asyncio.wait_for(until(lambda: not processes(group)), 60))


def of_a_lecture(folder: Path, values: dict[str, str]) -> list[str]:
    """What pictures of the same lesson hash to, in a lecture."""

    async def drawn(stage: Stage) -> list[bytes]:
        await stage.start()
        take = stage.take(load(folder / "tiny.toml").parts[0], values, lambda told: None)
        pictures = [await take.frame("one", frame) for frame in FRAMES]
        await stage.close()
        return pictures

    Studio(folder)
    quality = QUALITIES["low"]
    pictures = asyncio.run(drawn(Stage(load(folder / "tiny.toml"), Edition(quality))))
    shape = (quality.height, quality.width, 4)
    opaque = [np.frombuffer(each, np.uint8).reshape(shape)[..., :3].tobytes() for each in pictures]
    return [hashlib.sha256(each).hexdigest() for each in opaque]


def test_pictures_are_those_of_a_lecture(kernel: Kernel, tmp_path: Path) -> None:
    kernel.run(SHOWN)
    shown = json.loads(kernel.run(DIGESTS.format(frames=FRAMES)))
    assert len(set(shown)) == len(FRAMES)
    assert shown == of_a_lecture(tmp_path, {})


def test_values_are_turned_and_written_as_a_subclass(kernel: Kernel) -> None:
    kernel.run(SHOWN)
    before = json.loads(kernel.run(DIGESTS.format(frames=FRAMES)))
    kernel.run(
        'talk.ask("turn", values={"shift": "1.0"}); await talk.until("lesson"); await talk.until("whole")'
    )
    after = json.loads(kernel.run(DIGESTS.format(frames=FRAMES)))
    assert after[2] != before[2]
    written = kernel.run('talk.ask("code"); print((await talk.until("code"))["text"])')
    assert written.startswith("class MyMoving(Moving):")
    assert kernel.run(f"{written}\nprint(MyMoving.shift, MyMoving.__mro__[1] is Moving)") == "1.0 True\n"


def test_a_mistake_is_told_with_its_cell_and_line(kernel: Kernel) -> None:
    kernel.run(
        "class Wrong(Moving):\n    def turn(self):\n        raise ValueError('it does not turn: turn it')\n"
    )
    told = kernel.run("print(In.index(In[-1]), json.dumps(await Talk(live(Wrong)).opened()))").partition(" ")
    failed = json.loads(told[2])
    assert failed["reason"] == "it does not turn: turn it"
    assert failed["place"] == f"Cell In[{int(told[0]) - 1}]:3"


@pytest.mark.parametrize(
    ("code", "refused"),
    [
        ("live(int)", "live shows a lesson, a class that inherits from kit.Lesson; this is none: {}"),
        ("live(Moving, 'huge')", "there is no quality 'huge': choose from low, medium, high, 1440p, 4k"),
    ],
)
def test_what_cannot_be_shown_is_refused(kernel: Kernel, code: str, refused: str) -> None:
    assert kernel.refusal(code) == refused.format(int)


def test_a_kernel_that_cannot_be_forked_is_refused(kernel: Kernel) -> None:
    before = list(kernel.temporary.iterdir())
    kernel.run(
        "import threading; go = threading.Event(); busy = threading.Thread(target=go.wait); busy.start()"
    )
    assert kernel.refusal("live(Moving)").startswith("live cannot fork this kernel: it needs Linux or macOS")
    assert set(kernel.temporary.iterdir()) <= set(before)
    kernel.run("go.set(); busy.join()")
    kernel.show()


def test_elsewhere_it_is_refused() -> None:
    with pytest.raises(ValueError, match="elsewhere, use the command lecture live"):
        live(object)


def test_processes_end_when_the_cell_is_run_again_and_when_the_widget_is_closed(kernel: Kernel) -> None:
    first = kernel.show()
    kernel.run("await talk.picture(3)")
    second = kernel.show()  # which was forked while pictures were drawn in the other one
    wait_for_end(first)
    assert len(processes(second)) > 2
    kernel.run("await talk.picture(3); shown.close(); shown.close()")
    wait_for_end(second)
    assert kernel.run("print(shown._stage._folder.exists())") == "False\n"


def test_a_page_that_goes_takes_its_processes_along_and_may_come_back(kernel: Kernel) -> None:
    group = kernel.show()
    count = len(processes(group))
    kernel.run("talk.say('close')")
    kernel.run(FEWER.format(group=group, count=count))
    kernel.run("talk = Talk(shown, 'two'); await talk.opened(); await talk.picture(3)")


@pytest.mark.parametrize("is_killed", [True, False], ids=["killed", "shut down"])
def test_processes_end_with_the_kernel(tmp_path: Path, is_killed: bool) -> None:
    with started(tmp_path) as kernel:
        group = kernel.show()
        kernel.run("await talk.picture(3)")
        assert len(processes(group)) > 2
        if is_killed:
            os.kill(int(kernel.run("print(os.getpid())")), signal.SIGKILL)
            wait_for_end(group)
    wait_for_end(group)
    assert list(kernel.temporary.glob("lecture-live*")) == []


def within(expression: str) -> str:
    """An expression of the document in the widget's frame."""
    frame = "document.querySelector('iframe')?.contentDocument"
    return f"((document) => document && document.querySelector('#picture') && ({expression}))({frame})"


@pytest.fixture
def page(browser: Browser, kernel: Kernel) -> Iterator[Page]:
    """A notebook's page, with the lesson below a cell; it asks nobody else, and tells no error."""
    kernel.run("shown = live(Moving, quality='low')")
    address = f"http://127.0.0.1:{int(kernel.run('print(serve(shown))'))}/"
    one = browser.open(address)
    wait_for_frame(one, 0)
    one.wait_for(within("document.querySelector('#state').textContent === ''"))
    yield one
    assert one.errors == []
    assert [each for each in one.asked if not each.startswith((address, "ws:", "data:", "blob:"))] == []
    one.close()


def text(page: Page, selector: str) -> Any:
    return page.evaluate(within(found(selector, "textContent")))


def wait_for_frame(page: Page, frame: int) -> None:
    page.wait_for(within(f"{found('#picture', 'dataset.frame')} === '{frame}'"))


def box(page: Page, selector: str) -> tuple[float, ...]:
    """Where an element is in the widget's frame."""
    sides = "(({x, y, width, height}) => [x, y, width, height])"
    return tuple(page.evaluate(within(f"{sides}({found(selector, 'getBoundingClientRect()')})")))


def drag(page: Page, selector: str, *shares: float) -> None:
    left, top, _, _ = page.box("iframe")
    x, y, width, height = box(page, selector)
    page.drag_along([(left + x + share * width, top + y + height / 2) for share in shares])


PIXELS = """(async () => {
    const { width, height } = document.querySelector("#picture");
    const { data } = document.querySelector("#picture").getContext("2d").getImageData(0, 0, width, height);
    const opaque = data.filter((_, index) => index % 4 !== 3);
    const digest = await crypto.subtle.digest("SHA-256", opaque);
    return [...new Uint8Array(digest)].map((each) => each.toString(16).padStart(2, "0")).join("");
})()"""


def test_what_is_shown_is_what_was_drawn(page: Page, kernel: Kernel) -> None:
    drag(page, "#scrubber", 0.2, 0.5)
    frame = int(text(page, "#time").split("frame ")[1])
    wait_for_frame(page, frame)
    shown = page.evaluate(within(PIXELS))
    assert text(page, "#title") == "Moving"
    assert text(page, "#caption") == "It counts."
    names = "[...document.querySelectorAll('#beats span')].map(each => each.textContent)"
    assert page.evaluate(within(names)) == list(LINES)
    kernel.run(SHOWN)
    assert [shown] == json.loads(kernel.run(DIGESTS.format(frames=[frame])))


def test_keys_and_playing_go_on(page: Page) -> None:
    drag(page, "#scrubber", 0.5)
    frame = int(text(page, "#time").split("frame ")[1])
    page.press("ArrowRight")
    wait_for_frame(page, frame + 1)
    page.press("Home")
    wait_for_frame(page, 0)
    page.press("Space")
    page.wait_for(within(f"{found('#picture', 'dataset.frame')} > 15"))
    page.press("Space")
    assert page.evaluate(within(found("#play", "ariaLabel"))) == "Play"


def test_knobs_are_turned_and_copied(page: Page) -> None:
    picture = within(found("#picture", "toDataURL()"))
    drag(page, "#scrubber", 0.3)
    page.wait_for(within(f"{found('#picture', 'dataset.frame')} !== '0'"))
    page.evaluate(f"(globalThis.before = {picture}, null)")
    drag(page, "input[type=range][aria-label=shift]", 0.5, 0.25)
    value = page.evaluate(within(found("#knob-shift", "value")))
    page.wait_for(f"{picture} !== before")
    page.evaluate(within(found("#copy", "click()")))
    page.wait_for(within(found("#code", "open")))
    assert text(page, "#code-text").splitlines()[-1] == f"    shift = {value}"
    assert "import" not in text(page, "#code-text")


def test_it_is_as_wide_as_the_notebook_and_as_high_as_it_needs_to_be(page: Page) -> None:
    for width in (1280, 900, 390):
        page.set_viewport(width, 720)
        root = "document.documentElement"
        page.wait_for(within(f"{root}.scrollHeight === {root}.clientHeight"))
        assert page.evaluate(within(f"{root}.scrollWidth")) == page.box("iframe")[2] == page.box("#cell")[2]
        _, _, wide, high = box(page, "#picture")
        assert wide > 0.6 * width
        assert wide == pytest.approx(high * 854 / 480, abs=1)


def test_two_places_do_not_disturb_each_other_and_the_newest_is_answered(page: Page, kernel: Kernel) -> None:
    page.evaluate("(globalThis.show(), null)")
    page.wait_for("document.querySelectorAll('iframe').length === 2")
    page.wait_for(within(f"{found('#state', 'textContent')}.includes('the cell has to be run again')"))
    second = within(f"{found('#picture', 'dataset.frame')} === '0'").replace(
        "querySelector('iframe')?", "querySelectorAll('iframe')[1]?"
    )
    page.wait_for(second)


def test_its_processes_end_when_it_is_removed(page: Page, kernel: Kernel) -> None:
    group = int(kernel.run(GROUP))
    count = len(processes(group))
    page.evaluate("(globalThis.remove(), null)")
    kernel.run(FEWER.format(group=group, count=count))
    assert page.evaluate("document.querySelectorAll('iframe').length") == 0


def test_that_the_kernel_has_gone_is_told(page: Page) -> None:
    page.evaluate("(end(), null)")
    page.wait_for(within(f"{found('#state', 'textContent')}.startsWith('no answer: the kernel')"))

"""`lecture live` in a notebook: a lesson below the cell that shows it."""

import asyncio
import builtins
import json
from collections.abc import Coroutine
from importlib import import_module
from pathlib import Path
from typing import Any

import anywidget
from starlette.types import Message
from starlette.websockets import WebSocket

from scenes.production.build.edition import Edition
from scenes.production.build.quality import MEDIUM, QUALITIES
from scenes.production.live.held_folder import HeldFolder
from scenes.production.live.messages import FrameAsked, PreviewAsked, picture_message
from scenes.production.live.page_files import PAGE, palette
from scenes.production.live.show import Show
from scenes.production.live.stage import Stage
from scenes.production.live.viewer import Viewer
from scenes.script.screenplay import Part, Screenplay

_WIDGET = Path(__file__).with_name("widget")
_KERNEL = "scenes.production.studio.live.kernel"
"""What is done in the processes that load Manim; named alone, for it is loaded where Manim is already."""

_SHOWN: dict[str, "LiveLesson"] = {}
"""The widgets by the names of their lessons."""


def live(lesson: type, quality: str = MEDIUM.name) -> "LiveLesson":
    """Show a lesson below the cell: any moment of it at once, and its class attributes to turn.

    What was shown before of a lesson of this name ends.

    Parameters
    ----------
    lesson : type
        Its class, of the notebook or of a module.
    quality : str
        The size of the pictures, as the `lecture` command calls it: ``"low"``, ``"medium"`` and so on.

    Returns
    -------
    LiveLesson
        To be the last value of a cell, or to be given to `display`.

    Raises
    ------
    ValueError
        If this is no notebook, its kernel cannot be forked, the class is no lesson, or there is no such
        quality.
    """
    shell = getattr(builtins, "get_ipython", lambda: None)()
    if not hasattr(shell, "kernel"):
        raise ValueError("live shows a lesson in a notebook: elsewhere, use the command lecture live")
    if quality not in QUALITIES:
        raise ValueError(f"there is no quality {quality!r}: choose from {', '.join(QUALITIES)}")
    checked = import_module(_KERNEL).checked(lesson)
    shown = LiveLesson(checked, Edition(QUALITIES[quality]))
    if former := _SHOWN.get(lesson.__qualname__):
        former.close()
    _SHOWN[lesson.__qualname__] = shown
    return shown


def _front_end() -> str:
    """Return the widget's module in JavaScript: the page's files by name, and what makes a page of them."""
    files = [*PAGE.glob("*.*"), *_WIDGET.glob("*.*")]
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    program = texts.pop("widget.js")
    return f"const FILES = {json.dumps(texts | {'palette.css': palette()})};\n{program}"


class LiveLesson(anywidget.AnyWidget):
    """A lesson that is shown in a notebook.

    Its front end is the page of `lecture live` in a frame, whose web socket is the widget's messages. One
    page at a time is answered: the newest.

    Parameters
    ----------
    lesson : type
        Its class.
    edition : Edition
        As what it is drawn.
    """

    _esm = _front_end()

    def __init__(self, lesson: type, edition: Edition) -> None:
        self._stage = _KernelStage(lesson, edition)
        self._show = Show(self._stage, self._stage.screenplay, edition)
        self._page: _Page | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.get_running_loop()
        super().__init__()
        self.on_msg(self._hear)

    def close(self) -> None:
        """End all that draws it; the widget disappears."""
        self._stage.end()
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._leave)
        super().close()

    def _leave(self) -> None:
        for serving in self._tasks:
            serving.cancel()
        self._begin(self._stage.close())

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _hear(self, _: Any, content: dict[str, str], buffers: Any) -> None:
        """Hear what a page says, in whichever thread Jupyter has for that."""
        self._loop.call_soon_threadsafe(self._answer, content)

    def _answer(self, content: dict[str, str]) -> None:
        """Answer a page that tells its name, and that it opens, that it closes, or what it asks."""
        if content["says"] == "open":
            self._open(content["page"])
        elif self._page and self._page.name == content["page"]:
            if content["says"] == "close":
                self._page.hear({"type": "websocket.disconnect", "code": 1001})
            else:
                self._page.hear({"type": "websocket.receive", "text": content["text"]})

    def _open(self, name: str) -> None:
        if self._page:
            self._page.hear({"type": "websocket.disconnect", "code": 1001})
        self._page = _Page(name, self)
        socket = WebSocket({"type": "websocket"}, self._page.receive, self._page.send)
        self._begin(_Viewer(socket, self._show).serve())


class _Page:
    """A page in a notebook, as a server of web sockets (ASGI) has it."""

    def __init__(self, name: str, widget: LiveLesson) -> None:
        self.name, self._widget = name, widget
        self._heard: asyncio.Queue[Message] = asyncio.Queue()
        self.hear({"type": "websocket.connect"})

    def hear(self, message: Message) -> None:
        """Take what comes from the page."""
        self._heard.put_nowait(message)

    async def receive(self) -> Message:
        """Return what comes next from the page."""
        return await self._heard.get()

    async def send(self, message: Message) -> None:
        """Send something to the page."""
        if message["type"] == "websocket.send":
            picture = message.get("bytes")
            self._widget.send({"page": self.name, "text": message.get("text")}, picture and [picture])


class _Viewer(Viewer):
    """Packs pictures in this thread: a kernel with another one could not be forked any more."""

    async def _packed(self, request: FrameAsked | PreviewAsked, pixels: bytes) -> bytes:
        return picture_message(request, self._show.size, pixels)


class _KernelStage(Stage):
    """Processes that draw one lesson, all forked from the notebook's kernel, where its class is.

    Parameters
    ----------
    lesson : type
        Its class.
    edition : Edition
        As what it is drawn.

    Attributes
    ----------
    screenplay : Screenplay
        A lecture of that lesson alone, in no file.
    """

    def __init__(self, lesson: type, edition: Edition) -> None:
        kernel = import_module(_KERNEL)
        part = Part(lesson.__module__, lesson.__qualname__, None, kernel.lines_of(lesson))
        self.screenplay = Screenplay(Path.cwd() / "notebook.toml", lesson.__name__, (part,))
        super().__init__(self.screenplay, edition)
        self._held = HeldFolder()
        self._folder = self._held.path
        try:
            self._base = kernel.KernelBase(lesson, self._folder)
        except BaseException:
            self._held.remove()
            raise
        self._has_ended = False

    async def start(self) -> None:
        """Do nothing: what is forked has Manim loaded."""

    async def close(self) -> None:
        """End all processes, and what connects them with this one."""
        self.end()
        await self._close_connections()

    def end(self) -> None:
        """End all processes, at once."""
        if not self._has_ended:
            self._has_ended = True
            self._base.end()
            self._held.remove()

"""What the server answers, to whom, and how much of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from io import BytesIO
from pathlib import Path
from struct import unpack
from typing import Any, NoReturn, cast
from unittest.mock import Mock

import pytest
from PIL import Image
from starlette.websockets import WebSocket
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from scenes.production.build.edition import Edition
from scenes.production.live import viewer
from scenes.production.live.messages import FailedTold, SavedTold
from scenes.production.live.show import Show
from scenes.production.live.stage import Stage
from scenes.production.live.told import Failed
from scenes.production.live.viewer import Viewer
from scenes.script.project import PACKAGE
from scenes.script.screenplay import load
from tests.production.live.conftest import QUALITY, Served
from tests.production.live.fake_stage import BEAT, FakeStage, colour


def answer(served: Served, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", served.port)
    connection.request(method, path, headers={"Host": f"127.0.0.1:{served.port}", **headers})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


@contextmanager
def talking(served: Served, **options: Any) -> Iterator[ClientConnection]:
    with connect(f"ws://127.0.0.1:{served.port}/socket", compression=None, **options) as socket:
        yield socket


def ask(socket: ClientConnection, kind: str, **fields: Any) -> None:
    socket.send(json.dumps({"ask": kind, **fields}))


def told_until(socket: ClientConnection, last: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    """Return what is told up to a message."""
    heard: list[dict[str, Any]] = []
    while not heard or not last(heard[-1]):
        message = socket.recv()
        if isinstance(message, str):
            heard.append(json.loads(message))
    return heard


def picture(socket: ClientConnection) -> tuple[int, int, Image.Image]:
    """Return the next picture, with its serial number and its frame."""
    while isinstance(message := socket.recv(), str):
        pass
    serial, frame, length = unpack("<3I", message[:12])
    assert json.loads(message[12 : 12 + length]) == []
    return serial, frame, Image.open(BytesIO(message[12 + length :]))


def is_whole(message: dict[str, Any]) -> bool:
    return bool(message["tell"] == "whole")


def test_only_files_of_the_page_are_served(served: Served) -> None:
    assert {answer(served, path).status for path in ("/", "/live.css", "/live.js", "/palette.css")} == {200}
    for path in ("/server.py", "/../server.py", "/%2e%2e/server.py", "/..%2fserver.py", "//etc/passwd", "/x"):
        assert answer(served, path).status == 404
    assert answer(served, "/", "POST").status == 405


def test_answers_are_kept_by_nobody_and_load_nothing_from_elsewhere(served: Served) -> None:
    for path in ("/", "/live.js", "/not-there"):
        headers = answer(served, path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Security-Policy"].startswith("default-src 'self';")
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_who_comes_by_another_name_is_refused(served: Served) -> None:
    port = served.port
    assert answer(served, "/", Host=f"localhost:{port}").status == 200
    for host in ("example.com", f"example.com:{port}", "127.0.0.1", "localhost:1", f"0.0.0.0:{port}", ""):
        assert answer(served, "/", Host=host).status == 403


def test_other_pages_may_not_ask(served: Served) -> None:
    port = served.port
    with talking(served, origin=f"http://localhost:{port}") as socket:
        assert json.loads(socket.recv())["title"] == "Tiny"
    for origin in ("http://example.com", "null", f"https://127.0.0.1:{port}", "http://127.0.0.1"):
        with pytest.raises(InvalidStatus, match="403"), talking(served, origin=origin):
            pass
        assert answer(served, "/", Origin=origin).status == 403


def test_a_socket_by_another_name_is_refused(served: Served) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
    }
    assert answer(served, "/socket", **upgrade, Host=f"example.com:{served.port}").status == 403


def test_the_lecture_is_told_at_once(served: Served) -> None:
    with talking(served) as socket:
        told = json.loads(socket.recv())
    lessons = told.pop("lessons")
    assert len(told.pop("page")) == 64
    assert told == {
        "tell": "lecture",
        "title": "Tiny",
        "language": "en",
        "width": QUALITY.width,
        "height": QUALITY.height,
        "rate": QUALITY.frame_rate,
    }
    assert [(each["name"], each["scene"], each["chapter"]) for each in lessons] == [
        ("first.First", "First", "Beginning"),
        ("second.Second", "Second", "End"),
    ]


def test_a_take_is_told_from_its_beginning_to_its_end(served: Served) -> None:
    with talking(served) as socket:
        ask(socket, "lesson", name="second.Second")
        heard = told_until(socket, is_whole)
    kinds = [each["tell"] for each in heard]
    assert kinds == ["lecture", "lesson", "knobs", "play", "play", "beat", "whole"]
    assert heard[1] == {"tell": "lesson", "name": "second.Second", "values": {}}
    assert heard[-1]["frames"] == BEAT


def test_pictures_are_those_that_were_asked_for(served: Served) -> None:
    with talking(served) as socket:
        ask(socket, "lesson", name="first.First")
        for serial, frame in ((7, 3), (8, 2 * BEAT - 1), (9, 5000)):
            ask(socket, "frame", serial=serial, frame=frame)
            shown = picture(socket)
            assert shown[:2] == (serial, frame)
            assert shown[2].size == (QUALITY.width, QUALITY.height)
            assert shown[2].getpixel((80, 45)) == colour(min(frame, 2 * BEAT - 1), {}, 0)


def test_what_is_no_message_closes_the_socket_with_a_reason(served: Served) -> None:
    for message, reason in (
        ("", "truncated"),
        ("{", "truncated"),
        ("[]", "Expected `object`"),
        ('{"ask": "all"}', "Invalid value 'all'"),
        ('{"ask": "frame", "serial": 1, "frame": -1}', "Expected `int` >= 0"),
        ('{"ask": "frame", "serial": "1", "frame": 1}', "Expected `int`, got `str`"),
        ('{"ask": "frame", "serial": 1, "frame": 1, "more": 1}', "unknown field `more`"),
        ('{"ask": "turn", "values": {"rate": 0.1}}', "Expected `str`, got `float`"),
        ('{"ask": "lesson", "name": "' + "x" * 201 + '"}', "Expected `str` of length <= 200"),
        (b"\x00\x01", "truncated"),
    ):
        with talking(served) as socket:
            socket.send(message)
            with pytest.raises(ConnectionClosed) as closed:
                told_until(socket, is_whole)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1008
        assert reason in closed.value.rcvd.reason


def test_a_page_that_asks_for_previews_without_end_is_closed(served: Served) -> None:
    served.call(lambda stage: stage.pencil.clear())
    with talking(served) as socket:
        socket.send('{"ask": "lesson", "name": "first.First"}')
        for serial in range(21):
            socket.send(json.dumps({"ask": "preview", "serial": serial, "frame": 3, "values": {}}))
        with pytest.raises(ConnectionClosed, match="may wait for 20 previews"):
            told_until(socket, lambda message: False)
    served.call(lambda stage: stage.pencil.set())
    assert served.call(lambda stage: len(stage.open_previews)) == 0


def test_a_huge_message_closes_the_socket(served: Served) -> None:
    with talking(served) as socket:
        socket.send("x" * 100_000)
        with pytest.raises(ConnectionClosed):
            told_until(socket, is_whole)


def test_a_lesson_that_is_not_there_is_told(served: Served) -> None:
    with talking(served) as socket:
        ask(socket, "lesson", name="third.Third")
        told = told_until(socket, lambda message: message["tell"] == "failed")[-1]
        assert "no lesson third.Third" in told["reason"]
        ask(socket, "code")
        assert told_until(socket, lambda message: message["tell"] == "failed")


def test_values_that_are_refused_are_not_written_as_code(served: Served) -> None:
    with talking(served) as socket:
        ask(socket, "lesson", name="first.First")
        told_until(socket, is_whole)
        ask(socket, "turn", values={"steps": "7"})
        told_until(socket, is_whole)
        refused = Failed(reason="steps cannot be 0: write a positive number")
        served.call(lambda stage: stage.fail(refused))
        ask(socket, "turn", values={"steps": "0"})
        told_until(socket, lambda message: message["tell"] == "failed")
        ask(socket, "code")
        [*_, code] = told_until(socket, lambda message: message["tell"] == "code")
    assert code["text"].endswith("steps = 7\n")
    assert code["file"] == "my_first.py"
    assert code["part"].startswith('[[part]]\nlesson = "my_first.MyFirst"\n')


def test_once_the_project_itself_is_changed_it_has_to_be_started_again(served: Served) -> None:
    page = Mock(Viewer)

    async def change() -> FakeStage:
        stage = FakeStage(1, 1)
        show = Show(cast(Stage, stage), load(served.folder / "tiny.toml"), Edition(QUALITY))
        show.pages.add(page)
        await show.saved([PACKAGE / "production" / "live" / "told.py"])
        await show.saved([served.folder / "tiny.toml"])
        return stage

    assert asyncio.run(change()).saved == []
    told = [call.args[0] for call in page.tell.call_args_list]
    assert ["start it again" in each.reason for each in told if isinstance(each, FailedTold)] == [True, True]
    page.begin.assert_not_called()


def test_of_many_frames_the_newest_is_drawn(served: Served) -> None:
    with talking(served) as socket:
        ask(socket, "lesson", name="first.First")
        told_until(socket, is_whole)
        served.call(lambda stage: stage.pencil.clear())
        for serial in range(50):
            ask(socket, "frame", serial=serial, frame=serial)
        ask(socket, "code")  # by whose answer all have been read
        told_until(socket, lambda message: message["tell"] == "code")
        served.call(lambda stage: stage.pencil.set())
        while picture(socket)[0] != 49:
            pass
        drawn = served.call(lambda stage: stage.drawn)
        assert len(drawn) <= 2
        assert drawn[-1] == 49


class SlowSocket:
    """A web socket whose page reads nothing until it is told to."""

    def __init__(self) -> None:
        self.reads, self.sent = asyncio.Event(), 0
        self.closed: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def accept(self) -> None:
        pass

    async def receive(self) -> NoReturn:
        await asyncio.Future()
        raise AssertionError

    async def send_text(self, _: str) -> None:
        await self.reads.wait()
        self.sent += 1

    async def close(self, _: int, reason: str) -> None:
        self.closed.set_result(reason)


def test_a_page_that_reads_too_slowly_has_to_begin_anew(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "_MOST_WAITING", 20)

    async def told() -> None:
        socket = SlowSocket()
        show = Show(cast(Stage, FakeStage(1, 1)), load(project / "tiny.toml"), Edition(QUALITY))
        page = Viewer(cast(WebSocket, socket), show)
        serving = asyncio.create_task(page.serve())
        while not show.pages:
            await asyncio.sleep(0)
        for _ in range(1000):
            page.tell(SavedTold(files=[]))
        socket.reads.set()
        assert await socket.closed == "the page reads too slowly"
        await serving
        assert socket.sent <= 20
        assert not show.pages

    asyncio.run(told())


def test_takes_end_with_their_pages(served: Served) -> None:
    with talking(served) as socket:
        ask(socket, "lesson", name="first.First")
        told_until(socket, is_whole)
        ask(socket, "turn", values={"steps": "30"})
        told_until(socket, is_whole)
        assert served.call(lambda stage: (stage.begun, len(stage.open_takes))) == (2, 1)
    with talking(served) as socket:
        while served.call(lambda stage: len(stage.open_takes)):
            socket.ping().wait()

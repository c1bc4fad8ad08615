"""`lecture live` as a command: what it refuses, and how it begins and ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from websockets.sync.client import connect

from tests.browsers import Chromium
from tests.production.conftest import ROOT, lecture


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Third"], "'Third' is no lecture here, and tiny has no lesson 'Third': choose from First, Second"),
        (["tiny", "Third"], "tiny has no lesson 'Third': choose from First, Second"),
        (["First.data"], "tiny has no lesson 'First.data': choose from First, Second"),
        (["third.py"], "third.py is not there: write it, or name a lecture"),
        (["other.py"], "no lecture beside other.py has a lesson in it: name it in a screenplay"),
        (["--language", "es"], "tiny.toml is not translated into 'es'"),
        (["--port", "80"], "Invalid value for '--port'"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(project: Path, arguments: list[str], told: str) -> None:
    (project / "other.py").write_text("class Other: ...\n")
    result = lecture(project, "live", "--no-browser", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.output


def test_a_port_that_is_taken_is_told_in_one_line(project: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        result = lecture(project, "live", "--no-browser", "--port", port)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: port {port} cannot be used")
    assert result.stderr.count("\n") == 1


def test_without_the_extra_one_line_says_how_to_install_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    result = lecture(project, "live", "--no-browser")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: watchfiles is not installed: run ")


def group(number: int) -> list[int]:
    """Return the living processes that were begun by one, and by those."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,stat="], capture_output=True, text=True, check=True)
    rows = [line.split() for line in listed.stdout.splitlines()]
    begun, found = [number], list[int]()
    while begun:
        parent = begun.pop()
        children = [int(pid) for pid, above, state in rows if int(above) == parent and state[0] != "Z"]
        begun += children
        found += children
    return found


@contextmanager
def started(folder: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the command, and yield it and the address that it tells."""
    command = [sys.executable, "-m", "scenes.production", "live", "--no-browser", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True
    ) as running:
        assert running.stdout is not None
        try:
            yield running, running.stdout.readline().strip()
        finally:
            running.terminate()


@pytest.mark.parametrize(
    ("ended_by", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 128 + signal.SIGTERM)], ids=str
)
def test_it_shows_a_lesson_until_it_is_ended(project: Path, ended_by: signal.Signals, code: int) -> None:
    """A class that is no lesson is told to the page; then nothing is left of all processes."""
    with started(project, "second.py") as (running, address):
        place, _, lesson = address.removeprefix("http://").partition("/#")
        assert lesson == "second.Second"
        with connect(f"ws://{place}/socket", open_timeout=None) as page:
            assert json.loads(page.recv())["title"] == "Tiny"
            page.send(json.dumps({"ask": "lesson", "name": lesson}))
            while json.loads(page.recv())["tell"] not in ("failed", "whole"):
                pass
            begun = group(running.pid)
            assert begun
            running.send_signal(ended_by)
            _, said = running.communicate()
    assert running.returncode == code
    assert said == "lecture live has ended\n"
    living = subprocess.run(["ps", "-o", "pid=", "-p", ",".join(map(str, begun))], capture_output=True)
    assert living.stdout.split() == []


def test_a_lecture_comes_back_at_its_address(project: Path) -> None:
    """Also after it was killed; while it is shown, another one has another address."""
    with started(project) as (running, address):
        with started(project) as (_, other):
            assert other.partition("#")[0] != address.partition("#")[0]
        running.kill()
    with started(project) as (_, again):
        assert again == address


PICTURE = "document.querySelector('#picture').toDataURL()"


def test_a_lesson_is_seen_while_it_is_written(chromium: Chromium, tmp_path: Path) -> None:
    """All of it at once: Manim draws, a knob is turned, an error is written and mended."""
    assert lecture(tmp_path, "new", "bakery").exit_code == 0
    source = tmp_path / "bakery.py"
    written = source.read_text()
    with started(tmp_path, "bakery.py", "--quality", "low") as (_, address):
        page = chromium.open(f"{address}@120")
        page.wait_for("document.querySelector('#picture').dataset.frame === '120'")
        page.wait_for("document.querySelector('#state').textContent === ''")
        page.evaluate(f"window.first = {PICTURE}")
        page.evaluate("document.querySelector('#knob-steps').value = 5")
        page.evaluate("document.querySelector('#knob-steps').dispatchEvent(new Event('change'))")
        page.wait_for(f"{PICTURE} !== first")
        page.evaluate(f"window.turned = {PICTURE}")

        source.write_text(written + "            1 / 0\n")
        line = len(written.splitlines()) + 1
        page.wait_for(f"document.querySelector('#failure').innerText.includes('bakery.py:{line}')")
        assert "division by zero" in page.evaluate("document.querySelector('#reason').innerText")
        assert page.evaluate(f"{PICTURE} === turned")

        source.write_text(written.replace("steps = 20", "steps = 20\n    theme = 'light'"))
        page.wait_for("document.querySelector('#failure').hidden")
        page.wait_for(f"{PICTURE} !== turned")

        page.evaluate("location.hash = '#bakery.FirstLesson@120?steps=0'")
        page.wait_for("document.querySelector('#reason').innerText.startsWith('steps cannot be 0: write a')")
        page.evaluate("location.hash = '#bakery.FirstLesson@120?pace=1'")
        page.wait_for("document.querySelector('#reason').innerText.includes(\"has no 'pace' to turn\")")
        page.click("#all-back")
        page.wait_for("document.querySelector('#failure').hidden")

        source.write_text(written.replace("class FirstLesson", "class SecondLesson"))
        page.wait_for("document.querySelector('#reason').innerText.includes('has no class FirstLesson')")
        source.write_text(written)
        page.wait_for("document.querySelector('#failure').hidden")
        assert page.errors == []
        page.close()

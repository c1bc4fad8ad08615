"""What a process that runs Manim reports of its jobs, and what it outlives."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from scenes.production.build.cpu_tokens import CpuTokens
from scenes.production.build.protocol import BeatStarted, Event, RenderJob, VoiceJob
from scenes.production.build.render_server import RenderFailedError, RenderServer
from scenes.production.build.subprocesses import Subprocesses

LESSON = """
import os, signal, sys
from manim import FadeIn
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots

class {name}(Lesson):
    lines = {{"one": "One.", "two": "Two."}}

    def construct(self):
        with self.beat("one"):
            self.play(FadeIn(Dots([[0, 0, 0]])), run_time=0.2)
        {between}
        with self.beat("two"):
            self.play(FadeIn(Dots([[1, 0, 0]])), run_time=0.2)
"""
BETWEEN = {
    "Printing": """print('{"type":"Done"}', flush=True); os.write(1, b'no event')""",
    "Killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "Leaving": "sys.exit('I am off')",
    "Vanishing": "os._exit(7)",
    "Explaining": r"raise ValueError('the rate is\n   negative: give a positive one')",
    "Failing": "raise KeyError('rate')",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose lessons do something between their beats."""
    root = tmp_path_factory.mktemp("project")
    (root / "talk.toml").write_text(
        'title = "A talk"\n[[part]]\nlesson = "other.Other"\nlines = {one = "One."}\n'
    )
    for name, between in BETWEEN.items():
        source = LESSON.format(name=name, between=between)
        (root / f"{name.lower()}.py").write_text(source)
    return root


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[RenderServer]:
    """One process for all jobs of this module."""
    tokens = CpuTokens.of(1)
    server = RenderServer(folder, Subprocesses(), tokens)
    yield server
    server.close()
    tokens.close()


def run(server: RenderServer, folder: Path, name: str, handle: Callable[[Event], None] = print) -> None:
    job = RenderJob(
        screenplay=str(folder / "talk.toml"),
        module=name.lower(),
        scene=name,
        width=142,
        height=80,
        media=str(folder / "media" / name),
        theme="",
        language="",
        frame_rate=5,
        workers=1,
        voice=None,
    )
    server.run(job, name, folder / f"{name}.log", handle)


def test_beats_are_events_and_what_a_lesson_prints_goes_to_its_log(
    server: RenderServer, folder: Path
) -> None:
    events: list[Event] = []
    run(server, folder, "Printing", events.append)
    assert events == [BeatStarted(name="one"), BeatStarted(name="two")]
    log = (folder / "Printing.log").read_text()
    assert '{"type":"Done"}\n' in log
    assert "no event" in log


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Killed", "its process was ended by SIGKILL; perhaps the machine has too little memory"),
        ("Leaving", "SystemExit: I am off"),
        ("Vanishing", "its process ended with status 7 before its work was done"),
        ("Explaining", "the rate is negative: give a positive one (explaining.py, line 13)"),
        ("Failing", "KeyError: 'rate' (failing.py, line 13)"),
    ],
)
def test_a_failure_is_one_line_and_the_next_job_is_done(
    server: RenderServer, folder: Path, name: str, reason: str
) -> None:
    events: list[Event] = []
    with pytest.raises(RenderFailedError) as caught:
        run(server, folder, name, events.append)
    assert str(caught.value) == f"{name} failed: {reason} (log: {folder / f'{name}.log'})"
    assert events == [BeatStarted(name="one")]
    run(server, folder, "Printing", events.append)
    assert events == [BeatStarted(name=beat) for beat in ("one", "one", "two")]


def test_a_process_that_does_not_start_is_told_of_by_the_last_line_that_it_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho Traceback >&2\necho No module named manim >&2\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(python))
    tokens, log = CpuTokens.of(1), tmp_path / "voice.log"
    with pytest.raises(RenderFailedError) as caught:
        RenderServer(tmp_path, Subprocesses(), tokens).run(VoiceJob(module="v", name="Mine"), "Mine", log)
    tokens.close()
    reason = "the process that runs Manim ended with status 1 before its work was done: No module named manim"
    assert str(caught.value) == f"Mine failed: {reason} (log: {log})"


ANSWERING = """#!/bin/sh
echo started >> {log}
while read -r job; do echo '{{"type":"Done"}}'; done
"""


def test_a_process_that_has_loaded_what_was_edited_since_is_started_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python, started, kit = tmp_path / "python", tmp_path / "started", tmp_path / "palette.py"
    python.write_text(ANSWERING.format(log=started))
    python.chmod(0o755)
    kit.write_text("BLUE = 1\n")
    monkeypatch.setattr("sys.executable", str(python))
    monkeypatch.setattr("scenes.production.build.render_server.shared_files", lambda: {kit})
    tokens = CpuTokens.of(1)
    server = RenderServer(tmp_path, Subprocesses(), tokens)
    for text, processes in (("BLUE = 1\n", 1), ("BLUE = 2\n", 2)):
        if kit.read_text() != text:
            kit.write_text(text)
        for _ in range(2):
            server.run(VoiceJob(module="v", name="Mine"), "Mine", tmp_path / "voice.log")
        assert started.read_text() == "started\n" * processes
    server.close()
    tokens.close()

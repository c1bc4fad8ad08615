"""Plain Manim's command with a lesson that draws by processes: failing, interrupted, twice at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import pytest

from tests.attacks.processes import MANIM, rendering
from tests.forks import ROOT
from tests.manim_commands import ManimCommands, manim_commands

Row = Callable[[str, object], None]

SMALL = ("-r", "64,36", "--fps", "10")

LESSON = """
from pathlib import Path
from manim import RIGHT
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots


class Ink(Dots):
    def paint(self, *arguments):
        super().paint(*arguments)
        {paint}


class Talk(Lesson):
    lines = {{"one": "One.", "two": "Two."}}
    way = 1

    def construct(self):
        dots = Ink([[0, 0, 0]])
        with self.beat("one"):
            self.play(dots.animate.shift(RIGHT), run_time=15)
            {one}
        with self.beat("two"):
            self.play(dots.animate.shift(self.way * RIGHT), run_time=15)
            {two}
"""

PROGRAM = """
from manim import tempconfig
from talk import Talk

small = {"media_dir": "media", "pixel_width": 64, "pixel_height": 36, "frame_rate": 10}
with tempconfig(small | {"progress_bar": "none"}):
    for way in (-1, 1):
        type("Talk", (Talk,), {"way": way})().render()
"""


def write(folder: Path, *, paint: str = "pass", one: str = "pass", two: str = "pass") -> Path:
    """Write a lesson that does something when its dots are drawn, or at the end of a beat."""
    (folder / "talk.py").write_text(LESSON.format(paint=paint, one=one, two=two))
    return folder


def left(folder: Path) -> list[str]:
    """Return what is there of a film, and what is half written."""
    found = (path for kind in ("Talk.*", "part_*") for path in (folder / "media").rglob(kind))
    return sorted(path.name for path in found)


def frames(folder: Path) -> list[bytes]:
    [film] = (folder / "media").rglob("Talk.mp4")
    with av.open(film) as container:
        return [frame.to_ndarray(format="gray").tobytes() for frame in container.decode(video=0)]


def render(commands: ManimCommands, folder: Path, *options: str) -> str:
    done = commands.run(folder, *SMALL, *options, "talk.py", "Talk")
    assert done.status == 0, done.said
    return done.said


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManimCommands]:
    with manim_commands(tmp_path_factory.mktemp("commands") / "said") as loaded:
        yield loaded


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, commands: ManimCommands) -> list[bytes]:
    """The film of which nothing was ended."""
    folder = write(tmp_path_factory.mktemp("whole"))
    render(commands, folder)
    return frames(folder)


FAILURES = {
    "a picture cannot be drawn": ({"paint": 'raise ValueError("no ink")'}, "ValueError: no ink"),
    "a beat fails": ({"two": 'raise ValueError("no more")'}, "ValueError: no more"),
    "a process that draws ends itself": (
        {"paint": "import os; os._exit(7)"},
        "DrawingFailedError: a process that draws it ended with status 7",
    ),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_told_and_leaves_no_film(
    name: str, tmp_path: Path, commands: ManimCommands, record_property: Row
) -> None:
    fault, line = FAILURES[name]
    done = commands.run(write(tmp_path, **fault), *SMALL, "talk.py", "Talk")
    assert done.status == 1
    assert line in " ".join(done.said.split())
    assert not left(tmp_path)
    record_property("case", (f"manim render: {name}", line))


def has_segments(folder: Path) -> bool:
    return any((folder / "media").rglob("partial_movie_files/Talk/[!p]*.mp4"))


@pytest.mark.parametrize(
    ("role", "number", "line"),
    [
        pytest.param("command", signal.SIGINT, "Aborted!", id="SIGINT command"),
        pytest.param(
            "worker",
            signal.SIGKILL,
            "was ended by SIGKILL; perhaps the machine has too little memory",
            id="SIGKILL worker",
        ),
        pytest.param("command", signal.SIGKILL, "", id="SIGKILL command", marks=pytest.mark.long),
    ],
)
def test_what_is_ended_leaves_nobody_behind_and_is_made_up_for(
    role: str,
    number: signal.Signals,
    line: str,
    tmp_path: Path,
    commands: ManimCommands,
    whole: list[bytes],
    record_property: Row,
) -> None:
    write(tmp_path, paint="import time; time.sleep(0.01)")
    with rendering(tmp_path, *SMALL, "talk.py", "Talk", command=MANIM) as run:
        assert run.wait_until(lambda: has_segments(tmp_path) and run.signal(role, number))
        status, said = run.end()
        run.wait_for_the_last()
    assert status != 0
    assert line in " ".join(said.split())
    if number != signal.SIGKILL or role != "command":
        assert not left(tmp_path)
    render(commands, write(tmp_path))
    assert frames(tmp_path) == whole
    assert not [name for name in left(tmp_path) if name.startswith("part_")]
    record_property("case", (f"manim render: {number.name} to the {role}", line or "(nothing)"))


def test_two_at_once_make_the_film_that_one_makes(
    tmp_path: Path, whole: list[bytes], record_property: Row
) -> None:
    write(tmp_path)
    with (
        rendering(tmp_path, *SMALL, "talk.py", "Talk", command=MANIM) as one,
        rendering(tmp_path, *SMALL, "talk.py", "Talk", command=MANIM) as other,
    ):
        for run in (one, other):
            status, said = run.end()
            assert status == 0, said
    assert frames(tmp_path) == whole
    record_property("case", ("manim render of a lesson, twice at once", "both make its film"))


def test_a_program_that_makes_a_lesson_anew_gets_the_film_of_the_last(
    tmp_path: Path, whole: list[bytes], record_property: Row
) -> None:
    (write(tmp_path) / "program.py").write_text(PROGRAM)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "program.py"], cwd=tmp_path, env=environment, check=True)
    assert frames(tmp_path) == whole
    record_property("case", ("a class of the same name and file, with another number in it", "its own film"))


def test_sound_is_there_when_all_is_unchanged(
    tmp_path: Path, commands: ManimCommands, record_property: Row
) -> None:
    with wave.open(str(tmp_path / "beep.wav"), "wb") as beep:
        beep.setparams((1, 2, 8000, 0, "NONE", ""))
        beep.writeframes(b"\0\x40" * 8000)
    write(tmp_path, one='self.add_sound("beep.wav")')
    films = []
    for _ in range(2):
        render(commands, tmp_path)
        [film] = (tmp_path / "media").rglob("Talk.mp4")
        with av.open(film) as container:
            films.append([frame.to_ndarray().tobytes() for frame in container.decode(audio=0)])
    assert films[0] == films[1] != []
    record_property("case", ("a lesson with a sound, rendered again", "the same sound"))

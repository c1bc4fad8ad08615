"""Manim's own options, with a lesson: each works, or a line says why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import av
import pytest

from tests.forks import Done
from tests.manim_commands import ManimCommands, manim_commands

Row = Callable[[str, object], None]
Manim = Callable[..., Done]

LESSON = """
from manim import FadeIn
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots

class Tiny(Lesson):
    lines = {"one": "One.", "two": "Two."}

    def construct(self):
        dot = Dots([[0, 0, 0]])
        with self.beat("one"):
            self.play(FadeIn(dot), run_time=0.2)
        with self.beat("two"):
            self.play(dot.animate.shift((1, 0, 0)), run_time=0.2)

class Other(Tiny):
    lines = {"two": "Twice."}
"""


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManimCommands]:
    with manim_commands(tmp_path_factory.mktemp("commands") / "said") as loaded:
        yield loaded


@pytest.fixture
def manim(commands: ManimCommands, tmp_path: Path) -> Manim:
    """Run `manim render` on a lesson of two beats: plays 0 and 2 move, 1 and 3 hold, 4 is the curtain."""
    (tmp_path / "tiny.py").write_text(LESSON)

    def run(*options: str) -> Done:
        size = () if "-r" in options else ("-r", "64,36")
        return commands.run(tmp_path, "tiny.py", *size, "--fps", "5", "--media_dir", ".", *options)

    return run


def made(folder: Path, ending: str) -> list[Path]:
    return sorted(path for path in folder.rglob(f"*{ending}") if "partial_movie_files" not in path.parts)


def frames(movie: Path) -> int:
    with av.open(str(movie)) as container:
        return sum(1 for _ in container.decode(video=0))


WORK: list[tuple[list[str], str]] = [
    (["--format", "gif"], ".gif"),
    (["-r", "65,37", "-s"], ".png"),
    (["-t", "--format", "webm"], ".webm"),
    (["--save_sections"], ".mp4"),
    (["--fps", "7"], ".mp4"),
    (["-a"], ".mp4"),
]
WORK_TOO: list[tuple[list[str], str]] = [
    ([], ".mp4"),
    (["--format", "webm"], ".webm"),
    (["--format", "mov"], ".mov"),
    (["--format", "png"], ".png"),
    (["-s"], ".png"),
    (["-t"], ".mov"),
    (["-r", "65,37", "-t"], ".mov"),
    (["--disable_caching"], ".mp4"),
    (["-o", "named"], ".mp4"),
    (["-n", "0"], ".mp4"),
]


@pytest.mark.parametrize(
    ("options", "ending"),
    [*WORK, *(pytest.param(*case, marks=pytest.mark.long) for case in WORK_TOO)],
    ids=[" ".join(options) for options, _ in WORK + WORK_TOO],
)
def test_these_work(
    options: list[str], ending: str, manim: Manim, tmp_path: Path, record_property: Row
) -> None:
    done = manim(*options, *["Tiny"] * ("-a" not in options))
    assert done.status == 0, done.said
    names = [path.name for path in made(tmp_path, ending)]
    assert names
    if "-a" in options:
        assert names == ["Other.mp4", "Tiny.mp4"]
    if ending not in (".png",):
        assert made(tmp_path, ".srt")
        assert made(tmp_path, ".json")
    record_property("case", (f"manim render {' '.join(options)}", f"writes {', '.join(names)}"))


@pytest.mark.parametrize(
    ("options", "shown"),
    [(["-n", "0,3"], slice(0, 4)), (["-n", "2"], slice(2, 4)), (["-n", "1-2"], slice(1, 3))],
)
def test_an_excerpt_has_the_animations_that_were_asked_for(
    options: list[str], shown: slice, manim: Manim, tmp_path: Path, record_property: Row
) -> None:
    assert manim("Tiny").status == 0
    [movie] = made(tmp_path, ".mp4")
    whole = frames(movie)
    assert manim(*options, "Tiny").status == 0
    assert 0 < frames(movie) < whole
    assert not made(tmp_path, ".srt")  # of the whole film, which is no more
    assert not made(tmp_path, ".json")
    record_property(
        "case", (f"manim render {' '.join(options)}", "an excerpt, without captions and manifest")
    )


REFUSED = [
    (["--renderer", "opengl"], "Lessons are drawn by Cairo: leave out `--renderer opengl`."),
    (["-r", "65,36"], "65 × 36 pixels: a film's width and height must be even: write `-r 66,36`."),
    (["-r", "65,37", "--format", "gif"], "must be even: write `-r 66,38`."),
    (["-r", "0,0"], "A picture of 0 × 0 pixels shows nothing"),
    (["-n", "9"], "`-n 9`: Tiny has 4 animations: choose from 0 to 3."),
    (["-n", "3,1"], "`-n 3,1` asks for no animation: write `-n 1,3`."),
    (["--fps", "0.5"], "0.5 frames a second are no film: give `--fps` at least 1."),
]


@pytest.mark.parametrize(("options", "line"), REFUSED, ids=[" ".join(options) for options, _ in REFUSED])
def test_these_are_refused_with_a_reason(
    options: list[str], line: str, manim: Manim, tmp_path: Path, record_property: Row
) -> None:
    done = manim(*options, "Tiny")
    assert done.status == 1
    assert line in " ".join(done.said.split())
    assert not made(tmp_path, ".mp4")
    record_property("case", (f"manim render {' '.join(options)}", line))

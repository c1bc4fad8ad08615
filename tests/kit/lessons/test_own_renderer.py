"""`manim render`: by the processes that a lesson brings along, as by Manim alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tests.manim_commands import ManimCommands, manim_commands

SMALL = ("-r", "96,54", "--fps", "10", "--progress_bar", "none")
LOSSLESS = ("--video-codec", "libx264rgb", "--pixel-format", "rgb24", "--encoder-option", "crf=0")

LESSON = """
import os
from manim import RIGHT, FadeIn, FadeOut, Square
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import LiveNumber


class Two(Lesson):
    lines = {"number": "A number.", "square": "A square."}
    side = 1

    def construct(self):
        with self.beat("number"):
            number = LiveNumber(1.0)
            self.add(number)
            self.play(number.animate.shift(RIGHT), run_time=13)
            # and so on
        with self.beat("square"):
            square = Square(self.side)
            square.add_updater(lambda square: print(os.getpid(), "steps", flush=True))
            self.play(FadeIn(square), number.animate.set_value(2), run_time=0.5)
            self.play(FadeOut(square), run_time=0.5)
"""

COUNTING = LESSON.replace(
    "# and so on",
    """number.add_updater(lambda number, dt: number.shift(RIGHT * (dt > 0)))
            self.play(FadeIn(Square()))
            number.clear_updaters()""",
)

SUBCLASS = """
from two import Two


class Wide(Two):
    side = 3
"""

PROGRAM = """
from manim import tempconfig
from two import Two

with tempconfig({"media_dir": "media", "pixel_width": 96, "pixel_height": 54, "frame_rate": 10}):
    for side in (1, 2):
        type("Two", (Two,), {"side": side})().render()
"""


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManimCommands]:
    with manim_commands(tmp_path_factory.mktemp("commands") / "said") as loaded:
        yield loaded


class Folder:
    """A folder with a lesson in it, in which Manim's command works."""

    def __init__(self, path: Path, commands: ManimCommands) -> None:
        self.path, self._commands = path, commands
        path.mkdir()
        self.write(LESSON)

    def write(self, text: str, name: str = "two.py") -> None:
        (self.path / name).write_text(text)

    def render(
        self,
        *options: str,
        name: str = "two",
        scene: str = "Two",
        by_manim_alone: bool = False,
        **environment: str,
    ) -> str:
        """Render a lesson, without a failure, and return what is said."""
        arguments = (*SMALL, *options, f"{name}.py", scene)
        done = self._commands.run(self.path, *arguments, by_manim_alone=by_manim_alone, **environment)
        assert done.status == 0, done.said
        return done.said

    def made(self) -> dict[str, Path]:
        """Return what was made, without Manim's caches, by its path."""
        paths = sorted((self.path / "media").rglob("*"))
        caches = ("Tex", "partial_movie_files")
        files = [path for path in paths if path.is_file() and not set(path.parts) & {*caches}]
        return {path.relative_to(self.path).as_posix(): path for path in files}

    def segments(self) -> dict[Path, int]:
        """Return the segments, and when each was drawn."""
        found = self.path.rglob("partial_movie_files/*/*.m*")
        return {path: path.stat().st_mtime_ns for path in found}


@pytest.fixture
def ours(tmp_path: Path, commands: ManimCommands) -> Folder:
    return Folder(tmp_path / "ours", commands)


@pytest.fixture
def manims(tmp_path: Path, commands: ManimCommands) -> Folder:
    return Folder(tmp_path / "manims", commands)


def pictures(path: Path) -> list[str]:
    """Return a digest of each picture of a film, with its opacity if it has one."""
    with av.open(path) as container:
        frames = [frame.to_ndarray(format="rgba") for frame in container.decode(video=0)]
    return [hashlib.sha256(frame.tobytes()).hexdigest() for frame in frames]


def content(path: Path) -> object:
    """Return what a file shows or says."""
    match path.suffix:
        case ".mp4" | ".mov" | ".webm" | ".gif":
            return pictures(path)
        case ".png":
            return picture(path).tobytes()
        case _:
            return path.read_text()


def picture(path: Path) -> NDArray[np.uint8]:
    return np.asarray(Image.open(path))


def check_same(ours: Folder, manims: Folder) -> None:
    """Make sure that two folders have the same films, pictures and records."""
    made, by_manim = ours.made(), manims.made()
    assert list(made) == list(by_manim)
    for name, path in made.items():
        assert content(path) == content(by_manim[name]), name


@pytest.mark.parametrize(
    "options",
    [
        LOSSLESS,
        (*LOSSLESS, "-n", "1,3"),
        (*LOSSLESS, "--save_sections"),
        ("-s",),
        ("-t",),
        pytest.param((*LOSSLESS, "--format", "gif"), marks=pytest.mark.long),
        pytest.param(("--format", "png-sequence"), marks=pytest.mark.long),
        # With so few frames a second, no play takes two segments.
        pytest.param(("-t", "--format", "webm", "--fps", "5"), marks=pytest.mark.long),
        ("--dry_run",),
    ],
    ids=" ".join,
)
def test_it_makes_what_manim_alone_makes(ours: Folder, manims: Folder, options: tuple[str, ...]) -> None:
    ours.render(*options)
    manims.render(*options, by_manim_alone=True)
    check_same(ours, manims)
    assert not list(ours.path.rglob("part_*"))


def test_what_is_unchanged_is_neither_drawn_nor_stepped_through_again(ours: Folder) -> None:
    assert ours.render(*LOSSLESS).count("steps") > 10
    drawn, made = ours.segments(), {name: content(path) for name, path in ours.made().items()}
    assert ours.render(*LOSSLESS).count("steps") < 10
    assert ours.segments() == drawn
    assert {name: content(path) for name, path in ours.made().items()} == made


def test_a_movie_is_joined_again_only_if_its_segments_or_itself_have_changed(ours: Folder) -> None:
    ours.render("--save_sections")
    movies = [path for name, path in ours.made().items() if name.endswith(".mp4")]
    assert len(movies) > 1
    states = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in movies}
    ours.render("--save_sections")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in movies} == states
    movies[0].write_bytes(states[movies[0]][1][:-9])
    movies[1].unlink()
    for receipt in list(ours.path.rglob("*.joined"))[-1:]:
        receipt.write_bytes(b"\xff")
    ours.render("--save_sections")
    assert {path: path.read_bytes() for path in movies} == {path: state[1] for path, state in states.items()}
    ours.write(LESSON.replace("side = 1", "side = 2"))
    ours.render("--save_sections")
    changed = [path for path in movies if path.read_bytes() != states[path][1]]
    assert [path.stem for path in changed] == ["Two", "Two_0001_square"]  # no other section shows it


def test_what_is_stepped_through_twice_speaks_once(ours: Folder, manims: Folder) -> None:
    said = [ours.render(*LOSSLESS), manims.render(*LOSSLESS, by_manim_alone=True)]
    assert said[0].count("steps") == said[1].count("steps")
    assert len({line.split()[0] for line in said[0].splitlines() if line.endswith(" steps")}) == 1


def test_an_excerpt_leaves_the_memory_of_the_whole_as_it_was(ours: Folder) -> None:
    ours.render(*LOSSLESS)
    drawn = ours.segments()
    remembered = sorted(ours.path.rglob("* beats/*.json"))
    assert remembered
    ours.render(*LOSSLESS, "-n", "2,3")
    assert sorted(ours.path.rglob("* beats/*.json")) == remembered
    assert ours.render(*LOSSLESS).count("steps") < 10
    assert ours.segments() == drawn


def test_a_subclass_in_a_file_of_its_own_brings_its_ancestors_renderer(ours: Folder, manims: Folder) -> None:
    for folder, by_manim_alone in ((ours, False), (manims, True)):
        folder.write(SUBCLASS, "wide.py")
        folder.render(*LOSSLESS, name="wide", scene="Wide", by_manim_alone=by_manim_alone)
    check_same(ours, manims)
    assert list(ours.path.rglob("Wide beats"))
    ours.write(LESSON.replace("shift(RIGHT)", "shift(2 * RIGHT)"))
    before = content(ours.made()["media/videos/wide/54p10/Wide.mp4"])
    ours.render(*LOSSLESS, name="wide", scene="Wide")
    assert content(ours.made()["media/videos/wide/54p10/Wide.mp4"]) != before


def test_a_lesson_that_counts_its_frames_is_never_skipped(ours: Folder, manims: Folder) -> None:
    for folder in (ours, manims):
        folder.write(COUNTING)
    ours.render(*LOSSLESS)
    assert "stepped through again" in " ".join(ours.render(*LOSSLESS).split())
    manims.render(*LOSSLESS, by_manim_alone=True)
    check_same(ours, manims)

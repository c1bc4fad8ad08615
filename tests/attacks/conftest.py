"""A small lecture of two lessons with texts, rendered once, for attacks on what was made of it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.production.conftest import ROOT, forked_studios, lecture, rendered, rendered_once

__all__ = ["forked_studios", "rendered", "rendered_once"]

LESSON = """
import os
from pathlib import Path
from manim import RIGHT, FadeIn
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots
from scenes.kit.style import typography

HERE = Path(__file__).parent


class {name}(Lesson):
    def construct(self):
        with self.beat("dot"):
            dots = Dots([[0, 0, 0]])
            self.play(FadeIn(dots), run_time=0.4)
        with self.beat("word"):
            self.play(FadeIn(typography.text("{name}")), dots.animate.shift(RIGHT), run_time=0.6)
        exec(os.environ.get("AT_THE_END_OF_{name}", ""))
"""

LECTURE = """title = "Talk"
[[part]]
lesson = "early.Early"
lines = {dot = "A dot.", word = "A word."}
[[part]]
lesson = "late.Late"
lines = {dot = "A dot.", word = "Another word."}
"""


QUICKLY_STARTED = {"NUMBA_DISABLE_JIT": "1"}  # for so few frames, Numba is not worth its loading


def write_talk(folder: Path) -> None:
    """Write the lecture `talk`. Its lessons do at their end what an environment variable tells them."""
    folder.mkdir(parents=True)
    for name in ("Early", "Late"):
        (folder / f"{name.lower()}.py").write_text(LESSON.format(name=name))
    (folder / "talk.toml").write_text(LECTURE)


def render(
    folder: Path, *options: str, project: Path = ROOT, environment: Mapping[str, str] = MappingProxyType({})
) -> subprocess.CompletedProcess[str]:
    """Render the lecture `talk`; in a process of its own if by other code, or in another environment."""
    if project == ROOT and not environment:
        done = lecture(folder, "render", "talk", "--quality", "low", *options)
        return subprocess.CompletedProcess(options, done.exit_code, done.stdout, done.stderr)
    command = [sys.executable, "-P", "-m", "scenes.production", "render", "talk", "--quality", "low"]
    return subprocess.run(
        [*command, *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(project), **QUICKLY_STARTED, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def film(folder: Path) -> dict[str, bytes]:
    """Return the film, its subtitles and its chapters, by their names."""
    return {path.name: path.read_bytes() for path in (folder / "media/lectures").iterdir()}


def corner(folder: Path, number: int) -> NDArray[np.uint8]:
    """Return the colour of a corner of one of the film's pictures."""
    with av.open(folder / "media/lectures/talk.480p15.mp4") as movie:
        picture = list(movie.decode(video=0))[number]
    return np.asarray(picture.to_ndarray(format="rgb24")[5, 5])


@pytest.fixture(scope="session")
def talk_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lecture `talk` with its film; for reading only."""
    folder = tmp_path_factory.mktemp("talk") / "talk"
    write_talk(folder)
    done = render(folder, "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def talk(talk_once: Path, tmp_path: Path) -> Path:
    """The lecture `talk` with its film, to damage at will."""
    return Path(shutil.copytree(talk_once, tmp_path / "talk"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of this project, to be edited."""
    copy = tmp_path / "project"
    for name in ("gdmath", "scenes"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "manim.cfg", copy)
    return copy

"""A small project of two lessons that wait for their words, spoken once by takes of plain tones."""

import shutil
import wave
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from tests.production.conftest import FIRST, SECOND, lecture, write_project

LESSON = """
from manim import FadeIn
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots

class {name}(Lesson):
    lines = {lines}

    def construct(self):
        for number, beat in enumerate(self.lines):
            with self.beat(beat):
                self.play(FadeIn(Dots([[number, 0, 0]])), run_time={pictures})
        self.hold(1)
"""

PICTURES = {"First": 1.2, "Second": 0.4}  # seconds that those of a beat move


class Take(NamedTuple):
    """A tone after a silence, in seconds, at so many samples a second in so many channels."""

    silence: float
    tone: float
    rate: int
    channels: int


TAKES = {
    ("First", "data"): Take(0.0, 3.1, 44_100, 1),  # heard from the film's first moment on
    ("First", "residuals"): Take(0.25, 0.2, 48_000, 2),  # over before the pictures are
    ("Second", "step"): Take(0.1, 0.15, 22_050, 1),  # said faster than it can be read
}


def write_take(path: Path, take: Take) -> None:
    """Write a take, half as loud as can be."""
    tone = 16_000 * np.sin(np.arange(round(take.tone * take.rate)) * 2 * np.pi * 440 / take.rate)
    samples = np.concatenate([np.zeros(round(take.silence * take.rate)), tone]).astype("<i2")
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((take.channels, 2, take.rate, 0, "NONE", ""))
        file.writeframes(np.repeat(samples, take.channels).tobytes())


def write_spoken_project(root: Path) -> None:
    """Write the lecture `tiny`, of two lessons that can be spoken, and their takes."""
    write_project(root)
    for name, lines in {"First": FIRST, "Second": SECOND}.items():
        (root / f"{name.lower()}.py").write_text(
            LESSON.format(name=name, lines=lines, pictures=PICTURES[name])
        )
    for (lesson, beat), take in TAKES.items():
        write_take(root / f"takes/{lesson}/{beat}.wav", take)


@pytest.fixture(scope="session")
def spoken_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with its spoken film at low quality; for reading only."""
    root = tmp_path_factory.mktemp("spoken") / "project"
    write_spoken_project(root)
    result = lecture(root, "render", "tiny", "--quality", "low", "--voice", f"takes:{root / 'takes'}")
    assert result.exit_code == 0, result.output
    return root


@pytest.fixture
def spoken(spoken_once: Path, tmp_path: Path) -> Path:
    """The project with its spoken film, to change at will."""
    return Path(shutil.copytree(spoken_once, tmp_path / "project"))


@pytest.fixture
def unspoken(tmp_path: Path) -> Path:
    """The project, of which nothing is rendered yet."""
    root = tmp_path / "project"
    write_spoken_project(root)
    return root

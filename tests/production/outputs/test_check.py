"""`lecture check` names what is wrong in lessons of one's own, and its exit code says whether anything is."""

from __future__ import annotations

from pathlib import Path

import pytest

from scenes.production.studio.checking.captions import caption_faults
from scenes.script.captions import Caption, schedule
from tests.production.conftest import lecture

SOUND = """
from manim import FadeIn
from scenes.kit import Lesson, typography

class Sound(Lesson):
    def construct(self):
        with self.beat("words"):
            self.play(FadeIn(typography.text("All of it can be read.")))
"""
CUT = """
from manim import RIGHT, FadeIn
from scenes.kit import Lesson, typography

class Cut(Lesson):
    def construct(self):
        with self.beat("fits"):
            self.words = typography.text("words").shift(3 * RIGHT)
            self.play(FadeIn(self.words))
        with self.beat("moves"):
            self.play(self.words.animate.shift(4 * RIGHT))
        with self.beat("breaks"):
            raise RuntimeError("that is all")
"""
PLAIN = """
from manim import Dot, Scene

class Plain(Scene):
    def construct(self):
        self.add(Dot())
"""


def write_lecture(folder: Path, **lines: dict[str, str]) -> None:
    parts = "".join(
        f'[[part]]\nlesson = "{name.lower()}.{name}"\n[part.lines]\n'
        + "".join(f'{beat} = "{line}"\n' for beat, line in beats.items())
        for name, beats in lines.items()
    )
    (folder / "talk.toml").write_text(f'title = "A talk"\n{parts}')
    for name, source in (("sound", SOUND), ("cut", CUT), ("plain", PLAIN)):
        (folder / f"{name}.py").write_text(source)


def test_faults_are_lines_that_name_lesson_and_beat(tmp_path: Path) -> None:
    moves = {"fits": "It fits.", "moves": "It moves.", "breaks": "It breaks."}
    write_lecture(
        tmp_path,
        Sound={"words": "All of it."},
        Cut=moves,
        Plain={"dot": "A dot."},
    )
    result = lecture(tmp_path, "check", "--jobs", "2")
    assert result.exit_code == 1
    cut, broken, plain = result.stdout.splitlines()
    assert cut == "Cut.moves: 'words' (self.words) is outside the frame: move or shrink it"
    assert "RuntimeError: that is all in the beat 'breaks' of Cut (cut.py, line 13)" in broken
    assert "Plain is no Lesson, and has no beats: have it inherit from Lesson" in plain
    assert not list(tmp_path.rglob("*.mp4"))


def test_a_sound_lecture_is_called_so(tmp_path: Path) -> None:
    write_lecture(tmp_path, Sound={"words": "All of it."})
    result = lecture(tmp_path, "check", "talk.toml")
    assert (result.exit_code, result.stdout) == (0, "talk: nothing is wrong in 1 beat\n")


def test_bad_input_is_told_before_anything_starts(tmp_path: Path) -> None:
    write_lecture(tmp_path, Missing={"words": "All of it."})
    result = lecture(tmp_path, "check")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("caption", "fault"),
    [
        (Caption(0, 30, "Thirty letters, in one second."), "is too fast to be read in 1.0 s: shorten it"),
        (Caption(0, 300, 43 * "m"), "is too long for 2 rows of 42 letters: split it"),
        (Caption(0, 300, "one\ntwo\nthree"), "is too long for 2 rows"),
    ],
)  # fmt: skip
def test_captions_that_cannot_be_read_are_found(caption: Caption, fault: str) -> None:
    [told] = caption_faults([caption], frame_rate=30)
    assert fault in told


def test_captions_of_ours_can_be_read() -> None:
    line = "The line starts flat, far from the points. Every step moves it a little closer to them."
    assert not list(caption_faults(schedule(line, 0, 200, 30), frame_rate=30))

"""However a lesson is rendered, its frames are the same, bit for bit."""

from pathlib import Path

import pytest

from scenes.production.build.lesson_sources import source_path
from scenes.script import manifest
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Part, load, screenplays_in
from tests.production.studio.conftest import ROOT, frames, movie, render, segments

PARTS = [part for path in screenplays_in(SCRIPTS) for part in load(path).parts]

IN_EVERY_RUN = ("Opening", "LandscapeWalk")
"""Fog before a curve, and a surface under a moving camera; all of them take minutes."""

LESSON = """
import os
from manim import RIGHT, FadeIn, Square
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.live_numbers import LiveNumber


class Two(Lesson):
    lines = {"number": os.environ.get("WORDS", "A number."), "square": "A square."}

    def construct(self):
        with self.beat("number"):
            number = LiveNumber(1.0)
            self.add(number)
            self.play(number.animate.shift(RIGHT))
        with self.beat("square"):
            square = Square(color="COLOUR")
            self.play(FadeIn(square), run_time=4)
"""

COUNTING = """number.add_updater(lambda number, dt: number.shift(RIGHT * (dt > 0)))
            self.play(FadeIn(Square()))
            number.clear_updaters()"""

FAILING = """
from manim import RIGHT
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.painted import Painted


class Blot(Painted):
    def paint(self, ctx, camera):
        raise ValueError("no ink")


class Failing(Lesson):
    lines = {"blot": "A blot."}

    def construct(self):
        with self.beat("blot"):
            self.play(Blot([[0, 0, 0]]).animate.shift(RIGHT))
"""


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, id=part.scene, marks=() if part.scene in IN_EVERY_RUN else pytest.mark.long)
        for part in PARTS
    ],
)
def test_forked_as_by_manim_alone(part: Part, tmp_path: Path) -> None:
    source = source_path(SCRIPTS, part.module).relative_to(ROOT)
    for how in ("forked", "plain"):
        done = render(source, part.scene, tmp_path / how, how)
        assert done.returncode == 0, done.stderr
    forked, plain = (frames(tmp_path / how, part.scene) for how in ("forked", "plain"))
    told = manifest.read(manifest.manifest_path(movie(tmp_path / "forked", part.scene)))
    assert forked == plain
    assert len(forked) == told.frames
    drawn = segments(tmp_path / "forked")
    again = render(source, part.scene, tmp_path / "forked", "forked")
    assert again.returncode == 0
    assert "stepped through again" not in again.stdout + again.stderr
    assert segments(tmp_path / "forked") == drawn
    assert frames(tmp_path / "forked", part.scene) == forked, "from the cache"


def test_so_it_is_upright(lesson: Path, tmp_path: Path) -> None:
    for how in ("forked", "plain"):
        assert render(lesson, "Two", tmp_path / how, how, size=(136, 240)).returncode == 0
    assert frames(tmp_path / "forked", "Two") == frames(tmp_path / "plain", "Two")


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    source = tmp_path / "two.py"
    source.write_text(LESSON.replace("COLOUR", "#009E73"))
    return source


def test_what_was_drawn_is_not_drawn_again(lesson: Path, tmp_path: Path) -> None:
    assert render(lesson, "Two", tmp_path).returncode == 0
    drawn, before = segments(tmp_path), frames(tmp_path, "Two")
    captions = movie(tmp_path, "Two").with_suffix(".srt")
    written = captions.read_text()
    for remark in ("# a remark changes no picture\n", ""):
        lesson.write_text(lesson.read_text() + remark)
        assert render(lesson, "Two", tmp_path).returncode == 0
        assert segments(tmp_path) == drawn
        assert frames(tmp_path, "Two") == before
        assert captions.read_text() == written


def test_with_other_words_for_one_beat_all_is_as_if_rendered_afresh(
    lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert render(lesson, "Two", tmp_path / "first").returncode == 0
    drawn = segments(tmp_path / "first")
    monkeypatch.setenv("WORDS", "A number, of which a good deal more can be said than was said at first.")
    done = render(lesson, "Two", tmp_path / "first")
    assert done.returncode == 0
    assert "stepped through again" not in done.stdout + done.stderr
    assert render(lesson, "Two", tmp_path / "afresh").returncode == 0
    assert frames(tmp_path / "first", "Two") == frames(tmp_path / "afresh", "Two")
    now = segments(tmp_path / "first")
    assert {path: now[path] for path in drawn} == drawn
    assert len(now) > len(drawn)


def test_a_scene_that_counts_its_frames_is_not_taken_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "two.py"
    counts = "self.play(FadeIn(square), number.animate.set_value(2))"
    source.write_text(
        LESSON.replace("COLOUR", "#009E73")
        .replace("self.play(number.animate.shift(RIGHT))", COUNTING)
        .replace("self.play(FadeIn(square), run_time=4)", counts)
    )
    assert render(source, "Two", tmp_path / "first").returncode == 0
    monkeypatch.setenv("WORDS", "A number that is said otherwise.")
    done = render(source, "Two", tmp_path / "first")
    assert done.returncode == 0
    assert render(source, "Two", tmp_path / "afresh").returncode == 0
    assert frames(tmp_path / "first", "Two") == frames(tmp_path / "afresh", "Two")


def test_a_changed_beat_alone_is_drawn_again(lesson: Path, tmp_path: Path) -> None:
    assert render(lesson, "Two", tmp_path).returncode == 0
    drawn, before = segments(tmp_path), frames(tmp_path, "Two")
    lesson.write_text(LESSON.replace("COLOUR", "#E69F00"))
    assert render(lesson, "Two", tmp_path).returncode == 0
    after = frames(tmp_path, "Two")
    told = manifest.read(manifest.manifest_path(movie(tmp_path, "Two")))
    first = told.beats[0].frames
    assert after[:first] == before[:first]
    assert after[first + 5] != before[first + 5]
    kept = segments(tmp_path).keys() & drawn.keys()
    assert kept
    assert segments(tmp_path).keys() - drawn.keys()
    assert all(segments(tmp_path)[path] == drawn[path] for path in kept)


def test_an_error_in_a_forked_process_is_the_scenes_error(tmp_path: Path) -> None:
    source = tmp_path / "failing.py"
    source.write_text(FAILING)
    done = render(source, "Failing", tmp_path)
    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("DrawingFailedError: ValueError: no ink")
    assert not list(tmp_path.rglob("*.mp4"))
    assert not list(tmp_path.rglob("Failing.json"))

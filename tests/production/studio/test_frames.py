"""However a lesson is rendered, its frames are the same, bit for bit."""

from pathlib import Path

import pytest

from scenes.production.build.lesson_sources import source_path
from scenes.script import manifest
from scenes.script.project import SCRIPTS
from scenes.script.screenplay import Part, load, screenplays_in
from tests.forks import ROOT
from tests.production.studio.conftest import Renders, frames, movie, segments

PARTS = [part for path in screenplays_in(SCRIPTS) for part in load(path).parts]

TERRAIN = """
from scenes import kit, landscape_walk


class Terrain(landscape_walk.LandscapeWalk):
    steps = 2
    lines = {"fog": "Fog.", "walk": "A walk."}

    def construct(self):
        azimuth, elevation = self.poses[0].tolist()
        self.space.view.turn_to(azimuth, elevation, landscape_walk.ZOOM)
        self.add(self.space, self.surface)
        weather = kit.Weather(self.run, self.chart)
        self.add(self.trail, self.ball, self.step_arrow, self.gradient)
        self.add(self.chart, self.curve, weather.fog)
        with self.beat("fog"):
            self.play(self.surface.animate.set(reach=landscape_walk.SPARK), run_time=1)
            self.play(weather.drift(1), weather.thicken(1, 1), weather.clear(1, 1))
        self.walk()
"""
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


@pytest.mark.long
@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.scene)
def test_a_lesson_is_the_same_forked_as_by_manim_alone(render: Renders, part: Part, tmp_path: Path) -> None:
    check_frames(render, source_path(SCRIPTS, part.module).relative_to(ROOT), part.scene, tmp_path)


def test_so_are_fog_before_a_curve_and_a_surface_that_grows_and_is_turned(
    render: Renders, tmp_path: Path
) -> None:
    source = tmp_path / "terrain.py"
    source.write_text(TERRAIN)
    check_frames(render, source, "Terrain", tmp_path)


def check_frames(render: Renders, source: Path, name: str, folder: Path) -> None:
    """Render a lesson forked, by Manim alone, and forked again, and compare its frames."""
    for how in ("forked", "plain"):
        done = render(source, name, folder / how, how)
        assert done.status == 0, done.said
    forked, plain = (frames(folder / how, name) for how in ("forked", "plain"))
    told = manifest.read(manifest.manifest_path(movie(folder / "forked", name)))
    assert forked == plain
    assert len(forked) == told.frames
    drawn = segments(folder / "forked")
    assert len(drawn) > 1
    again = render(source, name, folder / "forked", "forked")
    assert again.status == 0
    assert "stepped through again" not in again.said
    assert segments(folder / "forked") == drawn
    assert frames(folder / "forked", name) == forked, "from the cache"


def test_so_it_is_upright(render: Renders, lesson: Path, tmp_path: Path) -> None:
    for how in ("forked", "plain"):
        assert render(lesson, "Two", tmp_path / how, how, size=(136, 240)).status == 0
    assert frames(tmp_path / "forked", "Two") == frames(tmp_path / "plain", "Two")


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    source = tmp_path / "two.py"
    source.write_text(LESSON.replace("COLOUR", "#009E73"))
    return source


def test_what_was_drawn_is_not_drawn_again(render: Renders, lesson: Path, tmp_path: Path) -> None:
    assert render(lesson, "Two", tmp_path).status == 0
    drawn, before = segments(tmp_path), frames(tmp_path, "Two")
    captions = movie(tmp_path, "Two").with_suffix(".srt")
    written = captions.read_text()
    for remark in ("# a remark changes no picture\n", ""):
        lesson.write_text(lesson.read_text() + remark)
        assert render(lesson, "Two", tmp_path).status == 0
        assert segments(tmp_path) == drawn
        assert frames(tmp_path, "Two") == before
        assert captions.read_text() == written


def test_with_other_words_for_one_beat_all_is_as_if_rendered_afresh(
    render: Renders, lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert render(lesson, "Two", tmp_path / "first").status == 0
    drawn = segments(tmp_path / "first")
    monkeypatch.setenv("WORDS", "A number, of which a good deal more can be said than was said at first.")
    done = render(lesson, "Two", tmp_path / "first")
    assert done.status == 0
    assert "stepped through again" not in done.said
    assert render(lesson, "Two", tmp_path / "afresh").status == 0
    assert frames(tmp_path / "first", "Two") == frames(tmp_path / "afresh", "Two")
    now = segments(tmp_path / "first")
    assert {path: now[path] for path in drawn} == drawn
    assert len(now) > len(drawn)


def test_a_scene_that_counts_its_frames_is_not_taken_from_the_cache(
    render: Renders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "two.py"
    counts = "self.play(FadeIn(square), number.animate.set_value(2))"
    source.write_text(
        LESSON.replace("COLOUR", "#009E73")
        .replace("self.play(number.animate.shift(RIGHT))", COUNTING)
        .replace("self.play(FadeIn(square), run_time=4)", counts)
    )
    assert render(source, "Two", tmp_path / "first").status == 0
    monkeypatch.setenv("WORDS", "A number that is said otherwise.")
    done = render(source, "Two", tmp_path / "first")
    assert done.status == 0
    assert render(source, "Two", tmp_path / "afresh").status == 0
    assert frames(tmp_path / "first", "Two") == frames(tmp_path / "afresh", "Two")


def test_a_changed_beat_alone_is_drawn_again(render: Renders, lesson: Path, tmp_path: Path) -> None:
    assert render(lesson, "Two", tmp_path).status == 0
    drawn, before = segments(tmp_path), frames(tmp_path, "Two")
    lesson.write_text(LESSON.replace("COLOUR", "#E69F00"))
    assert render(lesson, "Two", tmp_path).status == 0
    after = frames(tmp_path, "Two")
    told = manifest.read(manifest.manifest_path(movie(tmp_path, "Two")))
    first = told.beats[0].frames
    assert after[:first] == before[:first]
    assert after[first + 5] != before[first + 5]
    kept = segments(tmp_path).keys() & drawn.keys()
    assert kept
    assert segments(tmp_path).keys() - drawn.keys()
    assert all(segments(tmp_path)[path] == drawn[path] for path in kept)


def test_an_error_in_a_forked_process_is_the_scenes_error(render: Renders, tmp_path: Path) -> None:
    source = tmp_path / "failing.py"
    source.write_text(FAILING)
    done = render(source, "Failing", tmp_path)
    assert done.status == 1
    assert done.said.rstrip().endswith("DrawingFailedError: ValueError: no ink")
    assert not list(tmp_path.rglob("*.mp4"))
    assert not list(tmp_path.rglob("Failing.json"))

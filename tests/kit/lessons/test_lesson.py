"""A lesson's beats: their lines, their times in whole frames, their captions, and the manifest of it all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import av
import pytest
from manim import UR, FadeIn, config, logger, tempconfig
from manim.utils.module_ops import scene_classes_from_file
from pysubs2 import SSAFile

from scenes.kit.lessons.beat_hooks import BeatHook, BeatStart
from scenes.kit.lessons.code_digest import code_digest
from scenes.kit.lessons.frames import moving_time, still_time
from scenes.kit.lessons.lesson import Lesson
from scenes.kit.painted.marks import Dots
from scenes.kit.style import layout
from scenes.kit.style.motion import stepwise
from scenes.script import manifest
from scenes.script.captions import READING_SPEED, speaking_time
from scenes.script.screenplay import Part


class Greeting(Lesson):
    """Two beats: the first is longer than its line, the second shorter."""

    lines: ClassVar[Mapping[str, str]] = {
        "hello": "Hello.",
        "count": "We count to {count} here, and that takes a while to say.",
    }

    def construct(self) -> None:
        with self.beat("hello"):
            for _ in range(7):
                self.play(FadeIn(Dots([[0, 0, 0]])), run_time=0.35)
        with self.beat("count", count=3):
            self.play(FadeIn(Dots([[1, 0, 0]])), run_time=0.35)


def rendered(lesson: type[Lesson], **settings: object) -> Lesson:
    with tempconfig({"disable_caching": True, **settings}):
        scene = lesson()
        scene.render()
        return scene


class Speaker(BeatHook):
    """Takes so many seconds for the line of each beat."""

    def __init__(self, **seconds: float) -> None:
        self.seconds, self.lines = seconds, list[str]()

    def speak(self, name: str, line: str) -> float | None:
        self.lines.append(line)
        return self.seconds.get(name)


class Diary(BeatHook):
    """Writes down when beats start and end."""

    def __init__(self) -> None:
        self.entries: list[BeatStart | manifest.Beat] = []

    def beat_starts(self, beat: BeatStart) -> None:
        self.entries.append(beat)

    def beat_ends(self, beat: manifest.Beat) -> None:
        self.entries.append(beat)


def hooked(*hooks: BeatHook) -> Greeting:
    with tempconfig({"dry_run": True}):
        scene = Greeting()
        scene.beat_hooks += hooks
        scene.render()
        return scene


def test_hooks_are_called_as_beats_start_and_end() -> None:
    diary = Diary()
    hello, count = hooked(diary).beats
    rate = config.frame_rate
    words = [round(speaking_time(beat.line) * rate + 0.5) for beat in (hello, count)]
    starts = [
        BeatStart(beat.name, beat.line, frames) for beat, frames in zip((hello, count), words, strict=True)
    ]
    assert diary.entries == [starts[0], hello, starts[1], count]


def test_the_first_hook_that_speaks_sets_the_pace_and_a_beat_that_none_speaks_is_read() -> None:
    scene = hooked(BeatHook(), Speaker(count=20.0), Speaker(count=30.0))
    assert scene.beats[0] == hooked().beats[0]
    assert scene.beats[1].frames == round(20.5 * config.frame_rate + 0.5)


@pytest.mark.parametrize("size", [(284, 160), (160, 284)])
def test_making_a_lesson_and_rendering_it_leave_manim_configured_as_it_was(size: tuple[int, int]) -> None:
    width, height = size
    with tempconfig({"dry_run": True, "pixel_width": width, "pixel_height": height}):
        before = dict(config)
        scene = Greeting()
        assert dict(config) == before
        scene.render()
        assert dict(config) == before


def test_a_lesson_that_configures_manim_and_fails_leaves_it_configured_as_it_was() -> None:
    class Failing(Greeting):
        def construct(self) -> None:
            config.frame_rate, config.renderer = 7, "cairo"
            config.video_encoder_options = {"crf": "40"}
            raise ValueError("it fails")

    with tempconfig({"dry_run": True, "pixel_width": 160, "pixel_height": 90}):
        before = dict(config)
        with pytest.raises(ValueError, match="it fails"):
            Failing().render()
        assert dict(config) == before


def test_while_a_lesson_renders_manims_frame_has_the_shape_of_the_picture() -> None:
    class Corner(Greeting):
        def construct(self) -> None:
            super().construct()
            self.corner = Dots([[0, 0, 0]]).to_corner(UR, buff=0).get_center()

    with tempconfig({"dry_run": True, "pixel_width": 160, "pixel_height": 320}):
        scene = Corner()
        scene.render()
        assert scene.corner == pytest.approx([layout.NARROW / 2, layout.NARROW, 0], abs=0.2)


@pytest.mark.parametrize(
    ("shapes", "warned"), [(None, False), (tuple(layout.Shape), False), ((layout.Shape.WIDE,), True)]
)
def test_a_lesson_drawn_in_a_shape_that_it_has_no_layout_for_warns(
    shapes: tuple[layout.Shape, ...] | None, warned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Shaped(Greeting):
        pass

    told: list[str] = []
    monkeypatch.setattr(Shaped, "shapes", shapes)
    monkeypatch.setattr(logger, "warning", told.append)
    with tempconfig({"dry_run": True, "pixel_width": 160, "pixel_height": 320}):
        Shaped()
    said = "Shaped is laid out for a wide picture: in a tall one, things may be cut off or overlap"
    assert told == [said] * warned


@pytest.mark.parametrize("shapes", ["tall", ("tall",), layout.Shape.TALL])
def test_shapes_are_shapes(shapes: object, monkeypatch: pytest.MonkeyPatch) -> None:
    class Shaped(Greeting):
        pass

    monkeypatch.setattr(Shaped, "shapes", shapes)
    with (
        tempconfig({"dry_run": True}),
        pytest.raises(ValueError, match=r"^shapes must be such as .*tall"),
    ):
        Shaped()


def test_movie_manifest_and_captions_agree(tmp_path: Path) -> None:
    scene = rendered(Greeting, media_dir=str(tmp_path))
    movie = scene.renderer.file_writer.movie_file_path
    told = manifest.read(movie.with_suffix(".json"))
    with av.open(str(movie)) as container:
        frames = sum(1 for _ in container.decode(video=0))
    rate = round(config.frame_rate)
    hello, count = told.beats
    assert (told.lesson, told.frame_rate, told.frames) == ("Greeting", rate, frames)
    assert (hello.start, hello.frames) == (0, 7 * round(0.35 * rate))
    assert count.start == hello.frames
    assert count.frames >= speaking_time(count.line) * rate
    assert count.line == "We count to 3 here, and that takes a while to say."
    subtitles = SSAFile.load(str(movie.with_suffix(".srt")))
    captions = [caption for beat in told.beats for caption in beat.captions]
    assert [subtitle.plaintext for subtitle in subtitles] == [caption.text for caption in captions]
    for subtitle, caption in zip(subtitles, captions, strict=True):
        assert subtitle.start == pytest.approx(1000 * caption.start / rate, abs=2)
        assert subtitle.end == pytest.approx(1000 * (caption.start + caption.frames) / rate, abs=2)
        assert len(caption.text) / caption.frames * rate <= READING_SPEED


def test_a_silent_lesson_is_paced_for_reading() -> None:
    hello, count = rendered(Greeting, dry_run=True).beats
    rate = config.frame_rate
    assert hello.frames == 7 * round(0.35 * rate)
    assert count.frames == round(speaking_time(count.line) * rate + 0.5)


def test_a_spoken_lesson_waits_for_its_words_and_captions_stand_as_long_as_they_last() -> None:
    speaker = Speaker(hello=1.0, count=20.0)
    scene = hooked(speaker)
    hello, count = scene.beats
    assert speaker.lines == [hello.line, count.line]
    assert hello.frames == 7 * round(0.35 * config.frame_rate)
    assert hello.captions[-1].frames == round(1.5 * config.frame_rate + 0.5)
    assert count.frames == round(20.5 * config.frame_rate + 0.5)
    assert count.captions[-1].start + count.captions[-1].frames == count.start + count.frames


def test_words_said_too_fast_to_be_read_leave_time_to_read_them() -> None:
    count = hooked(Speaker(hello=0.1, count=0.1)).beats[1]
    assert all(len(each.text) / each.frames * config.frame_rate <= READING_SPEED for each in count.captions)


def test_first_and_cached_render_have_the_same_length_and_captions(tmp_path: Path) -> None:
    lengths, captions = [], []
    for _ in range(2):
        scene = rendered(Greeting, media_dir=str(tmp_path), disable_caching=False)
        movie = scene.renderer.file_writer.movie_file_path
        with av.open(str(movie)) as container:
            lengths.append(sum(1 for _ in container.decode(video=0)))
        captions.append(movie.with_suffix(".srt").read_text())
    assert lengths[0] == lengths[1] == scene.frames
    assert captions[0] == captions[1]
    assert captions[0].startswith("1\n00:00:00,000 --> ")


def test_films_are_encoded_alike_in_any_folder() -> None:
    with tempconfig({"video_encoder_options": {"crf": "30"}}):  # a folder whose manim.cfg says just this
        encoder = Greeting().session_spec.video_encoder
    assert encoder is not None
    options = dict(encoder.options)
    assert options["crf"] == "30"
    assert "x264-params" not in options  # its fixed quantizer would win over the chosen crf
    assert (options["colorspace"], options["color_trc"]) == ("smpte170m", "bt709")


def test_a_still_shows_the_last_beat_and_writes_no_manifest(tmp_path: Path) -> None:
    scene = rendered(Greeting, media_dir=str(tmp_path), format="png")
    assert not list(tmp_path.rglob("*.json"))
    picture = scene.renderer.get_frame()
    assert picture[picture.shape[0] // 2, picture.shape[1] // 2, :3].min() > 200


def test_a_beat_without_a_line_is_named() -> None:
    class Silent(Greeting):
        def construct(self) -> None:
            with self.beat("wave"):
                pass

    with pytest.raises(ValueError, match=r"Silent plays the beat 'wave', for which its `lines` has no line"):
        rendered(Silent, dry_run=True)


def test_a_number_that_is_not_given_is_named() -> None:
    class Uncounted(Greeting):
        def construct(self) -> None:
            with self.beat("count", steps=4):
                pass

    with pytest.raises(
        ValueError, match=r"Uncounted, beat 'count': the lesson gives no number 'count': write one of steps"
    ):
        rendered(Uncounted, dry_run=True)


WELCOME = Part(
    "greeting", "Welcome", None, {"hello": "Welcome.", "count": "Up to {count}."}, file="talk.toml"
)


class Welcome(Greeting):
    """Has a part in a lecture, which gives it other words."""


def spoken(lesson: type[Lesson], part: Part) -> list[str]:
    with tempconfig({"disable_caching": True, "dry_run": True}):
        scene = lesson()
        scene.part = part
        scene.render()
    return [beat.line for beat in scene.beats]


def test_a_lesson_speaks_the_lines_of_the_part_that_it_is_rendered_for() -> None:
    assert spoken(Welcome, WELCOME) == ["Welcome.", "Up to 3."]


def test_a_subclass_s_own_lines_go_before_its_parent_s_part() -> None:
    class Warm(Welcome):
        lines: ClassVar[Mapping[str, str]] = {"hello": "Warm greetings."}

    assert spoken(Warm, WELCOME) == ["Warm greetings.", "Up to 3."]


def test_a_line_that_no_beat_speaks_is_named() -> None:
    part = replace(WELCOME, lines={**WELCOME.lines, "bye": "Goodbye."})
    with pytest.raises(
        ValueError, match=r"talk\.toml has a line for the beat 'bye', which Welcome never plays: play it"
    ):
        spoken(Welcome, part)


def test_a_subclass_may_leave_its_parent_s_beats_out() -> None:
    class Short(Welcome):
        def construct(self) -> None:
            with self.beat("hello"):
                self.add(Dots([[0, 0, 0]]))

    assert spoken(Short, WELCOME) == ["Welcome."]


def test_a_beat_that_its_part_has_no_line_for_is_named() -> None:
    class Waving(Welcome):
        def construct(self) -> None:
            with self.beat("wave"):
                pass

    with pytest.raises(
        ValueError,
        match=r"Waving plays the beat 'wave', for which talk\.toml has no line: .*one of: hello, count",
    ):
        spoken(Waving, WELCOME)


LESSONS = """
from scenes.kit.lessons.lesson import Lesson
from scenes.line_fit import LineFit

class Mine(Lesson):
    lines = {"hello": "Unheard."}

class Fit(LineFit):
    pass
"""

TALK = """
title = "Talk"
[[part]]
lesson = "mine.Mine"
[part.lines]
hello = "From {name}."
[[part]]
lesson = "scenes.line_fit.LineFit"
[part.lines]
data = "Our own words."
"""


def classes_in(path: Path) -> dict[str, type[Lesson]]:
    path.write_text(LESSONS)
    found = scene_classes_from_file(path, require_single_scene=False, full_list=True)
    return {cls.__name__: cls for cls in found if issubclass(cls, Lesson)}


def test_alone_a_lesson_is_found_in_the_screenplay_beside_its_file(tmp_path: Path) -> None:
    (tmp_path / "talk.toml").write_text(TALK)
    (tmp_path / "pyproject.toml").write_text("[project]")
    (tmp_path / "talk.es.toml").write_text(TALK.replace("From", "De"))
    lessons = classes_in(tmp_path / "mine.py")
    mine, fit = lessons["Mine"]().part, lessons["Fit"]().part
    assert mine is not None
    assert fit is not None
    assert (mine.file, mine.lines["hello"]) == ("talk.toml", "From {name}.")
    assert (fit.file, fit.lines["data"]) == ("talk.toml", "Our own words.")


def test_without_one_it_speaks_its_nearest_ancestor_s_lines(tmp_path: Path) -> None:
    lessons = classes_in(tmp_path / "mine.py")
    fit = lessons["Fit"]().part
    assert lessons["Mine"]().part is None
    assert fit is not None
    assert (fit.file, fit.scene) == ("gradient_descent.toml", "LineFit")


@pytest.mark.parametrize("rate", [15, 24, 30, 50, 60, 120])
def test_times_are_counted_as_whole_frames(rate: int) -> None:
    for frames in range(1, 2000):
        moving, still = moving_time(frames / rate, rate), still_time(frames / rate, rate)
        assert -(-moving // (1 / rate)) == frames
        assert int(still / (1 / rate)) == frames


def test_no_time_is_shorter_than_a_frame() -> None:
    assert moving_time(0.001, 60) == pytest.approx(1 / 60, rel=1e-3)


def test_stepwise_is_exact_at_whole_numbers_and_never_goes_back() -> None:
    positions = [k / 20 for k in range(101)]
    eased = [stepwise(position) for position in positions]
    assert eased == sorted(eased)
    assert [stepwise(float(k)) for k in range(6)] == [0, 1, 2, 3, 4, 5]


def test_cache_hits_when_nothing_changed_and_misses_when_the_code_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keys() -> list[str | None]:
        return rendered(Greeting, media_dir=str(tmp_path), disable_caching=False).renderer.animations_hashes

    first = keys()
    assert keys() == first
    monkeypatch.setattr("scenes.kit.lessons.lesson.code_digest", lambda lesson: "another")
    assert not set(keys()) & set(first)


def test_code_digest_depends_on_the_lesson_s_file() -> None:
    assert code_digest(Greeting) == code_digest(Greeting)
    assert code_digest(Greeting) != code_digest(Lesson)

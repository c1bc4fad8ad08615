"""`lecture shorts` renders lessons in shapes for phones, once, and writes them with captions that fit."""

from pathlib import Path

import av
import numpy as np
import pytest
from pysubs2 import SSAFile

from scenes.production.build.quality import HIGH, QUALITIES, Shape
from scenes.production.media.burning import Room
from scenes.production.media.decoding import in_rgb
from scenes.production.outputs.shorts import only
from scenes.production.outputs.subtitles import captioned_for_phones
from scenes.script import manifest
from scenes.script.captions import Caption
from scenes.script.manifest import Beat, Manifest
from scenes.script.screenplay import load
from tests.production.conftest import FIRST, lecture

LOW = ("--quality", "low")
GREEN = (0, 158, 115)  # the lesson's background

LESSONS = """
from scenes import kit
from scenes.kit import typography


class Wide(kit.Lesson):
    shapes = (kit.Shape.WIDE,)
    lines = {"word": "A word."}

    def construct(self):
        with self.beat("word"):
            self.add(self.text())

    def text(self):
        return typography.text("as wide as a wide frame is, and not as an upright one")


class Unsaid(Wide):
    shapes = None


class Small(Unsaid):
    def text(self):
        return typography.text("small")
"""


@pytest.mark.parametrize(("shape", "size"), [("vertical", (480, 854)), ("square", (480, 480))])
def test_a_short_is_the_lesson_in_its_shape(project: Path, shape: str, size: tuple[int, int]) -> None:
    asked = ("shorts", "tiny", "--shape", shape, "--lesson", "First", *LOW)
    result = lecture(project, *asked)
    assert result.exit_code == 0, result.output
    short = project / "media" / "shorts" / "tiny" / f"First.{shape}.480p15.mp4"
    [told] = [manifest.read(path) for path in project.rglob("First.json")]
    with av.open(short) as container:
        video = container.streams.video[0]
        assert (video.width, video.height) == size
        context = video.codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        frames = [in_rgb(frame, frame.height).to_ndarray() for frame in container.decode(video)]
    assert len(frames) == told.frames
    assert np.abs(frames[-1][5, 5].astype(int) - GREEN).max() <= 3
    captions = SSAFile.load(str(short.with_suffix(".srt")))
    assert [caption.plaintext for caption in captions] == list(FIRST.values())
    assert captions[-1].end / 1000 <= told.frames / told.frame_rate

    [part] = [path for path in project.rglob("First.mp4") if "partial_movie_files" not in path.parts]
    rendered = part.stat().st_mtime_ns
    assert lecture(project, *asked).exit_code == 0
    assert part.stat().st_mtime_ns == rendered

    before = short.read_bytes()
    result = lecture(project, *asked, "--burn-captions")
    assert result.exit_code == 0, result.output
    assert part.stat().st_mtime_ns == rendered
    assert short.read_bytes() == before
    burnt = short.with_name(f"First.{shape}.480p15.captions.mp4")
    assert burnt.with_suffix(".srt").read_bytes() == short.with_suffix(".srt").read_bytes()
    room = Room.of(*size)
    with av.open(burnt) as container:
        shown = [
            frame.reformat(format="rgb24", threads=1).to_ndarray() for frame in container.decode(video=0)
        ]
    assert len(shown) == told.frames
    bands = [frame[room.top : room.top + room.band[1]].astype(int) for frame in shown]
    assert min((band.min(axis=-1) > 200).sum() for band in bands) > 200  # white words in each picture
    assert np.abs(bands[0] - bands[told.beats[0].frames - 1]).max() <= 30
    assert np.abs(bands[0] - bands[-1]).max() > 100  # another beat, other words


@pytest.fixture
def with_lessons(project: Path) -> Path:
    """The lecture `tiny`, and three lessons more that say, or do not say, which shapes they suit."""
    (project / "several.py").write_text(LESSONS)
    with (project / "tiny.toml").open("a") as script:
        for name in ("Wide", "Unsaid", "Small"):
            script.write(f'[[part]]\nlesson = "several.{name}"\n[part.lines]\nword = "A word."\n')
    return project


def test_a_lesson_that_has_no_layout_of_the_shape_is_refused_before_anything_renders(
    with_lessons: Path,
) -> None:
    lessons = ["--lesson", "Wide", "--lesson", "Unsaid", "--lesson", "Small"]
    result = lecture(with_lessons, "shorts", "tiny", *lessons, *LOW)
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: no vertical short: Wide has no layout of this shape; Unsaid does not fit: in its beat "
        "'word', 'as wide as a wide frame is, and not as an upright one' is outside the frame: "
        "move or shrink it: choose from First, Second, Small\n"
    )
    assert not list(with_lessons.rglob("*.mp4"))


def test_the_marked_lessons_are_taken(project: Path) -> None:
    path = project / "tiny.toml"
    path.write_text('shorts = ["Second"]\n' + path.read_text())
    screenplay = load(path)
    assert [part.scene for part in only(screenplay, []).parts] == ["Second"]
    assert [part.scene for part in only(screenplay, ["First"]).parts] == ["First"]


@pytest.mark.parametrize(
    ("lessons", "said"),
    [
        ([], "tiny.toml marks no lesson as a short"),
        (["--lesson", "Third"], "no lesson 'Third': choose from First, Second"),
    ],
)
def test_what_is_not_there_is_named(project: Path, lessons: list[str], said: str) -> None:
    result = lecture(project, "shorts", "tiny", *lessons)
    assert result.exit_code == 2
    assert said in result.output
    assert not (project / "media").exists()


def test_shapes_share_no_folder_with_each_other_or_the_film() -> None:
    every = [*QUALITIES.values(), *(each.shaped(shape) for each in QUALITIES.values() for shape in Shape)]
    assert len({quality.folder for quality in every}) == len(every)


def test_high_quality_shorts_are_1080_pixels_wide() -> None:
    vertical, square = HIGH.shaped(Shape.VERTICAL), HIGH.shaped(Shape.SQUARE)
    assert (vertical.width, vertical.height, vertical.frame_rate) == (1080, 1920, 60)
    assert (square.width, square.height, square.frame_rate) == (1080, 1080, 60)


def test_captions_are_broken_anew_for_phones() -> None:
    line = "For each point, the residual is the vertical distance from the point to the line."
    beat = Beat("residuals", 30, 120, line, {}, (Caption(30, 120, line),))
    [captioned] = captioned_for_phones(Manifest("LineFit", 15, 150, (beat,))).beats
    texts = [caption.text for caption in captioned.captions]
    assert " ".join(texts).split() == line.split()
    assert all(len(row) <= 28 for text in texts for row in text.splitlines())
    assert all(len(text.splitlines()) <= 2 for text in texts)
    assert captioned.captions[0].start == 30
    assert captioned.captions[-1].start + captioned.captions[-1].frames == 150

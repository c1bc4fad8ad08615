"""Clips that are cut out of the rendered film."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from PIL.GifImagePlugin import GifImageFile

from scenes.production.build.edition import Edition
from scenes.production.build.quality import QUALITIES
from scenes.production.media import decoding, gif
from scenes.production.media.clip_format import ClipFormat
from scenes.production.media.gif import Stretch, write_gif
from scenes.production.outputs.clip_choice import choose, clip_path
from scenes.script.manifest import Beat, read
from scenes.script.screenplay import load
from tests.production.conftest import lecture
from tests.production.media.test_concat import RATE, movie_of

GREEN = (0, 158, 115)  # the lesson's background


def pictures(movie: Path) -> list[np.ndarray]:
    with av.open(movie) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def part(root: Path) -> tuple[list[np.ndarray], tuple[Beat, ...]]:
    movie = movie_of(root, "First")
    return pictures(movie), read(movie.with_suffix(".json")).beats


def clips(root: Path, *arguments: str) -> list[Path]:
    result = lecture(root, "clips", "tiny", *arguments, "--quality", "low")
    assert result.exit_code == 0, result.output
    return [root / line.split()[0] for line in result.stdout.splitlines()]


def test_a_beat_is_cut_as_it_was_encoded(rendered: Path) -> None:
    shown, beats = part(rendered)
    [clip] = clips(rendered, "First.residuals")
    assert clip == rendered / "media" / "clips" / "tiny" / "First.residuals.480p15.mp4"
    assert np.array_equal(pictures(clip), shown[beats[1].start : beats[1].start + beats[1].frames])
    written = clip.read_bytes()
    assert written.index(b"moov") < written.index(b"mdat")


def test_a_whole_lesson_is_a_clip(rendered: Path) -> None:
    [clip] = clips(rendered, "First", "--format", "mp4")
    assert clip.name == "First.480p15.mp4"
    assert np.array_equal(pictures(clip), part(rendered)[0])


def test_without_names_every_beat_is_written(rendered: Path) -> None:
    names = [path.name for path in clips(rendered)]
    assert names == [f"{beat}.480p15.mp4" for beat in ("First.data", "First.residuals", "Second.step")]


def test_only_lessons_that_are_asked_for_are_rendered(project: Path) -> None:
    assert clips(project, "Second.step")[-1].is_file()
    assert not list(project.glob("media/parts/tiny/*/first.First"))


def test_a_gif_loops_and_is_near_the_film(rendered: Path) -> None:
    beat = part(rendered)[1][0]
    film = decoding.pictures(movie_of(rendered, "First"), beat.start, beat.frames, RATE)
    shown = [decoding.in_rgb(picture, 480).to_ndarray() for picture in film]
    [clip] = clips(rendered, "First.data", "--format", "gif")
    with Image.open(clip) as picture:
        assert isinstance(picture, GifImageFile)
        assert picture.info["loop"] == 0
        seconds, n_frames = 0.0, picture.n_frames
        for i in range(n_frames):
            picture.seek(i)
            seconds += picture.info["duration"] / 1000
            place = round((seconds - picture.info["duration"] / 1000) * RATE)
            difference = np.abs(np.asarray(picture.convert("RGB"), dtype=int) - shown[place])
            assert np.percentile(difference, 99) <= 8
            assert difference.mean() < 1
        assert np.abs(np.asarray(picture.convert("RGB"), dtype=int)[5, 5] - GREEN).max() <= 3
    assert seconds == pytest.approx(beat.frames / RATE, abs=0.02)
    assert clip.stat().st_size < gif.BYTES_PER_SECOND * seconds


def test_a_gif_that_is_too_large_takes_fewer_colours_and_pictures(
    rendered_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gif, "BYTES_PER_SECOND", 1)
    ticks: list[int] = []
    write_gif(Stretch(movie_of(rendered_once, "First"), 0, 12, RATE), tmp_path / "a.gif", ticks.append)
    with av.open(tmp_path / "a.gif") as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(frames) == 6
    assert all(len(np.unique(frame.reshape(-1, 3), axis=0)) <= 32 for frame in frames)
    assert sum(ticks) == len(gif.ATTEMPTS) * 2 * 12  # all pictures twice, once for their palette


def test_no_clip_takes_the_place_of_one_that_is_made_otherwise(project: Path) -> None:
    screenplay = load(project / "tiny.toml")
    [clip] = choose(screenplay, ["First.data"])
    editions = [
        *(Edition(quality) for quality in QUALITIES.values()),
        Edition(theme="light"),
        Edition(language="es"),
    ]
    ways = [(kind, False) for kind in ClipFormat if kind.is_cut] + [
        (kind, is_clear) for kind in ClipFormat if kind.is_still for is_clear in (False, True)
    ]
    paths = [
        clip_path(screenplay, clip, kind, edition, is_clear=is_clear)
        for edition in editions
        for kind, is_clear in ways
    ]
    assert len(set(paths)) == len(paths)
    assert "First.data.mp4" in [path.name for path in paths]  # as it is by default


def test_a_lecture_that_is_the_only_one_need_not_be_named(rendered: Path) -> None:
    result = lecture(rendered, "clips", "First.data", "Second", "--quality", "low")
    assert result.exit_code == 0, result.output
    written = [Path(line.split()[0]).name for line in result.stdout.splitlines()]
    assert written == ["First.data.480p15.mp4", "Second.480p15.mp4"]


@pytest.mark.parametrize(
    ("others", "arguments", "told"),
    [
        ([], ["Third.data"], "'Third.data' is no lecture here, and tiny has no lesson 'Third': choose from"),
        (["other.toml"], ["Second.step"], "there are several lectures here: name it first, as in other Sec"),
        (["other.toml"], [], "there are several lectures here: name one of other, tiny"),
        (["other.toml"], ["Third"], "there is no lecture 'Third' here: name one of other, tiny"),
    ],
)
def test_what_lecture_is_meant_is_asked_in_one_line(
    project: Path, others: list[str], arguments: list[str], told: str
) -> None:
    for name in others:
        (project / name).write_text((project / "tiny.toml").read_text())
    result = lecture(project, "clips", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {told}")
    assert result.stderr.count("\n") == 1


def test_a_name_of_a_lecture_and_of_a_lesson_is_asked_for(project: Path) -> None:
    (project / "tiny.toml").rename(project / "First.toml")
    result = lecture(project, "clips", "First")
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: 'First' is a lecture and a lesson of First: write First.toml for the lecture, or First First "
        "for the lesson\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Third"], "tiny has no lesson 'Third': choose from First, Second"),
        (["First.jump"], "First has no beat 'jump': choose from data, residuals"),
        (["First.", "--format", "svg"], "First has no beat '': choose from data, residuals"),
        (
            ["First", "--format", "gif", "--transparent"],
            "gif has no transparency: take webm or prores, or png or svg for a still",
        ),
    ],
)
def test_what_is_not_there_is_answered_with_one_line(project: Path, arguments: list[str], told: str) -> None:
    result = lecture(project, "clips", "tiny", *arguments)
    assert result.exit_code == 2
    assert result.stderr == f"Error: {told}\n"
    assert not (project / "media").exists()

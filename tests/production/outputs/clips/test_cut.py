"""Clips that are cut out of the rendered film."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from PIL.GifImagePlugin import GifImageFile

from scenes.production.media import decoding, gif
from scenes.production.media.gif import Stretch, write_gif
from scenes.script.manifest import Beat, read
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
    assert clip == rendered / "media" / "clips" / "tiny" / "First.residuals.mp4"
    assert np.array_equal(pictures(clip), shown[beats[1].start : beats[1].start + beats[1].frames])
    written = clip.read_bytes()
    assert written.index(b"moov") < written.index(b"mdat")


def test_a_whole_lesson_is_a_clip(rendered: Path) -> None:
    [clip] = clips(rendered, "First", "--format", "mp4")
    assert clip.name == "First.mp4"
    assert np.array_equal(pictures(clip), part(rendered)[0])


def test_without_names_every_beat_is_written(rendered: Path) -> None:
    names = [path.name for path in clips(rendered)]
    assert names == ["First.data.mp4", "First.residuals.mp4", "Second.step.mp4"]


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
    assert ticks == [12]


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

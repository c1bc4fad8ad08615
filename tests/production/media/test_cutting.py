from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from scenes.production.media.concat import FilmError
from scenes.production.media.cutting import cut
from scenes.script.manifest import Beat, read
from tests.production.media.test_concat import RATE, movie_of


def pictures(movie: Path) -> list[np.ndarray]:
    with av.open(movie) as container:
        return [frame.to_ndarray() for frame in container.decode(video=0)]


def beats_of(root: Path) -> tuple[Path, tuple[Beat, ...]]:
    movie = movie_of(root, "First")
    return movie, read(movie.with_suffix(".json")).beats


def test_beats_in_a_row_are_the_whole_part(rendered_once: Path, tmp_path: Path) -> None:
    movie, beats = beats_of(rendered_once)
    clips = []
    for beat in beats:
        target = tmp_path / f"{beat.name}.mp4"
        cut(movie, beat, RATE, target)
        assert len(pictures(target)) == beat.frames
        clips += pictures(target)
    assert all(np.array_equal(one, other) for one, other in zip(clips, pictures(movie), strict=True))


def test_a_clip_starts_at_zero(rendered_once: Path, tmp_path: Path) -> None:
    movie, beats = beats_of(rendered_once)
    cut(movie, beats[1], RATE, tmp_path / "clip.mp4")
    with av.open(tmp_path / "clip.mp4") as clip:
        times = [frame.time for frame in clip.decode(video=0)]
    assert times == pytest.approx([i / RATE for i in range(beats[1].frames)])
    assert b"elst" not in (tmp_path / "clip.mp4").read_bytes()


def test_a_beat_that_is_not_there_is_named(rendered_once: Path, tmp_path: Path) -> None:
    movie, beats = beats_of(rendered_once)
    with pytest.raises(FilmError, match=r"ends before its beat 'residuals' does"):
        cut(movie, replace(beats[1], frames=1000), RATE, tmp_path / "clip.mp4")
    with pytest.raises(FilmError, match=r"no key frame where its beat 'residuals' starts"):
        cut(movie, replace(beats[1], start=beats[1].start + 1, frames=3), RATE, tmp_path / "clip.mp4")

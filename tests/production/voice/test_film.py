"""The spoken film, read back: is each word heard in its beat, and each picture as it was encoded?"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from pysubs2 import SSAFile

from scenes.script.captions import BREATH, READING_SPEED
from scenes.script.manifest import Beat, Manifest, read
from tests.production.conftest import FIRST, SECOND
from tests.production.media.meter import measured
from tests.production.voice.conftest import PICTURES, TAKES

RATE = 15
FILM = "media/lectures/tiny.480p15.voice.mp4"


def movie_of(root: Path, name: str) -> Path:
    low = name.lower()
    return root / f"media/parts/tiny/480p15.voice/{low}.{name}/videos/{low}/480p15/{name}.mp4"


def manifests(root: Path) -> list[Manifest]:
    return [read(movie_of(root, name).with_suffix(".json")) for name in ("First", "Second")]


def beats(root: Path) -> Iterator[tuple[str, int, Beat]]:
    """Yield each beat with its lesson and the film's frame at which it starts."""
    start = 0
    for manifest in manifests(root):
        for beat in manifest.beats:
            yield manifest.lesson, start + beat.start, beat
        start += manifest.frames


def packets(movie: Path) -> list[bytes]:
    with av.open(movie) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def words_of(lesson: str, beat: Beat) -> float:
    """Return the seconds that a beat's words take, to be spoken and to be read."""
    take = TAKES[lesson, beat.name]
    return max(take.silence + take.tone + BREATH, len(beat.line) / READING_SPEED)


def test_a_beat_lasts_as_long_as_its_words_and_its_pictures(spoken_once: Path) -> None:
    for lesson, _, beat in beats(spoken_once):
        seconds = max(words_of(lesson, beat), PICTURES[lesson])
        assert seconds - 1e-9 <= beat.frames / RATE <= seconds + 1.5 / RATE


def test_captions_stand_while_the_words_are_spoken(spoken_once: Path) -> None:
    for lesson, _, beat in beats(spoken_once):
        first, last = beat.captions[0], beat.captions[-1]
        assert first.start == beat.start
        seconds = (last.start + last.frames - beat.start) / RATE
        assert words_of(lesson, beat) - 1e-9 <= seconds <= words_of(lesson, beat) + 1.5 / RATE
    told = SSAFile.load(str((spoken_once / FILM).with_suffix(".srt")))
    assert [line.plaintext for line in told] == [*FIRST.values(), *SECOND.values()]


def test_words_are_heard_within_a_frame_of_the_film_s_best_rate_from_when_they_should(
    spoken_once: Path,
) -> None:
    with av.open(spoken_once / FILM) as film:
        pieces = [(frame.pts, np.abs(frame.to_ndarray())) for frame in film.decode(audio=0)]
    assert [pts for pts, _ in pieces] == [1024 * k for k in range(len(pieces))]
    left, right = np.concatenate([samples for _, samples in pieces], axis=1)
    assert right.max() == pytest.approx(left.max(), rel=0.01)
    for lesson, frame, beat in beats(spoken_once):
        take, start = TAKES[lesson, beat.name], round(frame / RATE * 48_000)
        heard = left[start : start + round(beat.frames / RATE * 48_000)] > 0.1
        first, last = np.flatnonzero(heard)[[0, -1]] / 48_000
        assert first == pytest.approx(take.silence, abs=1 / 60)
        assert last == pytest.approx(take.silence + take.tone, abs=1 / 60)


def test_it_is_as_loud_as_video_sites_play_it(spoken_once: Path) -> None:
    found = measured(spoken_once / FILM)
    assert found.loudness == pytest.approx(-14, abs=0.5)
    assert found.peak <= -1


def test_the_sound_is_aac_and_ends_with_the_pictures(spoken_once: Path) -> None:
    with av.open(spoken_once / FILM) as film:
        sound, pictures = film.streams.audio[0], film.streams.video[0]
        assert (sound.codec_context.name, sound.codec_context.profile) == ("aac", "LC")
        assert (sound.rate, sound.layout.name) == (48_000, "stereo")
        assert sound.start_time == pictures.start_time == 0
        seconds = [stream.duration * stream.time_base for stream in (sound, pictures)]  # type: ignore[operator]
    assert seconds[1] == Fraction(sum(manifest.frames for manifest in manifests(spoken_once)), RATE)
    assert 0 <= seconds[1] - seconds[0] <= Fraction(1024, 48_000)


def test_pictures_are_those_of_the_parts_and_no_edit_list_moves_them(spoken_once: Path) -> None:
    parts = [packets(movie_of(spoken_once, name)) for name in ("First", "Second")]
    assert packets(spoken_once / FILM) == parts[0] + parts[1]
    content = (spoken_once / FILM).read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")
    assert b"elst" not in content


def test_sound_and_pictures_lie_side_by_side_in_the_file(spoken_once: Path) -> None:
    """A player that streams the film never has to look far ahead for the one or the other."""
    with av.open(spoken_once / FILM) as film:
        times = [packet.dts * packet.time_base for packet in film.demux() if packet.dts is not None]
    latest = np.maximum.accumulate([float(time) for time in times])
    assert (latest - np.array(times, dtype=float)).max() < 1.1


def test_it_lies_beside_the_silent_film(spoken_once: Path) -> None:
    made = sorted(path.name for path in (spoken_once / "media/lectures").iterdir())
    assert made == [f"tiny.480p15.voice.{ending}" for ending in ("chapters.txt", "mp4", "srt", "vtt")]

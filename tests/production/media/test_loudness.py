"""Whatever was recorded is as loud as video sites play it, at the same samples, and silence is silence."""

import wave
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from scenes.production.media.loudness import MOST_GAIN, TARGET, level, leveled
from scenes.production.media.sound import add_sound, excerpt, played, read_sound, sound_packets, write_track
from tests.production.media.meter import RATE, heard, measured

Samples = NDArray[np.float64]
SECONDS = 3


def words(seconds: int = SECONDS, rate: int = RATE) -> Samples:
    """What is like speech: syllables of a buzzing voice, and pauses."""
    return voice(2 * np.pi * np.random.default_rng(3).random(29), seconds, rate)


def voice(phases: Samples, seconds: int, rate: int) -> Samples:
    time = np.arange(seconds * rate) / rate
    buzz = sum(np.cos(2 * np.pi * 120 * k * time + phase) / k**0.5 for k, phase in enumerate(phases, 1))
    syllables = np.clip(np.sin(2 * np.pi * 2.5 * time), 0, None) ** 0.5
    return np.asarray(0.1 * buzz * syllables * (time % 3 < 2))


def decibels(value: float) -> float:
    return float(10 ** (value / 20))


def write_recording(path: Path, sound: Samples, rate: int, channels: int, width: int) -> None:
    """Write a WAV file as a recorder would, cut off at full scale, of 8 or 16 bits."""
    whole = np.clip(np.round(sound * 2 ** (8 * width - 1)), -(2 ** (8 * width - 1)), 2 ** (8 * width - 1) - 1)
    data = (whole + 128).astype("u1") if width == 1 else whole.astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(np.repeat(data, channels).tobytes())


def track_of(folder: Path, sound: Samples, rate: int = RATE, channels: int = 2, width: int = 2) -> Path:
    """Write the track of a part in which a recording is heard."""
    recording = folder / "take.wav"
    write_recording(recording, sound, rate, channels, width)
    samples = read_sound(recording)
    track = folder / f"{len(list(folder.iterdir()))}.wav"
    write_track(track, [(0, samples)], -(-len(samples) * 15 // RATE), 15)
    return track


def film_of(tracks: list[Path], target: Path) -> tuple[Path, float]:
    """Encode tracks as a film does, and return it with the gain that they got."""
    gain = level(tracks).gain
    frames = sum(piece.samples for piece in played(tracks)) * 15 // RATE
    with av.open(target, "w") as film:
        for packet in sound_packets(leveled(played(tracks), gain), add_sound(film), frames, 15):
            film.mux(packet)
    return target, gain


@pytest.mark.parametrize(
    ("recorded", "rate", "channels", "width"),
    [
        (words, RATE, 2, 2),
        (lambda: words() * decibels(-18), RATE, 1, 2),
        (lambda: words() * decibels(30), RATE, 2, 2),
        (lambda: words(rate=44_100), 44_100, 2, 1),
        (lambda: words(rate=8_000), 8_000, 1, 1),
        (lambda: np.concatenate([words() * decibels(each) for each in (0, -9, 6)]), RATE, 2, 2),
    ],
    ids=["as it is", "quiet", "clipped", "8 bits at 44.1 kHz", "a telephone", "odd levels"],
)
def test_a_recording_is_as_loud_as_others(
    recorded: Callable[[], Samples], rate: int, channels: int, width: int, tmp_path: Path
) -> None:
    track = track_of(tmp_path, recorded(), rate, channels, width)
    film, _ = film_of([track], tmp_path / "film.mp4")
    found = measured(film)
    assert found.loudness == pytest.approx(TARGET, abs=0.5)
    assert found.peak <= -1


def test_all_parts_get_the_same_gain(tmp_path: Path) -> None:
    """What was half as loud as the rest still is, where no peak is limited."""
    tone = np.sin(2 * np.pi * 440 * np.arange(SECONDS * RATE) / RATE)
    tracks = [track_of(tmp_path, amplitude * tone) for amplitude in (0.02, 0.04)]
    film, gain = film_of(tracks, tmp_path / "film.mp4")
    left = np.abs(heard(film)[0])
    quiet, loud = left[RATE : 2 * RATE].max(), left[4 * RATE : 5 * RATE].max()
    assert loud / quiet == pytest.approx(2, rel=0.03)
    assert quiet == pytest.approx(0.02 * decibels(gain), rel=0.03)


def test_every_sample_keeps_its_place(tmp_path: Path) -> None:
    clicks = np.zeros(3 * RATE)
    clicks[[RATE // 2, RATE + 77, 2 * RATE + 1]] = 0.5, -0.9, 0.2
    track = track_of(tmp_path, clicks)
    pieces = list(leveled(played([track]), 12.0))
    left = np.concatenate([piece.to_ndarray() for piece in pieces], axis=1).reshape(-1, 2)[:, 0]
    assert len(left) == len(clicks)
    assert [piece.pts for piece in pieces[:2]] == [0, pieces[0].samples]
    seconds = np.abs(left.astype(float)).reshape(3, -1)
    assert seconds.argmax(axis=1).tolist() == [RATE // 2, 77, 1]
    assert seconds.max() <= 32_768 * decibels(-2) + 1


def test_silence_between_words_stays_silent(tmp_path: Path) -> None:
    track = track_of(tmp_path, words() * decibels(-24))
    samples = np.concatenate([each.to_ndarray() for each in leveled(played([track]), MOST_GAIN)], axis=1)
    pause = samples.reshape(-1, 2)[round(2.05 * RATE) : round(2.95 * RATE)]
    assert samples.any()
    assert not pause.any()


def test_what_is_next_to_silent_is_not_blown_up(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).standard_normal(SECONDS * RATE) * decibels(-70)
    found = level([track_of(tmp_path, noise)])
    assert found.gain == MOST_GAIN
    assert found.loudness < -30
    assert not found.is_as_wanted


def test_peaks_that_leave_no_room_are_not_beaten_flat(tmp_path: Path) -> None:
    """All waves of a voice at their highest at once: more gain would only raise what is between them."""
    found = level([track_of(tmp_path, voice(np.zeros(29), SECONDS, RATE))])
    assert found.gain < 15
    assert not found.is_as_wanted


def test_nothing_stays_nothing(tmp_path: Path) -> None:
    track = track_of(tmp_path, np.zeros(SECONDS * RATE))
    found = level([track])
    assert not found.is_as_wanted
    assert not any(piece.to_ndarray().any() for piece in leveled(played([track]), found.gain))


def test_an_hour_is_never_in_memory(tmp_path: Path) -> None:
    """What has gone in has come out, but for a few seconds."""
    track = track_of(tmp_path, words(2))
    given = 0

    def sound() -> Iterator[av.AudioFrame]:
        nonlocal given
        for frame in chain.from_iterable(played([track]) for _ in range(20)):
            frame.pts, given = given, given + frame.samples
            yield frame

    taken = 0
    for piece in leveled(sound(), 6.0):
        taken += piece.samples
        assert given - taken <= 2 * RATE
    assert taken == given == 40 * RATE


def test_an_excerpt_is_what_is_heard_meanwhile(tmp_path: Path) -> None:
    track = track_of(tmp_path, words())
    whole = np.concatenate([each.to_ndarray() for each in played([track])], axis=1)[0].reshape(-1, 2)
    pieces = list(excerpt(track, 7, 30, 15))
    cut = np.concatenate([each.to_ndarray() for each in pieces], axis=1)[0].reshape(-1, 2)
    assert [each.pts for each in pieces] == [0, RATE]
    assert np.array_equal(cut, whole[7 * RATE // 15 : 37 * RATE // 15])
